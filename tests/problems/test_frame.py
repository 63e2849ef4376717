"""How problems are shown: aligned under any letters, never long, never obeyed by a terminal."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.problems.frame import BESIDE, WIDEST, github, human, summary
from tui.problems.hurtful import HURTFUL
from tui.problems.problem import File, Place, Problem, Related, Severity

TEXT = """title: Bikes
start: terrain
questions:
  terrain:
    goto: touring_bkie
"""


def problem_at(text: str, marked: str, help: str | None = None, name: str = "trees/bikes.yaml") -> Problem:
    """A problem at the first place where a text has these words."""
    start = text.index(marked)
    return Problem("unknown-goto", "there is no such thing", Place(File(name, text), start, start + len(marked)), help)


def rows(problem: Problem) -> list[str]:
    return human(problem).plain.splitlines()


def test_frame_to_the_letter() -> None:
    assert human(problem_at(TEXT, "touring_bkie", "did you mean 'touring_bike'?")).plain == """\
error[unknown-goto]: there is no such thing
 --> trees/bikes.yaml:5:11
  |
5 |     goto: touring_bkie
  |           ^^^^^^^^^^^^ did you mean 'touring_bike'?
  |
  = see: whichway explain unknown-goto
"""


def test_long_help_has_a_line_of_its_own() -> None:
    help = "h" * (BESIDE + 1)
    assert rows(problem_at(TEXT, "touring_bkie", help))[4:] == [
        "  |           ^^^^^^^^^^^^", "  |", f"  = help: {help}", "  = see: whichway explain unknown-goto"]


def test_other_places_are_shown_below() -> None:
    file = File("a.yaml", "x: 1\n" * 12)
    problem = Problem("duplicate-key", "'x' is here twice", Place(file, 55, 56), "take one out", Severity.WARNING,
                      (Related(Place(file, 0, 1), "it is here already"),))
    assert human(problem).plain == """\
warning[duplicate-key]: 'x' is here twice
  --> a.yaml:12:1
   |
12 | x: 1
   | ^ take one out
  ::: a.yaml:1:1
   |
 1 | x: 1
   | - it is here already
   |
   = see: whichway explain duplicate-key
"""


def test_witness_is_written_as_answers_are() -> None:
    file = File("a.yaml", "x: 1\n")
    problem = Problem("gap", "no rule holds", Place(file, 0, 1), witness={"terrain": "city", "hours": "3"})
    assert "  = witness: terrain=city hours=3" in rows(problem)


@pytest.mark.parametrize("before", ["", "abc ", "\t", "\t \t", "你好 ", "👋 — ", "e\u0301 ", "はい, \tgoto: ", "ﬀ½ "])
def test_marks_stand_under_the_place(before: str) -> None:
    """Under tabs, wide letters and emoji too, and as wide as what they mark."""
    source, marks = rows(problem_at(f"{before}マーク z", "マーク"))[3:5]
    at = source.index("マーク")
    assert marks[4:] == " " * cell_len(source[4:at]) + "^" * cell_len("マーク")


@given(st.text(alphabet="ab \t你👋é{}", max_size=400), st.data())
def test_long_lines_are_cut_around_the_place(line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    shown = rows(Problem("code", "m", Place(File("f", line), start, end)))
    source, marks = shown[3][4:], shown[4][4:]
    assert cell_len(source) <= WIDEST + 1
    assert cell_len(marks) <= WIDEST + 1
    assert marks.strip("^ ") == ""
    assert marks.count("^") >= 1


def test_a_line_of_megabytes_is_never_shown_in_full() -> None:
    text = "x" * 3_000_000 + "HERE" + "y" * 3_000_000
    source, marks = rows(problem_at(text, "HERE"))[3:5]
    assert cell_len(source) < WIDEST + 20
    assert source[marks.index("^"):][:4] == "HERE"
    assert source.count("…") == 2


def test_of_several_lines_the_first_is_marked() -> None:
    shown = rows(problem_at(TEXT, "terrain\nquestions:\n  terrain"))
    assert shown[3:6] == ["2 | start: terrain", "  |        ^^^^^^^", "  |"]


@pytest.mark.parametrize(("text", "start"), [("", 0), ("\n", 0), ("a\n", 2), ("a", 1)])
def test_places_where_there_is_nothing(text: str, start: int) -> None:
    assert rows(Problem("empty-file", "nothing", Place(File("f", text), start, start)))[4].endswith("^")


@pytest.mark.parametrize("hurt", ["\x1b]0;x\x07", "\x9b31m", "\u202e", "a\nb", "\r", "\udcff", "\x7f"])
def test_nothing_reaches_the_terminal_that_it_would_obey(hurt: str) -> None:
    """Names and messages may come from outside; a line break in them would forge a row."""
    problem = Problem("code", f"m{hurt}m", Place(File(f"f{hurt}f", "text"), 0, 1), f"h{hurt}h",
                      related=(Related(Place(File(f"g{hurt}g", "text"), 0, 1), f"r{hurt}r"),),
                      witness={"q": f"a{hurt}a"})
    plain = human(problem).plain
    assert re.search(HURTFUL, plain) is None
    assert len(plain.split("\n")) == 13
    assert "\r" not in plain
    said = github(problem)
    assert re.search(HURTFUL, said) is None
    assert "\n" not in said


def test_colour_is_never_alone() -> None:
    """What is coloured says the same in words, and the text itself has no escapes."""
    shown = human(problem_at(TEXT, "touring_bkie"))
    assert any(span.style == "bold red" for span in shown.spans)
    assert shown.plain.startswith("error[")


def test_github() -> None:
    assert github(problem_at(TEXT, "touring_bkie", "did you mean 'touring_bike'?")) == (
        "::error file=trees/bikes.yaml,line=5,col=11,endLine=5,endColumn=23,title=unknown-goto"
        "::there is no such thing%0Adid you mean 'touring_bike'?")


def test_github_escapes() -> None:
    """A name cannot add a property, and a message cannot add a command."""
    place = Place(File("a,b:c%d.yaml", "x"), 0, 1)
    said = github(Problem("code", "100%,\r\n::error::x", place, severity=Severity.WARNING))
    assert said == ("::warning file=a%2Cb%3Ac%25d.yaml,line=1,col=1,endLine=1,endColumn=2,title=code"
                    "::100%25, ::error::x")


@pytest.mark.parametrize(("errors", "warnings", "names", "expected"), [
    (0, 0, ["a.yaml"], "no problems in a.yaml"),
    (1, 0, ["a.yaml"], "1 error in a.yaml"),
    (3, 1, ["trees/x.yaml"], "3 errors, 1 warning in trees/x.yaml"),
    (0, 2, ["a.yaml", "b.yaml"], "2 warnings in 2 files"),
    (0, 0, ["a\x1b.yaml"], "no problems in a\N{REPLACEMENT CHARACTER}.yaml"),
])
def test_summary(errors: int, warnings: int, names: list[str], expected: str) -> None:
    place = Place(File("f", "x"), 0, 1)
    problems = [Problem("c", "m", place)] * errors + [Problem("c", "m", place, severity=Severity.WARNING)] * warnings
    assert summary(problems, names) == expected
