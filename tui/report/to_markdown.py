"""A page as Markdown in which no text of the tree is read as Markdown again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tui.interview.said import Paragraph, Said, Span
from tui.report.page import Page
from tui.tree.text import Style
from tui.tree.text_parser import SAFE_LINK

_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~&$^]|:(?=//)|(?<=www)\.|(?<=\w)@(?=\w)", re.IGNORECASE)
_QUIET = Style(italic=True)
_AT_START = re.compile(r"^(\d*)(?=(?<!\d)[-+=]|(?<=\d)[.)])")


def as_markdown(page: Page) -> str:
    """The page as a Markdown document; sources are cited by number, as in [1]."""
    parts = [f"# {_line(_flat(page.heading))}", _line((Span(page.title, _QUIET),)), *_blocks(page.lead)]
    for section in page.sections:
        parts += [f"## {section.title}", *_blocks(section.body)]
    if page.sources:
        listed = tuple(Paragraph((Span(f"[{p.mark.rstrip('.')}] "), *p.spans), "-") for p in page.sources)
        parts += ["## Sources", *_blocks(listed)]
    if page.closing:
        parts.append(_line((Span(" ".join(page.closing), _QUIET),)))
    return "\n\n".join(parts) + "\n"


def _blocks(said: Said) -> list[str]:
    """Paragraphs, and lists whose items stand on neighbouring lines."""
    blocks: list[str] = []
    in_list = ""
    for paragraph in said:
        # "1." would turn what came before into the same list as "-", so the sort of list is part of where one ends.
        sort = paragraph.mark[-1:]
        line = f"{paragraph.mark} {_line(paragraph.spans)}" if sort else _line(paragraph.spans)
        if sort and sort == in_list:
            blocks[-1] += f"\n{line}"
        else:
            blocks.append(line)
        in_list = sort
    return blocks


def _flat(said: Said) -> tuple[Span, ...]:
    return tuple(span for paragraph in said for span in paragraph.spans)


def _line(spans: Iterable[Span]) -> str:
    out = ""
    for span in spans:
        piece = "".join(f" \\[{note}\\]" for note in span.notes) if span.notes else _styled(span)
        if out.endswith("!") and piece.startswith("["):
            # Before a link it would make a picture of it.
            out = f"{out[:-1]}\\!"
        out += piece if out and not out.endswith(" ") else piece.lstrip()
    # What would make a line a heading or an item of a list does so only where the line begins.
    return _AT_START.sub(r"\1\\", out, count=1).rstrip()


def _styled(span: Span) -> str:
    """Blanks at the ends stay outside, or the marks around the words would not count as marks."""
    words = " ".join(span.text.split())
    if not words:
        return " " if span.text else ""
    before = " " if span.text[0].isspace() else ""
    after = " " if span.text[-1].isspace() else ""
    return f"{before}{_marked(words, span.style)}{after}"


def _marked(words: str, style: Style) -> str:
    out = _code(words) if style.code else _escaped(words)
    mark = "*" * (2 * style.bold + style.italic)
    out = f"{mark}{out}{mark}"
    if style.link is not None and re.fullmatch(SAFE_LINK, style.link):
        bare = words == style.link and not re.search(r"[<>\\]", words)
        out = f"<{words}>" if bare else f"[{out}](<{_address(style.link)}>)"
    return out


def _code(words: str) -> str:
    fence = "`" * (max(map(len, re.findall("`+", words)), default=0) + 1)
    pad = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{pad}{words}{pad}{fence}"


def _address(link: str) -> str:
    for char, written in (("&", "&amp;"), ("<", "%3C"), (">", "%3E"), ("\\", "%5C")):
        link = link.replace(char, written)
    return link


def _escaped(words: str) -> str:
    """Words with a backslash before whatever Markdown would read."""
    return _SPECIAL.sub(r"\\\g<0>", words)
