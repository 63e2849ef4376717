"""Where in a file a character of a scalar's value stands, through quotes, escapes and folded lines."""

from __future__ import annotations

from tui.problems.problem import File, Place
from tui.tree.nodes import Scalar

_ESCAPE_LENGTH = {"x": 4, "u": 6, "U": 10}


def place_within(file: File, node: Scalar, start: int, end: int) -> Place:
    """The place of value[start:end]; at least one character long."""
    if node.style is None and node.end - node.start == len(node.value):
        return Place(file, node.start + start, node.start + max(end, start + 1))
    offsets = _offsets(file.text, node)
    last = offsets[min(max(end - 1, start), len(offsets) - 1)] if offsets else node.start
    first = offsets[min(start, len(offsets) - 1)] if offsets else node.start
    return Place(file, first, max(last, first) + 1)


def _offsets(text: str, node: Scalar) -> list[int]:
    """For each character of the value, the offset at which it was written."""
    j, end, style = node.start, node.end, node.style
    if style in ("'", '"'):
        j += 1
    elif style in ("|", ">"):
        j = text.find("\n", j) + 1
    offsets: list[int] = []
    for char in node.value:
        if char.isspace() and not (style == '"' and text[j:j + 1] == "\\" and text[j + 1:j + 2] != "\n"):
            offsets.append(min(j, end - 1))
            if j < end and text[j].isspace():
                j += 1
            continue
        # A folded line break and its indentation stand for one blank, which has been counted.
        while j < end and text[j].isspace():
            j += 1
        while style == '"' and text[j:j + 2] == "\\\n":
            j += 2
            while j < end and text[j] in " \t":
                j += 1
        offsets.append(min(j, end - 1))
        if style == '"' and text[j:j + 1] == "\\":
            j += _ESCAPE_LENGTH.get(text[j + 1:j + 2], 2)
        elif style == "'" and text[j:j + 2] == "''":
            j += 2
        else:
            j += 1
    return offsets
