"""What changes nothing: where an answer would lead, what a change would do, what would change the outcome."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tui.chat.effect import Effect, say, say_refused
from tui.chat.talk import For, Talk
from tui.interview.changing import read_option
from tui.interview.comparing import comparable, find_outcome
from tui.interview.offer import Refused
from tui.interview.told import NOT_PROVED, change_said, effect_said, leads_said, where_said
from tui.problems.frozen import replaced


def show_where(talk: Talk, rest: str) -> Effect:
    """Where an option would lead; without one, where each would."""
    asked = talk.asked
    if not rest:
        return Effect(talk.say("where", said=leads_said(asked)), aside=True)
    option = read_option(asked, rest)
    if isinstance(option, Refused):
        return say_refused(talk, option)
    return Effect(talk.say("where", said=where_said(asked, option)), aside=True)


def show_unknown(talk: Talk, _rest: str) -> Effect:
    """How to find out, and where each answer would lead; from then on 0 goes on without one, where that is allowed."""
    question = talk.question
    assert question is not None
    told = leads_said(talk.asked)
    return Effect(replaced(talk.say("unknown", question.id, told), may_go_on=question.unknown), aside=True)


def show_changes(talk: Talk, _rest: str) -> Effect:
    """Every other answer after which the outcome would be another."""
    from tui.interview.whatif import would_change

    interview = talk.interview
    found = talk.ahead.would_change if talk.ahead is not None else would_change(interview)
    if found is None:
        return say(talk, NOT_PROVED)
    if not found:
        return say(talk, "No other single answer would change this.")
    return Effect(talk.say("whatif", said=tuple(change_said(interview, change) for change in found)), aside=True)


def show_comparison(talk: Talk, rest: str) -> Effect:
    """Two outcomes side by side; without a name, ask which other one."""
    if not comparable(talk.interview):
        return say(talk, "This tree has no other outcome.")
    if not rest:
        return Effect(replaced(talk.cancel(), prompt=For.COMPARE))
    outcome = find_outcome(talk.interview, rest)
    if isinstance(outcome, Refused):
        return say_refused(talk, outcome)
    return Effect(talk.cancel().say("compare", outcome), aside=True)


def show_map(talk: Talk, _rest: str) -> Effect:
    """The map of the tree, on a screen of its own."""
    return Effect(talk, shows_map=True)


def show_preview(talk: Talk) -> Effect:
    """What the change would do that the person wants to make."""
    from tui.interview.whatif import effect

    interview, answer = talk.interview, talk.wanted
    assert answer is not None
    if interview.answers[talk.changing] == answer:
        return say(talk.cancel(), "That is your answer already; nothing changes.")
    found = effect(interview, talk.changing, answer)
    if isinstance(found, Refused):
        return say_refused(talk.change(talk.changing), found)
    return Effect(replaced(talk, told=effect_said(interview, talk.changing, answer, found)))


def _aside(about: str, talk: Talk, rest: str) -> Effect:
    return Effect(talk.say(about, talk.asked.place if about == "why" else rest), aside=True)


LOOKS: dict[str, Callable[[Talk, str], Effect]] = {
    **{about: partial(_aside, about) for about in ("why", "terms", "sources", "answers", "help")},
    "where": show_where, "unknown": show_unknown, "whatif": show_changes, "compare": show_comparison, "map": show_map,
}
"""The commands that only show something, each with what was typed behind it."""
