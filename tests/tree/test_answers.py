"""The written form of answers: what is written is read back as it was."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.tree.answers import UNKNOWN, Answer, parse_date, parse_number, shown_date, written_number
from tui.tree.model import Question
from tui.tree.reader import read_tree_text
from tui.tree.written import Misread, chosen_options, read_answer, write_answer

LOADED = read_tree_text("""\
whichway: 1
title: Bikes
start: terrain
questions:
  terrain:
    ask: Where?
    options:
      city: {label: City, goto: months}
      forest: {label: Forest, formerly: [wood], goto: months}
  months:
    ask: When?
    kind: several
    options: {summer: Summer, winter: Winter, autumn: {label: Autumn, formerly: [fall]}}
    none: Never
    goto: hours
  hours: {ask: How long?, kind: number, goto: born}
  born: {ask: When born?, kind: date, goto: end}
outcomes:
  end: {recommend: Walk}
""")


def question(id: str) -> Question:
    assert LOADED.tree is not None, LOADED.problems
    return LOADED.tree.questions[id]


@st.composite
def numbers(draw: st.DrawFn) -> Decimal:
    """Decimals of up to thirty digits, the point anywhere."""
    digits = draw(st.text(alphabet="0123456789", min_size=1, max_size=30))
    point = draw(st.integers(1, len(digits)))
    text = digits[:point] + (f".{digits[point:]}" if point < len(digits) else "")
    return Decimal(draw(st.sampled_from(["", "-"])) + text)


ANSWERS: dict[str, st.SearchStrategy[Answer]] = {
    "terrain": st.sampled_from(["city", "forest"]), "hours": numbers(), "born": st.dates(),
    "months": st.frozensets(st.sampled_from(["summer", "winter", "autumn"]))}


@settings(deadline=None)
@given(st.sampled_from(list(ANSWERS)).flatmap(lambda id: st.tuples(st.just(id), ANSWERS[id] | st.just(UNKNOWN))))
def test_written_answers_are_read_back(given_answer: tuple[str, Answer]) -> None:
    id, answer = given_answer
    assert read_answer(question(id), write_answer(question(id), answer)) == answer


@settings(deadline=None)
@given(numbers())
def test_a_number_has_one_shortest_form(number: Decimal) -> None:
    """Exact to the last digit, and the same however many zeros it was written with."""
    text = written_number(number)
    assert Decimal(text) == number
    assert "e" not in text.lower()
    assert text == "0" or not text.startswith(("-0", "0")) or text.lstrip("-").startswith("0.")
    assert "." not in text or text[-1] not in "0."
    if "." in f"{number:f}":
        assert written_number(Decimal(f"{number:f}000")) == text


@pytest.mark.parametrize(("written", "shown"), [
    ("3.10", "3.1"), ("-0", "0"), ("-0.00", "0"), ("007", "7"), ("1e", None), ("1000000", "1000000"), (".5", None),
    ("5.", None), ("+3", None), ("\N{MINUS SIGN}3", None), (" 3", None), ("3\n", None), ("1e3", None),
    ("0x10", None), ("1_000", None), ("1,5", None),
    ("nan", None), ("inf", None), ("", None), ("\u0663", None), ("1 2", None), ("-", None), (".", None),
    ("123456789012345678901234567890", "123456789012345678901234567890"),
    ("-0.12345678901234567890123456789", "-0.12345678901234567890123456789"),
    ("1" * 31, None), ("0." + "1" * 30, None),
])
def test_number(written: str, shown: str | None) -> None:
    number = parse_number(written)
    assert (None if number is None else written_number(number)) == shown


@pytest.mark.parametrize(("written", "day"), [
    ("2024-02-29", date(2024, 2, 29)), ("2023-02-29", None), ("2024-2-29", None), ("20240229", None),
    ("0001-01-01", date.min), ("0000-01-01", None), ("9999-12-31", date.max), ("2024-02-29T00:00", None),
    ("2024-W09-4", None), (" 2024-02-29", None),
    ("today", None),
    ("\u0662\u0660\u0662\u0664-02-29", None),
])
def test_date(written: str, day: date | None) -> None:
    assert parse_date(written) == day


def test_a_date_as_people_write_it() -> None:
    assert shown_date(date(2024, 3, 1)) == "1 March 2024"


@pytest.mark.parametrize(("id", "written", "answer"), [
    ("terrain", "city", "city"), ("terrain", "wood", "forest"), ("terrain", "unknown", UNKNOWN),
    ("months", "winter,summer", frozenset(["summer", "winter"])),
    ("months", " winter , summer ", frozenset(["winter", "summer"])),
    ("months", "none", frozenset()), ("months", "fall", frozenset(["autumn"])),
    ("months", "unknown", UNKNOWN), ("hours", "-2.50", Decimal("-2.5")), ("born", "2000-01-31", date(2000, 1, 31)),
])
def test_read(id: str, written: str, answer: Answer) -> None:
    assert read_answer(question(id), written) == answer


@pytest.mark.parametrize(("id", "written", "words"), [
    ("terrain", "citty", "did you mean 'city'?"), ("terrain", "City", "City"), ("months", "winter,none", "excludes"),
    ("months", "winter,sumer", "did you mean 'summer'?"), ("hours", "three", "not a number"),
    ("born", "1.2.2000", "not a date"), ("hours", " 3", "not a number"), ("months", "", "has no option ''"),
    ("months", "winter,", "missing beside a comma"), ("months", "winter,,summer", "missing beside a comma"),
    ("months", "winter,winter", "there twice"), ("months", "autumn,fall", "there twice"),
])
def test_misread(id: str, written: str, words: str) -> None:
    read = read_answer(question(id), written)
    assert isinstance(read, Misread)
    assert words in read.message


def test_sets_are_written_in_the_order_of_the_file() -> None:
    assert write_answer(question("months"), frozenset(["autumn", "summer"])) == "summer,autumn"
    assert write_answer(question("months"), frozenset()) == "none"


def test_chosen_options() -> None:
    """The empty set is the option that excludes the others; what is not known is no option."""
    months = question("months")
    assert [option.id for option in chosen_options(months, frozenset(["autumn", "summer"]))] == ["summer", "autumn"]
    assert [option.id for option in chosen_options(months, frozenset())] == ["none"]
    assert [option.id for option in chosen_options(question("terrain"), "forest")] == ["forest"]
    assert chosen_options(question("terrain"), UNKNOWN) == ()
