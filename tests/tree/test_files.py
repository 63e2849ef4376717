"""From disk: included files, scenarios beside the tree, and the ways in which editors write a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.tree.bikes import BIKES, good
from tui.tree.conditions import Known
from tui.tree.reader import read_tree, read_tree_text

MAIN = """\
whichway: 1
title: Main
include: [parts/common.yaml]
start: first
questions:
  first: {ask: "The [[thing]]?", options: {from: sizes}, goto: second}
outcomes:
  end: {recommend: End, because: [{use: shared}]}
"""
COMMON = """\
whichway: 1
fragment: yes
include: [deeper.yaml]
lists: {sizes: {options: {small: Small, large: Large}}}
questions:
  second:
    ask: Sure?
    yes: [{when: big, goto: end}, {else: other}]
    no: other
"""
DEEPER = """\
whichway: 1
fragment: true
sources: {book: {title: A book, date: 2020}}
terms: {thing: {meaning: "It. [@book]"}}
facts: {big: first is large}
claims: {shared: "So it is. [@book]"}
outcomes: {other: {recommend: Other}}
"""
BESIDE = """\
scenarios:
  - {name: Large, answers: {first: large, second: "yes"}, outcome: end}
"""


def written(folder: Path) -> Path:
    (folder / "parts").mkdir()
    (folder / "parts" / "common.yaml").write_text(COMMON, encoding="utf-8")
    (folder / "parts" / "deeper.yaml").write_text(DEEPER, encoding="utf-8")
    (folder / "main.scenarios.yaml").write_text(BESIDE, encoding="utf-8")
    main = folder / "main.yaml"
    main.write_text(MAIN, encoding="utf-8")
    return main


def test_include(tmp_path: Path) -> None:
    """Fragments, also those of fragments, and the scenarios beside the tree."""
    tree = good(read_tree(written(tmp_path)))
    assert list(tree.questions) == ["first", "second"]
    assert list(tree.outcomes) == ["end", "other"]
    assert list(tree.questions["first"].options) == ["small", "large"]
    assert tree.outcomes["end"].because[0].text.raw == "So it is. [@book]"
    assert Known(tree.facts, {"first": "large"}, date(2026, 3, 1)).holds(tree.facts["big"].when)
    assert [scenario.name for scenario in tree.scenarios] == ["Large"]
    assert tree.questions["second"].at.file.name.endswith("common.yaml")


def test_a_fragment_alone(tmp_path: Path) -> None:
    """No tree of its own; what another file may define is not missed."""
    written(tmp_path)
    loaded = read_tree(tmp_path / "parts" / "common.yaml")
    assert (loaded.tree, loaded.problems, loaded.fragment) == (None, (), True)


def test_included_problems_are_placed_in_their_file(tmp_path: Path) -> None:
    main = written(tmp_path)
    (tmp_path / "parts" / "deeper.yaml").write_text(DEEPER.replace("first is large", "first is larg"), encoding="utf-8")
    problem, = read_tree(main, "main.yaml").problems
    assert (problem.code, Path(problem.place.file.name)) == ("unknown-option", Path("parts", "deeper.yaml"))
    assert problem.place.file.position(problem.place.start) == (5, 23)


@pytest.mark.parametrize("raw", [
    BIKES.encode().replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + BIKES.encode(),
    f"---\n{BIKES}...\n".encode(), f"# A comment\n\n{BIKES}".encode(),
], ids=["crlf", "mark", "document", "comment"])
def test_other_ways_to_write_the_file(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "tree.yaml"
    path.write_bytes(raw)
    again, alone = good(read_tree(path)), good(read_tree_text(BIKES))
    assert list(again.questions) == list(alone.questions)
    said, before = (tree.outcomes["touring"].because for tree in (again, alone))
    assert [claim.text.raw for claim in said] == [claim.text.raw for claim in before]


@pytest.mark.parametrize(("name", "raw", "code", "words"), [
    ("parts/common.yaml", "whichway: 1\nfragment yes\n", "bad-yaml", "'key: value'"),
    ("parts/common.yaml", "", "empty-file", "'fragment: yes'"),
    ("main.scenarios.yaml", "", "empty-file", "'scenarios:'"),
], ids=["broken fragment", "empty fragment", "empty scenarios"])
def test_what_is_wrong_with_another_file_is_told_there(name: str, raw: str, code: str, words: str,
                                                       tmp_path: Path) -> None:
    main = written(tmp_path)
    (tmp_path / name).write_text(raw, encoding="utf-8")
    problem, = read_tree(main, "main.yaml").problems
    assert (problem.code, Path(problem.place.file.name)) == (code, Path(name))
    assert words in (problem.help or "")


def test_a_file_that_is_not_there_hides_nothing_in_others(tmp_path: Path) -> None:
    main = written(tmp_path)
    main.write_text(main.read_text(encoding="utf-8").replace("[parts/", "[gone.yaml, parts/"), encoding="utf-8")
    (tmp_path / "parts" / "deeper.yaml").write_text(f"{DEEPER}colour: red\n", encoding="utf-8")
    assert [problem.code for problem in read_tree(main, "main.yaml").problems] == ["bad-include", "unknown-key"]
