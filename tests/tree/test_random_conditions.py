"""Conditions made at random, each with a function that says what it means, written without the parser's help."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tree.conditions import FACTS, MONTHS, NO_MONTH, OPTIONS, ROUGH, TODAY, read, truth
from tui.tree.answers import UNKNOWN, Answer
from tui.tree.conditions import Known

Means = Callable[[Mapping[str, Answer]], bool]
Written = tuple[str, Means]

ORDER: Mapping[str, Callable[[object, object], bool]] = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b,  # type: ignore[operator]  # only like meets like
    ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,  # type: ignore[operator]  # as above
    "==": lambda a, b: a == b, "is": lambda a, b: a == b, "!=": lambda a, b: a != b, "is not": lambda a, b: a != b}


def naive_age(born: date) -> int:
    """Birthdays had, counted one by one."""
    years = 0
    while True:
        try:
            birthday = born.replace(year=born.year + years + 1)
        except ValueError:
            birthday = date(born.year + years + 1, 3, 1)
        if birthday > TODAY:
            return years
        years += 1


MEASURES: Mapping[str, tuple[str, Callable[[Answer], object]]] = {
    "hours": ("hours", lambda answer: answer), "born": ("born", lambda answer: answer),
    "count(months)": ("months", lambda answer: len(answer)),  # type: ignore[arg-type]  # a set
    "age(born)": ("born", lambda answer: naive_age(answer)),  # type: ignore[arg-type]  # a date
    "days_since(born)": ("born", lambda answer: (TODAY - answer).days)}  # type: ignore[operator]  # a date

NUMBERS = st.decimals(-3, 5, places=1).map(lambda d: Decimal(str(d)))
DATES = st.dates(date(1990, 1, 1), TODAY) | st.sampled_from([date(2004, 2, 29), date(2004, 2, 28), TODAY])


def literal(draw: st.DrawFn, measured: str) -> tuple[str, object]:
    if measured == "born":
        day = draw(DATES)
        return day.isoformat(), day
    if measured == "days_since(born)":
        days = draw(st.integers(0, 14_000))
        return str(days), days
    number = draw(NUMBERS if measured == "hours" else st.integers(-1, 40))
    return str(number), number


@st.composite
def measured_atoms(draw: st.DrawFn) -> Written:
    """A comparison of a number or a date: one way round, the other, a chain, or a list."""
    measured = draw(st.sampled_from(list(MEASURES)))
    question, measure = MEASURES[measured]
    (word, value), (other_word, other) = literal(draw, measured), literal(draw, measured)
    op, op2 = draw(st.sampled_from(list(ORDER))), draw(st.sampled_from(list(ORDER)))
    form = draw(st.sampled_from(["right", "left", "chain", "in", "not in"]))

    def pair(sign: str, holds: Callable[[object], bool], answers: Mapping[str, Answer]) -> bool:
        answer = answers.get(question, UNKNOWN)
        return sign in ("!=", "is not", "not in") if answer is UNKNOWN else holds(measure(answer))

    if form == "right":
        return f"{measured} {op} {word}", lambda a: pair(op, lambda m: ORDER[op](m, value), a)
    if form == "left":
        return f"{word} {op} {measured}", lambda a: pair(op, lambda m: ORDER[op](value, m), a)
    if form == "chain":
        return f"{word} {op} {measured} {op2} {other_word}", lambda a: (
            pair(op, lambda m: ORDER[op](value, m), a) and pair(op2, lambda m: ORDER[op2](m, other), a))
    return f"{measured} {form} [{word}, {other_word}]", lambda a: pair(
        form, lambda m: (m in (value, other)) == (form == "in"), a)


@st.composite
def chosen_atoms(draw: st.DrawFn) -> Written:
    """A comparison of options, a fact, or whether something was asked."""
    option, month = draw(st.sampled_from(OPTIONS)), draw(st.sampled_from(MONTHS))
    asked = draw(st.sampled_from(["terrain", "months", "hours", "born"]))
    some = draw(st.lists(st.sampled_from([*OPTIONS, "rough"]), min_size=1, max_size=3))
    members = {name for word in some for name in (ROUGH if word == "rough" else [word])}
    listed = f"[{', '.join(some)}]"

    def months(answers: Mapping[str, Answer]) -> frozenset[str]:
        answer = answers.get("months")
        return answer if isinstance(answer, frozenset) else NO_MONTH

    def light(answers: Mapping[str, Answer]) -> bool:
        answer = answers.get("hours")
        return isinstance(answer, Decimal) and answer < 3

    forms: list[Written] = [
        (f"terrain is {option}", lambda a: a.get("terrain") == option),
        (f"{option} == terrain", lambda a: a.get("terrain") == option),
        (f"terrain is not {option}", lambda a: a.get("terrain") != option),
        (f"terrain != {option}", lambda a: a.get("terrain") != option),
        (f"terrain in {listed}", lambda a: a.get("terrain") in members),
        (f"terrain not in {listed}", lambda a: a.get("terrain") not in members),
        ("terrain in rough", lambda a: a.get("terrain") in ROUGH),
        (f"{month} in months", lambda a: month in months(a)),
        (f"{month} not in months", lambda a: month not in months(a)),
        (f"answered({asked})", lambda a: asked in a),
        ("light", light),
        ("weather is wet", lambda a: "winter" in months(a)),
        ("weather not in [wet]", lambda a: "winter" not in months(a)),
    ]
    return draw(st.sampled_from(forms))


BLANKS = st.sampled_from([" ", "  ", "\n  ", "\t"])


def joined(word: str, combine: Callable[[list[bool]], bool], parts: list[Written], blank: str) -> Written:
    text = f"{blank}{word}{blank}".join(part for part, _ in parts)
    return text, lambda answers: combine([means(answers) for _, means in parts])


def negated(part: Written) -> Written:
    text, means = part
    return f"not {text}", lambda answers: not means(answers)


def bracketed(part: Written) -> Written:
    text, means = part
    return f"({text})", means


def larger(inner: st.SearchStrategy[Written]) -> st.SearchStrategy[Written]:
    """An `or` of `and`s of parts that stand in brackets or are negated, so that precedence is put to the test."""
    closed = inner.map(bracketed)
    part = atoms | closed | (atoms | closed).map(negated)
    conjunction = st.builds(lambda parts, blank: joined("and", all, parts, blank),
                            st.lists(part, min_size=1, max_size=3), BLANKS)
    return st.builds(lambda parts, blank: joined("or", any, parts, blank),
                     st.lists(conjunction, min_size=1, max_size=3), BLANKS)


atoms = measured_atoms() | chosen_atoms()
conditions = st.recursive(atoms, larger, max_leaves=8)
given_answers = st.fixed_dictionaries({}, optional={
    "terrain": st.sampled_from(OPTIONS) | st.just(UNKNOWN),
    "months": st.frozensets(st.sampled_from(MONTHS)) | st.just(UNKNOWN),
    "hours": NUMBERS | st.just(UNKNOWN),
    "born": DATES | st.just(UNKNOWN)})


@settings(deadline=None)
@given(conditions, st.lists(given_answers, min_size=1, max_size=5))
def test_as_a_naive_reader_has_it(written: Written, people: list[dict[str, Answer]]) -> None:
    """Parser and evaluator agree with functions that were put together along with the text."""
    text, means = written
    found = read(text)
    assert found.problems == []
    for answers in people:
        assert Known(FACTS, answers, TODAY).holds(found.condition) is means(answers)


WORDS = st.sampled_from([
    *OPTIONS, *MONTHS, "terrain", "months", "hours", "born", "light", "weather", "wet", "rough", "and", "or", "not",
    "in", "is", "answered", "count", "age", "days_since", "(", ")", "[", "]", ",", "<", "<=", "==", "!=", "3", "-0.5",
    "2004-02-29", "nothing", "=", "'", "\n", "none"])


@settings(deadline=None)
@given(st.lists(WORDS, max_size=14).map(" ".join) | st.text(max_size=30), given_answers)
def test_every_text_is_read_and_judged(text: str, answers: dict[str, Answer]) -> None:
    """Whatever the words: nothing is raised, and what has no problem is true or false of everybody."""
    found = read(text)
    assert Known(FACTS, answers, TODAY).holds(found.condition) in (True, False)


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), TODAY))
def test_a_day_is_that_many_days_ago(day: date) -> None:
    days = (TODAY - day).days
    assert truth(f"days_since(born) == {days} and born == {TODAY - timedelta(days)}", {"born": day})
