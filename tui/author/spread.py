"""The shortest way to everything in a graph, and the answers along a way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from tui.reason.domains import IN
from tui.reason.walk import State, Walk
from tui.tree.answers import Answer
from tui.tree.names import Kind

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from typing import TypeVar

    Node = TypeVar("Node")
    Step = TypeVar("Step")

Way = Sequence[tuple[State, int]]
"""States in the order in which they are left, each with the value by which it is."""


def spread(root: Node, leads: Callable[[Node], Iterable[tuple[Step, Node, bool]]],
           links: dict[Node, tuple[Node, Step] | None]) -> Iterator[Node]:
    """Every node that can be reached, those after fewer steps first; `links` says how each was come to.

    Of each step it is said whether it counts: the options of a `several` answer are settled one by one, and together
    are one answer.
    """
    links[root] = None
    level = [root]
    while level:
        following: list[tuple[Node, tuple[Node, Step]]] = []
        # The level grows while it is gone through, by what is no step further.
        for node in level:
            yield node
            for step, after, counts in leads(node):
                if after in links:
                    continue
                if counts:
                    following.append((after, (node, step)))
                else:
                    links[after] = node, step
                    level.append(after)
        level = []
        for after, link in following:
            if after not in links:
                links[after] = link
                level.append(after)


def way_to(node: Node, links: dict[Node, tuple[Node, Step] | None]) -> list[tuple[Node, Step]]:
    """The nodes before a node, each with the step by which it is left."""
    way = []
    link = links[node]
    while link is not None:
        way.append(link)
        link = links[link[0]]
    way.reverse()
    return way


def answers_along(walk: Walk, way: Way, wanted: Mapping[str, str] | None = None) -> dict[str, Answer]:
    """The answers along a way; `wanted` is, by question, an option that is taken before others that no condition names.
    """
    questions = walk.space.tree.questions
    answers: dict[str, Answer] = {}
    members: list[str] = []
    for state, value in way:
        question = questions[state[0]]
        domain = walk.space.conditions.domain(question.id)
        found: Answer
        if question.kind is Kind.ONE:
            found = domain.options[value]
        elif question.kind is not Kind.SEVERAL:
            found = domain.stretches[value].example
        elif state[1] < len(domain.members):
            if value == IN:
                members.append(tuple(domain.members)[state[1]])
            continue
        else:
            others = [choice.option.id for choice in walk.offered(state) if choice.option.id not in domain.members]
            first = (wanted or {}).get(question.id)
            least = min(1, value)
            if first in others:
                others = [first, *others]
                least = len(members) + 1
            more = (value if domain.counted else least) - len(members)
            found = frozenset([*members, *others[:max(0, more)]])
            members = []
        answers[question.id] = found
    return answers
