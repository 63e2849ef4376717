"""Every route through the bundled trees, as complete runs.

A route is the rules by which the questions were left, in order, and the claims that hold at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import combinations, pairwise

from tui.interview.interview import Interview
from tui.interview.offer import limits
from tui.tree.answers import Answer
from tui.tree.conditions import Atom, Condition, Known, Measure, Part, Within, each_atom, part_holds
from tui.tree.library import choices
from tui.tree.model import Option, Outcome, Question, Tree
from tui.tree.names import Kind

DAY = date(2026, 11, 23)
NAMES = tuple(choice.name for choice in choices() if choice.bundled)


@cache
def tree_of(name: str) -> Tree:
    """A bundled tree by its name."""
    loaded = next(choice for choice in choices() if choice.bundled and choice.name == name).read().loaded
    assert loaded is not None
    assert loaded.tree is not None
    return loaded.tree


@cache
def walks(name: str) -> tuple[Interview, ...]:
    """Complete runs for every route of a tree, and every answer in it; every run there is where all have options."""
    tree = tree_of(name)
    every = every_run(Interview.start(tree, DAY))
    if all(question.kind is Kind.ONE for question in tree.questions.values()):
        return tuple(every)
    found: dict[object, Interview] = {}
    for run in every:
        found.setdefault(route(run), run)
    return (*found.values(), *with_other_answers(found.values()))


Way = tuple[tuple[str, str, int], ...]
"""The questions of a route, each with the option whose own rules were followed, and the rule's number."""


def route(run: Interview) -> tuple[Way, tuple[bool, ...], tuple[tuple[str, str], ...]]:
    """The rules by which the questions were left, the claims of the end that hold, and what is said of its answers."""
    tree = run.tree
    taken: list[tuple[str, str, int]] = []
    before: dict[str, Answer] = {}
    for id, answer in run.answers.items():
        before = {**before, id: answer}
        known = Known(tree.facts, before, run.today)
        own = tree.questions[id].options[answer].goto if isinstance(answer, str) else ()
        rules = own or tree.questions[id].goto
        number = next(i for i, rule in enumerate(rules) if known.holds(rule.when))
        taken.append((id, str(answer) if own else "", number))
    end = run.outcome
    assert end is not None
    held = tuple(all(map(run.known.holds, conditions)) for conditions in said_when(end))
    so = tuple((id, option.id) for id in run.answers for option in run.chosen(id)
               if option.so is not None and all(map(run.known.holds, option.so.when)))
    return tuple(taken), held, so


def said_when(end: Outcome) -> list[tuple[Condition, ...]]:
    """The conditions of each claim and each item of an outcome."""
    claims = (*end.because, *end.caveats, *end.next_steps)
    return [*(claim.when for claim in claims), *(item.when for item in end.items)]


def every_run(here: Interview) -> Iterator[Interview]:
    """Every complete run from here: each option, and one number, date or set of each class."""
    if here.question is None:
        yield here
        return
    answers = told_apart(here)
    assert answers, here.place
    for answer in answers:
        after = here.answer(answer)
        assert isinstance(after, Interview), after
        yield from every_run(after)


def with_other_answers(runs: Iterable[Interview]) -> Iterator[Interview]:
    """Runs for the answers that these lack: every answer at every question after every question before it."""
    runs = list(runs)
    given = {step for run in runs for step in zip(["", *run.answers], run.answers, run.answers.values(), strict=False)}
    for run in runs:
        for before, id in pairwise(["", *run.answers]):
            for answer in answers_at(run.at(id)):
                if (before, id, answer) not in given:
                    given.add((before, id, answer))
                    other = run.change(id, answer)
                    assert isinstance(other, Interview), other
                    yield next(every_run(other))


def told_apart(here: Interview) -> list[Answer]:
    """Each option; one number, date or set of each class that what is decided later on can tell apart."""
    question = here.question
    assert question is not None
    if question.kind is Kind.ONE:
        return answers_at(here)
    speaking = {option.id for option in question.options.values() if option.so is not None}
    classes: dict[object, Answer] = {}
    for answer in answers_at(here):
        held = tuple(part_holds(part, answer, DAY) for part in parts(here.tree, deciding).get(question.id, ()))
        said = (answer & speaking, not answer) if isinstance(answer, frozenset) else ()
        classes.setdefault((held, said), answer)
    return list(classes.values())


def answers_at(here: Interview) -> list[Answer]:
    """Each option; each set; of numbers and dates those where some condition changes its mind, and their neighbours."""
    question = here.question
    assert question is not None
    ids = [option.id for option in here.offered]
    if question.kind is Kind.ONE:
        return [*ids]
    if question.kind is Kind.SEVERAL:
        least = 0 if question.none is not None else 1
        return [frozenset(some) for size in range(least, len(ids) + 1) for some in combinations(ids, size)]
    found = {end for end in limits(question, DAY) if end is not None}
    for part in parts(here.tree, every_condition).get(question.id, ()):
        found |= edges(part, question)
    # In an order that is the same each time.
    return [value for value in sorted(found, key=str) if here.refusal(value) is None]


def edges(part: Part, question: Question) -> set[Decimal | date]:
    """The values at which a part of a number's or a date's answers ends, and those next to them."""
    if not isinstance(part, Within):
        return set()
    found: set[Decimal | date] = set()
    for bound in (end for stretch in part.ranges for end in (stretch.low, stretch.high) if end is not None):
        if isinstance(bound, date):
            found |= {bound + timedelta(days) for days in (-1, 0, 1)}
        elif part.measure is Measure.DAYS_SINCE:
            found |= {DAY - timedelta(int(bound) + days) for days in (-1, 0, 1)}
        elif part.measure is Measure.AGE:
            birthday, one_more = (DAY.replace(year=DAY.year - int(bound) - years) for years in (0, 1))
            found |= {one_more, birthday, birthday + timedelta(1)}
        else:
            step = 1 if question.bounds.whole else Decimal("0.1")
            found |= {bound - step, bound, bound + step}
    return found


@cache
def parts(tree: Tree, conditions: Callable[[Tree], Iterable[Condition]]) -> dict[str, list[Part]]:
    """What conditions ask about each question."""
    found: dict[str, list[Part]] = {}

    def visit(atom: object) -> None:
        if isinstance(atom, Atom) and atom.part not in found.setdefault(atom.question, []):
            found[atom.question].append(atom.part)

    for condition in conditions(tree):
        each_atom(condition.root, visit)
    return found


def every_condition(tree: Tree) -> Iterator[Condition]:
    """Those of all facts, also of facts that are only put into texts, and those that decide."""
    yield from (condition for fact in tree.facts.values() for condition in fact.conditions)
    yield from deciding(tree)


def deciding(tree: Tree) -> Iterator[Condition]:
    """The conditions by which it is decided where to go, what is offered and what is said, and those of their facts."""
    waiting = [c for question in tree.questions.values() for c in _of_question(question)]
    waiting += [c for end in tree.outcomes.values() for conditions in said_when(end) for c in conditions]
    facts: set[str] = set()
    while waiting:
        condition = waiting.pop()
        yield condition
        for fact in set(condition.facts) - facts:
            facts.add(fact)
            waiting += tree.facts[fact].conditions


def _of_question(question: Question) -> Iterator[Condition]:
    yield from (rule.when for rule in question.ways() if rule.when is not None)
    options: list[Option] = [*question.options.values(), *([question.none] if question.none is not None else [])]
    for option in options:
        yield from () if option.when is None else (option.when,)
        yield from () if option.so is None else option.so.when
