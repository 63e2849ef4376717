"""The trees that can be named: those that come with the program, then those of the current folder and its `trees`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tui.problems.frozen import frozen, replaced
from tui.problems.hurtful import clean
from tui.problems.nearest import nearest
from tui.tree.reader import Loaded, read_tree
from tui.tree.text import Words

ENDINGS = (".yaml", ".yml")
_PACKAGE = Path(__file__).resolve().parents[1]
# Files of other programs end in .yaml too; a glance at the beginning tells a tree from them without reading it.
_GLANCE = 65_536
_IS_TREE = re.compile(r"""^[{ ]*["']?whichway["']?\s*:""", re.MULTILINE)
_IS_FRAGMENT = re.compile(r"""^[{ ]*["']?fragment["']?\s*:\s*(?:yes|true)\b""", re.MULTILINE)
_TITLE = re.compile(r"""^title: +["']?([^\s"'>|].*?)["']?\s*$""", re.MULTILINE)


@frozen
class Choice:
    """A tree that can be chosen: its name, its file, and what reading the file gave, once it has been read."""

    name: str
    path: Path
    loaded: Loaded | None = None
    bundled: bool = False
    glance: str = ""
    """The title, as far as a glance at the file tells."""

    @property
    def key(self) -> str:
        """What tells this tree from all others, wherever the program is started."""
        return self.name if self.bundled else str(self.path.resolve())

    @property
    def title(self) -> str:
        """The title of the tree; empty where it cannot be told."""
        tree = self.loaded.tree if self.loaded is not None else None
        if tree is None:
            return self.glance
        return "".join(piece.text for piece in tree.title.pieces if isinstance(piece, Words))

    def read(self) -> Choice:
        """The same with its file read; raises CannotRead where the file cannot be had."""
        return replaced(self, loaded=read_tree(self.path, shown_path(self.path)))


@frozen
class NoTree:
    """Why a word names no tree, in a sentence."""

    message: str


def choices() -> tuple[Choice, ...]:
    """Every tree that can be named, bundled ones first; none of them is read yet."""
    found: dict[str, Choice] = {}
    seen: set[Path] = set()
    for folder, bundled in ((bundled_folder(), True), (Path(), False), (Path("trees"), False)):
        for path in _trees_of(folder):
            real = path.resolve()
            # In a folder for trees everything is meant as one, however broken it is.
            glance = _glance(path, anything=folder != Path())
            if real in seen or glance is None:
                continue
            seen.add(real)
            # A name that is taken leaves the path, which always works.
            name = path.stem if path.stem not in found else os.path.join(".", path)
            found[name] = Choice(name, path, bundled=bundled, glance=glance)
    return tuple(found.values())


def find(tree: str) -> Choice | NoTree:
    """The tree that TREE means: a path where it has a slash or ends in .yaml or .yml, a name otherwise."""
    if is_path(tree):
        path = Path(tree).expanduser()
        if path.is_dir():
            return NoTree(f"{clean(tree)} is a folder; name one of the trees in it")
        if not path.exists():
            beside = [str(other) for other in _trees_of(path.parent)]
            return NoTree(f"there is no file {clean(tree)}{_hint(str(path), beside)}")
        bundled = bundled_folder()
        return Choice(path.stem, path, bundled=path.resolve().parent == bundled.resolve())
    known = {choice.name: choice for choice in choices()}
    if tree in known:
        return known[tree]
    return NoTree(f"there is no tree '{clean(tree)}'{_hint(tree, known)}")


def is_path(word: str) -> bool:
    """Whether a word is a path and not a name."""
    return "/" in word or os.sep in word or word.lower().endswith(ENDINGS)


def trees_in(folder: Path) -> tuple[Path, ...]:
    """The files of a folder that could be trees, in order; scenarios that lie beside one are not among them."""
    return tuple(_trees_of(folder))


def bundled_folder() -> Path:
    """Where the bundled trees lie: within the package where it was installed, beside it in a checkout."""
    installed = _PACKAGE / "bundled"
    return installed if installed.is_dir() else _PACKAGE.parent / "trees"


def shown_path(path: Path) -> str:
    """A path as the user would write it: as it stands, or from here where it lies below."""
    if not path.is_absolute():
        return str(path)
    try:
        return str(path.relative_to(Path.cwd()))
    except (OSError, ValueError):
        return str(path)


def _hint(word: str, known: Iterable[str]) -> str:
    close = nearest(word, known, most=1)
    return f"; did you mean '{clean(close[0])}'?" if close else "; 'whichway list' lists those that can be named"


def _trees_of(folder: Path) -> Iterator[Path]:
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
    except OSError:
        return
    yield from (path for path in files if not path.stem.endswith(".scenarios") and path.is_file())


def _glance(path: Path, anything: bool) -> str | None:
    """The title of a tree (empty where it cannot be told); None for a fragment, or what does not look like a tree."""
    try:
        with path.open("rb") as file:
            head = file.read(_GLANCE).decode("utf-8", errors="replace")
    except OSError:
        return "" if anything else None
    if (not anything and _IS_TREE.search(head) is None) or _IS_FRAGMENT.search(head) is not None:
        return None
    title = _TITLE.search(head)
    return clean(title[1]) if title is not None else ""
