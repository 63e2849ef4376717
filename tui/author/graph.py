"""A tree as a graph: where each question leads, in the words of its options and conditions."""

from __future__ import annotations

from collections.abc import Iterator

from tui.author.words import label_of, words_of
from tui.problems.frozen import Frozen
from tui.tree.conditions import Condition
from tui.tree.model import Goto, Question, Tree
from tui.tree.names import Kind


class Edge(Frozen):
    """A way from a question: what is said or must hold for it, and where it goes."""

    said: str
    to: str


def edges(question: Question) -> Iterator[Edge]:
    """Every way by which a question can be left, in the order of the file."""
    shared = []
    for option in question.options.values():
        if not option.goto:
            shared.append(option)
            continue
        offered = f" (offered only when {_written(option.when)})" if option.when is not None else ""
        yield from _ways(label_of(option) + offered, option.goto)
    if not shared and question.options:
        return
    few = question.kind is Kind.ONE and len(shared) < len(question.options)
    yield from _ways("any other answer" if few else "any answer", question.goto, plain=not few)


def words_at(tree: Tree, id: str) -> str:
    """What a question asks, or what an outcome recommends."""
    return words_of(tree.questions[id].ask if id in tree.questions else tree.outcomes[id].recommend) or id


def _ways(said: str, goto: Goto, plain: bool = False) -> Iterator[Edge]:
    """The rules of a goto; where they go for every answer (`plain`) their conditions say it all."""
    for rule in goto:
        condition = f"when {_written(rule.when)}" if rule.when is not None else "otherwise" if len(goto) > 1 else ""
        yield Edge(condition if plain and condition else f"{said}, {condition}" if condition else said, rule.to)


def _written(condition: Condition) -> str:
    return " ".join(condition.text.split())
