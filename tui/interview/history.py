"""Undo and redo: the interviews that somebody has been through."""

from __future__ import annotations

from tui.interview.interview import Interview
from tui.problems.frozen import Frozen


class History(Frozen):
    """Where somebody is, was before, and has come back from."""

    now: Interview
    past: tuple[Interview, ...] = ()
    undone: tuple[Interview, ...] = ()

    def went(self, to: Interview) -> History:
        """After a step to another interview; what was undone before can no longer be redone."""
        return self if to == self.now else History(to, (*self.past, self.now))

    def undo(self) -> History | None:
        """Before the last step; None where there is none."""
        return History(self.past[-1], self.past[:-1], (*self.undone, self.now)) if self.past else None

    def redo(self) -> History | None:
        """After the step that was undone last; None where there is none."""
        return History(self.undone[-1], (*self.past, self.now), self.undone[:-1]) if self.undone else None
