"""Conditions: every form of the grammar, what it means for each answer and where a mistake in it is shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.tree.conditions import NAMES, NO_MONTH, read, truth
from tui.tree.answers import UNKNOWN, Answer
from tui.tree.one_comparison import one_comparison
from tui.tree.reader import read_tree_text


@pytest.mark.parametrize(("text", "answers", "expected"), [
    ("terrain is city", {"terrain": "city"}, True),
    ("terrain is city", {"terrain": "forest"}, False),
    ("terrain == city", {"terrain": "city"}, True),
    ("city is terrain", {"terrain": "city"}, True),
    ("terrain is not city", {"terrain": "city"}, False),
    ("terrain != city", {"terrain": "beach"}, True),
    ("city != terrain", {"terrain": "beach"}, True),
    ("terrain in [city, forest]", {"terrain": "forest"}, True),
    ("terrain in [city, forest]", {"terrain": "beach"}, False),
    ("terrain not in [city]", {"terrain": "beach"}, True),
    ("terrain in rough", {"terrain": "beach"}, True),
    ("terrain in rough", {"terrain": "city"}, False),
    ("terrain not in rough", {"terrain": "city"}, True),
    ("terrain in [rough, city]", {"terrain": "forest"}, True),
    ("winter in months", {"months": frozenset(["winter", "summer"])}, True),
    ("winter in months", {"months": frozenset(["summer"])}, False),
    ("winter not in months", {"months": NO_MONTH}, True),
    ("count(months) == 0", {"months": NO_MONTH}, True),
    ("count(months) >= 2", {"months": frozenset(["winter", "summer"])}, True),
    ("2 > count(months)", {"months": frozenset(["winter"])}, True),
    ("count(months) in [0, 2]", {"months": frozenset(["winter"])}, False),
    ("hours < 3", {"hours": Decimal("2.999")}, True),
    ("hours < 3", {"hours": Decimal(3)}, False),
    ("hours <= 3", {"hours": Decimal("3.0")}, True),
    ("hours == 0.1", {"hours": Decimal("0.10")}, True),
    ("hours is 3", {"hours": Decimal(3)}, True),
    ("hours is not 3", {"hours": Decimal(3)}, False),
    ("hours >= -2.5", {"hours": Decimal("-2.5")}, True),
    ("hours > -2.5", {"hours": Decimal("-2.5")}, False),
    ("3 > hours", {"hours": Decimal(2)}, True),
    ("hours in [1, 2.5]", {"hours": Decimal("2.50")}, True),
    ("hours not in [1, 2.5]", {"hours": Decimal(2)}, True),
    ("1 <= hours < 3", {"hours": Decimal(1)}, True),
    ("1 <= hours < 3", {"hours": Decimal(3)}, False),
    ("1 < hours != 2", {"hours": Decimal(2)}, False),
    ("0 < 1 < hours", {"hours": Decimal(2)}, True),
    ("1 < 0 < hours", {"hours": Decimal(2)}, False),
    ("hours == 123456789012345678901234567890", {"hours": Decimal("123456789012345678901234567890")}, True),
    ("hours == 0.12345678901234567890123456789", {"hours": Decimal("0.12345678901234567890123456788")}, False),
    ("born < 2000-01-01", {"born": date(1999, 12, 31)}, True),
    ("1990-01-01 <= born <= 1999-12-31", {"born": date(1999, 12, 31)}, True),
    ("born in [1999-12-31, 2001-01-01]", {"born": date(1999, 12, 31)}, True),
    ("age(born) >= 26", {"born": date(2000, 3, 1)}, True),
    ("age(born) >= 26", {"born": date(2000, 3, 2)}, False),
    ("days_since(born) == 1", {"born": date(2026, 2, 28)}, True),
    ("days_since(born) < 0", {"born": date(2026, 3, 2)}, True),
    ("answered(terrain)", {"terrain": UNKNOWN}, True),
    ("answered(months)", {"months": NO_MONTH}, True),
    ("light", {"hours": Decimal(2)}, True),
    ("not light", {"hours": Decimal(4)}, True),
    ("weather is wet", {"months": frozenset(["winter"])}, True),
    ("weather is not wet", {"months": NO_MONTH}, True),
    ("weather in [wet, dry]", {}, True),
    ("weather not in [wet]", {}, True),
    ("not not terrain is city", {"terrain": "city"}, True),
    ("not (terrain is city or light)", {"terrain": "beach", "hours": Decimal(5)}, True),
    ("terrain is city or terrain is beach and light", {"terrain": "city", "hours": Decimal(5)}, True),
    ("(terrain is city or terrain is beach) and light", {"terrain": "city", "hours": Decimal(5)}, False),
    ("not terrain is city and light", {"terrain": "city", "hours": Decimal(2)}, False),
    ("terrain\n  is\n\tcity", {"terrain": "city"}, True),
    ("hours<3 and(terrain!=city)", {"hours": Decimal(1), "terrain": "beach"}, True),
])
def test_form(text: str, answers: dict[str, Answer], expected: bool) -> None:
    assert truth(text, answers) is expected


@pytest.mark.parametrize(("text", "unasked"), [
    ("terrain is city", False), ("terrain == city", False), ("terrain in [city]", False), ("terrain in rough", False),
    ("winter in months", False), ("count(months) == 0", False), ("count(months) < 5", False), ("hours < 3", False),
    ("hours >= 3", False), ("hours in [3]", False), ("age(born) < 200", False), ("days_since(born) > -1", False),
    ("terrain is not city", True), ("terrain != city", True), ("terrain not in rough", True),
    ("winter not in months", True), ("count(months) != 0", True), ("hours is not 3", True), ("hours not in [3]", True),
    ("age(born) != 4", True), ("not hours < 3", True), ("1 < hours != 2", False), ("answered(hours)", False),
    ("not answered(hours)", True), ("light", False), ("weather is dry", True),
])
@pytest.mark.parametrize("answers", [{}, dict.fromkeys(("terrain", "months", "hours", "born"), UNKNOWN)],
                         ids=["unasked", "unknown"])
def test_without_an_answer(text: str, unasked: bool, answers: dict[str, Answer]) -> None:
    """What was not asked is in no part of the answers; nor is what is unknown, except that it was answered."""
    expected = unasked if not answers or "answered" not in text else not unasked
    assert truth(text, answers) is expected


@pytest.mark.parametrize(("born", "today", "years"), [
    (date(2004, 2, 29), date(2022, 2, 28), 17), (date(2004, 2, 29), date(2022, 3, 1), 18),
    (date(2004, 2, 29), date(2024, 2, 28), 19), (date(2004, 2, 29), date(2024, 2, 29), 20),
    (date(2004, 2, 28), date(2022, 2, 28), 18), (date(2026, 3, 1), date(2026, 3, 1), 0),
    (date(2025, 12, 31), date(2026, 1, 1), 0), (date(1, 1, 1), date(9999, 12, 31), 9998),
])
def test_age(born: date, today: date, years: int) -> None:
    """Somebody born on 29 February is a year older on 1 March of other years."""
    assert truth(f"age(born) == {years}", {"born": born}, today)


@pytest.mark.parametrize(("text", "code", "words"), [
    ("terrain is citty", "unknown-option", "citty"),
    ("terain is city", "unknown-name", "terain"),
    ("terrain in [city, fores]", "unknown-option", "fores"),
    ("terrain in city", "bad-condition", "in"),
    ("terrain is rough", "bad-condition", "is"),
    ("terrain < city", "bad-condition", "<"),
    ("months is winter", "bad-condition", "months"),
    ("months == 0", "bad-condition", "months"),
    ("all_year in months", "bad-condition", "all_year"),
    ("none in months", "bad-condition", "none"),
    ("autumn in months", "unknown-option", "autumn"),
    ("count(hours) == 1", "bad-condition", "count(hours)"),
    ("age(terrain) > 3", "bad-condition", "age(terrain)"),
    ("count(moths) == 1", "unknown-question", "moths"),
    ("answered(moths)", "unknown-question", "moths"),
    ("hours < city", "bad-condition", "city"),
    ("hours < 2026-03-01", "bad-condition", "2026-03-01"),
    ("born < 3", "bad-condition", "3"),
    ("born < 2026-02-30", "bad-date", "2026-02-30"),
    ("hours in 3", "bad-condition", "3"),
    ("hours is [3]", "bad-condition", "[3]"),
    ("hours", "bad-condition", "hours"),
    ("weather", "bad-condition", "weather"),
    ("weather is snow", "unknown-value", "snow"),
    ("light is wet", "bad-condition", "light"),
    ("3 < 4", "bad-condition", "3"),
    ("hours < 3 terrain", "bad-condition", "terrain"),
    ("hours <", "bad-condition", "<"),
    ("hours < 3 and", "bad-condition", "d"),
    ("(hours < 3", "bad-condition", "3"),
    ("hours < 3)", "bad-condition", ")"),
    ("hours = 3", "bad-condition", "="),
    ("hours < 3 AND light", "bad-condition", "AND"),
    ("hours - 1 < 3", "bad-condition", "-"),
    ("hours < 1e9", "bad-condition", "1e9"),
    ("hours < 3.", "bad-condition", "3."),
    ("hours < \u0663", "bad-condition", "\u0663"),
    ("terrain is 'city'", "bad-condition", "'"),
    ("", "bad-condition", ""),
    (f"hours < {'1' * 31}", "bad-condition", "1" * 31),
])
def test_mistake(text: str, code: str, words: str) -> None:
    """One mistake is one problem, at the very words; the condition then never holds."""
    found = read(text)
    assert found.problems == [(code, words)]


def test_limits() -> None:
    """A thousand names and a hundred levels are read; one more of either is refused."""
    most = " or ".join(["terrain is city"] * 500)
    assert truth(most, {"terrain": "city"})
    assert [code for code, _ in read(f"{most} or light").problems] == ["bad-condition"]
    assert truth("(" * 100 + "light" + ")" * 100, {"hours": Decimal(1)})
    assert [code for code, _ in read("(" * 101 + "light" + ")" * 101).problems] == ["bad-condition"]
    assert truth("not " * 100 + "light", {"hours": Decimal(1)})
    assert [code for code, _ in read("not " * 101 + "light").problems] == ["bad-condition"]


TREE = """\
whichway: 1
title: Where?
start: terrain
questions:
  terrain:
    ask: Where?
    options: {city: City, forest: Forest}
    goto:
      - when: %s
        goto: home
      - else: home
outcomes:
  home:
    recommend: Stay
"""


@pytest.mark.parametrize("written", [
    "terrain is citty",
    "'terrain is citty'",
    '"terrain is citty"',
    '"terrain\\x20is\\u0020citty"',
    '"terrain is \\\n            citty"',
    "terrain\n            is\n            citty",
    "'terrain\n            is citty'",
    ">\n          terrain is\n          citty",
    ">-\n          terrain\n\n          is citty",
    "|\n          terrain is\n          citty",
    "|2-\n            terrain\n          is citty",
    "&here terrain is citty",
])
def test_place_in_every_style(written: str) -> None:
    """The words are found in the file, however YAML was told to fold them."""
    loaded = read_tree_text(TREE % written)
    assert [problem.code for problem in loaded.problems] == ["unknown-option"]
    place = loaded.problems[0].place
    assert place.file.text[place.start:place.end] == "citty"


def test_place_behind_wide_characters() -> None:
    """Columns count characters, not bytes."""
    loaded = read_tree_text(TREE.replace("Where?", "Wohin, 東京 oder Zürich?") % "terrain is citty")
    place = loaded.problems[0].place
    assert place.file.position(place.start) == (9, 26)


@pytest.mark.parametrize("op", ["is", "is not", "==", "!=", "<", "<=", ">", ">="])
@pytest.mark.parametrize("name", [*NAMES.questions, *NAMES.facts, "nobody"])
def test_one_comparison_is_read_as_the_grammar_has_it(name: str, op: str) -> None:
    """Whatever is read at a glance; a blank before it leaves it to the grammar."""
    there = 0
    for operand in ("city", "rough", "winter", "wet", "not", "hours", "3", "-0.50", "0070", "2004-02-29", "9" * 31):
        found = one_comparison(f"{name} {op} {operand}", NAMES)
        if found is not None:
            there += 1
            by_grammar = read(f" {name} {op} {operand}")
            assert by_grammar.problems == []
            assert by_grammar.condition.root == found
    assert there == {"hours": 3, "terrain": int(op in ("is", "is not", "==", "!="))}.get(name, 0)
