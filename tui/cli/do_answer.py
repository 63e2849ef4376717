"""`whichway answer`: no conversation, the recommendation or the next question."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from tui.cli.common import ERRORS, MORE, OK, StopError, add_today, begin, find_tree, now, width


def prepare(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    parser.add_argument("tree", metavar="TREE", help="a name from 'whichway list', or a path")
    parser.add_argument("answers", metavar="QUESTION=ANSWER", nargs="*", default=[],
                        help="an option's id, ids joined by commas or none, a number, or a date")
    parser.add_argument("--format", choices=("text", "markdown", "html", "json"), default="text")
    add_today(parser)
    return _answer


def _answer(args: argparse.Namespace) -> int:
    today = now(args)
    interview = begin(find_tree(args.tree, today), args.answers, today)
    done = interview.outcome is not None or interview.depends
    if args.format == "json":
        from tui.report.to_json import last_object, written

        print(written(last_object(interview)))
    else:
        from tui.interview.recommendation import recommend
        from tui.interview.whatif import depends
        from tui.report.forms import written as page_written
        from tui.report.page import depends_page, question_page, recommendation_page

        found, open_end = recommend(interview), depends(interview)
        if found is not None:
            page = recommendation_page(found)
        else:
            page = question_page(interview) if open_end is None else depends_page(interview, open_end)
        sys.stdout.write(page_written(page, args.format, width()))
    if interview.stuck:
        raise StopError(f"the question '{interview.place}' offers this person no answer", ERRORS)
    return OK if done else MORE
