"""Random trees: what scenarios are found to cover is all that anybody can come to see, and none can be left out."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.author.pairs import numbered
from tests.reason.brute import TODAY, Brute
from tests.reason.random_trees import Writer, good
from tests.routes import route
from tests.test_scenarios import claims_told
from tui.author import tested as of
from tui.author.coverage import Coverage, Target, What, is_list
from tui.interview.interview import Interview
from tui.problems.frozen import replaced
from tui.tree.model import Scenario, Tree


def seen_by_anybody(tree: Tree) -> list[tuple[Interview, set[Target]]]:
    """Every complete run, with what it covers."""
    coverage = Coverage(tree)
    runs = [Interview.start(tree, TODAY, answers) for place, answers in Brute(tree).arrivals if place in tree.outcomes]
    return [(run, right(run, coverage.shown(run))) for run in runs]


def right(run: Interview, shown: set[Target]) -> set[Target]:
    """What a run covers, seen to be what it passes through."""
    found = {what: {(one.place, one.option or one.number) for one in shown if one.what is what} for what in What}
    assert found[What.OUTCOME] == {(run.place, 0)}
    assert found[What.OPTION] == {(id, option.id) for id in run.answers for option in run.chosen(id)}
    assert found[What.CLAIM] == claims_told(run)
    taken, _, _ = route(run)
    questions = run.tree.questions
    rules = {(id, option, number) for id, option, number in taken
             if is_list(questions[id].options[option].goto if option else questions[id].goto)}
    assert {(one.place, one.option, one.number) for one in shown if one.what is What.RULE} == rules
    return shown


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32))
def test_completion(seed: int) -> None:
    random = Random(seed)
    tree = good(numbered(Writer(random).text()))
    everything = seen_by_anybody(tree)
    coverable = {target for _, shown in everything for target in shown}
    some = random.sample(everything, min(len(everything), random.randint(0, 2)))
    tree = replaced(tree, scenarios=tuple([
        Scenario(f"Number {i}", run.answers, run.place, None, tree.title.at) for i, (run, _) in enumerate(some)]))
    tested = of.Tested(tree, TODAY)
    assert tested.passed
    before = {target for _, shown in some for target in shown}
    assert tested.covered == before
    for shown in tested.missing():
        assert shown.proved
        assert (shown.run is not None) == (shown.target in coverable), shown.target
        if shown.run is not None:
            run = Interview.start(tree, TODAY, shown.run)
            assert run.answers == shown.run
            assert shown.target in tested.coverage.shown(run)
    planned, unproved = tested.completed()
    assert unproved == 0
    covers = []
    for one in planned:
        run = Interview.start(tree, TODAY, one.answers)
        assert (run.place, run.answers) == (one.outcome, one.answers)
        covers.append(tested.coverage.shown(run))
    assert before.union(*covers) == coverable
    for i in range(len(covers)):
        assert before.union(*covers[:i], *covers[i + 1:]) != coverable
    assert len({one.name for one in planned} | {one.name for one in tree.scenarios}) == len(planned) + len(some)
