"""Every text of a tree."""

from __future__ import annotations

from collections.abc import Iterator

from tui.tree.model import Outcome, Question, Tree
from tui.tree.text import Text


def texts(tree: Tree) -> Iterator[Text]:
    """The texts that somebody may read, in no order; one that is used twice comes twice."""
    yield tree.title
    if tree.about is not None:
        yield tree.about
    for term in tree.terms.values():
        yield term.meaning
    for outcome in tree.outcomes.values():
        yield from _of_outcome(outcome)
    for question in tree.questions.values():
        yield from _of_question(question)


def _of_question(question: Question) -> Iterator[Text]:
    yield question.ask
    for text in (question.why, question.help, question.find_out, question.unit):
        if text is not None:
            yield text
    for option in (*question.options.values(), *([question.none] if question.none is not None else [])):
        yield option.label
        if option.hint is not None:
            yield option.hint
        if option.so is not None:
            yield option.so.text


def _of_outcome(outcome: Outcome) -> Iterator[Text]:
    yield outcome.recommend
    if outcome.about is not None:
        yield outcome.about
    for claims in (outcome.because, outcome.caveats, outcome.next_steps):
        for claim in claims:
            yield claim.text
    for item in outcome.items:
        yield item.title
        if item.text is not None:
            yield item.text
    yield from outcome.alternatives.values()
