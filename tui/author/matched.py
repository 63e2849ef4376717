"""What of an old tree is what in a new one: by the same id, or by a former one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tui.problems.frozen import Frozen
from tui.tree.model import Option, Outcome, Question, Tree

Ids = Mapping[str, str]
"""From ids of the old tree to those of the new one; what is gone is left out."""


class Matched(Frozen):
    """The questions and outcomes that are in both of two trees, and, by old question, the options."""

    questions: Ids
    outcomes: Ids
    options: Mapping[str, Ids]


def matched(old: Tree, new: Tree) -> Matched:
    """What is in both of two trees."""
    questions = _pairs(old.questions, new.questions)
    return Matched(questions, _pairs(old.outcomes, new.outcomes), {
        id: _pairs(old.questions[id].options, new.questions[to].options) for id, to in questions.items()})


def _pairs(old: Iterable[str], new: Mapping[str, Question] | Mapping[str, Outcome] | Mapping[str, Option]) -> Ids:
    """In the order of the old tree. A live id wins over a former one, and each is matched once."""
    old = dict.fromkeys(old)
    found = {id: id for id in old if id in new}
    for one in new.values():
        if one.formerly and one.id not in found:
            former = next((id for id in one.formerly if id in old and id not in found), None)
            if former is not None:
                found[former] = one.id
    return {id: found[id] for id in old if id in found}
