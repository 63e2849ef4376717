"""Complete runs that show something: the shortest way there, and on from it to the nearest outcome."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tui.author.spread import Way, answers_along, spread, way_to
from tui.reason.explore import MOST_STATES, Exploration, NotProvedError
from tui.reason.formulas import FALSE, Formula
from tui.reason.walk import State
from tui.tree.answers import Answer
from tui.tree.names import Kind

_Step = tuple[State, Formula]
"""A state, and what is left there of the formula that is watched on the way."""


class Search:
    """Finds runs through one exploration, of which nothing is known."""

    def __init__(self, exploration: Exploration) -> None:
        self.exploration = exploration
        self.walk = exploration.walk
        self.space = self.walk.space
        self._links: dict[State, tuple[State, int] | None] = {}
        self._at: dict[str, list[State]] = {}
        self._before: dict[State, list[State]] = {}
        for state in spread(exploration.root, self._leads, self._links):
            self._at.setdefault(state[0], []).append(state)
            for _, after in exploration.edges[state]:
                self._before.setdefault(after, []).append(state)

    def reaches(self, place: str) -> bool:
        """Whether anybody comes to a place."""
        return place in self._at

    def to_outcome(self, outcome: str) -> dict[str, Answer] | None:
        """The shortest run to an outcome."""
        states = self._at.get(outcome)
        return answers_along(self.walk, way_to(states[0], self._links)) if states else None

    def with_value(self, question: str, values: Collection[int]) -> dict[str, Answer] | None:
        """The shortest way to a question that is not `several`, one of these values there, and on to an outcome."""
        for state in self._at.get(question, ()):
            for value, after in self.exploration.edges[state]:
                if value in values:
                    run = self._run([*way_to(state, self._links), (state, value)], after)
                    if run is not None:
                        return run
        return None

    def after(self, question: str, formula: Formula, option: str | None = None) -> dict[str, Answer] | None:
        """The shortest run in which a formula holds once a question is answered; an `option` of a set is in it.

        Raises NotProvedError where that takes too many steps.
        """
        domain = self.space.conditions.domain(question)
        given, settled = self.space.formulas.given, self.space.formulas.settled
        several = domain.question.kind is Kind.SEVERAL
        last = len(domain.members) if several else 0
        alike = option if several and option not in domain.members and option in domain.options else None
        links: dict[_Step, tuple[_Step, int] | None] = {}
        for step in self._steps(self._ancestors(self._at.get(question, ())), formula, links):
            state, left = step
            if state[0] != question or state[1] != last:
                continue
            if alike is not None and all(choice.option.id != alike for choice in self.walk.offered(state)):
                continue
            for value, after in self.exploration.edges[state]:
                if value < 0 or (alike is not None and domain.counted and value <= state[2]):
                    continue
                if settled(given(left, self.walk.variable(state), value)):
                    way = [(s, v) for (s, _), v in way_to(step, links)]
                    run = self._run([*way, (state, value)], after, {question: alike} if alike is not None else {})
                    if run is not None:
                        return run
        return None

    def at_end(self, outcomes: Collection[str], formula: Formula, through: str | None = None) -> (
            dict[str, Answer] | None):
        """The shortest run to one of some outcomes in which a formula holds; where all come `through` a question."""
        settled = self.space.formulas.settled
        ends = [state for outcome in outcomes for state in self._at.get(outcome, ())]
        if through is None:
            within = self._ancestors(ends)
        else:
            middle = self._at.get(through, ())
            within = self._ancestors(middle) | self._descendants(middle)
        links: dict[_Step, tuple[_Step, int] | None] = {}
        for step in self._steps(within, formula, links):
            if step[0][0] in outcomes and settled(step[1]):
                return answers_along(self.walk, [(s, v) for (s, _), v in way_to(step, links)])
        return None

    def _leads(self, state: State) -> Iterator[tuple[int, State, bool]]:
        for value, after in self.exploration.edges[state]:
            yield value, after, after[0] != state[0]

    def _steps(self, within: set[State], formula: Formula,
               links: dict[_Step, tuple[_Step, int] | None]) -> Iterator[_Step]:
        """Every step within some states in which the formula may still hold, after fewer answers first."""
        walk, given = self.walk, self.space.formulas.given

        def leads(step: _Step) -> Iterator[tuple[int, _Step, bool]]:
            state, left = step
            for value, after in self.exploration.edges[state]:
                if value >= 0 and after in within:
                    heard = given(left, walk.variable(state), value)
                    if heard != FALSE:
                        yield value, (after, heard), after[0] != state[0]

        if self.exploration.root not in within or formula == FALSE:
            return
        budget = MOST_STATES + 4 * len(self.space.tree.questions)
        for step in spread((self.exploration.root, formula), leads, links):
            if len(links) > budget:
                raise NotProvedError
            yield step

    def _ancestors(self, states: Collection[State]) -> set[State]:
        """Some states, and all from which they can be reached."""
        found, stack = set(states), list(states)
        while stack:
            for state in self._before.get(stack.pop(), ()):
                if state not in found:
                    found.add(state)
                    stack.append(state)
        return found

    def _descendants(self, states: Collection[State]) -> set[State]:
        """Some states, and all that they lead to."""
        found, stack = set(states), list(states)
        while stack:
            for _, state in self.exploration.edges[stack.pop()]:
                if state not in found:
                    found.add(state)
                    stack.append(state)
        return found

    def _run(self, way: Way, state: State, wanted: dict[str, str] | None = None) -> dict[str, Answer] | None:
        """The answers along a way, and from where it ends to the nearest outcome."""
        whole = list(way)
        edges, steps = self.exploration.edges, self.exploration.steps
        outcomes = self.space.tree.outcomes
        while state[0] not in outcomes:
            ahead = [(found.fewest, value, after) for value, after in edges[state]
                     if value >= 0 and (found := steps[after]) is not None]
            if not ahead:
                return None
            _, value, after = min(ahead, key=lambda each: each[0])
            whole.append((state, value))
            state = after
        return answers_along(self.walk, whole, wanted)
