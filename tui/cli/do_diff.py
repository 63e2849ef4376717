"""`whichway diff`: what an edit changes for people."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from tui.cli.common import ERRORS, OK, add_today, find_tree, now
from tui.problems.hurtful import clean
from tui.tree.library import shown_path

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from datetime import date

    from tui.tree.model import Tree


def prepare(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    parser.add_argument("old", metavar="OLD", help="the tree before the edit: a file, or a name")
    parser.add_argument("new", metavar="NEW", help="the tree after it")
    parser.add_argument("--format", choices=("human", "json"), default="human")
    add_today(parser)
    return _diff


def _diff(args: argparse.Namespace) -> int:
    from tui.author.diff import Diff
    from tui.author.show_diff import as_json, lines

    today = now(args)
    (old_name, old), (new_name, new) = (_read(name, today) for name in (args.old, args.new))
    diff = Diff(old, new, today)
    if args.format == "json":
        import json

        print(json.dumps(as_json(old_name, new_name, diff), ensure_ascii=False, indent=1))
    else:
        for line in lines(old_name, new_name, diff):
            print(line)
    return ERRORS if diff.differs else OK


def _read(name: str, today: date) -> tuple[str, Tree]:
    choice = find_tree(name, today)
    assert choice.loaded is not None
    assert choice.loaded.tree is not None
    return clean(shown_path(choice.path)), choice.loaded.tree
