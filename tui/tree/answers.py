"""Answers: what a person said to one question, and the one way in which answers are written."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import Enum

MOST_DIGITS = 30


class Unknown(Enum):
    """The answer of somebody who does not know."""

    UNKNOWN = "unknown"


UNKNOWN = Unknown.UNKNOWN

Answer = str | frozenset[str] | Decimal | date | Unknown
"""An option's id; a set of ids (empty: none of them); an exact decimal; a day; or unknown."""

_NUMBER = r"-?[0-9]+(?:\.[0-9]+)?"

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")


def parse_number(text: str) -> Decimal | None:
    """An exact decimal of at most 30 digits without exponent, or nothing."""
    if len(text) > MOST_DIGITS + 3 or not re.fullmatch(_NUMBER, text):
        return None
    if sum(c.isdigit() for c in text) > MOST_DIGITS:
        return None
    return Decimal(text)


def parse_date(text: str) -> date | None:
    """A day written as yyyy-mm-dd, or nothing."""
    # fromisoformat alone would also take 20260301 and 2026-W09-7.
    if len(text) != 10 or text[4] != "-" or text[7] != "-" or not text.isascii():
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def written_number(number: Decimal) -> str:
    """A number in its shortest form: no exponent, no trailing zeros, no minus before zero."""
    # Not normalize(): it rounds to the precision of the context.
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def shown_date(day: date) -> str:
    """A day as people write it: 1 March 2024."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def shown_month(year: int, month: int) -> str:
    """A month as people write it: March 2024."""
    return f"{_MONTHS[month - 1]} {year}"
