"""The screen as rows of text, against files; `WHICHWAY_UPDATE=1` writes them anew."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chat.screen import chat, send, text_of
from tests.chat.small import TREES

FOLDER = Path(__file__).with_name("snapshots")
SIZES = ((40, 12), (80, 24), (120, 40))
ENTER = "enter"
TALK: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("first", ()),
    ("unclear", (*"xylophone", ENTER)),
    ("aside", ("escape", *"/terms hamper", ENTER)),
    ("commands", ("/",)),
    ("narrowed", ("escape", *"drizz")),
    ("number", ("escape", "1", ENTER)),
    ("refused", (*"99", ENTER)),
    ("several", ("4", ENTER)),
    ("ticked", ("2", "down", "space")),
    ("date", (ENTER,)),
    ("list", (*"2027-05-01", ENTER)),
    ("marked", (*"11",)),
    ("outcome", (ENTER,)),
    ("outcome-end", ("end",)),
    ("change-which", (*"/change", ENTER)),
    ("change", ("3", ENTER)),
    ("preview", ("4", ENTER)),
    ("changed", (ENTER,)),
    ("compare", (*"/compare", ENTER, "2", ENTER)),
)
"""Keys one after another in one talk, and the name of the screen that they lead to."""

UNSURE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("where", ("down", "down", "tab")),
    ("unknown", ("escape", "0")),
    ("unsure", ("0", ENTER, "2", ENTER, "1", ENTER)),
    ("depends", ("4", ENTER, *"2027-05-01", ENTER, "1", ENTER)),
    ("map", (*"/map", ENTER)),
)
"""The same for somebody who asks where answers would lead, and goes on without one."""


def differences(name: str, shown: str) -> Iterator[str]:
    """The lines in which a screen is not as it was, the file first."""
    path = FOLDER / f"{name}.txt"
    if os.environ.get("WHICHWAY_UPDATE"):
        path.write_text(shown + "\n", encoding="utf-8")
    known = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for number in range(max(len(known), len(shown.splitlines()))):
        old, new = (lines[number] if number < len(lines) else "" for lines in (known, shown.splitlines()))
        if old != new:
            yield f"{path.name}:{number + 1}\n  - {old}\n  + {new}"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_talk(size: tuple[int, int]) -> None:
    found: list[str] = []
    at = f"{size[0]}x{size[1]}"
    for talk in (UNSURE, TALK):
        async with chat(size=size) as pilot:
            for name, keys in talk:
                await send(pilot, *keys)
                found += differences(f"{name}-{at}", text_of(pilot))
    async with chat(size=size, fresh=False) as pilot:
        found += differences(f"going-on-{at}", text_of(pilot))
    assert not found, "\n".join(found)


async def test_a_bundled_tree() -> None:
    async with chat(TREES / "coursera.yaml") as pilot:
        found = list(differences("coursera-80x24", text_of(pilot)))
    assert not found, "\n".join(found)


def test_no_file_is_left_over() -> None:
    names = {f"{name}-{width}x{height}" for width, height in SIZES for name in (*dict(TALK), *dict(UNSURE), "going-on")}
    assert {path.stem for path in FOLDER.iterdir()} == names | {"coursera-80x24"}
