"""What is said, in lines that fit."""

from __future__ import annotations

from collections.abc import Iterator

from tui.interview.said import Said
from tui.report.to_text import said_text
from tui.report.wrap import wrap

WIDEST = 80
"""Cells of a line, however wide the terminal is: longer lines are hard to read and to listen to."""


class Lines:
    """Breaks what is said into lines of at most so many cells."""

    def __init__(self, width: int) -> None:
        self.width = min(width, WIDEST)

    def text(self, text: str, first: str = "") -> Iterator[str]:
        """Plain words."""
        yield wrap(text, self.width, first)

    def sentence(self, message: str) -> Iterator[str]:
        """A message, with a capital letter and a full stop."""
        end = "" if message.endswith(("?", ".", "!")) else "."
        yield from self.text(f"{message[:1].upper()}{message[1:]}{end}")

    def said(self, said: Said) -> Iterator[str]:
        """What the tree says."""
        yield from said_text(said, self.width, notes=False)
