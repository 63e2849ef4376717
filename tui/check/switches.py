"""Rules that an author switches off: `checks: {rule: reason}` at the top of a tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.problems.nearest import did_you_mean, nearest
from tui.problems.pages import codes
from tui.problems.problem import Problem, Severity
from tui.tree.model import Tree

RULES = frozenset([
    "alike-options", "always-true", "bare-outcome", "key-as-option", "long-label", "lost-citation", "many-options",
    "never-asked", "never-offered", "never-shown", "never-true", "not-proved", "own-alternative", "scenario",
    "shadowed-rule", "source-date", "stale-review", "term-not-here", "todo", "unreachable", "unused-claim",
    "unused-fact", "unused-list", "unused-source", "unused-term"])
"""Every code of a warning. Errors cannot be switched off."""


def misnamed(tree: Tree) -> Iterator[Problem]:
    """What a tree would switch off that is no rule, or that is an error."""
    for code, place in tree.checks.items():
        if code in RULES:
            continue
        if code in codes():
            yield Problem("unknown-check", f"'{code}' is an error, and errors cannot be switched off", place,
                          "mend what it reports, and take this line out")
        else:
            yield Problem("unknown-check", f"there is no rule called '{code}'", place,
                          did_you_mean(code, sorted(RULES)) or "write the word in brackets behind 'warning'")


def left(tree: Tree, found: Iterable[Problem]) -> list[Problem]:
    """Problems without those that the tree has switched off."""
    off: set[str] = set()
    for code in tree.checks:
        # What is misspelt is one problem, and not also what it would have switched off.
        off.update([code] if code in codes() else nearest(code, sorted(RULES), most=1))
    return [problem for problem in found if problem.severity is Severity.ERROR or problem.code not in off]
