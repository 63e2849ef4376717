"""Days as people write them; where no one day is meant, or one that does not exist, a sentence that says so."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tui.interview.interview import Interview
from tui.interview.offer import limits
from tui.tree.answers import parse_date, shown_date, shown_month
from tui.tree.model import Question

MONTHS = tuple(shown_month(1, month).split()[0] for month in range(1, 13))
_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}
_COUNTED = {word: number for number, words in enumerate(
    ("a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1)
    for word in words.split()}

# Left as strings: each is compiled when somebody answers with a date.
_NUMBER, _NAME = r"([0-9]{1,2})(?:st|nd|rd|th)?", r"([a-z]+)\.?"
_YEAR_FIRST = r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})"
_YEAR_LAST = r"([0-9]{1,2})([-/.]) ?([0-9]{1,2})\2 ?([0-9]{4}|[0-9]{2})"
_NAMED = rf"{_NUMBER}\.?(?: of)? {_NAME},? ([0-9]{{4}})|{_NAME} (?:the )?{_NUMBER},? ([0-9]{{4}})"
_NO_YEAR = rf"{_NUMBER}\.?(?: of)? {_NAME}|{_NAME} (?:the )?{_NUMBER}"
_MONTH = rf"(?:in )?(?:{_NAME},? ([0-9]{{4}})|([0-9]{{4}})[-/.]([0-9]{{1,2}})|([0-9]{{1,2}})[-/.]([0-9]{{4}}))"
_AGO = r"([a-z]+|[0-9]{1,5}) (day|week)s? ago|in ([a-z]+|[0-9]{1,5}) (day|week)s?"
_VAGUE = (r"(?:in )?(?:[0-9]{4}|(?:early|late|mid) .+|(?:the )?(?:last|past|this|next) [a-z ]+|"
          r"[a-z0-9 ]+ (?:month|year)s?(?: ago)?|recently|lately|(?:a )?long (?:time )?ago|some time ago)")
_NEVER = frozenset(("never", "never ever", "not yet", "not ever", "no", "none", "not at all"))


def read_date(interview: Interview, question: Question, text: str) -> date | str:
    """The day that a text means; or else the sentence that says what is wrong or missing."""
    today = interview.today
    said = " ".join(text.casefold().split()).rstrip(".!,")
    said = re.sub(r"^(?:it (?:was|will be|is) )?(?:on )?(?:the )?", "", said)
    write = _write(interview, question)
    if said in _DAYS:
        found: date | str | None = _from(today, _DAYS[said])
    else:
        found = parse_date(said) or _numbers(said) or _named(said) or _counted(said, today)
    if isinstance(found, date):
        return found
    if found is not None:
        return f"{found} {write}"
    if said in _NEVER:
        return "A day is needed here. If there never was one, take back or change the answer that led to this question."
    month = _month(said)
    if month or re.fullmatch(_VAGUE, said):
        return f"{f'Which day in {month}' if month else 'Which day was that, or will it be'}? {write}"
    return f"That is not a date. {write}"


def _numbers(said: str) -> date | str | None:
    """A date in numbers; where both the day and the month might come first, the sentence that asks which."""
    found = re.fullmatch(_YEAR_FIRST, said)
    if found is not None:
        return _day(int(found[1]), int(found[3]), int(found[4]))
    found = re.fullmatch(_YEAR_LAST, said)
    if found is None:
        return None
    if len(found[4]) == 2:
        return "A year has four digits here."
    one, two, year = int(found[1]), int(found[3]), int(found[4])
    if one == two or one > 12:
        return _day(year, two, one)
    if two > 12:
        return _day(year, one, two)
    either = [_day(year, two, one), _day(year, one, two)]
    return f"That may be {' or '.join(shown_date(day) if isinstance(day, date) else '?' for day in either)}."


def _named(said: str) -> date | str | None:
    """A date with the name of its month."""
    found = re.fullmatch(_NAMED, said)
    if found is not None:
        number, name, year = (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
        month = _month_of(name)
        return _day(int(year), month, int(number)) if month else None
    found = re.fullmatch(_NO_YEAR, said)
    if found is not None and _month_of(found[2] or found[3]):
        return "The year is missing."
    return None


def _counted(said: str, today: date) -> date | str | None:
    """A day counted from today, in days or weeks; months and years are not exact."""
    found = re.fullmatch(_AGO, said)
    if found is None:
        return None
    word, unit, sign = (found[1], found[2], -1) if found[1] else (found[3], found[4], 1)
    count = int(word) if word.isdecimal() else _COUNTED.get(word)
    return _from(today, sign * count * (7 if unit == "week" else 1)) if count is not None else None


def _from(today: date, days: int) -> date | str:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return "That is further away than any calendar goes."


def _day(year: int, month: int, number: int) -> date | str:
    """A day, or the sentence that there is none such."""
    if not year:
        return "There is no year 0."
    if not 1 <= month <= 12:
        return f"There is no month {month}."
    try:
        return date(year, month, number)
    except ValueError:
        last = 28 + next(more for more in (3, 2, 1, 0) if _exists(year, month, 28 + more))
        return f"There is no {number} {MONTHS[month - 1]} {year}; that month has {last} days."


def _exists(year: int, month: int, number: int) -> bool:
    try:
        date(year, month, number)
    except ValueError:
        return False
    return True


def _month(said: str) -> str:
    """The month, with its year if that is said, that stands without a day."""
    found = re.fullmatch(_MONTH, said)
    if found is None:
        month = _month_of(said.removeprefix("in "))
        return MONTHS[month - 1] if month else ""
    year = found[2] or found[3] or found[6]
    month = _month_of(found[1]) if found[1] else int(found[4] or found[5])
    return f"{MONTHS[month - 1]} {year}" if 1 <= month <= 12 else ""


def _month_of(name: str) -> int:
    """The number of a month by its name or the beginning of it; 0 where it is none."""
    if name == "sept":
        return 9
    return next((i for i, month in enumerate(MONTHS, 1) if len(name) >= 3 and month.casefold().startswith(name)), 0)


def _write(interview: Interview, question: Question) -> str:
    """How to write a date, with one that would be taken."""
    low, high = limits(question, interview.today)
    day = interview.today
    if isinstance(low, date) and day < low:
        day = low
    if isinstance(high, date) and day > high:
        day = high
    return f"Write it as {day.isoformat()}, or as {shown_date(day)}."
