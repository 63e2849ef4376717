"""Every code has a page, and what the pages say is so."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tui.check.read import read_checked
from tui.check.switches import RULES
from tui.problems.pages import MAIN, codes, page
from tui.problems.problem import Problem, Severity

SOURCES = Path(__file__).parents[2] / "tui"
_REPORTS = frozenset(["Problem", "problem", "add", "report", "error", "wrong", "stop", "_constant", "_unused"])
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def emitted() -> set[str]:
    """Every code that is written where a problem is made."""
    return {value for path in SOURCES.rglob("*.py") for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            for value in _given(node) if _CODE.fullmatch(value)}


def _given(node: ast.AST) -> Iterator[str]:
    given: list[ast.expr] = []
    if isinstance(node, ast.Call) and node.args:
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        given = node.args[:1] if name in _REPORTS else []
    elif isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "code" for t in node.targets):
        given = [node.value.body, node.value.orelse] if isinstance(node.value, ast.IfExp) else [node.value]
    return (value.value for value in given if isinstance(value, ast.Constant) and isinstance(value.value, str))


def problems_of(example: dict[str, bytes], folder: Path) -> tuple[Problem, ...]:
    for name, raw in example.items():
        (folder / name).write_bytes(raw)
    return read_checked(folder / MAIN, MAIN, date(2026, 11, 23)).problems


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert codes() == sorted(emitted())


def test_no_page_for_what_is_no_code() -> None:
    assert page("no-such-code") is None
    assert page("../pages") is None


@pytest.mark.parametrize("code", codes())
def test_title_and_text(code: str) -> None:
    """The page is called by its code and says in a paragraph what to do."""
    found = page(code)
    assert found is not None
    assert found.title == code
    assert 40 < len(found.text) < 500
    assert "\n" not in found.text
    assert found.text.endswith(".")


@pytest.mark.parametrize("code", codes())
def test_wrong_example_has_this_problem_alone(code: str, tmp_path: Path) -> None:
    """And a tree with no more than warnings runs: those are the ones that can be switched off."""
    found = page(code)
    assert found is not None
    problem, = problems_of(dict(found.wrong), tmp_path)
    assert problem.code == code
    assert (problem.severity is Severity.WARNING) == (code in RULES)


@pytest.mark.parametrize("code", codes())
def test_right_example_has_no_problem(code: str, tmp_path: Path) -> None:
    found = page(code)
    assert found is not None
    assert problems_of(dict(found.right), tmp_path) == ()
