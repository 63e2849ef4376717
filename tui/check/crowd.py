"""Everybody who can walk through a tree, put together where nothing ahead can tell them apart.

What is asked of them is always the same: is there somebody, of those who come to a place, for whom a formula holds?
What looks at one answer only is settled for all places at once, by carrying the values that each answer may have from
the start to the ends. All else is followed from the first question that it looks at to the place.
"""

from __future__ import annotations

from collections.abc import Iterable

from tui.reason.explore import MOST_STATES, Exploration
from tui.reason.formulas import FALSE, TRUE, Formula
from tui.reason.space import bits_of
from tui.reason.walk import State
from tui.tree.names import Kind

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from tui.tree.answers import Answer

MOST_STEPS = MOST_STATES
"""Steps of people who are followed for one formula, beyond which nothing is said to be proved."""

ALL_STEPS = 100 * MOST_STEPS
"""The same for all formulas of a tree together."""

MOST_RUNS = 200
"""Runs that are looked for in one tree: each takes a walk through all of it, and so many problems nobody reads."""

NOBODY = -1
"""Stands for the values of an answer that no formula looks at."""

_Edges = list[tuple[int, int]]
"""Values, each with the number of the node it leads to."""


class Crowd:
    """The states of an exploration as numbered nodes, from the start on, and who comes to them.

    Every formula must have been made before the first is asked about, because only questions that formulas look at are
    followed by value.
    """

    def __init__(self, found: Exploration) -> None:
        self.exploration = found
        self.walk = found.walk
        self.conditions = found.walk.space.conditions
        self.formulas = self.conditions.formulas
        self.spent = 0
        """Steps that were followed so far."""
        # The nodes are numbered when they are first asked for: of a tree without conditions they never are.
        self._arrivals: dict[str, list[int]] = {}
        """The nodes at which each place is come to."""
        self._within: dict[str, list[int]] = {}
        self._states: list[State] = []
        self._edges: list[_Edges] = []
        self._variables: list[int] = []
        self._values: list[int] | None = None
        self._offsets: dict[int, int] = {}
        self._before: list[list[int]] | None = None
        self._firsts: dict[int, int] = {}
        self._answers: dict[tuple[Formula, str, bool], bool | None] = {}
        self._runs = 0

    def comes_to(self, place: str) -> bool:
        """Whether anybody does."""
        return place in self.exploration.places

    def some(self, formula: Formula, place: str, after: bool = False) -> bool | None:
        """Whether a formula holds for somebody who comes to a place, or has answered there; None is not proved."""
        if formula == FALSE or not self.comes_to(place):
            return False
        if formula == TRUE:
            return True
        key = formula, place, after
        if key not in self._answers:
            if not self._states:
                self._number()
            self._answers[key] = self._after(formula, place) if after else self._some(formula, self._arrivals[place])
        return self._answers[key]

    def run(self, formula: Formula, place: str, after: bool = False) -> dict[str, Answer] | None:
        """The shortest run of somebody who comes to a place, or answers there, for whom a formula holds, where that is
        known; None too once enough runs have been looked for.
        """
        if self._runs >= MOST_RUNS or not self.some(formula, place, after):
            return None
        from tui.reason.witness import judge

        self._runs += 1
        return judge(self.exploration, place, [formula], after)[0].holds

    # The nodes

    def _number(self) -> None:
        self._states, ahead = self.exploration.nodes()
        domains, questions = self.conditions.domains, self.walk.space.tree.questions
        looked_at = self.formulas.looked_at
        for i, (state, leads) in enumerate(zip(self._states, ahead, strict=True)):
            id = state[0]
            (self._within if state[1] else self._arrivals).setdefault(id, []).append(i)
            # A `several` question is walked through option by option, whoever looks at it.
            variable = self.walk.variable(state) if id in domains and id in questions else NOBODY
            if variable != NOBODY and looked_at >> variable & 1:
                number = {self._states[to]: to for to in leads}
                self._edges.append([(value, number[after]) for value, after in self.exploration.edges[state]])
                self._variables.append(variable)
            else:
                self._edges.append([(NOBODY, to) for to in leads])
                self._variables.append(NOBODY)

    def _last(self, place: str) -> list[int]:
        """The nodes in which the answer to a question is settled in full."""
        question = self.walk.space.tree.questions[place]
        if question.kind is not Kind.SEVERAL:
            return self._arrivals[place]
        steps = len(self.conditions.domain(place).members)
        if not steps:
            return self._arrivals[place]
        return [i for i in self._within.get(place, ()) if self._states[i][1] == steps]

    # Who comes there

    def _after(self, formula: Formula, place: str) -> bool | None:
        """Whether a formula holds for somebody who has answered at a place."""
        given = self.formulas.given
        left: dict[Formula, list[int]] = {}
        for i in self._last(place):
            variable = self._variables[i]
            for value, _ in self._edges[i]:
                if value < 0 and variable != NOBODY:
                    # Whoever gets stuck there has not answered.
                    continue
                held = given(formula, variable, value) if variable != NOBODY else formula
                left.setdefault(held, []).append(i)
        return self._any(self._some(held, nodes) for held, nodes in left.items())

    def _any(self, found: Iterable[bool | None]) -> bool | None:
        """True where one is true, else None where one is not proved."""
        unproved = False
        for each in found:
            if each:
                return True
            unproved = unproved or each is None
        return None if unproved else False

    def _some(self, formula: Formula, nodes: list[int]) -> bool | None:
        """Whether a formula holds for somebody who comes to one of some nodes."""
        if formula in (FALSE, TRUE):
            return formula == TRUE
        uses = self.formulas.uses[formula]
        if not uses & (uses - 1):
            values, variable = self._carried(), uses.bit_length() - 1
            wanted = self._wanted(formula, variable)
            return any(values[i] & wanted for i in nodes)
        return self._follow(formula, nodes)

    def _wanted(self, formula: Formula, variable: int) -> int:
        """The values of the one variable that a formula looks at for which it holds, as bits among those carried."""
        if variable not in self._offsets:
            # Nobody is ever asked.
            return int(self.formulas.settled(formula))
        # What looks at one variable is a literal.
        ((_, values),) = self.formulas.literals_of(formula)
        return values << self._offsets[variable]

    def _carried(self) -> list[int]:
        """For each node, as bits, every value that each variable has for somebody there; bit 0 is that somebody is."""
        if self._values is not None:
            return self._values
        sizes, variables = self.formulas.sizes, self._variables
        absent, width = 1, 1
        masks: dict[int, int] = {}
        for variable in dict.fromkeys(variables):
            if variable != NOBODY:
                self._offsets[variable] = width
                masks[variable] = ~((2 << sizes[variable]) - 1 << width)
                absent |= 1 << width + sizes[variable]
                width += sizes[variable] + 1
        values = [0] * len(self._states)
        values[0] = absent
        for i, edges in enumerate(self._edges):
            here, variable = values[i], variables[i]
            if variable == NOBODY:
                for _, to in edges:
                    values[to] |= here
            else:
                here &= masks[variable]
                offset = self._offsets[variable]
                for value, to in edges:
                    values[to] |= here | 1 << offset + value
        self._values = values
        return values

    def _follow(self, formula: Formula, nodes: list[int]) -> bool | None:
        """The same for a formula that looks at several answers: by what is left of it on the ways there."""
        firsts = [first for variable in bits_of(self.formulas.uses[formula])
                  if (first := self._first(variable)) is not None]
        if not firsts:
            return self.formulas.settled(formula)
        region, entries = self._region(nodes, min(firsts))
        given, settled, uses = self.formulas.given, self.formulas.settled, self.formulas.uses[formula]
        left: dict[int, set[Formula]] = {i: {formula} for i in entries}
        ends = set(nodes)
        budget = min(MOST_STEPS, ALL_STEPS - self.spent)
        for i in sorted(region):
            held = left.pop(i)
            if i in ends and any(settled(each) for each in held):
                return True
            variable = self._variables[i]
            asked = variable != NOBODY and uses >> variable & 1
            for value, to in self._edges[i]:
                if to in region:
                    budget -= len(held)
                    self.spent += len(held)
                    heard = {given(each, variable, value) for each in held} - {FALSE} if asked else held
                    if TRUE in heard:
                        return True
                    left.setdefault(to, set()).update(heard)
            if budget < 0:
                return None
        return False

    def _region(self, nodes: list[int], first: int) -> tuple[set[int], set[int]]:
        """The nodes from a first one on that lead to some nodes, and those of them that are come to from before it."""
        if self._before is None:
            self._before = [[] for _ in self._states]
            for i, edges in enumerate(self._edges):
                for _, to in edges:
                    self._before[to].append(i)
        region, entries = set(nodes), set()
        stack = list(nodes)
        while stack:
            i = stack.pop()
            if i <= first:
                # Every node before the first one leads there without any of the answers looked at.
                entries.add(i)
                continue
            for before in self._before[i]:
                if before < first:
                    entries.add(i)
                elif before not in region:
                    region.add(before)
                    stack.append(before)
        return region, entries

    def _first(self, variable: int) -> int | None:
        """The first node in which a variable gets its value."""
        if not self._firsts:
            for i, each in enumerate(self._variables):
                self._firsts.setdefault(each, i)
        return self._firsts.get(variable)
