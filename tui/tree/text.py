"""Texts: inline Markdown, answers put in, terms, citations; and, where paragraphs are allowed, paragraphs and lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum

from tui.problems.frozen import Frozen
from tui.problems.problem import File, Place


class Form(Enum):
    """What a text may have in it."""

    LABEL = "label"
    """Answers put in, nothing else."""
    INLINE = "inline"
    """Emphasis, code, links, terms and answers, in one paragraph."""
    BLOCKS = "blocks"
    """The same, in paragraphs and lists."""

    # By identity, for there is one of each: every text is looked up by its form.
    __hash__ = object.__hash__


class Style(Frozen):
    """How words are set. `link` is an address, `term` the id of a term."""

    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str | None = None
    term: str | None = None


PLAIN = Style()


class Words(Frozen):
    """Words as they are shown."""

    text: str
    style: Style = PLAIN


class Put(Frozen):
    """An answer, or the value of a fact, put in as the person saw it."""

    name: str
    style: Style = PLAIN


class Ref(Frozen):
    """A source, and the part of it if one is named."""

    source: str
    part: str | None = None

    def __str__(self) -> str:
        return self.source if self.part is None else f"{self.source}#{self.part}"


class Cite(Frozen):
    """A citation of one or more sources."""

    refs: tuple[Ref, ...]


Piece = Words | Put | Cite


class Block(Frozen):
    """A paragraph, or an item of a list: `mark` is what stands before it ('', '-', or a number with a dot)."""

    pieces: tuple[Piece, ...]
    mark: str = ""


class Text:
    """A text of a tree: as written, where, and in blocks."""

    # Where it stands is kept as numbers: a tree has more texts than anything else, and few are ever pointed at.
    __slots__ = ("_blocks", "_file", "_length", "_start", "raw")

    def __init__(self, raw: str, file: File, start: int, length: int,
                 blocks: tuple[Block, ...] | Callable[[str], tuple[Block, ...] | None] | None = None) -> None:
        self.raw = raw
        self._file = file
        self._start = start
        self._length = length
        self._blocks = blocks

    @property
    def at(self) -> Place:
        """Where it stands."""
        return Place(self._file, self._start, self._start + self._length)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """At least one block, which for inline text is the only one."""
        # Most texts have nothing special in them and are kept as one string; of the others few are ever shown to one
        # person, so that they are taken apart only then.
        if callable(self._blocks):
            self._blocks = self._blocks(self.raw)
        return self._blocks if self._blocks is not None else (Block((Words(self.raw),)),)

    @property
    def pieces(self) -> Iterator[Piece]:
        """The pieces of all blocks."""
        return (piece for block in self.blocks for piece in block.pieces)

    @property
    def refs(self) -> Iterator[Ref]:
        """What the text cites, in its order."""
        return (ref for piece in self.pieces if isinstance(piece, Cite) for ref in piece.refs)

    @property
    def cites(self) -> bool:
        """Whether it cites anything."""
        return "[@" in self.raw and (callable(self._blocks) or next(self.refs, None) is not None)

    def __repr__(self) -> str:
        return f"Text({self.raw!r})"


_BREAK = r"[ \t]*\n[ \t\n]*"
ITEM = re.compile(r"[ \t]*(?:([-*+])|(\d{1,9})[.)])[ \t]+")


def spans_of_blocks(raw: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and mark of each paragraph and list item of a text."""
    start = end = offset = 0
    mark: str | None = None
    for line in raw.splitlines(keepends=True):
        begins = offset
        offset += len(line)
        body = line.rstrip()
        item = ITEM.match(line)
        if (not body or item) and mark is not None:
            yield start, end, mark
            mark = None
        if not body:
            continue
        if mark is None:
            start = begins + (item.end() if item else len(line) - len(line.lstrip()))
            mark = "" if item is None else ("-" if item[1] else f"{item[2]}.")
        end = begins + len(body)
    if mark is not None:
        yield start, end, mark


def one_line(text: str) -> str:
    """A text with its line breaks turned into blanks."""
    return re.sub(_BREAK, " ", text) if "\n" in text else text
