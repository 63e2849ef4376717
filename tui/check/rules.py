"""Every rule of `check`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tui.check.advice import (
    alike_options,
    bare_outcome,
    key_as_option,
    long_label,
    lost_citation,
    many_options,
    own_alternative,
    stale_review,
)
from tui.check.claims import never_shown
from tui.check.conditions import always_true, never_asked, never_offered, never_true, not_proved
from tui.check.scenarios import scenario
from tui.check.sound import not_proved as tree_not_proved
from tui.check.survey import Survey
from tui.check.unused import unused_claim, unused_fact, unused_list, unused_source, unused_term
from tui.check.ways import shadowed_rule, unreachable
from tui.problems.problem import Problem

Rule = Callable[[Survey], Iterable[Problem]]

MEANING: tuple[Rule, ...] = (
    unreachable, shadowed_rule, never_asked, always_true, never_true, never_offered, never_shown, not_proved)
"""Rules about what a tree means, which ask who can walk through it."""

ADVICE: tuple[Rule, ...] = (
    scenario, unused_term, unused_source, unused_fact, unused_list, unused_claim, stale_review, alike_options,
    long_label, bare_outcome, key_as_option, many_options, own_alternative, lost_citation)
"""Rules about what stands in a tree."""


def problems(survey: Survey) -> Iterator[Problem]:
    """What all the rules say. Of a tree in which somebody gets stuck nobody knows what else it means."""
    yield from survey.unsound()
    if survey.ways is not None and not survey.ways.troubles:
        for rule in MEANING:
            yield from rule(survey)
        if survey.walked_out:
            yield tree_not_proved(survey.tree)
    for rule in ADVICE:
        yield from rule(survey)

