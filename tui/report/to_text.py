"""A page as plain text, for a terminal without colours, a pipe, or a screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from tui.interview.said import Said, plain_spans
from tui.report.page import Page
from tui.report.wrap import wrap


def as_text(page: Page, width: int = 80) -> str:
    """The page in lines of at most so many cells; sources are cited by number, as in [1]."""
    parts = [wrap(page.title, width), *said_text(page.heading, width)]
    if page.lead:
        parts += _blocks(page.lead, width)
    for section in page.sections:
        parts.append("\n".join([wrap(section.title, width), *said_text(section.body, width)]))
    if page.sources:
        parts.append("\n".join(["Sources", *said_text(page.sources, width)]))
    parts += [wrap(line, width) for line in page.closing]
    return "\n\n".join(parts) + "\n"


def _blocks(said: Said, width: int) -> Iterator[str]:
    """Paragraphs; the items of a list stay together."""
    for listed, block in groupby(said, key=lambda paragraph: bool(paragraph.mark)):
        shown = said_text(tuple(block), width)
        yield from ["\n".join(shown)] if listed else shown


def said_text(said: Said, width: int, notes: bool = True) -> Iterator[str]:
    """Each paragraph wrapped, with the mark of its list before it."""
    for paragraph in said:
        first = f"{paragraph.mark} " if paragraph.mark else ""
        yield wrap(plain_spans(paragraph.spans, notes), width, first)
