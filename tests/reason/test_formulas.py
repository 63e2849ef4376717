"""Formulas against tables of everything that their variables can be."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.reason.formulas import FALSE, TRUE, Formula, Formulas

SIZES = (2, 3, 2, 1)
VALUES = [dict(enumerate(values)) for values in product(*(range(size + 1) for size in SIZES))]
"""Everything that can be; the last value of each variable is to be absent."""


class Table:
    """Formulas over four variables, each with the rows for which it holds, worked out side by side."""

    def __init__(self) -> None:
        self.formulas = Formulas()
        for size in SIZES:
            self.formulas.variable(size)

    def rows(self, formula: Formula) -> list[bool]:
        """For which rows a formula holds, found by giving every variable its value."""
        return [self.left(formula, row) == TRUE for row in VALUES]

    def left(self, formula: Formula, row: Mapping[int, int]) -> Formula:
        for variable, value in row.items():
            formula = self.formulas.given(formula, variable, value)
        return formula

    def random(self, random: Random, depth: int) -> tuple[Formula, list[bool]]:
        """A formula, and the rows for which it should hold."""
        sort = random.choice(("literal", "all", "any", "opposite")) if depth else "literal"
        if sort == "literal":
            variable = random.randrange(len(SIZES))
            values = random.randrange(2 << SIZES[variable])
            return self.formulas.literal(variable, values), [bool(values >> row[variable] & 1) for row in VALUES]
        parts = [self.random(random, depth - 1) for _ in range(random.randint(0, 3))]
        if sort == "opposite":
            formula, rows = self.random(random, depth - 1)
            return self.formulas.opposite(formula), [not holds for holds in rows]
        join, combine = (self.formulas.all_of, all) if sort == "all" else (self.formulas.any_of, any)
        return join([formula for formula, _ in parts]), [
            combine(rows[i] for _, rows in parts) for i in range(len(VALUES))]


@settings(deadline=None, max_examples=150)
@given(st.integers(0, 2**32))
def test_what_formulas_say(seed: int) -> None:
    """All, any and opposite say what they should, and what is left of a formula says the same of what is left."""
    table, random = Table(), Random(seed)
    formula, rows = table.random(random, 4)
    assert table.rows(formula) == rows
    assert table.rows(table.formulas.opposite(formula)) == [not holds for holds in rows]
    variable = random.randrange(len(SIZES))
    for value in range(SIZES[variable] + 1):
        left = table.formulas.given(formula, variable, value)
        assert not table.formulas.uses[left] >> variable & 1
        assert table.rows(left) == [rows[VALUES.index({**row, variable: value})] for row in VALUES]
    assert table.formulas.settled(formula) is rows[VALUES.index(dict(enumerate(SIZES)))]


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 2**32))
def test_a_formula_looks_at_what_it_says(seed: int) -> None:
    """A variable on which the value depends is always among those that a formula looks at."""
    table = Table()
    formula, rows = table.random(Random(seed), 3)
    for variable, size in enumerate(SIZES):
        depends = any(holds != rows[VALUES.index({**row, variable: value})]
                      for row, holds in zip(VALUES, rows, strict=True) for value in range(size + 1))
        assert table.formulas.uses[formula] >> variable & 1 or not depends


@pytest.fixture
def formulas() -> Formulas:
    made = Formulas()
    for size in (2, 2, 3):
        made.variable(size)
    return made


def test_what_is_the_same_is_one(formulas: Formulas) -> None:
    """However it was put together, in whatever order and brackets."""
    a, b, c = (formulas.literal(variable, 1) for variable in (0, 1, 2))
    assert formulas.all_of([a, formulas.all_of([b, c])]) == formulas.all_of([c, formulas.all_of([a]), b, a])
    assert formulas.any_of([a, formulas.any_of([b, c])]) == formulas.any_of([formulas.any_of([c, b, a])])
    assert formulas.opposite(formulas.all_of([a, b])) == formulas.any_of(map(formulas.opposite, (a, b)))
    assert formulas.opposite(formulas.opposite(formulas.any_of([a, formulas.all_of([b, c])]))) == formulas.any_of(
        [a, formulas.all_of([b, c])])


def test_literals_of_one_variable_become_one(formulas: Formulas) -> None:
    first, second = formulas.literal(2, 0b0011), formulas.literal(2, 0b0110)
    assert formulas.all_of([first, second]) == formulas.literal(2, 0b0010)
    assert formulas.any_of([first, second]) == formulas.literal(2, 0b0111)
    assert formulas.all_of([formulas.literal(2, 0b0001), formulas.literal(2, 0b0110)]) == FALSE
    assert formulas.any_of([first, formulas.literal(2, 0b1100)]) == TRUE


def test_nothing_and_everything(formulas: Formulas) -> None:
    assert formulas.all_of([]) == TRUE
    assert formulas.any_of([]) == FALSE
    assert formulas.literal(0, 0) == FALSE
    assert formulas.literal(0, 0b111) == TRUE
    assert formulas.literal(0, 0b011) != TRUE  # the question may not have been asked
    assert formulas.opposite(TRUE) == FALSE
    assert formulas.all_of([formulas.literal(0, 1), FALSE]) == FALSE
    assert formulas.any_of([formulas.literal(0, 1), TRUE]) == TRUE


def test_as_deep_as_one_likes() -> None:
    """A formula on a formula on a formula, 5,000 times."""
    formulas = Formulas()
    deep = formulas.literal(formulas.variable(2), 1)
    for i in range(5_000):
        literal = formulas.literal(formulas.variable(2), 1)
        deep = formulas.all_of([literal, deep]) if i % 2 else formulas.any_of([literal, deep])
    assert formulas.opposite(formulas.opposite(deep)) == deep
    assert formulas.settled(deep) is False
    # Every second level is an `or`, which its own variable decides.
    assert formulas.given(deep, 5_000, 1) == FALSE
    assert formulas.given(formulas.given(deep, 5_000, 0), 4_999, 0) == TRUE
    left = formulas.given(deep, 0, 1)
    assert formulas.uses[left] == formulas.uses[deep] & ~1
