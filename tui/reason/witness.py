"""Witnesses: the shortest answers that lead to a state, and that a condition holds or fails."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence

from tui.problems.frozen import Frozen
from tui.reason.domains import IN
from tui.reason.explore import Exploration
from tui.reason.formulas import Formula
from tui.reason.walk import TWICE, State, Trouble
from tui.tree.answers import UNKNOWN, Answer
from tui.tree.model import NONE
from tui.tree.names import Kind

Answers = dict[str, Answer]
Step = tuple[State, tuple[Formula, ...]]
"""A state, and what is left there of the formulas that are watched on the way."""

_Links = dict[Step, tuple[Step, int] | None]


class Verdict(Frozen):
    """The shortest answers by which a condition holds at a place, and by which it does not; None where none do."""

    holds: Answers | None
    fails: Answers | None


def shortest(exploration: Exploration, places: Iterable[str]) -> dict[str, Answers]:
    """The shortest answers that lead to each of some places; those that nobody can reach are left out."""
    wanted = set(places)
    links: _Links = {}
    found: dict[str, Answers] = {}
    for step in _steps(exploration, (), links, None):
        place = step[0][0]
        if place in wanted:
            wanted.discard(place)
            found[place] = _answers(exploration, links, step)
            if not wanted:
                break
    return found


def runs_into(exploration: Exploration) -> list[tuple[Trouble, Answers]]:
    """Everything that can go wrong, each once, with the shortest answers that lead there and into it."""
    links: _Links = {}
    for _ in _steps(exploration, (), links, None):
        pass
    found: dict[Trouble, Answers] = {}
    order = {step[0]: i for i, step in enumerate(links)}
    trail: dict[State, State] = {}
    for state, trouble in sorted(exploration.troubles, key=lambda each: order[each[0]]):
        for value, after in exploration.edges[state] if trouble not in found else ():
            if exploration.walk.troubles.get(after) == trouble:
                found[trouble] = _answers(exploration, links, (state, ()), value)
                break
            if after[0] == trouble.to and trouble.kind == TWICE:
                trail = trail or _trail(exploration)
                found[trouble] = _around(exploration, trail, after, state, value)
                break
    return list(found.items())


def _trail(exploration: Exploration) -> dict[State, State]:
    """For each state the one before it, on the way by which the exploration first came to it."""
    ahead = exploration.ahead
    before: dict[State, State] = {}
    done: set[State] = set()
    path = [exploration.root]
    stack = [exploration.root]
    while stack:
        state = stack[-1]
        if state not in before:
            before[state] = path[-1]
            path.append(state)
            stack += [after for after in ahead[state] if after not in before]
            continue
        stack.pop()
        if state not in done:
            done.add(state)
            path.pop()
    return before


def _around(exploration: Exploration, trail: dict[State, State], first: State, last: State, value: int) -> Answers:
    """Answers that lead to a state of a plain tree, on to a last one, and by one more value back to the first.

    Each part is the shortest that leaves the other open, so that nothing comes twice before.
    """
    circle = {last}
    state = last
    while state != first:
        state = trail[state]
        circle.add(state)
    out: _Links = {}
    found = next(step for step in _steps(exploration, (), out, exploration.ahead.keys() - circle | {first})
                 if step[0] == first)
    answers = _answers(exploration, out, found)
    back: _Links = {}
    within = {state for state in exploration.ahead if state[0] not in answers}
    found = next(step for step in _steps(exploration, (), back, within, first) if step[0] == last)
    return {**answers, **_answers(exploration, back, found, value)}


def judge(exploration: Exploration, place: str, formulas: Sequence[Formula], after: bool = False) -> list[Verdict]:
    """Whether each formula can hold, and can fail, for those who come to a place, or once they have answered there."""
    walk = exploration.walk
    settled, given = walk.space.formulas.settled, walk.space.formulas.given
    links: _Links = {}
    found: list[dict[bool, Answers]] = [{} for _ in formulas]
    for step in _steps(exploration, tuple(formulas), links, _on_the_way(exploration, place)):
        state, left = step
        if state[0] != place or (state[1] and not after):
            continue
        if not after:
            for verdict, formula in zip(found, left, strict=True):
                if (holds := settled(formula)) not in verdict:
                    verdict[holds] = _answers(exploration, links, step)
        elif state[1] == len(walk.space.conditions.domain(place).members):
            for value, _ in exploration.edges[state]:
                variable = walk.variable(state)
                for verdict, formula in zip(found, left, strict=True):
                    if value >= 0 and (holds := settled(given(formula, variable, value))) not in verdict:
                        verdict[holds] = _answers(exploration, links, step, value)
        if all(len(verdict) == 2 for verdict in found):
            break
    return [Verdict(verdict.get(True), verdict.get(False)) for verdict in found]


def options_on_the_way(exploration: Exploration, question: str, place: str) -> set[str]:
    """The options of a question that somebody may have taken who comes from it to a place; `none` where none of them
    may have been."""
    walk = exploration.walk
    domain = walk.space.conditions.domain(question)
    through = _on_the_way(exploration, place)
    found: set[str] = set()
    for state in through:
        if state[0] != question:
            continue
        values = [value for value, after in exploration.edges[state] if after in through]
        if domain.question.kind is Kind.ONE:
            found.update(domain.options[value] for value in values)
        elif state[1] < len(domain.members):
            found.update(tuple(domain.members)[state[1]] for value in values if value == IN)
        elif domain.question.kind is Kind.SEVERAL:
            if 0 in values:
                found.add(NONE)
            # Where nobody counts, any number of options that no condition names may be among them.
            if values and (not domain.counted or max(values) > state[2]):
                found.update(choice.option.id for choice in walk.offered(state)
                             if choice.option.id not in domain.members)
    return found


def _on_the_way(exploration: Exploration, place: str) -> set[State]:
    """The states from which a place can be reached."""
    found: set[State] = set()
    # In this order each state comes after all that it leads to.
    for state in exploration.finished:
        if state[0] == place or any(after in found for after in exploration.ahead[state]):
            found.add(state)
    return found


def _steps(exploration: Exploration, formulas: tuple[Formula, ...], links: _Links,
           within: set[State] | None, first: State | None = None) -> Iterable[Step]:
    """Every step that can be reached, those after fewer questions first, then in the order of the file."""
    walk, edges = exploration.walk, exploration.edges
    given = walk.space.formulas.given
    root: Step = (first or exploration.root, formulas)
    links[root] = None
    todo = deque([root])
    while todo:
        step = todo.popleft()
        yield step
        state, left = step
        ahead = []
        for value, after in edges[state]:
            if within is not None and after not in within:
                continue
            heard = left
            if left and value >= 0:
                variable = walk.variable(state)
                heard = tuple([given(formula, variable, value) for formula in left])
            following: Step = (after, heard)
            if following not in links:
                links[following] = (step, value)
                ahead.append(following)
        # The options of a `several` answer are all one question.
        if ahead and ahead[0][0][0] == state[0]:
            todo.extendleft(reversed(ahead))
        else:
            todo += ahead


def _answers(exploration: Exploration, links: _Links, step: Step, last: int | None = None) -> Answers:
    """The answers along the links that lead to a step, and then to a last value there."""
    way: list[tuple[State, int]] = [] if last is None else [(step[0], last)]
    link = links[step]
    while link is not None:
        step, value = link
        way.append((step[0], value))
        link = links[step]
    answers: Answers = {}
    members: set[str] = set()
    for state, value in reversed(way):
        question = exploration.walk.space.tree.questions[state[0]]
        domain = exploration.walk.space.conditions.domain(question.id)
        known = exploration.known.get(question.id)
        if value < 0:
            continue
        if question.kind is Kind.SEVERAL:
            if state[1] < len(domain.members):
                if value == IN:
                    members.add(tuple(domain.members)[state[1]])
                continue
            others = [choice.option.id for choice in exploration.walk.offered(state)
                      if choice.option.id not in domain.members]
            more = value - len(members) if domain.counted else min(value, 1) - min(len(members), 1)
            answers[question.id] = frozenset([*members, *others[:max(0, more)]])
            members = set()
        elif question.kind is Kind.ONE:
            answers[question.id] = domain.options[value]
        else:
            answers[question.id] = domain.stretches[value].example
        if known is not None and known is not UNKNOWN and exploration.walk.binds(state, known):
            answers[question.id] = known
    return answers
