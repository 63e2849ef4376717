"""Two trees, walked together by everybody who can answer both.

A node is a state of the old tree, a state of the new one, and what was said in the old that the new may still ask. The
old tree goes first: the new one waits at a question for as long as the old may still ask it, and then takes the answer
that it hears there. So a question is only ever split where one of the trees splits it, and what is left of an answer is
forgotten once neither asks for it any more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from tui.author.matched import Ids
from tui.author.spread import answers_along, spread, way_to
from tui.problems.frozen import Frozen
from tui.reason.ahead import gathered
from tui.reason.explore import MOST_STATES, NotProvedError
from tui.reason.formulas import FALSE, Formula
from tui.reason.walk import State, Walk
from tui.tree.answers import Answer
from tui.tree.conditions import part_holds
from tui.tree.names import Kind

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from typing import TypeVar

    _T = TypeVar("_T")

Told = tuple[tuple[str, int, int], ...]
"""What the new tree will hear: questions by their new ids, how many options of theirs are settled before, and values;
values that the new tree cannot tell apart are one."""

Node = tuple[State, State, Told]

OLD, NEW = 0, 1


class Move(Frozen):
    """One tree goes on from a state by a value. `heard` is whether the value was given in the other tree."""

    side: int
    state: State
    value: int
    heard: bool = False


Moves = tuple[Move, ...]

Edge = tuple[Moves, Node]
"""The moves of one step, and the node that they lead to."""

Way = list[Move]

_Step = tuple[Node, Formula, Formula]
"""A node, and what is left there of a formula of each tree."""

_NOWHERE: State = ("", 0, 0, 0, ())
_BEYOND: Node = (_NOWHERE, _NOWHERE, ())
"""What all ends lead to."""


class Refused(Frozen):
    """A value that was given in the old tree and is not offered in the new one, and the node and moves before that."""

    node: Node
    moves: Moves
    state: State
    value: int


class Together:
    """Every node that somebody comes to, and who comes to which outcomes."""

    def __init__(self, old: Walk, new: Walk, shared: Ids) -> None:
        self.walks = old, new
        self.shared = shared
        self.back = {to: id for id, to in shared.items()}
        bits = {id: 1 << i for i, id in enumerate(shared)}
        self._bits = {shared[id]: bit for id, bit in bits.items()}
        self._ahead = (gathered(old.space.tree, bits), gathered(new.space.tree, self._bits))
        """The shared questions that each tree may still ask from each place on, as bits."""
        self._alike: dict[tuple[str, int], list[int]] = {}
        self.refused: dict[tuple[State, int], Refused] = {}
        """What the new tree does not offer, each once."""
        self.edges: dict[Node, tuple[Edge, ...]] = {}
        self.proved = True
        self.ends: dict[tuple[str, str], Node] = {}
        """The pairs of outcomes, each with the node at which it is come to."""
        self._links: dict[Node, tuple[Node, Moves] | None] = {}
        self._before: dict[Node, dict[Node, Moves]] = {}
        self._explore()

    def _explore(self) -> None:
        olds, news = (walk.space.tree for walk in self.walks)
        self.root: Node = (self.walks[OLD].start(), self.walks[NEW].start(), ())
        budget = MOST_STATES + 4 * (len(olds.questions) + len(news.questions))
        for node in spread(self.root, self._leads, self._links):
            if len(self._links) > budget:
                self.proved = False
                break
            old, new, _ = node
            if old[0] in olds.outcomes and new[0] in news.outcomes:
                self.ends[old[0], new[0]] = node

    def _leads(self, node: Node) -> Iterator[tuple[Moves, Node, bool]]:
        found = self.edges[node] = tuple(self._leave(node))
        for moves, after in found:
            self._before.setdefault(after, {}).setdefault(node, moves)
            yield moves, after, self._counts(moves)

    # Where nodes lead

    def _leave(self, node: Node) -> Iterator[Edge]:
        old, new, told = node
        side = self._next(old, new)
        if side is None:
            return
        walk, state = self.walks[side], old if side == OLD else new
        place, step = state[0], state[1]
        to = self.shared.get(place) if side == OLD else None
        for value, after in walk.edges(state):
            if value < 0:
                continue
            left, said, at = (after, told, new) if side == OLD else (old, self._still(told, after), after)
            if to is not None and self._asks(NEW, new[0], to):
                said = tuple(sorted([*told, (to, step, self._as_new(to, step, value))]))
            heard = self._hear(node, Move(side, state, value), at, said)
            if heard is not None:
                moves, at, said = heard
                yield moves, (left, at, said)

    def _next(self, old: State, new: State) -> int | None:
        """The tree that goes on."""
        if new[0] in self.walks[NEW].space.tree.questions and (
                old[0] not in self.walks[OLD].space.tree.questions or not self._asks(OLD, old[0], new[0])):
            return NEW
        return OLD if old[0] in self.walks[OLD].space.tree.questions else None

    def _asks(self, side: int, place: str, question: str) -> bool:
        """Whether a tree may still ask a question (by its new id) from a place on."""
        return bool(self._ahead[side].get(place, 0) & self._bits.get(question, 0))

    def _hear(self, node: Node, move: Move, new: State, told: Told) -> tuple[Moves, State, Told] | None:
        """The new tree goes on for as long as it has heard what it asks; None where it does not offer that."""
        moves = [move]
        walk = self.walks[NEW]
        while (value := _said(told, new)) is not None:
            to = next((after for offered, after in walk.edges(new) if offered == value), None)
            if to is None:
                self.refused.setdefault((new, value), Refused(node, tuple(moves), new, value))
                return None
            moves.append(Move(NEW, new, value, heard=True))
            told = tuple([one for one in told if one[:2] != new[:2]])
            new, told = to, self._still(told, to)
        return tuple(moves), new, told

    def _still(self, told: Told, new: State) -> Told:
        """What the new tree may still ask for."""
        return tuple([one for one in told if self._asks(NEW, new[0], one[0])]) if told else told

    def _as_new(self, question: str, step: int, value: int) -> int:
        """The first value that the new tree cannot tell from a value of the same question."""
        if (question, step) not in self._alike:
            self._alike[question, step] = self._tell_apart(question, step)
        alike = self._alike[question, step]
        return alike[value] if value < len(alike) else value

    def _tell_apart(self, question: str, step: int) -> list[int]:
        space = self.walks[NEW].space
        domain = space.conditions.domain(question)
        parts = [atom.part for atom in space.conditions.atoms.get(question, ())]
        seen: list[object]
        if domain.question.kind is Kind.SEVERAL:
            return []
        if domain.question.kind is Kind.ONE:
            seen = [(tuple([part_holds(part, choice.option.id, space.today) for part in parts]), choice.when,
                     choice.goto, choice.option.id if choice.option.so is not None else "")
                    for choice in space.choices(question)]
        else:
            seen = [tuple([part_holds(part, stretch.example, space.today) for part in parts])
                    for stretch in domain.stretches]
        return [seen.index(one) for one in seen]

    # Who comes where

    def way(self, node: Node) -> Way:
        """The shortest way to a node."""
        return _moves(way_to(node, self._links))

    def comes_to(self, way: Way) -> tuple[str, str]:
        """The places in both trees to which a way leads."""
        last = {move.side: move for move in way}
        old, new = (next(after[0] for value, after in self.walks[side].edges(last[side].state)
                         if value == last[side].value) for side in (OLD, NEW))
        return old, new

    def answers(self, way: Way) -> tuple[dict[str, Answer], dict[str, Answer]]:
        """What is answered on a way: in the old tree, by its ids; and in the new tree alone, by its own."""
        old, new = self.walks
        return (answers_along(old, [(move.state, move.value) for move in way if move.side == OLD]),
                answers_along(new, [(move.state, move.value) for move in way if move.side == NEW and not move.heard]))

    def follow(self, ends: Collection[Node], when: tuple[Formula, Formula], budget: int) -> tuple[Way | None, int]:
        """The shortest way to one of some ends on which a formula of each tree holds, and the steps it took to look.

        Raises NotProvedError where that takes more steps than the budget allows.
        """
        old, new = (walk.space.formulas for walk in self.walks)
        within = self._all_before(ends)
        links: dict[_Step, tuple[_Step, Moves] | None] = {}

        def leads(step: _Step) -> Iterator[tuple[Moves, _Step, bool]]:
            node, olds, news = step
            for moves, after in self.edges.get(node, ()):
                if after not in within:
                    continue
                heard = [olds, news]
                for move in moves:
                    walk = self.walks[move.side]
                    heard[move.side] = walk.space.formulas.given(
                        heard[move.side], walk.variable(move.state), move.value)
                if FALSE not in heard:
                    yield moves, (after, heard[OLD], heard[NEW]), self._counts(moves)

        if self.root not in within or FALSE in when:
            return None, 0
        for step in spread((self.root, *when), leads, links):
            if len(links) > budget:
                raise NotProvedError
            if step[0] in ends and old.settled(step[1]) and new.settled(step[2]):
                return _moves(way_to(step, links)), len(links)
        return None, len(links)

    def _all_before(self, nodes: Collection[Node]) -> set[Node]:
        """Some nodes, and all from which they can be reached."""
        found, stack = set(nodes), list(nodes)
        while stack:
            for node in self._before.get(stack.pop(), ()):
                if node not in found:
                    found.add(node)
                    stack.append(node)
        return found

    def asked_apart(self) -> tuple[dict[str, Way], dict[str, Way]]:
        """The shared questions (by their new ids) that somebody is asked in the old tree alone, and in the new alone.

        Each with the way of such a person to both outcomes.
        """
        onward: dict[Node, tuple[Node, Moves] | None] = {}
        for _ in spread(_BEYOND, self._leads_back, onward):
            pass
        found: tuple[dict[str, Way], dict[str, Way]] = {}, {}
        for node in self._links:
            for moves, after in self.edges.get(node, ()) if node in onward else ():
                for side, question in self._apart(node, moves, after):
                    if question not in found[side] and after in onward:
                        found[side][question] = [*self.way(node), *moves, *_onward(after, onward)]
        return found

    def _leads_back(self, node: Node) -> Iterator[tuple[Moves, Node, bool]]:
        if node is _BEYOND:
            for end in self.ends.values():
                yield (), end, False
        for before, moves in self._before.get(node, {}).items():
            yield moves, before, self._counts(moves)

    def _apart(self, node: Node, moves: Moves, after: Node) -> Iterator[tuple[int, str]]:
        """The questions of which it turns out in a step that one tree alone asks them."""
        heard = {move.state[0] for move in moves if move.heard}
        still = {one[0] for one in after[2]} | heard
        for one in node[2]:
            if one[0] not in still:
                yield OLD, one[0]
        for move in moves:
            id = move.state[0]
            if move.side == OLD and id in self.shared and self.shared[id] not in still:
                yield OLD, self.shared[id]
            if move.side == NEW and id in self.back and id not in heard:
                yield NEW, id

    def _counts(self, moves: Moves) -> bool:
        """Whether a step answers a question in full that was not answered before."""
        for move in moves:
            if not move.heard:
                domain = self.walks[move.side].space.conditions.domain(move.state[0])
                if move.state[1] == len(domain.members):
                    return True
        return False


def _said(told: Told, state: State) -> int | None:
    """The value that was told of what is settled in a state."""
    for question, step, value in told:
        if question == state[0] and step == state[1]:
            return value
    return None


def _moves(way: list[tuple[_T, Moves]]) -> Way:
    return [move for _, moves in way for move in moves]


def _onward(node: Node, onward: Mapping[Node, tuple[Node, Moves] | None]) -> Way:
    """The moves from a node on to the nearest outcomes."""
    way: Way = []
    while (link := onward[node]) is not None:
        node, moves = link
        way += moves
    return way
