"""From nodes to records: a file's content in the shapes of the format, with everything that does not fit reported."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from tui.problems.nearest import did_you_mean
from tui.problems.problem import File, Place, Problem, Related
from tui.tree.answers import parse_date, parse_number
from tui.tree.format import (
    LIST_USE,
    OPTION,
    VERSION,
    YES_NO_OPTION,
    Kind,
    ListOf,
    MapOf,
    Options,
    Prose,
    Ruled,
    Shape,
    Value,
    YesNo,
)
from tui.tree.names import ID, RESERVED
from tui.tree.names import Kind as QuestionKind
from tui.tree.nodes import Mapping, Node, Scalar, Sequence
from tui.tree.traps import CUT_OFF, cut_off

_SOURCE_DATE = re.compile(r"\d{4}|\d{4}-(?:0[1-9]|1[0-2])|none")
_PERIOD = re.compile(r"([1-9][0-9]{0,4}) (day|week|month|year)s?")
_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f]+", re.IGNORECASE)
_QUOTE = "put the whole text into quotes"


class Record:
    """A map of a tree file in a known shape: its values (None where one could not be read) and its own key if any.

    `starts` says where each key stands, in the order of `values`; `built` is for whoever builds something of it once.
    """

    __slots__ = ("built", "file", "key", "shape", "start", "starts", "values")

    def __init__(self, file: File, shape: Shape, start: int, key: Scalar | None) -> None:
        self.file = file
        self.shape = shape
        self.start = start
        self.key = key
        self.values: dict[str, Any] = {}
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
        self.starts.append(start)

    def place(self, name: str | None = None) -> Place:
        """Where a key stands; without a name, or where it does not stand, the key of the whole."""
        if name not in self.values:
            if self.key is not None:
                return Place(self.file, self.key.start, self.key.end)
            name = next(iter(self.values), None)
        if name is None:
            return Place(self.file, self.start, self.start + 1)
        start, value = self.starts[list(self.values).index(name)], self.values[name]
        if value.__class__ is Scalar and value.start == start:
            return Place(self.file, start, value.end)
        quotes = 2 if self.file.text[start:start + 1] in ("'", '"') else 0
        return Place(self.file, start, start + len(name) + quotes)


Entries = dict[str, tuple[Scalar, Any]]
"""What a map from ids was read into: the key's node and the value, by id."""


class Shaper:
    """Reads the nodes of one file."""

    def __init__(self, file: File, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems
        self.cuts = {match.start() for match in CUT_OFF.finditer(file.text)}
        self.readers: dict[str, dict[str, tuple[Callable[[Any, Node, Scalar | None], Any], Kind]]] = {}
        self.by_kind: dict[type, Callable[[Any, Node, Scalar | None], Any]] = {
            Prose: self.prose, Value: self.value, ListOf: self.list_of, MapOf: self.map_of, Shape: self.record,
            Ruled: self.ruled, YesNo: self.yes_no, Options: self.options}
        self.values: dict[Value, Callable[[Scalar], Any]] = {
            Value.VERSION: self.version, Value.WORD: self.as_text, Value.ID: self.an_id, Value.FLAG: self.flag,
            Value.NUMBER: self.number, Value.DATE: self.date, Value.DAY: self.day, Value.SOURCE_DATE: self.source_date,
            Value.PERIOD: self.period, Value.URL: self.address, Value.KIND: self.kind}

    def problem(self, code: str, message: str, start: int, end: int, help: str | None = None,
                related: tuple[Related, ...] = ()) -> None:
        self.problems.append(Problem(code, message, Place(self.file, start, max(end, start + 1)), help, related=related))

    def read(self, kind: Kind, node: Node, key: Scalar | None = None) -> Any:
        """The value of a node of a kind; None where it is not one, which has been reported."""
        return self.by_kind[kind.__class__](kind, node, key)

    # Texts and other scalars

    def prose(self, kind: Kind, node: Node, key: Scalar | None) -> Scalar | None:
        if node.__class__ is not Scalar:
            self.not_a_text(node, "a text")
            return None
        if not node.value or node.value.isspace():
            self.empty(node, key)
            return None
        if node.style is None and node.end not in self.cuts:
            return node
        return self.as_text(node)

    def as_text(self, node: Scalar) -> Scalar | None:
        if node.style is None and node.end in self.cuts:
            self.problems.append(cut_off(self.file, node.end))
        return None if node.style == "alias" else node

    def value(self, kind: Value, node: Node, key: Scalar | None) -> Any:
        if kind is Value.ANSWER:
            return self.answer(node, key)
        if node.__class__ is not Scalar:
            if kind in (Value.WORD, Value.PATH, Value.URL, Value.CONDITION):
                self.not_a_text(node, kind.value)
            else:
                self.wrong_shape(node, kind.value)
            return None
        if node.style == "alias":
            return None
        if not node.value.strip():
            self.empty(node, key)
            return None
        read = self.values.get(kind)
        return read(node) if read is not None else node

    def id_value(self, kind: Value, node: Node, key: Scalar | None) -> Scalar | None:
        """The same as `value` of an id, which is what most values are."""
        if node.__class__ is Scalar and ID.fullmatch(node.value):
            return node
        value: Scalar | None = self.value(kind, node, key)
        return value

    def empty(self, node: Node, key: Scalar | None) -> None:
        at = key or node
        name = f"'{key.value}'" if key is not None else "this"
        self.problem("empty-value", f"{name} has no value", at.start, at.end, "write one, or take the line out")

    def version(self, node: Scalar) -> Scalar:
        if node.value != VERSION:
            self.problem("bad-version", f"this program reads version 1 of the format, not '{node.value}'",
                         node.start, node.end, "write 'whichway: 1'")
        return node

    def an_id(self, node: Scalar) -> Scalar | None:
        if ID.fullmatch(node.value):
            return node
        self.bad_id(node)
        return None

    def bad_id(self, node: Scalar) -> None:
        near = re.sub(r"[^a-z0-9]+", "_", node.value.strip().lower()).strip("_").lstrip("0123456789_")
        self.problem("bad-id", f"'{_short(node.value)}' is not an id: ids have small letters, digits and _, and begin with a letter",
                     node.start, node.end, f"write '{near}'" if 0 < len(near) <= 40 else "write a short word")

    def flag(self, node: Scalar) -> bool | None:
        known = {"yes": True, "true": True, "no": False, "false": False}.get(node.value)
        if known is None:
            self.bad_value(node, Value.FLAG, "write yes or no")
        return known

    def number(self, node: Scalar) -> Decimal | None:
        number = parse_number(node.value)
        if number is None:
            self.bad_value(node, Value.NUMBER, "write digits, at most 30, with a point if need be: 3 or 3.5")
        return number

    def date(self, node: Scalar) -> date | None:
        day = parse_date(node.value)
        if day is None:
            self.problem("bad-date", f"'{_short(node.value)}' is not a date", node.start, node.end,
                         "write yyyy-mm-dd, for example 2026-03-01")
        return day

    def day(self, node: Scalar) -> date | str | None:
        return "today" if node.value == "today" else self.date(node)

    def source_date(self, node: Scalar) -> str | None:
        if _SOURCE_DATE.fullmatch(node.value) or parse_date(node.value) is not None:
            return node.value
        self.problem("bad-date", f"'{_short(node.value)}' is not the date of a source", node.start, node.end,
                     "write a year, a month (2024-03), a day (2024-03-01), or none")
        return None

    def period(self, node: Scalar) -> tuple[int, str] | None:
        found = _PERIOD.fullmatch(node.value)
        if found is None:
            self.bad_value(node, Value.PERIOD, "write for example '12 months'")
            return None
        return int(found[1]), found[2]

    def address(self, node: Scalar) -> Scalar | None:
        if _ADDRESS.fullmatch(node.value):
            return node
        self.problem("bad-link", "a web address begins with http:// or https:// and has no blanks", node.start, node.end,
                     "write the whole address, beginning with https://")
        return None

    def kind(self, node: Scalar) -> QuestionKind | None:
        known = [kind.value for kind in QuestionKind]
        if node.value in known:
            return QuestionKind(node.value)
        self.problem("bad-value", f"'{_short(node.value)}' is not a kind of question", node.start, node.end,
                     did_you_mean(node.value, known) or f"write {Value.KIND.value}")
        return None

    def bad_value(self, node: Scalar, kind: Value, help: str) -> None:
        self.problem("bad-value", f"{kind.value} was expected, not '{_short(node.value)}'", node.start, node.end, help)

    def answer(self, node: Node, key: Scalar | None) -> Node | None:
        if isinstance(node, Mapping) or (isinstance(node, Sequence) and any(not isinstance(i, Scalar) for i in node.items)):
            self.wrong_shape(node, "an answer")
            return None
        if isinstance(node, Scalar) and not node.value.strip():
            self.empty(node, key)
            return None
        return node

    # Lists and maps

    def list_of(self, kind: ListOf, node: Node, key: Scalar | None) -> list[Any]:
        if node.__class__ is not Sequence:
            if isinstance(node, Scalar) and not node.value:
                self.empty(node, key)
            elif not isinstance(node, Scalar) or node.style != "alias":
                self.wrong_shape(node, "a list", "write each on a line of its own with '- ' before it, or all in [ ]")
            return []
        values = (self.read(kind.of, item) for item in node.items)
        return [value for value in values if value is not None]

    def map_of(self, kind: MapOf, node: Node, key: Scalar | None) -> Entries:
        entries: Entries = {}
        if node.__class__ is not Mapping:
            if isinstance(node, Scalar) and not node.value:
                self.empty(node, key)
            elif not isinstance(node, Scalar) or node.style != "alias":
                self.wrong_shape(node, "a map", "write 'id: ...' lines, indented below this key")
            return entries
        for name, value in node.pairs:
            if not self.good_key(name, value, node, entries):
                continue
            assert isinstance(name, Scalar)
            if not ID.fullmatch(name.value):
                self.bad_id(name)
                continue
            if kind.live and name.value in RESERVED:
                self.problem("reserved-id", f"'{name.value}' is a word of the conditions and cannot be an id",
                             name.start, name.end, f"write for example '{name.value}_'")
            read = self.read(kind.of, value, name)
            if read is not None:
                entries[name.value] = (name, read)
        return entries

    def good_key(self, key: Node, value: Node, node: Mapping, entries: Entries) -> bool:
        """Whether a key may be read on: a scalar, no merge key, not cut off by a comma, not there before."""
        if key.__class__ is not Scalar:
            self.problem("bad-key", "a key is a word, not a list or a map", key.start, min(key.end, key.start + 20),
                         "a text that begins with [ or { goes into quotes")
            return False
        name = key.value
        if name == "<<":
            self.problem("merge-key", "'<<' merges maps in YAML, which a tree may not do", key.start, key.end,
                         "write the keys out")
            return False
        if node.flow and value.__class__ is Scalar and not value.value and not value.length and (
                " " in name or not ID.fullmatch(name)):
            self.problem("comma-cut", "inside { } the comma before this ended the text", key.start, key.end,
                         "put the whole text into quotes: {label: 'Yes, please', ...}")
            return False
        if name in entries:
            self.duplicate(key, Place(self.file, entries[name][0].start, entries[name][0].end))
            return False
        return True

    def duplicate(self, key: Scalar, before: Place) -> None:
        self.problem("duplicate-key", f"'{_short(key.value)}' is here twice", key.start, key.end,
                     "take one of them out, or give it another name", (Related(before, "it is here already"),))

    def record(self, shape: Shape, node: Node, key: Scalar | None) -> Record | None:
        record = Record(self.file, shape, node.start, key)
        if node.__class__ is Scalar:
            if node.style == "alias":
                return None
            if not node.value.strip():
                self.empty(node, key)
                return None
            if shape.short is None:
                self.wrong_shape(node, _article(shape), f"it has keys such as {', '.join(list(shape.fields)[:4])}")
                return None
            value = self.read(shape.fields[shape.short].kind, node, key)
            if value is None:
                return None
            record.set(shape.short, node.start, value)
            return record
        if node.__class__ is Sequence or self.is_text_with_colon(shape, node):
            if shape.short is not None:
                self.not_a_text(node, "a text")
            else:
                self.wrong_shape(node, _article(shape), f"it has keys such as {', '.join(list(shape.fields)[:4])}")
            return None
        assert isinstance(node, Mapping)
        self.fields(shape, node, record)
        return record

    def is_text_with_colon(self, shape: Shape, node: Node) -> bool:
        """Whether a map is a text that YAML took apart: `- Note: bring a coat`, or `- {hours} hours`."""
        if shape.short is None or not isinstance(node, Mapping) or len(node.pairs) != 1:
            return False
        key, value = node.pairs[0]
        if not isinstance(key, Scalar):
            return True
        if key.value in shape.fields or key.value == "<<" or not isinstance(value, Scalar):
            return False
        return did_you_mean(key.value, shape.fields) is None or " " in key.value

    def fields(self, shape: Shape, node: Mapping, record: Record) -> None:
        values, starts = record.values, record.starts
        readers = self.readers.get(shape.name) or self.readers_of(shape)
        for key, value in node.pairs:
            entry = readers.get(key.value) if key.__class__ is Scalar else None
            if entry is None or key.value in values:
                self.odd_key(key, value, node, record)
                continue
            reader, kind = entry
            starts.append(key.start)
            values[key.value] = None
            values[key.value] = reader(kind, value, key)
        for name, field in shape.fields.items():
            if field.required and name not in values:
                place = record.place()
                what = f"'{record.key.value}'" if record.key is not None else _article(shape)
                self.problem("missing-key", f"{what} has no '{name}'", place.start, place.end,
                             f"add '{name}:'. {field.help}")

    def readers_of(self, shape: Shape) -> dict[str, tuple[Callable[[Any, Node, Scalar | None], Any], Kind]]:
        """For each key of a shape, what reads its value; made once for each file."""
        table = {name: (self.id_value if field.kind is Value.ID else self.by_kind[field.kind.__class__], field.kind)
                 for name, field in shape.fields.items()}
        self.readers[shape.name] = table
        return table

    def odd_key(self, key: Node, value: Node, node: Mapping, record: Record) -> None:
        if not self.good_key(key, value, node, {}):
            return
        assert isinstance(key, Scalar)
        if key.value in record:
            self.duplicate(key, record.place(key.value))
            return
        known = record.shape.fields
        self.problem("unknown-key", f"{_article(record.shape)} has no key '{_short(key.value)}'", key.start, key.end,
                     did_you_mean(key.value, known) or f"its keys are: {', '.join(known)}")

    # Shapes with more than one way to be written

    def ruled(self, kind: Ruled, node: Node, key: Scalar | None) -> Scalar | list[Record] | None:
        short: Any = kind.rule.fields[kind.short].kind
        if node.__class__ is Scalar:
            value: Scalar | None = (self.id_value if short is Value.ID else self.value)(short, node, key)
            return value
        if isinstance(node, Sequence):
            return [record for item in node.items if (record := self.record(kind.rule, item, None)) is not None]
        self.wrong_shape(node, f"{short.value} or a list of rules", "write rules as a list, each with '- ' before it")
        return None

    def yes_no(self, kind: YesNo, node: Node, key: Scalar | None) -> Record | None:
        if isinstance(node, Mapping):
            return self.record(YES_NO_OPTION, node, key)
        rules = self.ruled(OPTION.fields["goto"].kind, node, key)  # type: ignore[arg-type]  # the goto field is ruled
        if rules is None:
            return None
        record = Record(self.file, YES_NO_OPTION, node.start, key)
        record.set("goto", node.start, rules)
        return record

    def options(self, kind: Options, node: Node, key: Scalar | None) -> Any:
        if isinstance(node, Mapping):
            given = {k.value: v for k, v in node.pairs if isinstance(k, Scalar)}
            if isinstance(given.get("from"), Scalar) and set(given) <= set(LIST_USE.fields):
                return self.record(LIST_USE, node, key)
        return self.map_of(MapOf(OPTION), node, key)

    # What does not fit

    def not_a_text(self, node: Node, expected: str) -> None:
        """A map or a list where a text belongs: mostly a text that YAML took for something else."""
        start = node.start
        end = self.file.end_of_line(start, node.end)
        if isinstance(node, Sequence):
            begins = "[[" if self.file.text.startswith("[[", start) else "[" if node.flow else "- "
        elif node.flow:
            begins = "{"
        else:
            first = node.pairs[0] if node.pairs else None
            if first is not None and isinstance(first[0], Scalar) and isinstance(first[1], Scalar) and len(node.pairs) == 1:
                self.problem("quote-needed", "a colon followed by a blank makes YAML read a map here, not a text",
                             start, max(first[1].end, first[0].end), _QUOTE)
            else:
                self.wrong_shape(node, expected)
            return
        self.problem("quote-needed", f"a text that begins with {begins.strip()} means something else to YAML",
                     start, end, _QUOTE)

    def wrong_shape(self, node: Node, expected: str, help: str | None = None) -> None:
        found = {Scalar: "a text", Mapping: "a map", Sequence: "a list"}[node.__class__]
        end = self.file.end_of_line(node.start, node.end)
        self.problem("wrong-shape", f"{expected} was expected here, not {found}", node.start, end, help)




def _article(shape: Shape) -> str:
    return f"{'an' if shape.name[0] in 'aeiou' else 'a'} {shape.name}"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"
