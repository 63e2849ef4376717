"""`whichway explain`: what a problem means."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from tui.cli.common import OK, StopError


def prepare(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    parser.add_argument("code", metavar="CODE", nargs="?", help="the word in brackets behind 'error' or 'warning'")
    return _explain


def _explain(args: argparse.Namespace) -> int:
    from tui.problems.pages import codes, page

    if args.code is None:
        known = codes()
        width = max(len(code) for code in known)
        for code in known:
            found = page(code)
            assert found is not None
            print(f"{code:<{width}}  {' '.join(found.text.split()).split('. ')[0].rstrip('.')}.")
        return OK
    found = page(args.code)
    if found is None:
        from tui.problems.nearest import nearest

        close = nearest(args.code, codes(), most=1) or [
            code for code in codes() if args.code.lower() in code.split("-")]
        raise StopError(f"there is no problem called '{args.code}'; " + (
            f"did you mean '{close[0]}'?" if len(close) == 1 else
            f"did you mean one of {', '.join(close)}?" if close else "'whichway explain' lists them all"))
    print(found.markdown.rstrip())
    return OK
