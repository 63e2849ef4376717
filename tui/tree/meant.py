"""What a key that its shape has not was perhaps meant to be: misspelt, called by another word, or out of its place."""

from __future__ import annotations

from tui.problems.nearest import nearest
from tui.tree.format import (
    CLAIM,
    ITEM,
    LIST,
    LIST_USE,
    LISTED_OPTION,
    OPTION,
    OUTCOME,
    QUESTION,
    RULE,
    SCENARIO,
    SCENARIOS,
    SOURCE,
    TERM,
    TREE,
    MapOf,
    Shape,
)
from tui.tree.misfits import article

_SHAPES = (QUESTION, OUTCOME, OPTION, CLAIM, ITEM, SOURCE, TERM, RULE, LIST, LIST_USE, SCENARIO)
_OTHER_WORDS = {
    "question": ("ask",), "prompt": ("ask",), "text": ("ask", "label", "recommend", "meaning"),
    "title": ("ask", "label", "recommend", "name"), "name": ("title", "label"), "next": ("goto",), "then": ("goto",),
    "to": ("goto",), "target": ("goto",), "leads_to": ("goto",), "if": ("when",), "condition": ("when",),
    "otherwise": ("else",), "default": ("else",), "answers": ("options",), "choices": ("options",), "type": ("kind",),
    "reason": ("because",), "reasons": ("because",), "why": ("because",), "advice": ("recommend",),
    "result": ("recommend",), "warnings": ("caveats",), "risks": ("caveats",), "actions": ("next_steps",),
    "version": ("whichway",), "description": ("about", "help", "meaning", "hint"), "definition": ("meaning",),
    "synonyms": ("also",), "list": ("options",), "expect": ("outcome",),
    "expected": ("outcome",), "ends": ("outcome",), "link": ("url",), "author": ("by",)}
"""What keys are called elsewhere, and what they may be called here."""

_NOT_KNOWING = frozenset(["unsure", "not_sure", "dont_know", "do_not_know", "idk", "maybe", "else", "otherwise"])
"""What stands beside `yes` and `no` for people who do not know."""


def meant_key(word: str, shape: Shape) -> str | None:
    """The key of a shape that a word was perhaps meant to be; also one that it begins with, as 'minimum' does."""
    other = next((name for name in _OTHER_WORDS.get(word.lower(), ()) if name in shape.fields), None)
    if other is not None:
        return other
    near = nearest(word, shape.fields, most=1)
    return near[0] if near else next((name for name in shape.fields if len(name) > 2 and word.startswith(name)), None)


def help_with_key(word: str, shape: Shape) -> str:
    """What to do about a key that a shape has not."""
    of_tree = TREE.fields.get(word)
    if of_tree is not None and isinstance(of_tree.kind, MapOf) and shape is not SCENARIOS:
        return f"'{word}' belongs to the tree itself: begin its line at the margin"
    if word == "ask":
        return "it belongs to a question, which stands under 'questions:'"
    if word == "recommend":
        return "it belongs to an outcome, which stands under 'outcomes:'"
    if word == "goto" and shape is LISTED_OPTION:
        return "the question that uses the list says where to go"
    if word.lower() in _NOT_KNOWING and shape is QUESTION:
        return "take it out: for people who do not know, every way that is open is followed"
    near = meant_key(word, shape)
    if near is not None:
        called = near in _OTHER_WORDS.get(word.lower(), ())
        return f"here it is called '{near}'" if called else f"did you mean '{near}'?"
    others = list(dict.fromkeys(article(other) for other in _SHAPES if word in other.fields))
    if others:
        owners = " or ".join([", ".join(others[:2]), others[2]] if len(others) > 2 else others)
        return f"it belongs to {owners}: see whether the line is indented as it should be"
    return f"its keys are: {', '.join(shape.fields)}"
