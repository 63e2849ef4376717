"""Conditions as atoms: a question and the part of its answers for which the atom holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum

from tui.problems.frozen import Frozen
from tui.tree.answers import UNKNOWN, Answer

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from tui.problems.problem import Place

Measured = Decimal | date


class Measure(Enum):
    """What of an answer is compared: itself, or a number worked out from it."""

    VALUE = "value"
    COUNT = "count"
    AGE = "age"
    DAYS_SINCE = "days_since"


class Range(Frozen):
    """A stretch of numbers or of dates; None is no end on that side."""

    low: Measured | None = None
    high: Measured | None = None
    low_open: bool = False
    high_open: bool = False

    def holds(self, value: Measured) -> bool:
        """Whether a value of the same sort lies within."""
        if self.low is not None and (value <= self.low if self.low_open else value < self.low):  # type: ignore[operator]  # the parser lets only like be compared with like
            return False
        return self.high is None or (value < self.high if self.high_open else value <= self.high)  # type: ignore[operator]  # as above


class OneOf(Frozen):
    """The part of a one-answer question's answers that are among these options."""

    options: frozenset[str]


class Contains(Frozen):
    """The part of a several-answers question's answers that have this option in them."""

    option: str


class Within(Frozen):
    """The part whose measure lies in one of the ranges."""

    measure: Measure
    ranges: tuple[Range, ...]


class Anything(Frozen):
    """Every answer, `unknown` too."""


Part = OneOf | Contains | Within | Anything


class Atom(Frozen):
    """Holds where the question was asked and its answer is in the part."""

    question: str
    part: Part


class FactIs(Frozen):
    """Holds where a value fact has one of these values."""

    fact: str
    values: frozenset[str]


class Holds(Frozen):
    """Holds where a fact that is a condition does."""

    fact: str


class Not(Frozen):
    """Plain negation."""

    of: Expression


class All(Frozen):
    """Every part holds."""

    parts: tuple[Expression, ...]


class Any(Frozen):
    """At least one part holds."""

    parts: tuple[Expression, ...]


class Constant(Frozen):
    """Always, or never."""

    value: bool


Expression = Atom | FactIs | Holds | Not | All | Any | Constant


class Condition(Frozen):
    """A condition where it was written. `facts` are those it names itself."""

    root: Expression
    text: str
    at: Place
    facts: tuple[str, ...] = ()


class FactRule(Frozen):
    """One rule of a value fact; the last one has no condition."""

    when: Condition | None
    value: str
    label: str
    at: Place


class Fact(Frozen):
    """A named condition (`when`), or a named value out of a short list (`rules`)."""

    id: str
    when: Condition | None
    rules: tuple[FactRule, ...]
    at: Place

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition of the fact."""
        own = (self.when,) if self.when is not None else ()
        return own + tuple(rule.when for rule in self.rules if rule.when is not None)


def measured(measure: Measure, answer: Answer, today: date) -> Measured | None:
    """What a range is held against; None where the answer has no such measure."""
    if measure is Measure.COUNT:
        return Decimal(len(answer)) if isinstance(answer, frozenset) else None
    if measure is Measure.VALUE:
        return answer if isinstance(answer, Decimal | date) else None
    if not isinstance(answer, date):
        return None
    if measure is Measure.DAYS_SINCE:
        return Decimal((today - answer).days)
    # Somebody born on 29 February turns a year older on 1 March of other years, which this comparison gives by itself.
    return Decimal(today.year - answer.year - ((today.month, today.day) < (answer.month, answer.day)))


def part_holds(part: Part, answer: Answer, today: date) -> bool:
    """Whether an answer is in the part; an unknown answer is in none but `Anything`."""
    if part.__class__ is OneOf:
        return answer in part.options
    if isinstance(part, Anything):
        return True
    if answer is UNKNOWN:
        return False
    if isinstance(part, Contains):
        return isinstance(answer, frozenset) and part.option in answer
    if isinstance(part, Within):
        value = measured(part.measure, answer, today)
        return value is not None and any(r.holds(value) for r in part.ranges)
    return False


class Known:
    """What is known of one person: answers, the day, and the facts that follow, each worked out once."""

    __slots__ = ("_facts", "_truths", "_values", "answers", "today")

    def __init__(self, facts: Mapping[str, Fact], answers: Mapping[str, Answer], today: date) -> None:
        self.answers = answers
        self.today = today
        self._facts = facts
        self._truths: dict[str, bool] = {}
        self._values: dict[str, FactRule] = {}

    def holds(self, condition: Condition | None) -> bool:
        """Whether a condition holds; no condition always does."""
        if condition is None:
            return True
        if condition.facts:
            self._work_out(condition.facts)
        return self._holds(condition.root)

    def value(self, fact: str) -> FactRule:
        """The rule that gives a value fact its value."""
        self._work_out((fact,))
        return self._values[fact]

    def _work_out(self, wanted: tuple[str, ...]) -> None:
        # A stack of our own: facts may stand on facts as deep as an author likes. The tree has no circles of them.
        stack = list(wanted)
        while stack:
            fact = self._facts[stack[-1]]
            if fact.id in self._truths or fact.id in self._values:
                stack.pop()
                continue
            missing = [name for condition in fact.conditions for name in condition.facts
                       if name not in self._truths and name not in self._values]
            if missing:
                stack += missing
                continue
            stack.pop()
            if fact.when is not None:
                self._truths[fact.id] = self._holds(fact.when.root)
            else:
                self._values[fact.id] = next(
                    rule for rule in fact.rules if rule.when is None or self._holds(rule.when.root))

    def _holds(self, e: Expression) -> bool:
        # Recursion is bounded by the parser: at most 100 levels of brackets and `not`.
        if isinstance(e, Atom):
            answer = self.answers.get(e.question)
            return answer is not None and part_holds(e.part, answer, self.today)
        if isinstance(e, All):
            return all(self._holds(part) for part in e.parts)
        if isinstance(e, Any):
            return any(self._holds(part) for part in e.parts)
        if isinstance(e, Not):
            return not self._holds(e.of)
        if isinstance(e, Holds):
            return self._truths[e.fact]
        if isinstance(e, FactIs):
            return self._values[e.fact].value in e.values
        return e.value


def each_atom(root: Expression, visit: Callable[[Atom | FactIs | Holds], None]) -> None:
    """Show every atom of an expression to `visit`, in the order written."""
    stack = [root]
    while stack:
        e = stack.pop()
        if isinstance(e, Not):
            stack.append(e.of)
        elif isinstance(e, All | Any):
            stack += reversed(e.parts)
        elif not isinstance(e, Constant):
            visit(e)
