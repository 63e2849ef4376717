"""The small tree of these tests with one question of every kind, and ways to get somewhere in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from tui.chat.doing import Doing
from tui.chat.talk import Talk
from tui.chat.turns import Turn
from tui.interview.interview import Interview
from tui.interview.offer import Refused
from tui.interview.said import plain_spans
from tui.saved import Keeper
from tui.tree.answers import Answer
from tui.tree.library import Choice
from tui.tree.model import Tree
from tui.tree.written import Misread, read_answer

TODAY = date(2026, 11, 23)
SMALL = Path(__file__).with_name("small.yaml")
TREES = Path(__file__).parents[2] / "trees"
LAWN = ("dry", "4", "bread,drinks", "2027-05-01", "lake")
"""Answers that lead to the picnic on the grass."""


@cache
def choice(path: Path = SMALL) -> Choice:
    """A tree, as the list of trees gives it."""
    return Choice(path.stem, str(path)).read()


def small() -> Tree:
    """The small tree."""
    loaded = choice().loaded
    assert loaded is not None
    assert loaded.tree is not None, loaded.problems
    return loaded.tree


def read(interview: Interview, written: str) -> Answer:
    """An answer to the question being asked, in its written form."""
    assert interview.question is not None
    answer = read_answer(interview.question, written)
    assert not isinstance(answer, Misread), answer
    return answer


def interview_after(*written: str) -> Interview:
    """The interview once these answers were given, in the order asked."""
    interview = Interview.start(small(), TODAY)
    for text in written:
        new = interview.answer(read(interview, text))
        assert not isinstance(new, Refused), new
        interview = new
    return interview


def talk_after(*written: str) -> Talk:
    """The talk once these answers were given, with nothing said on the side."""
    return Talk(interview_after(*written))


@dataclass
class Desk:
    """Stands in for the app: remembers what was asked of it."""

    copied: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    browser: bool = True
    left: int = 0
    tree_lists: int = 0

    def copy(self, text: str) -> None:
        self.copied.append(text)

    def open(self, address: str) -> bool:
        self.opened.append(address)
        return self.browser

    def leave(self) -> None:
        self.left += 1

    def choose_tree(self) -> None:
        self.tree_lists += 1


def doing(desk: Desk | None = None) -> Doing:
    """What does the small tree's commands."""
    return Doing(Keeper("small"), desk or Desk(), "small")


def words(turn: Turn) -> str:
    """A turn as plain words, with citations as [1]."""
    return plain_spans(turn.spans, notes=True)
