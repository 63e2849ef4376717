"""Scenarios that do not go as they say."""

from __future__ import annotations

from collections.abc import Iterator

from tui.check.sound import witness
from tui.check.survey import Survey
from tui.interview.interview import Interview
from tui.problems.problem import Place, Problem, Severity
from tui.tree.model import Scenario
from tui.tree.written import write_answer


def scenario(survey: Survey) -> Iterator[Problem]:
    """A scenario that ends elsewhere than it says, or has answers too few, too many, or not on offer."""
    tree = survey.tree
    for each in tree.scenarios:
        run = Interview.start(tree, each.today or survey.today, each.answers)
        if run.stuck and survey.ways is not None and survey.ways.troubles:
            # That somebody gets stuck is reported itself.
            continue
        said = _what_is_wrong(each, run)
        if said is not None:
            message, help, place = said
            yield Problem("scenario", f"'{each.name}' {message}", place, help, Severity.WARNING,
                          witness=witness(tree, run.answers))


def _what_is_wrong(scenario: Scenario, run: Interview) -> tuple[str, str, Place] | None:
    """What is wrong with a scenario, what to do, and where; nothing where it is fine."""
    question, at = run.question, scenario.at
    if run.stuck:
        return "finds no way on to any outcome", "let a rule cover this case, or correct the answers", at
    if question is not None:
        id, answer = question.id, scenario.answers.get(question.id)
        if answer is None:
            return f"is asked '{id}', and has no answer to it", f"add what this person says to '{id}'", at
        refused = run.refusal(answer)
        why = refused.message if refused is not None else ""
        return (f"answers '{id}' with '{write_answer(question, answer)}', which is not possible here: {why}",
                "choose another answer, or correct those before it", scenario.answered_at.get(id, at))
    if run.place != scenario.outcome:
        return (f"ends at '{run.place}', not at '{scenario.outcome}'", "correct the outcome, or the answers",
                scenario.ends_at or at)
    over = next((id for id in scenario.answers if id not in run.answers), None)
    if over is not None:
        return (f"is never asked '{over}' on this way", f"take the answer to '{over}' out",
                scenario.answered_at.get(over, at))
    return None
