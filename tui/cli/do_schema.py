"""`whichway schema`: the format as a JSON Schema, for editors."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from tui.cli.common import OK


def prepare(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    parser.description = f"{parser.description} Save it as a file and name it to your editor; 'whichway new' does both."
    return _schema


def _schema(_args: argparse.Namespace) -> int:
    from tui.author.schema import as_json

    print(as_json(), end="")
    return OK
