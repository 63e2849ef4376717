"""A tree as the rest of the program sees it: frozen, every name resolved, every text read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from tui.problems.frozen import Frozen
from tui.problems.problem import Place
from tui.tree.answers import Answer
from tui.tree.conditions import Condition, Fact
from tui.tree.names import AUTHOR, NONE_AT_ALL, Kind, plain_word
from tui.tree.text import Text

NONE = "none"
"""The id of the option of a `several` question that excludes the others."""


class Rule(Frozen):
    """One rule of a goto: where to go, and when; no condition is always. `listed` is the key of the list it is in."""

    when: Condition | None
    to: str
    at: Place
    listed: Place | None = None


Goto = tuple[Rule, ...]
"""Rules in order, of which the first that holds is taken; empty where nothing is said."""


class Claim(Frozen):
    """A sentence that asserts something, and the conditions that must all hold for it to be said."""

    text: Text
    when: tuple[Condition, ...]
    at: Place
    id: str | None = None


class Item(Frozen):
    """An extra of an outcome, such as a thing to buy or a place to call."""

    title: Text
    text: Text | None
    url: str | None
    when: tuple[Condition, ...]
    at: Place
    claim: str | None = None
    """The shared claim that is its text, where it is one."""


class Option(Frozen):
    """One of a question's offered answers."""

    id: str
    label: Text
    at: Place
    hint: Text | None = None
    also: tuple[str, ...] = ()
    when: Condition | None = None
    so: Claim | None = None
    goto: Goto = ()
    formerly: tuple[str, ...] = ()


class Bounds(Frozen):
    """What a number or a date may be; None is no bound. `today_low` and `today_high` stand for the day itself."""

    low: Decimal | date | None = None
    high: Decimal | date | None = None
    whole: bool = False
    today_low: bool = False
    today_high: bool = False

    def on(self, today: date) -> tuple[Decimal | date | None, Decimal | date | None]:
        """The least and the greatest answer on a day."""
        return today if self.today_low else self.low, today if self.today_high else self.high

    def leave_nothing(self, today: date) -> bool:
        """Whether no answer lies between the bounds on a day."""
        low, high = self.on(today)
        if isinstance(low, Decimal) and isinstance(high, Decimal) and self.whole:
            low, high = low.to_integral_value(ROUND_CEILING), high.to_integral_value(ROUND_FLOOR)
        return low is not None and high is not None and low > high  # type: ignore[operator]  # of one sort


class Question(Frozen):
    """Asks one thing. `options` has those of `one` and `several`; `none` is that of `several`."""

    id: str
    kind: Kind
    ask: Text
    at: Place
    why: Text | None
    help: Text | None
    find_out: Text | None
    unknown: bool
    options: Mapping[str, Option]
    none: Option | None
    bounds: Bounds
    unit: Text | None
    goto: Goto
    formerly: tuple[str, ...]

    def ways(self) -> list[Rule]:
        """Every rule by which this question can be left."""
        rules: list[Rule] = []
        own = not self.options
        for option in self.options.values():
            if option.goto:
                rules += option.goto
            else:
                own = True
        return [*rules, *self.goto] if own else rules


class Outcome(Frozen):
    """A leaf: what is recommended, and everything there is to say about it."""

    id: str
    recommend: Text
    about: Text | None
    because: tuple[Claim, ...]
    caveats: tuple[Claim, ...]
    next_steps: tuple[Claim, ...]
    items: tuple[Item, ...]
    alternatives: Mapping[str, Text]
    formerly: tuple[str, ...]
    at: Place


class Source(Frozen):
    """Where claims come from. `date` is a year, a month or a day as written, or None where the source gives none."""

    id: str
    title: str
    by: str | None
    date: str | None
    url: str | None
    parts: Mapping[str, str]


AUTHORS_OWN = Source(AUTHOR, "The author's own advice", None, None, None, {})


class Term(Frozen):
    """A word that the tree explains."""

    id: str
    label: str
    meaning: Text
    also: tuple[str, ...]


class Scenario(Frozen):
    """A run that the author wrote down, and where it must end."""

    name: str
    answers: Mapping[str, Answer]
    outcome: str
    today: date | None
    at: Place
    ends_at: Place | None = None
    """Where the outcome is named."""
    answered_at: Mapping[str, Place] = NONE_AT_ALL
    """Where each question is answered."""


class Tree(Frozen):
    """One tree file with everything it includes."""

    title: Text
    about: Text | None
    start: str
    reviewed: date | None
    review_every: tuple[int, str] | None
    require_sources: bool
    questions: Mapping[str, Question]
    outcomes: Mapping[str, Outcome]
    facts: Mapping[str, Fact]
    terms: Mapping[str, Term]
    words: Mapping[str, str]
    """From each word that calls for a term, in `plain_word` form, to the term's id."""
    sources: Mapping[str, Source]
    scenarios: tuple[Scenario, ...]
    former: Mapping[str, str]
    """From former ids of questions and outcomes to the live ones."""
    lists: Mapping[str, tuple[Option, ...]]
    """The shared lists, each with those of its options that some question has."""
    places: Mapping[str, Mapping[str, Place]]
    """Where sources, terms, lists and claims are declared, by these words and then by id."""
    checks: Mapping[str, Place]
    """The rules of `check` that the author has switched off, and where."""

    # By identity: there is only one of each, and what it holds is large.
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def source(self, id: str) -> Source:
        """A source by its id, the reserved one included."""
        return AUTHORS_OWN if id == AUTHOR else self.sources[id]

    def term(self, words: str) -> Term | None:
        """The term that words call for, if any."""
        id = self.words.get(plain_word(words))
        return self.terms[id] if id is not None else None
