"""A tree of the size of a government's visa checker: read, explored, and walked at random."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

import pytest

from tests.reason.brute import TODAY
from tests.reason.random_trees import good
from tests.routes import every_condition
from tui.interview.interview import Interview
from tui.reason.explore import Exploration
from tui.reason.possible import explore
from tui.reason.witness import runs_into, shortest
from tui.tree.answers import Answer
from tui.tree.graph import circles
from tui.tree.model import Tree
from tui.tree.names import Kind

TEXT = Path(__file__).with_name("visa.yaml").read_text(encoding="utf-8")


@cache
def visa() -> Tree:
    return good(TEXT)


def explored(tree: Tree, known: dict[str, Answer]) -> Exploration:
    found = explore(tree, known, TODAY)
    assert found is not None
    return found


def some_answer(here: Interview, random: Random) -> Answer:
    """Anything that the question being asked takes."""
    question = here.question
    assert question is not None
    offered = [option.id for option in here.offered]
    if question.kind is Kind.ONE:
        return random.choice(offered)
    if question.kind is Kind.SEVERAL:
        return frozenset(random.sample(offered, random.randint(0, len(offered))))
    if question.kind is Kind.NUMBER:
        return Decimal(random.choice([1, 2, 60, 170, 400]) if question.id == "days" else random.randint(0, 60_000))
    past = question.id in ("born", "refusal_day")
    return TODAY + timedelta(random.choice([9, 90, 400, 9_000, 26_000]) * (-1 if past else 1))


def test_it_is_as_large() -> None:
    tree = visa()
    assert len(tree.questions["nationality"].options) == 220
    assert len(tree.outcomes) == 45
    assert len(list(every_condition(tree))) >= 60
    assert next(circles(tree.questions), None) is not None


def test_every_outcome_has_a_run() -> None:
    tree = visa()
    exploration = explored(tree, {})
    assert exploration.outcomes == tuple(tree.outcomes)
    assert not runs_into(exploration)
    for place, witness in shortest(exploration, tree.outcomes).items():
        here = Interview.start(tree, TODAY, witness)
        assert (here.place, list(here.answers)) == (place, list(witness))


@pytest.mark.parametrize("seed", range(12))
def test_anybody_may_walk_it(seed: int) -> None:
    """At every step of a run its end is possible, and as many questions are left as was said."""
    random = Random(seed)
    here = Interview.start(visa(), TODAY)
    before = []
    while here.question is not None:
        before.append(here)
        after = here.answer(some_answer(here, random))
        assert isinstance(after, Interview), after
        here = after
    assert here.outcome is not None
    for left, earlier in zip(range(len(before), 0, -1), before, strict=True):
        exploration = explored(visa(), dict(earlier.answers))
        assert here.place in exploration.outcomes
        steps = exploration.steps[exploration.root]
        assert steps is not None
        assert steps.fewest <= left <= steps.most
    assert explored(visa(), dict(here.answers)).outcomes == (here.place,)


@pytest.mark.parametrize(("guard", "instead", "trouble"), [
    ("purpose is study and level in [degree, research]", "purpose in [study, work]", ("twice", "funds", "job")),
    ("      - {when: purpose is family, goto: income}\n  refusal_day", "  refusal_day", ("gap", "refused", None)),
])
def test_a_rule_that_slipped(guard: str, instead: str, trouble: tuple[str, str, str | None]) -> None:
    """Without the condition that keeps everybody from walking the loop, or a rule for some, a run shows it."""
    assert TEXT.count(guard) == 1
    found = {(one.kind, one.question, one.to): witness
             for one, witness in runs_into(explored(good(TEXT.replace(guard, instead)), {}))}
    assert set(found) == {trouble}
    assert trouble[1] in found[trouble]


def test_the_day_matters() -> None:
    """Somebody of seventeen is told one thing today and another once a birthday has passed."""
    known: dict[str, Answer] = {"nationality": "alavia", "purpose": "work", "born": date(2008, 6, 1)}
    assert Interview.start(visa(), TODAY, known).place == "minor_consent"
    later = explore(visa(), known, date(2026, 6, 1))
    assert later is not None
    assert "work_skilled" in later.outcomes
