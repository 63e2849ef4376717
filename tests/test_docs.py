"""What the README says is true: its commands run, its trees are read, its tables are those of the program."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tui.interview.commands import COMMANDS, KEYS
from tui.tree.reader import read_tree_text

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
BLOCKS = [(kind, body) for kind, body in BLOCK.findall(README)]


def table(heading: str) -> list[list[str]]:
    """The rows of the first table below a heading, without its head."""
    part = README.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


@pytest.mark.parametrize("text", [body for kind, body in BLOCKS if kind == "yaml"])
def test_trees(text: str) -> None:
    loaded = read_tree_text(text)
    assert loaded.tree is not None
    assert loaded.problems == ()


def run(command: str, folder: Path) -> str:
    """What a line typed into a shell prints, on either stream."""
    words = f"{shlex.quote(sys.executable)} -m tui"
    line = re.sub(r"^whichway\b", words, command)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "100"}
    done = subprocess.run(line, shell=True, cwd=folder, env=environment, capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, timeout=60, encoding="utf-8")
    return done.stdout + done.stderr


def fits(printed: str, shown: str) -> bool:
    """Whether the output is what is shown; a line of three dots stands for any more lines."""
    parts = [re.escape(part) for part in re.split(r"^\.\.\.\n", shown, flags=re.MULTILINE)]
    return re.fullmatch("(?:.*\n)*".join(parts), printed) is not None


def check_console(body: str, folder: Path) -> int:
    """See that every line after a $ prints what stands below it; gives how many there are."""
    parts = re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]
    for part in parts:
        command, _, shown = part.partition("\n")
        printed = run(command, folder)
        assert fits(printed, shown), f"{command} printed:\n{printed}"
    return len(parts)


def test_console(tmp_path: Path) -> None:
    """Every console block prints what it shows, in the folder with the README's own tree."""
    first = next(body for kind, body in BLOCKS if kind == "yaml")
    (tmp_path / "lunch.yaml").write_text(first, encoding="utf-8")
    assert sum(check_console(body, tmp_path) for kind, body in BLOCKS if kind == "console") >= 4


def test_make_targets() -> None:
    """Every make target that the README names exists."""
    named = set(re.findall(r"\bmake (\w+)", README))
    assert {"run", "test", "bench", "wheel"} <= named
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= targets


def test_keys() -> None:
    assert table("Keys") == [list(row) for row in KEYS]


def test_commands() -> None:
    expected = [[f"`/{c.name}{f' {c.takes}' if c.takes else ''}`", c.shown or "", c.help] for c in COMMANDS]
    assert table("Commands in a talk") == expected


def test_command_line_is_documented() -> None:
    """Every subcommand of the program stands in the README, and every one in the README is there."""
    helped = run("whichway --help", ROOT)
    rows = [row[0].strip("`").split() for row in table("The command line")]
    named = {words[1] for words in rows if words[0] == "whichway" and words[1].isalpha()}
    assert {"run", "answer", "list", "check", "explain"} <= named
    for name in named:
        assert re.search(rf"^\s+{name}\b", helped, re.MULTILINE), name


def test_picture() -> None:
    """The picture is there, and shows a recommendation."""
    picture = ROOT / re.search(r"!\[[^]]*]\(([^)]+)\)", README)[1]  # type: ignore[index]  # the README has a picture
    assert "Watch&#160;out" in picture.read_text(encoding="utf-8")
