"""Names of sources in a text, marked in a way that makes no citation of them: `@club`, `[club]`, `(club)`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tui.problems.nearest import nearest
from tui.tree.names import AUTHOR

_CITATION = re.compile(r"\[@[^\[\]]*\]")
_LAST = re.compile(r"(?<![\w.@])@([A-Za-z]\w*)(?=[\s.)!]*$)")


class LostCitations:
    """Finds such marks of the sources of a tree."""

    def __init__(self, sources: Iterable[str]) -> None:
        self.names = [*sources, AUTHOR]
        any_name = "|".join(self.names)
        self.marked = re.compile(
            rf"(?<![\w.@])@({any_name})\b(?!\.\w)|(?<![\[\\])\[({any_name})(?:#\w+)?\](?![(\]])|\(({any_name})\)(?=\W*$)")
        # Three, because a pattern that begins with one certain letter is soon looked for.
        self.outside_citations = [re.compile(pattern) for pattern in (
            r"@(?<!\[@)(?<!; @)", rf"\[(?:{any_name})[\])#]", rf"\((?:{any_name})[\])#]")]

    def may_be_in(self, text: str) -> bool:
        """Whether a file has any of these marks where a glance finds no citation."""
        return any(pattern.search(text) is not None for pattern in self.outside_citations)

    def found(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        """Each mark in a text, and the source that it means; one that is misspelt only where a citation would stand."""
        if "@" in text:
            text = _CITATION.sub(lambda match: " " * len(match.group()), text)
        last = _LAST.search(text) if "@" in text else None
        for match in self.marked.finditer(text):
            last = None
            yield match, match[1] or match[2] or match[3]
        near = nearest(last[1].lower(), self.names, most=1) if last is not None else []
        if last is not None and near:
            yield last, near[0]
