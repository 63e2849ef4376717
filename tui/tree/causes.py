"""One cause, one problem: what only follows from another problem is left out."""

from __future__ import annotations

from tui.problems.problem import Problem
from tui.tree.files import Content
from tui.tree.names import ID

_BY_MAP = {
    "sources": ("unknown-source",),
    "parts": ("unknown-part",),
    "terms": ("unknown-term",),
    "lists": ("unknown-list", "unknown-option"),
    "facts": ("unknown-name", "unknown-answer", "unknown-value"),
    "claims": ("unknown-claim",),
    "questions": ("unknown-goto", "unknown-question", "unknown-name", "unknown-answer"),
    "outcomes": ("unknown-goto", "unknown-outcome"),
    "options": ("unknown-option",),
    "groups": ("unknown-option",),
    "from": ("unknown-option",),
    "add": ("unknown-option",),
}
"""Which names cannot be known where a map could not be read."""

_NAMES = frozenset(code for codes in _BY_MAP.values() for code in codes)

_NEEDS_OTHERS = _NAMES - {"unknown-part", "unknown-option", "unknown-value"}
"""What a file by itself cannot know, because another may define it."""


def causes(content: Content) -> list[Problem]:
    """The problems of a tree, each once, without those that another one has brought about."""
    found = list(dict.fromkeys(content.problems))
    lost = content.lost
    doubtful = {code for key in lost if key.endswith(":") for code in _BY_MAP.get(key[:-1], ())}
    if content.fragment or not content.whole or "include:" in lost:
        doubtful |= _NEEDS_OTHERS
    if any(problem.code == "unknown-list" for problem in found):
        doubtful.add("unknown-option")
    return [problem for problem in found
            if problem.code not in doubtful and not (problem.code in _NAMES and _names_lost(problem, lost))]


def _names_lost(problem: Problem, lost: set[str]) -> bool:
    """Whether a name that was not found is there after all, but could not be read."""
    place = problem.place
    words = place.file.text[place.start:place.end]
    if problem.code == "unknown-term":
        words = words.replace(" ", "_").casefold()
    return not lost.isdisjoint(ID.findall(words))
