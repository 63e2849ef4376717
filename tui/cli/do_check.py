"""`whichway check`: every problem of tree files."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence

from tui.cli.common import ERRORS, OK, StopError, add_today, now, show_problems

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from datetime import date

    from tui.problems.problem import Problem
    from tui.tree.reader import Loaded


def prepare(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    parser.add_argument("paths", metavar="PATH", nargs="+", help="a tree file, or a folder with trees in it")
    parser.add_argument("--format", choices=("human", "json", "github"), default="human")
    parser.add_argument("--strict", action="store_true", help="warnings count as errors")
    add_today(parser)
    return _check


def _check(args: argparse.Namespace) -> int:
    from tui.check.together import together
    from tui.problems.problem import has_errors
    from tui.tree.files import CannotReadError

    trees: dict[str, Loaded] = {}
    unread: list[str] = []
    for given in args.paths:
        try:
            trees.update(_trees_at(given, now(args)))
        except CannotReadError as error:
            unread.append(str(error))
    names, problems = list(trees), list(together(list(trees.values())))
    # What could be read is shown all the same.
    if names or not unread:
        _print_problems(problems, names, args.format)
    if unread:
        raise StopError("; ".join(unread))
    return ERRORS if has_errors(problems) or (args.strict and problems) else OK


def _trees_at(given: str, today: date) -> Iterator[tuple[str, Loaded]]:
    """The trees at a path, each with its name: the file, or every tree of the folder; fragments only by themselves.

    A name from the list stands for its file where no file has that name.
    """
    from tui.check.read import read_checked
    from tui.tree.library import NoTree, find, is_path, shown_path, trees_in

    if not os.path.isdir(given):
        named = find(given) if not os.path.exists(given) and not is_path(given) else None
        path = given if named is None or isinstance(named, NoTree) else named.path
        yield shown_path(path), read_checked(path, shown_path(path), today)
        return
    trees = [(shown_path(tree), read_checked(tree, shown_path(tree), today)) for tree in trees_in(given)]
    trees = [(name, loaded) for name, loaded in trees if not loaded.fragment]
    if not trees:
        raise StopError(f"there is no tree in the folder {given}")
    yield from trees


def _print_problems(problems: Sequence[Problem], names: Sequence[str], form: str) -> None:
    if form == "json":
        import json

        print(json.dumps([problem.as_json() for problem in problems], ensure_ascii=False, indent=1))
    elif form == "github":
        from tui.problems.frame import github

        for problem in problems:
            print(github(problem))
    elif problems:
        show_problems(problems, sys.stdout)
    if not problems:
        print(f"no problems in {names[0] if len(names) == 1 else f'{len(names)} files'}", file=sys.stderr)
    elif form == "human":
        from tui.problems.frame import summary

        sys.stdout.flush()
        print(summary(problems, names), file=sys.stderr)
