"""From spans to what Textual draws. Foreign text is only ever `Content`, which no markup parser reads."""

from __future__ import annotations

import re
from collections.abc import Iterable

from textual.content import Content
from textual.style import Style as Look

from tui.interview.said import Span

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_OPENS = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


def raised(numbers: Iterable[int]) -> str:
    """Numbers of sources as they stand behind a claim."""
    return ",".join(str(number).translate(_RAISED) for number in sorted(numbers))


def shown(spans: Iterable[Span]) -> Content:
    """Spans with their styles; links and terms can be clicked."""
    parts: list[Content] = []
    for span in spans:
        if span.notes:
            # Right behind the word: any blank, even one that should not break, is a place to break a line.
            parts.append(Content(raised(span.notes)).stylize("$primary").stylize(_click("screen.sources")))
            continue
        words = Content(span.text)
        style = span.style
        if style.bold:
            words = words.stylize("bold")
        if style.italic:
            words = words.stylize("italic")
        if style.code:
            words = words.stylize("$accent")
        if style.term is not None:
            words = words.stylize("underline").stylize(_click("screen.look_up", style.term))
        if style.link is not None and _OPENS.match(style.link):
            words = words.stylize("$primary underline").stylize(Look(link=style.link))
            words = words.stylize(_click("screen.follow", style.link))
        parts.append(words)
    return Content("").join(parts)


def _click(action: str, *arguments: str) -> Look:
    return Look.from_meta({"@click": (action, arguments)})
