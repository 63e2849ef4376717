"""YAML as nodes with positions: no implicit types, no objects built, aliases shared.

Events come from libyaml where its binding is there, else from PyYAML's own parser, and are dropped as soon as they have
become nodes: that is what keeps a large tree quick and small.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from tui.problems.hurtful import HURTFUL, clean, hurtful
from tui.problems.problem import File, Place, Problem, Related
from tui.tree.traps import explain_yaml_error

DEEPEST = 100
"""Levels of nesting; a tree needs eight."""

MOST_ALIASED = 200_000
"""Nodes that aliases may add to a file."""


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
    """Pairs in file order, duplicates and all. `flow` is true within braces."""

    __slots__ = ("end", "flow", "pairs", "start")

    def __init__(self, start: int, flow: bool) -> None:
        self.start = start
        self.end = start
        self.flow = flow
        self.pairs: Iterable[tuple[Node, Node]] = []


class Sequence:
    """Items in file order. `flow` is true within brackets."""

    __slots__ = ("end", "flow", "items", "start")

    def __init__(self, start: int, flow: bool) -> None:
        self.start = start
        self.end = start
        self.flow = flow
        self.items: list[Node] = []


Node = Scalar | Mapping | Sequence


T = TypeVar("T")


def compose(file: File, problems: list[Problem], use: Callable[[Node], T]) -> T | None:
    """Read a file's text into nodes and give its root to `use`, whose result is returned; None where it is not YAML.

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
        problems.append(explain_yaml_error(file, error))
    except _TooDeep:
        pass
    finally:
        loader.dispose()
    if len(problems) == before:
        problems.append(Problem("empty-file", "the file is empty", Place(file, 0, min(1, len(file.text))),
                                "begin with 'whichway: 1', 'title:' and 'start:'"))
    return None


class _TooDeep(Exception):
    """The nesting has passed its limit, which has been reported."""


class _Composer:
    """The walk over the events of one file."""

    def __init__(self, file: File, problems: list[Problem], get_event: Callable[[], Any]) -> None:
        self.file = file
        self.problems = problems
        self.get_event = get_event
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.open_anchors: dict[str, int] = {}
        self.names: dict[str, str] = {}
        self.escapes = "\\" in file.text
        self.count = 0
        self.aliased = 0

    def root(self) -> Node | None:
        """The file's one node, a map of which is still to be walked; None where the file is empty."""
        while (event := self.get_event()) is not None:
            if event.__class__ is MappingStartEvent and event.anchor is None:
                return self.lazy(event, 2)
            if event.__class__ in (ScalarEvent, MappingStartEvent, SequenceStartEvent, AliasEvent):
                return self.node(event, 0)
        return None

    def finish(self, root: Node) -> None:
        """Walk what `use` has left, and see that no second document follows."""
        for _ in root.pairs if isinstance(root, Mapping) else ():
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
        mapping = Mapping(event.start_mark.index, bool(event.flow_style))
        mapping.pairs = self.pairs(mapping, levels)
        return mapping

    def pairs(self, mapping: Mapping, levels: int) -> Iterator[tuple[Node, Node]]:
        get_event = self.get_event
        while (event := get_event()).__class__ is not MappingEndEvent:
            key = self.node(event, DEEPEST - 3)
            event = get_event()
            value: Node
            if levels > 1 and event.__class__ is MappingStartEvent and event.anchor is None:
                value = self.lazy(event, levels - 1)
                yield key, value
                for _ in value.pairs:
                    pass
            else:
                yield key, self.node(event, 3 - levels)
        mapping.end = event.end_mark.index

    def node(self, event: Any, above: int) -> Node:
        """The node that begins with an event, in full; `above` is how many levels it is already inside."""
        stack: list[tuple[Mapping | Sequence, Node | None, str | None, int]] = []
        parent: Mapping | Sequence | None = None
        key: Node | None = None
        node: Node
        names, escapes, get_event = self.names, self.escapes, self.get_event
        while True:
            kind = event.__class__
            if kind is ScalarEvent:
                self.count += 1
                value, style = event.value, event.style or None
                if key is None and parent.__class__ is Mapping:
                    value = names.setdefault(value, value)
                node = Scalar(value, event.start_mark.index, event.end_mark.index, style)
                if event.anchor is not None or event.tag is not None or (escapes and style == '"'):
                    self.odd_scalar(event, node)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if len(stack) + above >= DEEPEST:
                    self.problem("too-deep", f"more than {DEEPEST} levels inside one another", event,
                                 "a tree needs eight at most; look for a bracket or a brace that is not closed")
                    raise _TooDeep
                self.count += 1
                if event.tag is not None:
                    self.refuse_tag(event)
                if event.anchor is not None:
                    self.open_anchors[event.anchor] = event.start_mark.index
                opened: Mapping | Sequence = (Mapping if kind is MappingStartEvent else Sequence)(
                    event.start_mark.index, bool(event.flow_style))
                stack.append((opened, key, event.anchor, self.count + self.aliased))
                parent, key = opened, None
                event = get_event()
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                node, key, anchor, before = stack.pop()
                node.end = event.end_mark.index
                if anchor is not None:
                    self.open_anchors.pop(anchor, None)
                    self.anchors[anchor] = (node, self.count + self.aliased - before + 1)
                parent = stack[-1][0] if stack else None
            else:
                node = self.alias(event)
            if parent is None:
                return node
            if parent.__class__ is Sequence:
                parent.items.append(node)
            elif key is None:
                key = node
            else:
                parent.pairs.append((key, node))  # type: ignore[union-attr]  # a Mapping of this method, whose pairs are a list
                key = None
            event = get_event()

    def odd_scalar(self, event: Any, node: Scalar) -> None:
        """A tag, an anchor, or an escape that may make what the file itself may not have."""
        if event.tag is not None:
            self.refuse_tag(event)
        if event.anchor is not None:
            self.anchors[event.anchor] = (node, 1)
        found = HURTFUL.search(node.value) or ("\r" in node.value and re.search("\r", node.value))
        if found:
            self.problems.append(hurtful(found.group(), Place(self.file, node.start, node.end)))
            node.value = clean(node.value).replace("\r", " ")

    def alias(self, event: Any) -> Node:
        name = event.anchor
        start, end = event.start_mark.index, event.end_mark.index
        if name in self.open_anchors:
            self.problem("alias-in-itself", f"'*{name}' stands inside the very thing it repeats", event,
                         "take the alias out, or write what it should repeat",
                         related=(Related(Place(self.file, *_head(self.open_anchors[name])), "this is what it repeats"),))
        elif name not in self.anchors:
            self.problem("unknown-alias", f"'*{name}' repeats something that was never marked with '&{name}'", event,
                         "a text that begins with * goes into quotes")
        else:
            node, size = self.anchors[name]
            if self.aliased + size <= MOST_ALIASED:
                self.aliased += size
                return node
            if self.aliased <= MOST_ALIASED:
                self.problem("too-many-aliases", f"the aliases of this file would add more than {MOST_ALIASED:,} values",
                             event, "write out what is needed instead of repeating repetitions")
                self.aliased = MOST_ALIASED + 1
        return Scalar("?", start, end, "alias")

    def refuse_tag(self, event: Any) -> None:
        self.problem("tag", f"'{event.tag}' is a YAML tag, which a tree may not have", event,
                     "take the word that begins with ! out, or put the text into quotes")

    def problem(self, code: str, message: str, event: Any, help: str, related: tuple[Related, ...] = ()) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        place = Place(self.file, start, max(end, start + 1))
        self.problems.append(Problem(code, message, place, help, related=related))


def _head(offset: int) -> tuple[int, int]:
    return offset, offset + 1
