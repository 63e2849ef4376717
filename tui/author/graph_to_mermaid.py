"""A tree as a Mermaid flowchart, which GitHub draws where it stands in a ```mermaid block."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.author.graph import edges, words_at
from tui.tree.model import Tree

MOST_EDGES = 500
MOST_CHARACTERS = 50_000
"""What Mermaid draws at most, unless whoever shows it allows more."""

_SPECIAL = re.compile(r"[^\w\s,.?'()/\x80-\U0010ffff-]|(?<![^\W_])_|_(?![^\W_])")
_LIST_MARK = re.compile(r"^(?:\d+(?=[.)])|(?=-))(.)")


def as_mermaid(tree: Tree) -> str:
    """The flowchart: questions in boxes, outcomes in round ones."""
    return "\n".join(["flowchart TD", *_nodes(tree), *_edges(tree)]) + "\n"


def _nodes(tree: Tree) -> Iterator[str]:
    yield from (f"  q_{id}[{_label(words_at(tree, id))}]" for id in tree.questions)
    yield from (f"  o_{id}([{_label(words_at(tree, id))}])" for id in tree.outcomes)


def _edges(tree: Tree) -> Iterator[str]:
    for question in tree.questions.values():
        for edge in edges(question):
            to = f"{'q' if edge.to in tree.questions else 'o'}_{edge.to}"
            yield f"  q_{question.id} -->|{_label(edge.said)}| {to}"


def _label(words: str) -> str:
    """Words in quotes, with every character that Mermaid could take for more than itself written as its number.

    Also what Markdown makes of a text: emphasis, and the mark of a list at its beginning.
    """
    plain = _SPECIAL.sub(lambda match: f"#{ord(match.group())};", words)
    plain = _LIST_MARK.sub(lambda match: f"{match.group()[:-1]}#{ord(match[1])};", plain)
    return f'"{plain}"'
