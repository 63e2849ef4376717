"""What the authors' pages say is so: their commands print what is shown, their examples make trees with nothing wrong.

The YAML blocks of a page are taken in order. One with `whichway:` in it, where nothing is there yet, is a whole file;
any other has what is new in the tree of its page, or different, and is put into it. What stands below a $ is printed at
that point.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from docs import reference
from tests.author.test_schema import Plain
from tests.test_docs import ROOT, check_console, run
from tui.check.read import read_checked
from tui.problems.pages import codes, page
from tui.tree.format import FRAGMENT, SCENARIOS, TREE

DOCS = ROOT / "docs"
DAY = date(2026, 11, 23)
BLOCK = re.compile(r"^```(\w+)(?: ([\w.]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = sorted(path.name for path in DOCS.glob("*.md"))


def blocks(name: str) -> Iterator[tuple[str, str, str]]:
    """The blocks of a page: language, file name if any, content."""
    return ((match[1], match[2] or "", match[3]) for match in BLOCK.finditer((DOCS / name).read_text(encoding="utf-8")))


def put(into: dict[str, Any], new: dict[str, Any]) -> None:
    """Put into a tree what is new in it or different."""
    for key, value in new.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            put(into[key], value)
        else:
            into[key] = value


def write(path: Path, body: str) -> None:
    """What an author does with a block: the file itself, or a piece put into it."""
    new = yaml.load(body, yaml.BaseLoader)
    if new is None:
        return
    if "whichway" in new:
        path.write_text(body, encoding="utf-8")
        return
    tree = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    put(tree, new)
    path.write_text(yaml.dump(tree, Dumper=Plain, sort_keys=False, allow_unicode=True, width=1000), encoding="utf-8")


@pytest.mark.parametrize(("name", "file", "commands"), [
    ("authoring.md", "repair.yaml", 10), ("format.md", "bikes.yaml", 0)])
def test_page(name: str, file: str, commands: int, tmp_path: Path) -> None:
    """The blocks of a page in order; in the end its tree has nothing wrong with it."""
    ran = 0
    for kind, other, body in blocks(name):
        assert kind in ("yaml", "console", "sh"), kind
        if kind == "console":
            ran += check_console(body, tmp_path)
        elif kind == "yaml":
            write(tmp_path / (other or file), body)
    assert ran >= commands
    loaded = read_checked(tmp_path / file, file, DAY)
    assert loaded.problems == ()


@pytest.mark.parametrize("name", PAGES)
def test_commands_exist(name: str) -> None:
    """Every command that a page names is one of the program."""
    helped = run("whichway --help", ROOT)
    named = set(re.findall(r"\bwhichway ([a-z]+)\b", "".join(
        re.findall(r"`[^`\n]+`|^```(?:sh|console)\n.*?^```", (DOCS / name).read_text(encoding="utf-8"),
                   re.MULTILINE | re.DOTALL))))
    assert named
    for command in named:
        assert re.search(rf"^\s+{command}\b", helped, re.MULTILINE), command


def test_options_exist() -> None:
    """What is only shown, because it opens the chat, has options that there are."""
    lines = [line for kind, _, body in blocks("authoring.md") if kind == "sh" for line in body.splitlines()]
    assert lines
    for line in lines:
        command = line.split()[1]
        helped = run(f"whichway {command} --help", ROOT)
        assert set(re.findall(r"--[a-z]+", line)) <= set(re.findall(r"--[a-z]+", helped))


@pytest.mark.parametrize("name", PAGES)
def test_links(name: str) -> None:
    """Every link within the docs leads to a page and a heading that are there."""
    text = (DOCS / name).read_text(encoding="utf-8")
    for file, anchor in re.findall(r"\]\(([\w./-]*)(?:#([\w-]+))?\)", BLOCK.sub("", text)):
        target = DOCS / file if file else DOCS / name
        assert target.is_file(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", BLOCK.sub("", target.read_text(encoding="utf-8")), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_format_is_what_the_module_writes() -> None:
    text = (DOCS / "format.md").read_text(encoding="utf-8")
    assert reference.format_page(text) == text, "run python docs/reference.py"


def test_format_has_every_key() -> None:
    """Each shape has its table, but for the options of a list, which are other options without goto."""
    text = (DOCS / "format.md").read_text(encoding="utf-8")
    there = re.findall(r"<!-- keys of ([a-z ]+) -->", text)
    known = [shape.name for shape in reference.shapes()]
    assert {TREE.name, FRAGMENT.name, SCENARIOS.name} <= set(there)
    assert sorted([*there, "option of a list"]) == sorted(known)


def test_problems_are_what_the_module_writes() -> None:
    text = (DOCS / "problems.md").read_text(encoding="utf-8")
    assert text == reference.problems_page(), "run python docs/reference.py"


def test_problems_have_every_page() -> None:
    """Each code has a section with the words and the examples of its page."""
    text = (DOCS / "problems.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\S+)$", BLOCK.sub("", text), re.MULTILINE) == codes()
    for code in codes():
        found = page(code)
        assert found is not None
        assert found.text in text
