"""Slips made at random in the bundled trees: what `check` says of each, and whether an author can find the slip by it.

`python -m tests.check.mutations 5000` makes that many and prints those that cannot be found; `--seed` begins elsewhere.
"""

from __future__ import annotations

import argparse
import gc
import re
import signal
import sys
import tempfile
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from tui.check.read import read_checked
from tui.problems.problem import Problem
from tui.tree.library import bundled_folder, choices

DAY = date(2026, 11, 23)
NEAR = 3
"""Lines within which a problem has to be of the slip, where it does not name what is missing."""
LONGEST = 20
"""Seconds after which a check is taken to be hanging."""

ODD = [b"\xff", b"\xc3", b": ", b"- ",
       *(char.encode() for char in "\0\t\r\x1b\x85\u2028\u202e\ufeff\U0001f6b2'\"{]#&*!%@\\|,")]
_FILE = re.compile(r"\w+\.yaml")
_KEY = re.compile(r"[a-z_]+: [a-z_]+")
_WORD = re.compile(r"\w+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Slip(NamedTuple):
    """A tree with a slip in it: the lines (counted from 1) at which it was made, and what was there before."""

    tree: str
    kind: str
    raw: bytes
    lines: tuple[int, ...]
    gone: str


class Judged(NamedTuple):
    """What `check` says of a slip; `lost` is whether nobody would find the slip by it."""

    slip: Slip
    problems: tuple[Problem, ...]
    lost: bool


@cache
def trees() -> dict[str, bytes]:
    """The bundled trees by name."""
    return {choice.name: Path(choice.path).read_bytes() for choice in choices() if choice.bundled}


def slip(seed: int) -> Slip:
    """One slip; the same seed always makes the same."""
    random = Random(seed)
    tree = random.choice(sorted(trees()))
    raw = trees()[tree]
    kind, make = random.choice([*MAKERS.items()])
    made = make(random, raw)
    return Slip(tree, kind, *made)


Made = tuple[bytes, tuple[int, ...], str]


def _delete(random: Random, raw: bytes) -> Made:
    lines = raw.splitlines(keepends=True)
    i = random.randrange(len(lines))
    return b"".join(lines[:i] + lines[i + 1:]), (i, i + 1), lines[i].decode()


def _swap(random: Random, raw: bytes) -> Made:
    lines = raw.splitlines(keepends=True)
    i = random.randrange(len(lines) - 1)
    j = i + 1 if random.randrange(2) else random.randrange(len(lines))
    lines[i], lines[j] = lines[j], lines[i]
    # The line above goes on with the next one if that happens to be text.
    gone = [*lines[max(0, i - 1):i], lines[i], *lines[max(0, j - 1):j], lines[j]]
    return b"".join(lines), (i + 1, j + 1), b"".join(gone).decode()


def _misspell(random: Random, raw: bytes) -> Made:
    text = raw.decode()
    word = random.choice([*_WORD.finditer(text)])
    letters = list(word.group())
    i = random.randrange(len(letters))
    how = random.choice(["drop", "double", "change", "swap"])
    if how == "drop":
        del letters[i]
    elif how == "double":
        letters.insert(i, letters[i])
    elif how == "change" or len(letters) == 1:
        letters[i] = random.choice(_LETTERS)
    else:
        i = min(i, len(letters) - 2)
        letters[i], letters[i + 1] = letters[i + 1], letters[i]
    line = text.count("\n", 0, word.start()) + 1
    return (text[:word.start()] + "".join(letters) + text[word.end():]).encode(), (line,), word.group()


def _indent(random: Random, raw: bytes) -> Made:
    lines = raw.splitlines(keepends=True)
    i = random.choice([i for i, line in enumerate(lines) if line.strip()])
    blanks = len(lines[i]) - len(lines[i].lstrip(b" "))
    other = random.choice([n for n in (0, blanks - 2, blanks - 1, blanks + 1, blanks + 2) if n >= 0 and n != blanks])
    lines[i] = b" " * other + lines[i].lstrip(b" ")
    return b"".join(lines), (i + 1,), lines[i].decode()


def _cut(random: Random, raw: bytes) -> Made:
    at = random.randrange(len(raw))
    return raw[:at], (raw.count(b"\n", 0, at) + 1,), raw[at:].decode(errors="ignore")


def _odd(random: Random, raw: bytes) -> Made:
    at = random.randrange(len(raw))
    line = raw.count(b"\n", 0, at) + 1
    # They may be a comment, or begin a quote.
    gone = raw.split(b"\n")[line - 1].decode()
    return raw[:at] + random.choice(ODD) + raw[at:], (line,), gone


MAKERS = {"delete a line": _delete, "swap two": _swap, "misspell": _misspell, "indent": _indent, "cut": _cut,
          "odd bytes": _odd}


def beside(folder: Path) -> Path:
    """A folder with what the bundled trees include."""
    for file in Path(bundled_folder()).glob("*.yaml"):
        if file.stem not in trees():
            (folder / file.name).write_bytes(file.read_bytes())
    return folder


def judge(made: Slip, folder: Path) -> Judged:
    """What `check` says of a slip, in a folder that has what the trees include; whatever goes wrong is raised."""
    path = folder / f"{made.tree}.yaml"
    path.write_bytes(made.raw)
    found = read_checked(path, path.name, DAY).problems
    return Judged(made, found, bool(found) and not any(_leads_to(problem, made) for problem in found))


def _leads_to(problem: Problem, made: Slip) -> bool:
    """Whether a problem is near a slip, or names what it took away."""
    for place in (problem.place, *(related.place for related in problem.related)):
        line, _ = place.file.position(place.start)
        if any(abs(line - at) <= NEAR for at in made.lines):
            return True
    included = [Path(bundled_folder(), name).read_text(encoding="utf-8") for name in _FILE.findall(made.gone)]
    gone = set(_WORD.findall(" ".join([made.gone, *included])))
    # What is not in quotes is mostly not a name, and is one if it was the only word behind its key.
    named = [problem.message] if _KEY.fullmatch(made.gone.strip()) else re.findall(r"'([^']+)'", problem.message)
    # A term is called by its id with blanks.
    named += [words.replace(" ", "_") for words in named]
    return any(not gone.isdisjoint(_WORD.findall(words)) for words in named)


def main() -> int:
    """Make slips and print those that nobody would find."""
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    kinds: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    silent: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        here = beside(Path(folder))
        for seed in range(args.seed, args.seed + args.count):
            signal.alarm(LONGEST)
            judged = judge(slip(seed), here)
            signal.alarm(0)
            if seed % 100 == 0:
                gc.collect()
            kinds[judged.slip.kind] += 1
            silent[judged.slip.kind] += not judged.problems
            if judged.lost:
                made = judged.slip
                lost[made.kind] += 1
                print(f"{seed}: {made.tree}, {made.kind} at {made.lines}: {made.gone[:60]!r}")
                for problem in judged.problems[:4]:
                    print(f"    {problem.code} {problem.place.file.position(problem.place.start)} {problem.message}")
    for kind, count in kinds.items():
        print(f"{kind}: {count}, of which without a problem {silent[kind]}, not to be found {lost[kind]}")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
