"""The map of the tree, on a screen of its own: scrolled with the arrow keys; Enter on an answer goes to change it."""

from __future__ import annotations

from functools import cached_property

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.chat.frame import Head, Keys, fitted
from tui.chat.talk import Talk
from tui.chat.words import keys, title
from tui.report.map import BEEN, CLOSED, HERE, OPEN, UNTOLD, MapLine, legend, map_lines

_LOOKS = {HERE: "bold $accent", BEEN: "$primary", OPEN: "$success", CLOSED: "$muted", UNTOLD: "$muted", "": "bold"}


class MapScreen(Screen[str]):
    """Draws the map; gives the question whose answer is to be changed, or nothing."""

    CSS_PATH = "map.tcss"
    AUTO_FOCUS = "OptionList"
    BINDINGS = [
        Binding("escape,backspace,q", "press('escape')", "Back", show=False, id="map-back"),
        Binding("home", "first", "Start", show=False, id="map-first"),
    ]

    def __init__(self, talk: Talk) -> None:
        super().__init__()
        self.talk = talk
        self.lines = tuple(map_lines(talk.interview))

    def compose(self) -> ComposeResult:
        fitted(self)
        yield Head(title(self.talk))
        yield OptionList(id="map", markup=False)
        yield Static(Content(legend(self.talk.interview)), id="legend")
        yield Keys(keys([("↑↓", "move", ""), ("⏎", "change that answer", "enter"), ("esc", "back", "escape")]))

    @cached_property
    def map(self) -> OptionList:
        """The list of lines."""
        return self.query_one(OptionList)

    def on_mount(self) -> None:
        here = next((i for i, line in enumerate(self.lines) if line.mark == HERE), 0)
        self._draw(here)
        self.call_after_refresh(self.map.scroll_to_highlight, top=False)

    def on_resize(self) -> None:
        self._draw(self.map.highlighted or 0)

    def _draw(self, marked: int) -> None:
        # Two for the blanks beside the text, one for the scroll bar.
        room = max(16, self.app.size.width - 3)
        self.map.set_options([Option(_content(line, room)) for line in self.lines])
        self.map.highlighted = marked

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        question = self.lines[event.option_index].question
        if question:
            self.dismiss(question)

    def action_first(self) -> None:
        self.map.action_first()

    def action_press(self, what: str) -> None:
        if what == "enter":
            self.map.action_select()
        else:
            self.dismiss("")


def _content(line: MapLine, width: int) -> Content:
    """A line of the map, wrapped beside the lines that lead to it; however deep it stands, there is room for words."""
    first, rest = line.first[-(width // 2):], line.rest[-(width // 2):]
    look = _LOOKS[line.mark]
    words = Content.assemble((f"{line.said} → " if line.said and line.mark else line.said, ""),
                             (f"{line.mark} " if line.mark else "", look), (line.words, look))
    return Content("\n").join(Content.assemble((rest if i else first, "$muted"), part.rstrip())
                              for i, part in enumerate(words.wrap(width - max(len(first), len(rest)))))
