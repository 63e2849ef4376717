"""The map of a tree for one person: where they are and have been, what is still open and what is closed off."""

from __future__ import annotations

from collections.abc import Iterator

from tui.author.graph_to_text import Line, drawn
from tui.interview.interview import Interview
from tui.interview.said import answer_to
from tui.interview.told import NOT_PROVED, unsaid
from tui.problems.frozen import Frozen

HERE, BEEN, OPEN, CLOSED, UNTOLD = "▸", "✓", "○", "×", "·"
SAID = {HERE: "you are here", BEEN: "answered", OPEN: "still open", CLOSED: "closed off", UNTOLD: "not known"}
"""What each mark says."""


class MapLine(Frozen):
    """A line of the map, to be wrapped: `first` stands before its first line and `rest` before others.

    `said` is what leads there, `mark` how it stands with that place, `words` what is asked or recommended there;
    `question` is its id where it has been answered.
    """

    first: str
    rest: str
    said: str
    mark: str
    words: str
    question: str


def map_lines(interview: Interview) -> Iterator[MapLine]:
    """The tree from its start, each question once with everything that it leads to below it."""
    marks = _marks(interview)
    route = (*interview.answers, interview.place) if not interview.unsure else ()
    yield from (_line(interview, line, marks) for line in drawn(interview.tree, route))


def legend(interview: Interview) -> str:
    """What the marks say, those that there can be."""
    if interview.prospect is None:
        return f"{NOT_PROVED} {_pairs((HERE, BEEN, UNTOLD))}"
    return _pairs((HERE, BEEN, OPEN, CLOSED))


def _pairs(marks: tuple[str, ...]) -> str:
    return "   ".join(f"{mark} {SAID[mark]}" for mark in marks)


def _marks(interview: Interview) -> dict[str, str]:
    """How it stands with each place."""
    tree, ahead = interview.tree, interview.prospect
    rest = UNTOLD if ahead is None else CLOSED
    found = dict.fromkeys([*tree.questions, *tree.outcomes], rest)
    if ahead is not None:
        found.update(dict.fromkeys([*ahead.asked, *ahead.outcomes], OPEN))
    found.update(dict.fromkeys(interview.answers, BEEN))
    if interview.place:
        found[interview.place] = HERE
    return found


def _line(interview: Interview, line: Line, marks: dict[str, str]) -> MapLine:
    tree, place = interview.tree, line.place
    if not place:
        return MapLine(line.first, line.rest, line.said, "", "", "")
    # Conditions are the author's own words; a person knows no ids.
    said = line.said.replace("_", " ")
    is_question = place in tree.questions
    words = unsaid(tree.questions[place].ask if is_question else tree.outcomes[place].recommend)
    if is_question and line.drawn != "here":
        words += f" ({line.drawn})"
    answered = place if place in interview.answers else ""
    if answered and line.drawn == "here":
        words += f" {answer_to(interview, place)}"
    return MapLine(line.first, line.rest, said, marks[place], words, answered)
