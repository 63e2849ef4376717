"""The rows that can be chosen (options, commands, earlier questions), narrowed and marked by what was typed."""

from __future__ import annotations

import re

from tui.chat.talk import For, Talk
from tui.interview.commands import Command
from tui.interview.interview import Interview
from tui.interview.said import Voice, answer_to, label_of, put_in
from tui.interview.told import name_of, outcome_name
from tui.problems.frozen import Frozen, replaced
from tui.problems.nearest import nearest
from tui.tree.answers import UNKNOWN

UNKNOWN_ROW = "0"
WITHOUT = "Go on without answering"


class Row(Frozen):
    """Something to choose. `key` is what choosing it means; `ticked` is None where nothing can be ticked.

    Commands have no number.
    """

    key: str
    number: str
    label: str
    hint: str = ""
    ticked: bool | None = None


class Choosable(Frozen):
    """The rows to show, and which is marked, if one is."""

    rows: tuple[Row, ...] = ()
    marked: int | None = None


def choosable(talk: Talk, text: str) -> Choosable:
    """What can be chosen with this text in the prompt."""
    if text.startswith("/"):
        return _commands(talk, text)
    rows = _rows(talk)
    typed = text.strip()
    if talk.at_outcome:
        return _answer_to_change(rows, typed)
    if not typed or talk.typed:
        # The change whose effect is shown is what Enter makes.
        return Choosable(rows, 0 if talk.prompt is For.PREVIEW else None)
    numbered = next((i for i, row in enumerate(rows) if row.number == typed), None)
    if numbered is not None:
        return Choosable(rows, numbered)
    return narrowed(rows, typed) if talk.question is None else _meant(talk, rows, typed)


def _meant(talk: Talk, rows: tuple[Row, ...], typed: str) -> Choosable:
    """The options that what was typed may mean, the best of them marked."""
    # Not above: the first question is painted before anybody can have typed anything.
    from tui.chat.heard import options_by_number
    from tui.interview.understand import SURE, asked_back, matches

    by_number = options_by_number(talk, typed)
    if by_number:
        left = tuple(row for row in rows if row.key in by_number)
        return Choosable(left, 0 if len(left) == 1 else None)
    if asked_back(talk.interview.tree, typed) is not None:
        return Choosable(rows)
    fits = matches(talk.asked, talk.asked.choices, typed)
    if not fits:
        return Choosable(rows)
    fitting = {match.option.id for match in fits}
    left = tuple(row for row in rows if row.key in fitting)
    if fits[0].score < SURE:
        return Choosable(left)
    return Choosable(left, next(i for i, row in enumerate(left) if row.key == fits[0].option.id))


def kept(before: Choosable, after: Choosable) -> Choosable:
    """Rows with the mark where it was before, if they are the same rows."""
    same = [row.key for row in before.rows] == [row.key for row in after.rows]
    return replaced(after, marked=before.marked) if same else after


def one_digit(talk: Talk) -> frozenset[str]:
    """The digits each of which says it all here: there are no more than nine rows beside the one for not knowing."""
    numbers = frozenset(row.number for row in _rows(talk))
    return numbers if len(numbers - {UNKNOWN_ROW}) <= 9 else frozenset()


def tick_digits(talk: Talk) -> frozenset[str]:
    """The digits that tick at once: those of a several-answers question in which one digit says it all."""
    return one_digit(talk) & frozenset(row.number for row in _rows(talk) if row.ticked is not None)


def _rows(talk: Talk) -> tuple[Row, ...]:
    interview = talk.interview
    match talk.prompt:
        case For.ANSWER if interview.depends:
            return _unknown_rows(talk)
        case For.CHANGE_WHICH:
            return _answer_rows(interview)
        case For.ANSWER if talk.question is None:
            return _answer_rows(interview)
        case For.PREVIEW:
            return (Row("change", "1", "Make this change"), Row("leave", "2", "Leave it as it is"))
        case For.COMPARE:
            from tui.interview.comparing import comparable

            return tuple(Row(id, str(i), outcome_name(interview, id)) for i, id in enumerate(comparable(interview), 1))
        case For.GO_ON:
            done = talk.saved is not None and talk.saved.outcome is not None
            return (Row("go on", "1", "Yes, show it again" if done else "Yes, go on from there"),
                    Row("anew", "2", "No, start again"))
        case For.OVERWRITE:
            return (Row("another", "1", "Save under another name"), Row("overwrite", "2", f"Write over {talk.file}"),
                    Row("no", "3", "Do not save"))
    return _option_rows(talk)


def _answer_rows(interview: Interview) -> tuple[Row, ...]:
    """The questions answered, to choose one whose answer changes."""
    return tuple(Row(id, str(i), name_of(id), answer_to(interview, id)) for i, id in enumerate(interview.answers, 1))


def _unknown_rows(talk: Talk) -> tuple[Row, ...]:
    """The questions that the end depends on, to answer one of them after all."""
    interview = talk.interview
    depends = talk.ahead.depends if talk.ahead is not None else None
    settle = depends.settle if depends is not None else None
    unknown = [id for id, answer in interview.answers.items() if answer is UNKNOWN]
    return tuple(Row(id, str(i), Voice(interview).line(interview.tree.questions[id].ask),
                     "Its answer would settle most" if id == settle else "") for i, id in enumerate(unknown, 1))


def _option_rows(talk: Talk) -> tuple[Row, ...]:
    question = talk.question
    if question is None:
        return ()
    interview, ticks = talk.asked, talk.several
    current = talk.interview.answers.get(question.id)
    rows = [Row(option.id, str(i), label_of(interview, option),
                "your answer now" if option.id == current else _hint(talk, option.hint),
                option.id in talk.ticked if ticks else None)
            for i, option in enumerate(interview.choices, 1)]
    if rows and question.unknown:
        rows.append(Row(UNKNOWN_ROW, "0", WITHOUT if talk.may_go_on else "I don't know"))
    elif not question.options and talk.may_go_on:
        # A number of its own it cannot have: numbers are answers here.
        rows.append(Row(UNKNOWN_ROW, "–", WITHOUT))
    return tuple(rows)


def _answer_to_change(rows: tuple[Row, ...], typed: str) -> Choosable:
    """At the outcome nothing stands to be chosen; an answer to change is called by its number or its name."""
    left = tuple(row for row in rows if row.number == typed)
    if typed and not left and not typed.isdigit():
        found = narrowed(rows, typed)
        left = found.rows if found.marked is not None else ()
    return Choosable(left, 0 if left else None)


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
    known = talk.commands
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


def option_marked(choosable: Choosable) -> str:
    """The id of the option that is marked; nothing where none is."""
    row = choosable.rows[choosable.marked] if choosable.marked is not None else None
    return row.key if row is not None and row.number and row.key != UNKNOWN_ROW else ""


def moved(choosable: Choosable, by: int) -> Choosable:
    """The mark moved up or down, round the ends; from nowhere, to the first or the last."""
    count = len(choosable.rows)
    if not count:
        return choosable
    at = choosable.marked
    to = (0 if by > 0 else count - 1) if at is None else (at + by) % count
    return replaced(choosable, marked=to)
