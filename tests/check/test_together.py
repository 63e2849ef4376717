"""Problems of several trees: each once, whatever they share."""

from __future__ import annotations

from tui.check.together import together
from tui.tree.reader import read_tree_text


def test_several_problems_at_one_place_are_all_told() -> None:
    """What a tree lacks is placed at its first key; the same tree named twice says it once."""
    found = read_tree_text("whichway: 1\n")
    told = [problem.message for problem in together([found, found])]
    assert told == [f"a tree has no '{name}'" for name in ("title", "start", "questions", "outcomes")]
