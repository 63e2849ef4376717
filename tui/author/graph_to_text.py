"""A tree drawn with lines in a terminal: each question once, with everything it leads to below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from tui.author.graph import Edge, edges, words_at
from tui.problems.frozen import Frozen
from tui.tree.model import Tree

DEEPEST = 8
"""Levels that stand inside one another; what is deeper begins at the margin again, further down."""

_BRANCH, _LAST, _LINE, _BLANK = "├─ ", "└─ ", "│  ", "   "


class Line(Frozen):
    """A line of the drawing, to be wrapped: `first` stands before its first line and `rest` before others.

    `said` is what leads to `place`, if anything; `drawn` is where that is drawn with what it leads to: "here", "above"
    or "below". A line without a place is for reading alone.
    """

    first: str
    rest: str
    said: str
    place: str = ""
    drawn: str = "here"


def drawn(tree: Tree, route: Sequence[str] = ()) -> Iterator[Line]:
    """The lines of a tree, from its start; at the end what nothing leads to.

    The places of a route are drawn one below the other, wherever else something leads to them.
    """
    seen: set[str] = set()
    yield from _from(tree, tree.start, seen, dict(pairwise(route)))
    alone = [id for id in [*tree.questions, *tree.outcomes] if id not in seen]
    if alone:
        yield Line("", "", "")
        yield Line("", "", "No way from the start leads here:")
    # From where nothing leads to at all one comes to most of the others.
    led_to = {rule.to for id in alone if id in tree.questions for rule in tree.questions[id].ways()}
    for id in sorted(alone, key=lambda id: id in led_to):
        if id not in seen:
            yield Line("", "", "")
            yield from _from(tree, id, seen, {})


def words(tree: Tree, line: Line) -> str:
    """A line in words."""
    if not line.place:
        return line.said
    is_question = line.place in tree.questions
    if line.drawn == "here":
        to = f"{line.place}: {words_at(tree, line.place)}"
    else:
        to = f"{line.place}, {line.drawn}" if is_question else line.place
    return f"{line.said} {'→' if is_question else '⇒'} {to}" if line.said else to


def _from(tree: Tree, root: str, seen: set[str], following: Mapping[str, str]) -> Iterator[Line]:
    """A place with everything below it. No recursion: a tree may be as deep as an author likes."""
    kept = set(following.values())
    tops = [root]
    below: set[str] = set()
    for top in tops:
        if top != root:
            yield Line("", "", "")
        seen.add(top)
        below.discard(top)
        yield Line("", _LINE if top in tree.questions else _BLANK, "", top)
        stack = [("", top, _numbered(tree, top))]
        while stack:
            indent, at, left = stack[-1]
            more, edge = next(left, (0, None))
            if edge is None:
                stack.pop()
                continue
            to, inner = edge.to, indent + (_LINE if more else _BLANK)
            where = "below" if to in below else "above" if to in seen else "here"
            if where == "here" and to in kept and following.get(at) != to:
                # It is still to come where the route leads to it.
                yield Line(indent + (_BRANCH if more else _LAST), inner, edge.said, to, "below")
                continue
            if where == "here" and to in tree.questions and len(stack) == DEEPEST:
                where = "below"
                tops.append(to)
                below.add(to)
            seen.add(to)
            goes_on = where == "here" and to in tree.questions
            yield Line(indent + (_BRANCH if more else _LAST), inner + (_LINE if goes_on else ""), edge.said, to, where)
            if goes_on:
                stack.append((inner, to, _numbered(tree, to)))


def _numbered(tree: Tree, id: str) -> Iterator[tuple[int, Edge | None]]:
    """The ways from a place, each with the number of those that follow it."""
    ways = list(edges(tree.questions[id])) if id in tree.questions else []
    return ((len(ways) - 1 - i, edge) for i, edge in enumerate(ways))
