"""Draws the README's picture: `python docs/picture.py` writes docs/outcome.svg from the real chat."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


async def draw() -> str:
    """The outcome page of one run through the Coursera tree, as SVG."""
    from tui.chat.app import Chat
    from tui.tree.library import find

    found = find(str(FOLDER.parent / "trees" / "coursera.yaml"))
    app = Chat(found.read(), date(2026, 11, 23), {}, fresh=True, theme="whichway-dark")
    async with app.run_test(size=(104, 34)) as pilot:
        for key in ("3", "1", "1", "2"):
            await pilot.press(key, "enter")
            await pilot.pause()
        svg = app.export_screenshot(title="whichway")
    # Without the web font, so that the picture needs nothing from elsewhere.
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as state:
        os.environ["XDG_STATE_HOME"] = state
        (FOLDER / "outcome.svg").write_text(asyncio.run(draw()), encoding="utf-8")
