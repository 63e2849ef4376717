"""What if, in words: where an answer leads, what would change an outcome, what a change would do.

Every front end says it in these words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from tui.interview.interview import Interview
from tui.interview.offer import limits
from tui.interview.said import Paragraph, Said, Span, Voice, joined, label_of, shown_answer
from tui.tree.answers import UNKNOWN, Answer, shown_date, written_number
from tui.tree.model import Question
from tui.tree.text import Cite, Put, Style, Text

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from datetime import date

    from tui.interview.whatif import Change, Depends, Effect
    from tui.reason.answers import Group, Range

MOST_NAMED = 3
"""Outcomes, or labels, that are named in one line."""

MOST_LINES = 8
"""Lines that an answer about all options may take."""

NOT_PROVED = "This tree is too entangled to look so far ahead."
NO_DIFFERENCE = "made no difference"
_BOLD = Style(bold=True)


def name_of(id: str) -> str:
    """An id as a short name: 'degree_aim' is 'Degree aim'."""
    return id.replace("_", " ").capitalize()


def unsaid(text: Text) -> str:
    """A text as a plain line for somebody who may not come to it: what would be put in is left open."""
    return "".join("…" if isinstance(piece, Put) else "" if isinstance(piece, Cite) else piece.text
                   for piece in text.pieces)


def outcome_name(interview: Interview, outcome: str) -> str:
    """What an outcome recommends, in a line."""
    text = interview.tree.outcomes[outcome].recommend
    if interview.depends and outcome in (interview.possible or ()):
        return Voice(interview.supposing(outcome)).line(text)
    return Voice(interview).line(text) if outcome == interview.place else unsaid(text)


def outcomes_named(interview: Interview, outcomes: Iterable[str]) -> str:
    """One outcome, a few of them, or how many there are."""
    names = [outcome_name(interview, id) for id in outcomes] or ["no outcome"]
    if len(names) > MOST_NAMED:
        return f"one of {len(names)} outcomes"
    # Where a name has commas of its own, they could not be told from those between the names.
    return "; or ".join(names) if any("," in name for name in names) else joined(names, "or")


def where_said(interview: Interview, option: str) -> Said:
    """Where an option of the open question would lead."""
    from tui.interview.whatif import where

    question = interview.question
    assert question is not None
    found = where(interview, option)
    if found is None:
        return _lines(NOT_PROVED)
    chosen = next((choice for choice in interview.choices if choice.id == option), None)
    label = label_of(interview, chosen) if chosen is not None else option
    if len(found) == 1:
        return (Paragraph((Span(f"{label}: "), Span(outcome_name(interview, found[0]), _BOLD))),)
    before = interview.possible or found
    of = f"all {len(found)}" if len(found) == len(before) > 2 else "both" if len(found) == len(before) else (
        f"{len(found)} of {len(before)}")
    return (Paragraph((Span(f"{label}: "), Span(f"{of} outcomes still possible" if of != "both" else
                                               "both outcomes still possible", _BOLD))),
            *(Paragraph((Span(outcome_name(interview, id)),), "-") for id in found))


def leads_said(interview: Interview) -> Said:
    """Where each answer to the open question would lead; answers that lead to the same are put together."""
    question, ahead = interview.question, interview.prospect
    if question is None:
        return ()
    if ahead is None:
        return _lines(NOT_PROVED)
    from tui.reason.answers import groups

    together: dict[tuple[str, ...], list[Group]] = {}
    for group in groups(ahead, question.id):
        together.setdefault(ahead.named(group.reached), []).append(group)
    if len(together) == 1:
        return _lines(f"Every answer leads to {outcomes_named(interview, next(iter(together)))}.")
    lines = [_leads(interview, question, same, outcomes) for outcomes, same in together.items()]
    more = len(lines) - MOST_LINES
    return tuple(lines) if more < 2 else (*lines[:MOST_LINES], Paragraph((Span(f"… and {more} more"),), "-"))


def change_said(interview: Interview, change: Change) -> Paragraph:
    """Another answer to one question, and the outcomes that it would lead to."""
    question = interview.tree.questions[change.question]
    value = value_said(interview, question, change)
    return Paragraph((Span(f"{name_of(question.id)}: "), Span(value, _BOLD), Span(" → "),
                      Span(outcomes_named(interview, change.outcomes))), "-")


def value_said(interview: Interview, question: Question, change: Change | Group) -> str:
    """Which answers a change stands for: an option, a range, or what is among several and what is not."""
    if change.range is not None:
        return _range(interview, question, change.range)
    if not isinstance(change.answer, frozenset):
        return shown_answer(interview, question, change.answer)
    if not change.contains and not change.lacks:
        return "any answer"
    if not change.answer and question.none is not None and set(change.lacks) >= set(question.options):
        return label_of(interview, question.none)
    parts = [f"{word} {joined([label_of(interview, question.options[id]) for id in ids], last)}"
             for word, ids, last in (("with", change.contains, "and"), ("without", change.lacks, "or")) if ids]
    return ", ".join(parts)


def effect_said(interview: Interview, question: str, answer: Answer, effect: Effect | None) -> Said:
    """What changing an earlier answer would do: the answers kept and dropped, the questions asked anew, the outcome."""
    asked = interview.tree.questions[question]
    old = shown_answer(interview, asked, interview.answers[question])
    new = shown_answer(interview, asked, answer)
    lines = [_pair(name_of(question), f"{old} → {new}")]
    if effect is None:
        return (*lines, *_lines(NOT_PROVED))
    for title, ids in (("Kept", effect.kept), ("No longer asked", effect.dropped), ("Asked anew", effect.asked)):
        if ids:
            lines.append(_pair(title, ", ".join(name_of(id) for id in ids)))
    before, after = (outcomes_named(interview, ids) for ids in (effect.before, effect.after))
    lines.append(_pair("Outcome", f"{before}, as before" if effect.before == effect.after else f"{before} → {after}"))
    return tuple(lines)


def no_difference(interview: Interview, decided_by: Iterable[str] | None) -> frozenset[str]:
    """The questions whose answers made no difference to the outcome; none where that is not proved."""
    return frozenset() if decided_by is None else frozenset(interview.answers) - set(decided_by)


def all_the_same(interview: Interview) -> Said:
    """That what somebody did not know makes no difference; nothing where everything is known."""
    unknown = [name_of(id) for id, answer in interview.answers.items() if answer is UNKNOWN]
    return _lines(f"What you do not know makes no difference: {', '.join(unknown)}.") if unknown else ()


def conditions_said(interview: Interview, depends: Depends) -> Iterator[tuple[str, str]]:
    """Each outcome that is still possible, with what would have to be true for it."""
    from tui.interview.whatif import needed

    for outcome, run in depends.outcomes:
        parts, example = [], False
        for id, answer in needed(interview, run).items():
            question = interview.tree.questions[id]
            said = (_named(interview, question, answer) if isinstance(answer, tuple)
                    else shown_answer(interview, question, answer))
            example = example or not isinstance(answer, str | tuple)
            parts.append(f"{name_of(id)}: {said}")
        yield outcome, f"{'for example if' if example else 'if'} {'; '.join(parts)}"


def _leads(interview: Interview, question: Question, same: list[Group], outcomes: tuple[str, ...]) -> Paragraph:
    return Paragraph((Span(_named(interview, question, same), _BOLD), Span(" → "),
                      Span(outcomes_named(interview, outcomes))), "-")


def _named(interview: Interview, question: Question, same: Sequence[Group]) -> str:
    """Answers that lead to the same, or the first of many."""
    values = [value_said(interview, question, group) for group in same]
    rest = len(values) - MOST_NAMED
    return joined(values, "or") if rest < 1 else f"{', '.join(values[:MOST_NAMED])} or {rest} more"


def _pair(name: str, words: str) -> Paragraph:
    return Paragraph((Span(f"{name}: "), Span(words, _BOLD)), "-")


def _lines(text: str) -> Said:
    return (Paragraph((Span(text),)),)


def _range(interview: Interview, question: Question, given: Range) -> str:
    """A range as people say it; an end that the question has anyway is not said."""
    least, most = limits(question, interview.today)
    low, high = given.low, given.high
    unit = f" {unsaid(question.unit)}" if question.unit is not None else ""
    if low is not None and low == high:
        return f"exactly {_bound(low)}{unit}" if isinstance(low, Decimal) else _bound(low)
    # A range that is the one value at an end is that value; all others are open to the question's own ends.
    low = None if low == least and not given.low_open else low
    high = None if high == most and not given.high_open else high
    return " and ".join(_ends(given, low, high, unit)) or "any"


def _ends(given: Range, low: Decimal | date | None, high: Decimal | date | None, unit: str) -> Iterator[str]:
    number = isinstance(low if low is not None else high, Decimal)
    if low is not None and high is not None and not given.low_open and not given.high_open:
        yield f"{_bound(low)} to {_bound(high)}{unit}"
        return
    if low is not None:
        if given.low_open:
            yield f"{'over' if number else 'after'} {_bound(low)}{unit}"
        else:
            yield f"{_bound(low)}{unit} or {'more' if number else 'later'}"
    if high is not None:
        if given.high_open:
            yield f"{'under' if number else 'before'} {_bound(high)}{unit}"
        else:
            yield f"{_bound(high)}{unit} or {'less' if number else 'earlier'}"


def _bound(bound: Decimal | date) -> str:
    return written_number(bound) if isinstance(bound, Decimal) else shown_date(bound)
