"""What an edit changes for people: an old tree held against a new one, over everybody who can answer both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tui.author.claimed import Claimed, Made, alike
from tui.author.common import in_common
from tui.author.matched import Ids, matched
from tui.author.replay import Lost, lost_answers
from tui.author.reworded import reworded
from tui.author.seen import Seen, Unseen
from tui.author.together import NEW, OLD, Refused, Together, Way
from tui.problems.frozen import Frozen
from tui.reason.domains import IN
from tui.reason.space import Space
from tui.reason.walk import Walk
from tui.tree.answers import Answer
from tui.tree.model import Tree
from tui.tree.names import Kind
from tui.tree.written import write_answer


class Person(Frozen):
    """Somebody's answers as they are written: questions of both trees, and of the old alone, by their old ids.

    `old` and `new` are the outcomes; empty where the answers do not lead so far.
    """

    answers: Mapping[str, str]
    old_alone: Mapping[str, str]
    new_alone: Mapping[str, str]
    old: str
    new: str

    @property
    def written(self) -> dict[str, str]:
        """All answers."""
        return {**self.answers, **self.old_alone, **self.new_alone}


class Change(Frozen):
    """A claim that somebody sees in one tree alone, and such a person; None where it is not proved that nobody does."""

    claim: Made
    person: Person | None


class Gone(Frozen):
    """An answer to a question of the old tree that does not count in the new one; None is all of them.

    Where it does for most people, `person` is one for whom it does not.
    """

    question: str
    answer: str | None
    why: str
    person: Person | None = None


class Names(Frozen):
    """What was added, removed and renamed of questions, options or outcomes."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]


class Diff:
    """Two trees on one day."""

    def __init__(self, old: Tree, new: Tree, today: date) -> None:
        self.old = old
        self.new = new
        self.today = today
        self.matched = matched(old, new)
        walks = [Walk(Space(tree, today)) for tree in in_common(old, new, self.matched, today)]
        self.together = Together(walks[OLD], walks[NEW], self.matched.questions)
        alone = self.together.asked_apart()
        self.unasked: Mapping[str, Way] = alone[OLD]
        """The questions that somebody is not asked any more, by their new ids."""
        renamed = {old: new for old, new in self.matched.questions.items() if old != new}
        claims = Claimed(old, renamed), Claimed(new, {})
        related, self.reworded_claims = alike(*claims, self.matched)
        self.reworded = list(reworded(old, new, self.matched, renamed))
        self.seen = Seen(self.together, claims, related, self.matched, alone[OLD].keys() | alone[NEW].keys())
        self.lost = [self._change(one) for one in self.seen.only_in(OLD)]
        self.gained = [self._change(one) for one in self.seen.only_in(NEW)]
        self.moved = [self.person(self.together.way(node)) for pair, node in self.together.ends.items()
                      if self.matched.outcomes.get(pair[OLD]) != pair[NEW]]
        """Somebody for each pair of outcomes that are not the same."""

    @property
    def proved(self) -> bool:
        """Whether everybody was looked at."""
        return self.together.proved

    @property
    def nobody(self) -> bool:
        """Whether there is nobody whose answers both trees take from the first to the last."""
        return self.proved and not self.together.ends

    @property
    def differs(self) -> bool:
        """Whether anybody comes to another outcome."""
        return bool(self.moved)

    def questions(self) -> Names:
        """What became of the questions."""
        return _names(self.old.questions, self.new.questions, self.matched.questions)

    def outcomes(self) -> Names:
        """What became of the outcomes."""
        return _names(self.old.outcomes, self.new.outcomes, self.matched.outcomes)

    def options(self) -> Iterator[tuple[str, Names]]:
        """What became of the options of each question of both trees, by its new id."""
        for id, to in self.matched.questions.items():
            found = _names(self.old.questions[id].options, self.new.questions[to].options, self.matched.options[id])
            if found.added or found.removed or found.renamed:
                yield to, found

    def gone(self) -> Iterator[Gone]:
        """The answers of the old tree that do not count any more: for nobody, then for somebody."""
        lost = list(lost_answers(self.old, self.new, self.matched, self.today))
        for one in lost:
            yield Gone(one.question, self._written(one), one.why)
        done: set[tuple[str, str | None]] = set()
        for refused in self.together.refused.values():
            question = self.together.back[refused.state[0]]
            way = [*self.together.way(refused.node), *refused.moves]
            answer = self._refused(question, refused, way)
            written = None if answer is None else write_answer(self.old.questions[question], answer)
            if (question, written) not in done:
                done.add((question, written))
                why = "it is not" if answer is not None else "nothing that it was answered with is"
                yield Gone(question, written, f"{why} offered to somebody", self.person(way, {question: answer}))
        for id, way in self.unasked.items():
            yield Gone(self.together.back[id], None, "somebody is not asked this any more", self.person(way))

    def person(self, way: Way, more: Mapping[str, Answer | None] | None = None) -> Person:
        """Somebody who takes a way to outcomes, or one so far, with what is answered in part."""
        olds, news = self.together.answers(way)
        back = self.together.back
        both: dict[str, str] = {}
        alone: tuple[dict[str, str], dict[str, str]] = {}, {}
        for id, answer in {**olds, **{id: answer for id, answer in (more or {}).items() if id not in olds}}.items():
            if answer is not None:
                into = both if id in self.matched.questions else alone[OLD]
                into[id] = write_answer(self.old.questions[id], answer)
        for id, answer in news.items():
            if id in back:
                both[back[id]] = write_answer(self.old.questions[back[id]], self._as_old(back[id], answer))
            else:
                alone[NEW][id] = write_answer(self.new.questions[id], answer)
        outcomes = ("", "") if more is not None else self.together.comes_to(way)
        return Person(both, alone[OLD], alone[NEW], *outcomes)

    def _as_old(self, question: str, answer: Answer) -> Answer:
        """An answer to a question of both trees, given in the new one, by the ids of the old."""
        former = {to: id for id, to in self.matched.options[question].items()}
        if isinstance(answer, str):
            return former[answer]
        return frozenset([former[id] for id in answer]) if isinstance(answer, frozenset) else answer

    def _change(self, one: Unseen) -> Change:
        return Change(one.made, self.person(one.way) if one.way is not None else None)

    def _refused(self, question: str, refused: Refused, way: Way) -> Answer | None:
        """The answer to a question of the old tree that the new one does not offer; of a set the option in it."""
        domain = self.together.walks[NEW].space.conditions.domain(refused.state[0])
        if domain.question.kind is not Kind.SEVERAL:
            return self.together.answers(way)[OLD][question]
        if refused.value != IN or refused.state[1] == len(domain.members):
            return None
        return self._as_old(question, frozenset([tuple(domain.members)[refused.state[1]]]))

    def _written(self, lost: Lost) -> str | None:
        return None if lost.answer is None else write_answer(self.old.questions[lost.question], lost.answer)


def _names(old: Mapping[str, object], new: Mapping[str, object], found: Ids) -> Names:
    there = set(found.values())
    return Names(tuple([id for id in new if id not in there]), tuple([id for id in old if id not in found]),
                 tuple([(id, to) for id, to in found.items() if id != to]))
