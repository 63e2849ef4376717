"""Names that are near a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

MOST_COMPARED = 500_000
"""Names that are compared while a file is read, which is about half a second's worth."""

_left: int | None = None
"""How many more may be compared; None where nobody counts."""


class Sparing:
    """Within it names are compared only so often: among very many slips, later ones go without a suggestion."""

    def __enter__(self) -> None:
        global _left
        self.before = _left
        _left = MOST_COMPARED

    def __exit__(self, *_: object) -> None:
        global _left
        _left = self.before


def distance(a: str, b: str, limit: int) -> int:
    """How many single letters to add, drop, replace or swap with a neighbour to get from a to b.

    The optimal string alignment distance (Damerau 1964, in its restricted form); more than `limit` is given as
    `limit + 1`, which lets hopeless pairs end early.
    """
    # No step changes more than two of the letters that they do not have in common.
    if abs(len(a) - len(b)) > limit or len(set(a).symmetric_difference(b)) > 2 * limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        older, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def nearest(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known names nearest to a word, nearest first; none where nothing is close.

    Close is one changed letter in three, at most three, but never the only one; a name that begins with the word, or
    is one of its parts between underscores, is close too.
    """
    global _left
    if _left is not None:
        known = list(islice(known, _left + 1))
        _left -= len(known)
        if _left < 0:
            _left = 0
            return []
    limit = min(3, max(1, len(word) // 3), max(0, len(word) - 1))
    parts = word.split("_")
    ranked: list[tuple[int, int, str]] = []
    for order, name in enumerate(known):
        far = distance(word, name, limit)
        if far <= limit:
            ranked.append((far, order, name))
            continue
        if len(word) > 2 and (
                (word in name and (name.startswith(word) or word in name.split("_"))) or name in parts):
            ranked.append((limit + 1, order, name))
    return [name for _, _, name in sorted(ranked)[:most]]


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A question that names the nearest known name, or nothing."""
    close = nearest(word, known, most=1)
    return f"did you mean '{close[0]}'?" if close else None
