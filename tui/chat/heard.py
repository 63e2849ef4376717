"""What was typed, where it is no words of an option: numbers of rows, and commands called without their slash."""

from __future__ import annotations

from tui.chat.talk import Talk
from tui.interview.numbers import numbered
from tui.interview.words import plain
from tui.tree.model import NONE

_ALSO_CALLED = {
    "exit": "quit", "bye": "quit", "goodbye": "quit", "leave": "quit", "stop": "quit", "go back": "back",
    "previous": "back", "take back": "back", "start again": "restart", "start over": "restart", "reset": "restart",
    "skip": "unknown", "pass": "unknown", "commands": "help", "menu": "help", "why do you ask": "why",
    "glossary": "terms", "print": "save", "trees": "trees", "another tree": "trees"}
"""What people call a command that has another name."""


def options_by_number(talk: Talk, text: str) -> frozenset[str]:
    """The options whose numbers make up a text, as in "1, 2 and 4"; none where one of them is not there."""
    numbers = numbered(talk.asked, text) if talk.question is not None and talk.question.options else None
    options = talk.asked.choices
    if not numbers or not all(1 <= number <= len(options) for number in numbers):
        return frozenset()
    return frozenset(options[number - 1].id for number in numbers)


def misnumbered(talk: Talk, text: str, rows: int) -> str:
    """What is wrong with a text that consists of numbers of rows, in a sentence; nothing where it does not."""
    question = talk.question
    if question is None:
        count = rows
        numbers: tuple[int, ...] = (int(text),) if text.strip().isdecimal() and len(text) < 7 else ()
    else:
        count = len(talk.asked.choices)
        numbers = (numbered(talk.asked, text) if question.options else None) or ()
    wrong = next((number for number in numbers if not 1 <= number <= count), None)
    if wrong is not None and count:
        return f"There is no answer {wrong}; they go from 1 to {count}." if count > 1 else (
            f"There is no answer {wrong}, only 1.")
    if len(set(numbers)) > 1:
        return "That answer goes with no other." if talk.several and NONE in options_by_number(talk, text) else (
            "" if talk.several else "Only one answer can be given here.")
    return ""


def command_meant(talk: Talk, text: str) -> str:
    """Which command somebody means who typed its name, or what people call it, in a sentence; else nothing."""
    said = plain(text)
    name = _ALSO_CALLED.get(said, said)
    command = next((command for command in talk.commands if command.name == name), None)
    return f"Type /{command.name} for that. {command.help}" if command is not None else ""
