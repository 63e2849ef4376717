"""What is certain of somebody who has said "I don't know": what holds on every way still open to them."""

from __future__ import annotations

from collections.abc import Iterable

from tui.interview.interview import Interview
from tui.tree.answers import UNKNOWN
from tui.tree.conditions import Condition, FactRule
from tui.tree.model import Option


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
    return judge(ahead.exploration, interview.place, [formula])[0].fails is None


def options_left(interview: Interview, question: str) -> tuple[Option, ...]:
    """The options of a question answered with unknown that may still be meant; none where it has no options."""
    ahead = interview.prospect
    if ahead is None or interview.answers.get(question) is not UNKNOWN:
        return ()
    from tui.reason.witness import options_on_the_way

    left = options_on_the_way(ahead.exploration, question, interview.place)
    return tuple(option for id, option in interview.tree.questions[question].options.items() if id in left)


def values_left(interview: Interview, fact: str) -> tuple[FactRule, ...]:
    """The rules of a value fact of which one gives its value; there is but one where everything is known."""
    ahead = interview.prospect if interview.unsure else None
    if ahead is None or not interview.place:
        return (interview.known.value(fact),)
    from tui.reason.witness import judge

    rules = {rule.value: rule for rule in reversed(interview.tree.facts[fact].rules)}
    formulas = [ahead.space.conditions.has_value(fact, value) for value in rules]
    verdicts = judge(ahead.exploration, interview.place, formulas)
    found = [rule for rule, verdict in zip(rules.values(), verdicts, strict=True) if verdict.holds is not None]
    return tuple(reversed(found))
