"""What lies ahead in a graph, circles and all."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reason.random_trees import plain_tree
from tui.reason.ahead import comes_back, gathered, groups
from tui.tree.graph import reachable


@settings(deadline=None, max_examples=100)
@given(st.integers(0, 2**32))
def test_groups_and_what_they_gather(seed: int) -> None:
    """Two questions are in one group where each leads to the other; each group comes after all it leads to."""
    tree = plain_tree(Random(seed))
    ahead = {id: set().union(*(reachable(tree.questions, rule.to) for rule in question.ways()))
             for id, question in tree.questions.items()}
    found = list(groups(tree))
    assert sorted(id for group in found for id in group) == sorted(tree.questions)
    done: set[str] = set()
    for group in found:
        for id in group:
            assert {other for other in tree.questions if id in ahead[other] and other in ahead[id]} | {id} == set(group)
            assert ahead[id] & tree.questions.keys() <= done | set(group)
            assert comes_back(tree, group) == (id in ahead[id])
        done |= set(group)
    own = {id: 1 << i for i, id in enumerate(tree.questions)}
    assert gathered(tree, own) == {id: sum(own[other] for other in ahead[id] & own.keys() | {id}) for id in own}
    only = next(iter(own))
    assert gathered(tree, {only: 4}) == {id: 4 for id in own if id == only or only in ahead[id]}
