"""The two looks of our own, and the variables that every other theme borrows from them."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="whichway-dark", dark=True, primary="#7fb4ff", secondary="#5fd0b5", accent="#ffb454", warning="#ffb454",
    error="#ff7b72", success="#5fd0b5", foreground="#e6e9ef", background="#10141b", surface="#161b24", panel="#1d2430",
    variables={"muted": "#98a2b3", "line": "#2b3442", "you": "#1f3a5f", "you-text": "#e6e9ef", "mark": "#24344d"})

LIGHT = Theme(
    name="whichway-light", dark=False, primary="#1d5fbf", secondary="#0b7a63", accent="#9a5b00", warning="#9a5b00",
    error="#b3261e", success="#0b7a63", foreground="#1b2330", background="#fbfaf7", surface="#f3f1ec", panel="#e9e6df",
    variables={"muted": "#5a6475", "line": "#d5d0c6", "you": "#d6e6fb", "you-text": "#1b2330", "mark": "#dfe9f7"})


def borrowed(dark: bool, ansi: bool) -> dict[str, str]:
    """Our own variables, for themes that do not have them."""
    if ansi:
        # The terminal's own sixteen colours: nothing that could come out as grey on grey.
        return {"muted": "ansi_default", "line": "ansi_bright_black", "mark": "ansi_default",
                "you": "ansi_blue", "you-text": "ansi_bright_white"}
    return (DARK if dark else LIGHT).variables
