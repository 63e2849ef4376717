"""The rows that can be chosen (options, commands, earlier questions), narrowed and marked by what was typed."""

from __future__ import annotations

import re

from tui.chat.talk import For, Talk
from tui.interview.commands import Command, Front, available, commands_of
from tui.interview.said import label_of, put_in
from tui.interview.understand import asked_back, matches
from tui.problems.frozen import frozen, replaced
from tui.problems.nearest import nearest

UNKNOWN_ROW = "0"


@frozen
class Row:
    """Something to choose. `key` is what choosing it means; `ticked` is None where nothing can be ticked.

    Commands have no number.
    """

    key: str
    number: str
    label: str
    hint: str = ""
    ticked: bool | None = None


@frozen
class Choosable:
    """The rows to show, and which is marked, if one is."""

    rows: tuple[Row, ...] = ()
    marked: int | None = None


def choosable(talk: Talk, text: str) -> Choosable:
    """What can be chosen with this text in the prompt."""
    if text.startswith("/"):
        return _commands(talk, text)
    rows = _rows(talk)
    typed = text.strip()
    if not typed or talk.typed:
        return Choosable(rows)
    numbered = next((i for i, row in enumerate(rows) if row.number == typed), None)
    if numbered is not None:
        return Choosable(rows, numbered)
    if talk.question is None:
        return narrowed(rows, typed)
    if asked_back(talk.interview.tree, typed) is not None:
        return Choosable(rows)
    options = talk.asked.choices
    fits = matches(talk.asked, options, typed)
    if not fits:
        return Choosable(rows)
    fitting = {match.option.id for match in fits}
    left = tuple(row for row in rows if row.key in fitting)
    best = next(i for i, row in enumerate(left) if row.key == fits[0].option.id)
    return Choosable(left, best)


def one_digit(talk: Talk) -> frozenset[str]:
    """The digits each of which says it all here: there are no more than nine rows beside the one for not knowing."""
    numbers = frozenset(row.number for row in _rows(talk))
    return numbers if len(numbers - {UNKNOWN_ROW}) <= 9 else frozenset()


def tick_digits(talk: Talk) -> frozenset[str]:
    """The digits that tick at once: those of a several-answers question in which one digit says it all."""
    return one_digit(talk) & frozenset(row.number for row in _rows(talk) if row.ticked is not None)


def _rows(talk: Talk) -> tuple[Row, ...]:
    if talk.prompt is For.CHANGE_WHICH:
        interview = talk.interview
        return tuple(Row(id, str(i), name_of(id), put_in(interview, id)) for i, id in enumerate(interview.answers, 1))
    if talk.prompt is For.GO_ON:
        done = talk.saved is not None and talk.saved.outcome is not None
        return (Row("go on", "1", "See it again" if done else "Go on where you were"), Row("anew", "2", "Start again"))
    if talk.prompt is For.OVERWRITE:
        return (Row("another", "1", "Save under another name"), Row("overwrite", "2", f"Write over {talk.file}"),
                Row("no", "3", "Do not save"))
    question = talk.question
    if question is None or not question.options:
        return ()
    interview = talk.asked
    ticks = talk.several
    rows = [Row(option.id, str(i), label_of(interview, option), _hint(talk, option.hint),
                option.id in talk.ticked if ticks else None)
            for i, option in enumerate(interview.choices, 1)]
    if question.unknown and rows:
        rows.append(Row(UNKNOWN_ROW, "0", "I don't know"))
    return tuple(rows)


def _hint(talk: Talk, hint: object) -> str:
    pieces = getattr(hint, "pieces", ())
    return "".join(getattr(piece, "text", None) or put_in(talk.asked, piece.name) for piece in pieces)


def narrowed(rows: tuple[Row, ...], typed: str) -> Choosable:
    """The rows in which every typed word begins a word, or else stands anywhere; the first is marked."""
    words = typed.casefold().split()
    left = tuple(row for row in rows if all(re.search(rf"\b{re.escape(word)}", _words(row)) for word in words))
    left = left or tuple(row for row in rows if all(word in _words(row) for word in words))
    return Choosable(left, 0) if left and words else Choosable(rows)


def _words(row: Row) -> str:
    return f"{row.label} {row.hint} {row.key}".casefold()


def _commands(talk: Talk, text: str) -> Choosable:
    interview = talk.interview
    known = available(commands_of(Front.CHAT), interview.outcome is None, bool(interview.answers))
    name = text[1:].split(" ")[0].lower()
    left = [command for command in known if command.name.startswith(name)]
    if not left:
        close = nearest(name, [command.name for command in known])
        left = [command for command in known if command.name in close]
        return Choosable(tuple(_command_row(command) for command in left))
    return Choosable(tuple(_command_row(command) for command in left), 0 if name else None)


def _command_row(command: Command) -> Row:
    return Row(command.name, "", f"/{command.name:<8} {command.title}")


def tickable(choosable: Choosable, number: str) -> Row | None:
    """The row with a number; without one, the marked row."""
    if not number:
        return choosable.rows[choosable.marked] if choosable.marked is not None else None
    return next((row for row in choosable.rows if row.number == number), None)


def moved(choosable: Choosable, by: int) -> Choosable:
    """The mark moved up or down, round the ends; from nowhere, to the first or the last."""
    count = len(choosable.rows)
    if not count:
        return choosable
    at = choosable.marked
    to = (0 if by > 0 else count - 1) if at is None else (at + by) % count
    return replaced(choosable, marked=to)


def name_of(id: str) -> str:
    """An id as a short name: 'degree_aim' is 'Degree aim'."""
    return id.replace("_", " ").capitalize()


