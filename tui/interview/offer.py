"""What a question offers to this person, and why an answer is refused."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from tui.problems.frozen import Frozen
from tui.tree.answers import Answer, Unknown, shown_date, written_number
from tui.tree.conditions import Known
from tui.tree.model import NONE, Option, Question
from tui.tree.names import Kind
from tui.tree.written import listed


class Refused(Frozen):
    """Why an answer does not count, in a sentence; and the ids of the options that would."""

    message: str
    offered: tuple[str, ...] = ()


def offered(question: Question, known: Known) -> tuple[Option, ...]:
    """The options whose conditions hold; `none` is not among them."""
    return tuple(option for option in question.options.values() if option.when is None or known.holds(option.when))


def limits(question: Question, today: date) -> tuple[Decimal | date | None, Decimal | date | None]:
    """The least and the greatest answer of a number or date question on this day."""
    return question.bounds.on(today)


def refusal(question: Question, answer: Answer, options: Iterable[Option], today: date) -> Refused | None:
    """Why an answer is not offered here, or None where it is; `options` are those offered, without `none`."""
    if isinstance(answer, Unknown):
        return None if question.unknown else Refused(f"'{question.id}' cannot be answered with 'unknown'")
    if question.kind is Kind.ONE or question.kind is Kind.SEVERAL:
        return _not_among(question, answer, [option.id for option in options])
    if isinstance(answer, Decimal) and question.kind is Kind.NUMBER:
        if question.bounds.whole and answer != answer.to_integral_value():
            return Refused("it has to be a whole number")
    elif not isinstance(answer, date) or question.kind is not Kind.DATE:
        return Refused(f"'{question.id}' takes {'a number' if question.kind is Kind.NUMBER else 'a date'}")
    low, high = limits(question, today)
    if low is not None and answer < low:  # type: ignore[operator]  # bounds are of the question's kind
        return Refused(f"it has to be {_shown(low)} or {'more' if isinstance(low, Decimal) else 'later'}")
    if high is not None and answer > high:  # type: ignore[operator]  # as above
        return Refused(f"it has to be {_shown(high)} or {'less' if isinstance(high, Decimal) else 'earlier'}")
    return None


def _shown(bound: Decimal | date) -> str:
    return written_number(bound) if isinstance(bound, Decimal) else shown_date(bound)


def _not_among(question: Question, answer: Answer, options: list[str]) -> Refused | None:
    if question.none is not None:
        options.append(NONE)
    wrong: list[str]
    if question.kind is Kind.ONE:
        wrong = [] if answer in options else [str(answer)]
    elif not isinstance(answer, frozenset):
        wrong = [str(answer)]
    elif not answer:
        wrong = [] if question.none is not None else [NONE]
    else:
        wrong = sorted(answer - set(options) | answer & {NONE})
    if not wrong:
        return None
    if wrong == [NONE] and question.kind is Kind.SEVERAL:
        return Refused(f"'{question.id}' needs at least one of {listed(options)}", tuple(options))
    there = listed(options) or "nothing"
    return Refused(f"'{', '.join(wrong)}' is not offered at '{question.id}' here; offered: {there}", tuple(options))
