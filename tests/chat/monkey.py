"""Somebody who presses anything, as fast as they like: nothing they do may break the chat.

`python -m tests.chat.monkey 100` tries a hundred talks and says which went wrong.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from contextlib import suppress
from random import Random

from textual.errors import NoWidget
from textual.events import Resize
from textual.geometry import Size
from textual.pilot import OutOfBounds

from tests.chat.screen import chat, press, settled
from tests.chat.small import SMALL, TREES

LINES = ("/map", "/trees", "/whatif", "/back", "/undo", "/redo", "/change", "/restart", "/save", "/compare", "/terms",
         "/sources", "/why", "/unknown", "/help", "/effect", "/where", "1", "2", "0", "yes", "no", "none", "2027-05-01",
         "4", "bread", "", "the first one", "what is that?")
KEYS = ("up", "down", "enter", "enter", "enter", "escape", "backspace", "space", "pageup", "pagedown", "home", "end",
        "tab", "?", "0", "1", "2", "3", "m", "ctrl+p", "ctrl+u", "left", "right", "delete")
SIZES = ((80, 24), (40, 12), (120, 40), (63, 16), (30, 8))
TREES_TRIED = (None, SMALL, SMALL, TREES / "coursera.yaml", TREES / "backup.yaml")


async def play(seed: int, steps: int) -> None:
    """One talk; what breaks in it is raised."""
    random = Random(seed)
    async with chat(random.choice(TREES_TRIED), random.choice(SIZES), random.random() < 0.5) as pilot:
        for _ in range(steps):
            keys: list[str] = []
            match random.choices(("line", "key", "resize", "click"), (35, 55, 5, 5))[0]:
                case "line":
                    keys = [*random.choice(LINES), "enter"]
                case "key":
                    keys = [random.choice(KEYS)]
                case "resize":
                    size = Size(*random.choice(SIZES))
                    pilot.app.post_message(Resize(size, size))
                case _:
                    width, height = pilot.app.size
                    # The terminal may have become smaller in between, or not have drawn anything there yet.
                    with suppress(OutOfBounds, NoWidget):
                        await pilot.click(offset=(random.randrange(width), random.randrange(height)))
            for key in keys:
                press(pilot, key)
                for _ in range(random.choice((0, 0, 1, 2, 4, 6, 10))):
                    await asyncio.sleep(0)
            for _ in range(random.choice((0, 0, 1, 2, 4, 6, 10, 20, 50))):
                await asyncio.sleep(0)
        await settled(pilot)


def main(talks: int) -> int:
    """Try so many talks; gives 1 where some went wrong."""
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for seed in range(talks):
            os.environ["XDG_STATE_HOME"] = os.path.join(folder, str(seed))
            try:
                asyncio.run(play(seed, 40))
            except Exception as error:
                wrong += 1
                print(f"talk {seed}: {type(error).__name__}: {error}")
    print(f"{talks} talks, {wrong} went wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
