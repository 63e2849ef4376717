"""Numbers as people write them: an answer with its unit, and the numbers that stand beside options."""

from __future__ import annotations

import re
from decimal import Decimal

from tui.interview.interview import Interview
from tui.interview.matching import exactly, sayings
from tui.interview.offer import limits
from tui.interview.said import Voice
from tui.interview.words import plain
from tui.tree.answers import MOST_DIGITS, parse_number, written_number
from tui.tree.model import Question

_COUNTED = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
             "eleventh", "twelfth", "last")

# Beside a number these change nothing. Whatever else stands there might: "less than 5", "500 MB", "not 5".
_EMPTY = frozenset((
    "about", "approx", "approximately", "are", "around", "ca", "circa", "have", "i", "is", "it", "its", "of", "roughly",
    "the", "there", "us", "we", "~"))
_PER = frozenset(("a", "an", "each", "every", "per", "/"))
_SPELT = {
    "€": "euro", "eur": "euro", "$": "dollar", "usd": "dollar", "%": "percent", "gigabyte": "gb", "gig": "gb",
    "megabyte": "mb", "terabyte": "tb", "h": "hour", "hr": "hour", "min": "minute", "sec": "second", "yr": "year",
    "wk": "week", "feet": "foot", "kilo": "kg", "kilogram": "kg", "kilogramme": "kg", "kilometre": "km",
    "kilometer": "km", "meter": "metre", "people": "person", "children": "child"}
"""Other spellings of a unit, in the singular, and the one that they are compared by."""

_ENDINGS = ("st", "nd", "rd", "th")
_AMOUNT = r"\bhow (?:big|far|few|large|long|many|much|often|old|tall|warm)\b"

_BESIDE = frozenset((
    "also", "and", "answer", "answers", "both", "choose", "i", "number", "numbers", "option", "options", "pick",
    "please", "take", "the", ",", ";", "+", "&", ".", "(", ")", "#"))
"""What may stand beside the numbers of options."""


def read_number(interview: Interview, question: Question, text: str) -> Decimal | str:
    """The number that a text is, with its own unit or none; or else the sentence that says what is needed."""
    number = _typed(text)
    if number is not None:
        return number
    said = " ".join(text.casefold().split()).rstrip(".!,").replace("\N{MINUS SIGN}", "-").replace("\N{EN DASH}", "-")
    if not re.search(r"\d", said):
        said = re.sub(rf"\b(?:{'|'.join(_COUNTED)})\b", lambda word: str(_COUNTED.index(word[0])), said)
    found = re.fullmatch(r"(\D*?)(-? ?)((?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+))(\D*)", said)
    such = f"such as {_example(interview, question)}."
    if found is None:
        return _no_number(said, _unit_sentence(interview, question), such)
    before, minus, digits, after = found[1].rstrip(), found[2].strip(), found[3], found[4]
    if before.endswith("minus") and not minus:
        before, minus = before.removesuffix("minus"), "-"
    number = _typed(minus + digits)
    if number is None:
        return _no_number(said, _unit_sentence(interview, question), such)
    if not _is_unit(interview, question, before, after):
        return f"One number{_unit_sentence(interview, question)} is needed here, {such}"
    return number


def _typed(text: str) -> Decimal | None:
    """A number as it is typed in a talk, which may be ".5", "5." or "+5", and have any minus."""
    text = text.strip().replace("\N{MINUS SIGN}", "-").removeprefix("+").removesuffix(".")
    return parse_number(re.sub(r"^(-?)\.", r"\g<1>0.", text))


def numbered(interview: Interview, text: str) -> tuple[int, ...] | None:
    """The numbers of options, as a person sees them, that a text consists of; None where it is anything else.

    Digits, counted words and ordinals, as in "1,2,4", "both 1 and 2", "two" or "the second one". 0 is for somebody who
    does not know; a number may be one that no option has. Words count only where they can be nothing but the numbers of
    options: "two" says how many where that is asked, or where options speak of numbers.
    """
    options = interview.choices
    if not options:
        return None
    tokens = re.findall(r"\d+|[^\W\d_]+|[^\w\s]", text.casefold())
    numbers: list[int] = []
    words: list[tuple[str, int]] = []
    before = ""
    for token in tokens:
        number = _place(token, len(options))
        if not _empty_beside(token, before):
            if number is None or before in _ORDINALS[1:] or (token == "last" and before not in _BESIDE):
                # "The first two" and "two last" are no numbers of options.
                return None
            numbers.append(number)
            words += [] if token.isdecimal() else [(token, number)]
        before = token
    if not numbers or ("both" in tokens and len(numbers) != 2):
        return None
    return None if words and _spoken_of(interview, text, words) else tuple(numbers)


def _empty_beside(token: str, before: str) -> bool:
    """Whether a word beside a number of an option says nothing: "and", the "nd" of "2nd", the "one" of "second one"."""
    if token in ("one", "ones"):
        return before in _ORDINALS[1:] or before in _ENDINGS
    return token in _BESIDE or (token in _ENDINGS and before.isdecimal())


def _place(token: str, count: int) -> int | None:
    if token.isdecimal():
        return int(token) if len(token) <= 6 else None
    if token == "last":
        return count
    words = _COUNTED if token in _COUNTED else _ORDINALS
    return (words.index(token) or None) if token in words else None


def _spoken_of(interview: Interview, text: str, words: list[tuple[str, int]]) -> bool:
    """Whether a text that counts options may be the words of one of them, or an amount."""
    said = sayings(interview, interview.choices)
    if exactly(said, text)[0]:
        return True
    if any(number != place and word in one.words for word, number in words for place, one in enumerate(said, 1)):
        return True
    if not any(word in _COUNTED for word, _ in words):
        return False
    question = interview.question
    asked = plain(Voice(interview).line(question.ask)) if question is not None else ""
    return re.search(_AMOUNT, asked) is not None or any(
        word in _COUNTED or word.isdecimal() for one in said for word in one.words)


def _no_number(said: str, unit: str, such: str) -> str:
    if sum(char.isdecimal() for char in said) > MOST_DIGITS:
        return f"That is not a number. Write at most {MOST_DIGITS} digits, {such}"
    if not re.search(r"\d", said) or re.fullmatch(r"\S*\d[^\W\d]+\d\S*", said):
        return f"That is not a number. Write one{unit}, {such}"
    if re.fullmatch(r"\D*\d+(?:[ ,'’.]\d+)+\D*", said):
        return f"Write one number{unit}, with nothing between its digits but a point before parts of one, {such}"
    return f"One number{unit} is needed here, {such}"


def _unit_sentence(interview: Interview, question: Question) -> str:
    unit = Voice(interview).line(question.unit).strip() if question.unit is not None else ""
    return f" in {unit}" if unit else ""


def _is_unit(interview: Interview, question: Question, before: str, after: str) -> bool:
    """Whether what stands beside a number is its unit, or the beginning of it: "hours" of "hours a week"."""
    beside = _unit_words(f"{before} {after}")
    if not beside:
        return True
    voice = Voice(interview)
    units = [voice.line(question.unit)] if question.unit is not None else []
    # A question that asks "how many minutes" names its unit that way.
    units += re.findall(r"\bhow many ([^\W\d_]+)", " ".join(voice.line(question.ask).split()), re.IGNORECASE)
    return any(_unit_words(unit)[:len(beside)] == beside for unit in units)


def _unit_words(text: str) -> list[str]:
    tokens = re.findall(r"[^\W\d_]+|[^\w\s]", text.casefold())
    return [_spelling(token) for token in tokens if token not in _EMPTY]


def _spelling(token: str) -> str:
    if token in _PER:
        return "per"
    word = token
    if len(token) >= 3 and token.endswith("s") and not token.endswith("ss"):
        word = token[:-2] if token.endswith(("xes", "ches", "shes", "sses")) else token[:-1]
    return _SPELT.get(word, word)


def _example(interview: Interview, question: Question) -> str:
    low, high = limits(question, interview.today)
    least = low if isinstance(low, Decimal) else None
    most = high if isinstance(high, Decimal) else None
    fits = next((n for n in (3, 10, 100, 1) if (least is None or least <= n) and (most is None or n <= most)), None)
    return str(fits) if fits is not None else written_number(least if least is not None else most or Decimal(0))
