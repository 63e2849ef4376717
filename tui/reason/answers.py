"""The answers to one question, put together where they lead to the same outcomes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from tui.problems.frozen import Frozen
from tui.reason.domains import IN, OUT
from tui.reason.prospect import Prospect
from tui.reason.walk import State
from tui.tree.answers import Answer
from tui.tree.model import NONE
from tui.tree.names import Kind


class Range(Frozen):
    """Numbers or days from one end to the other; None is no end on that side."""

    low: Decimal | date | None
    high: Decimal | date | None
    low_open: bool = False
    high_open: bool = False

    def holds(self, value: object) -> bool:
        """Whether an answer of the same sort lies within."""
        low, high = self.low, self.high
        above = low is None or (value > low if self.low_open else value >= low)  # type: ignore[operator]  # of one sort
        return above and (high is None or (value < high if self.high_open else value <= high))  # type: ignore[operator]  # as above


class Group(Frozen):
    """Answers that lead to the same outcomes, as bits: one of them, and which they are.

    An option stands for itself. Numbers and days make a range; sets are those that contain some options and lack some.
    """

    answer: Answer
    reached: int
    range: Range | None = None
    contains: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


def groups(prospect: Prospect, question: str, only: str | None = None,
           asked: Collection[State] | None = None) -> list[Group]:
    """The answers to a question that nothing is known of, in the order of the file; or those with one option.

    They are those offered in the states in which it is `asked`: where nothing else is said those in which it is next,
    if any. Where it is met on several ways an answer counts on those on which it is offered; on the others it is open.
    """
    states = prospect.states(question)
    asked = frozenset(asked or prospect.open.get(question, states))
    kind = prospect.space.tree.questions[question].kind
    if kind is Kind.SEVERAL:
        return _Sets(prospect, states, asked, only).groups()
    domain = prospect.space.conditions.domain(question)
    aside = prospect.without(question)
    edges = [dict(prospect.exploration.walk.edges(state)) for state in states]
    found: list[Group] = []
    offered = {value for state, leads in zip(states, edges, strict=True) if state in asked
               for value in leads if value >= 0}
    for value in sorted(offered):
        reached = aside
        for state, leads in zip(states, edges, strict=True):
            reached |= prospect.reached(leads.get(value, state))
        if kind is Kind.ONE:
            if only is None or domain.options[value] == only:
                found.append(Group(domain.options[value], reached))
            continue
        stretch, last = domain.stretches[value], found[-1] if found else None
        if last is not None and last.range is not None and last.reached == reached:
            found[-1] = Group(last.answer, reached,
                              Range(last.range.low, stretch.high, last.range.low_open, stretch.high_open))
        else:
            found.append(Group(stretch.example, reached,
                               Range(stretch.low, stretch.high, stretch.low_open, stretch.high_open)))
    return found


_Way = tuple[frozenset[str], frozenset[str], int]
"""What sets contain, what they lack, and the outcomes that they lead to."""

_Ways = dict[_Way, frozenset[str]]
"""Ways, each with one set that takes it."""

_Position = tuple[State | None, int]
"""Where a set has come to on one way, and how many of the options are in it that conditions do not name; no state once
the set is not offered there."""


class _Sets:
    """The answers to a `several` question, from the last option back to the first.

    Whether an option is in a set is said only where it makes a difference, as in a reduced decision diagram (Bryant
    1986).
    """

    def __init__(self, prospect: Prospect, states: list[State], asked: Collection[State], only: str | None) -> None:
        self.prospect = prospect
        self.walk = prospect.exploration.walk
        self.states = states
        self.asked = asked
        self.only = only
        self.domain = self.walk.space.conditions.domain(states[0][0])
        self.aside = prospect.without(states[0][0])
        members = tuple(self.domain.members)
        self.offered = [{choice.option.id for choice in self.walk.offered(state)} for state in states]
        others = [id for id in self.domain.options if id not in members and any(id in there for there in self.offered)]
        # Where nobody counts, the options that no condition names are all alike, and need not be gone through.
        self.alike = others if not self.domain.counted and len(states) == 1 and only not in others else []
        self.options = (*members, *([] if self.alike else others))
        self._known: dict[tuple[int, tuple[_Position, ...]], _Ways] = {}

    def groups(self) -> list[Group]:
        """All of them, in the order of the options in them."""
        order = self.domain.options.index
        found = [Group(answer, reached, None, tuple(sorted(contains, key=order)), tuple(sorted(lacks, key=order)))
                 for (contains, lacks, reached), answer in self.ways(0, tuple([(s, 0) for s in self.states])).items()]
        return sorted(found, key=lambda group: (list(map(order, group.contains)), list(map(order, group.lacks))))

    def ways(self, at: int, positions: tuple[_Position, ...]) -> _Ways:
        """The ways on, with so many of the options settled."""
        found = self._known.get((at, positions))
        if found is None:
            if at == len(self.options):
                found = self._end(positions)
            else:
                option = self.options[at]
                without = {} if option == self.only else self.ways(at + 1, self._next(positions, option, OUT))
                having = {} if self.only == NONE else self.ways(at + 1, self._next(positions, option, IN))
                found = _either(option, without, having)
            self._known[at, positions] = found
        return found

    def _next(self, positions: tuple[_Position, ...], option: str, value: int) -> tuple[_Position, ...]:
        found: list[_Position] = []
        for (state, more), there in zip(positions, self.offered, strict=True):
            if state is None or (value == IN and option not in there):
                found.append((None, 0))
            elif option in self.domain.members:
                found.append((dict(self.walk.edges(state))[value], more))
            else:
                found.append((state, more + value))
        return tuple(found)

    def _end(self, positions: tuple[_Position, ...]) -> _Ways:
        """Where a whole set leads; nowhere where it is not offered."""
        bound = False
        reached = self.aside
        answer: frozenset[str] = frozenset()
        for (state, more), start in zip(positions, self.states, strict=True):
            after = None
            if state is not None:
                size = state[2] + more
                if self.alike and not size and self.domain.question.none is None:
                    answer, size = frozenset(self.alike[:1]), 1
                after = self._after(state, size)
            bound = bound or (after is not None and start in self.asked)
            reached |= self.prospect.reached(after if after is not None else start)
        return {(frozenset(), frozenset(), reached): answer} if bound else {}

    def _after(self, state: State, size: int) -> State | None:
        """Where a set of a size leads from the state in which all that conditions name is settled."""
        for value, after in self.walk.edges(state):
            if value >= 0 and (value == size if self.domain.counted else value <= size):
                return after
        return None


def _either(option: str, without: _Ways, having: _Ways) -> _Ways:
    """The ways without and with an option; where it makes no difference, or there is no choice, it is not said."""
    if without and (not having or set(without) == set(having)):
        return without
    if not without:
        return {way: answer | {option} for way, answer in having.items()}
    found: _Ways = {}
    for (contains, lacks, reached), answer in without.items():
        found[contains, lacks | {option}, reached] = answer
    for (contains, lacks, reached), answer in having.items():
        found[contains | {option}, lacks, reached] = answer | {option}
    return found
