"""What YAML is made of, with positions: no implicit types, no objects built."""

from __future__ import annotations

from collections.abc import Iterator


class Scalar:
    """A scalar as written. `style` is one of ' " | > or None for a plain one."""

    # The length instead of the end: nearly all lengths are small, and Python keeps one of each small number.
    __slots__ = ("length", "start", "style", "value")

    def __init__(self, value: str, start: int, end: int, style: str | None = None) -> None:
        self.value = value
        self.start = start
        self.length = end - start
        self.style = style

    @property
    def end(self) -> int:
        return self.start + self.length


class Mapping:
    """Pairs in file order, duplicates and all; to be walked over once where they are still being read.

    `flow` is true within braces.
    """

    __slots__ = ("_read", "_unread", "end", "flow", "start")

    def __init__(self, start: int, flow: bool) -> None:
        self.start = start
        self.end = start
        self.flow = flow
        self._read: list[tuple[Node, Node]] = []
        self._unread: Iterator[tuple[Node, Node]] | None = None

    def __iter__(self) -> Iterator[tuple[Node, Node]]:
        return iter(self._read) if self._unread is None else self._unread

    @property
    def pairs(self) -> list[tuple[Node, Node]]:
        """What has not been walked over yet, all at once."""
        if self._unread is not None:
            self._read = list(self._unread)
            self._unread = None
        return self._read

    def read_from(self, pairs: Iterator[tuple[Node, Node]], end: int) -> None:
        """Take the pairs from where they are being read; the end is a guess until then."""
        self._unread = pairs
        self.end = end


class Sequence:
    """Items in file order. `flow` is true within brackets."""

    __slots__ = ("end", "flow", "items", "start")

    def __init__(self, start: int, flow: bool) -> None:
        self.start = start
        self.end = start
        self.flow = flow
        self.items: list[Node] = []


Node = Scalar | Mapping | Sequence
