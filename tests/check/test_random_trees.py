"""Trees made at random: what `check` says about their meaning is what walking every run of them shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reason.brute import TODAY, Brute
from tests.reason.random_trees import Writer, good
from tui.check.rules import problems
from tui.check.sides import sides
from tui.check.survey import Survey
from tui.interview.given import read_given
from tui.interview.interview import Interview
from tui.problems.frozen import Frozen
from tui.problems.problem import Place, Problem
from tui.tree.answers import Answer
from tui.tree.conditions import Any, Atom, Condition, Contains, FactIs, Holds, Known, OneOf, each_atom
from tui.tree.model import Claim, Goto, Option, Outcome, Question, Tree
from tui.tree.text import Put

People = list[Known]

CONDITION_CODES = frozenset(["always-true", "never-true", "never-offered", "never-shown", "never-asked"])


class Written(Frozen):
    """A condition, everybody for whom it is judged, and the option that it guards, where it does."""

    condition: Condition
    people: People
    guards: tuple[str, str] | None = None


class Listed(Frozen):
    """The conditions of a list of rules, where each rule stands, and everybody who comes to the list.

    `idle` is a list to which nobody comes, because every option that people choose from has one of its own.
    """

    conditions: Sequence[Condition | None]
    places: Sequence[Place]
    people: People
    idle: bool = False


class Talkative(Writer):
    """A tree with a claim that several outcomes use, on conditions of their own, and with answers put into texts."""

    def text(self) -> str:
        text = super().text()
        for _ in range(text.count("{recommend: Do it")):
            mine = f", caveats: [{{use: shared, when: '{self.condition()}'}}]" if self.chance(60) else ""
            text = text.replace("{recommend: Do it", "{recommend: Done" + mine, 1)
        shared = f"claims: {{shared: {{text: So., when: '{self.condition()}'}}}}\nquestions:\n"
        return re.sub(r"text: So\.", lambda _: self.words(), text.replace("questions:\n", shared, 1))

    def words(self) -> str:
        return f"text: 'So {{{self.pick(*self.kinds)}}}.'" if self.chance(25) else "text: So."


class Walked:
    """A tree of which every run has been walked: each condition, list of rules and claim, with those it is for."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.brute = Brute(tree)
        self.here: dict[str, People] = {}
        self.after: dict[str, People] = {}
        for place, answers in self.brute.arrivals:
            self.here.setdefault(place, []).append(self.brute.knows(answers))
            if place in tree.questions:
                self.after.setdefault(place, []).extend(
                    self.brute.knows({**answers, place: answer}) for answer in self.brute.open(place, answers))
        self.written: list[Written] = []
        self.lists: list[Listed] = []
        self.claims: list[tuple[Claim, People]] = []
        for question in tree.questions.values():
            self._question(question)
        for outcome in tree.outcomes.values():
            for claim in (*outcome.because, *outcome.caveats):
                self._claim(claim, self.here.get(outcome.id, []))
        self._join_shared()
        self.dead = {written.guards for written in self.written if written.guards is not None and written.people
                     and not any(known.holds(written.condition) for known in written.people)}
        """Options that are never offered."""
        self.to_blame = list(self._to_blame())
        self._facts()

    def _question(self, question: Question) -> None:
        after = self.after.get(question.id, [])
        own = [known for known in after if not self._option_goto(question, known)]
        self._goto(question.goto, own, bool(after and question.options and question.goto) and all(
            option.goto for option in question.options.values()))
        for option in question.options.values():
            chose = [known for known in after if _chose(known.answers[question.id], option)]
            if option.when is not None:
                self.written.append(
                    Written(option.when, self.here.get(question.id, []), (question.id, option.id)))
            self._goto(option.goto, chose)
            if option.so is not None:
                ends = [known for end in self.tree.outcomes for known in self.here.get(end, [])]
                kept = [known for known in ends if question.id in known.answers
                        and _chose(known.answers[question.id], option)]
                self._claim(option.so, chose + kept)

    def _option_goto(self, question: Question, known: Known) -> Goto:
        answer = known.answers[question.id]
        return question.options[answer].goto if isinstance(answer, str) else ()

    def _goto(self, goto: Goto, people: People, idle: bool = False) -> None:
        self.written += [Written(rule.when, people) for rule in goto if rule.when is not None]
        self.lists.append(Listed([rule.when for rule in goto],
                                 [rule.at if rule.when is None else rule.when.at for rule in goto], people, idle))

    def _claim(self, claim: Claim, people: People) -> None:
        self.written += [Written(condition, people) for condition in claim.when]
        self.claims.append((claim, people))

    def _join_shared(self) -> None:
        """The condition of a shared claim is one, however often the claim is used."""
        joined: dict[int, Written] = {}
        for written in self.written:
            first = joined.setdefault(written.condition.at.start, written)
            if first is not written:
                joined[written.condition.at.start] = Written(first.condition, first.people + written.people)
        self.written = list(joined.values())

    def _facts(self) -> None:
        """Those of facts, each for everybody for whom something is judged that names it."""
        for fact in self.tree.facts.values():
            people = [known for written in self.written if fact.id in self._names(written.condition)
                      for known in written.people]
            self.written += [Written(condition, people) for condition in fact.conditions]
            self.lists.append(Listed([rule.when for rule in fact.rules],
                                     [rule.at if rule.when is None else rule.when.at for rule in fact.rules], people))

    def _names(self, condition: Condition) -> set[str]:
        """The facts that a condition stands on."""
        found: set[str] = set()
        stack = [*condition.facts]
        while stack:
            id = stack.pop()
            if id not in found:
                found.add(id)
                stack += [name for own in self.tree.facts[id].conditions for name in own.facts]
        return found

    def atoms(self, condition: Condition) -> list[Atom]:
        """The atoms that a condition names itself."""
        found: list[Atom] = []

        def note(atom: Atom | FactIs | Holds) -> None:
            if isinstance(atom, Atom):
                found.append(atom)

        each_atom(condition.root, note)
        return found

    def _to_blame(self) -> Iterator[Condition]:
        """The conditions of options that excuse each other in a circle: the first of each circle."""
        left = {written.guards: written.condition for written in self.written if written.guards in self.dead}
        explained: set[tuple[str, str] | None] = set()
        while left:
            named = {guards: self._options_named(condition) & self.dead for guards, condition in left.items()}
            ready = [guards for guards in left if not named[guards] or named[guards] & explained]
            if not ready:
                ready = list(left)[:1]
                yield left[ready[0]]
            explained.update(ready)
            left = {guards: condition for guards, condition in left.items() if guards not in explained}

    def _options_named(self, condition: Condition) -> set[tuple[str, str]]:
        """The options that a condition names, by itself or by its facts."""
        all_of = [condition, *(own for id in self._names(condition) for own in self.tree.facts[id].conditions)]
        return {(atom.question, option) for each in all_of for atom in self.atoms(each) for option in _options(atom)}

    def excused(self, condition: Condition, said: Sequence[Problem]) -> bool:
        """Whether what is wrong with a condition is something else's fault, which is reported there."""
        if condition in self.to_blame:
            return False
        for id in self._names(condition):
            fact = self.tree.facts[id]
            if any(self._is_spoilt(own, said) for own in fact.conditions) or any(
                    problem.code == "shadowed-rule" for rule in fact.rules for problem in within(rule.at, said)):
                return True
        return any(atom.question not in self.here or any(
            (atom.question, option) in self.dead for option in _options(atom)) for atom in self.atoms(condition))


    def _is_spoilt(self, condition: Condition, said: Sequence[Problem]) -> bool:
        """Whether a condition of a fact says nothing as a whole."""
        people = next(written.people for written in self.written if written.condition is condition)
        return bool(people) and (constant(condition, people) is not None or self.excused(condition, said) or any(
            problem.code in ("never-asked", "shadowed-rule") for problem in within(condition.at, said)))


def _chose(answer: Answer, option: Option) -> bool:
    return option.id in answer if isinstance(answer, frozenset) else answer == option.id


def _options(atom: Atom) -> Iterator[str]:
    if isinstance(atom.part, OneOf):
        yield from atom.part.options
    elif isinstance(atom.part, Contains):
        yield atom.part.option


def constant(condition: Condition, people: People) -> bool | None:
    """Whether a condition holds for all of some people, or for none of them; None where it makes a difference."""
    truths = {known.holds(condition) for known in people}
    return truths.pop() if len(truths) == 1 else None


def within(place: Place, said: Sequence[Problem]) -> list[Problem]:
    return [problem for problem in said if place.start <= problem.place.start < place.end]


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 2**32))
def test_meaning(seed: int) -> None:
    walked = Walked(good(Talkative(Random(seed)).text()))
    said = list(problems(Survey(walked.tree, TODAY)))
    codes = {problem.code for problem in said}
    assert not codes & {"not-proved", "uncovered-case", "asked-twice"}
    assert ("no-answer" in codes) == bool(walked.brute.wrongs)
    if "no-answer" in codes:
        # Of a tree in which somebody gets stuck nothing else is said.
        return
    conditions(walked, [problem for problem in said if problem.code in CONDITION_CODES], said)
    lists(walked, [problem for problem in said if problem.code == "shadowed-rule"], said)
    claims(walked, [problem for problem in said if problem.code == "never-shown"], said)
    unreached(walked, [problem for problem in said if problem.code == "unreachable"])
    for problem in said:
        if problem.witness is not None:
            replays(walked.tree, problem.witness)


def conditions(walked: Walked, found: Sequence[Problem], said: Sequence[Problem]) -> None:
    """Each condition, and each of its sides, that makes no difference is reported, and none that does."""
    for written in walked.written:
        condition, people = written.condition, written.people
        here = within(condition.at, found)
        if not people or walked.excused(condition, said):
            assert here == []
            continue
        names = list(dict.fromkeys(atom.question for atom in walked.atoms(condition)))
        unasked = [name for name in names if not any(name in known.answers for known in people)]
        assert [problem.code for problem in here].count("never-asked") == len(unasked)
        if unasked:
            assert len(here) == len(unasked)
            continue
        whole = constant(condition, people)
        begin = condition.at.start + (condition.at.file.text[condition.at.start] == "'")
        parts = {(begin + side.start, begin + side.end): constant(
            Condition(side.root, condition.text, condition.at, condition.facts), people) for side in sides(condition)}
        parts = {span: truth for span, truth in parts.items() if truth is not None}
        spans = {(problem.place.start, problem.place.end): problem.code for problem in here}
        assert len(spans) == len(here)
        if whole is None:
            assert spans == {span: "always-true" if truth else "never-true" for span, truth in parts.items()}
            continue
        codes = {"always-true"} if whole else {"never-offered"} if written.guards else {"never-true", "never-shown"}
        assert codes & set(spans.values())
        for (start, end), code in spans.items():
            truth = whole if end - start == len(condition.text) else parts[start, end]
            assert truth == (code == "always-true")
            # What makes a whole `or` hold, or a whole `and` fail, is one side of it.
            assert end - start == len(condition.text) or truth != whole or isinstance(condition.root, Any) == whole


def lists(walked: Walked, found: Sequence[Problem], said: Sequence[Problem]) -> None:
    """Each rule that comes too late is reported, unless its own condition, or one above it, is."""
    idle = [problem for problem in found if problem.message.endswith("has one of its own")]
    assert len(idle) == sum(listed.idle for listed in walked.lists)
    found = [problem for problem in found if problem not in idle]
    for listed in walked.lists:
        left = listed.people
        over = not left
        for condition, place in zip(listed.conditions, listed.places, strict=True):
            here = within(place, found)
            if condition is None:
                assert bool(here) == (not over and not left)
                continue
            held = [known for known in listed.people if known.holds(condition)]
            blamed = walked.excused(condition, said) or not held or any(
                problem.code == "never-asked" for problem in within(condition.at, said))
            takes = [known for known in left if known.holds(condition)]
            late = not over and (not left or (not takes and not blamed and len(held) < len(listed.people)))
            assert bool(here) == late
            if here and here[0].witness:
                assert Known(walked.tree.facts, answers_of(walked.tree, here[0].witness), TODAY).holds(condition)
            # Once everybody has been taken, nothing more is said.
            over = over or not left or len(held) == len(listed.people)
            left = [known for known in left if not known.holds(condition)]


def claims(walked: Walked, found: Sequence[Problem], said: Sequence[Problem]) -> None:
    """A claim whose two conditions never hold together is reported, unless one of them is; and so is an answer that is
    put into one and that somebody who reads it has not given.
    """
    uses: dict[int, list[tuple[Claim, People]]] = {}
    for claim, people in walked.claims:
        uses.setdefault(claim.at.start, []).append((claim, people))
    lacking: dict[tuple[int, str], list[bool]] = {}
    for each in uses.values():
        claim = each[0][0]
        people = [known for _, people in each for known in people]
        spoilt = any(walked.excused(condition, said) or within(condition.at, said) for condition in claim.when)
        readers = [known for known in people if all(map(known.holds, claim.when))]
        if len(claim.when) > 1 and not spoilt:
            assert bool(within(claim.at, found)) == (bool(people) and not readers)
        put = next((piece.name for piece in claim.text.pieces if isinstance(piece, Put)), None)
        if put is not None:
            lacking.setdefault((claim.text.at.start, put), []).extend(put not in known.answers for known in readers)
    for (start, put), lacks in lacking.items():
        missing = [problem for problem in said if problem.code == "missing-answer" and start <= problem.place.start
                   <= start + 4 + len(put)]
        assert bool(missing) == any(lacks)


def unreached(walked: Walked, found: Sequence[Problem]) -> None:
    """Whatever nobody reaches is reported, or lies behind something that is, or behind a rule that nobody takes."""
    tree = walked.tree
    things: dict[str, Question | Outcome] = {**tree.questions, **tree.outcomes}
    lost = things.keys() - walked.here.keys()
    reported = {id for id, thing in things.items() if any(problem.place == thing.at for problem in found)}
    assert len(reported) == len(found)
    assert reported <= lost
    explained = {rule.to for id, question in tree.questions.items() if id in walked.here
                 for rule in (*question.ways(), *question.goto)}
    assert not reported & explained
    stack = [*(explained | reported)]
    seen = set(stack)
    while stack:
        question = tree.questions.get(stack.pop())
        for rule in question.ways() if question is not None else ():
            if rule.to not in seen:
                seen.add(rule.to)
                stack.append(rule.to)
    assert lost <= seen


def answers_of(tree: Tree, witness: Mapping[str, str]) -> dict[str, Answer]:
    answers = read_given(tree, [f"{question}={answer}" for question, answer in witness.items()])
    assert isinstance(answers, dict)
    return answers


def replays(tree: Tree, witness: Mapping[str, str]) -> None:
    """A witness is a run as it can be walked, with no answer left over."""
    answers = answers_of(tree, witness)
    assert dict(Interview.start(tree, TODAY, answers).answers) == answers

