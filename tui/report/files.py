"""A recommendation as a file: never over another one unasked."""

from __future__ import annotations

import os
from pathlib import Path


def suggested_name(tree: str, outcome: str) -> str:
    """The file name where none was given; there is no outcome where it depends."""
    return f"{tree}-{outcome or 'it-depends'}.md".replace("_", "-")


def free_name(path: Path) -> Path:
    """A name like this one that no file has."""
    number = 2
    # Not Path.exists(), which raises where the longer name is too long; writing then says so.
    while os.path.exists(other := path.with_stem(f"{path.stem}-{number}")):
        number += 1
    return other


def write_new(path: Path, text: str) -> type[FileExistsError] | str | None:
    """Write a file that must not be there yet; FileExistsError where it is, or why it cannot be written."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        return FileExistsError if not path.is_dir() else "it is a folder"
    except (OSError, ValueError) as error:
        return getattr(error, "strerror", None) or str(error)
    return None


def write_over(path: Path, text: str) -> str | None:
    """Write over a file; why not, where that fails."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        return error.strerror or str(error)
    return None
