"""Writes what the docs have from the program itself: `python docs/reference.py` renews docs/format.md and problems.md.

The tables of format.md stand between marks and come from the description that drives the reader; all else in it is
written by hand. problems.md is made of the pages that `whichway explain` shows, and of nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tui.author.schema import takes
from tui.problems.pages import codes, page
from tui.tree.format import (
    FRAGMENT,
    LIST_USE,
    OPTION,
    SCENARIOS,
    TREE,
    Field,
    ListOf,
    MapOf,
    Options,
    Ruled,
    Shape,
)

FOLDER = Path(__file__).resolve().parent
_TABLE = re.compile(r"(?<=<!-- keys of )([a-z ]+)( -->\n).*?(?=<!-- end -->)", re.DOTALL)

_HEAD = """\
# Problems

Everything that `whichway check` can find, by the word in brackets behind `error` or `warning`: what it means, what to
do, an example that is wrong and one that is right. `whichway explain WORD` shows the same in a terminal.
"""


def problems_page() -> str:
    """docs/problems.md."""
    pages = [found for code in codes() if (found := page(code)) is not None]
    contents = "\n".join(f"- [{one.title}](#{one.title})" for one in pages)
    return "\n".join([_HEAD, contents, "", *(_deeper(one.markdown) for one in pages)])


def _deeper(markdown: str) -> str:
    """A page as a section: each heading one level deeper, and no line of an example taken for one."""
    parts = re.split(r"(^```.*?^```$)", markdown, flags=re.MULTILINE | re.DOTALL)
    return "".join(part if part.startswith("```") else re.sub(r"^(?=#+ )", "#", part, flags=re.MULTILINE)
                   for part in parts)


def format_page(text: str) -> str:
    """docs/format.md with each of its tables made anew."""
    known = {shape.name: shape for shape in shapes()}
    return _TABLE.sub(lambda match: f"{match[1]}{match[2]}{_table(known[match[1]])}", text)


def shapes() -> Iterator[Shape]:
    """Every shape of the format, in the order in which one meets them."""
    stack: list[Any] = [SCENARIOS, FRAGMENT, TREE]
    seen: set[str] = set()
    while stack:
        kind = stack.pop()
        if isinstance(kind, Shape) and kind.name not in seen:
            seen.add(kind.name)
            yield kind
            stack += [field.kind for field in reversed(kind.fields.values())]
        elif isinstance(kind, ListOf | MapOf):
            stack.append(kind.of)
        elif isinstance(kind, Ruled):
            stack.append(kind.rule)
        elif isinstance(kind, Options):
            stack += [LIST_USE, OPTION]


def _table(shape: Shape) -> str:
    rows = [f"| `{name}` | {takes(field.kind)} | {_said(field)} |" for name, field in shape.fields.items()]
    return "\n".join(["", "| key | what it takes | what it is for |", "| --- | --- | --- |", *rows, "", ""])


def _said(field: Field) -> str:
    only = f" Kind {' or '.join(kind.value for kind in field.only)}." if field.only else ""
    return f"{field.help}{only}{' **Required.**' if field.required else ''}"


if __name__ == "__main__":
    page_of_format = FOLDER / "format.md"
    page_of_format.write_text(format_page(page_of_format.read_text(encoding="utf-8")), encoding="utf-8")
    (FOLDER / "problems.md").write_text(problems_page(), encoding="utf-8")
