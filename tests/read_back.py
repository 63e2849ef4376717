"""What a recommendation says, read back out of each of its forms, so that they can be held against each other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any, NamedTuple

from markdown_it import MarkdownIt

SAID = {"Why": ("because", "so"), "Watch out": ("caveats",), "What to do next": ("next_steps",),
        "Worth a look": ("items",), "What else comes close": ("alternatives",)}
"""The headings of a page, and what stands below them by its names in JSON."""

ANSWERS, SOURCES, CHANGES = "Your answers", "Sources", "What would change this"
_MARK = re.compile(r"(?:-|\d+\.) ")
_NOTE = re.compile(r" ?\[(\d+)\]")


Object = Mapping[str, Any]
"""What json.loads gives."""


class Line(NamedTuple):
    """The words of one item of a list, and the numbers of the sources that it cites."""

    words: str
    cited: tuple[int, ...] = ()


class Paper(NamedTuple):
    """A recommendation as a reader takes it in; sources begin with their numbers."""

    recommend: str
    said: Mapping[str, list[Line]]
    answers: list[str]
    sources: list[str]
    changes: list[str]


def from_text(text: str) -> Paper:
    """Plain text."""
    blocks = [block.splitlines() for block in text.rstrip("\n").split("\n\n")]
    sections: dict[str, list[str]] = {}
    for heading, *lines in blocks[2:]:
        if heading in (*SAID, ANSWERS, SOURCES, CHANGES):
            items = sections[heading] = []
            for line in lines:
                if _MARK.match(line):
                    items.append(line if heading == SOURCES else _MARK.sub("", line, count=1))
                else:
                    items[-1] += line
    return _paper(" ".join(blocks[1]), sections)


def from_markdown(text: str) -> Paper:
    """Markdown, by way of the page that another program makes of it."""
    return from_html(MarkdownIt().render(text))


def from_html(text: str) -> Paper:
    """HTML, as a browser reads it."""
    page = _Page()
    page.feed(text)
    return _paper(page.recommend, page.sections)


def from_json(found: Object, others: Mapping[str, str]) -> tuple[str, Mapping[str, list[Line]]]:
    """What is recommended and said, as a page says it; `others` are what the alternatives recommend."""
    numbers = {f"{source['id']}#{source['part']}" if source["part"] else source["id"]: number
               for number, source in enumerate(found["sources"], 1)}
    said: dict[str, list[Line]] = {}
    for heading, names in SAID.items():
        for line in (line for name in names for line in found[name]):
            words = line["text"] or ""
            if "title" in line:
                title = f"{line['title']} ({line['url']})" if line["url"] else line["title"]
                words = f"{title}: {words}" if words else title
            elif "outcome" in line:
                words = f"{others[line['outcome']]} – {words}"
            cited = tuple(numbers[ref] for ref in line.get("citations", ()))
            said.setdefault(heading, []).append(Line(one_line(words), cited))
    return found["recommend"], said


def one_line(text: str) -> str:
    """The words of a text, however it is wrapped."""
    return " ".join(text.split())


def _paper(recommend: str, sections: Mapping[str, list[str]]) -> Paper:
    said = {heading: [Line(one_line(_NOTE.sub("", line)), tuple(map(int, _NOTE.findall(line)))) for line in lines]
            for heading, lines in sections.items() if heading in SAID}
    return Paper(one_line(recommend), said, [one_line(line) for line in sections.get(ANSWERS, ())],
                 [one_line(line) for line in sections.get(SOURCES, ())],
                 [one_line(line) for line in sections.get(CHANGES, ())])


class _Page(HTMLParser):
    """Collects the heading and, below each other heading, the items; an address follows its link, as in plain text."""

    def __init__(self) -> None:
        super().__init__()
        self.recommend = ""
        self.sections: dict[str, list[str]] = {}
        self._heading = self._words = self._number = self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("h1", "h2", "li"):
            self._words, self._number = "", given.get("value") or ""
        elif tag == "a":
            self._link = given["href"] or ""

    def handle_data(self, data: str) -> None:
        self._words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and not self._link.startswith("#") and not self._words.endswith(self._link):
            self._words += f" ({self._link})"
        elif tag == "h1":
            self.recommend = self._words
        elif tag == "h2":
            self._heading = self._words
            self.sections[self._heading] = []
        elif tag == "li" and self._heading:
            self.sections[self._heading].append(self._item())

    def _item(self) -> str:
        if self._heading != SOURCES:
            return self._words
        # In Markdown the number is in the words, because readers count items anew.
        return f"{self._number}. {self._words}" if self._number else _NOTE.sub(r"\1.", self._words, count=1)
