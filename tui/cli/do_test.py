"""`whichway test`: scenarios, and what they cover."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator

from tui.cli.common import ERRORS, OK, StopError, add_today, file_of, now, show_problems

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from datetime import date

    from tui.author.tested import Tested
    from tui.tree.model import Tree


def prepare(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    parser.add_argument("paths", metavar="PATH", nargs="+", help="a tree file, or a folder with trees in it")
    parser.add_argument("--complete", action="store_true",
                        help="write scenarios for what none covers into NAME.scenarios.yaml beside the tree")
    parser.add_argument("--format", choices=("human", "json"), default="human")
    add_today(parser)
    return _test


def _test(args: argparse.Namespace) -> int:
    from tui.author.show_test import as_json, lines
    from tui.author.tested import Tested

    today = now(args)
    passed = True
    objects = []
    for given in args.paths:
        for path, name, tree in _trees_at(given, today):
            if tree is None:
                passed = False
                continue
            tested = Tested(tree, today)
            passed = passed and tested.passed
            if args.format == "human":
                for line in lines(name, tested):
                    print(line)
            wrote = _complete(path, name, tested) if args.complete else None
            if args.format == "json":
                objects.append(as_json(name, tested, wrote))
    if args.format == "json":
        import json

        print(json.dumps(objects, ensure_ascii=False, indent=1))
    return OK if passed else ERRORS


def _trees_at(given: str, today: date) -> Iterator[tuple[str, str, Tree | None]]:
    """The trees at a path, each with its file and its name; None for one with errors, which are shown."""
    from tui.check.read import read_sound
    from tui.problems.hurtful import clean
    from tui.problems.problem import Severity
    from tui.tree.files import CannotReadError
    from tui.tree.library import shown_path, trees_in

    paths = trees_in(given) if os.path.isdir(given) else (file_of(given),)
    found = False
    for path in paths:
        name = clean(shown_path(path))
        try:
            loaded = read_sound(path, name, today)
        except CannotReadError as error:
            raise StopError(str(error)) from None
        if loaded.fragment and len(paths) > 1:
            continue
        if loaded.fragment:
            raise StopError(f"{name} is a fragment, which only other trees use", ERRORS)
        found = True
        if loaded.tree is None:
            sys.stdout.flush()
            show_problems([problem for problem in loaded.problems if problem.severity is Severity.ERROR], sys.stderr)
            print(f"whichway: {name} has errors, so nothing in it was tested", file=sys.stderr)
        yield path, name, loaded.tree
    if not found:
        raise StopError(f"there is no tree in the folder {clean(given)}")


def _complete(path: str, name: str, tested: Tested) -> str | None:
    """Write the scenarios that are missing beside a tree; gives the file, or None where none are."""
    from tui.author.complete import MOST_PLANNED
    from tui.author.scenario_file import CannotExtendError, add_scenarios, path_beside
    from tui.tree.files import CannotReadError

    planned, unproved = tested.completed()
    sys.stdout.flush()
    if unproved:
        print(f"whichway: for {unproved} things that {name} does not cover no scenario was found: "
              "too many ways lead there", file=sys.stderr)
    if not planned:
        if not unproved:
            print(f"whichway: {name} has all the scenarios that it can have", file=sys.stderr)
        return None
    beside = path_beside(path)
    shown = path_beside(name)
    try:
        add_scenarios(beside, tested.tree, planned)
    except (CannotExtendError, CannotReadError) as error:
        raise StopError(f"nothing was written to {shown}: {error}", ERRORS) from None
    more = "; there is more to cover, so run it again" if len(planned) == MOST_PLANNED else ""
    print(f"whichway: wrote {len(planned)} scenario{'s' if len(planned) > 1 else ''} to {shown}{more}", file=sys.stderr)
    return shown
