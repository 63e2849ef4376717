"""Conditions that say nothing: always or never true where they count, or about a question that is not asked there."""

from __future__ import annotations

from collections.abc import Iterator

from tui.check.sides import place_of, place_of_name
from tui.check.survey import Slip, Survey
from tui.check.uses import Role, Written
from tui.problems.problem import Problem, Severity
from tui.tree.conditions import Any


def never_asked(survey: Survey) -> Iterator[Problem]:
    """A condition on a question that no way to it asks."""
    for written in survey.inventory.written.values():
        where = "here" if _one_place(written) else "to where this counts"
        for question in survey.finding(written).unasked:
            yield Problem("never-asked", f"'{question}' is not asked on any way that leads {where}",
                          place_of_name(written.condition, question),
                          "ask it before, compare another question, or take this out", Severity.WARNING,
                          witness=survey.witness(written.uses))


def always_true(survey: Survey) -> Iterator[Problem]:
    """A condition, or one side of its outermost `and` or `or`, that holds for everybody who comes to it."""
    for written, slip in slips(survey):
        if slip.always:
            yield _constant("always-true", survey, written, slip)


def never_true(survey: Survey) -> Iterator[Problem]:
    """A condition, or one side of its outermost `and` or `or`, that holds for nobody who comes to it."""
    for written, slip in slips(survey):
        # What is for nobody then, an option or a claim, says so itself.
        if not slip.always and not (slip.whole and written.role in (Role.OPTION, Role.SAID)):
            yield _constant("never-true", survey, written, slip)


def never_offered(survey: Survey) -> Iterator[Problem]:
    """An option whose condition holds for nobody who is asked."""
    for written, slip in slips(survey):
        if slip.whole and not slip.always and written.role is Role.OPTION:
            yield Problem("never-offered", f"the option '{written.name}' can never be offered",
                          place_of(written.condition, slip.start, slip.end),
                          "nobody who is asked answers so before; correct the condition, or take the option out",
                          Severity.WARNING, witness=survey.witness(written.uses))


def not_proved(survey: Survey) -> Iterator[Problem]:
    """A condition of which it would take too long to find out whether it is always or never true."""
    for written in survey.inventory.written.values():
        if survey.finding(written).unproved and not survey.walked_out:
            yield unproved("this", written)


def unproved(what: str, written: Written) -> Problem:
    """Said of what takes too long to follow."""
    return Problem("not-proved", f"{what} looks at too many answers at once to find out whether it is ever true",
                   written.condition.at, "compare fewer earlier answers in one condition", Severity.WARNING)


def slips(survey: Survey) -> Iterator[tuple[Written, Slip]]:
    """Every condition, or side of one, that is always or never true."""
    for written in survey.inventory.written.values():
        for slip in survey.finding(written).slips:
            yield written, slip


def _constant(code: str, survey: Survey, written: Written, slip: Slip) -> Problem:
    condition, said = written.condition, code.replace("-", " ")
    where = "here" if _one_place(written) else "wherever it counts"
    what = "rule" if written.role is Role.GOTO else "condition"
    help = "correct it, or take it out"
    if slip.end - slip.start == len(condition.text.strip()):
        message = f"this is {said} {where}"
        if slip.always and written.role is Role.GOTO:
            help = "correct it, or write 'else' instead and end the list here"
        elif written.role is Role.GOTO:
            message += ", so nobody takes this rule"
            help = "nobody who comes here answers so; correct it, or take the rule out"
    else:
        word = "or" if isinstance(condition.root, Any) else "and"
        message = f"this side of the '{word}' is {said} {where}"
        if slip.whole:
            message += f", and so all of it is {said}"
            help = f"correct it, or take the whole {what} out"
    return Problem(code, message, place_of(condition, slip.start, slip.end), help, Severity.WARNING,
                   witness=survey.witness(written.uses))


def _one_place(written: Written) -> bool:
    """Whether a condition counts where it is written, and nowhere else."""
    return written.role is not Role.FACT and len({use.place for use in written.uses}) == 1
