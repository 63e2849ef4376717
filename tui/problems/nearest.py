"""Names that are near a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable


def distance(a: str, b: str, limit: int) -> int:
    """How many single letters to add, drop, replace or swap with a neighbour to get from a to b.

    The optimal string alignment distance (Damerau 1964, in its restricted form); more than `limit` is given as
    `limit + 1`, which lets hopeless pairs end early.
    """
    if abs(len(a) - len(b)) > limit:
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

    Close is one changed letter in three, at most three; a name that begins with the word, or is one of its parts
    between underscores, is close too.
    """
    limit = min(3, max(1, len(word) // 3))
    letters = set(word)
    ranked: list[tuple[int, int, str]] = []
    for order, name in enumerate(known):
        if abs(len(name) - len(word)) <= limit and len(letters.symmetric_difference(name)) <= 2 * limit:
            far = distance(word, name, limit)
            if far <= limit:
                ranked.append((far, order, name))
                continue
        if len(word) > 2 and (name.startswith(word) or word in name.split("_") or name in word.split("_")):
            ranked.append((limit + 1, order, name))
    return [name for _, _, name in sorted(ranked)[:most]]


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A question that names the nearest known name, or nothing."""
    close = nearest(word, known, most=1)
    return f"did you mean '{close[0]}'?" if close else None
