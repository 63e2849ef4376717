"""The least that a Textual app with the same widgets can be: loads a tree with PyYAML and shows a question."""

from __future__ import annotations

import sys

import yaml
from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static


class Minimal(App[None]):
    """A head, a conversation with its options, a side panel, a prompt."""

    CSS = """
    #body { height: 1fr; } #talk { width: 1fr; } #side { width: 36; }
    Static { height: auto; } #foot { height: 3; }
    """

    def compose(self) -> ComposeResult:
        with open(sys.argv[1], encoding="utf-8") as file:
            tree = yaml.load(file, Loader=yaml.CSafeLoader)
        question = tree["questions"][tree["start"]]
        with Horizontal():
            yield Static(Content(tree["title"]))
        with Horizontal(id="body"):
            with VerticalScroll(id="talk"):
                yield Static(Content(tree["about"]))
                yield Static(Content(question["ask"]))
                for option in question["options"].values():
                    yield Static(Content(option["label"]))
            with Vertical(id="side"):
                yield Static(Content("Your answers"))
        with Vertical(id="foot"):
            yield Input()


if __name__ == "__main__":
    Minimal().run()
