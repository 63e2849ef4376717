"""Where each state of a tree leads.

A state is a place and what the conditions still ahead want to know, so that people whom nothing ahead can tell apart
walk together. A `several` question is answered option by option, one state for each.
"""

from __future__ import annotations

from collections.abc import Mapping

from tui.problems.frozen import Frozen
from tui.reason.domains import IN, OUT
from tui.reason.formulas import TRUE, Formula
from tui.reason.space import Choice, Slot, Space, bits_of
from tui.reason.ways import Rules
from tui.tree.answers import UNKNOWN, Answer
from tui.tree.model import Question
from tui.tree.names import Kind

Residual = tuple[tuple[Slot, Rules | Formula], ...]
"""What is left of each slot ahead that has heard something."""

State = tuple[str, int, int, int, Residual]
"""The place; how many options of a `several` answer are settled, and chosen; the questions answered that the graph
comes back to; and the residual."""

Edge = tuple[int, State]
"""A value of the variable that is settled in a state, and the state that it leads to."""

GAP, TWICE, STUCK = "gap", "twice", "stuck"


class Trouble(Frozen):
    """What goes wrong in a question: no rule covers a case, `to` is met a second time, or no answer is offered."""

    kind: str
    question: str
    to: str | None = None


class Walk:
    """Where each state of a space leads; remembered, since many explorations of one tree pass through the same."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self.troubles: dict[State, Trouble] = {}
        self._ahead: dict[State, tuple[State, ...]] = {}
        self._edges: dict[State, tuple[Edge, ...]] = {}
        self._ahead_for: dict[tuple[State, Answer], tuple[State, ...]] = {}

    def start(self) -> State:
        """The state of somebody who has answered nothing."""
        space = self.space
        start = space.tree.start
        watched = sum(1 << v for v in space.watched_by)
        never = watched & ~space.variables_ahead.get(start, 0)
        return start, 0, 0, 0, self._heard((), start, None, 0, never)

    def ahead(self, state: State) -> tuple[State, ...]:
        """The states that a state leads to, by whatever answers; none at an outcome."""
        found = self._ahead.get(state)
        if found is None:
            leads = self.space.leads.get(state[0])
            if not leads:
                # The answer alone does not say, or there is none.
                found = tuple(dict.fromkeys([after for _, after in self.edges(state)]))
            elif self.space.slots or None in leads:
                found = tuple([self._after(state, to, None, 0) for to in leads])
            else:
                # What `_after` would say of a plain tree: these are most of all that is ever asked.
                found = tuple([(to, 0, 0, 0, ()) for to in leads])  # type: ignore[misc]  # None is not among them
            self._ahead[state] = found
        return found

    def ahead_for(self, state: State, answer: Answer | None) -> tuple[State, ...]:
        """The same for somebody whose answer is known; it binds where it is offered."""
        if answer is None or answer is UNKNOWN:
            return self.ahead(state)
        found = self._ahead_for.get((state, answer))
        if found is None:
            found = tuple(dict.fromkeys([after for _, after in self.edges_for(state, answer)]))
            self._ahead_for[state, answer] = found
        return found

    def edges(self, state: State) -> tuple[Edge, ...]:
        """Everything that can be answered in a state; nothing at an outcome."""
        found = self._edges.get(state)
        if found is None:
            question = self.space.tree.questions.get(state[0])
            found = self._edges[state] = () if question is None else self._leave(state, question)
        return found

    def edges_for(self, state: State, answer: Answer | None) -> tuple[Edge, ...]:
        """The same for somebody whose answer is known; it binds where it is offered."""
        edges = self.edges(state)
        if answer is None or answer is UNKNOWN:
            return edges
        step, domain = state[1], self.space.conditions.domain(state[0])
        value = domain.value(answer)
        if domain.question.kind is Kind.SEVERAL:
            if not isinstance(answer, frozenset) or not self._offers(state, answer):
                return edges
            if step < len(domain.members):
                value = IN if tuple(domain.members)[step] in answer else OUT
            elif not domain.counted:
                return edges
        return tuple([edge for edge in edges if edge[0] == value]) or edges

    def binds(self, state: State, answer: Answer) -> bool:
        """Whether an answer is offered in a state."""
        domain = self.space.conditions.domain(state[0])
        if domain.question.kind is Kind.SEVERAL:
            return isinstance(answer, frozenset) and self._offers(state, answer)
        value = domain.value(answer)
        return value is not None and any(edge[0] == value for edge in self.edges(state))

    def variable(self, state: State) -> int:
        """The variable that is settled in a state."""
        return self.space.conditions.domain(state[0]).variables[state[1]]

    def offered(self, state: State) -> list[Choice]:
        """The options offered in a state of a question."""
        held = dict(state[4])
        return [choice for choice in self.space.choices(state[0]) if self._is_offered(choice, held)]

    def _offers(self, state: State, answer: frozenset[str]) -> bool:
        """Whether a `several` answer is offered."""
        if not answer:
            return self.space.tree.questions[state[0]].none is not None
        return answer <= {choice.option.id for choice in self.offered(state)}

    def _is_offered(self, choice: Choice, held: Mapping[Slot, Rules | Formula]) -> bool:
        when = choice.when if choice.when_slot is None else held.get(choice.when_slot, choice.when)
        return when == TRUE or self.space.formulas.settled(when)

    def _leave(self, state: State, question: Question) -> tuple[Edge, ...]:
        if question.kind is Kind.SEVERAL:
            return self._settle_next(state, question)
        space, id = self.space, question.id
        domain, held = space.conditions.domain(id), dict(state[4])
        if question.kind is Kind.ONE:
            ways = [(value, choice.goto, choice.goto_slot) for value, choice in enumerate(space.choices(id))
                    if self._is_offered(choice, held)]
        else:
            rules, slot = space.goto(id)
            ways = [(value, rules, slot) for value in range(len(domain.stretches))]
        edges = []
        for value, rules, slot in ways:
            left = space.ways.given(rules if slot is None else held.get(slot, rules), domain.main, value)
            edges.append((value, self._after(state, space.ways.leads_to(left), domain.main, value)))
        return tuple(edges) or self._trouble(STUCK, id)

    def _settle_next(self, state: State, question: Question) -> tuple[Edge, ...]:
        """Whether the next option of a `several` answer is in it; after the last of those that matter, how many are."""
        space = self.space
        id, step, chosen, answered, residual = state
        domain = space.conditions.domain(id)
        held = dict(residual)
        offered = [choice.option.id for choice in space.choices(id) if self._is_offered(choice, held)]
        if not offered and question.none is None:
            return self._trouble(STUCK, id)
        if step < len(domain.members):
            option, member = list(domain.members.items())[step]
            edges = []
            for value in (OUT, IN) if option in offered else (OUT,):
                count = chosen + value if domain.counted else chosen | value
                heard = self._heard(residual, id, member, value, 0)
                edges.append((value, (id, step + 1, count, answered, heard)))
            return tuple(edges)
        others = sum(option not in domain.members for option in offered)
        least = max(chosen, 0 if question.none is not None else 1)
        counts = range(least, chosen + others + 1)
        if not domain.counted:
            counts = counts[:1]
        rules, slot = space.goto(id)
        if slot is not None:
            rules = held.get(slot, rules)
        return tuple([(count, self._after(state, space.ways.leads_to(space.ways.given(rules, domain.main, count)),
                                          domain.main, count)) for count in counts])

    def _after(self, state: State, to: str | None, variable: int | None, value: int) -> State:
        """The state that an answer leads to; `to` is None where no rule covers it."""
        space = self.space
        id = state[0]
        if to is None:
            return self._in_trouble(Trouble(GAP, id))
        if not space.slots or to not in space.tree.questions:
            return to, 0, 0, 0, ()
        answered = state[3] | space.looping.get(id, 0)
        if answered & space.looping.get(to, 0):
            return self._in_trouble(Trouble(TWICE, id, to))
        answered &= space.loops_ahead.get(to, 0)
        if not space.slots_ahead.get(to):
            return to, 0, 0, answered, ()
        never = space.variables_ahead.get(id, 0) & ~space.variables_ahead.get(to, 0)
        return to, 0, 0, answered, self._heard(state[4], to, variable, value, never)

    def _heard(self, residual: Residual, to: str, variable: int | None, value: int, never: int) -> Residual:
        """What the slots ahead of a place still want to know after one more answer, with some variables gone by."""
        space = self.space
        ahead = space.slots_ahead.get(to, 0)
        held = {slot: said for slot, said in residual if ahead >> slot & 1}
        if variable is not None:
            for slot in space.watched_by.get(variable, ()):
                if ahead >> slot & 1:
                    held[slot] = space.given(slot, held.get(slot, space.slots[slot]), variable, value)
        for gone in bits_of(never):
            if gone != variable:
                for slot in space.watched_by[gone]:
                    if ahead >> slot & 1:
                        held[slot] = space.given(slot, held.get(slot, space.slots[slot]), gone,
                                                 space.formulas.absent(gone))
        return tuple(sorted(held.items()))

    def _trouble(self, kind: str, question: str) -> tuple[Edge, ...]:
        return ((-1, self._in_trouble(Trouble(kind, question))),)

    def _in_trouble(self, trouble: Trouble) -> State:
        # No id has a blank in it.
        state: State = (f"{trouble.kind} {trouble.question} {trouble.to or ''}", 0, 0, 0, ())
        self.troubles[state] = trouble
        return state
