"""Claims, items and texts that can never show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.check.conditions import slips
from tui.check.sides import place_of
from tui.check.survey import Survey
from tui.check.uses import Role, Use
from tui.problems.problem import Problem, Related, Severity


def never_shown(survey: Survey) -> Iterator[Problem]:
    """A claim or an item that is told to nobody who comes to where it stands."""
    help = "nobody who comes here answers so; correct the condition, or take this out"
    for written, slip in slips(survey):
        if slip.whole and not slip.always and written.role is Role.SAID:
            yield Problem("never-shown", f"this can never be shown{_at(written.uses)}",
                          place_of(written.condition, slip.start, slip.end), help, Severity.WARNING,
                          witness=survey.witness(written.uses))
    for told in survey.inventory.told.values():
        when, uses = told[0].what.when, [each.use for each in told]
        if any(survey.of(condition).spoilt for condition in when):
            continue
        verdict = survey.verdict(survey.inventory.conditions.all_hold(when), uses)
        if verdict.never:
            what = "the two conditions never hold together" if len(when) > 1 else "its condition never holds there"
            related = tuple([Related(condition.at, "this is a condition for it") for condition in when])
            yield Problem("never-shown", f"this can never be shown{_at(uses)}: {what}", told[0].what.at, help,
                          Severity.WARNING, related, witness=survey.witness(uses))
        elif verdict.unproved and not verdict.holds and not survey.walked_out:
            yield Problem("not-proved", "this looks at too many answers at once to find out whether it is ever shown",
                          told[0].what.at, "compare fewer earlier answers in one condition", Severity.WARNING)


def _at(uses: Iterable[Use]) -> str:
    """The one place that somebody comes to for something to be shown, if it is one."""
    places = {use.place for use in uses}
    return f" at '{places.pop()}'" if len(places) == 1 else ""
