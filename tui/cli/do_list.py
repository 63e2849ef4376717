"""`whichway list`: the trees that can be named."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from tui.cli.common import OK


def prepare(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    parser.add_argument("--format", choices=("human", "json"), default="human")
    return _list


def _list(args: argparse.Namespace) -> int:
    from datetime import date

    from tui.check.read import read_choice
    from tui.tree.files import CannotReadError
    from tui.tree.library import choices

    today = date.today()
    rows = []
    for choice in choices():
        try:
            loaded = read_choice(choice, today).loaded
        except CannotReadError:
            loaded = None
        tree = loaded.tree if loaded is not None else None
        rows.append({"name": choice.name, "title": choice.title, "path": choice.path, "bundled": choice.bundled,
                     "questions": len(tree.questions) if tree is not None else None,
                     "outcomes": len(tree.outcomes) if tree is not None else None})
    if args.format == "json":
        import json

        print(json.dumps(rows, ensure_ascii=False))
        return OK
    width = max((len(str(row["name"])) for row in rows), default=0)
    for row in rows:
        size = "has errors"
        if row["questions"] is not None:
            size = ", ".join(f"{row[what]} {what if row[what] != 1 else what[:-1]}"
                             for what in ("questions", "outcomes"))
        print(f"{row['name']:<{width}}  {row['title'] or '(no title)'} ({size})")
    return OK
