"""The chat without a terminal: started on a tree at a size, and read as rows of text."""

from __future__ import annotations

import asyncio
import re
import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from rich.cells import cell_len
from textual.events import Key, Paste
from textual.pilot import Pilot

from tests.chat.small import SMALL, TODAY, choice, interview_after
from tui.chat.app import Chat
from tui.chat.talk import Talk
from tui.chat.talk_screen import TalkScreen

_NOT_A_NAME = re.compile("[^a-z0-9]")


def rows(app: Chat) -> str:
    """What stands on the screen, row by row."""
    # What `export_screenshot` draws, before it is made into a picture and every cell of it has to be read out again.
    strips = app.screen._compositor.render_strips()
    return "\n".join([strip.text.rstrip() for strip in strips]).rstrip("\n")


@asynccontextmanager
async def chat(path: Path | None = SMALL, size: tuple[int, int] = (80, 24), fresh: bool = True,
               theme: str | None = None, watch: bool = False,
               given: tuple[str, ...] = ()) -> AsyncIterator[Pilot[None]]:
    """The chat on a tree, with its first question drawn; without one, on the list of trees.

    Of the small tree some answers may have been given, in the order asked.
    """
    before = interview_after(*given).answers
    app = Chat(choice(path) if path is not None else None, TODAY, before, fresh, theme, watch)
    async with app.run_test(size=size) as pilot:
        # Clicks and resizes of a pilot wait for a clock too.
        pilot.pause = lambda delay=None: quiet(pilot)  # type: ignore[method-assign]  # to wait for what there is to do
        await settled(pilot)
        yield pilot


def talk_of(pilot: Pilot[None]) -> Talk:
    """The talk that is shown."""
    screen = pilot.app.screen
    assert isinstance(screen, TalkScreen)
    return screen.talk


def answers_of(pilot: Pilot[None]) -> dict[str, object]:
    """The answers so far."""
    return dict(talk_of(pilot).interview.answers)


def text_of(pilot: Pilot[None]) -> str:
    """What stands on the screen."""
    assert isinstance(pilot.app, Chat)
    return rows(pilot.app)


async def settled(pilot: Pilot[None]) -> None:
    """Wait until all that was set off is done and drawn."""
    await quiet(pilot)
    # What is ahead is worked out apart, and drawn when it is.
    await pilot.app.workers.wait_for_complete()
    await quiet(pilot)


async def quiet(pilot: Pilot[None]) -> None:
    """Let everything run that can, and draw what it changed."""
    # Until nothing is left that could run now: by no clock, so that a busy machine makes no difference, and without a
    # message to each widget and back, as `Pilot.pause` has it, which took longer than what the tests are about.
    can_run = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]  # no public name says it
    # What is drawn may set off more (a change, a layout, a scroll): two rounds have been enough, five are to spare.
    for _ in range(5):
        while can_run:
            await asyncio.sleep(0)
        pilot.app.screen._on_timer_update()
    while can_run:
        await asyncio.sleep(0)


async def send(pilot: Pilot[None], *keys: str) -> None:
    """Press keys as fast as a terminal hands them on, without waiting between them, and then until all is done.

    A key is a name, such as `down`, or a single character.
    """
    for key in keys:
        press(pilot, key)
    await settled(pilot)


def press(pilot: Pilot[None], key: str) -> None:
    """Press a key and wait for nothing."""
    name = key if len(key) > 1 or key.isalnum() else _NOT_A_NAME.sub("_", unicodedata.name(key).lower())
    pilot.app.post_message(Key(name, " " if key == "space" else key if len(key) == 1 else None))


async def type_in(pilot: Pilot[None], *lines: str) -> None:
    """Type lines, each followed by Enter."""
    for line in lines:
        await send(pilot, *line, "enter")


async def paste(pilot: Pilot[None], text: str) -> None:
    """Paste a text into the prompt."""
    pilot.app.post_message(Paste(text))
    await settled(pilot)


async def click(pilot: Pilot[None], x: int, y: int) -> None:
    """Click a cell of the screen."""
    await pilot.click(offset=(x, y))
    await settled(pilot)


async def click_on(pilot: Pilot[None], words: str) -> None:
    """Click on words that stand on the screen."""
    y, line = next((y, line) for y, line in enumerate(text_of(pilot).splitlines()) if words in line)
    await click(pilot, cell_len(line[:line.index(words)]) + 1, y)


async def resize(pilot: Pilot[None], width: int, height: int) -> None:
    """Give the terminal another size."""
    await pilot.resize_terminal(width, height)
    # Of the sizes that come in a row an app takes the last, once a while has passed; this is the last.
    pilot.app._check_resize()
    await settled(pilot)
