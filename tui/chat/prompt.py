"""The one prompt, always focused: what is typed goes in, and what moves, ticks or takes back goes out as messages."""

from __future__ import annotations

from collections import deque
from time import monotonic

from textual import events
from textual.message import Message
from textual.widgets import Input

from tui.chat.rows import one_digit, tick_digits
from tui.chat.talk import Talk
from tui.chat.words import placeholder
from tui.problems.hurtful import clean

HELD = 0.6
"""Seconds within which a second Backspace counts as the same key still being held."""


class Prompt(Input):
    """An input line that hands on the keys which mean something else on an empty line."""

    class Move(Message):
        """The mark should move by so many rows."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Scroll(Message):
        """The conversation should move: by pages, or to an end."""

        def __init__(self, to: str) -> None:
            super().__init__()
            self.to = to

    class Call(Message):
        """A key on the empty prompt that calls a command."""

        def __init__(self, command: str) -> None:
            super().__init__()
            self.command = command

    class Tick(Message):
        """A row should be ticked or no longer: the one with this number, or without one the marked row.

        With `stays` it is ticked in any case, as in a list of numbers.
        """

        def __init__(self, number: str = "", stays: bool = False) -> None:
            super().__init__()
            self.number = number
            self.stays = stays

    class Leave(Message):
        """Whatever the prompt was for should be left."""

    def __init__(self) -> None:
        super().__init__(id="input", select_on_focus=False, compact=True)
        self.asking = False
        """Whether a question is open."""
        self.zero_is_unknown = False
        self.space_ticks = False
        self.tick_digits: frozenset[str] = frozenset()
        """The digits that tick at once."""
        self.digits: frozenset[str] = frozenset()
        """The digits each of which says it all, so that it replaces the one before."""
        self._ticked = ""
        """The digit that ticked last, while a list of them may go on."""
        self._listing = False
        """Whether a comma came after it."""
        self._unseen = False
        """Whether what comes next is yet to be drawn."""
        self._deleted = 0.0
        self.handed: deque[str] = deque()
        """The lines that were handed in and are yet to be taken: until then the rows shown are those for them."""

    def serve(self, talk: Talk, width: int) -> None:
        """Be the prompt for what is asked now, on a terminal of this width."""
        question = talk.question
        self.asking = question is not None
        self.zero_is_unknown = question is not None and question.unknown and not talk.typed and not talk.may_go_on
        self.space_ticks = talk.several
        self.digits = one_digit(talk)
        self.tick_digits = tick_digits(talk)
        self.placeholder = placeholder(talk, width)
        self.call_after_refresh(self._seen)

    @property
    def text(self) -> str:
        """What the rows are to be shown for."""
        return self.handed[0] if self.handed else self.value

    def _seen(self) -> None:
        self._unseen = False

    def validate_value(self, value: str) -> str:
        """Whatever is pasted, no character gets in that a terminal would obey."""
        return clean(value)

    def hand_in(self) -> None:
        """Hand in what was typed and be empty at once: what is typed from now on is for what comes next."""
        text = self.value
        if self._unseen and not text:
            # A doubled Enter: nothing is to be taken that nobody has seen.
            return
        # What words tick was seen marked: Enter once more takes it, however fast it comes.
        self._unseen = not (text and self.space_ticks)
        with self.prevent(Input.Changed):
            self.value = ""
        # Until it is known what comes next, keys are only text.
        self.zero_is_unknown = self.space_ticks = False
        self.tick_digits = self.digits = frozenset()
        self.handed.append(text)
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
        elif what == "pagedown":
            self.post_message(self.Scroll(what))
        else:
            self.post_message(self.Call(what))

    def hold(self, text: str) -> None:
        """Hold this text, as if it had been there all along."""
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
        elif self.value in self.digits and event.character in self.digits:
            self.value = event.character or ""
        elif self._goes_on(event):
            pass
        elif (message := self._meaning(event)) is not None:
            self.post_message(message)
        else:
            return
        event.prevent_default()
        event.stop()

    async def action_submit(self) -> None:
        # Enter comes as a key. What is left for Textual to call was meant for what has opened above the prompt.
        pass

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
        if key == "tab" and self.asking:
            return self.Call("where")
        if self.value and self.selected_text != self.value:
            return None
        if key in ("home", "end"):
            return self.Scroll(key)
        if event.character == "?":
            return self.Call("why" if self.asking else "help")
        if event.character == "0" and self.zero_is_unknown:
            return self.Call("unknown")
        if event.character in self.tick_digits:
            self._ticked = event.character or ""
            return self.Tick(self._ticked, stays=self._listing)
        if key == "space" and self.space_ticks:
            return self.Tick()
        return None

    def _goes_on(self, event: events.Key) -> bool:
        """Whether a key only goes on with a list of digits that tick at once, such as "1, 2, 4"."""
        if not self._ticked or self.value:
            self._ticked, self._listing = "", False
            return False
        if event.character in (",", ";"):
            # In a list the first digit is no second thought about a tick either.
            self.post_message(self.Tick(self._ticked, stays=True))
            self._listing = True
            return True
        if event.key == "space" and self._listing:
            return True
        if event.character not in self.tick_digits:
            self._ticked, self._listing = "", False
        return False

    def _backspace(self) -> Message | None:
        now = monotonic()
        held = now - self._deleted < HELD
        if held:
            self._deleted = now
        return None if held else self.Call("back")
