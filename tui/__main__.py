"""`python -m tui` is `whichway`."""

from tui.cli import program

program()
