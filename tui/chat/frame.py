"""What stands above and below the conversation: the title with the progress, and the prompt with its keys."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from tui.chat.prompt import Prompt


def fitted(screen: Widget) -> None:
    """Have a screen laid out for this terminal from the start: its first resize would come after its first paint."""
    app, (width, height) = screen.app, screen.app.size
    for breakpoints, cells in ((app.HORIZONTAL_BREAKPOINTS, width), (app.VERTICAL_BREAKPOINTS, height)):
        for least, name in sorted(breakpoints or ())[::-1]:
            if cells >= least:
                screen.set_class(True, name, update=False)
                break


class Keys(Static):
    """The row of keys below the prompt. It can be clicked, but does not look like links."""

    def __init__(self, hints: Content) -> None:
        super().__init__(hints, id="keys")
        self.auto_links = False


class Head(Horizontal):
    """A title, and how far somebody has come."""

    def __init__(self, title: str, steps: str = "") -> None:
        super().__init__(id="head")
        self.title = Static(Content(title), classes="title")
        self.steps = Static(Content(steps), id="steps")

    def compose(self) -> ComposeResult:
        yield self.title
        yield self.steps

    def show(self, steps: str) -> None:
        """Say how far it is now."""
        self.steps.update(Content(steps))


class Foot(Vertical):
    """The prompt, whether there is more to see below what is seen, and the keys."""

    def __init__(self, hints: Content) -> None:
        super().__init__(id="foot")
        self.prompt = Prompt()
        self.keys = Keys(hints)
        click = Style.from_meta({"@click": ("screen.press", ("pagedown",))})
        self.below = Static(Content("▾ more").stylize(click), id="more")
        self.below.auto_links = False
        self.below.display = False

    def compose(self) -> ComposeResult:
        with Horizontal(id="ask"):
            yield Static(Content("› "), id="sign")
            yield self.prompt
            yield self.below
        yield self.keys

    def show(self, hints: Content) -> None:
        """Show the keys that mean something now."""
        self.keys.update(hints)

    def mind(self, area: VerticalScroll) -> None:
        """Say from now on whether there is more to see below what is seen of this."""
        def look() -> None:
            self.below.display = area.scroll_offset.y < area.max_scroll_y

        def look_once_drawn() -> None:
            self.call_after_refresh(look)

        for change in ("scroll_y", "virtual_size", "show_vertical_scrollbar"):
            self.watch(area, change, look_once_drawn)
