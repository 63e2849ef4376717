"""Texts, answers and rules as an author reads them: on one line, with answers that are put in still in braces."""

from __future__ import annotations

from collections.abc import Mapping

from tui.tree.answers import Answer
from tui.tree.model import Option, Tree
from tui.tree.text import Piece, Put, Text, Words
from tui.tree.written import write_answer


def words_of(text: Text) -> str:
    """The words of a text on one line, without its citations."""
    return " ".join(" ".join("".join(map(_shown, block.pieces)) for block in text.blocks).split())


def _shown(piece: Piece) -> str:
    return piece.text if isinstance(piece, Words) else f"{{{piece.name}}}" if isinstance(piece, Put) else ""


def shortened(words: str, most: int = 60) -> str:
    """The beginning of words that are many."""
    if len(words) <= most:
        return words
    return words[:most - 1].rstrip() + "…"


def label_of(option: Option) -> str:
    """An option's label, or its id where that has no words."""
    return words_of(option.label) or option.id


def written(tree: Tree, answers: Mapping[str, Answer]) -> dict[str, str]:
    """Answers in their written form."""
    return {id: write_answer(tree.questions[id], answer) for id, answer in answers.items()}


def on_one_line(answers: Mapping[str, str]) -> str:
    """Written answers as they are given on the command line."""
    return " ".join(f"{id}={answer}" for id, answer in answers.items()) or "(no answer)"
