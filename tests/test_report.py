"""A recommendation on paper: nothing lost, nothing interpreted, everything cited."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tui.interview.interview import Interview
from tui.interview.recommendation import Recommendation, recommend
from tui.interview.said import Paragraph, Span
from tui.problems.frozen import replaced
from tui.report.forms import end_page, written
from tui.report.page import Page, Section, due, in_words, question_page, recommendation_page
from tui.report.to_html import as_html
from tui.report.to_json import last_object, recommendation_object
from tui.report.to_markdown import as_markdown
from tui.report.wrap import cells, wrap
from tui.tree.model import Tree
from tui.tree.reader import read_tree_text
from tui.tree.text import PLAIN, Style

TODAY = date(2026, 11, 23)

TREE = """\
whichway: 1
title: Which boat?
about: For people who like water.
start: crew
reviewed: 2025-10-31
review_every: 4 months
sources:
  pilot:
    title: The pilot book
    by: Harbour office
    date: 2019-05-01
    url: https://example.org/p?a=1&copy=2
    parts: {sea: At sea}
  log: {title: A log, date: none}
questions:
  crew:
    ask: How *many* sail along?
    kind: number
    whole: yes
    min: 1
    max: 12
    unit: people
    goto: where
  where:
    ask: Where?
    options:
      sea: {label: On the sea, hint: salty, so: "Then look at the sky. [@log]"}
      lake: On a lake
    goto: boat
outcomes:
  boat:
    recommend: Take a boat for {crew}
    about: |
      It floats. [@pilot]

      - on water
      - on beer
    because:
      - It has room for {crew}, says [the office](https://example.org/o). [@pilot#sea; @log]
      - {when: crew > 5, text: "You are many. [@author]"}
    caveats:
      - "**Never** without `vests`. [@pilot#sea]"
    next_steps: [Buy it., Name it.]
    items:
      - {title: Vests, text: "One each. [@log]", url: "https://example.org/vest"}
    alternatives: {raft: It is a calm day.}
  raft: {recommend: Build a raft}
"""


def tree(text: str = TREE) -> Tree:
    loaded = read_tree_text(text)
    assert loaded.tree is not None, loaded.problems
    return loaded.tree


def found(text: str = TREE, crew: str = "7", today: date = TODAY) -> Recommendation:
    there = recommend(Interview.start(tree(text), today, {"crew": Decimal(crew), "where": "sea"}))
    assert there is not None
    return there


def test_text() -> None:
    assert written(recommendation_page(found()), "text", 60) == """\
Which boat?

Take a boat for 7

It floats. [1]

- on water
- on beer

Why
- It has room for 7, says the office
  (https://example.org/o). [2] [3]
- You are many. [4]
- Then look at the sky. [3]

Watch out
- Never without vests. [2]

What to do next
1. Buy it.
2. Name it.

Worth a look
- Vests (https://example.org/vest): One each. [3]

What else comes close
- Build a raft – It is a calm day.

Your answers
- How many sail along? 7
- Where? On the sea

Sources
1. The pilot book, Harbour office, 1 May 2019
   https://example.org/p?a=1&copy=2 (seven years old)
2. The pilot book: At sea
3. A log
4. The author's own advice

The content was last reviewed on 31 October 2025.

It is overdue for review: that was due by 28 February 2026.

Worked out by whichway on 23 November 2026.
"""


def test_markdown() -> None:
    said = as_markdown(recommendation_page(found()))
    for line in ("# Take a boat for 7", "## Why", "- You are many. \\[4\\]", "1. Buy it.",
                 "- **Never** without `vests`. \\[2\\]",
                 "- \\[3\\] A log",
                 "- \\[1\\] The pilot book, Harbour office, "
                 "1 May 2019 <https://example.org/p?a=1&copy=2> (seven years old)",
                 "- It has room for 7, says [the office](<https://example.org/o>). \\[2\\] \\[3\\]",
                 "- [**Vests**](<https://example.org/vest>): One each. \\[3\\]"):
        assert line in said.splitlines()


class Links(HTMLParser):
    """Collects what a browser would see: tags, ids, links and words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words = ""
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in ("meta",):
            self.open.append(tag)
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name == "href" and value:
                self.links.append(value)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def test_html_is_one_page_whose_citations_lead_to_its_sources() -> None:
    page = as_html(recommendation_page(found()))
    seen = Links(page)
    assert page.startswith("<!DOCTYPE html>\n<html lang=")
    assert seen.open == []
    cited = {link[1:] for link in seen.links if link.startswith("#")}
    assert cited == set(seen.ids) == {f"source-{number}" for number in range(1, 5)}
    assert "https://example.org/p?a=1&copy=2" in seen.links
    assert not {"script", "img", "link", "iframe"} & set(seen.tags)


def test_json() -> None:
    given = json.loads(json.dumps(recommendation_object(found(), ["crew"], [])))
    assert given["type"] == "recommendation"
    assert given["because"] == [
        {"text": "It has room for 7, says the office (https://example.org/o).", "citations": ["pilot#sea", "log"]},
        {"text": "You are many.", "citations": ["author"]}]
    assert given["so"] == [{"text": "Then look at the sky.", "citations": ["log"]}]
    assert given["items"] == [
        {"title": "Vests", "text": "One each.", "url": "https://example.org/vest", "citations": ["log"]}]
    assert given["alternatives"] == [{"outcome": "raft", "text": "It is a calm day."}]
    assert list(given["answers"].items()) == [("crew", "7"), ("where", "sea")]
    assert given["about"] == "It floats.\n- on water\n- on beer"
    address = "https://example.org/p?a=1&copy=2"
    assert [(s["id"], s["part"], s["date"], s["url"]) for s in given["sources"]] == [
        ("pilot", None, "2019-05-01", address), ("pilot", "sea", "2019-05-01", address), ("log", None, None, None),
        ("author", None, None, None)]


WAY = """\
whichway: 1
title: How to get there?
start: way
questions:
  way:
    ask: How far is it?
    kind: number
    unit: km
    min: 0
    goto:
      - when: way <= 2
        goto: walk
      - when: way < 15
        goto: ride
      - when: way == 15
        goto: run
      - when: way > 30 and way < 40
        goto: sail
      - else: drive
outcomes:
  walk: {recommend: Walk}
  ride: {recommend: Ride}
  run: {recommend: Run}
  sail: {recommend: Sail}
  drive: {recommend: Drive}
"""


def test_a_unit_stands_behind_its_number() -> None:
    """And not behind the whole of a range, as in '2 or less km'."""
    tree = read_tree_text(WAY).tree
    assert tree is not None
    away = Interview.start(tree, TODAY)
    drive, walk = away.answer(Decimal(20)), away.answer(Decimal(1))
    assert isinstance(drive, Interview)
    assert isinstance(walk, Interview)
    said = [written(end_page(here), "text", 80) for here in (drive, walk)]
    assert "- Way: 2 km or less → Walk" in said[0]
    assert "- Way: over 2 km and under 15 km → Ride" in said[0]
    assert "- Way: exactly 15 km → Run" in said[0]
    assert "- Way: over 30 km and under 40 km → Sail" in said[0]
    assert "- Way: over 15 km and 30 km or less → Drive" in said[1]
    assert "- Way: 40 km or more → Drive" in said[1]


@pytest.mark.parametrize(("bound", "given"), [
    ("0", 0), ("-3", -3), ("0.1", 0.1), ("2.50", 2.5), ("1" * 30, int("1" * 30)),
    ("0.1234567890123456789", "0.1234567890123456789")])
def test_bounds_are_exact(bound: str, given: object) -> None:
    asked = tree(TREE.replace("whole: yes\n    min: 1\n    max: 12", f"min: {bound}"))
    shown = last_object(Interview.start(asked, TODAY))
    assert (shown["min"], shown["max"], shown["unit"], shown["options"]) == (given, None, "people", [])


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_a_question_says_how_to_answer_it(form: str) -> None:
    page = question_page(Interview.start(tree(), TODAY))
    assert "crew=1" in written(page, form) or "crew=3" in written(page, form)
    assert "from 1 to 12" in written(page, form)


@pytest.mark.parametrize(("every", "day"), [
    ("10 days", "2025-11-10"), ("2 weeks", "2025-11-14"), ("1 month", "2025-11-30"), ("4 months", "2026-02-28"),
    ("2 months", "2025-12-31"), ("14 months", "2026-12-31"), ("3 years", "2028-10-31"), ("99999 years", None)])
def test_when_a_review_is_due(every: str, day: str | None) -> None:
    """Months end when they end: the last day of a shorter one stands for a day that it does not have."""
    assert due(tree(TREE.replace("4 months", every))) == (date.fromisoformat(day) if day else None)


def test_numbers_in_words() -> None:
    assert [in_words(n) for n in (3, 12, 13)] == ["three", "twelve", "13"]


def page_of(words: str, style: Style = PLAIN) -> Page:
    """A page that says these words in every place."""
    spans = (Span(words, style), Span("", notes=(1,)), Span("(x)"))
    said = (Paragraph(spans),)
    return Page(words, said, said, (Section("Why", (Paragraph(spans, "-"),)),), (Paragraph(spans, "1."),), (words,))


MARKDOWN = MarkdownIt("gfm-like")
BLOCKS = ["h1", "p", "p", "h2", "ul", "li", "p", "h2", "ul", "li", "p", "p"]
HOSTILE = ["<script>alert(1)</script>", "[x](javascript:alert(1))", "![x](http://e.org/i.png)", "&lt;b&gt; &copy;",
           "# not a heading", "- item", "1. item", "1) item", "***", "---", "===", "> quote", "| a | b |", "~~gone~~",
           "http://evil.example/x", "www.evil.example", "a@evil.example", "a*b*c_d_e", "```", "`", "[1]: http://e.org",
           "[^1]", "\\", "\\*", "<http://e.org>", "$x$", '"><img src=x>', "+ item", "a\\", "    code", "<!-- -->",
           "a  b", "HTTPS://E.org", "ftp://e.org"]


def check_markdown(words: str) -> None:
    """Whatever is read out of the Markdown again is the words, with none of them turned into anything."""
    shown = " ".join(words.split())
    tokens = MARKDOWN.parse(as_markdown(page_of(words)))
    inline = [token for token in tokens if token.type == "inline"]
    assert [token.tag for token in tokens if token.type.endswith("_open")] == BLOCKS
    cited = f"{shown} [1](x)"
    texts = ["".join(child.content for child in token.children or ()) for token in inline]
    assert texts == [cited, shown, cited, "Why", cited, "Sources", f"[1] {cited}", shown]
    kinds = {child.type for token in inline for child in token.children or ()}
    assert kinds <= {"text", "text_special", "em_open", "em_close"}


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words: str) -> None:
    check_markdown(words)
    seen = Links(as_html(page_of(words)))
    assert words in seen.words
    assert not {"script", "img", "b"} & set(seen.tags)


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("ab1 .:/@*_`[]()<>#!&|~-+=\\^$w"), min_size=1).filter(str.strip))
def test_any_words_stay_words(words: str) -> None:
    check_markdown(words)


def test_a_link_is_no_picture() -> None:
    """A mark before a link stays a mark."""
    said = (Paragraph((Span("Look!"), Span("here", Style(link="https://example.org/i.png")))),)
    tokens = MARKDOWN.parse(as_markdown(replaced(page_of("x"), lead=said)))
    children = [child for token in tokens for child in token.children or ()]
    assert "image" not in {child.type for child in children}
    assert [child.attrs["href"] for child in children if child.type == "link_open"] == ["https://example.org/i.png"]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", " https://e.org", "//e.org"])
def test_only_safe_links(link: str) -> None:
    page = page_of("x", Style(link=link))
    assert Links(as_html(page)).links == ["#source-1"] * 4
    assert "](" not in as_markdown(page).replace("\\](", "")


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ab c语👋é́-"), max_size=200), st.integers(10, 90))
def test_wrapping_loses_nothing_and_fits(words: str, width: int) -> None:
    out = wrap(words, width, "- ")
    assert "".join(out.removeprefix("-").split()) == "".join(words.split())
    assert all(cells(line) <= width for line in out.splitlines())


def test_addresses_are_not_broken() -> None:
    address = "https://example.org/" + "x" * 60
    assert address in wrap(f"see {address} there", 40).splitlines()


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("语言", 4), ("é", 1), ("👋", 2), ("a\u200bb", 2)])
def test_cells(text: str, width: int) -> None:
    assert cells(text) == width


def test_sections_and_sources() -> None:
    """Sections come in one order, and every number that is cited is among the sources."""
    page = recommendation_page(found())
    assert [section.title for section in page.sections] == [
        "Why", "Watch out", "What to do next", "Worth a look", "What else comes close", "Your answers"]
    cited = {note for section in page.sections for p in section.body for span in p.spans for note in span.notes}
    assert cited <= {int(p.mark.rstrip(".")) for p in page.sources}
