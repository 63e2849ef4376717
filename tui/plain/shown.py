"""What is shown: where the talk stands, a question and its options, what was taken, one outcome beside another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.interview import asides
from tui.interview.comparing import Comparison
from tui.interview.interview import Interview
from tui.interview.recommendation import said_back
from tui.interview.said import Said, Voice, answer_to, label_of, plain
from tui.interview.told import leads_said
from tui.plain.lines import Lines
from tui.report.forms import end_page, written
from tui.report.page import expected
from tui.tree.answers import UNKNOWN
from tui.tree.model import Question
from tui.tree.names import Kind

STUCK = ("No answer to this question is open to you, so the talk ends here. That is a slip in the tree, not yours. "
         "/back takes your last answer back.")


def place(lines: Lines, interview: Interview) -> Iterator[str]:
    """Where the talk stands: the question being asked, or the page that it ends with."""
    question = interview.question
    if interview.stuck:
        yield from lines.text(STUCK)
    elif question is None:
        page = end_page(interview, more="; /whatif lists them all")
        yield written(page, "text", lines.width).rstrip()
    else:
        yield from lines.text(f"Question {len(interview.answers) + 1}{_ahead(interview)}")
        yield from asked(lines, interview, question)


def asked(lines: Lines, interview: Interview, question: Question) -> Iterator[str]:
    """A question, and what can be answered to it."""
    voice = Voice(interview)
    yield from lines.said(voice.say(question.ask))
    for number, option in enumerate(interview.choices, 1):
        hint = f" – {voice.line(option.hint)}" if option.hint is not None else ""
        yield from lines.text(f"{label_of(interview, option)}{hint}", f"{number:>3}. ")
    if not question.options:
        yield from lines.text(expected(voice, question))
        yield from lines.text("If you do not know, type /unknown.") if question.unknown else ()
    elif question.unknown:
        yield from lines.text("I don't know", "  0. ")
    if question.kind is Kind.SEVERAL:
        yield from lines.text("Several can be given, with commas between them.")


def taken(lines: Lines, interview: Interview, id: str) -> Iterator[str]:
    """An answer as it was taken, and what it means for the person."""
    kept = " (kept)" if id in interview.returned else ""
    yield from lines.text(f"You: {answer_to(interview, id)}{kept}")
    voice = Voice(interview)
    for text in said_back(interview, id):
        yield from lines.said(voice.say(text))


def unknown(lines: Lines, interview: Interview, question: Question) -> Iterator[str]:
    """How to find out, where each answer would lead, and how to go on without one."""
    yield from lines.said(asides.find_out(Voice(interview), question))
    yield from lines.text("Where each answer would lead:")
    yield from lines.said(leads_said(interview))
    no = interview.refusal(UNKNOWN)
    if no is None:
        again = "0" if question.options else "/unknown"
        yield from lines.text(f"To go on without an answer, type {again} once more.")
    elif not question.unknown:
        yield from lines.text("This question needs an answer.")


def answers(lines: Lines, interview: Interview) -> Iterator[str]:
    """What has been answered, each with the word by which it can be changed."""
    voice = Voice(interview)
    yield from [] if interview.answers else lines.text("Nothing is answered yet.")
    for number, id in enumerate(interview.answers, 1):
        asked = voice.line(interview.tree.questions[id].ask)
        yield from lines.text(f"{asked} {answer_to(interview, id)} ({id})", f"{number}. ")


def side_by_side(lines: Lines, found: Comparison) -> Iterator[str]:
    """Two outcomes, one after the other under each heading."""
    yield from lines.text(f"A: {found.left.recommend}")
    yield from lines.text(f"B: {found.right.recommend}")
    for heading, left, right in found.sections:
        yield ""
        yield from lines.text(heading)
        for name, said in (("A", left), ("B", right)):
            yield from _column(lines, name, said)


def _column(lines: Lines, name: str, claims: Iterable[Said]) -> Iterator[str]:
    claims = tuple(claims)
    for said in claims:
        yield from lines.text(plain(said).replace("\n", " "), f"{name}: ")
    yield from [] if claims else lines.text("nothing", f"{name}: ")


def _ahead(interview: Interview) -> str:
    """How many questions are still to come, this one counted, and how many outcomes are possible."""
    remaining, possible = interview.remaining, interview.possible
    if remaining is None or possible is None:
        return ""
    if remaining.most == 1:
        left = "the last one"
    else:
        fewest = "" if remaining.fewest == remaining.most else f"{remaining.fewest} to "
        left = f"{fewest}{remaining.most} to go, this one counted"
    outcomes = f"{len(possible)} outcomes are possible" if len(possible) > 1 else "one outcome is possible"
    return f" ({left}; {outcomes})"
