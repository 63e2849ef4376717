"""The side panel: your answers, each of which opens again when it is clicked; and what is still possible."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.chat.talk import Talk
from tui.interview.interview import Interview
from tui.interview.said import answer_to
from tui.interview.told import name_of

OPEN, CLOSED, UNTOLD = "●", "○", "·"
"""What stands before an outcome that is possible, one that is closed off, and one of which that is not known yet."""

LEAST = 8
"""Outcomes that are listed however many answers stand above them."""


class AnswerRow(Horizontal):
    """One answer: what was asked, in short, and what was answered."""

    class Chosen(Message):
        """Somebody wants to change this answer."""

        def __init__(self, question: str) -> None:
            super().__init__()
            self.question = question

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
    """Lists the answers in the order given, and below them the outcomes."""

    def __init__(self, talk: Talk) -> None:
        super().__init__(id="side")
        self.first = talk

    def compose(self) -> ComposeResult:
        heading = Static(Content("Your answers"), classes="heading")
        heading.display = bool(self.first.interview.answers)
        yield heading
        yield from _rows(self.first.interview)
        yield Static(outcomes(self.first, LEAST), id="outcomes")

    async def show(self, talk: Talk) -> None:
        """List what there is to list by now; what is still possible stays as it was until it has been worked out."""
        old = list(self.query_children(AnswerRow))
        new = _rows(talk.interview)
        async with self.batch():
            if [(row.question, row.answer) for row in old] != [(row.question, row.answer) for row in new]:
                await self.remove_children(old)
                await self.mount_all(new, before="#outcomes")
                self.query_one(".heading").display = bool(new)
            if talk.ahead is not None:
                self.show_outcomes(talk)

    def show_outcomes(self, talk: Talk) -> None:
        """List the outcomes as far as is known of each whether it is still possible."""
        # Two for the padding, two for the headings, one between the lists.
        room = self.size.height - len(talk.interview.answers) - 5
        self.query_one("#outcomes", Static).update(outcomes(talk, max(LEAST, room)))


def outcomes(talk: Talk, room: int) -> Content:
    """The outcomes in so many lines at most, those that are possible first."""
    every = tuple(talk.interview.tree.outcomes)
    possible = talk.ahead.possible if talk.ahead is not None else None
    gap = "\n" if talk.interview.answers else ""
    if possible is None:
        # Not proved, or not yet: nothing is claimed of any of them.
        return Content.assemble(gap, (f"Outcomes  {len(every)}", "$primary bold"), *_listed(UNTOLD, every, room))
    title = "It came to" if talk.interview.outcome is not None else "Still possible"
    count = f"{len(possible)} of {len(every)}"
    there = set(possible)
    closed = tuple(id for id in every if id not in there)
    for_open = max(1, room - 1) if closed else room
    for_closed = max(1, room - min(len(possible), for_open))
    return Content.assemble(gap, (title, "$primary bold"), (f"  {count}", "$muted"),
                            *_listed(OPEN, possible, for_open), *_listed(CLOSED, closed, for_closed))


def _listed(mark: str, ids: tuple[str, ...], room: int) -> list[tuple[str, str] | str]:
    """So many lines at most, of which the last says how many more there are."""
    shown = ids if len(ids) <= room else ids[:room - 1]
    names = [name_of(id) for id in shown] + ([f"… and {len(ids) - len(shown)} more"] if ids[len(shown):] else [])
    mark_look, look = ("$success", "") if mark == OPEN else ("$muted", "$muted")
    return [part for name in names for part in ("\n", (f"{mark} ", mark_look), (name, look))]


def _rows(interview: Interview) -> list[AnswerRow]:
    return [AnswerRow(id, answer_to(interview, id)) for id in interview.answers]
