"""Goto lists as formulas."""

from __future__ import annotations

import pytest

from tui.reason.formulas import FALSE, TRUE, Formulas
from tui.reason.ways import Ways


@pytest.fixture
def formulas() -> Formulas:
    made = Formulas()
    made.variable(2)
    made.variable(2)
    return made


@pytest.fixture
def ways(formulas: Formulas) -> Ways:
    return Ways(formulas)


def test_what_can_never_be_taken_is_left_out(formulas: Formulas, ways: Ways) -> None:
    here = formulas.literal(0, 1)
    plain = ways.rules([(here, "a"), (TRUE, "b")])
    assert plain == ways.rules([(FALSE, "c"), (here, "a"), (TRUE, "b"), (formulas.literal(1, 1), "c")])
    assert plain != ways.rules([(here, "a")])
    assert ways.rules([(here, "a"), (TRUE, "a")]) == ways.rules([(TRUE, "a")])


def test_the_first_that_holds_is_taken(formulas: Formulas, ways: Ways) -> None:
    rules = ways.rules([(formulas.literal(0, 0b001), "a"), (formulas.literal(1, 0b001), "b"), (TRUE, "c")])
    for first, second, to in ((0, 0, "a"), (0, 1, "a"), (1, 0, "b"), (1, 1, "c")):
        assert ways.leads_to(ways.given(ways.given(rules, 0, first), 1, second)) == to
        assert ways.leads_to(ways.given(ways.given(rules, 1, second), 0, first)) == to
    # What has not been asked by then is absent.
    assert ways.leads_to(rules) == "c"
    assert ways.leads_to(ways.given(rules, 1, 0)) == "b"


def test_a_case_that_no_rule_covers(formulas: Formulas, ways: Ways) -> None:
    rules = ways.rules([(formulas.literal(0, 0b001), "a"), (formulas.literal(0, 0b100), "b")])
    assert ways.leads_to(ways.given(rules, 0, 0)) == "a"
    assert ways.leads_to(ways.given(rules, 0, 1)) is None
    assert ways.leads_to(rules) == "b"
    assert ways.leads_to(ways.rules([])) is None


def test_what_a_list_looks_at(formulas: Formulas, ways: Ways) -> None:
    rules = ways.rules([(formulas.literal(0, 1), "a"), (formulas.literal(1, 1), "b"), (TRUE, "c")])
    assert ways.uses(rules) == 0b11
    assert ways.uses(ways.given(rules, 0, 1)) == 0b10
    assert ways.uses(ways.given(rules, 0, 0)) == 0
