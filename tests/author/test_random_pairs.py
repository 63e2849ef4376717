"""Random trees and edited copies: what `diff` says is what going through everybody shows."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.author.pairs import People, claims_seen, random_pair
from tests.reason.brute import TODAY
from tui.author.diff import Change, Diff
from tui.author.diff import Person as Found
from tui.interview.given import read_given
from tui.interview.interview import Interview
from tui.tree.model import Tree


def replayed(tree: Tree, answers: Mapping[str, str]) -> Interview:
    """The answers of somebody that a tree knows, given in it; the old tree's ids are the former ones of the new."""
    given = read_given(tree, [f"{id}={answer}" for id, answer in answers.items()])
    assert isinstance(given, dict), given
    return Interview.start(tree, TODAY, given)


def runs(diff: Diff, person: Found) -> tuple[Interview, Interview]:
    """The two runs of a witness, both complete."""
    old = replayed(diff.old, {**person.answers, **person.old_alone})
    new = replayed(diff.new, {**person.answers, **person.new_alone})
    assert (old.place, new.place) == (person.old, person.new)
    return old, new


def said(changes: list[Change]) -> set[str]:
    return {change.claim.words for change in changes}


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32))
def test_what_an_edit_changes(seed: int) -> None:
    """Pairs of outcomes, each with a shortest witness; claims seen in one tree alone; questions not asked any more."""
    old, new = random_pair(Random(seed))
    people, diff = People(old, new), Diff(old, new, TODAY)
    reworded = {(one.words, other.words) for one, other in diff.reworded_claims}
    outcomes = people.matched.outcomes
    pairs: dict[tuple[str, str], int] = {}
    lost: set[str] = set()
    gained: set[str] = set()
    unasked: set[str] = set()
    for person in people.everybody():
        pair = person.old.place, person.new.place
        pairs[pair] = min(person.length, pairs.get(pair, 99))
        before, after = claims_seen(person.old), claims_seen(person.new)
        lost |= before - after - {one for one, other in reworded if other in after}
        gained |= after - before - {other for one, other in reworded if one in before}
        unasked |= {id for id in person.old.answers if people.matched.questions.get(id, id) not in person.new.answers}
    assert diff.proved
    assert {(one.old, one.new): len(one.written) for one in diff.moved} == {
        pair: length for pair, length in pairs.items() if outcomes.get(pair[0]) != pair[1]}
    assert (said(diff.lost), said(diff.gained)) == (lost, gained)
    assert {people.back[id] for id in diff.unasked} == unasked & people.matched.questions.keys()
    for one in diff.moved:
        runs(diff, one)
    for change in diff.lost:
        assert change.person is not None
        first, second = runs(diff, change.person)
        assert change.claim.words in claims_seen(first) - claims_seen(second)
    for change in diff.gained:
        assert change.person is not None
        first, second = runs(diff, change.person)
        assert change.claim.words in claims_seen(second) - claims_seen(first)
    refused = set()
    for gone in diff.gone():
        if gone.person is not None and not gone.person.old:
            new_run = replayed(new, {**gone.person.answers, **gone.person.new_alone})
            assert new_run.place == people.matched.questions[gone.question]
            if gone.answer is not None:
                assert new_run.refusal(new_run.kept[new_run.place]) is not None
            refused.add((gone.question, gone.answer))
        elif gone.person is not None:
            first, second = runs(diff, gone.person)
            assert gone.question in first.answers
            assert people.matched.questions[gone.question] not in second.answers
    assert people.refused <= refused
