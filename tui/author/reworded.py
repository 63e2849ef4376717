"""Texts that both of two trees have at the same place, and that read differently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tui.author.claimed import as_there
from tui.author.matched import Ids, Matched
from tui.problems.frozen import Frozen
from tui.tree.model import Option, Outcome, Question, Tree
from tui.tree.text import Text

Words = Text | str | None


class Reworded(Frozen):
    """A text before and after; None where there is none. `of` is what it belongs to, by its id in the new tree."""

    what: str
    of: str
    old: str | None
    new: str | None


def reworded(old: Tree, new: Tree, found: Matched, renamed: Ids) -> Iterator[Reworded]:
    """All texts but claims, in the order of the old tree."""
    for what, of, one, other in _texts(old, new, found):
        before, after = _raw(one), _raw(other)
        if before != after and (before is None or as_there(before, renamed) != after):
            yield Reworded(what, of, before, after)


def _raw(text: Words) -> str | None:
    return text.raw if isinstance(text, Text) else text


def _texts(old: Tree, new: Tree, found: Matched) -> Iterator[tuple[str, str, Words, Words]]:
    yield "title", "", old.title, new.title
    yield "about", "", old.about, new.about
    for id, to in found.questions.items():
        yield from _of_question(old.questions[id], new.questions[to], found.options[id])
    for id, to in found.outcomes.items():
        yield from _of_outcome(old.outcomes[id], new.outcomes[to], found)
    for id, fact in old.facts.items():
        labels = {rule.value: rule.label for rule in new.facts[id].rules} if id in new.facts else {}
        for value, label in {rule.value: rule.label for rule in fact.rules}.items():
            if value in labels:
                yield "label", f"{id} {value}", label, labels[value]
    for id, term in old.terms.items():
        if id in new.terms:
            yield "label", id, term.label, new.terms[id].label
            yield "meaning", id, term.meaning, new.terms[id].meaning
    for id, source in old.sources.items():
        if id in new.sources:
            other = new.sources[id]
            for what in ("title", "by", "date", "url"):
                yield what, id, getattr(source, what), getattr(other, what)
            yield from _of_both("part", id, source.parts, other.parts)


def _of_question(old: Question, new: Question, options: Ids) -> Iterator[tuple[str, str, Words, Words]]:
    for what in ("ask", "why", "help", "find_out", "unit"):
        yield what, new.id, getattr(old, what), getattr(new, what)
    pairs: list[tuple[Option, Option]] = [(old.options[id], new.options[to]) for id, to in options.items()]
    if old.none is not None and new.none is not None:
        pairs.append((old.none, new.none))
    for one, other in pairs:
        for what in ("label", "hint"):
            yield what, f"{new.id} {other.id}", getattr(one, what), getattr(other, what)


def _of_outcome(old: Outcome, new: Outcome, found: Matched) -> Iterator[tuple[str, str, Words, Words]]:
    for what in ("recommend", "about"):
        yield what, new.id, getattr(old, what), getattr(new, what)
    there = {found.outcomes.get(id, id): text for id, text in old.alternatives.items()}
    yield from _of_both("alternative", new.id, there, new.alternatives)


def _of_both(what: str, of: str, old: Mapping[str, Words], new: Mapping[str, Words]) -> Iterator[
        tuple[str, str, Words, Words]]:
    for id in {**old, **new}:
        yield what, f"{of} {id}", old.get(id), new.get(id)
