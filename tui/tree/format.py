"""The one description of the tree format: its fields, their kinds, and a sentence of help each.

The reader is driven by it; so is whatever else needs to know the format.
"""

from __future__ import annotations

from enum import Enum

from tui.problems.frozen import Frozen
from tui.tree.names import AUTHOR
from tui.tree.names import Kind as QuestionKind
from tui.tree.text import Form

VERSION = "1"


class Value(Enum):
    """Kinds of scalar that are not texts."""

    VERSION = "the number 1"
    WORD = "words"
    ID = "an id"
    CONDITION = "a condition"
    FLAG = "yes or no"
    NUMBER = "a number"
    DATE = "a date"
    DAY = "a date, or today"
    SOURCE_DATE = "a year, a month, a day, or none"
    PERIOD = "a whole number and days, weeks, months or years"
    URL = "a web address"
    KIND = "one, several, number or date"
    ANSWER = "an answer"
    PATH = "a file name"

    # By identity, for there is one of each: every scalar of a file is looked up by its kind.
    __hash__ = object.__hash__


class Prose(Frozen):
    """A text that a person reads."""

    form: Form
    cites: bool = False


class ListOf(Frozen):
    """A list of things of one kind."""

    of: Kind


class MapOf(Frozen):
    """A map whose keys are ids and whose values are of one kind. `live` ids may not be reserved words.

    `codes` are keys that name problems, and may be any words. `taken` are ids that have a meaning of their own. Where
    `some` is true there is at least one.
    """

    of: Kind
    live: bool = True
    codes: bool = False
    taken: tuple[str, ...] = ()
    some: bool = False


class Field(Frozen):
    """One key of a shape. `only` names the kinds of question that may have it."""

    kind: Kind
    help: str
    required: bool = False
    only: tuple[QuestionKind, ...] = ()


class Shape(Frozen):
    """A map with known keys. Where a scalar may stand for the whole, `short` is the key that it fills.

    `forms` are the sets of keys of which it has one in full and nothing of the others; none where there is no choice.
    """

    name: str
    fields: dict[str, Field]
    short: str | None = None
    forms: tuple[tuple[str, ...], ...] = ()

    # By identity: there is only one of each, and what it holds is large.
    __eq__ = object.__eq__
    __hash__ = object.__hash__


class Ruled(Frozen):
    """Either a value `alone`, or a list of rules, the last of which may be `else`."""

    rule: Shape
    alone: Value


class YesNo(Frozen):
    """An id, a goto list, or an option without a required label."""


class Options(Frozen):
    """A map of options, or the use of a list."""


Kind = Value | Prose | ListOf | MapOf | Shape | Ruled | YesNo | Options

LABEL = Prose(Form.LABEL)
INLINE = Prose(Form.INLINE)
BLOCKS = Prose(Form.BLOCKS)
CITED = Prose(Form.INLINE, cites=True)
CITED_BLOCKS = Prose(Form.BLOCKS, cites=True)

CLAIM = Shape("claim", {
    "text": Field(CITED, "What is claimed, with its citation."),
    "use": Field(Value.ID, "A claim of the top-level claims, said here."),
    "when": Field(Value.CONDITION, "Said only to those for whom this holds."),
}, short="text", forms=(("text",), ("use",)))

RULE = Shape("goto rule", {
    "when": Field(Value.CONDITION, "Taken when this holds."),
    "goto": Field(Value.ID, "The question or outcome to go to."),
    "else": Field(Value.ID, "Where to go when no rule above holds; last."),
}, forms=(("when", "goto"), ("else",)))

FACT_RULE = Shape("fact rule", {
    "when": Field(Value.CONDITION, "The value is this one when the condition holds."),
    "value": Field(Value.ID, "The value."),
    "else": Field(Value.ID, "The value when no rule above holds; last."),
    "label": Field(LABEL, "The words put into texts for this value."),
}, forms=(("when", "value"), ("else",)))

GOTO = Ruled(RULE, Value.ID)
FACT = Ruled(FACT_RULE, Value.CONDITION)

_OPTION_FIELDS = {
    "label": Field(LABEL, "What the person reads.", required=True),
    "hint": Field(LABEL, "A few quiet words below the label."),
    "also": Field(ListOf(Value.WORD), "Other ways in which people say it."),
    "when": Field(Value.CONDITION, "Offered only when this holds."),
    "so": Field(CLAIM, "What this answer means for the person; said back, and kept as a reason."),
    "formerly": Field(ListOf(Value.ID), "Ids it had before, so that saved answers still find it."),
}

OPTION = Shape("option", {
    **_OPTION_FIELDS, "goto": Field(GOTO, "Where this answer leads; wins over the question's goto."),
}, short="label")

YES_NO_OPTION = Shape("option", {
    **{name: Field(f.kind, f.help) for name, f in OPTION.fields.items()},
})

LISTED_OPTION = Shape("option of a list", dict(_OPTION_FIELDS), short="label")

NONE_OPTION = Shape("none", {
    "label": Field(LABEL, "What the person reads.", required=True),
    "so": _OPTION_FIELDS["so"],
}, short="label")

LIST_USE = Shape("use of a list", {
    "from": Field(Value.ID, "The list of the top-level lists whose options are used.", required=True),
    "except": Field(ListOf(Value.ID), "Options of the list that are left out."),
    "add": Field(MapOf(LISTED_OPTION), "Options besides those of the list."),
})

_ONE, _SEVERAL, _NUMBER, _DATE = QuestionKind.ONE, QuestionKind.SEVERAL, QuestionKind.NUMBER, QuestionKind.DATE

QUESTION = Shape("question", {
    "ask": Field(INLINE, "The question itself.", required=True),
    "kind": Field(Value.KIND, "one (if not given), several, number or date."),
    "why": Field(CITED, "Why this is asked."),
    "help": Field(CITED_BLOCKS, "Longer words for somebody who wants them."),
    "find_out": Field(CITED, "How to find out, for somebody who does not know."),
    "unknown": Field(Value.FLAG, "no, where 'I don't know' makes no sense."),
    "options": Field(Options(), "The answers offered.", only=(_ONE, _SEVERAL)),
    "yes": Field(YesNo(), "Where Yes leads, or the option that it is.", only=(_ONE,)),
    "no": Field(YesNo(), "Where No leads, or the option that it is.", only=(_ONE,)),
    "none": Field(NONE_OPTION, "The answer that excludes the others.", only=(_SEVERAL,)),
    "unit": Field(LABEL, "What the number counts.", only=(_NUMBER,)),
    "whole": Field(Value.FLAG, "yes, where only whole numbers make sense.", only=(_NUMBER,)),
    "min": Field(Value.NUMBER, "The least number.", only=(_NUMBER,)),
    "max": Field(Value.NUMBER, "The greatest number.", only=(_NUMBER,)),
    "earliest": Field(Value.DAY, "The first day.", only=(_DATE,)),
    "latest": Field(Value.DAY, "The last day.", only=(_DATE,)),
    "goto": Field(GOTO, "Where every answer leads that has no goto of its own."),
    "formerly": Field(ListOf(Value.ID), "Ids it had before, so that saved answers still find it."),
})

NEEDED: dict[QuestionKind, tuple[tuple[str, ...], ...]] = {
    _ONE: (("options",), ("yes", "no")), _SEVERAL: (("options", "goto"),), _NUMBER: (("goto",),), _DATE: (("goto",),)}
"""What a question of each kind needs besides what all need, in the ways in which it may have it."""

ITEM = Shape("item", {
    "title": Field(LABEL, "Its name.", required=True),
    "text": Field(CITED, "What there is to say about it."),
    "use": Field(Value.ID, "A claim of the top-level claims, as its text."),
    "url": Field(Value.URL, "Where to find it."),
    "when": Field(Value.CONDITION, "Shown only to those for whom this holds."),
}, forms=(("text",), ("use",), ()))

OUTCOME = Shape("outcome", {
    "recommend": Field(INLINE, "The recommendation, in one sentence.", required=True),
    "about": Field(CITED_BLOCKS, "A few more words about it."),
    "because": Field(ListOf(CLAIM), "Reasons."),
    "caveats": Field(ListOf(CLAIM), "What to watch out for."),
    "next_steps": Field(ListOf(CLAIM), "What to do now."),
    "items": Field(ListOf(ITEM), "Extras, each on its own condition."),
    "alternatives": Field(MapOf(INLINE), "Other outcomes, and when they would be better."),
    "formerly": Field(ListOf(Value.ID), "Ids it had before."),
})

SOURCE = Shape("source", {
    "title": Field(LABEL, "Its title.", required=True),
    "by": Field(LABEL, "Who wrote or published it."),
    "date": Field(Value.SOURCE_DATE, "When: a year, a month or a day, or none where it gives none."),
    "url": Field(Value.URL, "Where it can be read."),
    "parts": Field(MapOf(LABEL), "Its parts, by an id each, for citations like [@source#part]."),
})

TERM = Shape("term", {
    "meaning": Field(CITED_BLOCKS, "What it means.", required=True),
    "label": Field(LABEL, "What it is called; if not given, its id with blanks."),
    "also": Field(ListOf(Value.WORD), "Other words for it."),
})

LIST = Shape("list", {
    "options": Field(MapOf(LISTED_OPTION, some=True), "The options, by id.", required=True),
    "groups": Field(MapOf(ListOf(Value.ID)), "Named groups of the options, for conditions."),
})

SCENARIO = Shape("scenario", {
    "name": Field(Value.WORD, "Who this is.", required=True),
    "answers": Field(MapOf(Value.ANSWER, live=False), "Their answers, by question.", required=True),
    "outcome": Field(Value.ID, "Where they must end.", required=True),
    "today": Field(Value.DATE, "The day, where dates matter."),
})

_SHARED = {
    "include": Field(ListOf(Value.PATH), "Files in this folder or below whose content belongs to the tree."),
    "sources": Field(MapOf(SOURCE, taken=(AUTHOR,)), "Where claims come from."),
    "terms": Field(MapOf(TERM), "Words that the tree explains."),
    "lists": Field(MapOf(LIST), "Long lists of options that questions share."),
    "facts": Field(MapOf(FACT), "Named conditions and named values."),
    "claims": Field(MapOf(CLAIM), "Claims that are made in more than one place."),
}

TREE = Shape("tree", {
    "whichway": Field(Value.VERSION, "The version of the format.", required=True),
    "title": Field(LABEL, "What the tree helps to decide.", required=True),
    "about": Field(BLOCKS, "What to expect."),
    "start": Field(Value.ID, "The first question.", required=True),
    "reviewed": Field(Value.DATE, "When a person last checked the content."),
    "review_every": Field(Value.PERIOD, "How long such a check lasts."),
    "require_sources": Field(Value.FLAG, "yes, where every claim needs a citation."),
    "checks": Field(MapOf(Value.WORD, live=False, codes=True),
                    "Warnings that this tree does not want, by the word in brackets, each with the reason."),
    **_SHARED,
    "questions": Field(MapOf(QUESTION), "The questions, by id; those of included files count.", required=True),
    "outcomes": Field(MapOf(OUTCOME), "The outcomes, by id; those of included files count.", required=True),
    "scenarios": Field(ListOf(SCENARIO), "Runs, and where they must end."),
})

BROUGHT = ("questions", "outcomes")
"""What a tree must have, and an included file may bring."""

FRAGMENT = Shape("fragment", {
    "whichway": TREE.fields["whichway"],
    "fragment": Field(Value.FLAG, "yes: this file is part of others.", required=True),
    **_SHARED,
    "questions": Field(MapOf(QUESTION), "The questions, by id."),
    "outcomes": Field(MapOf(OUTCOME), "The outcomes, by id."),
})

SCENARIOS = Shape("scenarios", {"scenarios": Field(ListOf(SCENARIO), "Runs, and where they must end.", required=True)})
