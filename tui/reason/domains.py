"""The answers of a question as the conditions of its tree see them: cut where some condition can tell them apart.

An option is a value by itself. Numbers and dates are cut into stretches at the bounds of every condition, so that each
condition holds for all of a stretch or for none of it. A `several` answer is as many variables as conditions name
options of it, and one more for how many options it has.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Context, Decimal

from tui.problems.frozen import Frozen
from tui.reason.formulas import Formula, Formulas
from tui.tree.answers import MOST_DIGITS, Answer, written_number
from tui.tree.conditions import Atom, Contains, Measure, OneOf, Within, measured, part_holds
from tui.tree.model import Question
from tui.tree.names import Kind

IN, OUT = 1, 0
"""The values of an option of a `several` answer."""

EXACT = Context(prec=100)
"""No number of an answer or a condition has as many digits, nor have sums of two."""
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


class Stretch(Frozen):
    """Numbers or days that no condition can tell apart; None is no end on that side."""

    low: Decimal | date | None
    high: Decimal | date | None
    low_open: bool
    high_open: bool
    example: Decimal | date

    def holds(self, value: Decimal | date) -> bool:
        """Whether an answer of the same sort lies within."""
        if self.low is not None and (value <= self.low if self.low_open else value < self.low):  # type: ignore[operator]  # of one sort
            return False
        return self.high is None or (value < self.high if self.high_open else value <= self.high)  # type: ignore[operator]  # as above


class Domain:
    """A question's variables.

    `main` is the variable of a one, number or date question, and how many options a `several` answer has. `members` are
    the variables of the options that conditions name.
    """

    def __init__(self, formulas: Formulas, question: Question, atoms: Iterable[Atom], today: date) -> None:
        self.formulas = formulas
        self.question = question
        self.today = today
        self.options = tuple(question.options)
        self.stretches: tuple[Stretch, ...] = ()
        self.members: dict[str, int] = {}
        self.counted = False
        """Whether some condition counts the options of a `several` answer."""
        parts = [atom.part for atom in atoms]
        if question.kind is Kind.ONE:
            self.main = formulas.variable(len(self.options))
        elif question.kind is Kind.SEVERAL:
            named = {part.option for part in parts if isinstance(part, Contains)}
            self.members = {id: formulas.variable(2) for id in self.options if id in named}
            self.main = formulas.variable(len(self.options) + 1)
            self.counted = any(isinstance(part, Within) for part in parts)
        else:
            within = [part for part in parts if isinstance(part, Within)]
            self.stretches = (days if question.kind is Kind.DATE else _numbers)(question, within, today)
            self.main = formulas.variable(len(self.stretches))

    @property
    def variables(self) -> tuple[int, ...]:
        """All of them, in the order in which an answer settles them."""
        return (*self.members.values(), self.main)

    def formula(self, atom: Atom) -> Formula:
        """What an atom on this question says."""
        part, formulas = atom.part, self.formulas
        if isinstance(part, Contains):
            member = self.members.get(part.option)
            return formulas.literal(member, 1 << IN) if member is not None else formulas.literal(self.main, 0)
        if isinstance(part, OneOf):
            values = [id in part.options for id in self.options]
        elif not isinstance(part, Within):
            values = [True] * formulas.sizes[self.main]
        elif part.measure is Measure.COUNT:
            values = [any(r.holds(Decimal(count)) for r in part.ranges) for count in range(formulas.sizes[self.main])]
        else:
            values = [part_holds(part, stretch.example, self.today) for stretch in self.stretches]
        return formulas.literal(self.main, sum(1 << i for i, holds in enumerate(values) if holds))

    def value(self, answer: Answer) -> int | None:
        """The value of `main` that an answer gives; None where it is no answer of this question."""
        kind = self.question.kind
        if kind is Kind.ONE:
            return self.options.index(answer) if answer in self.options else None
        if kind is Kind.SEVERAL:
            return len(answer) if isinstance(answer, frozenset) else None
        if not isinstance(answer, Decimal if kind is Kind.NUMBER else date):
            return None
        if self.question.bounds.whole and answer != answer.to_integral_value():  # type: ignore[union-attr]  # only numbers are whole
            return None
        return next((i for i, stretch in enumerate(self.stretches) if stretch.holds(answer)), None)


def days(question: Question, parts: Iterable[Within], today: date) -> tuple[Stretch, ...]:
    """The days that answer a question, cut where some parts begin and end."""
    if question.bounds.leave_nothing(today):
        return ()
    low, high = question.bounds.on(today)
    first = low.toordinal() if isinstance(low, date) else _FIRST
    last = high.toordinal() if isinstance(high, date) else _LAST
    begins = {first}
    for part in parts:
        for r in part.ranges:
            for bound in (r.low, r.high):
                if isinstance(bound, date):
                    begins |= {bound.toordinal(), bound.toordinal() + 1}
                elif bound is not None:
                    begins |= {_last_day(part.measure, bound, today, over) + 1 for over in (False, True)}
    cuts = sorted(day for day in begins if first <= day <= last)
    ends = [*(day - 1 for day in cuts[1:]), last]
    found = []
    for begin, end in zip(cuts, ends, strict=True):
        lowest, highest = date.fromordinal(begin), date.fromordinal(end)
        open_ended = begin == _FIRST and low is None
        example = highest if open_ended else lowest
        if open_ended and end == _LAST:
            example = today
        found.append(Stretch(None if open_ended else lowest, None if end == _LAST and high is None else highest,
                             False, False, example))
    return tuple(found)


def _last_day(measure: Measure, bound: Decimal, today: date, over: bool) -> int:
    """The last day that is at least (or more than) so many years or days ago, for both only shrink with later days."""
    low, high = _FIRST - 1, _LAST
    while low < high:
        middle = (low + high + 1) // 2
        value = measured(measure, date.fromordinal(middle), today)
        assert isinstance(value, Decimal)
        if value > bound if over else value >= bound:
            low = middle
        else:
            high = middle - 1
    return low


def _numbers(question: Question, parts: Iterable[Within], today: date) -> tuple[Stretch, ...]:
    bounds = question.bounds
    cuts = {bound for part in parts for r in part.ranges for bound in (r.low, r.high) if isinstance(bound, Decimal)}
    low = bounds.low if isinstance(bounds.low, Decimal) else None
    high = bounds.high if isinstance(bounds.high, Decimal) else None
    cuts |= {bound for bound in (low, high) if bound is not None}
    edges = sorted(cut for cut in cuts if (low is None or cut >= low) and (high is None or cut <= high))
    found: list[tuple[Decimal | None, Decimal | None, bool]] = []
    before: Decimal | None = None
    for edge in [*edges, None]:
        if (before is None or edge is None or before < edge) and not (before is None and low is not None) and not (
                edge is None and high is not None):
            found.append((before, edge, True))
        if edge is not None:
            found.append((edge, edge, False))
        before = edge
    stretches = []
    for begin, end, is_open in found:
        if is_open:
            example = between(begin, end, bounds.whole)
        else:
            example = begin if begin is None or not bounds.whole or begin == begin.to_integral_value() else None
        if example is not None:
            stretches.append(Stretch(begin, end, is_open, is_open, example))
    return tuple(stretches)


def between(low: Decimal | None, high: Decimal | None, whole: bool) -> Decimal | None:
    """The shortest number between two, near the lower one; None where there is none that can be an answer."""
    example = _between(low, high, whole)
    # Between and beyond numbers of the most digits that an answer may have lie some that nobody can give.
    if example is not None and sum(map(str.isdigit, written_number(example))) > MOST_DIGITS:
        return None
    return example


def _between(low: Decimal | None, high: Decimal | None, whole: bool) -> Decimal | None:
    if low is None:
        return Decimal(0) if high is None or high > 0 else _floor(EXACT.subtract(high, Decimal(1)))
    for digits in range(1 if whole else 31):
        step = Decimal(1).scaleb(-digits, EXACT)
        number = EXACT.multiply(EXACT.add(_floor(EXACT.divide(low, step)), Decimal(1)), step)
        if high is None or number < high:
            return number
    return None


def _floor(number: Decimal) -> Decimal:
    return number.to_integral_value("ROUND_FLOOR", EXACT)
