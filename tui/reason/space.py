"""A tree as the exploration sees it: what its conditions want to know, and from where on nobody asks any more.

A slot is a condition, or a list of goto rules, that looks at an earlier answer than the one just given. All others can
be decided on the spot, so that a plain tree has no slots, and a place in it is all there is to know.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tui.problems.frozen import Frozen
from tui.reason.ahead import comes_back, gathered, groups
from tui.reason.alone import Leads, leads
from tui.reason.conditions import Conditions
from tui.reason.formulas import TRUE, Formula
from tui.reason.ways import Rules, Ways
from tui.tree.model import Goto, Option, Question, Tree

Slot = int
"""The number of a condition, or of a list of rules, that looks back."""


class Choice(Frozen):
    """An option as the exploration sees it: when it is offered, and where it leads, each said at once or by a slot."""

    option: Option
    when: Formula
    when_slot: Slot | None
    goto: Rules
    goto_slot: Slot | None


class Space:
    """Everything about one tree, on one day, that does not depend on what is known."""

    def __init__(self, tree: Tree, today: date) -> None:
        self.tree = tree
        self.today = today
        self.conditions = Conditions(tree, today)
        self.formulas = self.conditions.formulas
        self.ways = Ways(self.formulas)
        self._choices: dict[str, tuple[Choice, ...]] = {}
        self._gotos: dict[str, tuple[Rules, Slot | None]] = {}
        self.slots: list[Rules | Formula] = []
        """What each slot says before anything is known."""
        self.is_rules: list[bool] = []
        """Whether a slot is a goto list, or else a condition."""
        self.at: list[str] = []
        """The question at which each slot is decided."""
        self.watched_by: dict[int, list[Slot]] = {}
        """The slots that look at each variable."""
        self.leads: dict[str, Leads] = {}
        """Where questions lead that are left by the answer alone, and whose answers no slot looks at either."""
        self.alone: dict[str, Leads] = {}
        """The same, whatever looks at the answers."""
        self.plain = False
        """Whether a place is all there is to know, and nothing can go wrong but that a way comes back."""
        self._find_slots()
        self._look_ahead()

    # Questions, as the exploration meets them

    def choices(self, question: str) -> tuple[Choice, ...]:
        """The options of a question. A number or date question has none; `goto` says where it leads."""
        if question not in self._choices:
            self._read(question)
        return self._choices[question]

    def goto(self, question: str) -> tuple[Rules, Slot | None]:
        """Where a question leads whose options do not say."""
        if question not in self._gotos:
            self._read(question)
        return self._gotos[question]

    def given(self, slot: Slot, said: Rules | Formula, variable: int, value: int) -> Rules | Formula:
        """What is left of what a slot says once a variable has a value."""
        return self.ways.given(said, variable, value) if self.is_rules[slot] else self.formulas.given(
            said, variable, value)

    def _find_slots(self) -> None:
        facts, today = self.tree.facts, self.today
        for id, question in self.tree.questions.items():
            found = leads(question, facts, today)
            if found is None:
                self._read(id)
            else:
                self.leads[id] = found
        self.alone = dict(self.leads)
        for id, domain in self.conditions.domains.items():
            if id in self.leads and any(variable in self.watched_by for variable in domain.variables):
                del self.leads[id]
        self.plain = len(self.leads) == len(self.tree.questions) and all(
            found and None not in found for found in self.leads.values())

    def _read(self, id: str) -> None:
        question = self.tree.questions[id]
        own = self._gotos[id] = self._goto(question, question.goto)
        self._choices[id] = tuple([self._choice(question, option, own) for option in question.options.values()])

    def _choice(self, question: Question, option: Option, own: tuple[Rules, Slot | None]) -> Choice:
        goto, goto_slot = self._goto(question, option.goto) if option.goto else own
        if option.when is None:
            return Choice(option, TRUE, None, goto, goto_slot)
        when = self.conditions.formula(option.when)
        for variable in self.conditions.domain(question.id).variables:
            # It is judged before the question itself has an answer.
            when = self.formulas.given(when, variable, self.formulas.absent(variable))
        return Choice(option, when, self._slot(question.id, when, self.formulas.uses[when]), goto, goto_slot)

    def _goto(self, question: Question, goto: Goto) -> tuple[Rules, Slot | None]:
        if len(goto) <= 1 and (not goto or goto[0].when is None):
            return self.ways.rules([(TRUE, rule.to) for rule in goto]), None
        rules = self.ways.rules([(self.conditions.formula(rule.when), rule.to) for rule in goto])
        own = 1 << self.conditions.domain(question.id).main
        return rules, self._slot(question.id, rules, self.ways.uses(rules), own, is_rules=True)

    def _slot(self, question: str, said: Rules | Formula, uses: int, own: int = 0,
              is_rules: bool = False) -> Slot | None:
        if not uses & ~own:
            return None
        slot = len(self.slots)
        self.slots.append(said)
        self.is_rules.append(is_rules)
        self.at.append(question)
        for variable in bits_of(uses):
            self.watched_by.setdefault(variable, []).append(slot)
        return slot

    # What is still ahead of each place

    def _look_ahead(self) -> None:
        tree = self.tree
        slots: dict[str, int] = {}
        for slot, question in enumerate(self.at):
            slots[question] = slots.get(question, 0) | 1 << slot
        variables = {id: sum(1 << variable for variable in domain.variables if variable in self.watched_by)
                     for id, domain in self.conditions.domains.items()}
        among = list(groups(tree)) if self.slots else []
        looping = [id for group in among if comes_back(tree, group) for id in group]
        self.looping = {id: 1 << i for i, id in enumerate(looping)}
        """The questions that the graph, conditions aside, comes back to: each with a bit of its own."""
        self.slots_ahead = gathered(tree, slots, among) if slots else {}
        """The slots that can still be decided from each place on, as bits; places without any are left out."""
        self.variables_ahead = gathered(tree, variables, among) if slots else {}
        """The watched variables that can still be answered from each question on, as bits."""
        self.loops_ahead = gathered(tree, self.looping, among) if looping else {}
        """The looping questions that can still be met from each question on, as bits."""


def bits_of(bits: int) -> Iterator[int]:
    """The places of the bits that are set."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low
