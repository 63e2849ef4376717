"""Every condition of a tree where it is written, with all the places where it counts.

Facts, shared claims, options of lists and whatever an alias repeats are written once and used many times: each is
judged once, over every use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import pairwise

from tui.check.puts import PutIn
from tui.problems.frozen import Frozen
from tui.problems.problem import Place
from tui.reason.domains import IN, OUT
from tui.reason.formulas import TRUE, Formula
from tui.reason.space import Space
from tui.tree.conditions import Atom, Condition, Contains, Fact, FactIs, Holds, OneOf, each_atom
from tui.tree.model import Claim, Goto, Item, Option, Outcome, Question
from tui.tree.names import Kind

Spot = tuple[int, int]
"""What tells one place of a tree's files from another."""


def spot(place: Place) -> Spot:
    """The spot of a place."""
    return id(place.file), place.start


class Role(Enum):
    """What a condition decides."""

    GOTO = "goto"
    OPTION = "option"
    SAID = "said"
    FACT = "fact"


class Use(Frozen):
    """Where something counts: for those `among` the people at a place, once they have answered there or before."""

    place: str
    after: bool
    among: Formula = TRUE


Uses = dict[Use, None]
"""Uses in the order of the file, each once."""


class Written:
    """A condition where it is written; `name` is the option that it belongs to, `atoms` are those it names itself."""

    __slots__ = ("atoms", "condition", "formula", "name", "role", "uses")

    def __init__(self, condition: Condition, formula: Formula, role: Role, name: str) -> None:
        self.condition = condition
        self.formula = formula
        self.role = role
        self.name = name
        self.uses: Uses = {}
        self.atoms: list[Atom] = []
        each_atom(condition.root, self._note)

    def _note(self, atom: Atom | FactIs | Holds) -> None:
        if isinstance(atom, Atom):
            self.atoms.append(atom)


class Rules(Frozen):
    """A goto list where it is written, over every use of it."""

    goto: Goto
    uses: Uses


class Told(Frozen):
    """A claim or an item with conditions of its own beside those of a shared claim, at one of its outcomes."""

    what: Claim | Item
    use: Use


class Inventory:
    """The conditions, goto lists and claims of a tree that there may be something to say about, by where they stand."""

    def __init__(self, space: Space, puts: Sequence[PutIn]) -> None:
        self.space = space
        self.tree = space.tree
        self.conditions = space.conditions
        self.written: dict[Spot, Written] = {}
        self.rules: dict[Spot, Rules] = {}
        self.told: dict[Spot, list[Told]] = {}
        self.fact_uses: dict[str, Uses] = {id: {} for id in self.tree.facts}
        """The uses of each fact; facts that are read everywhere have none."""
        self.put_in = {put.name for put in puts}
        """The answers and facts that texts put in."""
        for question in self.tree.questions.values():
            self._question(question)
        for outcome in self.tree.outcomes.values():
            self._outcome(outcome)
        self.facts = list(_users_first(self.tree.facts.values()))
        self._facts(puts)

    def at(self, condition: Condition) -> Written | None:
        """A condition as it is written, if there may be something to say about it."""
        return self.written.get(spot(condition.at))

    def of_fact(self, fact: str) -> Iterator[Written]:
        """The conditions of a fact."""
        for condition in self.tree.facts[fact].conditions:
            yield self.written[spot(condition.at)]

    def options_named(self, written: Written) -> set[tuple[str, str]]:
        """The options that a condition names, with their questions, be it by itself or by its facts."""
        found: set[tuple[str, str]] = set()
        seen: set[str] = set()
        stack = [written]
        while stack:
            one = stack.pop()
            found.update([(atom.question, option) for atom in one.atoms for option in options_of(atom)])
            for fact in one.condition.facts:
                if fact not in seen:
                    seen.add(fact)
                    stack += self.of_fact(fact)
        return found

    def _note(self, condition: Condition, role: Role, uses: Iterable[Use], name: str = "") -> None:
        key = spot(condition.at)
        found = self.written.get(key)
        if found is None:
            found = self.written[key] = Written(condition, self.conditions.formula(condition), role, name)
        found.uses.update(dict.fromkeys(uses))

    # Questions and outcomes

    def _question(self, question: Question) -> None:
        id = question.id
        if question.goto and question.goto[0].when is not None and not self._at_a_glance(question):
            own = [option for option in question.options.values() if not option.goto]
            among = TRUE
            if question.kind is Kind.ONE and len(own) < len(question.options):
                among = self.conditions.formulas.any_of([taken(self.space, question, option) for option in own])
            self._goto(question.goto, Use(id, True, among))
        for option in question.options.values():
            if option.when is not None:
                self._note(option.when, Role.OPTION, [Use(id, False)], option.id)
            if option.goto and option.goto[0].when is not None:
                self._goto(option.goto, Use(id, True, taken(self.space, question, option)))
            if option.so is not None and option.so.when:
                self._so(question, option, option.so)
        if question.none is not None and question.none.so is not None and question.none.so.when:
            self._so(question, question.none, question.none.so)

    def _goto(self, goto: Goto, use: Use) -> None:
        self.rules.setdefault(spot(goto[0].at), Rules(goto, {})).uses[use] = None
        for rule in goto:
            if rule.when is not None:
                self._note(rule.when, Role.GOTO, [use])

    def _at_a_glance(self, question: Question) -> bool:
        """Whether each rule of a goto list is taken by somebody, as its targets show: nothing is left to say then."""
        leads = self.space.alone.get(question.id)
        if leads is None or len({rule.to for rule in question.goto}) < len(question.goto):
            return False
        by_options = {rule.to for option in question.options.values() for rule in option.goto}
        return question.goto[-1].when is None and all(
            rule.to in leads and rule.to not in by_options and (
                rule.when is None or isinstance(rule.when.root, Atom)) for rule in question.goto)

    def _so(self, question: Question, option: Option, so: Claim) -> None:
        uses = [Use(question.id, True, taken(self.space, question, option))]
        if any(self.conditions.mentions(condition) != {question.id} for condition in so.when):
            # It is also kept as a reason, to be said at the end if it holds there.
            chosen = taken_before(self.space, question, option)
            uses += [Use(id, False, chosen) for id in self.tree.outcomes]
        self._told(so, so.id is not None, uses)

    def _outcome(self, outcome: Outcome) -> None:
        here = [Use(outcome.id, False)]
        for claims in (outcome.because, outcome.caveats, outcome.next_steps):
            for claim in claims:
                if claim.when:
                    self._told(claim, claim.id is not None, here)
        for item in outcome.items:
            if item.when:
                self._told(item, item.claim is not None, here)

    def _told(self, what: Claim | Item, shared: bool, uses: list[Use]) -> None:
        for condition in what.when:
            self._note(condition, Role.SAID, uses)
        if shared or len(what.when) > 1:
            self.told.setdefault(spot(what.at), []).extend(Told(what, use) for use in uses)

    # Facts

    def _facts(self, puts: Iterable[PutIn]) -> None:
        everywhere: set[str] = set()
        for written in self.written.values():
            for name in written.condition.facts:
                self.fact_uses[name].update(written.uses)
        for put in puts:
            if put.name not in self.tree.facts:
                continue
            if put.at and not put.again:
                self.fact_uses[put.name].update(dict.fromkeys(readers(self.space, put)))
            else:
                everywhere.add(put.name)
        for fact in self.facts:
            uses = self.fact_uses[fact.id]
            if fact.id in everywhere:
                uses.clear()
            for condition in fact.conditions:
                self._note(condition, Role.FACT, uses)
                for name in condition.facts:
                    if fact.id in everywhere:
                        everywhere.add(name)
                    self.fact_uses[name].update(uses)


def taken(space: Space, question: Question, option: Option) -> Formula:
    """That somebody has just answered with an option."""
    return space.formulas.all_of([_chosen(space, question, option), _offered(space, question, option)])


def taken_before(space: Space, question: Question, option: Option) -> Formula:
    """The same once more has been answered."""
    offered = _offered(space, question, option)
    if space.formulas.uses[offered] & space.variables_ahead.get(question.id, 0):
        # Whether it was offered cannot be told by what has been answered since.
        offered = TRUE
    return space.formulas.all_of([_chosen(space, question, option), offered])


def _offered(space: Space, question: Question, option: Option) -> Formula:
    """When an option is offered, where its having been chosen does not say so by itself."""
    if question.kind is not Kind.SEVERAL or option.when is None:
        return TRUE
    return next(choice.when for choice in space.choices(question.id) if choice.option is option)


def _chosen(space: Space, question: Question, option: Option) -> Formula:
    """That an option is the answer to a question, or among its answers."""
    domain, formulas = space.conditions.domain(question.id), space.formulas
    if not domain.counted or option.id not in domain.options or option.id in domain.members:
        return space.conditions.chosen(question.id, option.id)
    # No condition names it: there are more options in the answer than those that are named and in it.
    sizes, members = formulas.sizes[domain.main], list(domain.members.values())
    more = [formulas.literal(domain.main, sum(1 << count for count in range(k + 1, sizes)))
            for k in range(len(members) + 1)]
    for member in reversed(members):
        inside, outside = formulas.literal(member, 1 << IN), formulas.literal(member, 1 << OUT)
        more = [formulas.any_of([formulas.all_of([inside, one_more]), formulas.all_of([outside, same])])
                for same, one_more in pairwise(more)]
    return more[0]


def readers(space: Space, put: PutIn) -> Iterator[Use]:
    """Who reads the text that puts something in."""
    tree, conditions, both = space.tree, space.conditions, space.formulas.all_of
    among = conditions.all_hold(put.when)
    if put.option is None:
        yield Use(put.at, False, among)
        return
    question = tree.questions[put.at]
    option = question.options.get(put.option) or question.none
    assert option is not None
    yield Use(put.at, True, both([taken(space, question, option), among]))
    if any(conditions.mentions(condition) != {put.at} for condition in put.when):
        # What did not hold when the question was answered may hold at the end, and is said as a reason then.
        chosen = taken_before(space, question, option)
        for id in tree.outcomes:
            yield Use(id, False, both([chosen, among]))


def _users_first(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Facts in an order in which each comes before those that it stands on."""
    known = {fact.id: fact for fact in facts}
    users = dict.fromkeys(known, 0)
    named = {fact.id: [name for condition in fact.conditions for name in condition.facts] for fact in known.values()}
    for names in named.values():
        for name in names:
            users[name] += 1
    ready = [id for id, count in users.items() if not count]
    while ready:
        id = ready.pop()
        yield known[id]
        for name in named[id]:
            users[name] -= 1
            if not users[name]:
                ready.append(name)


def options_of(atom: Atom) -> Iterable[str]:
    """The options that an atom names."""
    if isinstance(atom.part, OneOf):
        return atom.part.options
    return (atom.part.option,) if isinstance(atom.part, Contains) else ()
