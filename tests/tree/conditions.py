"""Four questions and two facts for conditions, and how to read and judge one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from tui.problems.problem import File, Place
from tui.tree.answers import Answer
from tui.tree.condition_parser import parse_condition
from tui.tree.conditions import Condition, Fact, FactRule, Known
from tui.tree.names import Kind, Names, QuestionNames

TODAY = date(2026, 3, 1)
NOWHERE = Place(File("", ""), 0, 1)

OPTIONS = ("city", "forest", "beach")
ROUGH = frozenset(("forest", "beach"))
MONTHS = ("winter", "summer")

NAMES = Names(
    questions={
        "terrain": QuestionNames(Kind.ONE, dict.fromkeys(OPTIONS), {"rough": ROUGH}),
        "months": QuestionNames(Kind.SEVERAL, dict.fromkeys(MONTHS), {"all_year": frozenset(MONTHS)}),
        "hours": QuestionNames(Kind.NUMBER),
        "born": QuestionNames(Kind.DATE),
    },
    facts={"light": None, "weather": ("wet", "dry")}, terms={}, sources={})


class Read(NamedTuple):
    """A condition as read, and the codes and words of what is wrong in it."""

    condition: Condition
    problems: list[tuple[str, str]]


def read(text: str) -> Read:
    problems: list[tuple[str, str]] = []

    def report(code: str, message: str, start: int, end: int, help: str | None) -> None:
        assert 0 <= start < end <= max(1, len(text))
        assert message
        problems.append((code, text[start:end]))

    root, facts = parse_condition(text, NAMES, report)
    return Read(Condition(root, text, NOWHERE, facts), problems)


FACTS: Mapping[str, Fact] = {
    "light": Fact("light", read("hours < 3").condition, (), NOWHERE),
    "weather": Fact("weather", None, (FactRule(read("winter in months").condition, "wet", "wet", NOWHERE),
                                      FactRule(None, "dry", "dry", NOWHERE)), NOWHERE),
}


def truth(text: str, answers: Mapping[str, Answer], today: date = TODAY) -> bool:
    """Whether a condition without mistakes holds."""
    found = read(text)
    assert found.problems == []
    return Known(FACTS, answers, today).holds(found.condition)


NO_MONTH: frozenset[str] = frozenset()
