"""Places and problems as data."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.problems.problem import File, Place, Problem, Related, Severity, has_errors


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_and_columns_count_characters_from_one(end: str) -> None:
    file = File("f", f"ab{end}你好{end}")
    at = file.text.index("好")
    assert file.position(at) == (2, 2)
    assert file.line(1) == "ab"
    assert file.line(2) == "你好"
    assert file.position(len(file.text)) == (3, 1)


@given(st.text(alphabet="a\r\n你", max_size=60), st.integers(-3, 70))
def test_position_leads_back_to_the_place(text: str, offset: int) -> None:
    file = File("f", text)
    line, column = file.position(offset)
    within = max(0, min(offset, len(text)))
    assert file.starts[line - 1] + column - 1 == within
    assert len(file.line(line)) <= len(text)


def test_json_has_the_shape_that_programs_rely_on() -> None:
    file = File("a.yaml", "x: 1\nx: 2\n")
    problem = Problem("duplicate-key", "'x' is here twice", Place(file, 5, 6), "take one out", Severity.ERROR,
                      (Related(Place(file, 0, 1), "it is here already"),), {"hours": "3"})
    assert problem.as_json() == {
        "code": "duplicate-key", "severity": "error", "message": "'x' is here twice", "help": "take one out",
        "file": "a.yaml", "line": 2, "column": 1, "end_line": 2, "end_column": 2,
        "related": [{"file": "a.yaml", "line": 1, "column": 1, "message": "it is here already"}],
        "witness": {"hours": "3"}}


def test_what_is_not_there_is_null() -> None:
    shown = Problem("todo", "m", Place(File("f", "x"), 0, 1), severity=Severity.WARNING).as_json()
    assert (shown["help"], shown["related"], shown["witness"]) == (None, [], None)


def test_a_tree_with_warnings_runs() -> None:
    place = Place(File("f", "x"), 0, 1)
    assert not has_errors([Problem("c", "m", place, severity=Severity.WARNING)])
    assert has_errors([Problem("c", "m", place)])
