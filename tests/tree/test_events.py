"""PyYAML with its patterns put off is PyYAML all the same."""

from __future__ import annotations

import subprocess
import sys

import pytest

SEEN = """
import re, sys
before = re.compile
import tui.tree.compose
assert re.compile is before
import yaml
print(yaml.safe_load("a: 2024-01-01\\nb: 1.5\\nc: no\\nd: [1:30, 0x1f, null, ~]\\ne: 'x'"))
print(yaml.safe_dump({"x": "yes", "d": 1.5, "n": None, "t": "2024-01-01"}))
for text in ("a: \\x01", "a: [", "a: b: c"):
    for loader in (yaml.SafeLoader, yaml.CSafeLoader):
        try:
            yaml.load(text, Loader=loader)
        except yaml.YAMLError as error:
            print(type(error).__name__, error)
"""


@pytest.mark.parametrize("python", [[], ["-W", "error"]])
def test_yaml_is_what_it_is(python: list[str]) -> None:
    """Types are guessed, texts written and errors raised as without us."""
    def run(script: str) -> str:
        done = subprocess.run([sys.executable, *python, "-c", script], capture_output=True, text=True, check=True)
        return done.stdout

    assert run(SEEN) == run(SEEN.replace("import tui.tree.compose", "import yaml"))
    assert "ReaderError" in run(SEEN)
