"""The tree's file beside the chat: read again when it changes; while it has an error, that is shown over the chat."""

from __future__ import annotations

from datetime import date

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.chat.apart import APART
from tui.chat.talk import Talk
from tui.check.read import read_choice
from tui.interview.asides import lines
from tui.interview.replayed import replayed
from tui.problems.frame import human
from tui.problems.problem import Problem, Severity
from tui.tree.files import CannotReadError
from tui.tree.library import Choice, stamp
from tui.tree.model import Tree

PAUSE = 0.5
"""Seconds between two looks at whether the file has changed."""


class Watched(Static):
    """Looks at the files of a tree, and says what is wrong with them; nothing is shown while they are right."""

    class ReadAgain(Message):
        """The tree has changed, and can be talked through."""

        def __init__(self, tree: Tree) -> None:
            super().__init__()
            self.tree = tree

    def __init__(self, choice: Choice, today: date) -> None:
        super().__init__(id="watched")
        self.choice = choice
        self.today = today
        self.display = False
        self.stamps = self._stamps()

    def on_mount(self) -> None:
        self.set_interval(PAUSE, self.look)

    def _stamps(self) -> dict[str, object]:
        loaded = self.choice.loaded
        return {path: stamp(path) for path in (self.choice.path, *(loaded.paths if loaded is not None else ()))}

    async def look(self) -> None:
        """Read the tree again where one of its files has changed."""
        stamps = {path: stamp(path) for path in self.stamps}
        if stamps == self.stamps:
            return
        self.stamps = stamps
        try:
            choice = await APART.do(lambda: read_choice(self.choice, self.today))
        except CannotReadError as error:
            self.complain(str(error))
            return
        loaded = choice.loaded
        assert loaded is not None
        if loaded.paths:
            # A file that is included from now on is watched as it was when it was read.
            self.choice = choice
            self.stamps = {**self._stamps(), **stamps}
        if loaded.tree is None:
            self.complain(_said(loaded.problems))
        else:
            self.display = False
            self.post_message(self.ReadAgain(loaded.tree))

    def complain(self, words: str) -> None:
        """Show what is wrong over the chat, which goes on with the tree as it was."""
        self.update(Content(f"{words.rstrip()}\n\nUntil that is mended the chat goes on with the tree as it was."))
        self.display = True


def read_again(talk: Talk, tree: Tree) -> Talk:
    """The talk in the tree as it is now, at the same place where that is possible, and in a note what came of it."""
    interview, why = replayed(talk.interview, tree)
    return Talk(interview).say("note", said=lines(f"The file was read again. {why}".rstrip()))


def _said(problems: tuple[Problem, ...]) -> str:
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    more = f"\n… and {len(errors) - 1} more; whichway check shows them all" if len(errors) > 1 else ""
    if not errors:
        return "This is a fragment now, which only other trees use."
    return f"{human(errors[0]).plain.rstrip()}{more}"
