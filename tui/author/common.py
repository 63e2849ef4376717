"""Two trees as people meet them whose answers both offer, with every answer cut alike in both."""

from __future__ import annotations

from datetime import date

from tui.author.matched import Ids, Matched
from tui.interview.offer import limits
from tui.problems.frozen import replaced
from tui.reason.conditions import Conditions
from tui.tree.conditions import All, Atom, Condition, Contains, Fact, Measure, Part, Within
from tui.tree.model import Bounds, Question, Tree
from tui.tree.names import Kind

CUTS = "cuts besides"
"""A fact that nobody names: it only makes the exploration cut answers where it says. No id has a blank in it."""

Parts = dict[str, list[Part]]
"""By question, parts of its answers."""


def in_common(old: Tree, new: Tree, found: Matched, today: date) -> tuple[Tree, Tree]:
    """Both trees without what only one offers; the same values of a question in both are the same answers."""
    olds, news = dict(old.questions), dict(new.questions)
    for id, to in found.questions.items():
        olds[id], news[to] = _both(olds[id], news[to], found.options[id], today)
    old, new = replaced(old, questions=olds), replaced(new, questions=news)
    old_cuts, new_cuts = _own_cuts(old, today), _own_cuts(new, today)
    for id, to in found.questions.items():
        parts, others = old_cuts.get(id, []), new_cuts.get(to, [])
        options = found.options[id]
        former = {option: was for was, option in options.items()}
        old_cuts[id] = parts + _renamed(others, former)
        new_cuts[to] = others + _renamed(parts, options)
    return cut(old, old_cuts), cut(new, new_cuts)


def _both(old: Question, new: Question, options: Ids, today: date) -> tuple[Question, Question]:
    """One question of both trees, with the answers that both offer, in one order."""
    if old.kind is not new.kind:
        # No answer is one of both.
        return tuple(replaced(one, kind=Kind.ONE, options={}, none=None) for one in (old, new))  # type: ignore[return-value]  # two of them
    if old.kind in (Kind.NUMBER, Kind.DATE):
        bounds = _within_both(old, new, today)
        return replaced(old, bounds=bounds), replaced(new, bounds=bounds)
    none = old.none is not None and new.none is not None
    return (replaced(old, options={id: old.options[id] for id in options}, none=old.none if none else None),
            replaced(new, options={id: new.options[id] for id in options.values()}, none=new.none if none else None))


def _within_both(old: Question, new: Question, today: date) -> Bounds:
    lows, highs = zip(limits(old, today), limits(new, today), strict=True)
    low = max([low for low in lows if low is not None], default=None)
    high = min([high for high in highs if high is not None], default=None)
    return Bounds(low, high, old.bounds.whole or new.bounds.whole)


def _own_cuts(tree: Tree, today: date) -> Parts:
    """The parts of answers that a tree tells apart, in what it asks and in what it says."""
    found = so_cuts(tree)
    for id, atoms in Conditions(tree, today).atoms.items():
        found.setdefault(id, []).extend([atom.part for atom in atoms])
    for question in tree.questions.values():
        if question.kind is Kind.SEVERAL:
            # What one tree offers to somebody the other may not.
            found.setdefault(question.id, []).extend([
                Contains(option.id) for option in question.options.values() if option.when is not None])
    return found


def so_cuts(tree: Tree) -> Parts:
    """The parts of `several` answers about which something is said."""
    found: Parts = {}
    for question in tree.questions.values():
        if question.kind is Kind.SEVERAL:
            parts: list[Part] = [Contains(option.id) for option in question.options.values() if option.so is not None]
            if question.none is not None and question.none.so is not None:
                parts.append(Within(Measure.COUNT, ()))
            if parts:
                found[question.id] = parts
    return found


def _renamed(parts: list[Part], options: Ids) -> list[Part]:
    """Parts of the other tree's answers as parts of this one's. Options need no cuts: each is a value by itself."""
    return [Contains(options[part.option]) if isinstance(part, Contains) else part for part in parts
            if isinstance(part, Within) or (isinstance(part, Contains) and part.option in options)]


def cut(tree: Tree, cuts: Parts) -> Tree:
    """A tree whose exploration cuts answers by some parts, too."""
    if not cuts:
        return tree
    atoms = tuple([Atom(id, part) for id, parts in cuts.items() for part in parts])
    fact = Fact(CUTS, Condition(All(atoms), "", tree.title.at), (), tree.title.at)
    return replaced(tree, facts={**tree.facts, CUTS: fact})
