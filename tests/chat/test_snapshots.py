"""The screen as rows of text, against files; `WHICHWAY_UPDATE=1` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.chat.screen import chat, text_of, type_in

FOLDER = Path(__file__).with_name("snapshots")
SIZES = ((40, 12), (80, 24), (120, 40))
TALKS = {
    "first": (), "number": ("1",), "several": ("1", "4"), "date": ("1", "4", "none", ""),
    "list": ("1", "4", "none", "", "2027-05-01"),
    "outcome": ("1", "4", "none", "", "2027-05-01", "lake"), "aside": ("/terms hamper",), "unclear": ("xylophone",),
    "change": ("1", "4", "/change"),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", TALKS)
async def test_screen(name: str, size: tuple[int, int]) -> None:
    path = FOLDER / f"{name}-{size[0]}x{size[1]}.txt"
    async with chat(size=size) as pilot:
        await type_in(pilot, *TALKS[name])
        await pilot.pause()
        shown = text_of(pilot) + "\n"
    if os.environ.get("WHICHWAY_UPDATE"):
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")
