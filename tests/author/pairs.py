"""A random tree and an edited copy; and everybody who can answer both, one by one: what `diff` is held against."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import prod
from random import Random
from typing import NamedTuple

from tests.reason.brute import DAYS, NUMBERS, TODAY, values, within
from tests.reason.random_trees import OUTCOMES, Writer, good
from tests.routes import every_condition, parts
from tui.author.matched import matched
from tui.interview.interview import Interview
from tui.problems.frozen import replaced
from tui.tree.answers import Answer
from tui.tree.conditions import part_holds
from tui.tree.model import Bounds, Question, Tree
from tui.tree.names import Kind
from tui.tree.reader import read_tree_text

ANSWERS = {"one": 3, "yes": 2, "listed": 3, "several": 8, "number": 6, "date": 8}
"""How many answers about there are to a question of each kind that conditions tell apart."""

MOST_PEOPLE = 1_000


def random_pair(random: Random) -> tuple[Tree, Tree]:
    """A tree, and the same after one to three edits."""
    writer = Writer(random)
    text = edited = numbered(writer.text())
    while prod(ANSWERS[kind] for kind in writer.kinds.values()) > MOST_PEOPLE:
        writer = Writer(random)
        text = edited = numbered(writer.text())
    for _ in range(random.randint(1, 3)):
        once = random.choice((_other_goto, _other_goto, _other_condition, _other_condition, _new_question, _renamed,
                              _swapped))(edited, writer, random)
        # Not every edit leaves a tree that can be read.
        if read_tree_text(once).tree is not None:
            edited = once
    old, new = good(text), good(edited)
    return (_fewer_answers(old, random), new) if random.randrange(4) == 0 else (old, _fewer_answers(new, random))


def numbered(text: str) -> str:
    """A text in which no two claims are the same."""
    number = iter(range(1_000))
    return re.sub(r"text: So\.", lambda _: f"text: So {next(number)}.", text)


_GOES = r"(?<=[ :])(?:out_\d|q\d)(?=[},\n])(?!:)"
"""Where a rule leads, as it is written in a random tree."""


def _any(pattern: str, text: str, random: Random) -> re.Match[str] | None:
    found = [*re.finditer(pattern, text)]
    return random.choice(found) if found else None


def _other_goto(text: str, writer: Writer, random: Random) -> str:
    found = _any(_GOES, text, random)
    return text if found is None else text[:found.start()] + random.choice(OUTCOMES) + text[found.end():]


def _other_condition(text: str, writer: Writer, random: Random) -> str:
    found = _any(r"when: '([^']*)'", text, random)
    return text if found is None else f"{text[:found.start(1)]}{writer.condition()}{text[found.end(1):]}"


def _new_question(text: str, writer: Writer, random: Random) -> str:
    found = _any(_GOES, text, random)
    if found is None:
        return text
    asked = f"  extra:\n    ask: More?\n    yes: {found[0]}\n    no: {random.choice(OUTCOMES)}\noutcomes:\n"
    return (text[:found.start()] + "extra" + text[found.end():]).replace("outcomes:\n", asked)


def _renamed(text: str, writer: Writer, random: Random) -> str:
    id = random.choice([*writer.kinds, *OUTCOMES])
    if id in OUTCOMES:
        return re.sub(rf"\b{id}\b", "ending", text).replace("  ending: {", f"  ending: {{formerly: [{id}], ")
    return re.sub(rf"\b{id}\b", "other", text).replace("\n  other:\n", f"\n  other:\n    formerly: [{id}]\n")


def _swapped(text: str, writer: Writer, random: Random) -> str:
    """Two questions that take the same answers change places."""
    alike = [(one, other) for one in writer.kinds for other in writer.kinds
             if one < other and writer.kinds[one] == writer.kinds[other]]
    if not alike:
        return text
    one, other = random.choice(alike)
    return re.sub(rf"\b(?:{one}|{other})\b", lambda found: one if found[0] == other else other, text)


def _fewer_answers(tree: Tree, random: Random) -> Tree:
    """A tree of which one question has lost an option, or its bounds."""
    question = random.choice([*tree.questions.values()])
    if question.options:
        gone = random.choice([*question.options])
        less = replaced(question, options={id: option for id, option in question.options.items() if id != gone},
                        none=None if random.randrange(2) else question.none)
        if not less.options:
            return tree
    else:
        less = replaced(question, bounds=Bounds(whole=random.randrange(2) == 0 and question.kind is Kind.NUMBER))
    return replaced(tree, questions={**tree.questions, question.id: less})


class Person(NamedTuple):
    """Somebody's complete runs through both trees."""

    old: Interview
    new: Interview

    @property
    def length(self) -> int:
        """How many questions were answered, those of both trees once."""
        found = matched(self.old.tree, self.new.tree).questions
        return len({found.get(id, id) for id in self.old.answers} | set(self.new.answers))


class People:
    """Everybody whose answers both trees offer."""

    def __init__(self, old: Tree, new: Tree) -> None:
        self.old = old
        self.new = new
        self.matched = matched(old, new)
        self.back = {to: id for id, to in self.matched.questions.items()}
        self._known: dict[tuple[bool, str], list[Answer]] = {}
        self.refused: set[tuple[str, str]] = set()
        """Questions that an old run has answered, each with an option that the new tree does not offer there."""

    def everybody(self) -> Iterator[Person]:
        """All of them, one of those whom no condition of either tree tells apart."""
        for old in self._runs(Interview.start(self.old, TODAY), {}):
            given = {self.matched.questions[id]: self._as_new(id, answer) for id, answer in old.answers.items()
                     if id in self.matched.questions}
            for new in self._runs(Interview.start(self.new, TODAY), given):
                yield Person(old, new)

    def _runs(self, here: Interview, given: Mapping[str, Answer]) -> Iterator[Interview]:
        if here.question is None:
            if here.outcome is not None:
                yield here
            return
        id = here.place
        if id in given and here.refusal(given[id]) is not None:
            if isinstance(given[id], str):
                self.refused.add((self.back[id], str(given[id])))
            return
        for answer in [given[id]] if id in given else self._answers(here.question):
            after = here.answer(answer)
            if isinstance(after, Interview):
                yield from self._runs(after, given)

    def _answers(self, question: Question) -> list[Answer]:
        """The answers to a question that both trees offer, if both have it."""
        is_old = self.old.questions.get(question.id) is question
        if (is_old, question.id) not in self._known:
            self._known[is_old, question.id] = self._offered_by_both(question, is_old)
        return self._known[is_old, question.id]

    def _offered_by_both(self, question: Question, is_old: bool) -> list[Answer]:
        id = question.id if is_old else self.back.get(question.id, "")
        if id not in self.matched.questions:
            return values(self.old if is_old else self.new, question)
        old, new = self.old.questions[id], self.new.questions[self.matched.questions[id]]
        if question.options:
            found = [answer for answer in values(self.old, old) if self._in_new(id, answer)]
        else:
            asked = [part for tree, one in ((self.old, old), (self.new, new))
                     for part in parts(tree, every_condition).get(one.id, ())]
            told_apart: dict[tuple[bool, ...], Answer] = {}
            for value in NUMBERS if question.kind is Kind.NUMBER else DAYS:
                if within(old, value) and within(new, value):
                    told_apart.setdefault(tuple(part_holds(part, value, TODAY) for part in asked), value)
            found = list(told_apart.values())
        return found if is_old else [self._as_new(id, answer) for answer in found]

    def _in_new(self, id: str, answer: Answer) -> bool:
        options = self.matched.options[id]
        if isinstance(answer, frozenset):
            return answer <= options.keys() and (bool(answer)
                                                 or self.new.questions[self.matched.questions[id]].none is not None)
        return answer in options

    def _as_new(self, id: str, answer: Answer) -> Answer:
        options = self.matched.options[id]
        if isinstance(answer, str):
            return options[answer]
        return frozenset(options[one] for one in answer) if isinstance(answer, frozenset) else answer


def claims_seen(run: Interview) -> set[str]:
    """The texts that are claimed to somebody."""
    assert run.outcome is not None
    made = [*run.outcome.because, *run.outcome.caveats, *run.outcome.next_steps]
    made += [option.so for id in run.answers for option in run.chosen(id) if option.so is not None]
    return {claim.text.raw for claim in made if all(map(run.known.holds, claim.when))}
