"""What the commands share: a way to stop, TREE, answers given beforehand, the day, and problems on a terminal."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from datetime import date
    from typing import TextIO

    from tui.interview.interview import Interview
    from tui.problems.problem import Problem
    from tui.tree.library import Choice

OK, ERRORS, USAGE, MORE, INTERRUPTED = 0, 1, 2, 3, 130

COMMANDS = {
    "run": "talk a tree through, in the terminal, as plain lines or as JSON lines",
    "answer": "no conversation: the recommendation, or the next question",
    "list": "the trees that can be named",
    "check": "every problem of tree files",
    "explain": "what a problem means, with a wrong and a right example",
    "test": "scenarios, and what they cover; --complete writes the missing ones",
    "diff": "what an edit changes for people: an old tree against a new one",
    "graph": "a tree as a drawing: text, Mermaid or DOT",
    "new": "a first tree file to change into your own",
    "schema": "the format as a JSON Schema, with which editors complete, explain and underline",
}


class StopError(Exception):
    """The command cannot go on: what to say, and the exit code."""

    def __init__(self, message: str, code: int = USAGE) -> None:
        super().__init__(message)
        self.code = code


def add_today(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--today", type=_day, metavar="DATE", help="stands in for the day wherever a day matters")


def _day(text: str) -> date:
    from tui.tree.answers import parse_date

    day = parse_date(text)
    if day is None:
        raise argparse.ArgumentTypeError(f"'{text}' is not a date: write yyyy-mm-dd")
    return day


def now(args: argparse.Namespace) -> date:
    if args.today is not None:
        return args.today  # type: ignore[no-any-return]  # what `_day` made
    from datetime import date

    return date.today()


def find_tree(name: str, today: date) -> Choice:
    """The tree that TREE means, read."""
    from tui.check.read import read_choice
    from tui.tree.files import CannotReadError
    from tui.tree.library import NoTree, find

    found = find(name)
    if isinstance(found, NoTree):
        from tui.problems.nearest import nearest

        close = nearest(name, COMMANDS, most=1) if "did you mean" not in found.message else []
        raise StopError(f"{found.message}{f' (or the command {close[0]}?)' if close else ''}")
    try:
        choice = read_choice(found, today)
    except CannotReadError as error:
        raise StopError(str(error)) from None
    _refuse_errors(choice)
    return choice


def file_of(path: str) -> str:
    """The file that a PATH means which is no folder; a name from the list stands for its file where no file has it."""
    from tui.tree.library import SCENARIOS, NoTree, find

    no_tree = os.path.splitext(path)[0].endswith(SCENARIOS)
    found = find(path) if no_tree or not os.path.exists(path) else None
    if isinstance(found, NoTree):
        raise StopError(found.message)
    return path if found is None else found.path


def _refuse_errors(choice: Choice) -> None:
    """Stop where a tree has errors, which are shown; nobody is talked through a tree that could lie."""
    loaded = choice.loaded
    assert loaded is not None
    if loaded.fragment:
        raise StopError(f"{choice.path} is a fragment, which only other trees use", ERRORS)
    if loaded.tree is not None:
        return
    from tui.problems.problem import Severity

    errors = [problem for problem in loaded.problems if problem.severity is Severity.ERROR]
    show_problems(errors, sys.stderr)
    raise StopError(f"{choice.name} has {len(errors)} error{'s' if len(errors) > 1 else ''}", ERRORS)


def show_problems(problems: Sequence[Problem], stream: TextIO) -> None:
    from rich.console import Console

    from tui.problems.frame import human

    console = Console(file=stream, soft_wrap=True, highlight=False, markup=False, emoji=False)
    for problem in problems:
        console.print(human(problem))


def begin(choice: Choice, words: Sequence[str], today: date) -> Interview:
    """An interview with answers given beforehand; what is wrong with them stops the command."""
    from tui.interview.given import off_the_route, read_given, refused_here
    from tui.interview.interview import Interview
    from tui.interview.offer import Refused

    assert choice.loaded is not None
    tree = choice.loaded.tree
    assert tree is not None
    given = read_given(tree, words)
    if isinstance(given, Refused):
        raise StopError(given.message)
    interview = Interview.start(tree, today, given)
    refused = refused_here(interview)
    if refused is not None:
        raise StopError(f"{interview.place}: {refused.message}")
    for id in off_the_route(interview):
        print(f"note: '{id}' is not asked on this way; its answer is set aside", file=sys.stderr)
    return interview


def width() -> int:
    """The width of plain text: that of the terminal, and never wider than reads well."""
    from shutil import get_terminal_size

    return min(80, get_terminal_size().columns)
