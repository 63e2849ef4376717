"""Answers in a tree that was read anew: where somebody stands in it, and what is said about it."""

from __future__ import annotations

import pytest

from tests.chat.small import SMALL, interview_after
from tui.interview.replayed import replayed
from tui.tree.model import Tree
from tui.tree.reader import read_tree_text


def edited(*changes: tuple[str, str]) -> Tree:
    """The small tree with something replaced in its text."""
    text = SMALL.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    loaded = read_tree_text(text)
    assert loaded.tree is not None, loaded.problems
    return loaded.tree


@pytest.mark.parametrize(("answers", "changes", "place", "said"), [
    (("dry",), (), "guests", ""),
    (("dry", "4", "bread"), (("When shall it be?", "Which day?"),), "day", ""),
    (("rain", "yes"), (("table_picnic", "indoor_picnic"),), "indoor_picnic", "Your answers lead here now."),
    (("rain",), (("  indoors:\n", "  roof_there:\n    formerly: [indoors]\n"), ("goto: indoors", "goto: roof_there")),
     "roof_there", ""),
    (("dry", "12"), (("max: 20", "max: 10"),), "guests", "Your answer to 'Guests' no longer fits: "),
    (("dry", "4", "bread"), (("bread: Bread", "loaf: Bread"),), "food", "'Food' has no such answer any more; "),
    (("dry",), (("      dry:\n", "      fine:\n"),), "weather", "'Weather' has no such answer any more; "),
    (("dry", "4"), (("  guests:\n", "  people:\n"), ("goto: guests", "goto: people"), ("guests > 4", "people > 4"),
                    ("{guests}", "{people}")), "people", "'Guests' is not asked any more; "),
])
def test_where_somebody_stands(answers: tuple[str, ...], changes: tuple[tuple[str, str], ...], place: str,
                               said: str) -> None:
    now, why = replayed(interview_after(*answers), edited(*changes))
    assert now.place == place
    assert why.startswith(said)
    assert bool(why) == bool(said)
