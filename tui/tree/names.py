"""What a tree declares: the names that its conditions and texts may use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from tui.problems.frozen import Frozen

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from typing import Never

ID = re.compile(r"[a-z][a-z0-9_]*")
RESERVED = frozenset(["and", "or", "not", "in", "is", "unknown"])
AUTHOR = "author"
"""The reserved source that marks the author's own advice."""


NONE_AT_ALL: Mapping[str, Never] = MappingProxyType({})
"""What a question without options has."""


class Kind(Enum):
    """What sort of answer a question takes."""

    ONE = "one"
    SEVERAL = "several"
    NUMBER = "number"
    DATE = "date"

    # By identity, for there is one of each.
    __hash__ = object.__hash__


class QuestionNames(Frozen):
    """A question as conditions see it. `options` leaves `none` out; `kind` is None where it could not be read."""

    kind: Kind | None
    options: Mapping[str, object] = NONE_AT_ALL
    groups: Mapping[str, frozenset[str]] = NONE_AT_ALL

    def example(self, name: str, wanted: str = "") -> str:
        """How to compare this question's answer with something, with the wanted option if it has one."""
        if wanted in self.options:
            return f"write '{wanted} in {name}'" if self.kind is Kind.SEVERAL else f"write '{name} is {wanted}'"
        option = next(iter(self.options), "...")
        shown = {Kind.ONE: f"{name} is {option}", Kind.SEVERAL: f"{option} in {name}",
                 Kind.NUMBER: f"{name} >= 3", Kind.DATE: f"{name} < 2026-03-01"}
        return f"write for example '{shown[self.kind or Kind.ONE]}'"


class Names(Frozen):
    """Everything declared, by id. A fact has its values, or None where it is a condition."""

    questions: Mapping[str, QuestionNames]
    facts: Mapping[str, tuple[str, ...] | None]
    terms: Mapping[str, str]
    """From each word that calls for a term (in `plain_word` form) to the term's id."""
    sources: Mapping[str, frozenset[str]]
    """From each source to its parts."""

    def compared(self, name: str) -> str | None:
        """What a name is that is no question and no fact, and how to compare it."""
        owners = ((id, question) for id, question in self.questions.items()
                  if name in question.options or name in question.groups)
        id, question = next(owners, ("", None))
        if question is not None:
            form = f"{id} is {name}"
            if name in question.groups:
                form = f"{id} in {name}"
            elif question.kind is Kind.SEVERAL:
                form = f"{name} in {id}"
            if next(owners, None) is not None:
                return f"'{name}' is an option of more than one question: write for example '{form}'"
            return f"'{name}' is an option of '{id}': write '{form}'"
        fact = next((id for id, values in self.facts.items() if values and name in values), None)
        return f"'{name}' is a value of '{fact}': write '{fact} is {name}'" if fact is not None else None

    def stands_for_something(self, name: str) -> bool:
        """Whether a name is an option or a group of some question, or a value of some fact."""
        return any(name in question.options or name in question.groups for question in self.questions.values()) or any(
            values is not None and name in values for values in self.facts.values())


def plain_word(text: str) -> str:
    """The form in which words of terms are compared: any case, any blanks."""
    return " ".join(text.split()).casefold()
