"""JSON Schema of the format, made from its one description, for editors that complete, explain and underline.

It sees shapes and not meaning: whatever it refuses the reader refuses too. Scalars are what YAML makes of them, so
that where the reader takes any words an editor's numbers and booleans have to do as well. Draft 7 is what editors know
best.
"""

from __future__ import annotations

import json

from tui.tree.format import (
    BROUGHT,
    CLAIM,
    FRAGMENT,
    LIST_USE,
    NEEDED,
    OPTION,
    QUESTION,
    SCENARIOS,
    TREE,
    VERSION,
    YES_NO_OPTION,
    Field,
    Kind,
    ListOf,
    MapOf,
    Options,
    Prose,
    Ruled,
    Shape,
    Value,
    YesNo,
)
from tui.tree.model import NONE
from tui.tree.names import ID, RESERVED
from tui.tree.names import Kind as QuestionKind
from tui.tree.text import Form

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from typing import Any

DRAFT = "http://json-schema.org/draft-07/schema#"

_WORDS = ["string", "number", "boolean"]
"""What YAML may make of words: `no`, `3.10`. Never null, which is what an empty value is."""

_ID = f"^{ID.pattern}$"
_LIVE_ID = f"^(?!(?:{'|'.join(sorted(RESERVED))})$){ID.pattern}$"
_AN_ID = "an id has small letters, digits and _, and begins with a letter"
_DAY = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_NUMBER = r"^-?[0-9]+(?:\.[0-9]+)?$"

_VALUES: dict[Value, dict[str, Any]] = {
    Value.VERSION: {"enum": [int(VERSION), VERSION]},
    Value.WORD: {"type": _WORDS, "pattern": r"\S"},
    # `true` is an id, and `when: true` could be a fact.
    Value.ID: {"type": ["string", "boolean"], "pattern": _ID, "patternErrorMessage": _AN_ID},
    Value.CONDITION: {"type": ["string", "boolean"], "pattern": r"\S"},
    Value.FLAG: {"enum": ["yes", "no", "true", "false", True, False]},
    Value.NUMBER: {"type": ["number", "string"], "pattern": _NUMBER, "patternErrorMessage": "write digits: 3 or 3.5"},
    Value.DATE: {"type": "string", "pattern": f"^{_DAY}$", "patternErrorMessage": "write yyyy-mm-dd"},
    Value.DAY: {"type": "string", "pattern": f"^(?:today|{_DAY})$",
                "patternErrorMessage": "write yyyy-mm-dd, or today"},
    Value.SOURCE_DATE: {"type": ["string", "integer"], "minimum": 0, "maximum": 9999,
                        "pattern": rf"^(?:none|[0-9]{{4}}(?:-(?:0[1-9]|1[0-2]))?|{_DAY})$",
                        "patternErrorMessage": "write a year, a month (2024-03), a day (2024-03-01), or none"},
    Value.PERIOD: {"type": "string", "pattern": "^[1-9][0-9]{0,4} (?:day|week|month|year)s?$",
                   "patternErrorMessage": "write for example 12 months"},
    Value.URL: {"type": "string", "pattern": r"^[hH][tT][tT][pP][sS]?://[^\s\x00-\x1f]+$",
                "patternErrorMessage": "write the whole address, beginning with https://"},
    Value.KIND: {"enum": [kind.value for kind in QuestionKind]},
    Value.ANSWER: {"type": [*_WORDS, "array"], "pattern": r"\S", "items": {"type": _WORDS, "pattern": r"\S"}},
    Value.PATH: {"type": _WORDS, "pattern": r"\S"},
}

_PROSE = {Form.LABEL: "a few words", Form.INLINE: "a text", Form.BLOCKS: "a text, which may have paragraphs and lists"}

_GIVEN = "whichway", "title", "questions"
"""Keys that tell a tree from a file of scenarios."""


def schema() -> dict[str, Any]:
    """The schema of tree files, of the fragments that they include, and of scenarios that lie beside them."""
    made = _Schema()
    tree, fragment, scenarios = (made.shape(shape) for shape in (TREE, FRAGMENT, SCENARIOS))
    return {
        "$schema": DRAFT,
        "title": "whichway tree",
        "description": "A decision tree for whichway: questions and outcomes, joined by goto.",
        "type": "object",
        "if": {"required": ["fragment"]},
        "then": fragment,
        "else": {"if": {"required": ["scenarios"], "not": {"anyOf": [{"required": [name]} for name in _GIVEN]}},
                 "then": scenarios, "else": tree},
        "definitions": made.definitions,
    }


def as_json() -> str:
    """The schema as a file."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


class _Schema:
    """Makes the schema of each kind; that of a shape is written once and referred to."""

    def __init__(self) -> None:
        self.definitions: dict[str, Any] = {}
        self.names: dict[Shape, str] = {}

    def of(self, kind: Kind) -> dict[str, Any]:
        """The schema of a kind."""
        match kind:
            case Value():
                return dict(_VALUES[kind])
            case Prose():
                return dict(_VALUES[Value.WORD])
            case ListOf():
                return {"type": "array", "items": self.of(kind.of)}
            case MapOf():
                return self.map_of(kind)
            case Shape():
                return self.shape(kind)
            case Ruled():
                return _either(_VALUES[kind.alone], {"type": "array", "minItems": 1, "items": self.shape(kind.rule)})
            case YesNo():
                return _either(self.of(OPTION.fields["goto"].kind), self.content(YES_NO_OPTION))
            case Options():
                return self.options()

    def map_of(self, kind: MapOf) -> dict[str, Any]:
        """A map from ids, or from codes of problems."""
        of = self.of(kind.of)
        if kind.codes:
            shown = {code: {**of, "description": help} for code, help in _codes().items()}
            return {"type": "object", "properties": shown, "additionalProperties": of}
        names: dict[str, Any] = {"pattern": _LIVE_ID if kind.live else _ID, "patternErrorMessage": _AN_ID}
        if kind.taken:
            names["not"] = {"enum": list(kind.taken)}
        return {"type": "object", "propertyNames": names, "additionalProperties": of,
                **({"minProperties": 1} if kind.some else {})}

    def options(self) -> dict[str, Any]:
        """A map of options, or the use of a list: which of them it is, its keys tell."""
        use = {"required": ["from"], "properties": {"from": {"type": _WORDS}},
               "propertyNames": {"enum": list(LIST_USE.fields)}}
        return {"type": "object", "if": use, "then": self.shape(LIST_USE),
                "else": self.map_of(MapOf(OPTION, some=True))}

    def shape(self, shape: Shape) -> dict[str, Any]:
        """A reference to a shape."""
        name = self.names.get(shape)
        if name is None:
            name = self.names[shape] = shape.name.replace(" ", "_")
            assert name not in self.definitions, name
            self.definitions[name] = {}
            self.definitions[name] = self.content(shape)
        return {"$ref": f"#/definitions/{name}"}

    def content(self, shape: Shape) -> dict[str, Any]:
        """What a shape is."""
        out: dict[str, Any] = {"type": "object"}
        if shape.short is not None:
            out = _either(self.of(shape.fields[shape.short].kind), out)
        out["title"] = shape.name
        out["properties"] = {name: self.field(name, field) for name, field in shape.fields.items()}
        out["required"] = [name for name, field in shape.fields.items() if field.required]
        out["additionalProperties"] = False
        if shape.forms:
            out["anyOf"] = _forms(shape.forms)
        if shape is TREE:
            out["required"] = [name for name in out["required"] if name not in BROUGHT]
            some = {what: {"minProperties": 1} for what in BROUGHT}
            out["anyOf"] = [{"required": ["include"]}, {"required": list(BROUGHT), "properties": some}]
        if shape is QUESTION:
            out["allOf"] = [self.question(kind) for kind in QuestionKind]
        return out

    def field(self, name: str, field: Field) -> dict[str, Any]:
        """What may stand at a key, with help for whoever points at it."""
        found = self.of(field.kind)
        notes = [field.help, f"`{name}` takes {takes(field.kind)}."]
        if field.only:
            notes.append(f"Only in questions of kind {' or '.join(kind.value for kind in field.only)}.")
        about = {"description": field.help, "markdownDescription": "\n\n".join(notes)}
        # Beside a reference draft 7 lets nothing stand.
        return {**about, "allOf": [found]} if "$ref" in found else {**found, **about}

    def question(self, kind: QuestionKind) -> dict[str, Any]:
        """What goes for questions of one kind, which is `one` where a question does not say."""
        said: dict[str, Any] = {"properties": {"kind": {"const": kind.value}}}
        if kind is not QuestionKind.ONE:
            said["required"] = ["kind"]
        closed: dict[str, Any] = {
            name: False for name, field in QUESTION.fields.items() if field.only and kind not in field.only}
        if kind is QuestionKind.SEVERAL:
            closed["options"] = {"if": {"required": ["from"]}, "else": {
                "propertyNames": {"not": {"const": NONE}}, "additionalProperties": {"properties": {"goto": False}}}}
        return {"if": said, "then": {"properties": closed, "anyOf": _forms(NEEDED[kind])}}


def _either(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Things of different types side by side: each key goes only for its own, and editors need not guess which."""
    types = [t for each in (one, other) for t in ([each["type"]] if isinstance(each["type"], str) else each["type"])]
    return {**one, **other, "type": types}


def _forms(forms: tuple[tuple[str, ...], ...]) -> list[dict[str, Any]]:
    """One schema for each set of keys: all of these, and nothing of the others."""
    every = dict.fromkeys(name for form in forms for name in form)
    return [{"required": list(form), "properties": {name: False for name in every if name not in form}}
            for form in forms]


def _codes() -> dict[str, str]:
    """The rules that a tree may switch off, each with the first sentence of its page."""
    from tui.check.switches import RULES
    from tui.problems.pages import page

    found = {code: page(code) for code in sorted(RULES)}
    return {code: known.text.split(". ")[0].rstrip(".") + "." for code, known in found.items() if known is not None}


def takes(kind: Kind) -> str:
    """What may stand at a key, in words."""
    match kind:
        case Value():
            return kind.value
        case Prose():
            return f"{_PROSE[kind.form]}{', with citations' if kind.cites else ''}"
        case ListOf():
            return f"a list, each {takes(kind.of)}"
        case MapOf():
            return f"for each {'rule' if kind.codes else 'id'} {takes(kind.of)}"
        case Shape():
            article = "an" if kind.name[0] in "aeiou" else "a"
            text = ", or only its text" if kind is CLAIM else f", or only its {kind.short}" if kind.short else ""
            return f"{article} {kind.name}{text}"
        case Ruled():
            return f"{kind.alone.value}, or a list of {kind.rule.name}s"
        case YesNo():
            return "an id, a list of goto rules, or an option"
        case Options():
            return "for each id an option; or the use of a list"
