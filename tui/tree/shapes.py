"""From nodes to records: a file's content in the shapes of the format, with everything that does not fit reported."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tui.problems.frozen import Frozen
from tui.problems.nearest import did_you_mean
from tui.problems.problem import File, Problem
from tui.tree.format import (
    BROUGHT,
    GOTO,
    LIST_USE,
    OPTION,
    TREE,
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
from tui.tree.misfits import Misfits, id_like, short
from tui.tree.names import ID, RESERVED
from tui.tree.nodes import Mapping, Node, Scalar, Sequence
from tui.tree.record import Entries, Record
from tui.tree.scalars import Scalars

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from typing import Any
else:
    Any = object  # an alias below is made with it

Reader = Callable[[Any, Node, Scalar | None], Any]
"""Takes the kind expected, a node, and its key if any; gives its value, or None where it is reported as wrong."""

_SECTIONS = frozenset([name for name, field in TREE.fields.items() if isinstance(field.kind, MapOf)])
_WATCHED = RESERVED | _SECTIONS
_OPTIONS = MapOf(OPTION, some=True)


class _Fields(Frozen):
    """How to read a shape: for each key itself, what reads its value, its kind, and whether it is a text; the required
    keys."""

    readers: dict[str, tuple[str, Reader, Kind, bool]]
    required: tuple[str, ...]


class Shaper:
    """Reads the nodes of one file; `lost` takes the ids that could not be read and, with a colon, such keys."""

    def __init__(self, file: File, problems: list[Problem], lost: set[str]) -> None:
        self.file = file
        self.lost = lost
        self.misfits = Misfits(file, problems)
        self.scalars = Scalars(self.misfits)
        # Made when first needed.
        self.shapes: dict[Shape, _Fields] = {}
        self.by_kind: dict[type, Reader] = {
            Prose: self.scalars.text, Value: self.scalars.value, ListOf: self.list_of, MapOf: self.map_of,
            Shape: self.record, Ruled: self.ruled, YesNo: self.yes_no, Options: self.options}

    def read(self, kind: Kind, node: Node, key: Scalar | None = None) -> Any:
        """The value of a node of a kind; None where it is not one, which has been reported."""
        return self.by_kind[kind.__class__](kind, node, key)

    def reader(self, kind: Kind) -> Reader:
        """What reads a kind; ids, of which there are most, have a way of their own."""
        return self.scalars.id if kind is Value.ID else self.by_kind[kind.__class__]

    def list_of(self, kind: ListOf, node: Node, key: Scalar | None) -> list[Any]:
        if not isinstance(node, Sequence):
            if isinstance(node, Scalar) and not node.value:
                self.misfits.empty(node, key)
            elif not isinstance(node, Scalar) or node.style != "alias":
                from tui.tree.slips import no_list

                no_list(self.misfits, node, kind.of)
            if key is not None:
                self.lost.add(f"{key.value}:")
            return []
        of, read = kind.of, self.reader(kind.of)
        return [value for item in node.items if (value := read(of, item, None)) is not None]

    def map_of(self, kind: MapOf, node: Node, key: Scalar | None) -> Entries | None:
        entries: Entries = {}
        empty = True
        if not isinstance(node, Mapping):
            if isinstance(node, Scalar) and not node.value:
                self.misfits.empty(node, key)
            elif not isinstance(node, Scalar) or node.style != "alias":
                from tui.tree.slips import no_ids

                no_ids(self.misfits, node, kind.of)
            if key is not None:
                self.lost.add(f"{key.value}:")
            return None
        of, read, live = kind.of, self.reader(kind.of), kind.live
        unread: tuple[Scalar, Node] | None = None  # an id with nothing below it
        for name, value in node:
            empty = False
            if unread is not None:
                from tui.tree.slips import is_beside

                if is_beside(self.misfits, self.lost, name, of, unread):
                    continue
                unread = None
            if not isinstance(name, Scalar) or name.value in entries or not (ID.fullmatch(name.value) or kind.codes):
                self.odd_id(name, value, node, entries, kind.of)
                continue
            id = name.value
            if live and id in _WATCHED:
                if id in RESERVED:
                    self.misfits.reserved(name)
                else:
                    from tui.tree.slips import is_section

                    if is_section(self.misfits, self.lost, name, value, of):
                        break
            if node.flow and not self.misfits.key_fits(name, value, node, None):
                continue
            given = read(of, value, name)
            if given is not None:
                entries[id] = (name, given)
            else:
                self.lost.add(id)
                from tui.tree.slips import nothing_below

                above = next((id for id, _ in reversed(entries.values())), None)
                unread = (name, value) if nothing_below(self.misfits, self.lost, name, value, of, above, key) else None
        if kind.some and empty:
            self.misfits.none_of(key or node)
        if not entries and key is not None and (kind.some or not empty):
            self.lost.add(f"{key.value}:")
        # A map of which nothing could be read is not an empty one.
        return entries if entries or empty else None

    def odd_id(self, name: Node, value: Node, node: Mapping, entries: Entries, of: Kind) -> None:
        """A key that cannot be an id here."""
        before = entries[name.value][0] if isinstance(name, Scalar) and name.value in entries else None
        if self.misfits.key_fits(name, value, node, before):
            assert isinstance(name, Scalar)
            help = None
            if isinstance(of, Shape) and of.short == "label" and " " in name.value.strip():
                help = f"an option begins with its id: '{short(id_like(name.value))}: {short(name.value)}'"
            self.lost |= {name.value, self.misfits.bad_id(name, help)}

    def record(self, shape: Shape, node: Node, key: Scalar | None) -> Record | None:
        record = Record(self.file, shape, node.start, key)
        if node.__class__ is Mapping and (shape.short is None or not self.is_text_with_colon(shape, node)):
            self.fields(shape, node, record)
            return record
        if isinstance(node, Scalar):
            if node.style == "alias":
                return None
            if not node.value.strip():
                self.misfits.empty(node, key, shape)
                return None
            if shape.short is not None:
                value = self.read(shape.fields[shape.short].kind, node, key)
                if value is None:
                    return None
                record.set(shape.short, node.start, value)
                return record
        if shape.short is not None:
            self.misfits.not_a_text(node, "a text")
        else:
            from tui.tree.slips import no_keys

            no_keys(self.misfits, node, shape)
        return None

    def is_text_with_colon(self, shape: Shape, node: Mapping) -> bool:
        """Whether a map is a text that YAML took apart: `- Note: bring a coat`, or `- {hours} hours`."""
        if len(node.pairs) != 1:
            return False
        key, value = node.pairs[0]
        if not isinstance(key, Scalar):
            return True
        if key.value in shape.fields or key.value == "<<" or not isinstance(value, Scalar):
            return False
        return did_you_mean(key.value, shape.fields) is None or " " in key.value

    def fields(self, shape: Shape, node: Mapping, record: Record) -> None:
        values, starts, begins = record.values, record.starts, record.start
        how = self.shapes.get(shape) or self.fields_of(shape)
        readers, required = how.readers, how.required
        meant: dict[str, Node] | None = None
        for key, value in node:
            if not isinstance(key, Scalar) or (entry := readers.get(key.value)) is None or key.value in values:
                meant = meant or {}
                if not self.odd_key(key, value, node, record, meant):
                    # What follows belongs to something that cannot be read here.
                    break
                continue
            # The name from the entry, or there would be a thousand of the same in memory.
            name, reader, kind, is_text = entry
            starts.append(key.start - begins)
            # Most values are texts in one plain line, which need no more looking at than this.
            if is_text and value.__class__ is Scalar and value.style is None and value.value:
                values[name] = value
            else:
                values[name] = reader(kind, value, key)
        for name, other in meant.items() if meant else ():
            # What a misspelt or merged key was to say is not missing as well.
            if name not in values:
                record.set(name, other.start, None)
                self.lost.add(f"{name}:")
        for name in required:
            if name not in values and f"{name}:" not in self.lost and not (name in BROUGHT and "include" in values):
                self.lost.add(f"{name}:")
                self.misfits.missing(record, name)

    def fields_of(self, shape: Shape) -> _Fields:
        """How to read the fields of a shape; made once for each file."""
        # A file in which some plain text is cut off by ` #` has its texts looked at one by one.
        plain = not self.scalars.cuts
        found = self.shapes[shape] = _Fields(
            {name: (name, self.reader(field.kind), field.kind, plain and isinstance(field.kind, Prose))
             for name, field in shape.fields.items()},
            tuple(name for name, field in shape.fields.items() if field.required))
        return found

    def odd_key(self, key: Node, value: Node, node: Mapping, record: Record, meant: dict[str, Node]) -> bool:
        """Report a key that the shape has not, or has already; add to `meant` the keys that it may have stood for.

        Gives whether the keys behind it may be read on.
        """
        known = record.shape.fields
        if not self.misfits.key_fits(key, value, node, None):
            if isinstance(key, Scalar) and key.value == "<<" and isinstance(value, Mapping):
                meant.update((k.value, key) for k, _ in value.pairs if isinstance(k, Scalar) and k.value in known)
            return True
        assert isinstance(key, Scalar)
        if key.value in record:
            self.misfits.duplicate(key, record.place(key.value), known[key.value].kind)
            self.lost.add(f"{key.value}:")
            return True
        from tui.tree.meant import meant_key
        from tui.tree.slips import is_inside

        if record.key is not None and is_inside(self.misfits, key, value, node, record.shape, record.key):
            self.lost.add(key.value)
            return False
        near = meant_key(key.value, record.shape)
        if near is not None:
            meant[near] = key
        elif key.value in ("ask", "recommend"):
            # A question among the outcomes, or the other way round: all of its keys are others.
            meant.update((name, key) for name, field in known.items() if field.required or name in ("options", "goto"))
            section = "questions:" if key.value == "ask" else "outcomes:"
            if section not in self.lost:
                self.lost.add(section)
                self.misfits.unknown_key(key, record.shape)
            return False
        self.misfits.unknown_key(key, record.shape)
        return True

    # Shapes with more than one way to be written

    def ruled(self, kind: Ruled, node: Node, key: Scalar | None) -> Scalar | list[Record] | None:
        if isinstance(node, Scalar):
            read = self.scalars.id if kind.alone is Value.ID else self.scalars.value
            value: Scalar | None = read(kind.alone, node, key)
            return value
        if isinstance(node, Sequence):
            if not node.items:
                self.misfits.empty(node, key)
                return None
            return [self.rule(kind, item) for item in node.items]
        from tui.tree.slips import no_rules

        no_rules(self.misfits, node, kind.alone)
        return None

    def rule(self, kind: Ruled, item: Node) -> Record:
        """One rule; where it cannot be read, one that has its keys and no values."""
        record = None
        if isinstance(item, Scalar) and ID.fullmatch(item.value):
            self.misfits.wrong_shape(item, "a rule", f"write '- else: {item.value}' if nothing else holds")
        elif not isinstance(item, Mapping) or not self.is_odd_rule(kind.rule, item):
            record = self.record(kind.rule, item, None)
        if record is None:
            record = Record(self.file, kind.rule, item.start, None)
            for name in kind.rule.fields:
                if name != "else":
                    record.set(name, item.start, None)
        return record

    def is_odd_rule(self, shape: Shape, item: Mapping) -> bool:
        """Whether a rule is written in a way that everybody tries once, which is reported."""
        for key, value in item.pairs:
            if not isinstance(key, Scalar) or key.value not in shape.fields or (
                    key.value == "else" and not (isinstance(value, Scalar) and value.value)):
                break
        else:
            return False
        from tui.tree.slips import is_odd_rule

        return is_odd_rule(self.misfits, item, shape)

    def yes_no(self, kind: YesNo, node: Node, key: Scalar | None) -> Record | None:
        if isinstance(node, Mapping) and not _only_a_word(node):
            return self.record(YES_NO_OPTION, node, key)
        if isinstance(node, Scalar) and key is not None and " " in node.value.strip() and node.style != "alias":
            from tui.tree.slips import words_for_goto

            self.lost.add(key.value)
            words_for_goto(self.misfits, node, key)
            return None
        rules = self.ruled(GOTO, node, key)
        if rules is None:
            self.lost.update([key.value] if key is not None else [])
            return None
        record = Record(self.file, YES_NO_OPTION, node.start, key)
        record.set("goto", node.start, rules)
        return record

    def options(self, kind: Options, node: Node, key: Scalar | None) -> Any:
        if isinstance(node, Mapping) and _uses_list(node.pairs):
            return self.record(LIST_USE, node, key)
        return self.map_of(_OPTIONS, node, key)


def _only_a_word(node: Mapping) -> bool:
    """Whether there is only a word in braces, as in {paris}."""
    return node.flow and len(node.pairs) == 1 and isinstance(node.pairs[0][1], Scalar) and not node.pairs[0][1].value


def _uses_list(pairs: Iterable[tuple[Node, Node]]) -> bool:
    """Whether options are those of a list: `from`, and nothing but what may stand beside it."""
    found = False
    for key, value in pairs:
        if not isinstance(key, Scalar) or key.value not in LIST_USE.fields:
            return False
        found = found or (key.value == "from" and isinstance(value, Scalar))
    return found
