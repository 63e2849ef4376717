"""What is ahead of somebody: what can still be asked and offered, and where each answer would lead."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tui.reason.explore import Exploration, Steps
from tui.reason.possible import explore
from tui.reason.walk import State
from tui.tree.answers import Answer
from tui.tree.model import Option, Tree


def prospect(tree: Tree, known: Mapping[str, Answer], today: date) -> Prospect | None:
    """What is ahead of somebody of whom these answers are known; None where that is not proved."""
    found = explore(tree, known, today)
    return Prospect(found) if found is not None else None


class Prospect:
    """An exploration, as the front ends ask about it."""

    def __init__(self, exploration: Exploration) -> None:
        self.exploration = exploration
        self.space = exploration.walk.space
        self._open: dict[str, list[State]] | None = None
        self._reached: dict[State, int] | None = None

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The outcomes that are possible, in the order of the file."""
        return self.exploration.outcomes

    @property
    def remaining(self) -> Steps:
        """Fewest and most questions without any answer on the ways still open."""
        return self.exploration.remaining or Steps(0, 0)

    @property
    def open(self) -> Mapping[str, list[State]]:
        """The first question without any answer on each way still open, with the states in which it is asked."""
        if self._open is None:
            found: dict[str, list[State]] = {}
            seen = {self.exploration.root}
            stack = [self.exploration.root]
            while stack:
                state = stack.pop()
                if state[0] in self.space.tree.questions and state[0] not in self.exploration.known:
                    found.setdefault(state[0], []).append(state)
                    continue
                for after in self.exploration.ahead[state]:
                    if after not in seen:
                        seen.add(after)
                        stack.append(after)
            self._open = found
        return self._open

    @property
    def asked(self) -> tuple[str, ...]:
        """Every question that is asked on some way still open, in the order of the file."""
        there = {state[0] for state in self.exploration.ahead}
        return tuple(id for id in self.space.tree.questions if id in there)

    def states(self, question: str) -> list[State]:
        """The states in which a question is asked."""
        return [state for state in self.exploration.ahead if state[0] == question and not state[1]]

    def offered(self, question: str) -> tuple[Option, ...]:
        """The options of an open question that are offered on some way still open; `none` is not among them."""
        there = {choice.option.id for state in self.open.get(question, ())
                 for choice in self.exploration.walk.offered(state)}
        return tuple(option for id, option in self.space.tree.questions[question].options.items() if id in there)

    def takes(self, question: str, answer: Answer) -> bool:
        """Whether an answer to an open question is offered on some way still open."""
        return any(self.exploration.walk.binds(state, answer) for state in self.open.get(question, ()))

    def reached(self, state: State) -> int:
        """The outcomes that a state leads to, as bits in the order of the file."""
        if self._reached is None:
            bits = {id: 1 << i for i, id in enumerate(self.space.tree.outcomes)}
            known: dict[State, int] = {}
            for done in self.exploration.finished:
                found = bits.get(done[0], 0)
                for after in self.exploration.ahead[done]:
                    found |= known.get(after, 0)
                known[done] = found
            self._reached = known
        return self._reached.get(state, 0)

    def named(self, bits: int) -> tuple[str, ...]:
        """The outcomes that bits stand for."""
        return tuple(id for i, id in enumerate(self.space.tree.outcomes) if bits >> i & 1)

    def without(self, question: str) -> int:
        """The outcomes of the ways on which a question is not asked, as bits."""
        bits = {id: 1 << i for i, id in enumerate(self.space.tree.outcomes)}
        found = 0
        seen = {self.exploration.root}
        stack = [self.exploration.root]
        while stack:
            state = stack.pop()
            if state[0] == question:
                continue
            found |= bits.get(state[0], 0)
            for after in self.exploration.ahead[state]:
                if after not in seen:
                    seen.add(after)
                    stack.append(after)
        return found
