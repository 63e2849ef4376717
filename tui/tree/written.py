"""Answers as they are written everywhere (arguments, JSON lines, saved files, scenarios), and as people read them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from tui.problems.frozen import Frozen
from tui.problems.nearest import nearest
from tui.tree.answers import UNKNOWN, Answer, Unknown, parse_date, parse_number, written_number
from tui.tree.model import NONE, Option, Question
from tui.tree.names import Kind


class Misread(Frozen):
    """Why words are no answer to a question, and the options they come nearest to."""

    message: str
    nearest: tuple[str, ...] = ()
    unknown: bool = False
    """Whether they name an option that there is not."""


def read_answer(question: Question, text: str) -> Answer | Misread:
    """The answer that a text is the written form of; whether it is offered is another matter."""
    if text == UNKNOWN.value:
        return UNKNOWN
    if question.kind is Kind.NUMBER:
        number = parse_number(text)
        return Misread(f"'{text}' is not a number: write digits, such as 3 or 3.5") if number is None else number
    if question.kind is Kind.DATE:
        day = parse_date(text)
        return Misread(f"'{text}' is not a date: write yyyy-mm-dd, such as 2026-03-01") if day is None else day
    if question.kind is Kind.ONE:
        option = find_option(question, text)
        return option.id if option is not None else _no_option(question, text)
    return read_set(question, text.split(","))


def read_set(question: Question, ids: Iterable[str]) -> Answer | Misread:
    """The set of options that these ids name, each once; `none` alone, or no id at all, is the empty one."""
    names = [part.strip() for part in ids]
    if names in ([], [NONE]):
        return frozenset()
    chosen: set[str] = set()
    for name in names:
        option = find_option(question, name)
        if name == NONE:
            return Misread("'none' excludes the others; write it alone, or take it out")
        if not name and len(names) > 1:
            return Misread("an id is missing beside a comma; write one, or take the comma out")
        if option is None:
            return _no_option(question, name)
        if option.id in chosen:
            return Misread(f"'{name}' is there twice; write it once")
        chosen.add(option.id)
    return frozenset(chosen)


def find_option(question: Question, id: str) -> Option | None:
    """An option by its id or, where no live option has it, by a former one."""
    option = question.options.get(id)
    if option is None:
        option = next((o for o in question.options.values() if id in o.formerly), None)
    return option


def _no_option(question: Question, text: str) -> Misread:
    close = tuple(nearest(text, question.options))
    there = [*question.options, *([NONE] if question.none is not None else [])]
    hint = f"; did you mean '{close[0]}'?" if close else f"; it has {listed(there)}"
    return Misread(f"'{question.id}' has no option '{text}'{hint}", close, unknown=True)


def listed(names: Iterable[str], most: int = 8) -> str:
    """Names joined by commas, the first few of many."""
    known = list(names)
    return ", ".join(known[:most]) + (f" and {len(known) - most} more" if len(known) > most else "")


def write_answer(question: Question, answer: Answer) -> str:
    """The written form of an answer, which `read_answer` reads back."""
    match answer:
        case Unknown():
            return answer.value
        case Decimal():
            return written_number(answer)
        case date():
            return answer.isoformat()
        case frozenset():
            return ",".join(id for id in question.options if id in answer) or NONE
        case str():
            return answer


def chosen_options(question: Question, answer: Answer) -> tuple[Option, ...]:
    """The options that an answer consists of, `none` for the empty set where there is one."""
    if isinstance(answer, str):
        return (question.options[answer],) if answer in question.options else ()
    if isinstance(answer, frozenset):
        if not answer and question.none is not None:
            return (question.none,)
        return tuple(option for option in question.options.values() if option.id in answer)
    return ()
