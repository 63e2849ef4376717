"""The label of an option where a condition compares with its id: people read the one, and conditions the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tui.problems.frozen import Frozen
from tui.tree.model import Option
from tui.tree.names import Kind, Names, QuestionNames

_COMPARED = re.compile(r"\b([a-z][a-z0-9_]*)\s+(is not|is|!=|==?)(?:\s+|(?<==))[\"']?")
LONGEST = 200
"""Characters of a label that are looked for."""

_WITHOUT = ("is not", "!=")


class LabelForId(Frozen):
    """A label in a condition, from `start` to `end`, in a comparison that begins at `begin`; and what belongs there."""

    begin: int
    start: int
    end: int
    message: str
    help: str


def label_for_id(text: str, names: Names, wrong: Sequence[int]) -> LabelForId | None:
    """The first label with which a condition compares the answer of its question, if something is wrong at one of some
    offsets within that comparison; None where there is none.
    """
    for compared in _COMPARED.finditer(text):
        question, start = names.questions.get(compared[1]), compared.end()
        if question is None or question.kind not in (Kind.ONE, Kind.SEVERAL) or not any(
                compared.start() <= at <= start + LONGEST for at in wrong):
            continue
        said = text[start:start + LONGEST]
        found = [(len(label), id) for id, label in _labels(question) if label.casefold() not in question.options
                 and said[:len(label)].casefold() == label.casefold() and not said[len(label):len(label) + 1].isalnum()]
        length, id = max(found, default=(0, ""))
        if any(compared.start() <= at <= start + length for at in wrong) and found:
            without = compared[2] in _WITHOUT
            form = f"{compared[1]} {'is not' if without else 'is'} {id}"
            if question.kind is Kind.SEVERAL:
                form = f"not ({id} in {compared[1]})" if without else f"{id} in {compared[1]}"
            return LabelForId(compared.start(), start, start + length,
                              f"'{text[start:start + length]}' is what people read for '{id}'",
                              f"a condition has ids: write '{form}'")
    return None


def _labels(question: QuestionNames) -> Iterator[tuple[str, str]]:
    """The options of a question with their labels, whether they have been built by now or not."""
    for id, given in question.options.items():
        label = ""
        if isinstance(given, Option):
            label = given.label.raw
        elif isinstance(given, tuple):
            _, record = given
            written = record.values.get("label")
            label = written.value.strip() if written is not None else record.built.label.raw if record.built else ""
        if label:
            yield id, label
