"""From disk to records: a tree's file, the files it includes, and the border where text that could hurt is refused."""

from __future__ import annotations

import os
import re

from tui.problems.frozen import Frozen
from tui.problems.hurtful import clean, hurtful, hurtful_in
from tui.problems.problem import File, Place, Problem, Related
from tui.tree.compose import compose
from tui.tree.format import FRAGMENT, SCENARIOS, TREE, Shape
from tui.tree.nodes import Mapping, Node, Scalar
from tui.tree.record import Record
from tui.tree.shapes import Shaper

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from typing import Any

LARGEST = 64 * 1024 * 1024
"""Bytes in a file."""

MOST_HURTFUL = 5
"""Characters that could hurt of which a file's author is told; whoever has that many has more, and knows by then."""

_FRAGMENT = r"""(?m)^[{ ]*["']?fragment["']? *:"""

SHARED = ("sources", "terms", "lists", "facts", "claims", "questions", "outcomes")

FilePath = str | os.PathLike[str]


class CannotReadError(Exception):
    """A file that is not there, not a file, too large, or not ours to read."""


class Entry(Frozen):
    """Something that a file declares under an id."""

    key: Scalar
    value: Any
    file: File

    @property
    def place(self) -> Place:
        return Place(self.file, self.key.start, self.key.end)


class Content:
    """What a tree's files hold together.

    `whole` is whether every file could be read to its end; where not, a missing name proves nothing. `lost` are ids
    that were there and could not be read, and, with a colon, keys whose whole map could not. `paths` are the files that
    were looked for.
    """

    def __init__(self) -> None:
        self.main: Record | None = None
        self.fragment = False
        self.shared: dict[str, dict[str, Entry]] = {name: {} for name in SHARED}
        self.scenarios: list[Record] = []
        self.problems: list[Problem] = []
        self.whole = True
        self.lost: set[str] = set()
        self.paths: list[str] = []


def read_bytes(path: FilePath, name: str | None = None) -> bytes:
    """A file's bytes; raises CannotReadError with a plain sentence."""
    name = clean(name or os.fspath(path))
    try:
        if os.path.isdir(path):
            raise CannotReadError(f"{name} is a folder, not a file")
        if os.path.exists(path) and not os.path.isfile(path):
            raise CannotReadError(f"{name} is not an ordinary file")
        if os.stat(path).st_size > LARGEST:
            raise CannotReadError(f"{name} is larger than 64 MB, which no tree needs")
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        raise CannotReadError(f"there is no file {name}") from None
    except PermissionError:
        raise CannotReadError(f"{name} may not be read by you") from None
    except (OSError, ValueError) as error:
        raise CannotReadError(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}") from None


def decode(name: str, raw: bytes, content: Content) -> File:
    """A file's text, with what could hurt reported and replaced, one character for one."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        file = File(name, clean(raw.decode("utf-8", errors="replace").removeprefix("\ufeff")))
        at = len(raw[:error.start].decode("utf-8", errors="replace").removeprefix("\ufeff"))
        content.whole = False
        content.problems.append(Problem("not-utf8", "the file is not UTF-8 from here on", Place(file, at, at + 1),
                                        "save it as UTF-8 in your editor" + (
                                            ", if it is a text at all" if b"\0" in raw else "")))
        return file
    text = text.removeprefix("\ufeff")
    found = list(hurtful_in(text))
    file = File(name, clean(text) if found else text)
    for match in found[:MOST_HURTFUL]:
        content.problems.append(hurtful(match.group(), Place(file, match.start(), match.end())))
    return file


def read_content(path: FilePath, name: str | None = None) -> Content:
    """Read a tree's file and everything it includes; raises CannotReadError only for the file itself."""
    content = Content()
    content.paths.append(os.fspath(path))
    file = decode(name or os.fspath(path), read_bytes(path, name), content)
    content.fragment = _is_fragment(file)
    content.main = _read(file, FRAGMENT if content.fragment else TREE, content)
    if content.main is not None:
        _include(content.main, path, content)
        content.scenarios += content.main.get("scenarios") or []
        _read_scenarios_beside(path, content)
    return content


def content_of_text(text: str, name: str = "tree.yaml") -> Content:
    """The content of a tree that is not on disk, and so includes nothing."""
    content = Content()
    content.main = _read(decode(name, text.encode("utf-8", errors="surrogatepass"), content), TREE, content)
    if content.main is not None:
        _merge(content.main, content)
        content.scenarios += content.main.get("scenarios") or []
    return content


def _is_fragment(file: File) -> bool:
    # Most files do not have the word at all, which `in` sees much sooner than the pattern.
    return "fragment" in file.text and re.search(_FRAGMENT, file.text) is not None


_BEGIN = {
    TREE: "begin with 'whichway: 1', 'title:' and 'start:', each on a line of its own",
    FRAGMENT: "begin with 'whichway: 1' and 'fragment: yes', each on a line of its own",
    SCENARIOS: "begin with 'scenarios:', and under it a scenario with '- name:'"}


def _read(file: File, shape: Shape, content: Content) -> Record | None:
    """A file's content in its shape. What was read before a slip in the YAML has been checked, but is not used."""
    if any(problem.code == "not-utf8" and problem.place.file is file for problem in content.problems):
        return None

    read: list[Record | None] = []

    def shape_of(root: Node) -> Record | None:
        if isinstance(root, Mapping):
            read.append(Shaper(file, content.problems, content.lost).record(shape, root, None))
            return read[0]
        if isinstance(root, Scalar) and root.style == "alias":
            return None
        place = Place(file, root.start, max(file.end_of_line(root.start, root.end), root.start + 1))
        content.problems[:] = [p for p in content.problems if p.code != "control-character" or p.place.file is not file]
        content.problems.append(Problem("wrong-shape", "this file is not a tree", place, _BEGIN[shape]))
        return None

    before = len(content.problems)
    record = compose(file, content.problems, shape_of, _BEGIN[shape])
    content.whole = content.whole and record is not None
    found = content.problems[before:]
    if record is None or any(problem.code == "second-document" for problem in found):
        # What is missing may stand in the part that was not read.
        content.whole = False
        first = read[0].place() if read and read[0] is not None else None
        content.problems[before:] = [p for p in found if p.code != "missing-key" or p.place != first]
    return record


def _include(main: Record, path: FilePath, content: Content) -> None:
    """Bring in the included files, each once, depth first; ways in a circle are refused."""
    folder = os.path.dirname(path)
    _merge(main, content)
    trail: list[str] = [os.path.realpath(path)]
    done = set(trail)
    stack = [(main, folder, iter(main.get("include") or []))]
    while stack:
        record, folder, names = stack[-1]
        wanted = next(names, None)
        if wanted is None:
            stack.pop()
            trail.pop()
            continue
        place = Place(record.file, wanted.start, wanted.end)
        target = os.path.join(folder, wanted.value)
        real = os.path.realpath(target)
        inside = os.path.realpath(folder)
        if os.path.isabs(wanted.value) or not real.startswith(inside.rstrip(os.sep) + os.sep):
            content.whole = False
            content.problems.append(Problem("bad-include", f"'{wanted.value}' is not in this folder or below it", place,
                                            "move the file beside the tree"))
        elif real in trail:
            content.problems.append(Problem("include-circle", f"'{wanted.value}' includes this file in turn", place,
                                            "take one of the two includes out"))
        elif real not in done:
            done.add(real)
            content.paths.append(target)
            part = _read_fragment(target, _beside(record.file.name, wanted.value), place, content)
            if part is not None:
                _merge(part, content)
                trail.append(real)
                stack.append((part, os.path.dirname(target), iter(part.get("include") or [])))


def _beside(name: str, included: str) -> str:
    return os.path.normpath(os.path.join(os.path.dirname(name), included))


def _read_fragment(path: FilePath, name: str, place: Place, content: Content) -> Record | None:
    try:
        raw = read_bytes(path, name)
    except CannotReadError as error:
        content.whole = False
        content.problems.append(Problem("bad-include", str(error), place,
                                        "check the name; it counts from this file's folder"))
        return None
    file = decode(name, raw, content)
    if not _is_fragment(file):
        before = len(content.problems)
        if _read(file, FRAGMENT, content) is None:
            # What it is cannot be told, but what is wrong with it.
            return None
        content.whole = False
        content.problems[before:] = []
        content.problems.append(Problem(
            "bad-include", f"{name} has no 'fragment: yes', so it is not there to be included", place,
            "add 'fragment: yes' to it, and take out its title, start and scenarios"))
        return None
    record = _read(file, FRAGMENT, content)
    if record is not None and record.get("fragment") is False:
        content.problems.append(Problem("bad-value", "a file that is included says 'fragment: yes'",
                                        record.place("fragment"), "write 'fragment: yes'"))
    return record


def _merge(record: Record, content: Content) -> None:
    for name in SHARED:
        into = content.shared[name]
        for id, (key, value) in (record.get(name) or {}).items():
            entry = Entry(key, value, record.file)
            if id in into:
                content.problems.append(Problem("duplicate-id", f"'{id}' is defined twice under {name}", entry.place,
                                                "take one of them out, or give it another name",
                                                related=(Related(into[id].place, "it is defined here already"),)))
            else:
                into[id] = entry


def _read_scenarios_beside(path: FilePath, content: Content) -> None:
    beside = os.path.splitext(path)[0] + ".scenarios.yaml"
    content.paths.append(beside)
    if content.fragment or not os.path.exists(beside):
        return
    assert content.main is not None
    name = os.path.join(os.path.dirname(content.main.file.name), os.path.basename(beside))
    try:
        raw = read_bytes(beside, name)
    except CannotReadError as error:
        content.problems.append(Problem("bad-include", str(error), content.main.place(),
                                        "the scenarios of this tree stand there: let it be a file that you may read"))
        return
    record = _read(decode(name, raw, content), SCENARIOS, content)
    if record is not None:
        content.scenarios += record.get("scenarios") or []
