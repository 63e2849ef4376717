"""A tree in DOT, the language of Graphviz."""

from __future__ import annotations

import textwrap

from tui.author.graph import edges, words_at
from tui.author.words import words_of
from tui.tree.model import Tree

WIDTH = 32
"""Characters in a line of a label: Graphviz does not wrap by itself."""


def as_dot(tree: Tree) -> str:
    """The graph: questions in boxes, outcomes in filled ones."""
    out = ["digraph whichway {", f"  label={_quoted(words_of(tree.title))}", "  labelloc=t",
           "  node [shape=box, style=rounded]"]
    out += [f"  {_quoted(id)} [label={_wrapped(words_at(tree, id))}]" for id in tree.questions]
    out += [f'  {_quoted(id)} [label={_wrapped(words_at(tree, id))}, style=filled]' for id in tree.outcomes]
    out += [f"  {_quoted(question.id)} -> {_quoted(edge.to)} [label={_wrapped(edge.said)}]"
            for question in tree.questions.values() for edge in edges(question)]
    return "\n".join([*out, "}"]) + "\n"


def _wrapped(words: str) -> str:
    return _quoted("\n".join(textwrap.wrap(words, WIDTH, break_long_words=False)))


def _quoted(words: str) -> str:
    """A string of DOT. A backslash begins an escape in labels, and an ampersand an entity of HTML."""
    plain = words.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{plain}"'
