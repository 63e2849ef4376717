"""What a line means: the number of what was offered, or words."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from tui.interview import asides
from tui.interview.changing import read_option
from tui.interview.interview import Interview
from tui.interview.offer import Refused
from tui.interview.said import Voice, label_of
from tui.interview.understand import (
    AskedBack,
    Understood,
    by_number,
    no_such_number,
    numbered,
    understand,
    understand_exactly,
)
from tui.plain.lines import Lines
from tui.tree.answers import Answer


def read(lines: Lines, asked: Interview, text: str, exactly: bool = False) -> Generator[str, None, Answer | None]:
    """The answer that a text means, if any; what there is to say where it means none.

    With `exactly` a sentence is not enough.
    """
    called = by_number(asked, text)
    if isinstance(called, Refused):
        yield from lines.sentence(called.message)
        return None
    if called is not None:
        return called
    found = understand_exactly(asked, text) if exactly else understand(asked, text)
    if isinstance(found, Understood):
        return found.answer
    if isinstance(found, AskedBack):
        for term in found.terms:
            yield from lines.said(asides.meaning(Voice(asked), term))
    elif found.message:
        yield from lines.text(found.message)
    else:
        yield from _not_understood(lines, asked, found.nearest)
    return None


def read_one(asked: Interview, text: str) -> str | Refused:
    """One of the options offered, by its number or in words."""
    options = asked.choices
    numbers = numbered(asked, text) or ()
    if len(numbers) != 1:
        return read_option(asked, text)
    return options[numbers[0] - 1].id if 1 <= numbers[0] <= len(options) else no_such_number(asked, numbers[0])


def _not_understood(lines: Lines, asked: Interview, nearest: tuple[str, ...]) -> Iterator[str]:
    known = {option.id: (number, option) for number, option in enumerate(asked.choices, 1)}
    near = "; ".join(f"{known[id][0]}, {label_of(asked, known[id][1])}" for id in nearest if id in known)
    yield from lines.text("I did not get that." + (f" The nearest: {near}." if near else ""))
