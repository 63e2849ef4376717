"""Trees made at random: what the exploration says of them is what walking every run of them shows."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reason.brute import TODAY, Brute
from tests.reason.random_trees import known_answers, loose_tree, plain_tree, whole_tree
from tests.routes import every_condition
from tui.interview.interview import Interview
from tui.reason.explore import Exploration
from tui.reason.possible import explore, possible
from tui.reason.witness import judge, runs_into, shortest
from tui.tree.answers import Answer
from tui.tree.model import Tree

SEEDS = st.integers(0, 2**32)
"""Trees are small as they are; a failing seed says more than hours of shrinking."""


def explored(tree: Tree, known: Mapping[str, Answer]) -> Exploration:
    found = explore(tree, known, TODAY)
    assert found is not None
    return found


def agree(exploration: Exploration, brute: Brute) -> None:
    """The same outcomes, and the same fewest and most questions."""
    assert exploration.outcomes == brute.outcomes
    steps = exploration.steps[exploration.root]
    assert (steps and (steps.fewest, steps.most)) == brute.steps


def replay(brute: Brute, witness: Mapping[str, Answer]) -> str:
    """Where a witness leads; each answer must be one that its question offers, and known ones those that are known."""
    here = Interview.start(brute.tree, TODAY)
    for question, answer in witness.items():
        assert here.place == question
        assert brute.takes(question, here.answers, answer)
        after = here.answer(answer)
        assert isinstance(after, Interview), after
        here = after
    return here.place


@settings(deadline=None, max_examples=150)
@given(SEEDS)
def test_what_is_possible(seed: int) -> None:
    """Outcomes, fewest and most questions, and a shortest witness of every place, whatever is known."""
    random = Random(seed)
    tree = whole_tree(random)
    for known in ({}, known_answers(random, tree)):
        brute, exploration = Brute(tree, known), explored(tree, known)
        agree(exploration, brute)
        assert possible(tree, known, TODAY) == brute.outcomes
        found = shortest(exploration, [*tree.questions, *tree.outcomes])
        assert {place: len(witness) for place, witness in found.items()} == brute.shortest
        for place, witness in found.items():
            assert replay(brute, witness) == place


@settings(deadline=None, max_examples=40)
@given(SEEDS)
def test_runs_as_interviews_have_them(seed: int) -> None:
    """Brute force itself walks as an interview does."""
    random = Random(seed)
    brute = Brute(whole_tree(random))
    for place, answers in brute.arrivals[:200]:
        here = Interview.start(brute.tree, TODAY, answers)
        assert (here.place, dict(here.answers)) == (place, answers)
        if here.question is not None and here.question.options:
            offered = {option.id for option in here.offered}
            assert {id for answer in brute.offered(place, answers)
                    for id in ([answer] if isinstance(answer, str) else answer)} == offered  # type: ignore[union-attr]  # a set


@settings(deadline=None, max_examples=150)
@given(SEEDS)
def test_what_conditions_say(seed: int) -> None:
    """Whether a condition can hold and can fail at a place, or once it is answered, each with a shortest witness."""
    random = Random(seed)
    tree = whole_tree(random)
    conditions = [*every_condition(tree)]
    if not conditions:
        return
    known = random.choice(({}, known_answers(random, tree)))
    brute, exploration = Brute(tree, known), explored(tree, known)
    for _ in range(3):
        condition, place = random.choice(conditions), random.choice([*tree.questions, *tree.outcomes])
        after = place in tree.questions and random.random() < 0.5
        formula = exploration.walk.space.conditions.formula(condition)
        verdict, = judge(exploration, place, [formula], after)
        witnesses = {truth: found for truth, found in ((True, verdict.holds), (False, verdict.fails))
                     if found is not None}
        assert {truth: len(found) for truth, found in witnesses.items()} == brute.verdicts(place, condition, after)
        for truth, witness in witnesses.items():
            assert brute.knows(witness).holds(condition) is truth
            before = dict(witness)
            if after:
                assert before.popitem()[0] == place
            assert replay(brute, before) == place


@settings(deadline=None, max_examples=60)
@given(SEEDS)
def test_conditions_judged_together(seed: int) -> None:
    """Conditions judged in one go get the verdicts that each gets by itself."""
    random = Random(seed)
    tree = whole_tree(random)
    exploration = explored(tree, {})
    formulas = [exploration.walk.space.conditions.formula(condition) for condition in every_condition(tree)][:4]
    for place in tree.outcomes:
        together = judge(exploration, place, formulas)
        for formula, verdict in zip(formulas, together, strict=True):
            alone, = judge(exploration, place, [formula])
            for one, other in ((alone.holds, verdict.holds), (alone.fails, verdict.fails)):
                assert (one is None) == (other is None)
                assert one is None or other is None or len(one) == len(other)


@settings(deadline=None, max_examples=150)
@given(SEEDS)
def test_what_can_go_wrong(seed: int) -> None:
    """Trees with gaps, ways that come back and questions that offer nothing: every trouble, with a shortest run."""
    random = Random(seed)
    tree = loose_tree(random)
    known = random.choice(({}, known_answers(random, tree)))
    brute, exploration = Brute(tree, known), explored(tree, known)
    found = troubles(exploration, brute)
    if exploration.walk.space.slots:
        assert {trouble: len(witness) for trouble, witness in found.items()} == brute.troubles
        agree(exploration, brute)


@settings(deadline=None, max_examples=200)
@given(SEEDS)
def test_ways_that_come_back(seed: int) -> None:
    """Where the graph is full of circles, there is a run for each way that closes one, and none is missed."""
    brute = Brute(plain_tree(Random(seed)))
    exploration = explored(brute.tree, {})
    troubles(exploration, brute)
    assert exploration.outcomes == brute.outcomes


def troubles(exploration: Exploration, brute: Brute) -> Mapping[tuple[str, str, str | None], Mapping[str, Answer]]:
    """What can go wrong, with the runs that show it; of a plain tree a part of the ways that come back will do."""
    found = {(trouble.kind, trouble.question, trouble.to): witness for trouble, witness in runs_into(exploration)}
    for trouble, witness in found.items():
        assert brute.walked(witness) == trouble
    assert {trouble for trouble in found if trouble[2] is None} == {
        trouble for trouble in brute.troubles if trouble[2] is None}
    assert {kind for kind, _, _ in found} == {kind for kind, _, _ in brute.troubles}
    return found
