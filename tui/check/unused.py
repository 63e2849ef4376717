"""What a tree declares and nothing uses. A file that is included may have more than one tree needs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from tui.check.survey import Survey
from tui.check.texts import texts
from tui.problems.problem import Place, Problem, Severity
from tui.tree.lost_citations import LostCitations
from tui.tree.model import Tree
from tui.tree.names import plain_word

_CITED = re.compile(r"@([a-z][a-z0-9_]*)")
_CALLED = re.compile(r"\[\[([^\[\]]+)\]\]")


def unused_term(survey: Survey) -> Iterator[Problem]:
    """A term that no text calls for."""
    terms = _own(survey.tree, "terms")
    if terms:
        words = survey.tree.words
        for id in _never_named(survey.tree, _CALLED, terms, lambda word: words.get(plain_word(word), "")):
            words_of_id = id.replace("_", " ")
            yield _unused("unused-term", "term", id, terms[id], f"write [[{words_of_id}]] where it is spoken of")


def unused_source(survey: Survey) -> Iterator[Problem]:
    """A source that no text cites."""
    sources = _own(survey.tree, "sources")
    if sources:
        left = _never_named(survey.tree, _CITED, sources, str)
        # One that is named in a way that makes no citation is reported there.
        lost = LostCitations(survey.tree.sources)
        named = {name for text in texts(survey.tree) for _, name in lost.found(text.raw)} if left else set()
        for id in (id for id in left if id not in named):
            yield _unused("unused-source", "source", id, sources[id], f"cite it with [@{id}]")


def unused_fact(survey: Survey) -> Iterator[Problem]:
    """A fact that no condition names and no text puts in."""
    used = {name for written in survey.inventory.written.values() for name in written.condition.facts}
    used |= survey.inventory.put_in
    file = survey.tree.title.at.file
    left = [fact for id, fact in survey.tree.facts.items() if id not in used and fact.at.file is file]
    if left and _has_idle_parts(survey.tree):
        # What nothing uses may name them, and is reported itself.
        named = Counter(re.findall(r"[a-z][a-z0-9_]*", file.text))
        left = [fact for fact in left if named[fact.id] < 2]
    for fact in left:
        yield _unused("unused-fact", "fact", fact.id, fact.at,
                      f"write for example 'when: {fact.id}'" if fact.when is not None
                      else f"put it into a text with {{{fact.id}}}, or compare it in a condition")


def unused_list(survey: Survey) -> Iterator[Problem]:
    """A list that no question takes its options from."""
    for id, place in _own(survey.tree, "lists").items():
        # A question may take it and leave all of it out.
        if not survey.tree.lists[id] and not re.search(rf"\bfrom: +{id}\b", place.file.text):
            yield _unused("unused-list", "list", id, place, f"write 'options: {{from: {id}}}' in a question")


def unused_claim(survey: Survey) -> Iterator[Problem]:
    """A shared claim that nothing makes."""
    claims = _own(survey.tree, "claims")
    made = _claims_made(survey.tree) if claims else set()
    for id in (id for id in claims if id not in made):
        yield _unused("unused-claim", "claim", id, claims[id], f"write '- use: {id}' where it is to be said")


def _unused(code: str, what: str, id: str, place: Place, help: str) -> Problem:
    return Problem(code, f"nothing uses the {what} '{id}'", place, f"{help}, or take it out", Severity.WARNING)


def _own(tree: Tree, what: str) -> dict[str, Place]:
    """What the tree's own file declares."""
    return {id: place for id, place in tree.places[what].items() if place.file is tree.title.at.file}


def _claims_made(tree: Tree) -> set[str | None]:
    made: set[str | None] = set()
    for outcome in tree.outcomes.values():
        made.update([claim.id for claim in (*outcome.because, *outcome.caveats, *outcome.next_steps)])
        made.update([item.claim for item in outcome.items])
    for question in tree.questions.values():
        options = (*question.options.values(), *([question.none] if question.none is not None else []))
        made.update([option.so.id for option in options if option.so is not None])
    return made


def _has_idle_parts(tree: Tree) -> bool:
    """Whether there are claims or lists that nothing uses."""
    return bool(tree.places["claims"].keys() - _claims_made(tree)) or not all(tree.lists.values())


def _never_named(tree: Tree, pattern: re.Pattern[str], known: Iterable[str], meant: Callable[[str], str]) -> list[str]:
    """Those of some ids that no text means by what stands between the marks of a pattern."""
    left = dict.fromkeys(known)
    for text in texts(tree):
        if "[" in text.raw:
            for word in pattern.findall(text.raw):
                left.pop(meant(word), None)
            if not left:
                return []
    if _has_idle_parts(tree):
        # What nothing uses may name them too, and is reported itself.
        for word in pattern.findall(tree.title.at.file.text):
            left.pop(meant(word), None)
    return list(left)
