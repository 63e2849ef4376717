"""A first tree file for an author, and beside it the schema for their editor."""

from __future__ import annotations

import os
import shlex
from datetime import date

from tui.problems.frozen import Frozen
from tui.problems.hurtful import clean
from tui.tree.library import ENDINGS

SCHEMA = "whichway.schema.json"
"""The file that the first line of a new tree points editors to; it lies beside the tree."""

_FIRST = os.path.join(os.path.dirname(__file__), "first.yaml")
_BESIDE = ".scenarios"


class CannotWriteError(Exception):
    """A name under which no new tree can be written, and the way out, in a sentence."""


class Written(Frozen):
    """The files of a new tree. The schema may have been there before, and then be that of another version."""

    tree: str
    schema: str
    schema_was_there: bool
    schema_differs: bool


def path_of(name: str) -> str:
    """The file that a new tree of this name gets; raises CannotWriteError where it can get none."""
    from tui.author.scenario_file import path_beside

    shown = clean(name)
    if not name.strip() or not name.isprintable():
        raise CannotWriteError("a tree needs a name of plain characters, such as 'plants'")
    if os.path.isdir(name) or os.path.basename(name) in ("", ".", ".."):
        raise CannotWriteError(f"'{shown}' is a folder: name a file in it, such as {os.path.join(shown, 'plants')}")
    path = name if name.lower().endswith(ENDINGS) else f"{name}.yaml"
    bare = path[:path.rindex(".")]
    folder, stem = os.path.split(bare)
    if folder and not os.path.isdir(folder):
        raise CannotWriteError(f"there is no folder '{clean(folder)}': make it first, or leave it out of the name")
    if not stem.strip("."):
        raise CannotWriteError("a tree needs a name before its ending, such as plants.yaml")
    if stem.endswith(_BESIDE):
        raise CannotWriteError(f"what ends in {_BESIDE} holds scenarios of another file: leave that ending out")
    if os.path.lexists(path):
        raise CannotWriteError(f"there is a file {clean(path)} already, which stays as it is: choose another name")
    beside = path_beside(path)
    if os.path.lexists(beside):
        raise CannotWriteError(f"{clean(beside)} is there already and would belong to this tree: choose another name")
    return path


def first_tree(path: str, today: date) -> str:
    """What a new tree file says."""
    with open(_FIRST, encoding="utf-8") as file:
        text = file.read()
    return text.replace("NAME", shlex.quote(path)).replace("REVIEWED", today.isoformat())


def write_new(name: str, today: date) -> Written:
    """Write a new tree, and the schema where none lies beside it; raises CannotWriteError or OSError."""
    from tui.author.schema import as_json

    path = path_of(name)
    schema = os.path.join(os.path.dirname(path), SCHEMA)
    # Not over a file that has come into being since it was looked for.
    with open(path, "x", encoding="utf-8", newline="\n") as file:
        file.write(first_tree(path, today))
    there = os.path.lexists(schema)
    if not there:
        with open(schema, "x", encoding="utf-8", newline="\n") as file:
            file.write(as_json())
    return Written(path, schema, there, there and _differs(schema, as_json()))


def _differs(path: str, text: str) -> bool:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read() != text
    except (OSError, UnicodeDecodeError):
        return True
