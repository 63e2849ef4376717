"""The side panel: your answers; a click on one opens it again."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.chat.rows import name_of
from tui.interview.interview import Interview
from tui.interview.said import put_in


class AnswerRow(Horizontal):
    """One answer: what was asked, in short, and what was answered."""

    @dataclass
    class Chosen(Message):
        """Somebody wants to change this answer."""

        question: str

    def __init__(self, question: str, answer: str) -> None:
        super().__init__(classes="answer")
        self.question = question
        self.answer = answer

    def compose(self) -> ComposeResult:
        yield Static(Content(name_of(self.question)), classes="name")
        yield Static(Content(self.answer), classes="value")

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(self.Chosen(self.question))


class Side(VerticalScroll, can_focus=False):
    """Lists the answers in the order given."""

    def __init__(self, interview: Interview) -> None:
        super().__init__(id="side", classes="" if interview.answers else "-empty")
        self.first = interview

    def compose(self) -> ComposeResult:
        yield Static(Content("Your answers"), classes="heading")
        yield from _rows(self.first)

    async def show(self, interview: Interview) -> None:
        """List the answers of an interview."""
        async with self.batch():
            await self.remove_children(AnswerRow)
            await self.mount_all(_rows(interview))
            self.set_class(not interview.answers, "-empty")


def _rows(interview: Interview) -> list[AnswerRow]:
    return [AnswerRow(id, put_in(interview, id)) for id in interview.answers]
