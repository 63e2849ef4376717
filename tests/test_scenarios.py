"""The scenarios of the bundled trees: each ends where it says, and together they show everything."""

from __future__ import annotations

import pytest

from tests.routes import DAY, NAMES, said_when, tree_of, walks
from tui.interview.interview import Interview


def claims_told(run: Interview) -> set[object]:
    """The conditional claims that hold at the end of a run: at its outcome, and as what its answers mean."""
    assert run.outcome is not None
    at_outcome = [(run.place, number, when) for number, when in enumerate(said_when(run.outcome))]
    by_answers = [(question, option.id, option.so.when) for question in run.answers
                  for option in run.chosen(question) if option.so is not None]
    return {(place, which) for place, which, when in [*at_outcome, *by_answers]
            if when and all(map(run.known.holds, when))}


@pytest.mark.parametrize("name", NAMES)
def test_scenarios_hold_and_cover_everything(name: str) -> None:
    """Every outcome, every option and every conditional claim."""
    tree = tree_of(name)
    given: set[tuple[str, str]] = set()
    told: set[object] = set()
    for scenario in tree.scenarios:
        run = Interview.start(tree, scenario.today or DAY, scenario.answers)
        assert run.place == scenario.outcome, scenario.name
        assert dict(run.answers) == dict(scenario.answers), scenario.name
        given |= {(id, option.id) for id in run.answers for option in run.chosen(id)}
        told |= claims_told(run)
    assert {scenario.outcome for scenario in tree.scenarios} == set(tree.outcomes)
    options = {(q.id, option.id): option
               for q in tree.questions.values() for option in (*q.options.values(), q.none) if option is not None}
    assert given == set(options)
    at_outcomes = {(id, i) for id, end in tree.outcomes.items() for i, when in enumerate(said_when(end)) if when}
    by_answers = {place for place, option in options.items() if option.so is not None and option.so.when}
    assert told == at_outcomes | by_answers


@pytest.mark.parametrize("name", NAMES)
def test_a_conditional_claim_is_for_some_and_not_for_others(name: str) -> None:
    """Of those who come to its outcome, it is told to somebody, and not to everybody."""
    told = [(run, claims_told(run)) for run in walks(name)]
    for id, end in tree_of(name).outcomes.items():
        there = [claims for run, claims in told if run.place == id]
        for number, when in enumerate(said_when(end)):
            if when:
                assert {(id, number) in claims for claims in there} == {True, False}, (id, number)
