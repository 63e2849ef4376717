"""The chat without a terminal: started on a tree at a size, and read as rows of text."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from rich.cells import cell_len
from textual.events import Key
from textual.pilot import Pilot

from tests.chat.small import SMALL, TODAY, choice
from tui.chat.app import Chat
from tui.chat.talk import Talk
from tui.chat.talk_screen import TalkScreen

_CELL = re.compile(r'<text class="[^"]*" x="([\d.]+)" y="[\d.]+" textLength="([\d.]+)" '
                   r'clip-path="url\(#[^"]*-line-(\d+)\)">(.*?)</text>')


def rows(app: Chat) -> str:
    """What stands on the screen, row by row."""
    found: dict[int, list[tuple[float, str]]] = {}
    for x, _, row, text in _CELL.findall(app.export_screenshot()):
        found.setdefault(int(row), []).append((float(x), html.unescape(text).replace("\xa0", " ")))
    lines = []
    for row in range(max(found, default=-1) + 1):
        line = ""
        for x, text in sorted(found.get(row, [])):
            line += " " * (round(x / 12.2) - cell_len(line)) + text
        lines.append(line.rstrip())
    return "\n".join(lines)


@asynccontextmanager
async def chat(path: Path = SMALL, size: tuple[int, int] = (80, 24), fresh: bool = True,
               theme: str | None = None) -> AsyncIterator[Pilot[None]]:
    """The chat on a tree, with its first question drawn."""
    app = Chat(choice(path), TODAY, {}, fresh, theme)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
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


async def type_in(pilot: Pilot[None], *lines: str) -> None:
    """Type lines, each followed by Enter."""
    names = {" ": "space", "/": "slash", ",": "comma", "?": "question_mark", ".": "full_stop", "-": "minus",
             "_": "underscore", "[": "left_square_bracket", "]": "right_square_bracket", "=": "equals_sign",
             "@": "at", "(": "left_parenthesis", ")": "right_parenthesis", "'": "apostrophe", "$": "dollar_sign"}
    for line in lines:
        for char in line:
            await pilot.press(names.get(char, char))
        await pilot.press("enter")
        await pilot.pause()


async def send(pilot: Pilot[None], *keys: str) -> None:
    """Press keys as fast as a terminal hands them on, without waiting between them; then wait until all is drawn.

    A key is a name, such as `down`, or a single character.
    """
    for key in keys:
        char = " " if key == "space" else key if len(key) == 1 else None
        pilot.app.post_message(Key(key, char))
    await pilot.pause()
