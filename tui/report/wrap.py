"""Lines that fit a terminal: widths in cells, without loading anything that draws."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator


def cells(text: str) -> int:
    """How many cells a terminal gives to a text: two for wide characters, none for marks that join the one before."""
    return len(text) if text.isascii() else sum(map(_cell, text))


def wrap(text: str, width: int, first: str = "", rest: str | None = None) -> str:
    """A text in lines of at most so many cells, the first one after `first`, the others after `rest` (or blanks).

    Addresses are never broken, since a broken one can be neither clicked nor copied.
    """
    rest = " " * cells(first) if rest is None else rest
    room = max(8, width - max(cells(first), cells(rest)))
    out = list(_lines(text, room))
    return "\n".join(f"{rest if i else first}{line}".rstrip() for i, line in enumerate(out or [""]))


def _lines(text: str, room: int) -> Iterator[str]:
    line, used = "", 0
    for word in text.split():
        size = cells(word)
        if line and used + 1 + size > room:
            yield line
            line, used = "", 0
        while size > room and "://" not in word:
            piece = _fitting(word, room)
            yield piece
            word = word[len(piece):]
            size = cells(word)
        if word:
            used += size + 1 if line else size
            line = f"{line} {word}" if line else word
    if line:
        yield line


def _fitting(word: str, room: int) -> str:
    used = 0
    for i, char in enumerate(word):
        used += _cell(char)
        if used > room and i:
            return word[:i]
    return word


def _cell(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
