"""`whichway answer`: no conversation, the recommendation or the next question."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from tui.cli.common import ERRORS, MORE, OK, StopError, add_today, begin, find_tree, now, width


def prepare(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    parser.add_argument("tree", metavar="TREE", help="a name from 'whichway list', or a path")
    parser.add_argument("answers", metavar="QUESTION=ANSWER", nargs="*", default=[],
                        help="an option's id, ids joined by commas or none, a number, a date, or unknown")
    parser.add_argument("--format", choices=("text", "markdown", "html", "json"), default="text")
    add_today(parser)
    return _answer


def _answer(args: argparse.Namespace) -> int:
    today = now(args)
    interview = begin(find_tree(args.tree, today), args.answers, today)
    at = f" at '{interview.place}'" if interview.place else ""
    done = interview.outcome is not None or interview.depends
    if interview.stuck:
        raise StopError(f"there is no way on for this person{at}, which is a slip in the tree", ERRORS)
    if args.format == "json":
        from tui.report.to_json import last_object, written

        print(written(last_object(interview)))
    else:
        from tui.report.forms import end_page
        from tui.report.forms import written as page_written
        from tui.report.page import question_page

        page = end_page(interview) if done else question_page(interview)
        sys.stdout.write(page_written(page, args.format, width()))
    return OK if done else MORE
