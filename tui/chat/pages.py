"""The page that a talk ends with, and two outcomes beside each other, as turns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from tui.chat.talk import Talk
from tui.chat.turns import Turn, turned
from tui.interview.asides import lines
from tui.interview.comparing import Comparison
from tui.interview.recommendation import recommend
from tui.interview.said import Said, Span, Voice
from tui.problems.frozen import replaced
from tui.report.page import OPEN_END, Page, depends_page, recommendation_page, sources

# The style class of a section's heading and of what stands below it.
_SECTIONS = {"Watch out": ("section caveats", "caveat"), "Your answers": ("section", "claim quiet")}


def end(talk: Talk, voice: Voice) -> Iterator[Turn]:
    """The recommendation, or what the end depends on; as much of it as has been worked out by now."""
    ahead, found = talk.ahead, recommend(talk.interview, voice)
    if found is not None:
        page = recommendation_page(found) if ahead is None else recommendation_page(
            found, ahead.decided_by, ahead.would_change, " (/whatif)")
        yield from _page("recommend", page, talk, voice)
    elif ahead is None or ahead.depends is None:
        yield from turned("recommend", OPEN_END)
    else:
        yield from _page("recommend depends", depends_page(talk.interview, ahead.depends), talk, voice)


def _page(kind: str, page: Page, talk: Talk, voice: Voice) -> Iterator[Turn]:
    """A page; the answers on it have the numbers that call them."""
    yield from turned(kind, page.heading)
    yield from turned("claim", page.lead)
    for section in page.sections:
        heading, below = _SECTIONS.get(section.title, ("section", "claim"))
        body = section.body
        if section.title == "Your answers" and talk.interview.outcome is not None:
            body = tuple(replaced(line, mark=f"{i}.") for i, line in enumerate(body, 1))
        yield Turn(heading, (Span(section.title),))
        yield from turned(below, body)
    cited = voice.sources
    if cited:
        yield Turn("section", (Span("Sources"),))
        yield from turned("claim", sources(cited, talk.interview.today))
    yield from turned("quiet", lines(" ".join(page.closing)))


def side_by_side(found: Comparison, wide: bool) -> Iterator[Turn]:
    """Two outcomes in two columns, or one below the other where there is no room for that."""
    left, right = (lines(column.recommend)[0].spans for column in (found.left, found.right))
    if wide:
        yield Turn("aside title pair", left, beside=right)
        for title, here, there in found.sections:
            yield Turn("aside section", (Span(title),))
            for one, other in zip_longest(here, there, fillvalue=()):
                yield Turn("aside pair", _joined(one), beside=_joined(other))
        return
    for side, name in enumerate((left, right)):
        yield Turn("aside title", name)
        for title, *columns in found.sections:
            if columns[side]:
                yield Turn("aside section", (Span(title),))
            for said in columns[side]:
                yield from turned("aside", tuple(replaced(paragraph, mark="-") for paragraph in said))


def _joined(said: Said) -> tuple[Span, ...]:
    return tuple(span for paragraph in said for span in paragraph.spans)
