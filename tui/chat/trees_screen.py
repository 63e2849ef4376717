"""The screen on which a tree is chosen."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from tui.chat.choices import Choices
from tui.chat.frame import Foot, Head
from tui.chat.prompt import Prompt
from tui.chat.rows import Choosable, Row, moved, narrowed
from tui.chat.words import keys
from tui.check.read import read_choice
from tui.problems.problem import has_errors
from tui.tree.files import CannotReadError
from tui.tree.library import Choice, choices

if TYPE_CHECKING:
    from tui.chat.app import Chat


class TreesScreen(Screen[None]):
    """Lists the trees that can be named; typing narrows, Enter takes."""

    AUTO_FOCUS = "#input"

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today
        self.known = {choice.name: choice for choice in choices()}
        self.marked = Choosable(tuple(_row(i, choice) for i, choice in enumerate(self.known.values(), 1)))
        self.rows = self.marked.rows
        # Kept, and not looked for: what is typed on goes on coming while another screen takes this one's place.
        self.talk = VerticalScroll(id="talk", can_focus=False)
        self.choices = Choices(self.marked)
        self.trouble = Static(id="trouble", classes="turn error")

    def compose(self) -> ComposeResult:
        yield Head("whichway")
        with self.talk:
            yield Static(Content("What do you want to decide?"), classes="turn ask")
            yield self.choices
            yield self.trouble
        yield Foot(keys([("↑↓", "choose", ""), ("⏎", "take", "enter"), ("^q", "quit", "quit")]))

    def on_mount(self) -> None:
        self.query_one(Foot).mind(self.talk)
        self.prompt.placeholder = "Type a few letters, or choose with ↑ ↓"
        self.trouble.display = False
        self.mark(Choosable(self.rows))

    @cached_property
    def prompt(self) -> Prompt:
        """The input line."""
        return self.query_one(Prompt)

    def mark(self, found: Choosable) -> None:
        """Show these rows, with their mark."""
        self.marked = self.choices.choosable = found
        self.call_after_refresh(self.show_mark)

    def show_mark(self) -> None:
        """Scroll so that the marked row can be seen; from the first row up, there is the question."""
        region = self.choices.marked_region
        if region is None or self.marked.marked == 0:
            self.talk.scroll_home(animate=False, immediate=True)
        else:
            self.talk.scroll_to_region(region.translate(self.choices.virtual_region.offset), animate=False,
                                       immediate=True)

    def on_resize(self) -> None:
        self.call_after_refresh(self.show_mark)

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        self.trouble.display = False
        text = event.value.strip()
        if text.isdigit():
            self.mark(Choosable(self.rows, next((i for i, row in enumerate(self.rows) if row.number == text), None)))
            return
        self.mark(narrowed(self.rows, text))

    @on(Prompt.Move)
    def move(self, event: Prompt.Move) -> None:
        self.mark(moved(self.marked, event.by))

    @on(Prompt.Call)
    def call(self, event: Prompt.Call) -> None:
        if event.command == "quit":
            self.app.exit()

    def action_press(self, what: str) -> None:
        self.prompt.press(what)

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        self.prompt.handed.popleft()
        if not self.prompt.value:
            self.prompt.hold(event.value)
        if self.marked.marked is not None:
            self.take(self.marked.rows[self.marked.marked].key)

    @on(Choices.Clicked)
    def clicked(self, event: Choices.Clicked) -> None:
        self.take(event.key)

    def take(self, name: str) -> None:
        """Talk a tree through; one with errors is not begun."""
        if self is not self.app.screen:
            # One was taken already.
            return
        choice = self.known[name]
        with suppress(CannotReadError):
            choice = read_choice(choice, self.today)
        if choice.loaded is None or choice.loaded.tree is None or has_errors(choice.loaded.problems):
            self.trouble.update(Content(f"{name} has errors; whichway check {choice.path} shows them."))
            self.trouble.display = True
            self.call_after_refresh(self.trouble.scroll_visible, animate=False)
            return
        app: Chat = self.app  # type: ignore[assignment]  # this screen belongs to no other app
        app.go_to(app.talk_screen(choice))


def _row(number: int, choice: Choice) -> Row:
    return Row(choice.name, str(number), choice.title or choice.name, choice.name if choice.title else "")
