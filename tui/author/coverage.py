"""What scenarios can cover: outcomes, options, the rules of goto lists, and claims that stand on a condition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum

from tui.author.words import shortened, words_of
from tui.interview.interview import Interview
from tui.problems.frozen import Frozen
from tui.problems.problem import Place
from tui.tree.answers import Answer
from tui.tree.conditions import Condition, Known
from tui.tree.model import Claim, Goto, Item, Option, Outcome, Question, Tree
from tui.tree.names import Kind


class What(Enum):
    """The sorts of things that can be covered."""

    OUTCOME = "outcome"
    OPTION = "option"
    RULE = "rule"
    CLAIM = "claim"


class Target(Frozen):
    """Something that a scenario can cover. Two are the same if they are of one sort, at one place, with one key.

    `place` is an outcome or a question; `option` is the option that it belongs to, if any; `said` is how it is named to
    the author.
    """

    what: What
    place: str
    option: str
    number: int
    said: str
    at: Place
    when: tuple[Condition, ...] = ()

    @property
    def key(self) -> tuple[What, str, str, int]:
        """What tells it from all others."""
        return self.what, self.place, self.option, self.number

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Target) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


class Coverage:
    """Everything in one tree that can be covered, in the order of the file, and what runs cover of it."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.targets = {target.key: target for target in _targets(tree)}

    def shown(self, run: Interview) -> set[Target]:
        """What a complete run covers: what it passes through, and the claims that are made at its end."""
        keys: list[tuple[What, str, str, int]] = [(What.OUTCOME, run.place, "", 0)]
        before: dict[str, Answer] = {}
        for id, answer in run.answers.items():
            before[id] = answer
            for option in run.chosen(id):
                keys.append((What.OPTION, id, option.id, 0))
                if option.so is not None and _hold(run.known, option.so.when):
                    keys.append((What.CLAIM, id, option.id, 0))
            keys += self._rule(run, id, answer, before)
        end = self.tree.outcomes[run.place]
        keys += [(What.CLAIM, end.id, "", i) for i, said in enumerate(claims_of(end)) if _hold(run.known, said.when)]
        return {self.targets[key] for key in keys if key in self.targets}

    def met(self, run: Interview) -> set[Target]:
        """The claims that a complete run comes to, whether they are made there or not."""
        end = self.tree.outcomes[run.place]
        keys = [(What.CLAIM, end.id, "", i) for i, _ in enumerate(claims_of(end))]
        keys += [(What.CLAIM, id, option.id, 0) for id in run.answers for option in run.chosen(id)]
        return {self.targets[key] for key in keys if key in self.targets}

    def _rule(self, run: Interview, id: str, answer: Answer, before: Mapping[str, Answer]) -> list[
            tuple[What, str, str, int]]:
        goto, option = self.tree.questions[id].goto, ""
        if isinstance(answer, str) and self.tree.questions[id].options[answer].goto:
            goto, option = self.tree.questions[id].options[answer].goto, answer
        if not is_list(goto):
            return []
        known = Known(self.tree.facts, before, run.today)
        return [(What.RULE, id, option, i) for i, rule in enumerate(goto) if known.holds(rule.when)][:1]


def is_list(goto: Goto) -> bool:
    """Whether there is a choice between rules, or a condition on the only one."""
    return len(goto) > 1 or any(rule.when is not None for rule in goto)


def claims_of(outcome: Outcome) -> tuple[Claim | Item, ...]:
    """Everything that an outcome claims."""
    return (*outcome.because, *outcome.caveats, *outcome.next_steps, *outcome.items)


def options_of(question: Question) -> Iterator[Option]:
    """The options of a question, `none` last."""
    yield from question.options.values()
    if question.none is not None:
        yield question.none


def _hold(known: Known, conditions: tuple[Condition, ...]) -> bool:
    return all(known.holds(condition) for condition in conditions)


def _targets(tree: Tree) -> Iterator[Target]:
    for question in tree.questions.values():
        yield from _rules(question, "", question.goto)
        for option in options_of(question):
            several = question.kind is Kind.SEVERAL
            said = f"{option.id} in {question.id}" if several else f"{question.id} is {option.id}"
            yield Target(What.OPTION, question.id, option.id, 0, said, option.at)
            yield from _rules(question, option.id, option.goto)
            if option.so is not None and option.so.when:
                yield Target(What.CLAIM, question.id, option.id, 0, _quoted(option.so), option.so.at, option.so.when)
    for outcome in tree.outcomes.values():
        yield Target(What.OUTCOME, outcome.id, "", 0, outcome.id, outcome.at)
        for i, claim in enumerate(claims_of(outcome)):
            if claim.when:
                yield Target(What.CLAIM, outcome.id, "", i, _quoted(claim), claim.at, claim.when)


def _rules(question: Question, option: str, goto: Goto) -> Iterator[Target]:
    if not is_list(goto) or (not option and question.options and all(o.goto for o in question.options.values())):
        return
    here = f"{question.id} is {option}" if option else question.id
    for i, rule in enumerate(goto):
        when = f"when {' '.join(rule.when.text.split())}" if rule.when is not None else "else"
        yield Target(What.RULE, question.id, option, i, f"{here} to {rule.to}, {when}", rule.at)


def _quoted(claim: Claim | Item) -> str:
    return f"'{shortened(words_of(claim.title if isinstance(claim, Item) else claim.text))}'"
