"""`check --watch` on a terminal: a fresh result whenever a file of the tree changes, and Ctrl+C ends it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

ROOT = Path(__file__).resolve().parents[2]

TREE = """\
whichway: 1
title: Lunch
start: soup
include: [parts/ends.yaml]
questions:
  soup:
    ask: Do you want soup?
    yes: eat
    no: go
outcomes:
  go:
    recommend: Go out
    next_steps:
      - Take a coat.
"""
ENDS = """\
whichway: 1
fragment: yes
outcomes:
  eat:
    recommend: Eat
    next_steps:
      - Wash up.
"""


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[pexpect.spawn]:
    """The program, watching a folder with one tree that includes a part."""
    (tmp_path / "trees" / "parts").mkdir(parents=True)
    (tmp_path / "trees" / "lunch.yaml").write_text(TREE, encoding="utf-8")
    (tmp_path / "trees" / "parts" / "ends.yaml").write_text(ENDS, encoding="utf-8")
    child = pexpect.spawn(sys.executable, ["-m", "tui", "check", "trees", "--watch"], cwd=str(tmp_path), timeout=60,
                          dimensions=(40, 120), encoding="utf-8", env={**os.environ, "PYTHONPATH": str(ROOT)})
    yield child
    child.close(force=True)


def test_watch(watching: pexpect.spawn, tmp_path: Path) -> None:
    """The tree, what it includes, and trees that come or go are all seen."""
    tree, part, other = (tmp_path / "trees" / name for name in ("lunch.yaml", "parts/ends.yaml", "other.yaml"))
    watching.expect_exact("no problems in trees/lunch.yaml")
    watching.expect_exact("Ctrl+C ends")
    part.write_text(ENDS.replace("eat:", "eats:"), encoding="utf-8")
    watching.expect_exact("there is no question or outcome called 'eat'")
    part.write_text(ENDS, encoding="utf-8")
    watching.expect_exact("no problems in trees/lunch.yaml")
    tree.write_text(TREE.replace("ask:", "asks:"), encoding="utf-8")
    watching.expect_exact("unknown-key")
    other.write_text(TREE, encoding="utf-8")
    watching.expect_exact("2 files")
    other.unlink()
    tree.write_text(TREE, encoding="utf-8")
    watching.expect_exact("no problems in trees/lunch.yaml")
    tree.unlink()
    watching.expect_exact("there is no tree in the folder trees")
    tree.write_text(TREE, encoding="utf-8")
    watching.expect_exact("no problems in trees/lunch.yaml")
    watching.sendintr()
    watching.expect(pexpect.EOF)
    watching.close()
    assert watching.exitstatus == 130


def test_nothing_to_watch(tmp_path: Path) -> None:
    """What is not there when it begins is an error as ever."""
    child = pexpect.spawn(sys.executable, ["-m", "tui", "check", str(tmp_path / "none.yaml"), "--watch"],
                          cwd=str(ROOT), encoding="utf-8", timeout=60)
    child.expect("there is no file")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 2
