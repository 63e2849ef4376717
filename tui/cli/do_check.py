"""`whichway check`: every problem of tree files."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence

from tui.cli.common import ERRORS, OK, StopError, add_today, file_of, now, show_problems
from tui.problems.frozen import Frozen

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from datetime import date
    from typing import NoReturn

    from tui.problems.problem import Problem
    from tui.tree.reader import Loaded


PAUSE = 0.5
"""Seconds between two looks at whether a file has changed."""


class Look(Frozen):
    """What looking at the given paths found. `unread` says what could not be had; `paths` is all that was looked at."""

    names: Sequence[str]
    problems: Sequence[Problem]
    unread: Sequence[str]
    paths: Sequence[str]


def prepare(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    parser.add_argument("paths", metavar="PATH", nargs="+", help="a tree file, or a folder with trees in it")
    parser.add_argument("--format", choices=("human", "json", "github"), default="human")
    parser.add_argument("--strict", action="store_true", help="warnings count as errors")
    parser.add_argument("--watch", action="store_true", help="check again whenever a file changes, until Ctrl+C")
    add_today(parser)
    return _check


def _check(args: argparse.Namespace) -> int:
    from tui.problems.problem import has_errors

    if args.watch:
        _watch(args)
    look = _look(args)
    _show(look, args.format)
    if look.unread:
        raise StopError("; ".join(look.unread))
    return ERRORS if has_errors(look.problems) or (args.strict and look.problems) else OK


def _watch(args: argparse.Namespace) -> NoReturn:
    """Look, and look again whenever a file has changed, until the person interrupts."""
    from time import sleep, strftime, time_ns

    from tui.tree.library import stamp

    paths: Sequence[str] = args.paths
    while True:
        began, seen = time_ns(), {path: stamp(path) for path in paths}
        look = _look(args)
        if paths is args.paths and not look.names:
            raise StopError("; ".join(look.unread))
        _show(look, args.format)
        for said in look.unread:
            print(f"whichway: {said}", file=sys.stderr)
        if paths is args.paths:
            print("watching for changes; Ctrl+C ends", file=sys.stderr, flush=True)
        # Nothing else does so, and every look leaves a whole tree behind.
        gc.collect()
        paths = look.paths
        for path in paths:
            if path not in seen:
                # What has been written to since it may have been read is seen once more.
                seen[path] = stamp(path) if _written(path) < began else "written to"
        while all(stamp(path) == before for path, before in seen.items()):
            sleep(PAUSE)
        print(f"\n--- {strftime('%H:%M:%S')}", file=sys.stderr, flush=True)


def _written(path: str) -> int:
    """When a file was written to last, in nanoseconds."""
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


def _look(args: argparse.Namespace) -> Look:
    from tui.check.together import together
    from tui.tree.files import CannotReadError

    trees: dict[str, Loaded] = {}
    unread: list[str] = []
    for given in args.paths:
        try:
            trees.update(_trees_at(given, now(args)))
        except (CannotReadError, StopError) as error:
            unread.append(str(error))
    paths = dict.fromkeys([*args.paths, *(path for loaded in trees.values() for path in loaded.paths)])
    return Look(list(trees), list(together(list(trees.values()))), unread, list(paths))


def _trees_at(given: str, today: date) -> Iterator[tuple[str, Loaded]]:
    """The trees at a path, each with its name: the file, or every tree of the folder; fragments only by themselves."""
    from tui.check.read import read_checked
    from tui.tree.library import shown_path, trees_in

    if not os.path.isdir(given):
        path = file_of(given)
        yield shown_path(path), read_checked(path, shown_path(path), today)
        return
    trees = [(shown_path(tree), read_checked(tree, shown_path(tree), today)) for tree in trees_in(given)]
    trees = [(name, loaded) for name, loaded in trees if not loaded.fragment]
    if not trees:
        raise StopError(f"there is no tree in the folder {given}")
    yield from trees


def _show(look: Look, form: str) -> None:
    # What could be read is shown all the same.
    if look.names or not look.unread:
        _print_problems(look.problems, look.names, form)


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
