"""Timing whole processes, two commands in turn, so that a machine that speeds up or slows down does so for both."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Cost:
    """What one run of a process took: seconds, and the most memory it had in MB."""

    seconds: float
    memory: float


@dataclass(frozen=True)
class Ratio:
    """Ours by the other's, round by round."""

    name: str
    values: tuple[float, ...]
    target: float | None
    unit: str

    @property
    def median(self) -> float:
        """The figure to quote."""
        return statistics.median(self.values)


def environment() -> dict[str, str]:
    """That of a user: compiled modules are used, the project is found, nothing is asked of a state folder."""
    left_out = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "NO_COLOR")
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return {**kept, "PYTHONPATH": str(ROOT)}


def run(command: Sequence[str]) -> Cost:
    """Run a command to its end and see what it took; what it prints is thrown away."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=environment(),
                               cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    # ru_maxrss is in kilobytes on Linux and in bytes on macOS.
    return Cost(seconds, usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024))


def in_turn(ours: Callable[[], Cost], other: Callable[[], Cost], rounds: int) -> list[tuple[Cost, Cost]]:
    """Both, alternating, and first one and then the other first, after one uncounted round."""
    ours(), other()
    pairs = []
    for i in range(rounds):
        if i % 2:
            second = other()
            pairs.append((ours(), second))
        else:
            pairs.append((ours(), other()))
    return pairs


def ratios(name: str, pairs: Sequence[tuple[Cost, Cost]], time_target: float | None,
           memory_target: float | None = None) -> list[Ratio]:
    """The ratios of time and, where it has a target, of memory."""
    found = [Ratio(name, tuple(a.seconds / b.seconds for a, b in pairs), time_target, "time")]
    if memory_target is not None:
        found.append(Ratio(name, tuple(a.memory / b.memory for a, b in pairs), memory_target, "peak memory"))
    return found
