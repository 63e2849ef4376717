"""Which tree to talk through, asked in lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tui.problems.hurtful import clean


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
