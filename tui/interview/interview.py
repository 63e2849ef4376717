"""An interview: a tree, the answers so far, and the day it began. Immutable: every step gives a new one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from tui.interview.offer import Refused, offered, refusal
from tui.tree.answers import UNKNOWN, Answer
from tui.tree.conditions import Known
from tui.tree.model import Option, Outcome, Question, Tree
from tui.tree.written import chosen_options, listed

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from typing import Final

    from tui.reason.explore import Steps
    from tui.reason.prospect import Prospect

NOTHING: Mapping[str, Answer] = MappingProxyType({})


class Interview:
    """One person's way through a tree.

    `answers` are those on the route, in the order asked; `kept` are set aside: they influence nothing and come back if
    their question does. `returned` are the questions whose kept answers came back in the last step. `unsure` is whether
    some answer is that the person does not know.
    """

    __slots__ = ("_ahead", "answers", "kept", "known", "place", "returned", "today", "tree", "unsure")

    def __init__(self, tree: Tree, today: date, place: str, answers: Mapping[str, Answer] = NOTHING,
                 kept: Mapping[str, Answer] = NOTHING, returned: tuple[str, ...] = (),
                 unsure: bool | None = None) -> None:
        self.tree: Final = tree
        self.today: Final = today
        self.place: Final = place
        self.answers: Final = answers
        self.kept: Final = kept
        self.returned: Final = returned
        self.known: Final = Known(tree.facts, answers, today)
        # Carried along, so that a step costs the same however many answers there are.
        self.unsure: Final = UNKNOWN in answers.values() if unsure is None else unsure
        self._ahead: tuple[Prospect | None] | None = None

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
        if question is None:
            return ()
        if self.unsure and question.options:
            found = self.prospect
            return found.offered(question.id) if found is not None else ()
        return offered(question, self.known)

    @property
    def choices(self) -> tuple[Option, ...]:
        """What can be chosen here, in the order shown: the options offered, then `none`."""
        question = self.question
        none = question.none if question is not None else None
        return (*self.offered, none) if none is not None else self.offered

    @property
    def depends(self) -> bool:
        """Whether everything has been asked, and the outcome still depends on what the person does not know."""
        return not self.place and self.unsure

    @property
    def stuck(self) -> bool:
        """Whether the tree has no way on for this person, as the reader would have said of a tree it could prove."""
        question = self.question
        if question is None:
            return not self.place and not self.unsure
        return bool(question.options) and not self.choices

    @property
    def prospect(self) -> Prospect | None:
        """Every way that is still open; None where the tree is too entangled to follow them all."""
        if self._ahead is None:
            # Not above: most steps of an interview do not look ahead, and the room is only entered where one does.
            from tui.reason.prospect import prospect

            self._ahead = (prospect(self.tree, self.answers, self.today),)
        return self._ahead[0]

    @property
    def remaining(self) -> Steps | None:
        """Fewest and most questions still to be asked, this one counted; None where that is not proved."""
        found = self.prospect
        return found.remaining if found is not None else None

    @property
    def possible(self) -> tuple[str, ...] | None:
        """The outcomes that are still possible, in the order of the file; None where that is not proved."""
        found = self.prospect
        return found.outcomes if found is not None else None

    def refusal(self, answer: Answer) -> Refused | None:
        """Why an answer to the question being asked is not offered; None where it is."""
        question = self.question
        if question is None:
            return Refused("there is no question to answer")
        no = refusal(question, answer, self.offered, self.today)
        if no is not None or not (answer is UNKNOWN or self.unsure):
            return no
        if self.prospect is None:
            return Refused("this tree is too entangled to go on without an answer here")
        if isinstance(answer, frozenset) and not self.prospect.takes(question.id, answer):
            chosen = listed(option.id for option in chosen_options(question, answer))
            return Refused(f"not all of {chosen} are offered together here; leave some of them out")
        return None

    def answer(self, answer: Answer) -> Interview | Refused:
        """Answer the question being asked; refused where that is not offered."""
        no = self.refusal(answer)
        return no if no is not None else self._take(answer)._settle()

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
        return self.at(question).answer(answer)

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

    def supposing(self, outcome: str) -> Interview:
        """The interview as it would be at one of the outcomes that are still possible."""
        there = Interview(self.tree, self.today, outcome, self.answers, self.kept, unsure=self.unsure)
        there._ahead = self._ahead
        return there

    def restart(self) -> Interview:
        """A new interview on the same day, with nothing answered and nothing kept."""
        return Interview(self.tree, self.today, self.tree.start)

    def _take(self, answer: Answer) -> Interview:
        question = self.tree.questions[self.place]
        answers = {**self.answers, question.id: answer}
        kept = self.kept
        if question.id in kept:
            kept = {id: value for id, value in kept.items() if id != question.id}
        unsure = self.unsure or answer is UNKNOWN
        new = Interview(self.tree, self.today, "", answers, kept, unsure=unsure)
        place = new._leads_on() if unsure else new._leads_to(question, answer)
        return Interview(self.tree, self.today, place, answers, kept, unsure=unsure) if place else new

    def _leads_to(self, question: Question, answer: Answer) -> str:
        """Where an answer leads; nowhere only in a tree that could not be proved."""
        rules = question.goto
        if isinstance(answer, str):
            rules = question.options[answer].goto or rules
        to = next((rule.to for rule in rules if self.known.holds(rule.when)), "")
        return "" if to in self.answers else to

    def _leads_on(self) -> str:
        """The first question on the ways still open, or the outcome that they all lead to."""
        found = self.prospect
        if found is None:
            return ""
        asked = next((id for id in self.tree.questions if id in found.open), "")
        return asked or (found.outcomes[0] if len(found.outcomes) == 1 else "")

    def _settle(self) -> Interview:
        """Take the answers kept aside for as long as they answer what is asked."""
        here = self
        returned: list[str] = []
        while here.place in here.kept:
            answer = here.kept[here.place]
            if here.refusal(answer) is not None:
                break
            returned.append(here.place)
            here = here._take(answer)
        if not returned:
            return here
        return Interview(here.tree, here.today, here.place, here.answers, here.kept, tuple(returned), here.unsure)

    def chosen(self, question: str) -> tuple[Option, ...]:
        """The options that make up the answer to an answered question."""
        return chosen_options(self.tree.questions[question], self.answers[question])
