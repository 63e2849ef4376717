"""The rows to choose from, as one widget: however many there are, they cost one layout and the lines in view."""

from __future__ import annotations

from functools import lru_cache

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from tui.chat.rows import Choosable, Row


class Choices(Widget, can_focus=False):
    """Draws rows, the marked one highlighted; a click on a row chooses it."""

    ALLOW_SELECT = False

    choosable: reactive[Choosable] = reactive(Choosable(), repaint=False)

    class Clicked(Message):
        """A row was clicked."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class Shown(Message):
        """There are rows where there were none."""

    def __init__(self, choosable: Choosable) -> None:
        super().__init__(id="choices")
        self.set_reactive(Choices.choosable, choosable)
        self._drawn: tuple[Choosable, int, list[tuple[Content, int]]] | None = None
        self.display = bool(choosable.rows)

    def watch_choosable(self, before: Choosable, choosable: Choosable) -> None:
        self.display = bool(choosable.rows)
        if before.rows != choosable.rows:
            self.refresh(layout=True)
            return
        # A mark that moves leaves every line where it is.
        width, lines = self.size.width, self._lines(self.size.width)
        self.refresh(*[Region(0, y, width, 1) for y, (_, row) in enumerate(lines)
                       if row in (before.marked, choosable.marked)])

    def on_show(self) -> None:
        self.post_message(self.Shown())

    def render_line(self, y: int) -> Strip:
        lines = self._lines(self.size.width)
        if y >= len(lines):
            return Strip.blank(self.size.width, self.rich_style)
        line, row = lines[y]
        if self.app.native_ansi_color and row == self.choosable.marked:
            # Of sixteen colours that somebody else chose, none is sure to show on another; the first two reversed are.
            line = Content(line.plain).stylize("bold reverse")
        return Visual.to_strips(self, line, self.size.width, 1, self.visual_style)[0]

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    @property
    def commands(self) -> bool:
        """Whether commands can be chosen, and not answers."""
        return any(not row.number for row in self.choosable.rows)

    @property
    def marked_region(self) -> Region | None:
        """Where the marked row is, in lines of this widget."""
        lines = [y for y, (_, i) in enumerate(self._lines(self.size.width)) if i == self.choosable.marked]
        return Region(0, lines[0], max(1, self.size.width), len(lines)) if lines else None

    def on_click(self, event: events.Click) -> None:
        lines = self._lines(self.size.width)
        if 0 <= event.y < len(lines):
            event.stop()
            self.post_message(self.Clicked(self.choosable.rows[lines[event.y][1]].key))

    def _lines(self, width: int) -> list[tuple[Content, int]]:
        """Every line, and the row that it belongs to."""
        if width <= 0:
            return []
        if self._drawn is None or self._drawn[:2] != (self.choosable, width):
            self._drawn = self.choosable, width, self._drawn_lines(width)
        return self._drawn[2]

    def _drawn_lines(self, width: int) -> list[tuple[Content, int]]:
        rows = self.choosable.rows
        digits = max((len(row.number) for row in rows), default=1)
        no_tick = "" if all(row.ticked is None for row in rows) else "    "
        return [(line, i) for i, row in enumerate(rows)
                for line in _row_lines(row, i == self.choosable.marked, digits, no_tick, width)]


@lru_cache(maxsize=2048)
def _row_lines(row: Row, marked: bool, digits: int, no_tick: str, width: int) -> tuple[Content, ...]:
    """The lines of a row. Of a long list all but two are as they were when the mark moves."""
    tick = no_tick if row.ticked is None else "[x] " if row.ticked else "[ ] "
    number = f"{row.number:>{digits}}  " if digits else ""
    head = Content.assemble(("▸ " if marked else "  ", "bold $accent"), (number, "$primary"), (tick, "$accent"))
    indent = head.cell_length
    room = max(4, width - indent)
    lines = [line.rstrip() for line in Content(row.label).stylize("bold" if marked else "").wrap(room)]
    lines += [line.rstrip().stylize("$muted") for line in Content(row.hint).wrap(room)] if row.hint else []
    out = [(head if i == 0 else Content(" " * indent)) + line for i, line in enumerate(lines)]
    if marked:
        out = [line.pad_right(max(0, width - line.cell_length)).stylize("on $mark") for line in out]
    return tuple(out)
