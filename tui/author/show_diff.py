"""What an edit changes for people: as lines for them, and as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tui.author.claimed import Made
from tui.author.diff import Change, Diff, Gone, Names, Person
from tui.author.reworded import Reworded
from tui.author.words import on_one_line, shortened
from tui.tree.text import Text

MOST_SHOWN = 20
"""Things of one sort that are shown to people."""


def lines(old: str, new: str, diff: Diff) -> Iterator[str]:
    """All that an edit changes, for people; `old` and `new` are the names of the files."""
    yield f"{old} -> {new}"
    for before, after in _called_anew(diff):
        yield f"  '{after}' reads as '{before}' did, which is gone: if they are one, give it 'formerly: [{before}]'"
    if diff.differs:
        yield f"  {_counted(len(diff.moved), 'pair')} of outcomes where somebody comes to another one:"
        yield from _some([_moved(person) for person in diff.moved])
    elif diff.nobody:
        yield "  nobody can be compared: there are no answers that both trees take from the first to the last"
    elif diff.proved:
        yield "  everybody comes to the same outcome"
    if not diff.proved:
        yield "  not proved: there are too many ways to follow, so that others may come to another outcome,"
        yield "  or see other claims"
    for head, changes in (("claims that somebody sees no longer", diff.lost), ("claims that somebody sees anew",
                                                                              diff.gained)):
        if changes:
            yield f"  {head}:"
            yield from _some([_claim(change) for change in changes])
    said = [*map(_reworded, _texts(diff))]
    if said:
        yield "  reworded:"
        yield from _some(said)
    for what, names in _named(diff):
        for verb, ids in (("added", names.added), ("removed", names.removed),
                          ("renamed", [f"{one} is now {other}" for one, other in names.renamed])):
            if ids:
                yield f"  {what} {verb}: {', '.join(ids[:MOST_SHOWN])}" + (
                    f" and {len(ids) - MOST_SHOWN} more" if len(ids) > MOST_SHOWN else "")
    gone = list(diff.gone())
    if gone:
        yield "  answers that would not count any more:"
        yield from _some([_gone(one) for one in gone])


def _called_anew(diff: Diff) -> Iterator[tuple[str, str]]:
    """Ids that are gone, each with a new one that people read the same of; nothing says that it is a former one."""
    old, new = diff.old, diff.new
    yield from _alike(diff.questions(), {id: question.ask for id, question in old.questions.items()},
                      {id: question.ask for id, question in new.questions.items()})
    former = {to: id for id, to in diff.matched.questions.items()}
    for id, names in diff.options():
        yield from _alike(names, {one: option.label for one, option in old.questions[former[id]].options.items()},
                          {one: option.label for one, option in new.questions[id].options.items()})
    yield from _alike(diff.outcomes(), {id: outcome.recommend for id, outcome in old.outcomes.items()},
                      {id: outcome.recommend for id, outcome in new.outcomes.items()})


def _alike(names: Names, old: Mapping[str, Text], new: Mapping[str, Text]) -> Iterator[tuple[str, str]]:
    added = {new[id].raw: id for id in names.added}
    return ((id, added[old[id].raw]) for id in names.removed if old[id].raw in added)


def _some(entries: Sequence[Sequence[str]]) -> Iterator[str]:
    for entry in entries[:MOST_SHOWN]:
        for i, line in enumerate(entry):
            yield f"{'      ' if i else '    '}{line}"
    if len(entries) > MOST_SHOWN:
        yield f"    ... and {len(entries) - MOST_SHOWN} more; --format json lists them"


def _moved(person: Person) -> list[str]:
    return [f"{person.old} -> {person.new}", _answers(person)]


def _claim(change: Change) -> list[str]:
    said = f"{_where(change.claim)}: {_shown(change.claim.words)}"
    if change.person is None:
        return [said, "not proved: there are too many ways to follow"]
    person = change.person
    outcomes = person.old if person.old == person.new else f"{person.old} -> {person.new}"
    return [said, f"{outcomes}: {_answers(person)}"]


def _reworded(text: Reworded) -> list[str]:
    return [f"{text.what} of {text.of}" if text.of else text.what, f"- {_shown(text.old)}", f"+ {_shown(text.new)}"]


def _gone(gone: Gone) -> list[str]:
    said = f"{gone.question}{'' if gone.answer is None else f'={gone.answer}'}: {gone.why}"
    return [said] if gone.person is None else [said, _answers(gone.person)]


def _answers(person: Person) -> str:
    """Answers on one line, those that one tree does not ask for at its end."""
    parts = [on_one_line(person.answers)]
    parts += [f"{which} alone: {on_one_line(alone)}"
              for which, alone in (("old", person.old_alone), ("new", person.new_alone)) if alone]
    return "; ".join(parts)


def _shown(text: str | None) -> str:
    return "(nothing)" if text is None else f"'{shortened(' '.join(text.split()), 100)}'"


def _texts(diff: Diff) -> Iterator[Reworded]:
    """All that was reworded, claims last."""
    yield from diff.reworded
    for old, new in diff.reworded_claims:
        of = new.id or (new.place if new.option is None else f"{new.place} {new.option}")
        yield Reworded("claim", of, old.words, new.words)


def _named(diff: Diff) -> Iterator[tuple[str, Names]]:
    yield "questions", diff.questions()
    for question, names in diff.options():
        yield f"options of {question}", names
    yield "outcomes", diff.outcomes()


def _where(claim: Made) -> str:
    file, line = claim.claim.at.file, claim.claim.at.file.position(claim.claim.at.start)[0]
    return f"{file.name}:{line}"


def as_json(old: str, new: str, diff: Diff) -> dict[str, object]:
    """The same as data."""
    return {
        "old": old,
        "new": new,
        "proved": diff.proved,
        "nobody": diff.nobody,
        "outcomes": [{"old": person.old, "new": person.new, "witness": person.written} for person in diff.moved],
        "claims": {"lost": list(map(_change, diff.lost)), "gained": list(map(_change, diff.gained))},
        "reworded": [{"what": text.what, "of": text.of or None, "old": text.old, "new": text.new}
                     for text in _texts(diff)],
        "questions": _data(diff.questions()),
        "options": {question: _data(names) for question, names in diff.options()},
        "outcome_ids": _data(diff.outcomes()),
        "answers": [{"question": gone.question, "answer": gone.answer, "why": gone.why,
                     "witness": None if gone.person is None else gone.person.written} for gone in diff.gone()],
    }


def _change(change: Change) -> dict[str, object]:
    claim, person = change.claim, change.person
    file, line = claim.claim.at.file, claim.claim.at.file.position(claim.claim.at.start)[0]
    found: dict[str, object] = {"id": claim.id, "text": claim.words, "at": claim.place, "option": claim.option,
                                "file": file.name, "line": line, "proved": person is not None}
    if person is not None:
        found |= {"old": person.old, "new": person.new, "witness": person.written}
    return found


def _data(names: Names) -> dict[str, object]:
    return {"added": list(names.added), "removed": list(names.removed),
            "renamed": [{"old": one, "new": other} for one, other in names.renamed]}


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'s' if count != 1 else ''}"
