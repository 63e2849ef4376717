"""A talk in JSON lines, each of whose objects is held against every run of the tree."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tests.interview.runs import Answers, Runs, members
from tests.reason.brute import TODAY
from tests.routes import every_condition
from tui.interview.certain import holds
from tui.interview.interview import NOTHING, Interview
from tui.interview.said import joined, label_of, put_in
from tui.interview.whatif import covers, depends, needed, set_aside
from tui.jsonl import JsonTalk
from tui.report.to_json import written
from tui.tree.answers import UNKNOWN, Answer
from tui.tree.names import Kind
from tui.tree.written import Misread, read_answer, write_answer

Object = dict[str, Any]


class Watched:
    """A talk, and beside it the answers that count and those kept aside, as they should be."""

    def __init__(self, runs: Runs, given: Answers = NOTHING) -> None:
        self.runs = runs
        self.tree = runs.tree
        self.talk = JsonTalk(Interview.start(runs.tree, TODAY, given))
        self.given = given
        self.answers, self.kept = runs.settled({}, given)
        *understood, last = self.talk.begin()
        assert [found["question"] for found in understood] == list(self.answers)
        self.stands([last])

    @property
    def place(self) -> str:
        return self.runs.place(self.answers)

    @property
    def asks(self) -> bool:
        return self.place in self.tree.questions

    def say(self, line: str) -> list[Object]:
        """The objects that a line leads to, as a program reads them."""
        return [json.loads(written(found)) for found in self.talk.line(line)]

    def write(self, id: str, answer: Answer) -> str:
        return write_answer(self.tree.questions[id], answer)

    def read(self, id: str, text: str) -> Answer:
        answer = read_answer(self.tree.questions[id], text)
        assert not isinstance(answer, Misread)
        return answer

    # What can be said

    def answer(self, answer: Answer) -> None:
        """Answer the question that is open."""
        id = self.place
        objects = self.say(self.write(id, answer))
        if not self.runs.takes(self.answers, answer):
            assert [found["type"] for found in objects] in (["error"], ["unclear"])
            return
        kept = {other: given for other, given in self.kept.items() if other != id}
        self._moved(id, answer, {**self.answers, id: answer}, kept, objects)

    def change(self, id: str, answer: Answer) -> None:
        """Look at what another answer would do, and then change it; and all of that back, and once more."""
        before, stood = (self.answers, self.kept), self.talk.interview
        effect = self.say(f"/effect {id} {self.write(id, answer)}")
        objects = self.say(f"/change {id} {self.write(id, answer)}")
        earlier = self.earlier(id)
        if not self.runs.takes(earlier, answer):
            assert [found["type"] for found in (*effect, *objects)] == ["error", "error"]
            assert self.talk.interview is stood
            return
        assert effect == [self.effect(id, answer)]
        pool = {other: given for other, given in {**self.kept, **self.answers}.items()
                if other not in earlier and other != id}
        self._moved(id, answer, {**earlier, id: answer}, pool, objects)
        # What was seen before is what has come of it: all that was kept aside counts where it comes back.
        assert effect[0]["after"] == list(self.runs.possible({**self.answers, **self.kept}))
        after, stands = self.talk.interview, (self.answers, self.kept)
        waiting, gone = set_aside(stood, after)
        assert sorted(gone) == sorted(effect[0]["dropped"])
        assert set(waiting) == set(effect[0]["kept"]) & set(before[0]) - set(self.answers)
        if after != stood:
            self.answers, self.kept = before
            self.stands(self.say("/undo"))
            assert self.talk.interview is stood
            self.answers, self.kept = stands
            assert self.say("/redo") == objects[-1:]
            assert self.talk.interview is after

    def back(self) -> None:
        """Take the last answer back."""
        id = list(self.answers)[-1]
        self.answers = self.earlier(id)
        objects = self.say("/back")
        self.stands(objects)
        assert objects[0]["id"] == id

    def where(self) -> None:
        """Ask where each option leads."""
        id, ways = self.place, self.runs.open(self.answers)
        question = self.tree.questions[id]
        offered = self.runs.offers(self.answers)
        for option in (choice.id for choice in self.talk.interview.choices):
            with_it = [answer for answer in offered if option in members(answer) or (
                not answer and question.none is not None and option == question.none.id)]
            reached = 0
            for answer in with_it:
                reached |= ways & self.runs.fits(id, answer)
            assert self.say(f"/where {option}") == [
                {"type": "where", "option": option, "possible": list(self.runs.outcomes(reached))}]

    def earlier(self, id: str) -> dict[str, Answer]:
        """The answers that were given before one of them."""
        return dict(list(self.answers.items())[:list(self.answers).index(id)])

    def _moved(self, id: str, answer: Answer, now: Mapping[str, Answer], pool: Mapping[str, Answer],
               objects: list[Object]) -> None:
        self.answers, self.kept = self.runs.settled(now, pool)
        returned = list(self.answers)[len(now):]
        *understood, last = objects
        assert [found["type"] for found in understood] == ["understood"] * (len(returned) + 1)
        assert [(found["question"], found["answer"]) for found in understood] == [
            (other, self.write(other, self.answers[other])) for other in (id, *returned)]
        assert all((found["how"] == "kept") or found["question"] in self.given for found in understood[1:])
        self.stands([last])

    # What is said in return

    def stands(self, objects: list[Object]) -> None:
        """The talk is where it should be, and says so."""
        found, = (json.loads(written(found)) for found in objects)
        here = self.talk.interview
        assert list(here.answers.items()) == list(self.answers.items())
        assert dict(here.kept) == self.kept
        ends = self.runs.possible(self.answers)
        if self.asks:
            assert (found["type"], found["id"]) == ("question", self.place)
            assert found["remaining"] == dict(zip(("min", "max"), self.runs.remaining(self.answers), strict=True))
            assert found["possible"] == list(ends)
            assert [option["id"] for option in found["options"]] == self.options()
        elif len(ends) == 1:
            self.recommends(found)
        else:
            self.depends(found)

    def options(self) -> list[str]:
        """The options that are offered at the open question."""
        question = self.tree.questions[self.place]
        there = {id for answer in self.runs.offers(self.answers) for id in members(answer)}
        return [id for id in question.options if id in there] + (["none"] if question.none is not None else [])

    def recommends(self, found: Object) -> None:
        """The outcome, what decided it and what would change it."""
        assert (found["type"], found["outcome"]) == ("recommendation", self.place)
        assert list(found["answers"].items()) == [(id, self.write(id, given)) for id, given in self.answers.items()]
        assert found["decided_by"] == self.runs.decided_by(self.answers)
        changes = found["would_change"]
        latest_first = list(reversed(self.answers))
        assert [change["question"] for change in changes] == sorted(
            (change["question"] for change in changes), key=latest_first.index)
        for id in self.answers:
            self.would_change(id, [change for change in changes if change["question"] == id])
        if UNKNOWN in self.answers.values():
            self.is_certain()

    def would_change(self, id: str, changes: list[Object]) -> None:
        """Each other answer that leads elsewhere is in one of the changes, which has all that are like it."""
        question = self.tree.questions[id]
        here = [self.place]
        others = {self.runs.like(id, answer): list(ends) for answer, ends in self.runs.others(self.answers, id).items()}
        for change in changes:
            assert set(change) == {"question", "answer", "outcomes"} | (
                {"contains", "lacks"} if question.kind is Kind.SEVERAL else
                set() if question.kind is Kind.ONE else {"range"})
            assert self.covers(change, self.read(id, change["answer"]))
            assert change["outcomes"] != here
        values = [answer for answer in self.runs.values(id) if self.runs.like(id, answer) in others]
        for answer in values:
            ends = others[self.runs.like(id, answer)]
            there = [change["outcomes"] for change in changes if self.covers(change, answer)]
            assert there == ([ends] if ends != here else []), (id, answer)
        for change in changes:
            within = [answer for answer in values if self.covers(change, answer)]
            assert self.read(id, change["answer"]) in within or question.kind in (Kind.NUMBER, Kind.DATE)
            if "range" in change:
                assert change["range"]
                # As wide as can be: next to it begins something else.
                for beside in next_to(values, within):
                    assert others[self.runs.like(id, beside)] != change["outcomes"]
        if question.kind is Kind.ONE:
            order = list(question.options)
            assert [change["answer"] for change in changes] == sorted(
                (change["answer"] for change in changes), key=order.index)

    def covers(self, change: Object, answer: Answer) -> bool:
        """Whether an answer is among those that a change stands for."""
        if isinstance(answer, frozenset):
            return answer.issuperset(change["contains"]) and not answer.intersection(change["lacks"])
        if not isinstance(answer, Decimal | date):
            return bool(self.write(change["question"], answer) == change["answer"])
        within: list[bool] = []
        for end, bound in change["range"].items():
            limit = date.fromisoformat(bound) if isinstance(answer, date) else Decimal(str(bound))
            beyond: bool = answer < limit if end in ("from", "above") else answer > limit  # type: ignore[operator]  # of one sort
            within.append(not beyond and (answer != limit or end in ("from", "to")))
        return all(within)

    def is_certain(self) -> None:
        """With unknown answers: what holds on every way, and what may stand for an answer or a fact."""
        here, ways = self.talk.interview, self.runs.open(self.answers)
        for condition in every_condition(self.tree):
            assert holds(here, (condition,)) == (not ways & ~self.runs.truth(condition))
        for id, answer in self.answers.items():
            if answer is UNKNOWN:
                question = self.tree.questions[id]
                left = [question.options.get(option, question.none) for option in self.runs.labels(ways, id)]
                assert put_in(here, id) == either([label_of(here, option) for option in left if option is not None])
        for fact in self.tree.facts.values():
            if fact.when is None:
                assert put_in(here, fact.id) == either(self.runs.fact_labels(ways, fact.id))

    def depends(self, found: Object) -> None:
        """The outcomes, each with a shortest run, and the question to settle."""
        ways = self.runs.open(self.answers)
        assert found["type"] == "depends"
        assert found["unknown"] == [id for id in self.tree.questions if self.answers.get(id) is UNKNOWN]
        assert [end["outcome"] for end in found["outcomes"]] == list(self.runs.outcomes(ways))
        assert found["settle"] == self.runs.settles(self.answers)
        for end in found["outcomes"]:
            witness = {id: self.read(id, answer) for id, answer in end["witness"].items()}
            there = ways & self.runs.ends[end["outcome"]]
            assert 1 << self.runs.number(witness) & there
            assert len(witness) == min(len(run) for i, run in enumerate(self.runs.all) if there >> i & 1)
        self.needs()

    def needs(self) -> None:
        """What is said to be needed for an outcome is enough for it; so is each of the others said to be like it."""
        here = self.talk.interview
        end = depends(here)
        assert end is not None
        for outcome, run in end.outcomes:
            found = needed(here, run)
            plain = {id: answer if not isinstance(answer, tuple) else run[id] for id, answer in found.items()}
            assert self.runs.possible({**self.answers, **plain}) == (outcome,)
            for id, others in found.items():
                rest = {other: answer for other, answer in {**self.answers, **plain}.items() if other != id}
                ways = self.runs.open(rest)
                for group in others if isinstance(others, tuple) else ():
                    for answer in self.runs.values(id):
                        if covers(group, answer) and self.runs.offers_on(ways, id, answer):
                            assert self.runs.possible({**self.answers, **plain, id: answer}) == (outcome,)

    def effect(self, id: str, answer: Answer) -> Object:
        """What a change does."""
        known = {**self.kept, **self.answers, id: answer}
        ways = self.runs.open(known)
        asked = [other for other in self.tree.questions if self.runs.asked[other] & ways]
        counts = [other for other in asked if other in known and self.runs.counts(ways, other, known[other])]
        return {"type": "effect", "kept": [other for other in counts if other != id],
                "dropped": [other for other in self.tree.questions if other in self.answers and other not in counts],
                "asked": [other for other in asked if other not in counts],
                "before": list(self.runs.possible(self.answers)), "after": list(self.runs.outcomes(ways))}


def next_to(values: list[Answer], within: list[Answer]) -> Iterator[Answer]:
    """The values right below and right above some that follow on each other."""
    order = sorted(values)  # type: ignore[type-var]  # of one sort
    places = [i for i, value in enumerate(order) if value in within]
    if places:
        yield from order[max(0, places[0] - 1):places[0]]
        yield from order[places[-1] + 1:places[-1] + 2]


def either(labels: list[str]) -> str:
    """Up to three labels, or that it is not known."""
    return joined(labels, "or") if 0 < len(labels) <= 3 else "not known"
