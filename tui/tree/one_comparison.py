"""Conditions that are one comparison with one option or number, as most are: they need none of the grammar.

What is written in any other way, or wrongly, is left to the parser; both read alike what both can read.
"""

from __future__ import annotations

from decimal import Decimal

from tui.tree.comparisons import SAME, range_of
from tui.tree.conditions import Atom, Measure, Not, OneOf, Within
from tui.tree.names import RESERVED, Kind, Names

_SIGNS = frozenset(("is", "is not", "==", "!=", "<", "<=", ">", ">="))
_MOST_DIGITS = 15
"""Before and behind the point."""


def one_comparison(text: str, names: Names) -> Atom | Not | None:
    """What a condition says at a glance; None where that takes a closer look."""
    name, _, rest = text.partition(" ")
    question = names.questions.get(name)
    if question is None:
        return None
    op, _, operand = rest.partition(" ")
    if op == "is" and operand.startswith("not "):
        op, operand = "is not", operand[4:]
    if op not in _SIGNS:
        return None
    sign = SAME.get(op, op)
    if question.kind is Kind.ONE:
        if sign[0] != "i" or operand not in question.options or operand in RESERVED:
            return None
        atom = Atom(name, OneOf(frozenset((operand,))))
    elif question.kind is Kind.NUMBER and _is_number(operand):
        atom = Atom(name, Within(Measure.VALUE, (range_of(sign, Decimal(operand)),)))
    else:
        return None
    return Not(atom) if sign == "is not" else atom


def _is_number(text: str) -> bool:
    whole, point, part = text.removeprefix("-").partition(".")
    return _are_digits(whole) and (not point or _are_digits(part))


def _are_digits(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
