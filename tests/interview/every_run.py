"""Every run of a bundled tree, held at each step against all of its runs.

`python -m tests.interview.every_run backup` walks the 47,865 of that tree, which takes about a quarter of an hour.
"""

from __future__ import annotations

import sys
from copy import copy

from tests.interview.runs import Runs
from tests.interview.watched import Watched
from tests.routes import NAMES, tree_of


def walk_all(runs: Runs) -> int:
    """Walk every run; gives how many there are. What runs begin with alike is walked once."""
    stack = [Watched(runs)]
    for run in runs.all:
        while dict(list(run.items())[:len(stack[-1].answers)]) != stack[-1].answers:
            stack.pop()
        for answer in list(run.values())[len(stack[-1].answers):]:
            further = copy(stack[-1])
            further.talk = copy(further.talk)
            further.answer(answer)
            stack.append(further)
        assert stack[-1].answers == run
    return len(runs.all)


if __name__ == "__main__":
    for name in sys.argv[1:] or NAMES:
        print(f"{name}: {walk_all(Runs(tree_of(name))):,} runs, and all is as it should be", flush=True)
