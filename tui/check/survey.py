"""What the rules share about one tree: who comes where, and what is wrong with each condition, worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from tui.check.crowd import ALL_STEPS, Crowd
from tui.check.puts import put_ins
from tui.check.sides import sides
from tui.check.sound import askings, doubtful, missing_answers, not_proved, troubles, witness
from tui.check.uses import Inventory, Role, Use, Uses, Written, options_of
from tui.problems.frozen import Frozen
from tui.problems.problem import Problem
from tui.reason.explore import Exploration
from tui.reason.formulas import TRUE, Formula
from tui.reason.possible import explore
from tui.reason.space import Space
from tui.tree.conditions import Any, Condition, Fact
from tui.tree.model import Tree

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from tui.tree.answers import Answer


class Verdict(Frozen):
    """Of a formula at its uses: whether there is anybody, anybody it holds for, anybody it fails for; None: unknown."""

    there: bool | None
    holds: bool | None
    fails: bool | None

    @property
    def always(self) -> bool:
        """Whether it holds for everybody there is."""
        return self.there is True and self.fails is False

    @property
    def never(self) -> bool:
        """Whether it holds for nobody of those there are."""
        return self.there is True and self.holds is False

    @property
    def unproved(self) -> bool:
        """Whether it is not known if it holds always or never."""
        return self.there is None or (self.there and (self.holds is None or self.fails is None))


class Slip(Frozen):
    """A condition, or a stretch of its text, that is always or never true."""

    always: bool
    start: int
    end: int
    whole: bool
    """Whether the condition as a whole is so too."""


class Finding(Frozen):
    """What is wrong with a condition where it is written.

    `spoilt` is one that says nothing as a whole, be it by itself or by something that it names.
    """

    verdict: Verdict
    unasked: tuple[str, ...] = ()
    slips: tuple[Slip, ...] = ()
    spoilt: bool = False
    unproved: bool = False


NOBODY_THERE = Finding(Verdict(False, False, False))


class Late(Frozen):
    """What comes too late in a list of rules, by number: those for which the rules above leave nobody of those for whom
    they hold, the one above which everybody is taken, and the one from which on nothing is proved.
    """

    rules: tuple[int, ...] = ()
    taken: int | None = None
    unproved: int | None = None


class Survey:
    """A tree on a day, with everybody who can walk through it."""

    def __init__(self, tree: Tree, today: date) -> None:
        self.tree = tree
        self.today = today
        self.ways: Exploration | None = explore(tree, {}, today)
        self.space = self.ways.walk.space if self.ways is not None else Space(tree, today)
        puts = list(put_ins(tree))
        self.inventory = Inventory(self.space, puts)
        self.asked = askings(self.space, doubtful(tree, puts))
        self.crowd: Crowd
        """Everybody; nobody knows them where the ways are too many to follow."""
        self._findings: dict[int, Finding] = {}
        self._dead: set[tuple[str, str]] = set()
        """Options that are never offered."""
        self._first: set[int] = set()
        """Conditions of such options that can be blamed on others only in a circle: the first of each circle."""
        self._late: dict[str, Late] = {}
        if self.ways is not None:
            self._look(self.ways)

    def _look(self, ways: Exploration) -> None:
        """Get everybody together, and what others are to blame for."""
        conditions, all_written = self.space.conditions, self.inventory.written.values()
        self._sides = {id(written): [(side, conditions.formula(
            Condition(side.root, written.condition.text, written.condition.at, written.condition.facts)))
            for side in sides(written.condition)] for written in all_written}
        self._answered = {question: conditions.answered(question) for question in dict.fromkeys(
            [atom.question for written in all_written for atom in written.atoms])}
        # From here on no formula may look at a question that none has looked at before.
        self.crowd = Crowd(ways)
        if not ways.troubles:
            self._find_first()

    def unsound(self) -> Iterator[Problem]:
        """What would break a conversation."""
        if self.ways is None:
            yield not_proved(self.tree)
            return
        yield from troubles(self.tree, self.ways)
        yield from missing_answers(self.tree, self.crowd, self.asked)

    @property
    def walked_out(self) -> bool:
        """Whether there were more people to follow than the budget allows."""
        return self.crowd.spent > ALL_STEPS

    def verdict(self, formula: Formula, uses: Iterable[Use]) -> Verdict:
        """Whether a formula holds at some uses, and whether it fails."""
        formulas, some = self.crowd.formulas, self.crowd.some
        there: bool | None = False
        holds: bool | None = False
        fails: bool | None = False
        opposite = formulas.opposite(formula)
        for use in uses:
            place, after, among = use.place, use.after, use.among
            there = _either(there, some(among, place, after))
            if not holds:
                both = formula if among == TRUE else formulas.all_of([among, formula])
                holds = _either(holds, some(both, place, after))
            if not fails:
                both = opposite if among == TRUE else formulas.all_of([among, opposite])
                fails = _either(fails, some(both, place, after))
            if holds and fails:
                return Verdict(True, True, True)
        return Verdict(there, holds, fails)

    def run(self, uses: Iterable[Use], formula: Formula = TRUE) -> dict[str, Answer] | None:
        """A shortest run to one of some uses, of somebody for whom a formula holds, where that is known."""
        for use in uses:
            found = self.crowd.run(self.crowd.formulas.all_of([use.among, formula]), use.place, use.after)
            if found is not None:
                return found
        return None

    def witness(self, uses: Iterable[Use]) -> dict[str, str] | None:
        """A shortest run to one of some uses, as it is written beside a problem."""
        run = self.run(uses)
        return witness(self.tree, run) if run is not None else None

    # Lists of rules

    def late_in(self, fact: Fact) -> Late:
        """What comes too late in the list of a fact."""
        return self._late[fact.id]

    def late(self, lines: Sequence[Condition | None], uses: Uses) -> Late:
        """What comes too late in a list of rules with these conditions."""
        formulas, formula_of = self.crowd.formulas, self.space.conditions.formula
        if len(lines) < 2 or self.verdict(TRUE, uses).there is not True:
            return Late()
        above: list[Formula] = []
        late: list[int] = []
        for i, when in enumerate(lines):
            left = self.verdict(formulas.all_of(above), uses)
            if left.never:
                return Late(tuple(late), i)
            finding = self.of(when) if when is not None else None
            if finding is not None and finding.verdict.always:
                # It says so itself, and with it that the rest is for nobody.
                break
            formula = formula_of(when)
            taken = self.verdict(formulas.all_of([*above, formula]), uses)
            if finding is not None and not finding.spoilt and taken.never:
                late.append(i)
            if left.holds is None or taken.holds is None:
                return Late(tuple(late), None, i)
            above.append(formulas.opposite(formula))
        return Late(tuple(late))

    # Conditions where they are written

    def finding(self, written: Written) -> Finding:
        """What is wrong with a condition."""
        found = self._findings.get(id(written))
        if found is None:
            found = self._findings[id(written)] = self._find(written)
        return found

    def of(self, condition: Condition) -> Finding:
        """The same by the condition itself; those with which nothing can be wrong are not looked at."""
        written = self.inventory.at(condition)
        return self.finding(written) if written is not None else NOBODY_THERE

    def _find_first(self) -> None:
        """Options that are never offered, and facts: what they are to blame for is not said again."""
        dead = [written for written in self.inventory.written.values()
                if written.role is Role.OPTION and self.verdict(written.formula, written.uses).never]
        self._dead.update([option for written in dead for option in _options(written)])
        self._first = set(self._first_of_circles(dead))
        # Each fact after those that it stands on.
        for fact in reversed(self.inventory.facts):
            for written in self.inventory.of_fact(fact.id):
                self._findings[id(written)] = self._find(written)
            self._late[fact.id] = self.late([rule.when for rule in fact.rules], self.inventory.fact_uses[fact.id])

    def _first_of_circles(self, dead: Sequence[Written]) -> Iterator[int]:
        """Of options that are never offered, and that only each other or themselves are to blame for, the first."""
        named_by: dict[tuple[str, str], list[Written]] = {}
        ready: list[Written] = []
        for written in dead:
            named = self.inventory.options_named(written) & self._dead
            for option in named:
                named_by.setdefault(option, []).append(written)
            if not named:
                ready.append(written)
        explained: set[int] = set()
        for first in (None, *dead):
            if first is not None and id(first) not in explained:
                yield id(first)
                ready.append(first)
            while ready:
                written = ready.pop()
                if id(written) not in explained:
                    explained.add(id(written))
                    ready += [other for option in _options(written) for other in named_by.get(option, ())]

    def _find(self, written: Written) -> Finding:
        verdict = self.verdict(written.formula, written.uses)
        if verdict.there is False:
            return NOBODY_THERE
        if id(written) not in self._first and self._is_caused(written):
            return Finding(verdict, spoilt=True)
        if len(written.atoms) == 1 and not written.condition.facts and verdict.holds and verdict.fails:
            # It is asked, then, and has no sides.
            return Finding(verdict)
        unasked = tuple([question for question in dict.fromkeys([atom.question for atom in written.atoms])
                         if not self._anybody(self._answered[question], written.uses)])
        if unasked:
            return Finding(verdict, unasked, spoilt=True)
        slips, unproved = self._slips(written, verdict)
        return Finding(verdict, (), slips, verdict.always or verdict.never, unproved)

    def _is_caused(self, written: Written) -> bool:
        """Whether a condition names what is reported by itself: a fact, a question nobody reaches, a dead option."""
        if any(self._is_spoilt(fact) for fact in written.condition.facts):
            return True
        return any(not self.crowd.comes_to(atom.question) or any(
            (atom.question, option) in self._dead for option in options_of(atom)) for atom in written.atoms)

    def _is_spoilt(self, fact: str) -> bool:
        """Whether there is something wrong with a fact itself, or with one that it stands on."""
        late = self._late[fact]
        return bool(late.rules) or late.taken is not None or any(
            self._findings[id(written)].spoilt for written in self.inventory.of_fact(fact))

    def _anybody(self, formula: Formula, uses: Iterable[Use]) -> bool:
        all_of, some = self.crowd.formulas.all_of, self.crowd.some
        return any(some(all_of([use.among, formula]), use.place, use.after) is not False for use in uses)

    def _slips(self, written: Written, verdict: Verdict) -> tuple[tuple[Slip, ...], bool]:
        """The stretches of a condition that are always or never true; and whether some of it is not proved."""
        constant = verdict.always or verdict.never
        found = []
        unproved = verdict.unproved
        joined = self._sides[id(written)]
        for side, formula in joined:
            own = self.verdict(formula, written.uses)
            unproved = unproved or own.unproved
            if own.always or own.never:
                found.append(Slip(own.always, side.start, side.end, False))
        whole = Slip(verdict.always, 0, len(written.condition.text.rstrip()), True)
        if not constant:
            return tuple(found), unproved
        # What makes all of an `or` hold, or all of an `and` fail, is one side of it.
        to_blame = [slip for slip in found if slip.always == verdict.always == isinstance(written.condition.root, Any)]
        if not to_blame or (len(found) == len(joined) and len({slip.always for slip in found}) == 1):
            return (whole,), unproved
        return tuple([Slip(slip.always, slip.start, slip.end, slip in to_blame) for slip in found]), unproved


def _options(written: Written) -> list[tuple[str, str]]:
    """The option that a condition belongs to, at each question that has it."""
    return [(use.place, written.name) for use in written.uses]


def _either(a: bool | None, b: bool | None) -> bool | None:
    """Whether one of the two is true; None where neither is and one is not known."""
    return True if a or b else None if a is None or b is None else False

