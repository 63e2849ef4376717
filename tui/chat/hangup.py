"""A terminal that goes away for good: the program goes with it, whether anybody sends it a signal or not.

A closed terminal tells only the first program in it, and `make`, for one, does not pass that on. Textual would then
wait for ever to write, and turn in a circle to read.
"""

from __future__ import annotations

import os
import select
import sys
import threading

GONE = 129
"""The exit code, that of a program ended by SIGHUP."""


def end_with_terminal() -> None:
    """From here on, end as soon as the terminal is gone. What was answered is saved by then, and nobody sees more."""
    threading.excepthook = _failed
    # Not on Windows, which has no terminals of this sort; not behind pipes, where another program is the terminal.
    if hasattr(select, "poll") and sys.__stdin__ is not None and sys.__stdin__.isatty():
        threading.Thread(target=_wait, args=(sys.__stdin__.fileno(),), name="hangup", daemon=True).start()


def _wait(terminal: int) -> None:
    poll = select.poll()
    # That it was hung up is always told; nothing else is of interest. Where terminals cannot be waited for, none is.
    poll.register(terminal, 0)
    if any(event & select.POLLHUP for _, event in poll.poll()):
        os._exit(GONE)


def _failed(failed: threading.ExceptHookArgs) -> None:
    """What a thread ends with: one that could not write to the terminal has none any more."""
    if failed.thread is not None and failed.thread.name == "textual-output" and issubclass(failed.exc_type, OSError):
        os._exit(GONE)
    threading.__excepthook__(failed)
