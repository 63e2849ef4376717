"""What is certain of somebody who has said "I don't know": what holds on every way still open to them."""

from __future__ import annotations

from collections.abc import Iterable

from tui.interview.interview import Interview
from tui.tree.answers import UNKNOWN
from tui.tree.conditions import Condition, FactRule
from tui.tree.model import Option

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from tui.reason.prospect import Prospect


def holds(interview: Interview, conditions: Iterable[Condition]) -> bool:
    """Whether all of some conditions hold: with unknown answers, on every way that leads to where the person is."""
    when = tuple(conditions)
    if not when or not interview.unsure:
        return all(interview.known.holds(condition) for condition in when)
    ahead = interview.prospect
    if ahead is None:
        return False
    from tui.reason.witness import judge

    formula = ahead.space.conditions.all_hold(when)
    return all(judge(ahead.exploration, place, [formula])[0].fails is None for place in _places(interview, ahead))


def counts(interview: Interview, question: str) -> bool:
    """Whether the answer to an answered question counts: with unknown answers, on every way still open."""
    ahead = interview.prospect if interview.unsure else None
    if ahead is None:
        return not interview.unsure
    answer = interview.answers[question]
    return not ahead.without(question) and all(ahead.exploration.walk.binds(state, answer)
                                               for state in ahead.states(question))


def options_left(interview: Interview, question: str) -> tuple[Option, ...]:
    """The options of a question answered with unknown that may still be meant; none where it has no options."""
    ahead = interview.prospect
    if ahead is None or interview.answers.get(question) is not UNKNOWN:
        return ()
    from tui.reason.witness import options_on_the_way

    left: set[str] = set()
    for place in _places(interview, ahead):
        left |= options_on_the_way(ahead.exploration, question, place)
    asked = interview.tree.questions[question]
    options = (*asked.options.values(), *((asked.none,) if asked.none is not None else ()))
    return tuple(option for option in options if option.id in left)


def values_left(interview: Interview, fact: str) -> tuple[FactRule, ...]:
    """The rules of a value fact of which one gives its value, one a label; just one where everything is known."""
    ahead = interview.prospect if interview.unsure else None
    if ahead is None:
        return (interview.known.value(fact),)
    from tui.reason.witness import judge

    conditions, rules = ahead.space.conditions, interview.tree.facts[fact].rules
    formulas = conditions.formulas
    # A rule gives the value where it holds and none before it does.
    others: list[int] = []
    alone: list[int] = []
    for rule in rules:
        when = conditions.formula(rule.when)
        alone.append(formulas.all_of([when, *others]))
        others.append(formulas.opposite(when))
    left: dict[str, FactRule] = {}
    verdicts = [judge(ahead.exploration, place, alone) for place in _places(interview, ahead)]
    for rule, *found in zip(rules, *verdicts, strict=True):
        if any(verdict.holds is not None for verdict in found):
            left.setdefault(rule.label, rule)
    return tuple(left.values())


def _places(interview: Interview, ahead: Prospect) -> tuple[str, ...]:
    """Where the person is; at an end that depends, each outcome that it may be."""
    return (interview.place,) if interview.place else ahead.outcomes
