"""`whichway new`: a first tree file."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from tui.cli.common import OK, StopError, add_today, now


def prepare(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    parser.add_argument("name", metavar="NAME", help="the name of the tree, which is that of its file; or a path")
    add_today(parser)
    return _new


def _new(args: argparse.Namespace) -> int:
    import shlex

    from tui.author.new import CannotWriteError, write_new

    try:
        new = write_new(args.name, now(args))
    except CannotWriteError as error:
        raise StopError(str(error)) from None
    tree, schema = shlex.quote(new.tree), shlex.quote(new.schema)
    if not new.schema_was_there:
        print(f"wrote {tree}, a small tree to change into your own, and {schema} for your editor")
    elif new.schema_differs:
        print(f"wrote {tree}, a small tree to change into your own; {schema} is older: 'whichway schema > {schema}'")
    else:
        print(f"wrote {tree}, a small tree to change into your own")
    print(f"talk to it while you change it:  whichway run {tree} --watch")
    print(f"see whether it is right:         whichway check {tree}")
    return OK
