"""What does not fit the format: the problems that reading a file's nodes can find, each in its words."""

from __future__ import annotations

import re

from tui.problems.problem import File, Place, Problem, Related
from tui.tree.format import BROUGHT, VERSION, Kind, Shape, Value
from tui.tree.nodes import Mapping, Node, Scalar, Sequence
from tui.tree.record import Record

_QUOTE = "put the whole text into quotes"
_SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa", "œ": "oe",
                        "ð": "d", "þ": "th", "ł": "l", "đ": "d", "ı": "i", "’": ""})
_INSTEAD = {"and": "both", "or": "either", "not": "not_so", "in": "inside", "is": "it_is", "unknown": "not_known"}


class Misfits:
    """Reports what does not fit in one file."""

    def __init__(self, file: File, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems

    def problem(self, code: str, message: str, start: int, end: int, help: str | None = None,
                related: tuple[Related, ...] = ()) -> None:
        place = Place(self.file, start, max(end, start + 1))
        self.problems.append(Problem(code, message, place, help, related=related))

    def empty(self, node: Node, key: Scalar | None, shape: Shape | None = None) -> None:
        at = key or node
        name = f"'{key.value}'" if key is not None else "this"
        help = "write one, or take the line out"
        if shape is not None and key is not None:
            first = next((name for name, field in shape.fields.items() if field.required), next(iter(shape.fields)))
            help = f"write '{first}: ...' on the next line, indented further, or take the line out"
        self.problem("empty-value", f"{name} has no value", at.start, at.end, help)

    def none_of(self, key: Node) -> None:
        """A map without entries that needs some."""
        self.problem("empty-value", "at least one option is needed here", key.start, key.end, "add one")

    def bad_id(self, node: Scalar, help: str | None = None) -> str:
        """Reports what is no id; gives the id that was perhaps meant."""
        near = id_like(node.value, "")
        if help is None:
            help = f"write '{near}'" if 0 < len(near) <= 40 else "write a short word that begins with a letter"
        self.problem("bad-id", f"'{short(node.value)}' is not an id: "
                     "ids have small letters, digits and _, and begin with a letter", node.start, node.end, help)
        return near

    def bad_value(self, node: Scalar, kind: Value, help: str) -> None:
        self.problem("bad-value", f"{kind.value} was expected, not '{short(node.value)}'", node.start, node.end, help)

    def duplicate(self, key: Scalar, before: Place, kind: Kind | None = None) -> None:
        from tui.tree.slips import twice

        self.problems.append(twice(self.file, key, before, kind))

    def key_fits(self, key: Node, value: Node, node: Mapping, before: Scalar | None) -> bool:
        """Whether a key may be read on: a scalar, no merge key, not cut off by a comma, not there `before`."""
        if not isinstance(key, Scalar):
            self.problem("bad-key", "a key is a word, and no list", key.start, min(key.end, key.start + 20),
                         "a text that begins with [ or { goes into quotes")
        elif key.value == "<<":
            self.problem("merge-key", "'<<' copies keys in YAML, which a tree may not do", key.start, key.end,
                         "write the keys out")
        elif node.flow and self.cut_by_comma(key, value, node):
            self.problem("comma-cut", "inside { } the comma before this ended the text", key.start, key.end,
                         "put the whole text into quotes: {label: 'Yes, please', ...}")
        elif before is not None:
            self.duplicate(key, Place(self.file, before.start, before.end))
        else:
            return True
        return False

    def cut_by_comma(self, key: Scalar, value: Node, node: Mapping) -> bool:
        """Whether a key without a colon is the rest of the text before it."""
        if not isinstance(value, Scalar) or value.length or value.style is not None or (
                ":" in self.file.text[key.end:key.end + 1]):
            return False
        before: Node | None = None
        for other, given in node.pairs:
            if other is key:
                break
            before = given
        return isinstance(before, Scalar) and before.length > 0

    def unknown_key(self, key: Scalar, shape: Shape) -> None:
        from tui.tree.meant import help_with_key

        self.problem("unknown-key", f"{article(shape)} has no key '{short(key.value)}'", key.start, key.end,
                     help_with_key(key.value, shape))

    def missing(self, record: Record, name: str) -> None:
        """A key that a record must have and has not."""
        place = record.place()
        what = f"'{record.key.value}'" if record.key is not None else article(record.shape)
        field = record.shape.fields[name]
        help = f"add '{name}:'. {field.help}"
        if field.kind is Value.VERSION:
            help = f"add '{name}: {VERSION}'"
        elif name in BROUGHT:
            help = f"write '{name}:' at the margin, and below it each of them by an id of its own"
        self.problem("missing-key", f"{what} has no '{name}'", place.start, place.end, help)

    def reserved(self, node: Scalar) -> None:
        """An id that conditions could not tell from a word of their own."""
        self.problem("reserved-id", f"'{node.value}' is a word of the conditions and cannot be an id",
                     node.start, node.end, f"write for example '{_INSTEAD[node.value]}'")

    def not_a_text(self, node: Node, expected: str) -> None:
        """A map or a list where a text belongs: mostly a text that YAML took for something else."""
        start = node.start
        end = self.file.end_of_line(start, node.end)
        if isinstance(node, Sequence):
            number, column = self.file.position(start)
            if not node.flow and not self.file.line(number)[:column - 1].strip():
                self.wrong_shape(node, expected, "one text belongs here: take the dash out")
                return
            begins = "[[" if self.file.text.startswith("[[", start) else "[" if node.flow else "- "
        elif isinstance(node, Mapping) and node.flow:
            begins = "{"
        else:
            assert isinstance(node, Mapping)
            first = node.pairs[0] if node.pairs else None
            if first is not None and len(node.pairs) == 1 and isinstance(first[0], Scalar) and isinstance(
                    first[1], Scalar):
                end = max(first[1].end, first[0].end)
                self.problem("quote-needed", "a colon followed by a blank makes a key of what stands before it",
                             start, end, self.quoted(start, end))
            else:
                self.wrong_shape(node, expected)
            return
        self.problem("quote-needed", f"a text that begins with {begins.strip()} means something else to YAML",
                     start, end, self.quoted(start, end))

    def quoted(self, start: int, end: int) -> str:
        """How to put what stands in one line into quotes."""
        from tui.tree.traps import quoted

        text = self.file.text[start:end].rstrip()
        return _QUOTE if "\n" in text else quoted(text)

    def cut_off(self, offset: int) -> None:
        """A plain text that ends where a ` #` begins a comment."""
        from tui.tree.traps import cut_off

        self.problems.append(cut_off(self.file, offset))

    def wrong_shape(self, node: Node, expected: str, help: str | None = None) -> None:
        if isinstance(node, Scalar) and node.style is None:
            from tui.tree.traps import no_blank

            problem = no_blank(self.file, node.start)
            if problem is not None:
                self.problems.append(problem)
                return
        found = {Scalar: "a text", Mapping: "lines of 'key: ...'", Sequence: "a list"}[node.__class__]
        if isinstance(node, Mapping) and node.flow:
            found = "keys in { }"
        end = self.file.end_of_line(node.start, node.end)
        self.problem("wrong-shape", f"{expected} was expected here, not {found}", node.start, end, help)


def article(shape: Shape) -> str:
    """The name of a shape, with its article."""
    return f"{'an' if shape.name[0] in 'aeiou' else 'a'} {shape.name}"


def id_like(text: str, otherwise: str = "name") -> str:
    """An id made of a text, in letters that ids have; `otherwise` where none is left."""
    text = text.strip().lower()
    if not text.isascii():
        from unicodedata import combining, normalize

        text = "".join(c for c in normalize("NFKD", normalize("NFC", text).translate(_SPELT)) if not combining(c))
    return re.sub(r"[^a-z0-9]+", "_", text.replace("'", "")).strip("_").lstrip("0123456789_") or otherwise


def short(text: str) -> str:
    """A text as it is quoted in a message."""
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"
