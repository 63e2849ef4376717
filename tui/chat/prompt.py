"""The one prompt, always focused: what is typed goes in, and what moves, ticks or takes back goes out as messages."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from tui.problems.hurtful import clean

HELD = 0.6
"""Seconds within which a second Backspace counts as the same key still being held."""


class Prompt(Input):
    """An input line that hands on the keys which mean something else on an empty line."""

    @dataclass
    class Move(Message):
        """The mark should move by so many rows."""

        by: int

    @dataclass
    class Scroll(Message):
        """The conversation should move: by pages, or to an end."""

        to: str

    @dataclass
    class Call(Message):
        """A key on the empty prompt that calls a command."""

        command: str

    @dataclass
    class Tick(Message):
        """A row should be ticked: the one with this number, or without one the marked row."""

        number: str = ""

    class Leave(Message):
        """Whatever the prompt was for should be left."""

    def __init__(self) -> None:
        super().__init__(id="input", select_on_focus=False, compact=True)
        self.zero_is_unknown = True
        self.space_ticks = False
        self.tick_digits: frozenset[str] = frozenset()
        """The digits that tick at once."""
        self.one_digit = False
        """Whether one digit says it all, so that a second one replaces it."""
        self._deleted = 0.0

    def validate_value(self, value: str) -> str:
        """Whatever is pasted, no character gets in that a terminal would obey."""
        return clean(value)

    def hand_in(self) -> None:
        """Hand in what was typed and be empty at once: what is typed from now on is for what comes next."""
        text = self.value
        with self.prevent(Input.Changed):
            self.value = ""
        # Until it is known what comes next, keys are only text.
        self.zero_is_unknown = self.space_ticks = self.one_digit = False
        self.tick_digits = frozenset()
        self.post_message(self.Submitted(self, text))

    def press(self, what: str) -> None:
        """What a click on the row of keys does: the same as that key, or a command by its name."""
        if what == "enter":
            self.hand_in()
        elif what == "space":
            self.post_message(self.Tick())
        elif what == "escape":
            self.value = ""
            self.post_message(self.Leave())
        elif what == "/":
            self.value = what
            self.cursor_position = len(what)
        else:
            self.post_message(self.Call(what))

    def give_back(self, text: str) -> None:
        """Hold again what was handed in, unless something else was typed meanwhile."""
        if not self.value:
            with self.prevent(Input.Changed):
                self.value = text
                self.cursor_position = len(text)

    def on_key(self, event: events.Key) -> None:
        # What changes the line is done here and now: later it would undo what was typed meanwhile.
        if event.key == "enter":
            self.hand_in()
        elif event.key == "backspace" and self.value:
            self._deleted = monotonic()
            self.action_delete_left()
        elif self.one_digit and self.value.isdigit() and (event.character or "").isdigit():
            self.value = event.character or ""
        elif (message := self._meaning(event)) is not None:
            self.post_message(message)
        else:
            return
        event.prevent_default()
        event.stop()

    def on_paste(self, event: events.Paste) -> None:
        # Only the first line goes in (Input sees to it): a pasted page must not answer a row of questions.
        self._deleted = 0.0

    def _meaning(self, event: events.Key) -> Message | None:
        key = event.key
        if key in ("up", "down"):
            return self.Move(-1 if key == "up" else 1)
        if key in ("pageup", "pagedown", "ctrl+home", "ctrl+end"):
            return self.Scroll(key.removeprefix("ctrl+"))
        if key == "escape":
            self.value = ""
            return self.Leave()
        if key == "backspace":
            return self._backspace()
        if self.value:
            return None
        if key in ("home", "end"):
            return self.Scroll(key)
        if event.character == "?":
            return self.Call("why")
        if event.character == "0" and self.zero_is_unknown:
            return self.Call("unknown")
        if event.character in self.tick_digits:
            return self.Tick(event.character or "")
        if key == "space" and self.space_ticks:
            return self.Tick()
        return None

    def _backspace(self) -> Message | None:
        now = monotonic()
        held = now - self._deleted < HELD
        if held:
            self._deleted = now
        return None if held else self.Call("back")


class Keys(Static):
    """The row of keys below the prompt. It can be clicked, but does not look like links."""

    def __init__(self, hints: Content) -> None:
        super().__init__(hints, id="keys")
        self.auto_links = False
