"""The ten kinds of defect that `check` must find, each put into a right tree; and trees that it is silent about."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tui.check.read import read_checked
from tui.problems.problem import Problem
from tui.tree.library import Choice, choices

DAY = date(2026, 11, 23)

RIGHT = """\
whichway: 1
title: Which bike should you buy?
start: terrain
reviewed: 2026-11-01
review_every: 1 year
require_sources: true
sources:
  club: {title: Buying guide, date: 2024-03}
questions:
  terrain:
    ask: Where will you ride?
    options:
      city: {label: In the city, goto: cargo}
      forest: {label: In the forest, goto: hours}
  cargo:
    ask: Will you carry children?
    yes: cargo_bike
    no: hours
  hours:
    ask: How many hours a week?
    kind: number
    min: 0
    max: 60
    goto:
      - when: hours < 3
        goto: city_bike
      - when: hours < 10 and terrain is forest
        goto: forest_bike
      - else: touring_bike
outcomes:
  cargo_bike:
    recommend: Buy a cargo bike
    caveats:
      - It does not fit into a lift. [@author]
  city_bike:
    recommend: Buy a city bike
    because:
      - It needs little care. [@club]
    next_steps:
      - Ride one before you pay. [@club]
  forest_bike:
    recommend: Buy a bike with wide tyres
    next_steps:
      - Ride one before you pay. [@club]
  touring_bike:
    recommend: Buy a touring bike
    next_steps:
      - Ride one before you pay. [@club]
"""

KINDS = [
    ("broken target", "no: hours\n", "no: hour\n", "unknown-goto", "hour"),
    ("broken target", "else: touring_bike", "else: touringbike", "unknown-goto", "touringbike"),
    ("orphan", "outcomes:\n", "  rain:\n    ask: Will it rain?\n    yes: city_bike\n    no: city_bike\noutcomes:\n",
     "unreachable", "rain"),
    ("orphan", "outcomes:\n",
     "outcomes:\n  tandem:\n    recommend: Buy one\n    caveats:\n      - Long. [@club]\n", "unreachable", "tandem"),
    ("dead end", "forest: {label: In the forest, goto: hours}", "forest: In the forest", "no-goto", "forest"),
    ("dead end", "    yes: cargo_bike\n    no: hours\n",
     "    options:\n      two: {label: Two, when: terrain is forest}\n    goto: cargo_bike\n", "no-answer", "cargo"),
    ("unknown name in a condition", "hours < 3", "hour < 3", "unknown-name", "hour"),
    ("mistyped option value", "terrain is forest", "terrain is forrest", "unknown-option", "forrest"),
    ("impossible condition", "hours < 3", "hours < 0", "never-true", "hours < 0"),
    ("impossible condition", "terrain is forest", "cargo is yes", "never-true", "cargo is yes"),
    ("impossible condition", "terrain is forest", "hours > 10", "never-true", "hours < 10 and hours > 10"),
    ("circular way", "else: touring_bike", "else: terrain", "asked-twice", "terrain"),
    ("circular way", "        goto: city_bike\n",
     "        goto: city_bike\n      - when: hours < 4\n        goto: hours\n", "asked-twice", "hours"),
    ("shadowed rule", "hours < 3", "hours < 10", "shadowed-rule", "hours < 10 and terrain is forest"),
    ("shadowed rule", "        goto: city_bike\n",
     "        goto: city_bike\n      - when: hours < 2 and terrain is city\n        goto: city_bike\n",
     "shadowed-rule", "hours < 2 and terrain is city"),
    ("uncovered case", "      - else: touring_bike\n", "      - when: hours > 3\n        goto: touring_bike\n",
     "uncovered-case", "goto"),
    ("unknown key", "    recommend: Buy a cargo bike", "    recomend: x\n    recommend: Buy a cargo bike",
     "unknown-key", "recomend"),
    ("unsourced claim", "It needs little care. [@club]", "It needs little care.", "uncited-claim",
     "It needs little care."),
    ("unsourced claim", "date: 2024-03", "by: The club", "source-date", "club"),
    ("stale claim", "2026-11-01", "2025-11-22", "stale-review", "2025-11-22"),
]


def problems_of(text: str, folder: Path) -> tuple[Problem, ...]:
    path = folder / "tree.yaml"
    path.write_text(text, encoding="utf-8")
    return read_checked(path, path.name, DAY).problems


@pytest.mark.parametrize(("old", "new", "code", "marked"), [kind[1:] for kind in KINDS],
                         ids=[f"{kind[0]} {kind[3]} {kind[4]}" for kind in KINDS])
def test_found(old: str, new: str, code: str, marked: str, tmp_path: Path) -> None:
    """Exactly this problem, at its place, with something to do about it."""
    assert RIGHT.count(old) == 1
    problem, = problems_of(RIGHT.replace(old, new), tmp_path)
    place = problem.place
    assert (problem.code, place.file.text[place.start:place.end]) == (code, marked)
    assert problem.help


def test_ten_kinds() -> None:
    """Three of the kinds go by two names each."""
    assert len({kind[0] for kind in KINDS} - {"uncovered case", "stale claim"}) == 10


def test_right_tree(tmp_path: Path) -> None:
    assert problems_of(RIGHT, tmp_path) == ()


def test_specimen() -> None:
    """The tree in which the format is shown."""
    path = Path(__file__).parents[1] / "tree" / "good" / "bikes.yaml"
    assert read_checked(path, path.name, DAY).problems == ()


@pytest.mark.parametrize("choice", [choice for choice in choices() if choice.bundled], ids=lambda choice: choice.name)
def test_bundled_tree(choice: Choice) -> None:
    loaded = read_checked(choice.path, choice.name, DAY)
    assert [problem.message for problem in loaded.problems] == []
    assert loaded.tree is not None
