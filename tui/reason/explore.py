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


class Exploration:
    """Every state that is open, each after all that it leads to.

    `known` answers bind where they are offered, and their questions are not counted among those to come. Raises
    NotProvedError where there are more states than the budget allows.
    """

    def __init__(self, walk: Walk, known: Mapping[str, Answer], budget: int = MOST_STATES) -> None:
        self.walk = walk
        self.known = known
        self.root = walk.start()
        self.edges: dict[State, tuple[Edge, ...]] = {}
        """Where each open state leads."""
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
        walk, known, edges, steps = self.walk, self.known, self.edges, self.steps
        outcomes = walk.space.tree.outcomes
        opened: set[State] = set()
        stack = [self.root]
        end = Steps(0, 0)
        while stack:
            state = stack[-1]
            if state in steps:
                stack.pop()
                continue
            if state not in edges:
                if len(edges) > budget:
                    raise NotProvedError
                id = state[0]
                leads = edges[state] = walk.edges_for(state, known[id]) if id in known else walk.edges(state)
                if not leads:
                    stack.pop()
                    steps[state] = end if id in outcomes else None
                    continue
                opened.add(state)
                stack += [after for _, after in leads if after not in edges]
                continue
            stack.pop()
            steps[state] = self._count(state, opened)
            opened.discard(state)
        for state in steps:
            for _, after in edges[state]:
                if after in walk.troubles:
                    self.troubles.append((state, walk.troubles[after]))

    def _count(self, state: State, opened: set[State]) -> Steps | None:
        """Fewest and most questions from a state on, all it leads to being counted."""
        fewest, most = -1, -1
        steps = self.steps
        for _, after in self.edges[state]:
            if after in opened:
                # Only in a plain tree, in which whoever comes here has been there.
                self.troubles.append((state, Trouble(TWICE, state[0], after[0])))
                continue
            ahead = steps[after]
            if ahead is not None:
                fewest = ahead.fewest if fewest < 0 else min(fewest, ahead.fewest)
                most = max(most, ahead.most)
        if most < 0:
            return None
        if state[1] or state[0] in self.known:
            return Steps(fewest, most)
        return Steps(fewest + 1, most + 1)
