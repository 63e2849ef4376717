"""What is asked beside the questions, and changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator

from tui.interview import asides
from tui.interview.changing import split_change
from tui.interview.commands import Front
from tui.interview.comparing import comparable, compare, find_outcome
from tui.interview.interview import Interview
from tui.interview.offer import Refused
from tui.interview.recommendation import recommend
from tui.interview.said import Voice
from tui.interview.told import (
    NOT_PROVED,
    change_said,
    effect_said,
    leads_said,
    name_of,
    no_difference,
    outcome_name,
    where_said,
)
from tui.plain import shown
from tui.plain.lines import Lines
from tui.plain.reading import read, read_one
from tui.tree.answers import Answer
from tui.tree.model import Question


def why(lines: Lines, interview: Interview, _rest: str) -> Iterator[str]:
    """Why the open question is asked."""
    question = interview.question
    assert question is not None
    yield from lines.said(asides.why(Voice(interview), question))


def where(lines: Lines, interview: Interview, rest: str) -> Iterator[str]:
    """Where an option would lead; without one, where each answer would."""
    option = read_one(interview, rest) if rest else None
    if isinstance(option, Refused):
        yield from lines.sentence(option.message)
    else:
        yield from lines.said(leads_said(interview) if option is None else where_said(interview, option))


def terms(lines: Lines, interview: Interview, rest: str) -> Iterator[str]:
    """What a word means."""
    yield from lines.said(asides.look_up(Voice(interview), rest))


def sources(lines: Lines, interview: Interview, _rest: str) -> Iterator[str]:
    """Where the claims come from, by the numbers of the recommendation."""
    voice = Voice(interview)
    recommend(interview, voice)
    yield from lines.said(asides.sources(interview.tree, voice.sources))


def answers(lines: Lines, interview: Interview, _rest: str) -> Iterator[str]:
    """What has been answered."""
    yield from shown.answers(lines, interview)


def show_help(lines: Lines, _interview: Interview, _rest: str) -> Iterator[str]:
    """How to answer, and the commands."""
    yield from lines.text("Type the number of an answer, or say it in your own words. Where several answers can be "
                          "given, put commas between them. 0 says how to find out what you do not know, and where each "
                          "answer would lead; 0 once more goes on without an answer.")
    yield from lines.said(asides.help_lines(Front.PLAIN))


def effect(lines: Lines, interview: Interview, rest: str) -> Iterator[str]:
    """What a change would do."""
    from tui.interview.whatif import effect as effect_of

    wanted = yield from read_wanted(lines, interview, "effect", rest)
    if wanted is None:
        return
    question, answer = wanted
    found = effect_of(interview, question.id, answer)
    if isinstance(found, Refused):
        yield from lines.sentence(found.message)
    elif answer == interview.answers[question.id]:
        yield from lines.text("That is your answer already.")
    else:
        yield from lines.said(effect_said(interview, question.id, answer, found))
        yield from lines.text(f"Nothing is changed yet. /change {rest} does it.")


def read_wanted(lines: Lines, interview: Interview, command: str,
                rest: str) -> Generator[str, None, tuple[Question, Answer] | None]:
    """The question and the answer of QUESTION ANSWER; None where it had to be said what is missing."""
    if not rest:
        yield from shown.answers(lines, interview)
        yield from lines.text(f"Type /{command}, the number or the word in brackets, and the new answer.")
        return None
    split = split_change(interview, rest)
    if isinstance(split, Refused):
        yield from lines.sentence(split.message)
        return None
    question, words = split
    asked = interview.at(question.id)
    if not words:
        yield from shown.asked(lines, asked, question)
        yield from lines.text(f"Type /{command} {question.id} and the new answer.")
        return None
    answer = yield from read(lines, asked, words, exactly=True)
    return (question, answer) if answer is not None else None


def whatif(lines: Lines, interview: Interview, _rest: str) -> Iterator[str]:
    """Everything that would change the recommendation, and what decided it."""
    from tui.interview.whatif import decided_by, would_change

    if interview.outcome is None:
        yield from lines.text("There is no recommendation yet: it depends on what you do not know.")
        return
    changes, decided = would_change(interview), decided_by(interview)
    if changes is None or decided is None:
        yield from lines.text(NOT_PROVED)
        return
    if changes:
        yield from lines.text("Any one of these would change it:")
        yield from lines.said(tuple(change_said(interview, change) for change in changes))
    else:
        yield from lines.text("No other single answer would change it.")
    if decided:
        yield from lines.text(f"Decided by: {', '.join(name_of(id) for id in decided)}.")
    idle = no_difference(interview, decided)
    if idle:
        names = [name_of(id) for id in interview.answers if id in idle]
        yield from lines.text(f"Made no difference: {', '.join(names)}.")


def compared(lines: Lines, interview: Interview, rest: str) -> Iterator[str]:
    """The outcome beside another one; without a name, which ones there are."""
    if interview.outcome is None:
        yield from lines.text("There is no recommendation yet to compare with.")
        return
    if not rest:
        for id in comparable(interview):
            yield from lines.text(f"{outcome_name(interview, id)} ({id})", "- ")
        yield from lines.text("Type /compare and the word in brackets.")
        return
    other = find_outcome(interview, rest)
    if isinstance(other, Refused):
        yield from lines.sentence(other.message)
    else:
        yield from shown.side_by_side(lines, compare(interview, other))


def drawn_map(lines: Lines, interview: Interview, _rest: str) -> Iterator[str]:
    """The tree, a step further in for each question, with a word about each place."""
    from tui.report.map import SAID, map_lines

    for line in map_lines(interview):
        indent = "  " * (len(line.first) // 3)
        if not line.mark:
            yield from lines.text(line.said)
            continue
        way = f"{line.said}: " if line.said else ""
        yield from lines.text(f"{way}{line.words} [{SAID[line.mark]}]", f"{indent}- ")


Look = Callable[[Lines, Interview, str], Iterator[str]]

LOOKS: dict[str, Look] = {
    "why": why, "where": where, "terms": terms, "sources": sources, "answers": answers, "help": show_help,
    "effect": effect, "whatif": whatif, "compare": compared, "map": drawn_map}
"""The commands that only show something."""
