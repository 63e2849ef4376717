"""What is asked in lines before a talk: which tree, and whether to go on with a saved interview."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tui.interview.interview import Interview
from tui.interview.said import Voice
from tui.interview.words import plain
from tui.problems.hurtful import clean

_YES = frozenset(("y", "yes", "yeah", "yep", "sure", "ok", "okay", "go on", "continue", "1"))
_NO = frozenset(("n", "no", "nope", "start again", "start over", "restart", "2"))


def choose_tree(names: Sequence[tuple[str, str]], lines: Iterator[str], write: Callable[[str], None]) -> str | None:
    """Ask which tree, by number or name; None where the lines end before that is clear."""
    write("What do you want to decide?\n")
    for number, (name, title) in enumerate(names, 1):
        write(f"{number:>3}. {title or name} ({name})\n")
    for line in lines:
        text = clean(line.strip())
        by_number = {str(number): name for number, (name, _) in enumerate(names, 1)}
        found = by_number.get(text) or next((name for name, _ in names if name == text), None)
        if found is not None:
            return found
        write("Type a number or a name.\n")
    return None


def goes_on(saved: Interview, lines: Iterator[str], write: Callable[[str], None]) -> bool:
    """Ask whether to go on with a saved interview until that is clear; where the lines end, it is gone on with."""
    count = len(saved.answers)
    write(f"{Voice(saved).line(saved.tree.title)}\n"
          f"You have been here before and answered {count} question{'s' if count != 1 else ''}. Go on from there?\n"
          "  1. Yes\n  2. No, start again\n> ")
    for line in lines:
        said = plain(clean(line))
        first = said.split(" ")[0]
        if said in _YES or (said not in _NO and first in ("yes", "sure", "ok", "okay")):
            return True
        if said in _NO or first == "no":
            write("You start again. /undo brings your earlier answers back.\n")
            return False
        write("Type yes to go on, or no to start again.\n> ")
    return True
