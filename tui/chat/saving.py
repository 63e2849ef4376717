"""The recommendation as a file: saved under a new name, or over another file once the person has said so."""

from __future__ import annotations

import os
from pathlib import Path

from tui.chat.effect import Effect, say, say_error
from tui.chat.talk import For, Talk
from tui.problems.frozen import replaced
from tui.report.files import free_name, suggested_name, write_new, write_over
from tui.report.forms import document


def save(talk: Talk, tree: str, name: str) -> Effect:
    """Save under a name, or under one that suggests itself; where there is such a file, ask."""
    # Not Path.expanduser(), which raises for a user who does not exist.
    path = Path(os.path.expanduser(name or suggested_name(tree, talk.interview.place or "open")))
    problem = write_new(path, document(talk.interview, "markdown"))
    if problem is FileExistsError:
        return Effect(replaced(talk.cancel(), prompt=For.OVERWRITE, file=str(path)))
    return _saved(talk, path, problem)


def overwrite(talk: Talk, key: str) -> Effect:
    """Do about the file that is there already what the person chose."""
    path = Path(talk.file)
    talk = talk.cancel()
    if key == "no":
        return say(talk, "Not saved.")
    if key == "overwrite":
        return _saved(talk, path, write_over(path, document(talk.interview, "markdown")))
    path = free_name(path)
    return _saved(talk, path, write_new(path, document(talk.interview, "markdown")))


def _saved(talk: Talk, path: Path, problem: object) -> Effect:
    if problem:
        return say_error(talk, f"{path} cannot be written: {problem}.")
    return say(talk, f"Saved as {path}.")
