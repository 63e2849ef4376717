"""The trees that can be named: those that come with the program, then those of the current folder and its `trees`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from tui.problems.frozen import Frozen, replaced
from tui.problems.hurtful import clean
from tui.problems.nearest import nearest
from tui.tree.reader import Loaded, read_tree
from tui.tree.text import Words

ENDINGS = (".yaml", ".yml")
SCENARIOS = ".scenarios"
"""What stands before the ending in the name of a file of scenarios."""
_PACKAGE = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
# Files of other programs end in .yaml too; a glance at the beginning tells a tree from them without reading it.
_GLANCE = 65_536
_IS_TREE = r"""(?m)^[{ ]*["']?whichway["']?\s*:"""
_IS_FRAGMENT = r"""(?m)^[{ ]*["']?fragment["']?\s*:\s*(?:yes|true)\b"""
_TITLE = r"""(?m)^title: +["']?([^\s"'>|\[{&*!].*?)["']?\s*$"""


class Choice(Frozen):
    """A tree that can be chosen: its name, its file, and what reading the file gave, once it has been read."""

    name: str
    path: str
    loaded: Loaded | None = None
    bundled: bool = False
    glance: str = ""
    """The title, as far as a glance at the file tells."""

    @property
    def key(self) -> str:
        """What tells this tree from all others, wherever the program is started."""
        return self.name if self.bundled else os.path.realpath(self.path)

    @property
    def title(self) -> str:
        """The title of the tree; empty where it cannot be told."""
        tree = self.loaded.tree if self.loaded is not None else None
        if tree is None:
            return self.glance
        return "".join(piece.text for piece in tree.title.pieces if isinstance(piece, Words))

    def read(self) -> Choice:
        """The same with its file read; raises CannotReadError where the file cannot be had."""
        return replaced(self, loaded=read_tree(self.path, shown_path(self.path)))


class NoTree(Frozen):
    """Why a word names no tree, in a sentence."""

    message: str


def choices() -> tuple[Choice, ...]:
    """Every tree that can be named, bundled ones first; none of them is read yet."""
    found: dict[str, Choice] = {}
    seen: set[str] = set()
    for folder, bundled in ((bundled_folder(), True), ("", False), ("trees", False)):
        for path in trees_in(folder):
            real = os.path.realpath(path)
            # In a folder of trees a broken file is a broken tree; elsewhere it is somebody else's file.
            glance = _glance(path, anything=bool(folder))
            if real in seen or glance is None:
                continue
            seen.add(real)
            # A name that is taken leaves the path, which always works.
            name = _stem(path) if _stem(path) not in found else _shown(os.path.join(".", path))
            if name != _stem(path) and _same(path, found[_stem(path)].path):
                continue
            found[name] = Choice(name, path, bundled=bundled, glance=glance)
    return tuple(found.values())


def find(tree: str) -> Choice | NoTree:
    """The tree that TREE means: a path where it has a slash or ends in .yaml or .yml, a name otherwise."""
    bundled = bundled_folder()
    if is_path(tree):
        path = os.path.expanduser(tree)
        if os.path.isdir(path):
            return NoTree(f"{clean(tree)} is a folder; name one of the trees in it")
        if _stem(path).endswith(SCENARIOS):
            return NoTree(f"{clean(tree)} has the scenarios of a tree; name the tree itself")
        if not os.path.exists(path):
            return NoTree(f"there is no file {clean(tree)}{_hint(path, trees_in(os.path.dirname(path)))}")
        return Choice(_stem(path), path, bundled=os.path.dirname(os.path.realpath(path)) == os.path.realpath(bundled))
    # Bundled names come first, so that there is no need to look at all the others.
    path = os.path.join(bundled, f"{tree}.yaml")
    if os.path.isfile(path) and _glance(path, anything=True) is not None:
        return Choice(tree, path, bundled=True)
    known = {choice.name: choice for choice in choices()}
    if tree in known:
        return known[tree]
    if os.path.isdir(tree):
        return NoTree(f"{clean(tree)} is a folder; name one of the trees in it")
    return NoTree(f"there is no tree '{clean(tree)}'{_hint(tree, known)}")


def is_path(word: str) -> bool:
    """Whether a word is a path and not a name."""
    return "/" in word or os.sep in word or word.lower().endswith(ENDINGS)


def trees_in(folder: str) -> tuple[str, ...]:
    """The files of a folder that could be trees, in order; scenarios that lie beside one are not among them."""
    try:
        names = sorted(os.listdir(folder or "."))
    except OSError:
        return ()
    paths = [os.path.join(folder, name) for name in names
             if name.lower().endswith(ENDINGS) and not _stem(name).endswith(SCENARIOS)]
    return tuple(path for path in paths if os.path.isfile(path))


def stamp(path: str) -> object:
    """What changes when a file does, or when trees come into a folder or leave it; None where there is nothing."""
    try:
        if os.path.isdir(path):
            return trees_in(path)
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def bundled_folder() -> str:
    """Where the bundled trees lie: within the package where it was installed, beside it in a checkout."""
    installed = os.path.join(_PACKAGE, "bundled")
    return installed if os.path.isdir(installed) else os.path.join(os.path.dirname(_PACKAGE), "trees")


def shown_path(path: str) -> str:
    """A path as the user would write it: as it stands, or from here where it lies below."""
    if not os.path.isabs(path):
        return path
    try:
        inside = os.path.relpath(path)
    except (OSError, ValueError):
        return path
    return path if inside.startswith(os.pardir) else inside


def _same(path: str, other: str) -> bool:
    """Whether two files hold the same: a copy of a bundled tree is no other tree."""
    try:
        with open(path, "rb") as one, open(other, "rb") as two:
            return one.read() == two.read()
    except OSError:
        return False


def _stem(path: str) -> str:
    return _shown(os.path.splitext(os.path.basename(path))[0])


def _shown(name: str) -> str:
    """A file's name on one line, without anything that a terminal would obey."""
    return re.sub(r"\s", " ", clean(name))


def _hint(word: str, known: Iterable[str]) -> str:
    close = nearest(word, known, most=1)
    return f"; did you mean '{clean(close[0])}'?" if close else "; 'whichway list' lists those that can be named"


def _glance(path: str, anything: bool) -> str | None:
    """The title of a tree (empty where it cannot be told); None for a fragment, or what does not look like a tree."""
    try:
        with open(path, "rb") as file:
            head = file.read(_GLANCE).decode("utf-8", errors="replace")
    except OSError:
        return "" if anything else None
    if (not anything and re.search(_IS_TREE, head) is None) or (
            "fragment" in head and re.search(_IS_FRAGMENT, head) is not None):
        return None
    title = re.search(_TITLE, head)
    return clean(title[1]) if title is not None else ""
