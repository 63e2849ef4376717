"""Text that could hurt: control characters, which terminals obey, and marks that turn the direction of what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.problems.problem import Place, Problem

# Left as a string, because compiling it takes longer than reading a small tree, and hardly any tree needs it.
HURTFUL = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
"""Everything but newline, carriage return and tab that is not for reading."""

_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """A text from outside with every character that could hurt replaced, one for one."""
    return text if text.isprintable() else re.sub(HURTFUL, "\N{REPLACEMENT CHARACTER}", text)


def hurtful_in(text: str) -> Iterator[re.Match[str]]:
    """Each character of a text that could hurt."""
    # What Unicode calls printable cannot hurt, and that is soon seen.
    return iter(()) if text.replace("\n", "").isprintable() else re.finditer(HURTFUL, text)


def hurtful(char: str, place: Place) -> Problem:
    """The problem of one character that could hurt."""
    what = "turns the direction of what follows" if char in _BIDI else "is a control character"
    return Problem("control-character", f"U+{ord(char):04X} {what}; a tree may not have it", place, "take it out")
