"""Ways that nobody takes: questions and outcomes that are not reached, rules that come too late."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tui.check.sound import witness
from tui.check.survey import Late, Survey
from tui.check.uses import Uses
from tui.problems.frozen import Frozen
from tui.problems.problem import Place, Problem, Related, Severity
from tui.tree.conditions import Condition, FactRule, Known
from tui.tree.model import Outcome, Question, Rule, Tree


def unreachable(survey: Survey) -> Iterator[Problem]:
    """A question or an outcome to which no way leads; what lies only behind it is not reported as well."""
    tree, crowd = survey.tree, survey.crowd
    things: dict[str, Question | Outcome] = {**tree.questions, **tree.outcomes}
    lost = [id for id in things if not crowd.comes_to(id)]
    if not lost:
        return
    entered: set[str] = set()
    behind: set[str] = set()
    for id, question in tree.questions.items():
        # Where a rule leads there that somebody comes to, it is the rule that is reported.
        (entered if crowd.comes_to(id) else behind).update([rule.to for rule in (*question.ways(), *question.goto)])
    seen: set[str] = set()
    _walk(tree, entered.intersection(lost), seen)
    # First those to which nothing leads at all, then what is left of each circle.
    for id in (*(id for id in lost if id not in behind), *lost):
        if id in seen:
            continue
        _walk(tree, [id], seen)
        place = things[id].at
        # A file that is included may have more than this tree needs.
        if place.file is tree.title.at.file:
            what = "question" if id in tree.questions else "outcome"
            yield Problem("unreachable", f"nobody can reach the {what} '{id}'", place,
                          f"let some answer lead to it with 'goto: {id}', or take it out", Severity.WARNING)


def _walk(tree: Tree, places: Iterable[str], seen: set[str]) -> None:
    """Add all that some places lead to, themselves included."""
    stack = [place for place in places if place not in seen]
    seen.update(stack)
    while stack:
        question = tree.questions.get(stack.pop())
        for rule in question.ways() if question is not None else ():
            if rule.to not in seen:
                seen.add(rule.to)
                stack.append(rule.to)


class _Line(Frozen):
    """A rule of a list: its condition, none for `else`, and where it stands."""

    when: Condition | None
    at: Place


def shadowed_rule(survey: Survey) -> Iterator[Problem]:
    """A rule of a goto or of a fact, or its `else`, for which the rules above it leave nobody."""
    for rules in survey.inventory.rules.values():
        lines = [_line(rule) for rule in rules.goto]
        yield from _shadowed(survey, lines, rules.uses, survey.late([line.when for line in lines], rules.uses))
    for fact in survey.tree.facts.values():
        uses = survey.inventory.fact_uses[fact.id]
        yield from _shadowed(survey, [_line(rule) for rule in fact.rules], uses, survey.late_in(fact))
    for question in survey.tree.questions.values():
        if question.goto and question.options and all(
                option.goto for option in question.options.values()) and survey.crowd.comes_to(question.id):
            rule = question.goto[0]
            yield Problem("shadowed-rule", "nobody is left for this goto: every option has one of its own",
                          rule.listed or rule.at, "take it out, or those of the options that are to go there too",
                          Severity.WARNING)


def _line(rule: Rule | FactRule) -> _Line:
    return _Line(rule.when, rule.at if rule.when is None else rule.when.at)


def _shadowed(survey: Survey, lines: Sequence[_Line], uses: Uses, late: Late) -> Iterator[Problem]:
    for number in late.rules:
        yield _late(survey, lines, number, uses, "all for whom it holds")
    if late.taken is not None:
        yield _late(survey, lines, late.taken, uses, "everybody")
    if late.unproved is not None and not survey.walked_out:
        yield Problem("not-proved", "nobody has proved that somebody is left for this rule", lines[late.unproved].at,
                      "compare fewer earlier answers in one condition", Severity.WARNING)


def _late(survey: Survey, lines: Sequence[_Line], number: int, uses: Uses, takes: str) -> Problem:
    """Said of a rule for which nobody is left, with somebody for whom it would hold."""
    line = lines[number]
    what = "else" if line.when is None else "rule"
    run = survey.run(uses, survey.space.conditions.formula(line.when))
    known = Known(survey.tree.facts, run or {}, survey.today)
    first = next((other for other in lines[:number] if run is not None and known.holds(other.when)), None)
    help = "take it out, or correct the conditions above it" if line.when is None else "move it up, or take it out"
    return Problem("shadowed-rule", f"nobody is left for this {what}: the rules above it take {takes}", line.at, help,
                   Severity.WARNING, (Related(first.at, "this takes them"),) if first is not None else (),
                   witness(survey.tree, run) if run is not None else None)
