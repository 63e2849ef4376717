"""The Textual app: screens and widgets; nothing here decides anything about a tree."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.tree.answers import Answer
    from tui.tree.library import Choice

SWITCH = 0.0005
"""Seconds after which one thread makes way for another. What is drawn is written to the terminal by a thread of its
own, and would wait ten times as long for the one that goes on drawing, or for the one that looks ahead.
"""


def looks() -> list[str]:
    """The names of the looks that there are, our own first."""
    from textual.theme import BUILTIN_THEMES

    from tui.chat.themes import DARK, LIGHT

    return [DARK.name, LIGHT.name, *sorted(BUILTIN_THEMES)]


def run_chat(choice: Choice | None, today: date, given: Mapping[str, Answer], fresh: bool, theme: str | None,
             watch: bool = False) -> int:
    """Talk a tree through in the terminal, or choose one first; gives the exit code.

    What nobody foresaw is raised once the terminal is as it was.
    """
    from tui.chat.app import Chat
    from tui.chat.hangup import end_with_terminal

    end_with_terminal()
    sys.setswitchinterval(SWITCH)
    app = Chat(choice, today, given, fresh, theme, watch)
    app.run()
    if app._exception is not None:
        raise app._exception
    return app.return_code or 0
