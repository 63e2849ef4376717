"""One tree's scenarios, tried, and what they cover."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tui.author.complete import Planned, Shown, Shows, completion
from tui.author.coverage import Coverage, Target, What
from tui.author.tried import Tried, tried
from tui.tree.model import Tree

MOST_LOOKED_FOR = 1_000
"""Things not covered for which a run is looked for; a tree that lacks more has to begin somewhere."""


class Tested:
    """The scenarios of one tree, tried on one day. Only those that hold cover anything."""

    def __init__(self, tree: Tree, today: date) -> None:
        self.tree = tree
        self.today = today
        self.tried: list[Tried] = []
        self.coverage = Coverage(tree)
        self.covered: set[Target] = set()
        self.met: set[Target] = set()
        """Claims whose place some scenario comes to, whether they are made there or not."""
        for scenario in tree.scenarios:
            found = tried(tree, scenario, today)
            self.tried.append(found)
            if found.wrong is None:
                self.covered |= self.coverage.shown(found.run)
                self.met |= self.coverage.met(found.run)
        self._shows: Shows | None = None

    @property
    def passed(self) -> bool:
        """Whether every scenario holds."""
        return all(one.wrong is None for one in self.tried)

    @property
    def shows(self) -> Shows:
        """What finds runs; made when one is first looked for."""
        if self._shows is None:
            self._shows = Shows(self.tree, self.today)
        return self._shows

    def count(self, what: What) -> tuple[int, int]:
        """How many things of a sort are covered, and how many there are."""
        targets = [target for target in self.coverage.targets.values() if target.what is what]
        return sum(target in self.covered for target in targets), len(targets)

    def missing(self, most: int = MOST_LOOKED_FOR) -> Iterator[Shown]:
        """What no scenario covers, in the order of the file, each with a run that would; the first ones of many."""
        lacking = (target for target in self.coverage.targets.values() if target not in self.covered)
        for _, target in zip(range(most), lacking, strict=False):
            yield self.shows.shown(target)

    def completed(self) -> tuple[list[Planned], int]:
        """Scenarios that cover the rest, and how many things are left of which nobody knows if they can be covered."""
        return completion(self.shows, self.coverage, self.covered, [scenario.name for scenario in self.tree.scenarios])
