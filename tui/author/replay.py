"""Answers that were given in an old tree and that a new one does not take, or does not ask for any more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tui.author.matched import Matched
from tui.interview.offer import limits, refusal
from tui.problems.frozen import Frozen
from tui.reason.domains import Domain
from tui.reason.formulas import Formulas
from tui.tree.answers import Answer
from tui.tree.conditions import Atom, Measure, Range, Within
from tui.tree.model import NONE, Question, Tree
from tui.tree.names import Kind

_HALF = Decimal("0.5")


class Lost(Frozen):
    """Answers to a question of the old tree that do not count any more: one of them (none: all of them), and why."""

    question: str
    answer: Answer | None
    why: str


def lost_answers(old: Tree, new: Tree, found: Matched, today: date) -> Iterator[Lost]:
    """The answers that the new tree takes from nobody."""
    for question in old.questions.values():
        to = found.questions.get(question.id)
        if to is None:
            yield Lost(question.id, None, "this question is gone")
            continue
        other = new.questions[to]
        if other.kind is not question.kind:
            yield Lost(question.id, None, f"this question was of kind {question.kind.value} and is of kind "
                                          f"{other.kind.value}")
            continue
        options = found.options[question.id]
        for option in question.options.values():
            if option.id not in options:
                answer: Answer = frozenset([option.id]) if question.kind is Kind.SEVERAL else option.id
                yield Lost(question.id, answer, f"the option '{option.id}' is gone")
        if question.none is not None and other.none is None:
            yield Lost(question.id, frozenset(), f"'{NONE}' is not offered any more")
        said: set[str] = set()
        for value in _values(question, other, today):
            no = refusal(other, value, (), today)
            if no is not None and no.message not in said:
                said.add(no.message)
                yield Lost(question.id, value, no.message)


def _values(old: Question, new: Question, today: date) -> Iterator[Decimal | date]:
    """Numbers or days of the old question, one from each side of what the new one takes."""
    if old.kind not in (Kind.NUMBER, Kind.DATE):
        return
    bounds = Range(*limits(new, today))
    for stretch in Domain(Formulas(), old, [Atom(old.id, Within(Measure.VALUE, (bounds,)))], today).stretches:
        yield stretch.example
        if isinstance(stretch.example, Decimal) and new.bounds.whole and not old.bounds.whole:
            between = stretch.example + _HALF
            if stretch.example == stretch.example.to_integral_value() and stretch.holds(between):
                yield between
