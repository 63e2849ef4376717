"""The whole program on a real pseudo-terminal: what a person sees, and what is left behind when it ends."""

from __future__ import annotations

import os
import re
import select
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pexpect
import pyte
import pytest

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60  # Seconds until what is waited for is taken to be never coming.


class Terminal:
    """The program in a terminal of some size, with the screen as it would look."""

    def __init__(self, arguments: list[str], size: tuple[int, int], state: Path, program: tuple[str, str],
                 **environment: str) -> None:
        width, height = size
        self.screen = pyte.Screen(width, height)
        self.stream = pyte.Stream(self.screen)
        self.raw = ""
        variables = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none",
                     "XDG_STATE_HOME": str(state), **environment}
        self.child = pexpect.spawn(sys.executable, [*program, *arguments], dimensions=(height, width), env=variables,
                                   encoding="utf-8", codec_errors="replace", timeout=30, cwd=str(state.parent))
        # Keys come as fast as they are typed, and nobody waits for a program that has ended.
        self.child.delaybeforesend = None
        self.child.ptyproc.delayafterclose = 0.01

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def read(self) -> bool:
        """Take in what the program has written; False at its end."""
        try:
            new = self.child.read_nonblocking(65536, timeout=20)
        except pexpect.EOF:
            return False
        self.raw += new
        # pyte does not know the terminal's answers to questions about itself, which are of no interest here.
        self.stream.feed(re.sub(r"\x1b\[[<>=?][0-9;]*[a-zA-Z$]", "", re.sub(r"\x1bP.*?\x1b\\", "", new)))
        return True

    def see(self, words: str) -> None:
        """Wait until words stand on the screen."""
        self.until(lambda: words in self.text, f"showing {words!r}")

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something is so of the screen; a blinking cursor writes for ever, so the wait has its own end."""
        last = monotonic() + PATIENCE
        while not holds():
            assert self.read(), f"ended without {what}:\n{self.text}"
            assert monotonic() < last, f"still not {what}:\n{self.text}"

    def type(self, *keys: str) -> None:
        """Send keys, one after the other."""
        for key in keys:
            self.child.send(key)

    def end(self) -> int:
        """Wait for the end; gives the exit code."""
        last = monotonic() + PATIENCE
        while self.read():
            assert monotonic() < last, f"never ended:\n{self.text}"
        self.child.wait()
        status = self.child.exitstatus
        return int(status) if status is not None else -int(self.child.signalstatus or 0)

    def left_clean(self) -> bool:
        """Whether the alternate screen was left, the mouse let go, and the cursor shown again."""
        last = dict(re.findall(r"\x1b\[\?(\d+)([hl])", self.raw))
        return last.get("1049") == "l" and last.get("1000", "l") == "l" and last.get("25", "h") == "h"


Start = Callable[..., Terminal]


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Start]:
    """Starts the program on a terminal; whatever is still running at the end is ended."""
    started: list[Terminal] = []

    def start(*arguments: str, size: tuple[int, int] = (80, 24), program: tuple[str, str] = ("-m", "tui"),
              **environment: str) -> Terminal:
        started.append(Terminal(list(arguments), size, tmp_path / "state", program, **environment))
        return started[-1]

    yield start
    for one in started:
        if one.child.isalive():
            one.child.kill(signal.SIGKILL)
            one.child.wait()
        one.child.close()


DOWN, ENTER, BACK, CTRL_Q, CTRL_C, CTRL_P = "\x1b[B", "\r", "\x7f", "\x11", "\x03", "\x10"


def test_arrows_and_enter(terminal: Start) -> None:
    here = terminal("run", "coursera")
    here.see("What do you want from studying?")
    here.type(ENTER, ENTER, DOWN, DOWN, DOWN)
    here.see("▸ 3")
    here.type(ENTER)
    here.see("1 answered")
    for so_far in ("2 answered", "3 answered · 1 to go"):
        here.type(DOWN)
        here.see("▸ 1")
        here.type(ENTER)
        here.see(so_far)
    here.type(DOWN, DOWN)
    here.see("▸ 2")
    here.type(ENTER)
    here.see("Prepare on Coursera")
    here.see("4 answered · done")
    here.type(CTRL_Q)
    assert here.end() == 0
    assert here.left_clean()


def test_words_at_40_by_12(terminal: Start) -> None:
    here = terminal("run", "coursera", size=(40, 12))
    here.see("What do you want from studying?")
    here.type("cisco")
    here.see("▸ 3")
    here.type(ENTER)
    here.see("Who gives the certification")
    here.type("lawyer")
    here.see("▸ 2")
    here.type(ENTER)
    here.see("2 answered · done")
    here.type(CTRL_C)
    assert here.end() == 130
    assert here.left_clean()


def test_click_and_resize(terminal: Start) -> None:
    here = terminal("run", "coursera")
    here.see("4  To learn something")
    row = next(i for i, line in enumerate(here.text.splitlines(), 1) if "4  To learn something" in line)
    here.type(f"\x1b[<0;12;{row}M", f"\x1b[<0;12;{row}m")
    here.see("How much do you want to learn?")
    here.child.setwinsize(30, 120)
    here.screen.resize(30, 120)
    here.see("Your answers")
    here.type("1", ENTER)
    here.see("2 answered")
    here.child.kill(signal.SIGTERM)
    assert here.end() == 143
    assert here.left_clean()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals(terminal: Start, number: int, code: int) -> None:
    here = terminal("run", "backup")
    here.see("must not be lost?")
    here.child.kill(number)
    assert here.end() == code
    assert here.left_clean()


def test_a_killed_terminal_costs_nothing(terminal: Start) -> None:
    here = terminal("run", "coursera")
    here.see("What do you want from studying?")
    here.type("4", ENTER)
    here.see("How much do you want to learn?")
    here.child.kill(signal.SIGKILL)
    here.end()
    again = terminal("run", "coursera")
    again.see("Yes, go on from there")
    again.type("1", ENTER)
    again.see("How much do you want to learn?")
    again.type(BACK)
    again.see("0 answered")
    again.type(CTRL_Q)
    assert again.end() == 0
    fresh = terminal("run", "coursera", "--fresh")
    fresh.see("What do you want from studying?")
    assert "Yes, go on from there" not in fresh.text


UNDER_ANOTHER = """
import os, signal, subprocess, sys
signal.signal(signal.SIGHUP, signal.SIG_IGN)
code = subprocess.call([sys.executable, "-m", "tui", *sys.argv[2:]])
with open(sys.argv[1], "w") as told:
    told.write(str(code))
"""


def test_a_closed_terminal_of_which_nobody_tells(terminal: Start, tmp_path: Path) -> None:
    """Only the first program in a terminal is sent a signal, and `make run` does not pass it on."""
    told = tmp_path / "told"
    os.mkfifo(told)
    listening = os.open(told, os.O_RDONLY | os.O_NONBLOCK)
    here = terminal(str(told), "run", "coursera", program=("-c", UNDER_ANOTHER))
    here.see("What do you want from studying?")
    nothing = os.open(os.devnull, os.O_RDWR)
    # The terminal is closed by that, and what ends the test still has something to close.
    os.dup2(nothing, here.child.child_fd)
    os.close(nothing)
    assert select.select([listening], [], [], PATIENCE)[0], "it goes on without a terminal"
    assert os.read(listening, 10) == b"129"
    os.close(listening)


def test_beside_an_editor(terminal: Start, tmp_path: Path) -> None:
    path = tmp_path / "picnic.yaml"
    text = (ROOT / "tests" / "chat" / "small.yaml").read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    here = terminal("run", str(path), "--watch", "--at", "guests")
    here.see("How many of you will there be?")
    path.write_text(text.replace("How many of you", "How many people"), encoding="utf-8")
    here.see("How many people will there be?")
    path.write_text(text.replace("goto: guests", "goto: gests"), encoding="utf-8")
    here.see("error[unknown-goto]")
    here.type(CTRL_Q)
    assert here.end() == 0


def test_a_state_folder_that_cannot_be_written(terminal: Start, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    here = terminal("run", "coursera", XDG_STATE_HOME=str(blocked))
    here.see("What do you want from studying?")
    here.type("4", ENTER)
    here.see("cannot be saved")
    here.type("1", ENTER)
    here.see("2 answered")
    here.see("What do you want to be able to show")
    here.until(lambda: here.text.count("cannot be saved") <= 1, "said only once")
    here.type(CTRL_Q)
    assert here.end() == 0


def test_what_nobody_foresaw(terminal: Start) -> None:
    """Never a traceback: one line that something is wrong, and a clean terminal."""
    broken = "import tui.chat.talk_screen as t; t.moved = lambda *_: 1 / 0; from tui.cli import program; program()"
    here = terminal("run", "coursera", program=("-c", broken))
    here.see("What do you want from studying?")
    here.type(DOWN)
    assert here.end() == 1
    assert here.left_clean()
    assert "something is wrong in whichway itself (ZeroDivisionError: division by zero); please report it" in here.raw
    assert "Traceback" not in here.raw


def test_dumb_terminals_get_plain_lines(terminal: Start) -> None:
    here = terminal("run", "coursera", "--fresh", TERM="dumb")
    here.see("0. I don't know")
    here.type("4\n")
    here.see("How much do you want to learn?")
    assert "\x1b" not in here.raw
    here.type("/quit\n")
    assert here.end() == 0


def test_choosing_a_tree(terminal: Start) -> None:
    here = terminal()
    here.see("What do you want to decide?")
    here.type("cours")
    here.see("▸")
    here.type(ENTER)
    here.see("What do you want from studying?")
    here.type(CTRL_Q)
    assert here.end() == 0


def test_one_tree_after_another(terminal: Start) -> None:
    """Chosen from the list, left for another by the command, and for a third by the palette; every key still works."""
    here = terminal()
    here.see("What do you want to decide?")
    here.type("backup")
    here.see("▸")
    here.type(ENTER)
    here.see("must not be lost?")
    here.type("/trees", ENTER)
    here.see("What do you want to decide?")
    here.type("account")
    here.see("▸")
    here.type(ENTER)
    here.see("Has somebody else used this account")
    here.type("2")
    here.see("▸ 2")
    here.type(ENTER)
    here.see("1 answered")
    here.type(CTRL_P, "another tree")
    here.see("Goes to the list of trees")
    here.type(ENTER)
    here.see("What do you want to decide?")
    here.type("account")
    here.see("▸")
    here.type(ENTER)
    here.see("You have been here before")
    here.type(CTRL_Q)
    assert here.end() == 0
    assert here.left_clean()


def test_another_tree_than_the_one_named(terminal: Start) -> None:
    here = terminal("run", "--fresh", "coursera")
    here.see("What do you want from studying?")
    here.type("4", ENTER)
    here.see("1 answered")
    here.type("/trees", ENTER)
    here.see("What do you want to decide?")
    here.type(DOWN, DOWN)
    here.see("▸ 2")
    here.type(ENTER)
    here.see("must not be lost?")
    here.type("1", ENTER)
    here.see("1 answered")
    here.type("/trees", ENTER)
    here.see("What do you want to decide?")
    here.type("cours")
    here.see("▸")
    here.type(ENTER)
    here.see("You have been here before")
    here.type(CTRL_Q)
    assert here.end() == 0


@pytest.mark.parametrize("arguments", [[], ["run", "coursera"]])
def test_a_signal_once_another_tree_was_chosen(terminal: Start, arguments: list[str]) -> None:
    here = terminal(*arguments)
    if not arguments:
        here.see("What do you want to decide?")
        here.type("cours")
        here.see("▸")
        here.type(ENTER)
    here.see("What do you want from studying?")
    here.type("/trees", ENTER)
    here.see("What do you want to decide?")
    here.type("backup")
    here.see("▸")
    here.type(ENTER)
    here.see("must not be lost?")
    here.child.kill(signal.SIGTERM)
    assert here.end() == 143
    assert here.left_clean()


def test_a_tree_that_could_leave_somebody_stuck_is_not_begun(terminal: Start, tmp_path: Path) -> None:
    (tmp_path / "trees").mkdir()
    (tmp_path / "trees" / "stuck.yaml").write_text(
        "whichway: 1\ntitle: Nobody gets through\nstart: age\nquestions:\n  age:\n    ask: How old are you?\n"
        "    kind: number\n    goto:\n      - when: age < 3\n        goto: done\n"
        "outcomes: {done: {recommend: Sleep}}\n", encoding="utf-8")
    here = terminal()
    here.see("What do you want to decide?")
    here.type("nobody")
    here.see("▸")
    here.type(ENTER)
    here.see("has errors")
    here.type(CTRL_Q)
    assert here.end() == 0
