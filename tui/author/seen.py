"""Who sees a claim no longer, and who sees a new one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from tui.author.claimed import Claimed, Made
from tui.author.coverage import options_of
from tui.author.matched import Matched
from tui.author.together import NEW, OLD, Node, Together, Way
from tui.problems.frozen import Frozen
from tui.reason.conditions import Conditions
from tui.reason.explore import MOST_STATES, NotProvedError
from tui.reason.formulas import FALSE, TRUE, Formula
from tui.tree.conditions import Condition

ALL_STEPS = 20 * MOST_STATES
"""Steps of people who are followed for all claims together, beyond which nothing more is proved."""


class Unseen(Frozen):
    """A claim that somebody sees in one tree and not in the other, with the way of such a person.

    The person comes to the same outcome in both trees where there is one who does. No way: it is not proved that there
    is nobody.
    """

    made: Made
    way: Way | None


class Seen:
    """The claims of both trees over everybody who can answer both."""

    def __init__(self, together: Together, claims: tuple[Claimed, Claimed], related: Mapping[str, Set[str]],
                 found: Matched, apart: Set[str]) -> None:
        self.together = together
        self.claims = claims
        back: dict[str, set[str]] = {}
        for key, others in related.items():
            for other in others:
                back.setdefault(other, set()).add(key)
        self.related = related, back
        self.found = found
        self.apart = apart
        """The questions that somebody is asked in one tree alone, by their new ids."""
        self.left = ALL_STEPS
        self._conditions: tuple[Conditions, Conditions] = (
            together.walks[OLD].space.conditions, together.walks[NEW].space.conditions)
        self._ends: tuple[dict[str, list[str]], dict[str, list[str]]] = {}, {}
        """By outcome of one tree, those of the other that are come to with it."""
        for old, new in together.ends:
            self._ends[OLD].setdefault(old, []).append(new)
            self._ends[NEW].setdefault(new, []).append(old)
        self._known: dict[tuple[frozenset[Node], Formula, Formula], Way | None] = {}

    def only_in(self, side: int) -> Iterator[Unseen]:
        """The claims that somebody sees in one tree and not in the other, in the order of the file."""
        for key, here in self.claims[side].by_key.items():
            others = [made for other in self.related[side].get(key, ()) for made in
                      self.claims[1 - side].by_key.get(other, ())]
            try:
                way = self._somebody(side, here, others)
            except NotProvedError:
                yield Unseen(here[0], None)
                continue
            if way is not None:
                yield Unseen(self._made_at(here, self._end(way, side)), way)

    def _somebody(self, side: int, here: list[Made], others: list[Made]) -> Way | None:
        """The way of somebody who sees one of some claims in a tree, and none of the others in the other."""
        said, unsaid = _At(here), _At(others)
        anywhere = bool(said.options)
        if anywhere and self._same(side, said.options, unsaid.options):
            # Whoever is told it with an answer is so in both.
            anywhere = False
        groups: dict[tuple[bool, Formula, Formula], list[Node]] = {}
        for place in self._ends[side] if anywhere else said.outcomes:
            for other in self._ends[side].get(place, ()):
                mine, theirs = said.at(place), unsaid.at(other)
                if self._same(side, mine, theirs):
                    continue
                old, new = (place, other) if side == OLD else (other, place)
                holds = self._told(side, mine)
                fails = self._conditions[1 - side].formulas.opposite(self._told(1 - side, theirs))
                if FALSE not in (holds, fails):
                    changed = self.found.outcomes.get(old) != new
                    groups.setdefault((changed, holds, fails), []).append(self.together.ends[old, new])
        for (_, holds, fails), ends in sorted(groups.items(), key=lambda group: group[0][0]):
            way = self._follow(ends, (holds, fails) if side == OLD else (fails, holds))
            if way is not None:
                return way
        return None

    def _follow(self, ends: Iterable[Node], when: tuple[Formula, Formula]) -> Way | None:
        key = frozenset(ends), *when
        if key not in self._known:
            if when == (TRUE, TRUE):
                self._known[key] = min([self.together.way(end) for end in key[0]], key=len)
            else:
                self._known[key], steps = self.together.follow(key[0], when, min(MOST_STATES, self.left))
                self.left -= steps
        return self._known[key]

    def _told(self, side: int, claims: Iterable[Made]) -> Formula:
        """That one of some claims is made."""
        conditions = self._conditions[side]
        parts = []
        for made in claims:
            when = conditions.all_hold(made.when)
            if made.option is not None:
                # An option that only one tree offers is nobody's answer.
                there = any(option.id == made.option for option in options_of(conditions.tree.questions[made.place]))
                chosen = conditions.chosen(made.place, made.option) if there else FALSE
                when = conditions.formulas.all_of([chosen, when])
            parts.append(when)
        return conditions.formulas.any_of(parts)

    def _same(self, side: int, mine: list[Made], theirs: list[Made]) -> bool:
        """Whether it is plain that whoever is told one of some claims is told one of the others in the other tree.

        That is so if they stand on the same conditions, about questions that everybody is asked in both or in neither.
        """
        if len(mine) != len(theirs):
            return False
        old, new = (mine, theirs) if side == OLD else (theirs, mine)
        return all(self._same_one(one, other) for one, other in zip(old, new, strict=True))

    def _same_one(self, old: Made, new: Made) -> bool:
        if old.option is not None or new.option is not None:
            if old.option is None or new.option is None or self.found.questions.get(old.place) != new.place:
                return False
            if self.found.options[old.place].get(old.option, old.option) != new.option or new.place in self.apart:
                return False
        mentioned: set[str] = set()
        if len(old.when) != len(new.when):
            return False
        for one, other in zip(old.when, new.when, strict=True):
            if self._meaning(OLD, one) != self._meaning(NEW, other):
                return False
            mentioned |= self._conditions[NEW].mentions(other)
        return not mentioned & self.apart

    def _meaning(self, side: int, condition: Condition) -> object:
        """All that a condition says, by itself and by the facts that it names."""
        facts = self._conditions[side].tree.facts
        found: dict[str, object] = {}
        stack = list(condition.facts)
        while stack:
            fact = facts[stack.pop()]
            if fact.id not in found:
                found[fact.id] = [fact.when.root if fact.when is not None else None, *[
                    (rule.when.root if rule.when is not None else None, rule.value) for rule in fact.rules]]
                stack += [name for own in fact.conditions for name in own.facts]
        return condition.root, found

    def _end(self, way: Way, side: int) -> str:
        """The outcome that a way comes to in a tree."""
        return self.together.comes_to(way)[side]

    def _made_at(self, here: list[Made], outcome: str) -> Made:
        """The one of some claims that is made at an outcome, else the first."""
        return next((made for made in here if made.place == outcome), here[0])


class _At:
    """Some claims by where they are made."""

    def __init__(self, claims: Iterable[Made]) -> None:
        self.outcomes: dict[str, list[Made]] = {}
        self.options: list[Made] = []
        for made in claims:
            if made.option is not None:
                self.options.append(made)
            else:
                self.outcomes.setdefault(made.place, []).append(made)

    def at(self, outcome: str) -> list[Made]:
        """Those that may be made to somebody who comes to an outcome."""
        return [*self.outcomes.get(outcome, ()), *self.options]
