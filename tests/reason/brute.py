"""All there is to know about a small tree, by walking every run of it: what the exploration is held against.

Nothing of `tui.reason` is used, neither its cuts of numbers and dates nor its order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, partial
from itertools import combinations
from typing import NamedTuple

from tests.routes import every_condition, parts
from tui.tree.answers import UNKNOWN, Answer
from tui.tree.conditions import Condition, Known, Measure, Part, Within, measured, part_holds
from tui.tree.model import Question, Tree
from tui.tree.names import Kind

TODAY = date(2026, 3, 1)

NUMBERS = tuple(Decimal(n) / 4 for n in range(-24, 33))
"""Every quarter from -6 to 8: some in each stretch that bounds and conditions on whole and half numbers make."""

STEPS = tuple(Decimal(n) / 4 for n in (-4, -1, 0, 1, 4))
"""From the end of a stretch to numbers beside it, whole and not."""

DAYS = (*(date(2026, 12, 31) - timedelta(n) for n in range(9 * 366)), date(1, 1, 2), date(1970, 1, 1), date.max)
"""Every day from 2018 to 2026, and some far away."""

TAKEN = {measure: cache(partial(measured, measure, today=TODAY)) for measure in Measure}
"""What conditions measure of an answer; remembered, for the days are the same for every tree."""


class Arrival(NamedTuple):
    """A place that somebody comes to, and all that they have answered until then."""

    place: str
    answers: Mapping[str, Answer]


class Wrong(NamedTuple):
    """What goes wrong in a question for somebody: no rule covers them, `to` comes again, or nothing is offered."""

    kind: str
    question: str
    to: str | None
    answers: Mapping[str, Answer]


class Brute:
    """Every arrival of those who answer as is known of them, where that is offered, and anything offered elsewhere."""

    def __init__(self, tree: Tree, known: Mapping[str, Answer] | None = None) -> None:
        self.tree = tree
        self.known = known or {}
        self.arrivals: list[Arrival] = []
        self.wrongs: list[Wrong] = []
        self.all_answers = {id: values(tree, question) for id, question in tree.questions.items()}
        self._arrive(tree.start, {})

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Those that are reached, in the order of the file."""
        reached = {arrival.place for arrival in self.arrivals}
        return tuple(id for id in self.tree.outcomes if id in reached)

    @property
    def steps(self) -> tuple[int, int] | None:
        """Fewest and most questions of which nothing is known; None where no outcome is reached."""
        counts = [sum(id not in self.known for id in answers) for place, answers in self.arrivals
                  if place in self.tree.outcomes]
        return (min(counts), max(counts)) if counts else None

    @property
    def shortest(self) -> dict[str, int]:
        """For each place that is reached, by how many answers at least."""
        return _fewest((place, answers) for place, answers in self.arrivals)

    @property
    def troubles(self) -> dict[tuple[str, str, str | None], int]:
        """What goes wrong, and after how many answers at the earliest."""
        return _fewest(((kind, question, to), answers) for kind, question, to, answers in self.wrongs)

    def verdicts(self, place: str, condition: Condition, after: bool) -> dict[bool, int]:
        """Whether a condition holds at a place (or once it is answered), each with the fewest answers needed."""
        people = [answers for at, answers in self.arrivals if at == place]
        if after:
            people = [{**answers, place: answer} for answers in people for answer in self.open(place, answers)]
        return _fewest((self.knows(answers).holds(condition), answers) for answers in people)

    def knows(self, answers: Mapping[str, Answer]) -> Known:
        return Known(self.tree.facts, answers, TODAY)

    def takes(self, place: str, answers: Mapping[str, Answer], answer: Answer) -> bool:
        """Whether an answer is offered at a question to somebody of whom nothing else is known there."""
        known = self.known.get(place, UNKNOWN)
        if isinstance(answer, Decimal | date):
            question = self.tree.questions[place]
            bound = isinstance(known, Decimal | date) and within(question, known)
            return within(question, answer) and (answer == known or not bound)
        return answer in self.open(place, answers)

    def open(self, place: str, answers: Mapping[str, Answer]) -> list[Answer]:
        """The answers that are tried at a question."""
        offered = self.offered(place, answers)
        known = self.known.get(place, UNKNOWN)
        # A number or a day may be an answer, though none of those that stand for others.
        between = isinstance(known, Decimal | date) and within(self.tree.questions[place], known)
        return [known] if between or known in offered else offered

    def offered(self, place: str, answers: Mapping[str, Answer]) -> list[Answer]:
        """Every answer offered at a question; of numbers and days one for each that conditions can tell apart."""
        question = self.tree.questions[place]
        if not question.options:
            return self.all_answers[place]
        known = self.knows(answers)
        open_options = {option.id for option in question.options.values() if known.holds(option.when)}
        if question.kind is Kind.ONE:
            return [answer for answer in self.all_answers[place] if answer in open_options]
        return [answer for answer in self.all_answers[place]
                if isinstance(answer, frozenset) and answer <= open_options]

    def leads_to(self, place: str, answers: Mapping[str, Answer]) -> str | None:
        """Where a question leads once it is answered; None where no rule covers the case."""
        question, known = self.tree.questions[place], self.knows(answers)
        answer = answers[place]
        own = question.options[answer].goto if isinstance(answer, str) else ()
        return next((rule.to for rule in own or question.goto if known.holds(rule.when)), None)

    def walked(self, answers: Mapping[str, Answer]) -> str | tuple[str, str, str | None]:
        """The place that answers lead to, each one offered where it is given; or what goes wrong in the end."""
        place = self.tree.start
        before: dict[str, Answer] = {}
        for question, answer in answers.items():
            assert question == place
            assert self.takes(place, before, answer)
            before[question] = answer
            to = self.leads_to(place, before)
            if to is None or to in before:
                assert len(before) == len(answers)
                return ("gap", place, None) if to is None else ("twice", place, to)
            place = to
        if place in self.tree.questions and not self.open(place, before):
            return "stuck", place, None
        return place

    def _arrive(self, place: str, answers: Mapping[str, Answer]) -> None:
        self.arrivals.append(Arrival(place, answers))
        if place in self.tree.outcomes:
            return
        tried = self.open(place, answers)
        if not tried:
            self.wrongs.append(Wrong("stuck", place, None, answers))
        for answer in tried:
            more = {**answers, place: answer}
            to = self.leads_to(place, more)
            if to is None:
                self.wrongs.append(Wrong("gap", place, None, more))
            elif to in more:
                self.wrongs.append(Wrong("twice", place, to, more))
            else:
                self._arrive(to, more)


def _fewest(found: Iterator[tuple[object, Mapping[str, Answer]]]) -> dict:  # type: ignore[type-arg]  # its callers say of what
    fewest: dict[object, int] = {}
    for key, answers in found:
        fewest[key] = min(len(answers), fewest.get(key, len(answers)))
    return fewest


def within(question: Question, value: Decimal | date) -> bool:
    """Whether a number or a day is within the bounds of its question."""
    bounds = question.bounds
    if isinstance(value, Decimal) != (question.kind is Kind.NUMBER) or question.options:
        return False
    if bounds.whole and value != int(value):  # type: ignore[arg-type]  # only numbers are whole
        return False
    low = TODAY if bounds.today_low else bounds.low
    high = TODAY if bounds.today_high else bounds.high
    return (low is None or low <= value) and (high is None or value <= high)  # type: ignore[operator]  # of one sort


def values(tree: Tree, question: Question) -> list[Answer]:
    """Every answer to a question; of numbers and days one for each that the tree's conditions can tell apart."""
    if question.kind is Kind.ONE:
        return [*question.options]
    if question.kind is Kind.SEVERAL:
        least = 0 if question.none is not None else 1
        return [frozenset(some) for size in range(least, len(question.options) + 1)
                for some in combinations(question.options, size)]
    told_apart: dict[tuple[bool, ...], Answer] = {}
    asked = parts(tree, every_condition).get(question.id, [])
    given = [value for value in candidates(tree, question) if within(question, value)]
    held = [verdicts(part, given) for part in asked]
    for value, said in zip(given, zip(*held, strict=True) if held else [()] * len(given), strict=True):
        told_apart.setdefault(said, value)
    return list(told_apart.values())


def verdicts(part: Part, given: list[Decimal | date]) -> list[bool]:
    """Which of some numbers or days are in a part of the answers."""
    if not isinstance(part, Within):
        return [part_holds(part, value, TODAY) for value in given]
    return [value is not None and any(r.holds(value) for r in part.ranges)
            for value in map(TAKEN[part.measure], given)]


def candidates(tree: Tree, question: Question) -> list[Decimal | date]:
    """Numbers or days among which are some of each sort that conditions tell apart, next to where they do so too."""
    found: dict[Decimal | date, None] = dict.fromkeys(NUMBERS if question.kind is Kind.NUMBER else DAYS)
    asked = [part for part in parts(tree, every_condition).get(question.id, []) if isinstance(part, Within)]
    ends = [(part.measure, end) for part in asked for r in part.ranges for end in (r.low, r.high) if end is not None]
    for measure, end in [*ends, *((Measure.VALUE, end) for end in (question.bounds.low, question.bounds.high)
                                if end is not None)]:
        if isinstance(end, date):
            found |= dict.fromkeys(end + timedelta(days) for days in (-1, 0, 1))
        elif measure is Measure.VALUE:
            found |= dict.fromkeys(end + step for step in STEPS)
        else:
            day = TODAY - timedelta(int(end)) if measure is Measure.DAYS_SINCE else TODAY.replace(
                year=TODAY.year - int(end))
            found |= dict.fromkeys(day + timedelta(days) for days in (-1, 0, 1))
    return list(found)
