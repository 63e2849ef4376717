"""Where the sides of a condition stand: what is joined by its outermost `and` or `or`."""

from __future__ import annotations

import re

from tui.problems.frozen import Frozen
from tui.problems.problem import Place
from tui.tree.conditions import All, Any, Condition, Expression
from tui.tree.nodes import Scalar
from tui.tree.positions import place_within

_WORD = re.compile(r"[()]|[\w.-]+")


class Side(Frozen):
    """One side of a condition, and where in its text it stands."""

    root: Expression
    start: int
    end: int


def sides(condition: Condition) -> list[Side]:
    """The sides of a condition; none where nothing is joined."""
    text, root = condition.text, condition.root
    if not isinstance(root, All | Any) or not re.search(r"\b(?:and|or)\b", text):
        return []
    found = _split(text, "or" if isinstance(root, Any) else "and")
    if len(found) != len(root.parts):
        # The pairs of a chain such as `1 < hours < 3` are no sides.
        return []
    return [Side(part, start, end) for part, (start, end) in zip(root.parts, found, strict=True)]


def place_of(condition: Condition, start: int, end: int) -> Place:
    """The place of a stretch of a condition's text."""
    at = condition.at
    first = at.file.text[at.start:at.start + 1]
    style = first if first and first in "'\"|>" else None
    return place_within(at.file, Scalar(condition.text, at.start, at.end, style), start, end)


def place_of_name(condition: Condition, name: str) -> Place:
    """The place of a name in a condition, where it is first named."""
    found = re.search(rf"\b{name}\b", condition.text)
    return place_of(condition, *found.span()) if found is not None else condition.at


def _split(text: str, word: str) -> list[tuple[int, int]]:
    """Start and end of what stands between the outermost places of a word."""
    start, end = 0, len(text)
    while True:
        start += len(text[start:end]) - len(text[start:end].lstrip())
        end -= len(text[start:end]) - len(text[start:end].rstrip())
        depth, cuts, closed = 0, [], False
        for match in _WORD.finditer(text, start, end):
            depth += (match.group() == "(") - (match.group() == ")")
            if depth == 0 and match.end() < end:
                closed = True
                if match.group() == word:
                    cuts.append(match.span())
        if cuts:
            break
        if closed or text[start:start + 1] != "(":
            return []
        # The whole of it stands in brackets.
        start, end = start + 1, end - 1
    begins = [start, *(after for _, after in cuts)]
    ends = [*(before for before, _ in cuts), end]
    return [(a + len(text[a:b]) - len(text[a:b].lstrip()), a + len(text[a:b].rstrip()))
            for a, b in zip(begins, ends, strict=True)]
