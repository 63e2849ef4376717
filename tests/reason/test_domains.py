"""The answers of a question, cut where conditions tell them apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reason.brute import DAYS, NUMBERS, TODAY, within
from tests.reason.random_trees import Writer, good
from tui.reason.conditions import Conditions
from tui.reason.domains import Domain
from tui.reason.formulas import FALSE, TRUE
from tui.tree.answers import UNKNOWN, Answer
from tui.tree.conditions import part_holds


def asked(question: str, *conditions: str, today: date = TODAY) -> Conditions:
    """The conditions of a tree that has one question `q`."""
    rules = "".join(f"        - {{when: '{condition}', text: So.}}\n" for condition in conditions)
    tree = good(f"whichway: 1\ntitle: Some\nstart: q\nquestions:\n  q: {{ask: What?, goto: end, {question}}}\n"
                f"outcomes:\n  end:\n    recommend: Do it\n    because:\n        - So.\n{rules}")
    return Conditions(tree, today)


def domain(question: str, *conditions: str, today: date = TODAY) -> Domain:
    """The domain of a question `q` of which some conditions ask something."""
    return asked(question, *conditions, today=today).domain("q")


def cuts(found: Domain) -> list[str]:
    """Stretches as mathematicians write them, each with its example."""
    return [f"{'(' if s.low_open or s.low is None else '['}{s.low if s.low is not None else ''}, "
            f"{s.high if s.high is not None else ''}{')' if s.high_open or s.high is None else ']'} {s.example}"
            for s in found.stretches]


@pytest.mark.parametrize(("question", "conditions", "stretches"), [
    ("kind: number", [], ["(, ) 0"]),
    ("kind: number", ["q < 3"], ["(, 3) 0", "[3, 3] 3", "(3, ) 4"]),
    ("kind: number", ["q < 3", "3.0 <= q"], ["(, 3) 0", "[3, 3] 3", "(3, ) 4"]),
    ("kind: number", ["q < -3"], ["(, -3) -4", "[-3, -3] -3", "(-3, ) -2"]),
    ("kind: number, min: 0", ["q < 3"], ["[0, 0] 0", "(0, 3) 1", "[3, 3] 3", "(3, ) 4"]),
    ("kind: number, min: 0, max: 2", ["q < 3"], ["[0, 0] 0", "(0, 2) 1", "[2, 2] 2"]),
    ("kind: number, min: 3, max: 3", ["q < 3"], ["[3, 3] 3"]),
    ("kind: number, max: 5", ["q in [1, 1.5]"],
     ["(, 1) 0", "[1, 1] 1", "(1, 1.5) 1.1", "[1.5, 1.5] 1.5", "(1.5, 5) 2", "[5, 5] 5"]),
    ("kind: number", ["0 < q < 0.01"], ["(, 0) -1", "[0, 0] 0", "(0, 0.01) 0.001", "[0.01, 0.01] 0.01", "(0.01, ) 1"]),
    ("kind: number, whole: true", ["q < 3"], ["(, 3) 0", "[3, 3] 3", "(3, ) 4"]),
    ("kind: number, whole: true", ["q < 2.5", "q > 3"], ["(, 2.5) 0", "(2.5, 3) ", "[3, 3] 3", "(3, ) 4"]),
    ("kind: number, whole: true, min: 0, max: 2", ["q > 1"], ["[0, 0] 0", "[1, 1] 1", "[2, 2] 2"]),
    ("kind: number, whole: true, min: 0, max: 2", ["q > 0.5"], ["[0, 0] 0", "(0.5, 2) 1", "[2, 2] 2"]),
])
def test_numbers(question: str, conditions: Sequence[str], stretches: Sequence[str]) -> None:
    """Cut at every bound; where only whole numbers count, a stretch without any is none."""
    assert cuts(domain(question, *conditions)) == [stretch for stretch in stretches if not stretch.endswith(" ")]


@pytest.mark.parametrize(("question", "conditions", "stretches"), [
    ("kind: date", [], ["(, ) 2026-03-01"]),
    ("kind: date", ["q < 2024-05-01"],
     ["(, 2024-04-30] 2024-04-30", "[2024-05-01, 2024-05-01] 2024-05-01", "[2024-05-02, ) 2024-05-02"]),
    ("kind: date, latest: today", [], ["(, 2026-03-01] 2026-03-01"]),
    ("kind: date, earliest: today", [], ["[2026-03-01, ) 2026-03-01"]),
    ("kind: date, earliest: 2020-01-01, latest: 2020-01-02", ["q is 2020-01-01"],
     ["[2020-01-01, 2020-01-01] 2020-01-01", "[2020-01-02, 2020-01-02] 2020-01-02"]),
    ("kind: date, latest: today", ["age(q) >= 18"],
     ["(, 2007-03-01] 2007-03-01", "[2007-03-02, 2008-03-01] 2007-03-02", "[2008-03-02, 2026-03-01] 2008-03-02"]),
    ("kind: date, earliest: 2026-02-01, latest: today", ["days_since(q) > 7"],
     ["[2026-02-01, 2026-02-21] 2026-02-01", "[2026-02-22, 2026-02-22] 2026-02-22",
      "[2026-02-23, 2026-03-01] 2026-02-23"]),
    ("kind: date, earliest: today", ["days_since(q) < -10"],
     ["[2026-03-01, 2026-03-10] 2026-03-01", "[2026-03-11, 2026-03-11] 2026-03-11", "[2026-03-12, ) 2026-03-12"]),
    ("kind: date, latest: today", ["days_since(q) > 99999999", "age(q) > 20000"], ["(, 2026-03-01] 2026-03-01"]),
])
def test_days(question: str, conditions: Sequence[str], stretches: Sequence[str]) -> None:
    """Ages and days gone by become days."""
    assert cuts(domain(question, *conditions)) == stretches


@pytest.mark.parametrize(("today", "last"), [
    (date(2026, 2, 28), date(2008, 2, 28)),
    (date(2026, 3, 1), date(2008, 3, 1)),
    (date(2028, 2, 28), date(2010, 2, 28)),
    (date(2028, 2, 29), date(2010, 2, 28)),
    (date(2024, 2, 29), date(2006, 2, 28)),
])
def test_who_has_turned_eighteen(today: date, last: date) -> None:
    """Around the end of February: whoever was born on the 29th turns older on 1 March of other years."""
    found = domain("kind: date, latest: today", "age(q) >= 18", today=today)
    assert last in [stretch.high for stretch in found.stretches]


def test_ends_of_the_calendar() -> None:
    found = domain("kind: date", "q >= 9999-12-31", "q <= 0001-01-01")
    assert cuts(found) == ["(, 0001-01-01] 0001-01-01", "[0001-01-02, 9999-12-30] 0001-01-02",
                           "[9999-12-31, ) 9999-12-31"]


MOST = "9" * 30


@pytest.mark.parametrize(("conditions", "examples"), [
    ([f"q > {MOST}"], ["0", MOST]),
    ([f"q < -{MOST}"], [f"-{MOST}", f"-{MOST[:-1]}8"]),
    ([f"0.{'0' * 28}1 < q < 0.{'0' * 28}2"],
     ["0", f"0.{'0' * 28}1", f"0.{'0' * 28}2", "1"]),
    ([f"{MOST[:-1]}7 < q < {MOST}"], ["0", f"{MOST[:-1]}7", f"{MOST[:-1]}8", MOST]),
])
def test_numbers_of_thirty_digits(conditions: Sequence[str], examples: Sequence[str]) -> None:
    """Nobody can answer with more, so what lies between the last of them is no answer."""
    assert {f"{stretch.example:f}" for stretch in domain("kind: number", *conditions).stretches} == set(examples)


def test_several() -> None:
    """A variable for each option that conditions name, and one for how many there are."""
    question = "kind: several, none: No, options: {a: A, b: B, c: C}"
    assert list(domain(question).members) == []
    assert not domain(question, "answered(q)").counted
    found = domain(question, "c in q", "a not in q", "count(q) > 1")
    assert list(found.members) == ["a", "c"]
    assert found.counted
    assert found.formulas.sizes[found.main] == 4


def test_what_is_no_answer_has_no_value() -> None:
    """Whatever somebody may have said beforehand: what a question does not take is not one of its values."""
    answers: list[Answer] = ["a", "z", frozenset({"a"}), frozenset(), Decimal(1), Decimal("1.5"), Decimal(9), TODAY,
                             date(1900, 1, 1), UNKNOWN]
    taken = {
        "options: {a: A, b: B}": ["a"],
        "kind: several, none: No, options: {a: A, b: B}": [frozenset({"a"}), frozenset()],
        "kind: number, whole: true, max: 5": [Decimal(1)],
        "kind: date, earliest: 2000-01-01": [TODAY],
    }
    for question, some in taken.items():
        found = domain(question)
        assert [answer for answer in answers if found.value(answer) is not None] == some


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32))
def test_no_condition_tells_a_stretch_apart(seed: int) -> None:
    """Every answer within the bounds is in exactly one stretch, with whose example every condition agrees."""
    writer = Writer(Random(seed))
    kind = writer.pick("number", "date")
    writer.kinds = {"q": kind}
    bounds = writer.pick("", *((", min: -1", ", max: 2.5, whole: true", ", whole: true") if kind == "number" else (
        ", earliest: today", ", latest: today", ", earliest: 2024-02-29, latest: 2026-03-01")))
    conditions = asked(f"kind: {kind}{bounds}", *(writer.condition() for _ in range(3)))
    found = conditions.domain("q")
    atoms = conditions.atoms.get("q", [])
    for stretch in found.stretches:
        assert within(found.question, stretch.example)
        assert stretch.holds(stretch.example)
    for value in NUMBERS if kind == "number" else DAYS[::11]:
        around = [stretch for stretch in found.stretches if stretch.holds(value)]
        if within(found.question, value):
            stretch, = around
            for atom in atoms:
                literal = found.formula(atom)
                holds = part_holds(atom.part, value, TODAY)
                assert part_holds(atom.part, stretch.example, TODAY) is holds
                place = found.value(value)
                assert place is not None
                assert found.formulas.given(literal, found.main, place) == (TRUE if holds else FALSE)
        else:
            assert found.value(value) is None
