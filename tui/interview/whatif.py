"""What if: which answers decided the outcome, what would have changed it, and where an answer would lead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tui.interview.interview import Interview
from tui.interview.offer import Refused
from tui.problems.frozen import Frozen
from tui.reason.answers import Group, Range, groups
from tui.reason.possible import explore
from tui.reason.prospect import Prospect, prospect
from tui.reason.witness import shortest
from tui.tree.answers import UNKNOWN, Answer


class Change(Frozen):
    """Another answer to one question, all others kept, after which the outcome would not be exactly this one.

    `answer` is one such answer; `range`, `contains` and `lacks` say which others are like it.
    """

    question: str
    answer: Answer
    outcomes: tuple[str, ...]
    range: Range | None
    contains: tuple[str, ...]
    lacks: tuple[str, ...]


class Depends(Frozen):
    """What the end depends on: outcomes, each with the shortest run that leads there, and the question to settle."""

    unknown: tuple[str, ...]
    outcomes: tuple[tuple[str, Mapping[str, Answer]], ...]
    settle: str | None


class Effect(Frozen):
    """What changing an answer would do, questions in the order of the file: answers kept, those that were set aside and
    come back among them; answers dropped; questions asked anew; and the outcomes possible before and after."""

    kept: tuple[str, ...]
    dropped: tuple[str, ...]
    asked: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


def decided_by(interview: Interview) -> tuple[str, ...] | None:
    """The answers that decided an outcome; None where that is not proved.

    From the last asked to the first, each is dropped whose removal leaves one possible outcome; what stays, decided.
    """
    known = _deciding(interview, interview.answers, interview.answers)
    return None if known is None else tuple(id for id in interview.answers if id in known)


def _deciding(interview: Interview, answers: Mapping[str, Answer], doubted: Iterable[str]) -> dict[str, Answer] | None:
    """Answers that lead to one outcome, without those of the doubted ones that are not needed for it."""
    known = dict(answers)
    for id in reversed(list(doubted)):
        without = {other: answer for other, answer in known.items() if other != id}
        found = explore(interview.tree, without, interview.today)
        if found is None:
            return None
        if len(found.outcomes) == 1:
            known = without
    return known


def would_change(interview: Interview) -> tuple[Change, ...] | None:
    """Every other answer after which the possible outcomes are not exactly this one, the latest question first.

    None where that is not proved.
    """
    found: list[Change] = []
    for id in reversed(list(interview.answers)):
        others = {other: answer for other, answer in interview.answers.items() if other != id}
        ahead = prospect(interview.tree, others, interview.today)
        if ahead is None:
            return None
        # With unknown answers before it, it may be met on other ways by now than it was when it was asked.
        then = interview.at(id).prospect if interview.unsure else None
        for group in groups(ahead, id, asked=then.open.get(id) if then is not None else None):
            outcomes = ahead.named(group.reached)
            if outcomes != (interview.place,):
                found.append(Change(id, group.answer, outcomes, group.range, group.contains, group.lacks))
    return tuple(found)


def where(interview: Interview, option: str) -> tuple[str, ...] | None:
    """The outcomes that are possible once an option of the open question is taken (or is among those taken)."""
    ahead, question = interview.prospect, interview.question
    if ahead is None or question is None:
        return None
    reached = 0
    for group in groups(ahead, question.id, option):
        reached |= group.reached
    return ahead.named(reached)


def depends(interview: Interview) -> Depends | None:
    """What the end of an interview depends on; None where it has not come to such an end."""
    ahead = interview.prospect
    if not interview.depends or ahead is None:
        return None
    runs = shortest(ahead.exploration, ahead.outcomes)
    unknown = tuple(id for id in interview.tree.questions if interview.answers.get(id) is UNKNOWN)
    return Depends(unknown, tuple((id, runs[id]) for id in ahead.outcomes), _settles_most(interview, ahead, unknown))


def needed(interview: Interview, run: Mapping[str, Answer]) -> dict[str, Answer | tuple[Group, ...]]:
    """Of all that a person does not know, the answers of a run that are needed for its outcome.

    One of them is given with all others that lead there once the rest is as it is in the run: the only number, date or
    set, or the last option.
    """
    # What was answered is missing too where it is not offered on this way.
    missing = [id for id, answer in run.items() if interview.answers.get(id) != answer]
    known = _deciding(interview, run, missing) or run
    found: dict[str, Answer | tuple[Group, ...]] = {id: known[id] for id in missing if id in known}
    wide = [id for id in found if not isinstance(known[id], str)]
    # Of two numbers, each could stand for others only as long as the other one stays as it is.
    if found and len(wide) < 2:
        id = wide[0] if wide else list(found)[-1]
        rest = {other: answer for other, answer in {**interview.answers, **known}.items() if other != id}
        ahead = prospect(interview.tree, rest, interview.today)
        every = groups(ahead, id) if ahead is not None else []
        here = next((group for group in every if covers(group, known[id])), None)
        if here is not None:
            found[id] = tuple(group for group in every if group.reached == here.reached)
    return found


def covers(group: Group | Change, answer: Answer) -> bool:
    """Whether an answer to the question of a group is among those that it stands for."""
    if isinstance(answer, frozenset):
        return answer.issuperset(group.contains) and answer.isdisjoint(group.lacks)
    return group.range.holds(answer) if group.range is not None else group.answer == answer


def _settles_most(interview: Interview, ahead: Prospect, unknown: Iterable[str]) -> str | None:
    """The question whose worst answer leaves the fewest outcomes."""
    left = {}
    for id in unknown:
        if ahead.states(id):
            left[id] = max(group.reached.bit_count() for group in groups(ahead, id))
    return min((id for id in interview.tree.questions if id in left), key=lambda id: left[id], default=None)


def effect(interview: Interview, question: str, answer: Answer) -> Effect | Refused | None:
    """What changing an answered question's answer would do; None where that is not proved."""
    changed = interview.change(question, answer)
    if isinstance(changed, Refused):
        return changed
    known = {**interview.kept, **interview.answers, question: answer}
    ahead, before = prospect(interview.tree, known, interview.today), interview.possible
    if ahead is None or before is None:
        return None
    counts = {id for id in ahead.asked if id in known and may_count(ahead, id, known[id])}
    others = [id for id in interview.tree.questions if id != question]
    return Effect(tuple(id for id in others if id in counts),
                  tuple(id for id in others if id in interview.answers and id not in counts),
                  tuple(id for id in ahead.asked if id not in counts), before, ahead.outcomes)


def may_count(ahead: Prospect, question: str, answer: Answer) -> bool:
    """Whether an answer that is known may be given on some way still open."""
    states = ahead.states(question)
    if answer is UNKNOWN:
        return bool(states) and ahead.space.tree.questions[question].unknown
    return any(ahead.exploration.walk.binds(state, answer) for state in states)


def set_aside(before: Interview, after: Interview) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The questions whose answers a change took off the route: those that will count where they are asked again, and
    those that will not."""
    gone = [id for id in before.answers if id not in after.answers]
    ahead = prospect(after.tree, {**after.kept, **after.answers}, after.today) if gone else None
    waiting = tuple(id for id in gone if ahead is not None and may_count(ahead, id, before.answers[id]))
    return waiting, tuple(id for id in gone if id not in waiting)
