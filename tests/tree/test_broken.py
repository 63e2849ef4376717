"""Broken trees, one slip each: what an author is shown for each, to the letter.

`python -m tests.tree.test_broken` writes down what is shown now; look at every change before you keep it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tui.check.read import read_checked
from tui.problems.frame import human
from tui.tree.reader import Loaded

DAY = date(2026, 11, 23)
FOLDER = Path(__file__).parent / "broken"
BROKEN = sorted(FOLDER.glob("*.yaml"))


def load(path: Path) -> Loaded:
    return read_checked(path, path.name, DAY)


def shown(path: Path) -> str:
    """The problems of a tree as a terminal shows them."""
    return "\n".join(human(problem).plain for problem in load(path).problems)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_shown(path: Path) -> None:
    """The frame has the right line and column, and help that mends the slip."""
    assert shown(path) == path.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_one_cause_one_problem(path: Path) -> None:
    problem, = load(path).problems
    assert problem.help


def test_every_golden_has_its_tree() -> None:
    assert [path.stem for path in sorted(FOLDER.glob("*.txt"))] == [path.stem for path in BROKEN]


@pytest.mark.parametrize("path", sorted((FOLDER.parent / "good").glob("*.yaml")), ids=lambda path: path.stem)
def test_good_tree_has_no_problem(path: Path) -> None:
    loaded = load(path)
    assert loaded.problems == ()
    assert loaded.tree is not None


if __name__ == "__main__":
    for tree in BROKEN:
        tree.with_suffix(".txt").write_text(shown(tree), encoding="utf-8")
