"""Every way through a tree that is open to somebody of whom something is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from functools import cached_property

from tui.problems.frozen import Frozen
from tui.reason.walk import TWICE, Edge, State, Trouble, Walk
from tui.tree.answers import Answer

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from typing import TypeVar

    N = TypeVar("N")

MOST_STATES = 50_000
"""States of one exploration, beside those of a plain tree, beyond which nothing is said to be proved."""

Count = tuple[int, int]
"""Fewest and most questions to come."""

_NOWHERE = 1 << 62, -1
"""Where no way leads on: more at least, and fewer at most, than on any way."""


class Steps(Frozen):
    """How many questions are asked from here on."""

    fewest: int
    most: int


class NotProvedError(Exception):
    """The tree is too entangled for the budget."""


class Exploration:
    """Every state that is open, each after all that it leads to.

    `known` answers bind where they are offered, and their questions are not counted among those to come. Raises
    NotProvedError where there are more states than the budget allows.
    """

    def __init__(self, walk: Walk, known: Mapping[str, Answer], budget: int = MOST_STATES) -> None:
        self.walk = walk
        self.known = known
        self.root = walk.start()
        self.edges: Mapping[State, tuple[Edge, ...]] = _Edges(walk, known)
        """Where each open state leads, by which values; worked out where it is asked for."""
        self.troubles: list[tuple[State, Trouble]] = []
        """What can go wrong, each with the state that it happens in."""
        self.places: Set[str]
        """Where somebody comes to."""
        start, ends = walk.space.tree.start, walk.space.tree.outcomes
        if walk.space.plain:
            # Places stand for their states, which are made where they are asked for: most who look ahead never do.
            self._ahead, self._places_counted, back = _search(
                start, self._places_ahead, ends.__contains__, lambda id: id not in known, budget)
            self.remaining = _steps(self._places_counted[start])
            self.places = self._places_counted.keys()
            self.troubles += [(_at(id), Trouble(TWICE, id, to)) for id, to in back]
        else:
            self.ahead, self._counted, back_to = _search(
                self.root, self._states_ahead, lambda state: state[0] in ends,
                lambda state: not state[1] and state[0] not in known, budget)
            self.remaining = _steps(self._counted[self.root])
            self.places = {state[0] for state in self._counted}
            self.troubles += [(state, Trouble(TWICE, state[0], to[0])) for state, to in back_to]
            troubles = walk.troubles
            self.troubles += [(state, troubles[after]) for state in self._counted if troubles
                              for after in self.ahead[state] if after in troubles]

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The outcomes that are possible, in the order of the file."""
        places = self.places
        return tuple([id for id in self.walk.space.tree.outcomes if id in places])

    @cached_property
    def ahead(self) -> dict[State, tuple[State, ...]]:
        """The states that each open state leads to."""
        at = {id: _at(id) for id in self._ahead}
        return {at[id]: tuple([at[to] for to in leads]) for id, leads in self._ahead.items()}

    @cached_property
    def _counted(self) -> dict[State, Count]:
        return {_at(id): count for id, count in self._places_counted.items()}

    @property
    def finished(self) -> Iterable[State]:
        """The open states, each after all that it leads to."""
        return self._counted.keys()

    @cached_property
    def steps(self) -> dict[State, Steps | None]:
        """How many questions are still to come from each state; None where no way leads on."""
        return {state: _steps(count) for state, count in self._counted.items()}

    def nodes(self) -> tuple[list[State], list[list[int]]]:
        """The open states, the first of all first and each before all that it leads to, and the numbers of those."""
        if self.walk.space.plain:
            order, leads = _numbered(self._places_counted, self._ahead)
            return [_at(id) for id in order], leads
        return _numbered(self._counted, self.ahead)

    def _places_ahead(self, id: str) -> tuple[str, ...]:
        if self.known and id in self.known:
            return tuple([after[0] for after in self.walk.ahead_for(_at(id), self.known[id])])
        # The leads of a plain tree have no gaps.
        return self.walk.space.leads.get(id, ())  # type: ignore[return-value]  # that is, no None among them

    def _states_ahead(self, state: State) -> tuple[State, ...]:
        return self.walk.ahead_for(state, self.known.get(state[0]))


class _Edges(dict[State, tuple[Edge, ...]]):
    def __init__(self, walk: Walk, known: Mapping[str, Answer]) -> None:
        self.walk = walk
        self.known = known

    def __missing__(self, state: State) -> tuple[Edge, ...]:
        found = self[state] = self.walk.edges_for(state, self.known.get(state[0]))
        return found


def _search(root: N, leads_on: Callable[[N], tuple[N, ...]], ends: Callable[[N], bool], asks: Callable[[N], bool],
            budget: int) -> tuple[dict[N, tuple[N, ...]], dict[N, Count], list[tuple[N, N]]]:
    """All that can be reached and where it leads; the counts of each, after all that it leads to; the ways back."""
    ahead: dict[N, tuple[N, ...]] = {}
    counts: dict[N, Count] = {}
    back: list[tuple[N, N]] = []
    stack = [root]
    while stack:
        here = stack[-1]
        leads = ahead.get(here)
        if leads is None:
            if len(ahead) > budget:
                raise NotProvedError
            leads = ahead[here] = leads_on(here)
            size = len(stack)
            for after in leads:
                if after not in ahead:
                    stack.append(after)
            if len(stack) > size:
                continue
        stack.pop()
        if here in counts:
            continue
        if not leads:
            counts[here] = (0, 0) if ends(here) else _NOWHERE
            continue
        fewest, most = _NOWHERE
        for after in leads:
            count = counts.get(after)
            if count is None:
                # It is still open. Only in a plain tree, in which whoever comes here has been there.
                back.append((here, after))
                continue
            few, many = count
            if few < fewest:
                fewest = few
            if many > most:
                most = many
        counts[here] = (fewest + 1, most + 1) if most >= 0 and asks(here) else (fewest, most)
    return ahead, counts, back


def _numbered(done: Mapping[N, object], ahead: Mapping[N, tuple[N, ...]]) -> tuple[list[N], list[list[int]]]:
    """What was finished, last first, and the numbers of all that each leads to."""
    order = list(reversed([*done]))
    number = {here: i for i, here in enumerate(order)}
    return order, [[number[after] for after in ahead[here]] for here in order]


def _steps(count: Count) -> Steps | None:
    return None if count[1] < 0 else Steps(*count)


def _at(place: str) -> State:
    """The state that a place of a plain tree stands for."""
    return place, 0, 0, 0, ()
