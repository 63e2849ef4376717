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

    `flow` is true within braces. The end of what is still being read is a guess.
    """

    __slots__ = ("_read", "_unread", "end", "flow", "start")

    def __init__(self, start: int, end: int, flow: bool, pairs: list[tuple[Node, Node]]) -> None:
        self.start = start
        self.end = end
        self.flow = flow
        self._read = pairs
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

    def read_from(self, pairs: Iterator[tuple[Node, Node]]) -> None:
        """Take the pairs from where they are being read."""
        self._unread = pairs


class Sequence:
    """Items in file order. `flow` is true within brackets."""

    __slots__ = ("end", "flow", "items", "start")

    def __init__(self, start: int, end: int, flow: bool, items: list[Node]) -> None:
        self.start = start
        self.end = end
        self.flow = flow
        self.items = items


Node = Scalar | Mapping | Sequence
