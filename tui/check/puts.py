"""Texts that put in an answer or the value of a fact, and who comes to read them."""

from __future__ import annotations

from collections.abc import Iterator

from tui.problems.frozen import Frozen
from tui.tree.conditions import Condition
from tui.tree.model import Claim, Outcome, Question, Tree
from tui.tree.text import Put, Text


class PutIn(Frozen):
    """A text that puts something in: where a person comes to read it, and on which conditions; no place is any."""

    text: Text
    name: str
    at: str
    when: tuple[Condition, ...] = ()
    option: str | None = None
    """The option whose choosing has it said, where one does."""
    again: bool = False
    """Whether it is read again later on, as labels are where an answer is put in."""
    beside: Text | None = None
    """The alternative beside which it is read, where it is the recommendation of another outcome."""


def put_ins(tree: Tree) -> Iterator[PutIn]:
    """Everything that the texts of a tree put in."""
    yield from _in_text(tree.title, "")
    yield from _in_text(tree.about, "")
    for term in tree.terms.values():
        yield from _in_text(term.meaning, "")
    for question in tree.questions.values():
        yield from _in_question(question)
    for outcome in tree.outcomes.values():
        yield from _in_outcome(tree, outcome)


def _in_question(question: Question) -> Iterator[PutIn]:
    for text in (question.ask, question.why, question.help, question.find_out, question.unit):
        if text is not None and "{" in text.raw:
            yield from _in_text(text, question.id)
    options = list(question.options.values())
    if question.none is not None:
        options.append(question.none)
    for option in options:
        when = () if option.when is None else (option.when,)
        if "{" in option.label.raw:
            yield from _in_text(option.label, question.id, when, again=True)
        if option.hint is not None:
            yield from _in_text(option.hint, question.id, when)
        if option.so is not None:
            yield from _in_text(option.so.text, question.id, option.so.when, option.id)


def _in_outcome(tree: Tree, outcome: Outcome) -> Iterator[PutIn]:
    for text in (outcome.recommend, outcome.about):
        yield from _in_text(text, outcome.id)
    for other, text in outcome.alternatives.items():
        yield from _in_text(text, outcome.id)
        yield from _in_text(tree.outcomes[other].recommend, outcome.id, beside=text)
    claims: tuple[Claim, ...] = (*outcome.because, *outcome.caveats, *outcome.next_steps)
    for claim in claims:
        yield from _in_text(claim.text, outcome.id, claim.when)
    for item in outcome.items:
        yield from _in_text(item.title, outcome.id, item.when)
        yield from _in_text(item.text, outcome.id, item.when)


def _in_text(text: Text | None, at: str, when: tuple[Condition, ...] = (), option: str | None = None,
             again: bool = False, beside: Text | None = None) -> Iterator[PutIn]:
    if text is not None and "{" in text.raw:
        for piece in text.pieces:
            if isinstance(piece, Put):
                yield PutIn(text, piece.name, at, when, option, again, beside)
