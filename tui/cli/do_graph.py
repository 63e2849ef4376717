"""`whichway graph`: a tree as a drawing."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from tui.cli.common import OK, add_today, find_tree, now, width

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from tui.tree.model import Tree


def prepare(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    parser.add_argument("tree", metavar="TREE", help="a name from 'whichway list', or a path")
    parser.add_argument("--format", choices=("text", "mermaid", "dot"), default="text",
                        help="text for the terminal, mermaid for GitHub, dot for Graphviz")
    add_today(parser)
    return _graph


def _graph(args: argparse.Namespace) -> int:
    choice = find_tree(args.tree, now(args))
    assert choice.loaded is not None
    tree = choice.loaded.tree
    assert tree is not None
    if args.format == "mermaid":
        _print_mermaid(tree)
    elif args.format == "dot":
        from tui.author.graph_to_dot import as_dot

        print(as_dot(tree), end="")
    else:
        _print_text(tree)
    return OK


def _print_text(tree: Tree) -> None:
    from tui.author.graph_to_text import drawn, words
    from tui.report.wrap import wrap

    room = width()
    for line in drawn(tree):
        print(wrap(words(tree, line), room, line.first, line.rest))


def _print_mermaid(tree: Tree) -> None:
    from tui.author.graph_to_mermaid import MOST_CHARACTERS, MOST_EDGES, as_mermaid

    made = as_mermaid(tree)
    print(made, end="")
    if made.count(" -->|") > MOST_EDGES or len(made) > MOST_CHARACTERS:
        sys.stdout.flush()
        print(f"note: GitHub draws at most {MOST_EDGES} arrows and {MOST_CHARACTERS:,} characters, "
              "and this is more; --format dot has no such limits", file=sys.stderr)
