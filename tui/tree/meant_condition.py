"""What a condition that cannot be read was perhaps meant to say: a label for an id, a length of time for a date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tui.problems.frozen import Frozen
from tui.tree.model import Option
from tui.tree.names import Kind, Names, QuestionNames

_COMPARED = re.compile(r"\b([a-z][a-z0-9_]*)\s+(is not|is|!=|==?)(?:\s+|(?<==))[\"']?")
_WITHOUT = ("is not", "!=")
LONGEST = 200
"""Characters of a label that are looked for."""

_TIME = re.compile(r"\b(?!(?:and|or|not)\b)([a-z][a-z0-9_]*)\s+((?:(?!\b(?:and|or)\b)[a-z<>=!\s-]){1,40}?)\s*"
                   r"\b([0-9]{1,6})\s*(year|month|week|day)s?(?:\s+ago)?\b")
_MONTH = re.compile(r"\b([a-z][a-z0-9_]*)\s*(?:is not|is|[<>=!]=?)\s*([0-9]{4}-(?:0[1-9]|1[0-2]))(?![0-9-])")
_DAYS = {"week": 7, "month": 30, "day": 1}
_SAID = (("<=", "<="), (">=", ">="), ("at most", "<="), ("at least", ">="), ("within", "<="), ("last", "<="),
         ("past", "<="), ("less", "<"), ("fewer", "<"), ("under", "<"), ("<", "<"), ("more", ">"), ("over", ">"),
         ("older", ">"), ("longer", ">"), (">", ">"))
_BACK = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_NOT = {"<": ">=", ">": "<=", "<=": ">", ">=": "<"}
_WHOLE = {"<=": "<", ">": ">="}
"""Of years only whole ones are counted: somebody is two for a year."""

_UNKNOWN = re.compile(
    r"\b([a-z][a-z0-9_]*)\s+(?:(?:is not|is|in|[!=]=?)\s*)?unknown\b|\bunknown\s*\(?\s*([a-z][a-z0-9_]*)\b\)?")


class Meant(Frozen):
    """What stands in a condition from `start` to `end`, in a comparison that begins at `begin`; what belongs there."""

    begin: int
    start: int
    end: int
    code: str
    message: str
    help: str


def meant(text: str, names: Names, wrong: Sequence[int]) -> Meant | None:
    """What was meant by the first comparison within which something is wrong at one of some offsets; None where nobody
    can tell.
    """
    return next((found for look in (_times, _months, _unknowns, _labels_for_ids) for found in look(text, names, wrong)
                 if any(found.begin <= at <= found.end for at in wrong)), None)


def _labels_for_ids(text: str, names: Names, wrong: Sequence[int]) -> Iterator[Meant]:
    """Labels with which the answers of their questions are compared."""
    for compared in _COMPARED.finditer(text):
        question, start = names.questions.get(compared[1]), compared.end()
        if question is None or question.kind not in (Kind.ONE, Kind.SEVERAL) or not any(
                compared.start() <= at <= start + LONGEST for at in wrong):
            continue
        said = text[start:start + LONGEST]
        found = [(len(label), id) for id, label in _labels(question) if label.casefold() not in question.options
                 and said[:len(label)].casefold() == label.casefold() and not said[len(label):len(label) + 1].isalnum()]
        if found:
            length, id = max(found)
            without = compared[2] in _WITHOUT
            form = f"{compared[1]} {'is not' if without else 'is'} {id}"
            if question.kind is Kind.SEVERAL:
                form = f"not ({id} in {compared[1]})" if without else f"{id} in {compared[1]}"
            yield Meant(compared.start(), start, start + length, "unknown-option",
                        f"'{text[start:start + length]}' is what people read for '{id}'",
                        f"a condition has ids: write '{form}'")


def _labels(question: QuestionNames) -> Iterator[tuple[str, str]]:
    """The options of a question with their labels, whether they have been built by now or not."""
    for id, given in question.options.items():
        label = ""
        if isinstance(given, Option):
            label = given.label.raw
        elif isinstance(given, tuple):
            _, record = given
            written = record.values.get("label")
            label = written.value.strip() if written is not None else record.built.label.raw if record.built else ""
        if label:
            yield id, label


def _times(text: str, names: Names, _: Sequence[int]) -> Iterator[Meant]:
    """Dates compared with a time that has passed since then: 'less than 2 years ago', '>= today - 30 days'."""
    for found in _TIME.finditer(text):
        name, said, count, unit = found.groups()
        question = names.questions.get(name)
        if question is None or question.kind is not Kind.DATE:
            continue
        sign = next((sign for word, sign in _SAID if word in said), "<=")
        if "today" in said:
            # The later the day, the less time has passed.
            sign = _BACK[sign]
        if re.search(r"\bnot\b", said):
            sign = _NOT[sign]
        if unit == "year":
            sign = _WHOLE.get(sign, sign)
        form = f"age({name}) {sign} {count}" if unit == "year" else (
            f"days_since({name}) {sign} {int(count) * _DAYS[unit]}")
        yield Meant(found.start(), found.start(2) + len(said) - len(said.lstrip()), found.end(), "bad-condition",
                    "a date is not compared with a length of time",
                    f"count the {'years' if unit == 'year' else 'days'} since then: write '{form}'")


def _months(text: str, names: Names, _: Sequence[int]) -> Iterator[Meant]:
    """Dates compared with a month."""
    for found in _MONTH.finditer(text):
        question = names.questions.get(found[1])
        if question is not None and question.kind is Kind.DATE:
            yield Meant(found.start(), found.start(2), found.end(2), "bad-condition", "a date has a day too",
                        f"write for example {found[2]}-01")


def _unknowns(text: str, names: Names, _: Sequence[int]) -> Iterator[Meant]:
    """Whether somebody does not know an answer."""
    for found in _UNKNOWN.finditer(text):
        question = names.questions.get(found[1] or found[2])
        if question is not None and "unknown" not in question.options:
            yield Meant(found.start(), found.start(), found.end(), "bad-condition",
                        "a condition cannot ask who does not know",
                        "take it out: for them every way is followed, and the advice says what it depends on")
