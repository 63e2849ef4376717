"""What does not fit the format: the problems that reading a file's nodes can find, each in its words."""

from __future__ import annotations

import re

from tui.problems.nearest import nearest
from tui.problems.problem import File, Place, Problem, Related
from tui.tree.format import SCENARIOS, TREE, VERSION, MapOf, Shape, Value
from tui.tree.nodes import Mapping, Node, Scalar, Sequence
from tui.tree.record import Record

_QUOTE = "put the whole text into quotes"
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

    def empty(self, node: Node, key: Scalar | None) -> None:
        at = key or node
        name = f"'{key.value}'" if key is not None else "this"
        self.problem("empty-value", f"{name} has no value", at.start, at.end, "write one, or take the line out")

    def bad_id(self, node: Scalar) -> str:
        """Reports what is no id; gives the id that was perhaps meant."""
        near = re.sub(r"[^a-z0-9]+", "_", node.value.strip().lower()).strip("_").lstrip("0123456789_")
        self.problem("bad-id", f"'{short(node.value)}' is not an id: "
                     "ids have small letters, digits and _, and begin with a letter",
                     node.start, node.end, f"write '{near}'" if 0 < len(near) <= 40 else "write a short word")
        return near

    def bad_value(self, node: Scalar, kind: Value, help: str) -> None:
        self.problem("bad-value", f"{kind.value} was expected, not '{short(node.value)}'", node.start, node.end, help)

    def duplicate(self, key: Scalar, before: Place) -> None:
        self.problem("duplicate-key", f"'{short(key.value)}' is here twice", key.start, key.end,
                     "take one of them out, or give it another name", (Related(before, "it is here already"),))

    def key_fits(self, key: Node, value: Node, node: Mapping, before: Scalar | None) -> bool:
        """Whether a key may be read on: a scalar, no merge key, not cut off by a comma, not there `before`."""
        if not isinstance(key, Scalar):
            self.problem("bad-key", "a key is a word, not a list or a map", key.start, min(key.end, key.start + 20),
                         "a text that begins with [ or { goes into quotes")
        elif key.value == "<<":
            self.problem("merge-key", "'<<' merges maps in YAML, which a tree may not do", key.start, key.end,
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
        of_tree = TREE.fields.get(key.value)
        if of_tree is not None and isinstance(of_tree.kind, MapOf) and shape.name != SCENARIOS.name:
            help = f"'{key.value}' belongs to the tree itself: begin its line at the margin"
        else:
            near = meant_key(key.value, shape)
            help = f"did you mean '{near}'?" if near is not None else f"its keys are: {', '.join(shape.fields)}"
        self.problem("unknown-key", f"{article(shape)} has no key '{short(key.value)}'", key.start, key.end, help)

    def missing(self, record: Record, name: str) -> None:
        """A key that a record must have and has not."""
        place = record.place()
        what = f"'{record.key.value}'" if record.key is not None else article(record.shape)
        field = record.shape.fields[name]
        self.problem("missing-key", f"{what} has no '{name}'", place.start, place.end,
                     f"add '{name}: {VERSION}'" if field.kind is Value.VERSION else f"add '{name}:'. {field.help}")

    def reserved(self, node: Scalar) -> None:
        """An id that conditions could not tell from a word of their own."""
        self.problem("reserved-id", f"'{node.value}' is a word of the conditions and cannot be an id",
                     node.start, node.end, f"write for example '{_INSTEAD[node.value]}'")

    def not_a_text(self, node: Node, expected: str) -> None:
        """A map or a list where a text belongs: mostly a text that YAML took for something else."""
        start = node.start
        end = self.file.end_of_line(start, node.end)
        if isinstance(node, Sequence):
            begins = "[[" if self.file.text.startswith("[[", start) else "[" if node.flow else "- "
        elif isinstance(node, Mapping) and node.flow:
            begins = "{"
        else:
            assert isinstance(node, Mapping)
            first = node.pairs[0] if node.pairs else None
            if first is not None and len(node.pairs) == 1 and isinstance(first[0], Scalar) and isinstance(
                    first[1], Scalar):
                self.problem("quote-needed", "a colon followed by a blank makes YAML read a map here, not a text",
                             start, max(first[1].end, first[0].end), _QUOTE)
            else:
                self.wrong_shape(node, expected)
            return
        self.problem("quote-needed", f"a text that begins with {begins.strip()} means something else to YAML",
                     start, end, _QUOTE)

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
        found = {Scalar: "a text", Mapping: "a map", Sequence: "a list"}[node.__class__]
        end = self.file.end_of_line(node.start, node.end)
        self.problem("wrong-shape", f"{expected} was expected here, not {found}", node.start, end, help)


def meant_key(word: str, shape: Shape) -> str | None:
    """The key of a shape that a word was perhaps meant to be; also one that it begins with, as 'minimum' does."""
    near = nearest(word, shape.fields, most=1)
    return near[0] if near else next((name for name in shape.fields if len(name) > 2 and word.startswith(name)), None)


def article(shape: Shape) -> str:
    """The name of a shape, with its article."""
    return f"{'an' if shape.name[0] in 'aeiou' else 'a'} {shape.name}"


def short(text: str) -> str:
    """A text as it is quoted in a message."""
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"
