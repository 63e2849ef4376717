"""The end of an interview as a file: never over another one unasked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from tui.interview.interview import Interview
from tui.plain.lines import Lines
from tui.report.files import suggested_name, write_new, write_over
from tui.report.forms import document

_FORMS = {".html": "html", ".htm": "html", ".txt": "text"}


class Saving:
    """Writes the page that an interview ends with. `waiting` is whether it has asked about a file that is there."""

    def __init__(self, lines: Lines, tree: str) -> None:
        self._lines = lines
        self._tree = tree
        self._over: Path | None = None

    @property
    def waiting(self) -> bool:
        """Whether the next line says if a file may be written over."""
        return self._over is not None

    def save(self, interview: Interview, name: str) -> Iterator[str]:
        """Write a new file, by the name given or one that fits."""
        # Not Path.expanduser(), which raises for a user who does not exist.
        path = Path(os.path.expanduser(name or suggested_name(self._tree, interview.place)))
        problem = write_new(path, _written(interview, path))
        if problem is FileExistsError:
            self._over = path
            yield from self._lines.text(f"There is a file {path} already. Write over it? Type yes or no.")
        else:
            yield from self._done(path, problem)

    def overwrite(self, interview: Interview, text: str) -> Iterator[str]:
        """Write over the file where the person agrees."""
        path, self._over = self._over, None
        assert path is not None
        if text.lower() not in ("y", "yes"):
            yield from self._lines.text("Not saved. /save takes another name.")
            return
        yield from self._done(path, write_over(path, _written(interview, path)))

    def _done(self, path: Path, problem: object) -> Iterator[str]:
        yield from self._lines.text(f"{path} cannot be written: {problem}." if problem else f"Saved as {path}.")


def _written(interview: Interview, path: Path) -> str:
    return document(interview, _FORMS.get(path.suffix.lower(), "markdown"))
