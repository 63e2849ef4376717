"""Questions that are left by the answer to them alone: where they lead, worked out without variables or formulas.

Most questions of most trees are such. Their answers are cut into pieces by the question's own conditions only, and some
pieces together are the bits of a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from tui.reason.domains import EXACT, between, days
from tui.tree.answers import Answer
from tui.tree.conditions import All, Atom, Constant, Expression, Fact, FactIs, Holds, Not, Part, Within, part_holds
from tui.tree.conditions import Any as AnyOf
from tui.tree.model import Goto, Question
from tui.tree.names import Kind

Leads = tuple[str | None, ...]
"""Places, each once; None where some answer is covered by no rule. There are none where there is no answer to give."""

_LARGE = 10**9
_FINE = Decimal("1e-9")
_ONE = Decimal(1)


def leads(question: Question, facts: Mapping[str, Fact], today: date) -> Leads | None:
    """Where the answers to a question lead; None where it takes more than the answer to say so.

    The options of a `several` answer are settled one after another, so that they are never one answer alone.
    """
    options = question.options.values()
    if question.kind is Kind.SEVERAL:
        return None
    found: dict[str | None, None] = {}
    for option in options:
        goto = option.goto or question.goto
        if option.when is not None:
            return None
        if goto[0].when is not None:
            break
        found[goto[0].to] = None
    else:
        if options:
            return tuple(found)
    return _by_conditions(question, facts, today)


def _by_conditions(question: Question, facts: Mapping[str, Fact], today: date) -> Leads | None:
    gotos = [option.goto for option in question.options.values()]
    if any(option.when is not None for option in question.options.values()):
        return None
    parts = _parts(question.id, [*gotos, question.goto], facts)
    if parts is None:
        return None
    pieces = (_Numbers if question.kind is Kind.NUMBER else _Examples)(question, parts, facts, today)
    found: dict[str | None, None] = {}
    left = pieces.offered
    for i, goto in enumerate(gotos):
        if goto:
            pieces.go(goto, 1 << i, found)
            left &= ~(1 << i)
    pieces.go(question.goto, left, found)
    return tuple(found)


def _parts(question: str, gotos: Iterable[Goto], facts: Mapping[str, Fact]) -> list[Part] | None:
    """The parts of the answers that some rules speak of; None where they speak of other questions too.

    Facts that stand on other facts are none of ours either: they may do so as deep as an author likes.
    """
    found: list[Part] = []
    seen: set[str] = set()
    stack = [rule.when.root for goto in gotos for rule in goto if rule.when is not None]
    while stack:
        e = stack.pop()
        if isinstance(e, Atom):
            if e.question != question:
                return None
            found.append(e.part)
        elif isinstance(e, Not):
            stack.append(e.of)
        elif isinstance(e, Holds | FactIs):
            if e.fact not in seen:
                seen.add(e.fact)
                if any(condition.facts for condition in facts[e.fact].conditions):
                    return None
                stack += [condition.root for condition in facts[e.fact].conditions]
        elif not isinstance(e, Constant):
            stack += e.parts
    return found


class _Pieces:
    """The answers to a question in pieces that its own conditions cannot tell apart."""

    def __init__(self, question: Question, parts: Iterable[Part], facts: Mapping[str, Fact], today: date) -> None:
        self.question = question
        self.facts = facts
        self.today = today
        self.offered = 0
        """The pieces in which there is an answer that is offered."""
        self._values: dict[str, dict[str, int]] = {}
        self.cut(parts)

    def cut(self, parts: Iterable[Part]) -> None:
        raise NotImplementedError

    def part(self, part: Part) -> int:
        """The pieces that are within a part."""
        raise NotImplementedError

    def go(self, goto: Goto, left: int, found: dict[str | None, None]) -> None:
        """Add the places to which a goto list leads with some pieces."""
        for rule in goto:
            if not left:
                return
            taken = left if rule.when is None else left & self.of(rule.when.root)
            if taken:
                found[rule.to] = None
                left ^= taken
        if left:
            found[None] = None

    def of(self, e: Expression) -> int:
        """The pieces for which an expression holds."""
        # Recursion is bounded by the parser, and by facts that stand on none.
        if isinstance(e, Atom):
            return self.part(e.part)
        if isinstance(e, All):
            holds = self.offered
            for part in e.parts:
                holds &= self.of(part)
            return holds
        if isinstance(e, AnyOf):
            holds = 0
            for part in e.parts:
                holds |= self.of(part)
            return holds
        if isinstance(e, Not):
            return self.offered & ~self.of(e.of)
        if isinstance(e, Holds):
            when = self.facts[e.fact].when
            return self.of(when.root) if when is not None else 0
        if isinstance(e, FactIs):
            return sum(pieces for value, pieces in self.values(e.fact).items() if value in e.values)
        return self.offered if e.value else 0

    def values(self, fact: str) -> dict[str, int]:
        """The pieces for which a value fact has each of its values."""
        found = self._values.get(fact)
        if found is None:
            found = self._values[fact] = {}
            left = self.offered
            for rule in self.facts[fact].rules:
                taken = left if rule.when is None else left & self.of(rule.when.root)
                found[rule.value] = found.get(rule.value, 0) | taken
                left ^= taken
        return found


class _Examples(_Pieces):
    """Options, or stretches of days: each piece has an answer that stands for all of it."""

    def cut(self, parts: Iterable[Part]) -> None:
        self.answers: list[Answer] = list(self.question.options)
        if self.question.kind is Kind.DATE:
            within = [part for part in parts if isinstance(part, Within)]
            self.answers = [stretch.example for stretch in days(self.question, within, self.today)]
        self.offered = (1 << len(self.answers)) - 1

    def part(self, part: Part) -> int:
        return sum(1 << i for i, answer in enumerate(self.answers) if part_holds(part, answer, self.today))


class _Numbers(_Pieces):
    """Numbers: piece 2i+1 is the i-th number at which something is cut, piece 2i are those right below it."""

    def cut(self, parts: Iterable[Part]) -> None:
        bounds = self.question.bounds
        ends = [end for part in parts if isinstance(part, Within) for r in part.ranges for end in (r.low, r.high)]
        cuts = sorted({end for end in (*ends, bounds.low, bounds.high) if isinstance(end, Decimal)})
        self.places = {end: 2 * i + 1 for i, end in enumerate(cuts)}
        first = self.places[bounds.low] if isinstance(bounds.low, Decimal) else 0
        last = self.places[bounds.high] if isinstance(bounds.high, Decimal) else 2 * len(cuts)
        least = _ONE if bounds.whole else _FINE
        small = bool(cuts) and cuts[0] > -_LARGE and cuts[-1] < _LARGE
        self.offered = (2 << last) - (1 << first)
        for piece in range(first, last + 1):
            i = piece >> 1
            if piece & 1:
                if bounds.whole and cuts[i] != cuts[i].to_integral_value():
                    self.offered ^= 1 << piece
                continue
            low, high = cuts[i - 1] if i else None, cuts[i] if i < len(cuts) else None
            # Beyond numbers that are not large, and between two that are far enough apart, there is always one: it need
            # not be looked for.
            if small and (low is None or high is None or EXACT.subtract(high, low) > least):
                continue
            if between(low, high, bounds.whole) is None:
                self.offered ^= 1 << piece

    def part(self, part: Part) -> int:
        if not isinstance(part, Within):
            return self.offered
        found = 0
        for r in part.ranges:
            first = self.places[r.low] + r.low_open if isinstance(r.low, Decimal) else 0
            last = self.places[r.high] - r.high_open if isinstance(r.high, Decimal) else 2 * len(self.places)
            if first <= last:
                found |= (2 << last) - (1 << first)
        return found
