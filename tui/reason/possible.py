"""The one question from which everything else comes: what is still possible, given what is known?"""

from __future__ import annotations

from _thread import get_ident  # what `threading` has it from; that takes a millisecond to import
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from tui.reason.explore import MOST_STATES, Exploration, NotProvedError
from tui.reason.space import Space
from tui.reason.walk import Walk
from tui.tree.answers import Answer
from tui.tree.model import Tree


def explore(tree: Tree, known: Mapping[str, Answer], today: date, budget: int = MOST_STATES) -> Exploration | None:
    """Every way that is open to somebody of whom these answers are known; None where that takes too many states.

    A known answer binds where its question is asked and the answer is offered; otherwise, and where it is unknown,
    every answer offered is tried.
    """
    try:
        return Exploration(_walk(tree, today, get_ident()), known, budget + 4 * len(tree.questions))
    except NotProvedError:
        return None


@lru_cache(maxsize=4)
def _walk(tree: Tree, today: date, _thread: int) -> Walk:
    # One for each thread: a walk learns as it goes, and two at once would mix up what they learn.
    return Walk(Space(tree, today))


def possible(tree: Tree, known: Mapping[str, Answer], today: date) -> tuple[str, ...] | None:
    """The outcomes that are still possible, in the order of the file; None where that is not proved."""
    found = explore(tree, known, today)
    return found.outcomes if found is not None else None
