"""Reading a tree: every problem collected, and the tree where no error stands in its way."""

from __future__ import annotations

import gc

from tui.problems.frozen import Frozen
from tui.problems.nearest import Sparing
from tui.problems.problem import Problem, has_errors
from tui.tree.builder import build_tree
from tui.tree.causes import causes
from tui.tree.files import Content, FilePath, content_of_text, read_content
from tui.tree.model import Tree


class Loaded(Frozen):
    """What reading gave: the tree, where there is one, and every problem, in the order of the file.

    `paths` are the files that it looked for.
    """

    tree: Tree | None
    problems: tuple[Problem, ...]
    fragment: bool = False
    paths: tuple[str, ...] = ()


def read_tree(path: FilePath, name: str | None = None) -> Loaded:
    """Read a tree's file and all it includes; raises CannotReadError where the file itself cannot be had."""
    with NoCollector():
        return _load(read_content(path, name))


def read_tree_text(text: str, name: str = "tree.yaml") -> Loaded:
    """Read a tree from a text; its includes are not looked for."""
    with NoCollector():
        return _load(content_of_text(text, name))


class NoCollector:
    """Reading makes many objects and no garbage: the collector would walk them again and again for nothing."""

    def __enter__(self) -> None:
        self.was_on = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        if self.was_on:
            # Frozen and thawed, what was made counts as old, and the next small collection does not walk all of it.
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def _load(content: Content) -> Loaded:
    with Sparing():
        tree = build_tree(content, content.main) if content.main is not None else None
    problems = causes(content)
    first = content.main.file if content.main is not None else None
    problems = sorted(problems, key=lambda p: (p.place.file is not first, p.place.file.name, p.place.start))
    good = tree is not None and not content.fragment and not has_errors(problems)
    return Loaded(tree if good else None, tuple(problems), content.fragment, tuple(content.paths))
