"""Slips made at random in the bundled trees: no traceback, no hang, and whoever made one can find it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.check.mutations import MAKERS, Slip, beside, judge, slip, trees

COUNT = 150
"""How many are tried here; `python -m tests.check.mutations 5000` tries as many as one likes."""


def test_slips_can_be_found(tmp_path: Path) -> None:
    """There is a problem near the slip, or one that names what it took away, or none at all."""
    folder = beside(tmp_path)
    judged = [judge(slip(seed), folder) for seed in range(COUNT)]
    assert [each.slip[:2] + each.slip[3:] for each in judged if each.lost] == []
    assert {each.slip.kind for each in judged} == set(MAKERS)
    # Most slips are seen.
    assert sum(bool(each.problems) for each in judged) > COUNT / 3


def test_one_seed_one_slip() -> None:
    assert slip(7) == slip(7)
    assert len({slip(seed).raw for seed in range(20)}) > 15


@pytest.mark.parametrize(("lines", "gone", "lost"), [((1,), "", False), ((9,), "", True), ((9,), "goto: tea", False)])
def test_judging(lines: tuple[int, ...], gone: str, lost: bool, tmp_path: Path) -> None:
    """A problem far from a slip leads to it only if it names what is gone."""
    raw = (b"whichway: 1\ntitle: Tea\nstart: tea\nquestions:\n  thirst:\n    ask: Thirsty?\n    yes: water\n"
           b"    no: water\noutcomes:\n  water:\n    recommend: Drink\n    next_steps:\n      - Fill a glass.\n")
    assert judge(Slip("tea", "misspell", raw, lines, gone), tmp_path).lost is lost


def test_trees_as_they_are(tmp_path: Path) -> None:
    """Without a slip there is no problem."""
    folder = beside(tmp_path)
    for name, raw in trees().items():
        assert judge(Slip(name, "", raw, (), ""), folder).problems == ()
