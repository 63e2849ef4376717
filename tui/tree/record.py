"""Maps of a tree file in the shapes of the format, before any name in them is looked up."""

from __future__ import annotations

from tui.problems.problem import File, Place
from tui.tree.format import Shape
from tui.tree.nodes import Scalar

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from typing import Any
else:
    Any = object  # an alias below is made with it


class Record:
    """A map of a tree file in a known shape: its values (None where one could not be read) and its own key if any.

    `starts` says where each key stands, in the order of `values`, counted from `start`; `built` is for whoever builds
    something of it once.
    """

    __slots__ = ("built", "file", "key", "shape", "start", "starts", "values")

    def __init__(self, file: File, shape: Shape, start: int, key: Scalar | None) -> None:
        self.file = file
        self.shape = shape
        self.start = start
        self.key = key
        self.values: dict[str, Any] = {}
        # Counted from the start, because most are small then, and Python keeps one of each small number.
        self.starts: list[int] = []
        self.built: Any = None

    def get(self, name: str) -> Any:
        """The value at a key, or None."""
        return self.values.get(name)

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def set(self, name: str, start: int, value: Any) -> None:
        """Put in a value whose key stands at an offset."""
        self.values[name] = value
        self.starts.append(start - self.start)

    def place(self, name: str | None = None) -> Place:
        """Where a key stands; without a name, or where it does not stand, the key of the whole."""
        if name not in self.values:
            if self.key is not None:
                return Place(self.file, self.key.start, self.key.end)
            name = next(iter(self.values), None)
        if name is None:
            return Place(self.file, self.start, self.start + 1)
        start, value = self.start + self.starts[list(self.values).index(name)], self.values[name]
        if value.__class__ is Scalar and value.start == start:
            return Place(self.file, start, value.end)
        quotes = 2 if self.file.text[start:start + 1] in ("'", '"') else 0
        return Place(self.file, start, start + len(name) + quotes)


Entries = dict[str, tuple[Scalar, Any]]
"""What a map from ids was read into: the key's node and the value, by id."""
