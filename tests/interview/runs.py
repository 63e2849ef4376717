"""Every run of a tree, walked one by one, and what somebody can still come to counted out among them.

This is the page on what is possible, unknown and changed, put in the plainest way there is; nothing of `tui.reason` is
used. Sets of runs are bits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property

from tests.reason.brute import TODAY, Brute, candidates, within
from tests.routes import every_condition, parts
from tui.tree.answers import UNKNOWN, Answer
from tui.tree.conditions import Condition, Known, part_holds
from tui.tree.model import NONE, Tree

Answers = Mapping[str, Answer]


class Runs:
    """Every run of a tree in which nothing can go wrong."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.brute = Brute(tree)
        self.all: list[dict[str, Answer]] = []
        self.ends: dict[str, int] = dict.fromkeys(tree.outcomes, 0)
        self.orders: dict[tuple[str, ...], int] = {}
        """The questions of a run in their order, and the runs that have them."""
        self.asked: dict[str, int] = dict.fromkeys(tree.questions, 0)
        self.offered: dict[tuple[str, Answer], int] = {}
        self.taken: dict[tuple[str, Answer], int] = {}
        self._like: dict[tuple[str, Answer], Answer] = {}
        self._told_apart: dict[tuple[str, tuple[bool, ...]], Answer] = {}
        if self.good:
            self._walk(tree.start, {}, [])
        self.numbers = {frozenset(run.items()): number for number, run in enumerate(self.all)}

    @property
    def good(self) -> bool:
        """Whether everybody comes to an outcome."""
        return not self.brute.wrongs

    def _walk(self, place: str, answers: dict[str, Answer], offers: list[tuple[str, list[Answer]]]) -> None:
        if place in self.tree.outcomes:
            bit = 1 << len(self.all)
            self.all.append(answers)
            self.ends[place] |= bit
            self.orders[tuple(answers)] = self.orders.get(tuple(answers), 0) | bit
            for id, offered in offers:
                self.asked[id] |= bit
                self.taken[id, answers[id]] = self.taken.get((id, answers[id]), 0) | bit
                for answer in offered:
                    self.offered[id, answer] = self.offered.get((id, answer), 0) | bit
            return
        offered = list(dict.fromkeys(self.like(place, answer) for answer in self.brute.offered(place, answers)))
        for answer in offered:
            more = {**answers, place: answer}
            to = self.brute.leads_to(place, more)
            assert to is not None
            self._walk(to, more, [*offers, (place, offered)])

    # One answer

    def like(self, question: str, answer: Answer) -> Answer:
        """The answer that stands for all those that no condition tells apart from this one; itself if it is none."""
        found = self._like.get((question, answer))
        if found is None:
            found = self._like[question, answer] = self._find_like(question, answer)
        return found

    def _find_like(self, question: str, answer: Answer) -> Answer:
        asked = self.tree.questions[question]
        numbers = isinstance(answer, Decimal | date) and within(asked, answer)
        sets = isinstance(answer, frozenset) and all(option.when is None for option in asked.options.values())
        if not numbers and not (sets and answer in self.brute.all_answers[question]):
            return answer
        about = parts(self.tree, every_condition).get(question, [])
        alike = tuple([part_holds(part, answer, TODAY) for part in about])
        return self._told_apart.setdefault((question, alike), answer)

    def values(self, question: str) -> list[Answer]:
        """Answers to a question, many of each sort that conditions can tell apart."""
        asked = self.tree.questions[question]
        if asked.options:
            return self.brute.all_answers[question]
        return [value for value in candidates(self.tree, asked) if within(asked, value)]

    # What is open to somebody

    def open(self, known: Answers) -> int:
        """The runs that agree with all that is known, wherever it is asked and offered."""
        found = (1 << len(self.all)) - 1
        for id, answer in known.items():
            if answer is not UNKNOWN:
                found &= self.fits(id, answer)
        return found

    def fits(self, id: str, answer: Answer) -> int:
        """The runs in which an answer is given, not offered, or not asked for."""
        answer = self.like(id, answer)
        return self.taken.get((id, answer), 0) | ~self.offered.get((id, answer), 0)

    def outcomes(self, ways: int) -> tuple[str, ...]:
        return tuple(id for id, runs in self.ends.items() if runs & ways)

    def possible(self, known: Answers) -> tuple[str, ...]:
        return self.outcomes(self.open(known))

    def remaining(self, known: Answers) -> tuple[int, int]:
        """Fewest and most questions without any answer."""
        ways = self.open(known)
        counts = [sum(id not in known for id in order) for order, runs in self.orders.items() if runs & ways]
        return min(counts), max(counts)

    def first(self, known: Answers) -> tuple[str, int]:
        """The next question, and the runs on which it is the first without an answer; empty where all are answered."""
        ways = self.open(known)
        found: dict[str, int] = {}
        for order, runs in self.orders.items():
            id = next((id for id in order if id not in known), "")
            if runs & ways:
                found[id] = found.get(id, 0) | runs & ways
        return next(((id, found[id]) for id in self.tree.questions if id in found), ("", 0))

    def offers(self, known: Answers) -> list[Answer]:
        """The answers that are offered at the next question."""
        id, runs = self.first(known)
        return [answer for answer in self.brute.all_answers.get(id, ()) if self.offers_on(runs, id, answer)]

    def offers_on(self, runs: int, id: str, answer: Answer) -> bool:
        """Whether an answer is offered in some of some runs."""
        return bool(self.offered.get((id, self.like(id, answer)), 0) & runs)

    def place(self, known: Answers) -> str:
        """The next question, the one outcome, or nothing where it depends."""
        ends = self.possible(known)
        return self.first(known)[0] or (ends[0] if len(ends) == 1 else "")

    def counts(self, ways: int, id: str, answer: Answer) -> bool:
        """Whether an answer is given on some way that is open."""
        if answer is UNKNOWN:
            return self.tree.questions[id].unknown and bool(self.asked[id] & ways)
        return bool(self.taken.get((id, self.like(id, answer)), 0) & ways)

    # What comes of it

    def decided_by(self, answers: Answers) -> list[str]:
        known = dict(answers)
        for id in reversed(list(answers)):
            without = {other: answer for other, answer in known.items() if other != id}
            if len(self.possible(without)) == 1:
                known = without
        return list(known)

    def others(self, answers: Answers, id: str) -> dict[Answer, tuple[str, ...]]:
        """Every answer offered at an answered question, and the outcomes that it leads to with all others kept."""
        rest = {other: answer for other, answer in answers.items() if other != id}
        ways = self.open(rest)
        before = dict(list(answers.items())[:list(answers).index(id)])
        assert self.first(before)[0] == id
        return {answer: self.outcomes(ways & self.fits(id, answer)) for answer in self.offers(before)}

    def settles(self, answers: Answers) -> str | None:
        ways = self.open(answers)
        worst = {id: max(len(self.outcomes(ways & self.fits(id, answer))) for answer in self.brute.all_answers[id]
                         if self.offers_on(ways, id, answer))
                 for id in self.tree.questions if answers.get(id) is UNKNOWN}
        return min(worst, key=lambda id: worst[id], default=None)

    def settled(self, answers: Answers, pool: Answers) -> tuple[dict[str, Answer], dict[str, Answer]]:
        """The answers that count, and those kept aside, once the pool has answered all that it can."""
        now, kept = dict(answers), dict(pool)
        while (place := self.first(now)[0]) in kept and self.takes(now, kept[place]):
            now[place] = kept.pop(place)
        return now, kept

    def takes(self, known: Answers, answer: Answer) -> bool:
        """Whether an answer may be given to the next question."""
        id = self.first(known)[0]
        return self.tree.questions[id].unknown if answer is UNKNOWN else self.like(id, answer) in self.offers(known)

    # What is said

    def truth(self, condition: Condition) -> int:
        """The runs at whose end a condition holds."""
        return sum(1 << i for i, known in enumerate(self.people) if known.holds(condition))

    def labels(self, ways: int, id: str) -> list[str]:
        """The ids of the options that an unknown answer may stand for; `none` for the set without any."""
        question = self.tree.questions[id]
        given = [answer for answer in self.brute.all_answers[id] if self.counts(ways, id, answer)]
        found = [option for option in question.options if any(option in members(answer) for answer in given)]
        return found + [NONE] * (frozenset() in given)

    def fact_labels(self, ways: int, fact: str) -> list[str]:
        """The labels of the values that a fact may have, in the order of its rules."""
        found = {known.value(fact).label for i, known in enumerate(self.people) if ways >> i & 1}
        return [label for label in dict.fromkeys(rule.label for rule in self.tree.facts[fact].rules) if label in found]

    @cached_property
    def people(self) -> list[Known]:
        return [Known(self.tree.facts, run, TODAY) for run in self.all]

    def number(self, run: Answers) -> int:
        """The number of a complete run."""
        return self.numbers[frozenset((id, self.like(id, answer)) for id, answer in run.items())]


def members(answer: Answer) -> Iterable[str]:
    """The options in an answer."""
    if isinstance(answer, frozenset):
        return answer
    return (answer,) if isinstance(answer, str) else ()


