"""Reading a tree and seeing that it is sound, as everything does that talks somebody through it."""

from __future__ import annotations

from datetime import date

from tui.check.sound import unsound
from tui.problems.frozen import replaced
from tui.problems.problem import has_errors
from tui.tree.files import FilePath
from tui.tree.library import Choice
from tui.tree.reader import Loaded, NoCollector, read_tree


def read_sound(path: FilePath, name: str, today: date) -> Loaded:
    """A tree that can be talked through, or why not; raises CannotReadError where the file itself cannot be had."""
    return _seen_through(read_tree(path, name), today)


def read_choice(choice: Choice, today: date) -> Choice:
    """The same for a tree that was chosen."""
    read = choice.read()
    assert read.loaded is not None
    return replaced(read, loaded=_seen_through(read.loaded, today))


def read_checked(path: FilePath, name: str, today: date) -> Loaded:
    """A tree and everything that `check` has to say about it; raises CannotReadError where the file cannot be had."""
    # Not above: whoever talks somebody through a tree needs none of it.
    from tui.check.rules import problems
    from tui.check.survey import Survey
    from tui.check.switches import left, misnamed

    loaded = read_tree(path, name)
    tree = loaded.tree
    if tree is None:
        return loaded
    with NoCollector():
        found = [*loaded.problems, *misnamed(tree), *problems(Survey(tree, today))]
    main = tree.title.at.file
    found = sorted(left(tree, found), key=lambda p: (p.place.file is not main, p.place.file.name, p.place.start))
    return replaced(loaded, tree=None if has_errors(found) else tree, problems=tuple(found))


def _seen_through(loaded: Loaded, today: date) -> Loaded:
    if loaded.tree is None:
        return loaded
    found = unsound(loaded.tree, today)
    return replaced(loaded, tree=None if has_errors(found) else loaded.tree, problems=(*loaded.problems, *found))
