"""Measures start, `answer`, reading, checking, and what is possible; prints a table of ratios."""

from __future__ import annotations

import argparse
import compileall
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.generate import tree
from benchmarks.measure import ROOT, Cost, Ratio, environment, in_turn, ratios, run

COURSERA = ROOT / "trees" / "coursera.yaml"
FIRST_QUESTION = b"studying?"
"""The last word of the first question: once it is on the terminal, the question has been painted."""

LOAD = "import sys, yaml; yaml.load(open(sys.argv[1], encoding='utf-8'), Loader=yaml.CSafeLoader)"
READ = "import sys; from tui.tree.reader import read_tree; assert read_tree(sys.argv[1]).tree"
CHECK = ("import sys; from datetime import date; from tui.check.read import read_checked; "
         "assert not read_checked(sys.argv[1], 'tree.yaml', date(2026, 3, 1)).problems")
POSSIBLE = ("import sys; from datetime import date; from tui.tree.reader import read_tree; "
            "from tui.reason.possible import possible; tree = read_tree(sys.argv[1]).tree; "
            "assert possible(tree, {}, date(2026, 3, 1))")
# One thread works and waits for nothing, so that its own time is what it takes however busy the machine is.
TIMED = "import time; t = time.process_time(); {work}; sys.stderr.write(str(time.process_time() - t))"
OF_SHORT = 5
"""Rounds of processes that take a fraction of a second, for each round of the others: a machine that changes its speed
from one moment to the next does so in the middle of them.
"""
ANSWERS = ("goal=industry_cert", "cert_kind=vendor", "company_exam=yes", "ready_for_exam=no")


def start_of(command: Sequence[str]) -> Cost:
    """Start a program on a pseudo-terminal of 80x24 and wait until the first question has been painted."""
    import fcntl
    import termios

    began = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        os.execvpe(command[0], list(command), {**environment(), "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none"})
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    seen = b""
    while FIRST_QUESTION not in seen:
        ready, _, _ = select.select([terminal], [], [], 30)
        if not ready:
            raise RuntimeError(f"{' '.join(command)} painted no question")
        seen += os.read(terminal, 65536)
    seconds = time.perf_counter() - began
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)
    return Cost(seconds, 0)


def chat(rounds: int) -> list[Ratio]:
    """Start to first question, against the least app with the same kinds of widgets."""
    ours = partial(start_of, [sys.executable, "-m", "tui", "run", str(COURSERA), "--fresh"])
    other = partial(start_of, [sys.executable, str(ROOT / "benchmarks" / "minimal_app.py"), str(COURSERA)])
    return ratios("start to first question, by a minimal Textual app", in_turn(ours, other, OF_SHORT * rounds), 1.15)


def answer(rounds: int) -> list[Ratio]:
    """`whichway answer` as a process, against a bare Python that loads the same file."""
    ours = partial(run, [sys.executable, "-m", "tui", "answer", str(COURSERA), *ANSWERS, "--format", "json"])
    other = partial(run, [sys.executable, "-c", f"import argparse, json; {LOAD}", str(COURSERA)])
    return ratios("whichway answer, by Python loading the file", in_turn(ours, other, OF_SHORT * rounds), 1.3)


def reading(rounds: int, folder: Path) -> list[Ratio]:
    """Reading and checking, against yaml.load on the same file, each in a process of its own."""
    found: list[Ratio] = []
    for count in (100, 1_000, 10_000):
        path = folder / f"tree{count}.yaml"
        path.write_text(tree(count), encoding="utf-8")
        pairs = in_turn(partial(inside, READ, path), partial(inside, LOAD, path), rounds)
        last = count == 10_000
        found += ratios(f"reading and checking {count:,} questions, by yaml.load", pairs, 0.5 if last else None,
                        0.6 if last else None)
    return found


def meaning(rounds: int, folder: Path) -> list[Ratio]:
    """Everything that `check` says, and what is possible from the start, against yaml.load on the same file."""
    written = {name: folder / f"{name}.yaml" for name in ("plain", "looking_back", "twice")}
    for path, text in zip(written.values(), (tree(10_000), tree(10_000, looks_back=True), tree(20_000)), strict=True):
        path.write_text(text, encoding="utf-8")
    plain, looking_back, twice = written.values()
    found: list[Ratio] = []
    for name, ours, other, target in (
            ("checking 10,000 questions, meaning included, by yaml.load", (CHECK, plain), (LOAD, plain), 0.6),
            ("the same where they look back at one another", (CHECK, looking_back), (LOAD, looking_back), None),
            ("what is possible in 10,000 questions, by yaml.load", (POSSIBLE, plain), (LOAD, plain), 0.1),
            ("what is possible in 20,000 questions, by 10,000", (POSSIBLE, twice), (POSSIBLE, plain), 2.3)):
        found += ratios(name, in_turn(partial(inside, *ours), partial(inside, *other), rounds), target)
    return found


def inside(code: str, path: Path) -> Cost:
    """What the last statement of some code takes without those before it, and the memory of its process in all."""
    import subprocess

    imports, _, work = code.rpartition("; ")
    script = (f"{imports}; import resource; " + TIMED.format(work=work)
              + "; sys.stderr.write(' ' + str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))")
    done = subprocess.run([sys.executable, "-c", script, str(path)], env=environment(), cwd=ROOT, text=True,
                          capture_output=True, check=True)
    seconds, memory = done.stderr.split()
    return Cost(float(seconds), float(memory) / 1024)


def main() -> int:
    """Print the table; gives 1 where a median misses its target."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9,
                        help=f"runs of each, and {OF_SHORT} times as many of what is soon done (%(default)s)")
    rounds = parser.parse_args().rounds
    compileall.compile_dir(ROOT / "tui", quiet=1)
    table = Table("what", "of", "median", "spread", "target", title="Ratios: whichway by the other")
    missed = False
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        for found in (*chat(rounds), *answer(rounds), *reading(rounds, Path(folder)), *meaning(rounds, Path(folder))):
            target = "" if found.target is None else f"{found.target:.2f}"
            missed = missed or (found.target is not None and found.median > found.target)
            table.add_row(found.name, found.unit, f"{statistics.median(found.values):.2f}",
                          f"{min(found.values):.2f} – {max(found.values):.2f}", target)
    Console().print(table)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
