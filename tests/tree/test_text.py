"""Texts: emphasis, code, links, terms, citations, answers put in, paragraphs and lists."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.problems.problem import Severity
from tui.tree.names import Kind, Names, QuestionNames
from tui.tree.reader import read_tree_text
from tui.tree.text import PLAIN, Block, Cite, Form, Piece, Put, Style, Words
from tui.tree.text_parser import read_blocks

NAMES = Names(
    questions={"hours": QuestionNames(Kind.NUMBER)}, facts={"light": None, "weather": ("wet", "dry")},
    terms={"derailleur": "derailleur", "gear changer": "derailleur"}, sources={"club": frozenset(["brakes"]),
                                                                               "law": frozenset()})


def read(raw: str, form: Form = Form.INLINE, cites: bool = True) -> tuple[tuple[Block, ...], list[tuple[str, str]]]:
    """The blocks of a text, and the codes and words of what is wrong in it."""
    problems: list[tuple[str, str]] = []

    def report(code: str, message: str, start: int, end: int, help: str | None, severity: Severity) -> None:
        assert 0 <= start < end <= len(raw)
        assert message
        problems.append((code, raw[start:end]))

    blocks = read_blocks(raw, form, cites, NAMES, report)
    return blocks if blocks is not None else (Block((Words(raw.strip()),)),), problems


def shown(piece: Piece) -> str:
    """A piece with its style spelled out."""
    if isinstance(piece, Cite):
        return f"<cite {' '.join(map(str, piece.refs))}>"
    text = f"<put {piece.name}>" if isinstance(piece, Put) else piece.text
    style = piece.style
    for tag, on in (("c", style.code), ("i", style.italic), ("b", style.bold)):
        text = f"<{tag}>{text}</{tag}>" if on else text
    if style.term is not None:
        text = f"<term {style.term}>{text}</term>"
    return f"<a {style.link}>{text}</a>" if style.link is not None else text


def inline(raw: str, form: Form = Form.INLINE) -> str:
    """A text without mistakes, with its styles spelled out."""
    blocks, problems = read(raw, form)
    assert problems == []
    return "".join(shown(piece) for block in blocks for piece in block.pieces)


@pytest.mark.parametrize(("raw", "expected"), [
    ("*dry* road", "<i>dry</i> road"),
    ("_dry_ road", "<i>dry</i> road"),
    ("dry \n\n  road", "dry road"),
    ("**dry** road", "<b>dry</b> road"),
    ("__dry__ road", "<b>dry</b> road"),
    ("***dry*** road", "<b><i>dry</i></b> road"),
    ("un*dry*able", "un<i>dry</i>able"),
    ("un_dry_able", "un_dry_able"),
    ("snake_case_name", "snake_case_name"),
    ("2 * 3 * 4", "2 * 3 * 4"),
    ("a *b", "a *b"),
    ("* b*", "* b*"),
    ("*b *", "*b *"),
    ("**b*", "*<i>b</i>"),
    ("*b**", "<i>b</i>*"),
    ("*dry **and** warm*", "<i>dry </i><b><i>and</i></b><i> warm</i>"),
    ("**dry *and* warm**", "<b>dry </b><b><i>and</i></b><b> warm</b>"),
    ("*dry _and* warm_", "<i>dry _and</i> warm_"),
    ('("*dry*")', '("<i>dry</i>")'),
    ("a*\"dry\"*", 'a*"dry"*'),
    ("*\u00a0dry*", "*\u00a0dry*"),
    ("\\*dry\\*", "*dry*"),
    ("*a \\* b*", "<i>a * b</i>"),
    ("`a *b* c`", "<c>a *b* c</c>"),
    ("``a ` b``", "<c>a ` b</c>"),
    ("`` `a` ``", "<c>`a`</c>"),
    ("a ` b", "a ` b"),
    ("[snake_case *x](https://example.org)", "<a https://example.org>snake_case *x</a>"),
    ("`{hours} [@club] [[x]]`", "<c>{hours} [@club] [[x]]</c>"),
    ("[the *club*](https://example.org/a_(b))",
     "<a https://example.org/a_(b)>the </a><a https://example.org/a_(b)><i>club</i></a>"),
    ("<https://example.org/x>", "<a https://example.org/x>https://example.org/x</a>"),
    ("[write](mailto:a@example.org)", "<a mailto:a@example.org>write</a>"),
    ("[not a link]", "[not a link]"),
    ("[not] (https://example.org)", "[not] (https://example.org)"),
    ("<b>HTML</b> & co", "<b>HTML</b> & co"),
    ("https://example.org/a_b_c", "https://example.org/a_b_c"),
    ("the [[derailleur]]", "the <term derailleur>derailleur</term>"),
    ("the [[Gear   Changer]]", "the <term derailleur>Gear   Changer</term>"),
    ("the [[gear\n changer]]", "the <term derailleur>gear changer</term>"),
    ("Stops. [@club]", "Stops.<cite club>"),
    ("Stops [@club#brakes] well.", "Stops<cite club#brakes> well."),
    ("Stops. [@club; @law]", "Stops.<cite club law>"),
    ("Stops. [@club] [@law]", "Stops.<cite club law>"),
    ("Mine. [@author]", "Mine.<cite author>"),
    ("{hours} hours", "<put hours> hours"),
    ("*{hours}* {weather}", "<i><put hours></i> <put weather>"),
    ("\\{hours\\} \\[\\[x\\]\\] \\[@club] \\\\", "{hours} [[x]] [@club] \\"),
    ("C:\\dir", "C:\\dir"),
    ("one\n  two", "one two"),
])
def test_inline(raw: str, expected: str) -> None:
    assert inline(raw) == expected


@pytest.mark.parametrize(("raw", "expected"), [
    ("*{hours}* `hours` a_b_", "*<put hours>* `hours` a_b_"), ("\\{hours\\} \\*", "{hours} \\*"),
    ("[a](https://example.org)", "[a](https://example.org)"), ("<https://example.org>", "<https://example.org>"),
])
def test_a_label_takes_answers_alone(raw: str, expected: str) -> None:
    assert inline(raw, Form.LABEL) == expected


@pytest.mark.parametrize(("raw", "code", "words"), [
    ("{hurs} hours", "unknown-answer", "{hurs}"),
    ("{light} or not", "unknown-answer", "{light}"),
    ("{two words}", "unknown-answer", "{two words}"),
    ("the [[derailer]]", "unknown-term", "[[derailer]]"),
    ("the [[derailleur", "unclosed", "[["),
    ("Stops. [@clubb]", "unknown-source", "@clubb"),
    ("Stops. [@club#break]", "unknown-part", "break"),
    ("Stops. [@club; law]", "bad-citation", "law"),
    ("Stops. [@club", "unclosed", "[@"),
    ("[x](javascript:alert)", "bad-link", "javascript:alert"),
    ("[x](file:///etc/passwd)", "bad-link", "file:///etc/passwd"),
    ("Say TODO here", "todo", "TODO"),
])
def test_mistake(raw: str, code: str, words: str) -> None:
    """One mistake is one problem, at the very words."""
    assert read(raw)[1] == [(code, words)]


def test_a_bad_link_is_shown_without_its_address() -> None:
    assert all(piece.style.link is None for block in read("[x](javascript:alert)")[0]
               for piece in block.pieces if isinstance(piece, Words))


def test_a_citation_where_none_may_stand() -> None:
    assert read("Stops. [@club]", cites=False)[1] == [("citation-not-here", "[@club]")]


@pytest.mark.parametrize(("raw", "expected"), [
    ("one\ntwo\n\nthree", [("", "one two"), ("", "three")]),
    ("- one\n- two *dry*\n  goes on", [("-", "one"), ("-", "two <i>dry</i> goes on")]),
    ("First:\n* one\n+ two\nend", [("", "First:"), ("-", "one"), ("-", "two end")]),
    ("1. one\n2) two", [("1.", "one"), ("2.", "two")]),
    ("- one\n\n\nafter", [("-", "one"), ("", "after")]),
    ("*dry* at the start", [("", "<i>dry</i> at the start")]),
    ("*open\n\nclose*", [("", "*open"), ("", "close*")]),
    ("-no item", [("", "-no item")]),
    ("2026. was a year", [("2026.", "was a year")]),
])
def test_blocks(raw: str, expected: list[tuple[str, str]]) -> None:
    blocks, problems = read(raw, Form.BLOCKS)
    assert problems == []
    assert [(block.mark, "".join(map(shown, block.pieces))) for block in blocks] == expected


TREE = """\
whichway: 1
title: Hours
start: hours
sources: {club: {title: Club, date: none}}
terms: {bike: {meaning: Two wheels.}}
questions: {hours: {ask: How many?, kind: number, goto: end}}
outcomes:
  end:
    recommend: Buy
    because:
      - %s
"""


@pytest.mark.parametrize("raw", [
    "A *dry* [[bike]] for {hours} hours. [@club]", "No more than this.", "Plain. [@author]"])
def test_in_a_tree_as_alone(raw: str) -> None:
    """What a tree's text is taken apart into, when somebody looks, is what reading it at once gives."""
    names = Names({"hours": QuestionNames(Kind.NUMBER)}, {}, {"bike": "bike"}, {"club": frozenset()})
    tree = read_tree_text(TREE % f"'{raw}'").tree
    assert tree is not None
    text = tree.outcomes["end"].because[0].text
    alone = read_blocks(raw, Form.INLINE, True, names, lambda *_: pytest.fail("nothing is wrong"))
    assert text.blocks == (alone if alone is not None else (Block((Words(raw),)),))
    assert text.cites == ("[@" in raw)
    assert text.at.file.text[text.at.start:text.at.end].strip("'") == raw


ANYTHING = (st.text(max_size=60) | st.text(alphabet="*_`[]{}()<>@#;\\ \nab-1.:/", max_size=60)).filter(str.strip)


@settings(deadline=None)
@given(ANYTHING, st.sampled_from(list(Form)), st.booleans())
def test_any_text_is_read(raw: str, form: Form, cites: bool) -> None:
    """Whatever the characters: nothing is raised, and every problem lies within the text."""
    blocks, _ = read(raw, form, cites)
    assert blocks
    for block in blocks:
        for piece in block.pieces:
            assert not isinstance(piece, Words) or piece.text


@settings(deadline=None)
@given(st.text(alphabet=st.characters(blacklist_characters="[]{}\\*_`<\n", blacklist_categories=["Cs"]), min_size=1)
       .filter(lambda raw: raw.strip() and "TODO" not in raw))
def test_a_text_without_marks_stays_as_it_is(raw: str) -> None:
    assert read(raw) == ((Block((Words(raw.strip(), PLAIN),)),), [])


@settings(deadline=None)
@given(st.text(alphabet="ab *_`[]{}<\\().-", min_size=1, max_size=40).filter(lambda raw: raw.strip() == raw))
def test_escaped_characters_stand_for_themselves(raw: str) -> None:
    """With a backslash before each mark a text says what it says."""
    escaped = "".join(f"\\{char}" if char in "[]{}\\*_`<" else char for char in raw)
    blocks, problems = read(escaped)
    assert problems == []
    assert [piece for block in blocks for piece in block.pieces] == [Words(raw, Style())]
