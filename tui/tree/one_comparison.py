"""Conditions that are one comparison with one option or number, as most are: they need none of the grammar.

What is written in any other way, or wrongly, is left to the parser; both read alike what both can read.
"""

from __future__ import annotations

import re
from decimal import Decimal

from tui.tree.comparisons import SAME, range_of
from tui.tree.conditions import Atom, Measure, Not, OneOf, Within
from tui.tree.names import RESERVED, Kind, Names

_COMPARISON = re.compile(
    r"([a-z][a-z0-9_]*) (is not|is|==|!=|<=?|>=?) (?:([a-z][a-z0-9_]*)|(-?[0-9]{1,15}(?:\.[0-9]{1,15})?))")


def one_comparison(text: str, names: Names) -> Atom | Not | None:
    """What a condition says at a glance; None where that takes a closer look."""
    match = _COMPARISON.fullmatch(text)
    if match is None:
        return None
    name, op, option, number = match.groups()
    question = names.questions.get(name)
    if question is None:
        return None
    sign = SAME.get(op, op)
    if option is not None:
        if question.kind is not Kind.ONE or sign[0] != "i" or option not in question.options or option in RESERVED:
            return None
        atom = Atom(name, OneOf(frozenset((option,))))
    elif question.kind is Kind.NUMBER:
        atom = Atom(name, Within(Measure.VALUE, (range_of(sign, Decimal(number)),)))
    else:
        return None
    return Not(atom) if sign == "is not" else atom
