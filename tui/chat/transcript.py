"""The conversation on the screen: what two states share stays, the rest is replaced in one go."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tui.chat.show import shown
from tui.chat.turns import Turn


class TurnView(Vertical):
    """One turn as it is drawn."""

    def __init__(self, turn: Turn) -> None:
        super().__init__(classes=f"turn {turn.kind}")
        self.turn = turn

    def compose(self) -> ComposeResult:
        words = shown(self.turn.spans)
        if self.turn.kind == "you":
            with Horizontal():
                yield Static(words)
        elif self.turn.mark:
            with Horizontal():
                yield Static(Content(f"{'•' if self.turn.mark == '-' else self.turn.mark} "), classes="item-mark")
                yield Static(words, classes="item")
        else:
            yield Static(words)


class Transcript(Vertical):
    """All turns of a talk, in order; the first of them are there from the start."""

    def __init__(self, turns: tuple[Turn, ...]) -> None:
        super().__init__(id="transcript")
        self.first = turns

    def compose(self) -> ComposeResult:
        yield from (TurnView(turn) for turn in self.first)

    async def show(self, turns: tuple[Turn, ...]) -> None:
        """Draw these turns, leaving those that are there already untouched."""
        views = list(self.query_children(TurnView))
        keep = 0
        while keep < min(len(views), len(turns)) and views[keep].turn == turns[keep]:
            keep += 1
        async with self.batch():
            if views[keep:]:
                await self.remove_children(views[keep:])
            if turns[keep:]:
                await self.mount_all(TurnView(turn) for turn in turns[keep:])

    def last(self, kind: str) -> Widget | None:
        """The last turn of a kind."""
        return next((view for view in reversed(self.query_children(TurnView)) if view.turn.kind == kind), None)
