"""An interview: a tree, the answers so far, and the day it began. Immutable: every step gives a new one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from tui.interview.offer import Refused, offered, refusal
from tui.tree.answers import Answer
from tui.tree.conditions import Known
from tui.tree.graph import Steps, reachable, steps
from tui.tree.model import Goto, Option, Outcome, Question, Tree
from tui.tree.written import chosen_options

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from typing import Final

NOTHING: Mapping[str, Answer] = MappingProxyType({})


class Interview:
    """One person's way through a tree.

    `answers` are those on the route, in the order asked; `kept` are set aside: they influence nothing and come back if
    their question does. `returned` are the questions whose kept answers came back in the last step.
    """

    __slots__ = ("answers", "kept", "known", "place", "returned", "today", "tree")

    def __init__(self, tree: Tree, today: date, place: str, answers: Mapping[str, Answer] = NOTHING,
                 kept: Mapping[str, Answer] = NOTHING, returned: tuple[str, ...] = ()) -> None:
        self.tree: Final = tree
        self.today: Final = today
        self.place: Final = place
        self.answers: Final = answers
        self.kept: Final = kept
        self.returned: Final = returned
        self.known: Final = Known(tree.facts, answers, today)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Interview):
            return NotImplemented
        return self._state() == other._state()

    __hash__ = object.__hash__

    def _state(self) -> tuple[object, ...]:
        return self.tree, self.today, self.place, dict(self.answers), dict(self.kept), self.returned

    @classmethod
    def start(cls, tree: Tree, today: date, given: Mapping[str, Answer] = NOTHING) -> Interview:
        """An interview at its beginning; answers given beforehand count as soon as their questions come."""
        return cls(tree, today, tree.start, kept=dict(given))._settle()

    @property
    def question(self) -> Question | None:
        """The question being asked, or None at an outcome."""
        return self.tree.questions.get(self.place)

    @property
    def outcome(self) -> Outcome | None:
        """The outcome that was reached, or None while questions are being asked."""
        return self.tree.outcomes.get(self.place)

    @property
    def offered(self) -> tuple[Option, ...]:
        """The options offered here; `none` is not among them."""
        question = self.question
        return offered(question, self.known) if question is not None else ()

    @property
    def choices(self) -> tuple[Option, ...]:
        """What can be chosen here, in the order shown: the options offered, then `none`."""
        question = self.question
        none = question.none if question is not None else None
        return (*self.offered, none) if none is not None else self.offered

    @property
    def stuck(self) -> bool:
        """Whether a question was met that offers this person no answer at all."""
        question = self.question
        return question is not None and bool(question.options) and not self.choices

    @property
    def remaining(self) -> Steps:
        """Fewest and most questions still to be asked, this one counted: bounds by the graph."""
        return _steps(self.tree).get(self.place, Steps(0, 0))

    @property
    def possible(self) -> tuple[str, ...]:
        """The outcomes that the graph still reaches, in the order of the file."""
        ahead = reachable(self.tree.questions, self.place)
        return tuple(id for id in self.tree.outcomes if id in ahead)

    def answer(self, answer: Answer) -> Interview | Refused:
        """Answer the question being asked; refused where that is not offered."""
        question = self.question
        if question is None:
            return Refused("there is no question to answer")
        no = refusal(question, answer, self.known)
        return no if no is not None else self._take(question, answer)._settle()

    def back(self) -> Interview:
        """Forget the last answer; the same interview where there is none."""
        if not self.answers:
            return self
        answers = dict(self.answers)
        last, _ = answers.popitem()
        return Interview(self.tree, self.today, last, answers, self.kept)

    def change(self, question: str, answer: Answer) -> Interview | Refused:
        """Answer an earlier question differently; later answers are kept and count again where they still fit."""
        if question == self.place:
            return self.answer(answer)
        if question not in self.answers:
            return Refused(f"'{question}' has not been answered")
        there = self.at(question)
        no = refusal(self.tree.questions[question], answer, there.known)
        return no if no is not None else there._take(self.tree.questions[question], answer)._settle()

    def at(self, question: str) -> Interview:
        """The interview as it was when an answered question was asked, with that answer and later ones kept aside."""
        before: dict[str, Answer] = {}
        after = dict(self.kept)
        for id, answer in self.answers.items():
            if id == question or question in after:
                after[id] = answer
            else:
                before[id] = answer
        return Interview(self.tree, self.today, question, before, after)

    def restart(self) -> Interview:
        """A new interview on the same day, with nothing answered and nothing kept."""
        return Interview(self.tree, self.today, self.tree.start)

    def _take(self, question: Question, answer: Answer) -> Interview:
        answers = {**self.answers, question.id: answer}
        kept = self.kept
        if question.id in kept:
            kept = {id: value for id, value in kept.items() if id != question.id}
        known = Known(self.tree.facts, answers, self.today)
        rules = question.goto
        if isinstance(answer, str):
            rules = question.options[answer].goto or rules
        return Interview(self.tree, self.today, _first(rules, known), answers, kept)

    def _settle(self) -> Interview:
        """Take the answers kept aside for as long as they answer what is asked."""
        here = self
        returned: list[str] = []
        while here.place in here.kept:
            question = here.tree.questions[here.place]
            answer = here.kept[here.place]
            if refusal(question, answer, here.known) is not None:
                break
            returned.append(question.id)
            here = here._take(question, answer)
        if not returned:
            return here
        return Interview(here.tree, here.today, here.place, here.answers, here.kept, tuple(returned))

    def chosen(self, question: str) -> tuple[Option, ...]:
        """The options that make up the answer to an answered question."""
        return chosen_options(self.tree.questions[question], self.answers[question])


def _first(rules: Goto, known: Known) -> str:
    # The reader accepts no goto without an `else`, so there is always one.
    return next(rule.to for rule in rules if known.holds(rule.when))


@lru_cache(maxsize=4)
def _steps(tree: Tree) -> dict[str, Steps]:
    return steps(tree.questions)
