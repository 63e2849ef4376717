"""Scenarios, tried: whether each ends where it says, and if not, where it left the way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tui.interview.interview import Interview
from tui.problems.frozen import Frozen
from tui.reason.possible import possible
from tui.tree.answers import Answer
from tui.tree.model import Scenario, Tree
from tui.tree.written import listed, write_answer


class Tried(Frozen):
    """A scenario, the run as far as it came, and what is wrong, in a sentence; None where the scenario holds.

    `left` is the question whose answer left every way to the outcome that was expected.
    """

    scenario: Scenario
    run: Interview
    wrong: str | None = None
    left: str | None = None


def tried(tree: Tree, scenario: Scenario, today: date) -> Tried:
    """A scenario, tried on its own day, or on this one where it names none."""
    run = Interview.start(tree, scenario.today or today, scenario.answers)
    stopped = run.question is not None or run.stuck
    if not stopped and run.place == scenario.outcome:
        if not run.kept:
            return Tried(scenario, run)
        return Tried(scenario, run, f"{_named(run.kept)} {'is' if len(run.kept) == 1 else 'are'} not asked on this way")
    wrong = _why_stopped(run) if stopped else f"ends at '{run.place}', not at '{scenario.outcome}'"
    left = where_left(tree, run.answers, scenario.outcome, run.today)
    if left is not None:
        answer = write_answer(tree.questions[left], run.answers[left])
        wrong += f"; the way to '{scenario.outcome}' was left with {left}={answer}"
    return Tried(scenario, run, wrong, left)


def where_left(tree: Tree, answers: Mapping[str, Answer], outcome: str, today: date) -> str | None:
    """The question after whose answer an outcome was not possible any more; None where it still is, or never was."""
    order = list(answers)

    def is_possible(count: int) -> bool:
        found = possible(tree, {id: answers[id] for id in order[:count]}, today)
        return found is None or outcome in found

    low, high = 0, len(order)
    if is_possible(high) or not is_possible(0):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        if is_possible(middle):
            low = middle
        else:
            high = middle
    return order[low]


def _why_stopped(run: Interview) -> str:
    if run.stuck and not run.place:
        return f"finds no way on after '{list(run.answers)[-1]}'"
    if run.stuck:
        return f"stops at '{run.place}', which offers this person no answer"
    if run.place in run.kept:
        refused = run.refusal(run.kept[run.place])
        if refused is not None:
            return f"stops at '{run.place}': {refused.message}"
    return f"stops at '{run.place}', which the scenario does not answer"


def _named(ids: Mapping[str, Answer]) -> str:
    return listed([f"'{id}'" for id in ids])
