"""The rooms of the house: each imports only what stands below it, and only the chat knows that there is a screen."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("cli", "chat", "plain", "jsonl", "report", "saved", "author", "check", "interview", "reason", "tree",
         "problems")
"""From the top of the house to the bottom."""

FILES = sorted((ROOT / "tui").rglob("*.py"))


def room_of(module: str) -> str:
    """The room of a module: 'tui.tree.text' is in 'tree'."""
    return module.split(".")[1] if module.count(".") else ""


def imports(path: Path) -> set[str]:
    """Every module that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names if node.module == "tui"}
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    parts = path.relative_to(ROOT / "tui").with_suffix("").parts
    if parts[0] in ("__init__", "__main__"):
        return
    below = set(ROOMS[ROOMS.index(parts[0]):])
    for module in imports(path):
        if module.startswith("tui."):
            assert room_of(module) in below, module
        if module.split(".")[0] == "textual":
            assert parts[0] == "chat", module
        if module.split(".")[0] == "rich":
            assert parts[0] in ("cli", "problems"), module


@pytest.mark.parametrize(("code", "absent"), [
    ("from tui.cli import main; main(['check', 'trees'])", ["textual", "rich", "asyncio"]),
    ("from tui.cli import main; main(['answer', 'coursera', 'goal=own_interest', '--format', 'json'])",
     ["textual", "rich", "asyncio", "dataclasses"]),
    ("from tui.cli import main; main(['list'])", ["textual", "rich"]),
    ("import tui.plain, tui.jsonl, tui.saved", ["textual", "rich"]),
])
def test_what_a_command_does_not_load(code: str, absent: list[str]) -> None:
    script = f"import sys; {code}; print([m for m in {absent!r} if m in sys.modules], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"


def test_every_file_is_in_a_room() -> None:
    """The directory listing is the architecture: nothing lies about outside the rooms."""
    names = {path.relative_to(ROOT / "tui").with_suffix("").parts[0] for path in FILES}
    assert names - {"__init__", "__main__"} == set(ROOMS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500
