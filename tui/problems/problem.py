"""A problem in a tree file, as data: code, severity, place, message, help."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from enum import Enum

from tui.problems.frozen import Frozen

IN_SIGHT = 3
"""Lines from a place to another that whoever looks at the one sees too."""


class Severity(Enum):
    """An error would break a conversation or make it lie; a tree with warnings runs."""

    ERROR = "error"
    WARNING = "warning"


class File:
    """A file as it was read: its name as the user knows it, and its text."""

    __slots__ = ("_starts", "name", "text")

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self._starts: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        """The offset at which each line begins; worked out when first asked for."""
        if self._starts is None:
            self._starts = [0, *(match.end() for match in re.finditer("\r\n|\r|\n", self.text))]
        return self._starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted in characters from 1."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def end_of_line(self, offset: int, most: int) -> int:
        """Where the line of an offset ends, or `most` where that comes first."""
        number, _ = self.position(offset)
        return min(most, self.starts[number - 1] + len(self.line(number)))

    def line(self, number: int) -> str:
        """The text of one line, counted from 1, without its line break."""
        starts = self.starts
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1]:end].rstrip("\r\n")


class Place(Frozen):
    """A stretch of a file, in characters from its start; the end is exclusive."""

    file: File
    start: int
    end: int


class Related(Frozen):
    """Another place that belongs to the same problem, and what it has to do with it."""

    place: Place
    message: str


class Problem(Frozen):
    """Something wrong in a tree file; `help` says what to do about it."""

    code: str
    message: str
    place: Place
    help: str | None = None
    severity: Severity = Severity.ERROR
    related: tuple[Related, ...] = ()
    witness: Mapping[str, str] | None = None

    def as_json(self) -> dict[str, object]:
        """The problem in the shape of `--format json`."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "message": self.message,
            "help": self.help,
            **_place_json(self.place, with_end=True),
            "related": [{**_place_json(r.place), "message": r.message} for r in self.related],
            "witness": dict(self.witness) if self.witness is not None else None,
        }


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def _place_json(place: Place, with_end: bool = False) -> dict[str, object]:
    line, column = place.file.position(place.start)
    out: dict[str, object] = {"file": place.file.name, "line": line, "column": column}
    if with_end:
        out["end_line"], out["end_column"] = place.file.position(place.end)
    return out
