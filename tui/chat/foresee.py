"""What is ahead, shown once the talk itself has been drawn: in the head, at the side, on the page at the end."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from tui.chat.ahead import Ahead, look_ahead
from tui.chat.apart import APART
from tui.chat.words import progress
from tui.interview.interview import Interview
from tui.problems.frozen import replaced

if TYPE_CHECKING:
    from tui.chat.talk_screen import TalkScreen

SOON = 0.3
"""Seconds after which it shows that what is ahead is still being worked out."""


def reserved(width: int) -> str:
    """Room in the head for what is worked out after it was drawn, so that the title stays as it is."""
    return " " * len("0 answered · 1 to 3 to go" if width >= 60 else "0 · 1–3 to go")


def foresee(screen: TalkScreen) -> None:
    """Show what is ahead where it is known; where it is yet to be worked out, have that done once all is drawn."""
    talk = screen.talk
    if talk.ahead is None:
        screen.call_after_refresh(screen.run_worker, partial(_look_ahead, screen), group="ahead", exclusive=True)
    if talk.ahead is not None or talk.interview.question is None:
        _show_progress(screen)


def _show_progress(screen: TalkScreen) -> None:
    width = screen.app.size.width
    screen.head.show(progress(screen.talk, width).rjust(len(reserved(width))))


async def _look_ahead(screen: TalkScreen) -> None:
    """Work it out, and have it drawn; what was shown before stays as it was until then."""
    interview = screen.talk.interview
    work = asyncio.ensure_future(APART.do(partial(look_ahead, interview)))
    if not (await asyncio.wait((work,), timeout=SOON))[0]:
        _show_progress(screen)
        screen.side.show_outcomes(screen.talk)
    # In turn with all else that is drawn, and not beside it.
    screen.call_later(_show, screen, interview, await work)


async def _show(screen: TalkScreen, interview: Interview, ahead: Ahead) -> None:
    if screen.talk.interview is interview and not screen.gone:
        if screen.reading and screen.conversation.moved:
            screen.conversation.hold()
        screen.talk = replaced(screen.talk, ahead=ahead)
        await screen.draw(keep=True)
