"""A tree as a graph: ways in a circle, what can still be reached, and by how many questions at least and at most.

Conditions are not looked at: these are bounds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tui.problems.frozen import Frozen
from tui.tree.conditions import Fact
from tui.tree.model import Question, Rule


class Steps(Frozen):
    """How many questions are asked from here on, this one counted."""

    fewest: int
    most: int


def circles(questions: Mapping[str, Question]) -> Iterator[tuple[list[str], Rule]]:
    """Each way that comes back to a question on it: the questions of the circle, and the rule that closes it."""
    done: set[str] = set()
    for first in questions:
        if first in done:
            continue
        trail: list[str] = [first]
        position = {first: 0}
        stack = [iter(questions[first].ways())]
        while stack:
            rule = next(stack[-1], None)
            if rule is None:
                stack.pop()
                gone = trail.pop()
                del position[gone]
                done.add(gone)
            elif rule.to in position:
                yield trail[position[rule.to]:], rule
            elif rule.to in questions and rule.to not in done:
                position[rule.to] = len(trail)
                trail.append(rule.to)
                stack.append(iter(questions[rule.to].ways()))


def fact_circles(facts: Mapping[str, Fact]) -> Iterator[list[str]]:
    """Facts that stand on themselves, each circle once."""
    done: set[str] = set()
    for first in facts:
        if first in done:
            continue
        trail: list[str] = [first]
        stack = [_stands_on(facts[first])]
        while stack:
            name = next(stack[-1], None)
            if name is None:
                stack.pop()
                done.add(trail.pop())
            elif name in trail:
                yield trail[trail.index(name):]
            elif name in facts and name not in done:
                trail.append(name)
                stack.append(_stands_on(facts[name]))


def _stands_on(fact: Fact) -> Iterator[str]:
    return (name for condition in fact.conditions for name in condition.facts)


def steps(questions: Mapping[str, Question]) -> dict[str, Steps]:
    """Fewest and most questions from each question, on a graph without circles."""
    found: dict[str, Steps] = {}
    for first in questions:
        stack = [first]
        while stack:
            id = stack[-1]
            if id in found:
                stack.pop()
                continue
            ahead = {rule.to for rule in questions[id].ways()}
            missing = [to for to in ahead if to in questions and to not in found]
            if missing:
                stack += missing
                continue
            stack.pop()
            counts = [found[to] if to in found else Steps(0, 0) for to in ahead] or [Steps(0, 0)]
            found[id] = Steps(1 + min(c.fewest for c in counts), 1 + max(c.most for c in counts))
    return found


def reachable(questions: Mapping[str, Question], start: str) -> set[str]:
    """Everything that the graph reaches from a place, itself included."""
    seen = {start}
    stack = [start]
    while stack:
        question = questions.get(stack.pop())
        for rule in question.ways() if question is not None else ():
            if rule.to not in seen:
                seen.add(rule.to)
                stack.append(rule.to)
    return seen
