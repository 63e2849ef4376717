"""A page for each code: what it means, what to do, a wrong and a right example. Each is a Markdown file in pages/."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from tui.problems.frozen import Frozen

_FOLDER = os.path.join(os.path.dirname(__file__), "pages")
_SECTION = re.compile(r"^## (\w+)$", re.MULTILINE)
_BLOCK = re.compile(r"^```yaml(?: ([\w.]+\.yaml))?(?: in ([\w-]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)

MAIN = "tree.yaml"
"""The file that is checked; other files of an example are named where their block begins."""


class Page(Frozen):
    """What there is to say about a code. Examples are files, their bytes by name."""

    title: str
    text: str
    wrong: Mapping[str, bytes]
    right: Mapping[str, bytes]
    markdown: str


def codes() -> list[str]:
    """Every code that has a page, in order."""
    return sorted(name.removesuffix(".md") for name in os.listdir(_FOLDER) if name.endswith(".md"))


def page(code: str) -> Page | None:
    """The page of a code, or None where there is none."""
    if code not in codes():
        return None
    with open(os.path.join(_FOLDER, f"{code}.md"), encoding="utf-8") as file:
        markdown = file.read()
    head, _, wrong, _, right = _SECTION.split(markdown)
    title, _, text = head.partition("\n")
    return Page(title.removeprefix("# "), text.strip(), _example(wrong), _example(right), markdown)


def _example(section: str) -> dict[str, bytes]:
    """The files of an example: ```yaml begins the tree, ```yaml NAME another file; `in X` names its encoding."""
    return {name or MAIN: text.encode(encoding or "utf-8") for name, encoding, text in _BLOCK.findall(section)}
