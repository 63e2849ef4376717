"""The conditions of a tree as formulas, and the answers of its questions as the conditions see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from tui.reason.domains import IN, Domain
from tui.reason.formulas import FALSE, TRUE, Formula, Formulas
from tui.tree.conditions import All, Atom, Condition, Expression, FactIs, Holds, Not, each_atom
from tui.tree.conditions import Any as AnyOf
from tui.tree.model import Tree
from tui.tree.names import Kind


class Conditions:
    """What the conditions of one tree say on one day."""

    def __init__(self, tree: Tree, today: date) -> None:
        self.tree = tree
        self.today = today
        self.formulas = Formulas()
        self.domains: dict[str, Domain] = {}
        """Those that have been asked for."""
        self._facts: dict[str, Formula | tuple[tuple[Formula, str], ...]] = {}
        self._atoms: dict[str, list[Atom]] | None = None
        self._said: dict[int, tuple[Expression, Formula]] = {}
        """What expressions say, by their identity; they are kept here, so that nothing else comes to have it."""

    def domain(self, question: str) -> Domain:
        """The variables of a question; made when it is first asked for."""
        found = self.domains.get(question)
        if found is None:
            found = self.domains[question] = Domain(
                self.formulas, self.tree.questions[question], self.atoms.get(question, ()), self.today)
        return found

    @property
    def atoms(self) -> Mapping[str, list[Atom]]:
        """The atoms on each question, wherever in the tree they stand."""
        if self._atoms is None:
            self._atoms = {}
            for condition in _conditions(self.tree):
                each_atom(condition.root, self._note)
        return self._atoms

    def _note(self, atom: Atom | FactIs | Holds) -> None:
        if isinstance(atom, Atom):
            assert self._atoms is not None
            self._atoms.setdefault(atom.question, []).append(atom)

    def formula(self, condition: Condition | None) -> Formula:
        """What a condition says; no condition always holds."""
        if condition is None:
            return TRUE
        known = self._said.get(id(condition.root))
        if known is not None:
            return known[1]
        self._work_out(condition.facts)
        found = self._formula(condition.root)
        self._said[id(condition.root)] = condition.root, found
        return found

    def all_hold(self, conditions: Iterable[Condition]) -> Formula:
        """That every one of some conditions holds."""
        return self.formulas.all_of([self.formula(condition) for condition in conditions])

    def answered(self, question: str) -> Formula:
        """That a question was asked."""
        formulas, main = self.formulas, self.domain(question).main
        return formulas.literal(main, (1 << formulas.sizes[main]) - 1)

    def _work_out(self, wanted: Iterable[str]) -> None:
        # A stack of our own: facts may stand on facts as deep as an author likes.
        stack = list(wanted)
        while stack:
            fact = self.tree.facts[stack[-1]]
            missing = [] if fact.id in self._facts else [
                name for condition in fact.conditions for name in condition.facts if name not in self._facts]
            if missing:
                stack += missing
                continue
            stack.pop()
            if fact.id in self._facts:
                continue
            if fact.when is not None:
                self._facts[fact.id] = self._formula(fact.when.root)
            else:
                self._facts[fact.id] = tuple([
                    (TRUE if rule.when is None else self._formula(rule.when.root), rule.value) for rule in fact.rules])

    def _formula(self, e: Expression) -> Formula:
        # Recursion is bounded by the parser: at most 100 levels of brackets and `not`.
        formulas = self.formulas
        if isinstance(e, Atom):
            return self.domain(e.question).formula(e)
        if isinstance(e, All):
            return formulas.all_of([self._formula(part) for part in e.parts])
        if isinstance(e, AnyOf):
            return formulas.any_of([self._formula(part) for part in e.parts])
        if isinstance(e, Not):
            return formulas.opposite(self._formula(e.of))
        if isinstance(e, Holds):
            found = self._facts[e.fact]
            assert isinstance(found, int)
            return found
        if isinstance(e, FactIs):
            return self._one_of(self._facts[e.fact], e.values)
        return TRUE if e.value else FALSE

    def chosen(self, question: str, option: str) -> Formula:
        """That an option is the answer to a question, or among its answers."""
        domain = self.domain(question)
        formulas = self.formulas
        if option in domain.members:
            return formulas.literal(domain.members[option], 1 << IN)
        if domain.question.kind is Kind.ONE:
            return formulas.literal(domain.main, 1 << domain.options.index(option))
        # An option that no condition names: the set is empty for `none`, else somebody may always have taken it.
        return formulas.literal(domain.main, 1) if option not in domain.options else self.answered(question)

    def _one_of(self, rules: Formula | tuple[tuple[Formula, str], ...], values: frozenset[str]) -> Formula:
        """That the first rule of a value fact that holds gives one of some values."""
        formulas = self.formulas
        assert isinstance(rules, tuple)
        holds = FALSE
        for when, value in reversed(rules):
            if value in values:
                holds = formulas.any_of([when, holds])
            else:
                holds = formulas.all_of([formulas.opposite(when), holds])
        return holds

    def mentions(self, condition: Condition) -> set[str]:
        """The questions that a condition looks at."""
        found: set[str] = set()

        def note(atom: Atom | FactIs | Holds) -> None:
            if isinstance(atom, Atom):
                found.add(atom.question)

        seen: set[str] = set()
        stack = [condition]
        while stack:
            condition = stack.pop()
            each_atom(condition.root, note)
            for name in condition.facts:
                if name not in seen:
                    seen.add(name)
                    stack += self.tree.facts[name].conditions
        return found


def _conditions(tree: Tree) -> Iterable[Condition]:
    for fact in tree.facts.values():
        yield from fact.conditions
    for question in tree.questions.values():
        for rule in question.goto:
            if rule.when is not None:
                yield rule.when
        for option in question.options.values():
            if option.when is not None:
                yield option.when
            for rule in option.goto:
                if rule.when is not None:
                    yield rule.when
            if option.so is not None:
                yield from option.so.when
        if question.none is not None and question.none.so is not None:
            yield from question.none.so.when
    for outcome in tree.outcomes.values():
        for claim in (*outcome.because, *outcome.caveats, *outcome.next_steps):
            yield from claim.when
        for item in outcome.items:
            yield from item.when
