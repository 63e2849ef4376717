"""Answers on disk: one small file an interview, in the platform's state folder, readable by its owner alone."""

from __future__ import annotations

import os
import re
import sys
import zlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from tui.interview.given import answers_of
from tui.interview.interview import Interview
from tui.problems.frozen import Frozen
from tui.tree.answers import parse_date
from tui.tree.model import Tree
from tui.tree.written import write_answer

MOST_KEPT = 20
"""Interviews kept for one tree; older ones are removed."""


def state_folder() -> Path:
    """The folder in which this platform wants programs to keep their state."""
    home = Path.home()
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "whichway"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "whichway"
    # https://specifications.freedesktop.org/basedir-spec/: a relative path is invalid and ignored.
    given = os.environ.get("XDG_STATE_HOME", "")
    return (Path(given) if os.path.isabs(given) else home / ".local" / "state") / "whichway"


class SavedInterview(Frozen):
    """An interview as it lies on disk: its answers in their written form, in the order given."""

    path: Path
    began: date
    answers: Mapping[str, str]
    done: bool

    def interview(self, tree: Tree) -> Interview:
        """The interview of this tree as far as its answers still lead."""
        return Interview.start(tree, self.began, answers_of(tree, self.answers))


class Keeper:
    """Keeps one interview of one tree on disk; `key` tells trees apart (a bundled name, or a full path)."""

    def __init__(self, key: str) -> None:
        slug = re.sub(r"[^a-z0-9]+", "-", Path(key).stem.lower()).strip("-")[:40] or "tree"
        self._stem = f"{slug}-{zlib.crc32(os.fsencode(key)):08x}"
        self._path: Path | None = None
        self._replaces: Path | None = None

    def latest(self) -> SavedInterview | None:
        """The interview of this tree that was saved last, if it has any answer."""
        for path in self._files():
            saved = _read(path)
            if saved is not None and saved.answers:
                return saved
        return None

    def go_on(self, saved: SavedInterview) -> None:
        """Take a saved interview up: the next save replaces its file by one of our own."""
        # A file of its own even then: the old one may still be open in another window.
        self._path, self._replaces = None, saved.path

    def begin_anew(self) -> None:
        """The next save goes to a new file."""
        self._path = self._replaces = None

    def save(self, interview: Interview) -> str | None:
        """Write an interview down; a plain sentence where that is not possible."""
        import json

        questions = interview.tree.questions
        given = {**interview.answers, **interview.kept}
        text = json.dumps({
            "whichway": 1, "began": interview.today.isoformat(), "done": interview.outcome is not None,
            "answers": {id: write_answer(questions[id], answer) for id, answer in given.items()},
        }, ensure_ascii=False, indent=1)
        try:
            folder = state_folder()
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._path is None:
                self._path = folder / f"{self._stem}-{os.urandom(6).hex()}.json"
                self._forget_old()
            _write(self._path, text)
            if self._replaces is not None:
                self._replaces.unlink(missing_ok=True)
                self._replaces = None
        except (OSError, RuntimeError) as error:
            return f"Your answers cannot be saved ({getattr(error, 'strerror', None) or error}); all else works."
        return None

    def _files(self) -> list[Path]:
        """This tree's files, the newest first."""
        try:
            found = [(path.stat().st_mtime_ns, path) for path in state_folder().glob(f"{self._stem}-*.json")]
        except (OSError, RuntimeError):
            return []
        return [path for _, path in sorted(found, reverse=True)]

    def _forget_old(self) -> None:
        for path in self._files()[MOST_KEPT - 1:]:
            path.unlink(missing_ok=True)


def _read(path: Path) -> SavedInterview | None:
    import json

    try:
        if path.stat().st_size > 1_000_000:
            return None
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or found.get("whichway") != 1:
        return None
    began, answers = parse_date(str(found.get("began"))), found.get("answers")
    if began is None or not isinstance(answers, dict):
        return None
    return SavedInterview(path, began, {str(id): str(text) for id, text in answers.items()}, found.get("done") is True)


def _write(path: Path, text: str) -> None:
    """Write a file so that it is there in full or not at all, and nobody else can read it."""
    beside = path.with_suffix(f".{os.urandom(4).hex()}.tmp")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
