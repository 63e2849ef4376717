"""Answers given beforehand, written as question=answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from tui.interview.interview import Interview
from tui.interview.offer import Refused
from tui.problems.nearest import nearest
from tui.tree.answers import Answer
from tui.tree.graph import reachable
from tui.tree.model import Question, Tree
from tui.tree.names import Kind
from tui.tree.written import Misread, listed, read_answer

LONGEST = 100
"""Characters of a wrong answer that are repeated."""


def read_given(tree: Tree, words: Iterable[str]) -> dict[str, Answer] | Refused:
    """Answers by question; refused where one of them is none, or a question has two. Former ids are understood."""
    given: dict[str, Answer] = {}
    for word in words:
        name, equals, written = word.partition("=")
        if not equals:
            return Refused(f"'{_short(word)}' is no answer; write question=answer")
        id = name if name in tree.questions else tree.former.get(name, name)
        question = tree.questions.get(id)
        if question is None:
            return Refused(f"there is no question '{_short(name)}'; {_known(tree, name)}")
        if id in given:
            return Refused(f"'{id}' is answered twice")
        answer = read_answer(question, written)
        if isinstance(answer, Misread):
            return Refused(_short(answer.message, 3 * LONGEST))
        given[id] = answer
    return given


def answers_of(tree: Tree, written: Mapping[str, str]) -> dict[str, Answer]:
    """Answers in their written form as answers of this tree; those that it does not have are left out.

    Former ids are understood.
    """
    answers: dict[str, Answer] = {}
    # Live ids last, so that they win.
    for id, text in sorted(written.items(), key=lambda item: item[0] in tree.questions):
        live = id if id in tree.questions else tree.former.get(id, "")
        if live not in tree.questions:
            continue
        answer = read_answer(tree.questions[live], text)
        if not isinstance(answer, Misread):
            answers[live] = answer
    return answers


def leading_to(tree: Tree, place: str, known: Mapping[str, Answer], today: date) -> dict[str, Answer] | Refused:
    """The shortest answers that lead to a question or an outcome, with those already known among them."""
    from tui.reason.possible import explore
    from tui.reason.witness import shortest

    id = place if place in tree.questions or place in tree.outcomes else tree.former.get(place, place)
    if id not in tree.questions and id not in tree.outcomes:
        close = nearest(place, [*tree.questions, *tree.outcomes], most=1)
        hint = f"did you mean '{close[0]}'?" if close else f"there are {listed([*tree.questions, *tree.outcomes])}"
        return Refused(f"there is no question or outcome '{_short(place)}'; {hint}")
    found = explore(tree, known, today)
    if found is None:
        return Refused(f"this tree is too entangled to find a way to '{id}'")
    runs = shortest(found, [id])
    if id not in runs:
        return Refused(f"no way leads to '{id}'{' with these answers' if known else ''}")
    return runs[id]


def refused_here(interview: Interview) -> Refused | None:
    """Why an answer given beforehand to the question being asked does not count, where there is one."""
    question = interview.question
    if question is None or question.id not in interview.kept:
        return None
    return interview.refusal(interview.kept[question.id])


def off_the_route(interview: Interview) -> tuple[str, ...]:
    """The questions answered beforehand that cannot come any more."""
    if not interview.kept:
        return ()
    found = interview.prospect
    ahead = found.asked if found is not None else reachable(interview.tree.questions, interview.place)
    return tuple(id for id in interview.kept if id not in ahead)


def how_written(question: Question) -> str:
    """How an answer in its written form is recognised."""
    return question.kind.value if question.kind in (Kind.NUMBER, Kind.DATE) else "id"


def _known(tree: Tree, name: str) -> str:
    close = nearest(name, tree.questions, most=1)
    return f"did you mean '{close[0]}'?" if close else f"there are {listed(tree.questions)}"


def _short(text: str, most: int = LONGEST) -> str:
    return text if len(text) <= most else f"{text[:most]}…"
