"""YAML as nodes: aliases shared, tags refused, and nothing that blows up.

Events come from libyaml where its binding is there, else from PyYAML's own parser, and are dropped as soon as they have
become nodes: that is what keeps a large tree quick and small.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tui.problems.hurtful import clean, hurtful, hurtful_in
from tui.problems.problem import File, Place, Problem, Related
from tui.tree.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    yaml,
)
from tui.tree.misfits import short
from tui.tree.nodes import Mapping, Node, Scalar, Sequence
from tui.tree.positions import place_within

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from typing import Any, TypeVar

    T = TypeVar("T")

DEEPEST = 100
"""Levels of nesting; a tree needs eight."""

MOST_ALIASED = 200_000
"""Nodes that aliases may add to a file."""

MOST_REPEATED = 10_000_000
"""Characters that they may add."""

# Hardly any tree has anchors or tags; the patterns are compiled where one does. Neither follows a letter or a digit.
_ANY_MARK = r"(?<!\w)(?:&\S|!)"
_MARKS = r"(?:[&!][^\s,\[\]{}]*\s*)*"
_TAG = r"![^\s,\[\]{}]*"


def compose(file: File, problems: list[Problem], use: Callable[[Node], T], begin: str = "") -> T | None:
    """Read a file's text into nodes and give its root to `use`, whose result is returned; None where it is not YAML.

    `begin` says how to begin where it is empty.
    The root and the large maps right below it come into being while `use` walks over their pairs, once and in order, so
    that a large file is never there as nodes in full. Whatever the bytes, nothing is raised and nothing recurses deep.
    """
    loader = (yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader)(file.text)
    composer = _Composer(file, problems, loader.get_event)
    before = len(problems)
    try:
        root = composer.root()
        if root is not None:
            result = use(root)
            composer.finish(root)
            return result
    except yaml.YAMLError as error:
        trap = _trap(file, error)
        # What looked like an alias, or like a text where none belongs, was the beginning of what tripped YAML up.
        followed = "unknown-alias", "wrong-shape", "misplaced-key"
        problems[:] = [p for p in problems if p.code not in followed or p.place.start != trap.place.start]
        problems.append(trap)
    except _LimitError:
        pass
    finally:
        loader.dispose()
    if len(problems) == before:
        problems.append(Problem("empty-file", "the file is empty", Place(file, 0, min(1, len(file.text))),
                                begin or None))
    return None


def _trap(file: File, error: Any) -> Problem:
    if "nesting depth" in str(error):
        # The parser looks far ahead within brackets, and gives up before it hands over the first.
        return _too_deep(Place(file, error.problem_mark.index - 1, error.problem_mark.index))
    # Imported here, because most files do not trip YAML up.
    from tui.tree.traps import explain_yaml_error

    return explain_yaml_error(file, error)


def _too_deep(place: Place) -> Problem:
    return Problem("too-deep", f"more than {DEEPEST} levels inside one another", place,
                   "a tree needs eight at most; look for a bracket or a brace that is not closed")


class _LimitError(Exception):
    """A limit has been passed, which has been reported; what follows is not read."""


class _Composer:
    """The walk over the events of one file."""

    def __init__(self, file: File, problems: list[Problem], get_event: Callable[[], Any]) -> None:
        self.file = file
        self.problems = problems
        self.get_event = get_event
        self.anchors: dict[str, Node] = {}
        self.open_anchors: dict[str, int] = {}
        self.aliased = self.repeated = 0
        text = file.text
        self.odd = "\\" in text or (("&" in text or "!" in text) and re.search(_ANY_MARK, text) is not None)
        """Whether scalars may have an anchor, a tag or an escape, and so need to be looked at one by one."""

    def root(self) -> Node | None:
        """The file's one node, a map of which is still to be walked; None where the file is empty."""
        while (event := self.get_event()) is not None:
            if _may_be_lazy(event):
                return self.lazy(event, 2)
            if event.__class__ in (ScalarEvent, MappingStartEvent, SequenceStartEvent, AliasEvent):
                return self.node(event, 0)
        return None

    def finish(self, root: Node) -> None:
        """Walk what `use` has left, and see that no second document follows."""
        for _ in root if isinstance(root, Mapping) else ():
            pass
        while (event := self.get_event()) is not None:
            if event.__class__ is DocumentStartEvent:
                self.problem("second-document", "a second document begins here", event,
                             "one file is one tree: take this line out, or move what follows to a file of its own")
                return

    def lazy(self, event: Any, levels: int) -> Mapping:
        """A map whose pairs are composed as they are walked over, and so are the maps this many levels below."""
        if event.tag is not None:
            self.refuse_tag(event)
        mapping = Mapping(event.start_mark.index, len(self.file.text), False, [])
        mapping.read_from(self.unread(mapping, levels))
        return mapping

    def unread(self, mapping: Mapping, levels: int) -> Iterator[tuple[Node, Node]]:
        get_event = self.get_event
        while True:
            event = get_event()
            kind: object = event.__class__
            if kind is MappingEndEvent:
                break
            key = self.node(event, 3 - levels)
            event = get_event()
            if levels > 1 and _may_be_lazy(event):
                value = self.lazy(event, levels - 1)
                yield key, value
                for _ in value:
                    pass
            else:
                yield key, self.node(event, 3 - levels)
        mapping.end = event.end_mark.index

    def node(self, event: Any, above: int) -> Node:
        """The node that begins with an event, in full; `above` is how many levels it is already inside."""
        kind = event.__class__
        if kind is ScalarEvent:
            scalar = Scalar(event.value, event.start_mark.index, event.end_mark.index, event.style or None)
            if self.odd:
                self.odd_scalar(event, scalar)
            return scalar
        if kind is AliasEvent:
            return self.alias(event)
        if above >= DEEPEST:
            self.problems.append(_too_deep(self.place(event)))
            raise _LimitError
        if event.tag is not None:
            self.refuse_tag(event)
        anchor, start = event.anchor, event.start_mark.index
        if anchor is not None:
            self.open_anchors[anchor] = start
        node: Mapping | Sequence
        if kind is MappingStartEvent:
            pairs, end = self.pairs(above + 1)
            node = Mapping(start, end, event.flow_style, pairs)
        else:
            items, end = self.items(above + 1)
            node = Sequence(start, end, event.flow_style, items)
        if anchor is not None:
            self.open_anchors.pop(anchor, None)
            self.anchors[anchor] = node
        return node

    def pairs(self, above: int) -> tuple[list[tuple[Node, Node]], int]:
        """The pairs up to the end of their map, and where that is."""
        # Nearly everything in a tree is a scalar, so scalars are made here, without a call of `node` for each.
        get_event, odd = self.get_event, self.odd
        pairs = []
        key: Node
        value: Node
        kind: object
        while (kind := (event := get_event()).__class__) is not MappingEndEvent:
            if kind is ScalarEvent:
                key = Scalar(event.value, event.start_mark.index, event.end_mark.index, event.style or None)
                if odd:
                    self.odd_scalar(event, key)
            else:
                key = self.node(event, above)
            event = get_event()
            kind = event.__class__
            if kind is ScalarEvent:
                value = Scalar(event.value, event.start_mark.index, event.end_mark.index, event.style or None)
                if odd:
                    self.odd_scalar(event, value)
            else:
                value = self.node(event, above)
            pairs.append((key, value))
        return pairs, event.end_mark.index

    def items(self, above: int) -> tuple[list[Node], int]:
        """The items up to the end of their list, and where that is."""
        get_event, odd = self.get_event, self.odd
        items: list[Node] = []
        kind: object
        while (kind := (event := get_event()).__class__) is not SequenceEndEvent:
            if kind is ScalarEvent:
                item = Scalar(event.value, event.start_mark.index, event.end_mark.index, event.style or None)
                if odd:
                    self.odd_scalar(event, item)
                items.append(item)
            else:
                items.append(self.node(event, above))
        return items, event.end_mark.index

    def odd_scalar(self, event: Any, node: Scalar) -> None:
        """A tag, an anchor, or an escape that may make what the file itself may not have."""
        if event.tag is not None:
            self.refuse_tag(event)
            if not node.value:
                # A text that begins with the mark, and not an empty one.
                node.value, node.style = "?", "alias"
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        if event.anchor is not None or event.tag is not None:
            # YAML counts the mark in; the text begins behind it.
            end, marks = node.end, re.compile(_MARKS).match(self.file.text, node.start)
            node.start = min(end, marks.end()) if marks is not None else node.start
            node.length = end - node.start
        if node.style != '"':
            return
        found = next(hurtful_in(node.value), None) or ("\r" in node.value and re.search("\r", node.value))
        if found:
            self.problems.append(hurtful(found.group(), place_within(self.file, node, found.start(), found.end())))
            node.value = clean(node.value).replace("\r", " ")

    def alias(self, event: Any) -> Node:
        name = event.anchor
        start, end = event.start_mark.index, event.end_mark.index
        if name in self.open_anchors:
            self.problem("alias-in-itself", f"'*{name}' stands inside the very thing it repeats", event,
                         "take the alias out, or write what it should repeat",
                         related=(Related(Place(self.file, *_head(self.open_anchors[name])),
                                          "this is what it repeats"),))
        elif name not in self.anchors:
            self.problem("unknown-alias", f"'*{name}' repeats something that was never marked with '&{name}'", event,
                         "a text that begins with * goes into quotes")
        else:
            node = self.anchors[name]
            values, letters = _size(node, MOST_ALIASED + 1 - self.aliased)
            self.aliased += values
            self.repeated += letters
            if self.aliased <= MOST_ALIASED and self.repeated <= MOST_REPEATED:
                return node
            most = f"{MOST_ALIASED:,} values" if self.aliased > MOST_ALIASED else f"{MOST_REPEATED:,} letters"
            self.problem("too-many-aliases", f"the aliases of this file would add more than {most}",
                         event, "write out what is needed instead of repeating repetitions")
            raise _LimitError
        return Scalar("?", start, end, "alias")

    def refuse_tag(self, event: Any) -> None:
        start = event.start_mark.index
        found = re.compile(_TAG).search(self.file.text, start)
        place = Place(self.file, *(found.span() if found else (start, start + 1)))
        self.problems.append(Problem("tag", f"'{short(found.group() if found else event.tag)}' is a YAML tag, "
                                     "which a tree may not have", place,
                                     "take it out, or put the whole text into quotes"))

    def problem(self, code: str, message: str, event: Any, help: str, related: tuple[Related, ...] = ()) -> None:
        self.problems.append(Problem(code, message, self.place(event), help, related=related))

    def place(self, event: Any) -> Place:
        """Where an event stands; at least one character."""
        start, end = event.start_mark.index, event.end_mark.index
        return Place(self.file, start, max(end, start + 1))


def _may_be_lazy(event: Any) -> bool:
    return event.__class__ is MappingStartEvent and event.anchor is None and not event.flow_style


def _size(node: Node, most: int) -> tuple[int, int]:
    """How many nodes there are in a node, itself included, and letters in their texts; counting stops at `most`."""
    size = letters = 0
    stack = [node]
    while stack and size < most:
        size += 1
        inner = stack.pop()
        if isinstance(inner, Sequence):
            stack += inner.items
        elif isinstance(inner, Mapping):
            for pair in inner.pairs:
                stack += pair
        else:
            letters += len(inner.value)
    return size, letters


def _head(offset: int) -> tuple[int, int]:
    return offset, offset + 1
