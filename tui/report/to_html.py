"""A page as HTML: one file that needs nothing else, runs nothing and loads nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from tui.interview.said import Paragraph, Said, Span, plain
from tui.report.page import Page
from tui.tree.text_parser import SAFE_LINK

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.55 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem;
  overflow-wrap: anywhere; }
h1 { line-height: 1.25; margin-top: .25rem; }
h2 { font-size: 1.15rem; margin-top: 2rem; }
li { margin: .35rem 0; }
sup { line-height: 0; }
.quiet { opacity: .75; }
"""

_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>"""


def as_html(page: Page) -> str:
    """The page as a document of its own; citations are links to its list of sources."""
    parts = [_HEAD.format(title=escape(plain(page.heading)), style=_STYLE),
             f'<p class="quiet">{escape(page.title)}</p>',
             f"<h1>{_words(span for paragraph in page.heading for span in paragraph.spans)}</h1>", *_blocks(page.lead)]
    for section in page.sections:
        parts += [f"<h2>{escape(section.title)}</h2>", *_blocks(section.body)]
    if page.sources:
        parts += ["<h2>Sources</h2>", "<ol>"]
        for paragraph in page.sources:
            number = escape(paragraph.mark.rstrip("."))
            parts.append(f'<li id="source-{number}" value="{number}">{_words(paragraph.spans)}</li>')
        parts.append("</ol>")
    parts += [f'<p class="quiet">{escape(line)}</p>' for line in page.closing]
    return "\n".join([*parts, "</main>", "</body>", "</html>"]) + "\n"


def _blocks(said: Said) -> Iterable[str]:
    open_list = ""
    for paragraph in said:
        wanted = _list(paragraph)
        if wanted != open_list:
            if open_list:
                yield f"</{open_list}>"
            if wanted:
                yield f"<{wanted}>"
            open_list = wanted
        yield _item(paragraph) if wanted else f"<p>{_words(paragraph.spans)}</p>"
    if open_list:
        yield f"</{open_list}>"


def _list(paragraph: Paragraph) -> str:
    return "" if not paragraph.mark else "ul" if paragraph.mark == "-" else "ol"


def _item(paragraph: Paragraph) -> str:
    value = "" if paragraph.mark == "-" else f' value="{escape(paragraph.mark.rstrip("."))}"'
    return f"<li{value}>{_words(paragraph.spans)}</li>"


def _words(spans: Iterable[Span]) -> str:
    out = []
    for span in spans:
        if span.notes:
            out.append("".join(f'<sup><a href="#source-{note}">[{note}]</a></sup>' for note in span.notes))
            continue
        words = escape(span.text)
        for on, tag in ((span.style.code, "code"), (span.style.italic, "em"), (span.style.bold, "strong")):
            words = f"<{tag}>{words}</{tag}>" if on else words
        link = span.style.link
        if link is not None and re.fullmatch(SAFE_LINK, link):
            words = f'<a href="{escape(link)}" rel="noopener noreferrer">{words}</a>'
        out.append(words)
    return "".join(out)
