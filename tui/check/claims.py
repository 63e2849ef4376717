"""Claims, items and texts that can never show."""

from __future__ import annotations

from collections.abc import Iterator

from tui.check.conditions import slips
from tui.check.sides import place_of
from tui.check.survey import Survey
from tui.check.uses import Role
from tui.problems.problem import Problem, Severity


def never_shown(survey: Survey) -> Iterator[Problem]:
    """A claim or an item that is told to nobody who comes to where it stands."""
    help = "nobody who comes here answers so; correct the condition, or take this out"
    for written, slip in slips(survey):
        if slip.whole and not slip.always and written.role is Role.SAID:
            yield Problem("never-shown", "this can never be shown",
                          place_of(written.condition, slip.start, slip.end), help, Severity.WARNING,
                          witness=survey.witness(written.uses))
    for told in survey.inventory.told.values():
        when = told[0].what.when
        if any(survey.of(condition).spoilt for condition in when):
            continue
        verdict = survey.verdict(survey.inventory.conditions.all_hold(when), [each.use for each in told])
        if verdict.never:
            what = "the two conditions never hold together" if len(when) > 1 else "its condition never holds"
            yield Problem("never-shown", f"this can never be shown: {what} here", told[0].what.at, help,
                          Severity.WARNING, witness=survey.witness([each.use for each in told]))
        elif verdict.unproved and not verdict.holds and not survey.walked_out:
            yield Problem("not-proved", "this looks at too many answers at once to find out whether it is ever shown",
                          told[0].what.at, "compare fewer earlier answers in one condition", Severity.WARNING)
