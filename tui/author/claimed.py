"""What a tree claims, and to whom; and which claims of another tree say the same or were reworded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tui.author.coverage import options_of
from tui.author.matched import Ids, Matched
from tui.author.words import words_of
from tui.problems.frozen import Frozen
from tui.tree.conditions import Condition
from tui.tree.model import Claim, Item, Outcome, Tree

SECTIONS = "because", "caveats", "next_steps", "items"
_PUT = re.compile(r"(?<!\\)\{ *([a-z][a-z0-9_]*) *\}")


class Made(Frozen):
    """One place where a tree makes a claim: at an outcome, or with an option of a question."""

    key: str
    """Its id where it has one, else its text."""
    claim: Claim | Item
    place: str
    option: str | None = None

    @property
    def when(self) -> tuple[Condition, ...]:
        """All of this must hold."""
        return self.claim.when

    @property
    def id(self) -> str | None:
        """The id of the shared claim that is used."""
        return self.claim.claim if isinstance(self.claim, Item) else self.claim.id

    @property
    def words(self) -> str:
        """What it says, on one line."""
        if isinstance(self.claim, Claim):
            return words_of(self.claim.text)
        text = words_of(self.claim.text) if self.claim.text is not None else ""
        return f"{words_of(self.claim.title)}: {text}" if text else words_of(self.claim.title)


class Claimed:
    """Everything that a tree claims. `renamed` has the names that are other names in the tree it is held against."""

    def __init__(self, tree: Tree, renamed: Ids) -> None:
        self.tree = tree
        self.renamed = renamed
        self.by_key: dict[str, list[Made]] = {}
        self.at: dict[tuple[str, str], list[Made]] = {}
        """By outcome and section, or by question and option."""
        for made, where in self._all():
            self.by_key.setdefault(made.key, []).append(made)
            self.at.setdefault(where, []).append(made)

    def _all(self) -> Iterator[tuple[Made, tuple[str, str]]]:
        for question in self.tree.questions.values():
            for option in options_of(question):
                if option.so is not None:
                    yield Made(self.key(option.so), option.so, question.id, option.id), (question.id, option.id)
        for outcome in self.tree.outcomes.values():
            for section in SECTIONS:
                for claim in said_in(outcome, section):
                    yield Made(self.key(claim), claim, outcome.id), (outcome.id, section)

    def key(self, claim: Claim | Item) -> str:
        """What a claim is known by."""
        id = claim.claim if isinstance(claim, Item) else claim.id
        return f"{id}" if id is not None else f"'{self.text(claim)}'"

    def text(self, claim: Claim | Item) -> str:
        """All that a claim says, as written, by the names of the other tree."""
        if isinstance(claim, Claim):
            return as_there(claim.text.raw, self.renamed)
        said = (claim.title.raw, claim.text.raw if claim.text is not None else "", claim.url or "")
        return as_there("\n".join(said), self.renamed)


def said_in(outcome: Outcome, section: str) -> Sequence[Claim | Item]:
    """What an outcome claims in a section."""
    found: Sequence[Claim | Item] = getattr(outcome, section)
    return found


def as_there(raw: str, renamed: Ids) -> str:
    """A text as written, with what is put in called as in the other tree."""
    if not renamed or "{" not in raw:
        return raw
    return _PUT.sub(lambda found: f"{{{renamed.get(found[1], found[1])}}}", raw)


def alike(old: Claimed, new: Claimed, found: Matched) -> tuple[dict[str, set[str]], list[tuple[Made, Made]]]:
    """By key of the old tree, the keys in the new that say the same or stand in its place; and what was reworded."""
    related: dict[str, set[str]] = {}
    reworded: list[tuple[Made, Made]] = []
    by_text: dict[str, set[str]] = {}
    for key, there in new.by_key.items():
        for made in there:
            by_text.setdefault(new.text(made.claim), set()).add(key)
    for key, here in old.by_key.items():
        for made in here:
            related.setdefault(key, set()).update(by_text.get(old.text(made.claim), ()))
    for (place, where), here in old.at.items():
        if place in old.tree.questions:
            to = found.questions.get(place), found.options.get(place, {}).get(where, where)
        else:
            to = found.outcomes.get(place), where
        if to[0] is None:
            continue
        for one, other in _at_one_place(here, new.at.get((to[0], to[1]), ()), old, new):
            related[one.key].add(other.key)
            if old.text(one.claim) != new.text(other.claim):
                reworded.append((one, other))
    return related, reworded


def _at_one_place(old: Sequence[Made], new: Sequence[Made], olds: Claimed, news: Claimed) -> Iterator[
        tuple[Made, Made]]:
    """The claims of one place that belong together: by key, by text, or because they stand between the same others."""
    partner: dict[int, int] = {}
    for same in (lambda one, other: one.key == other.key,
                 lambda one, other: olds.text(one.claim) == news.text(other.claim)):
        for i, one in enumerate(old):
            j = next((j for j, other in enumerate(new) if same(one, other) and j not in partner.values()), None)
            if i not in partner and j is not None:
                partner[i] = j
    gaps: dict[int, tuple[list[Made], list[Made]]] = {}
    after = -1
    for i, one in enumerate(old):
        after = partner.get(i, after)
        if i not in partner:
            gaps.setdefault(after, ([], []))[0].append(one)
    after = -1
    for j, one in enumerate(new):
        if j in partner.values():
            after = j
        else:
            gaps.setdefault(after, ([], []))[1].append(one)
    yield from ((old[i], new[j]) for i, j in partner.items())
    for left, right in gaps.values():
        yield from zip(left, right, strict=True) if len(left) == len(right) else _most_alike(left, right)


def _most_alike(left: list[Made], right: list[Made]) -> Iterator[tuple[Made, Made]]:
    # Not above: hardly any place of two trees differs.
    from difflib import SequenceMatcher

    pairs = sorted([(-SequenceMatcher(None, one.words, other.words).ratio(), i, j)
                    for i, one in enumerate(left) for j, other in enumerate(right)])
    taken: set[int] = set()
    others: set[int] = set()
    for _, i, j in pairs:
        if i not in taken and j not in others:
            taken.add(i)
            others.add(j)
            yield left[i], right[j]
