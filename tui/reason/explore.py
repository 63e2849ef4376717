"""Every way through a tree that is open to somebody of whom something is known."""

from __future__ import annotations

from collections.abc import Mapping

from tui.problems.frozen import frozen
from tui.reason.walk import TWICE, Edge, State, Trouble, Walk
from tui.tree.answers import Answer

MOST_STATES = 50_000
"""States of one exploration, beside those of a plain tree, beyond which nothing is said to be proved."""


@frozen
class Steps:
    """How many questions are asked from here on."""

    fewest: int
    most: int


class NotProvedError(Exception):
    """The tree is too entangled for the budget."""


class _Edges(dict[State, tuple[Edge, ...]]):
    def __init__(self, walk: Walk, known: Mapping[str, Answer]) -> None:
        self.walk = walk
        self.known = known

    def __missing__(self, state: State) -> tuple[Edge, ...]:
        found = self[state] = self.walk.edges_for(state, self.known.get(state[0]))
        return found


class Exploration:
    """Every state that is open, each after all that it leads to.

    `known` answers bind where they are offered, and their questions are not counted among those to come. Raises
    NotProvedError where there are more states than the budget allows.
    """

    def __init__(self, walk: Walk, known: Mapping[str, Answer], budget: int = MOST_STATES) -> None:
        self.walk = walk
        self.known = known
        self.root = walk.start()
        self.ahead: dict[State, tuple[State, ...]] = {}
        """The states that each open state leads to."""
        self.edges: Mapping[State, tuple[Edge, ...]] = _Edges(walk, known)
        """The same, and by which values; worked out where it is asked for."""
        self.steps: dict[State, Steps | None] = {}
        """How many questions are still to come from each state, in the order in which they were finished; None where
        no way leads on."""
        self.troubles: list[tuple[State, Trouble]] = []
        """What can go wrong, each with the state that it happens in."""
        self._explore(budget)

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The outcomes that are possible, in the order of the file."""
        reached = {state[0] for state in self.steps}
        return tuple(id for id in self.walk.space.tree.outcomes if id in reached)

    def _explore(self, budget: int) -> None:
        walk, known, ahead, steps = self.walk, self.known, self.ahead, self.steps
        outcomes, end = walk.space.tree.outcomes, Steps(0, 0)
        stack = [self.root]
        while stack:
            state = stack[-1]
            leads = ahead.get(state)
            if leads is None:
                if len(ahead) > budget:
                    raise NotProvedError
                leads = walk.ahead_for(state, known[state[0]]) if state[0] in known else walk.ahead(state)
                ahead[state] = leads
                if not leads:
                    stack.pop()
                    steps[state] = end if state[0] in outcomes else None
                    continue
                first = [after for after in leads if after not in ahead]
                if first:
                    stack += first
                    continue
            stack.pop()
            if state not in steps:
                steps[state] = self._count(state, leads)
        if walk.troubles:
            self.troubles += [(state, walk.troubles[after]) for state in steps for after in ahead[state]
                              if after in walk.troubles]

    def _count(self, state: State, leads: tuple[State, ...]) -> Steps | None:
        """Fewest and most questions from a state on, all it leads to being counted."""
        fewest, most = -1, -1
        steps = self.steps
        for after in leads:
            if after not in steps:
                # It is still open. Only in a plain tree, in which whoever comes here has been there.
                self.troubles.append((state, Trouble(TWICE, state[0], after[0])))
                continue
            ahead = steps[after]
            if ahead is not None:
                if most < 0 or ahead.fewest < fewest:
                    fewest = ahead.fewest
                if ahead.most > most:
                    most = ahead.most
        if most < 0:
            return None
        if state[1] or state[0] in self.known:
            return Steps(fewest, most)
        return Steps(fewest + 1, most + 1)
