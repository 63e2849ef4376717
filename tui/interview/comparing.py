"""Two outcomes side by side, each as it would be for this person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.interview.certain import holds
from tui.interview.interview import Interview
from tui.interview.offer import Refused
from tui.interview.said import Said, Voice
from tui.interview.told import outcome_name
from tui.problems.frozen import Frozen
from tui.problems.nearest import nearest
from tui.tree.model import Claim
from tui.tree.text import Put, Text
from tui.tree.written import listed


class Column(Frozen):
    """One of two outcomes: what it recommends, and under each heading what can be said of it to this person."""

    outcome: str
    recommend: str
    because: tuple[Said, ...]
    caveats: tuple[Said, ...]
    next_steps: tuple[Said, ...]


class Comparison(Frozen):
    """Two outcomes to look at beside each other."""

    left: Column
    right: Column

    @property
    def sections(self) -> tuple[tuple[str, tuple[Said, ...], tuple[Said, ...]], ...]:
        """Each heading with what stands below it on either side; those without anything are left out."""
        left, right = self.left, self.right
        found = (("Why", left.because, right.because), ("Watch out", left.caveats, right.caveats),
                 ("What to do next", left.next_steps, right.next_steps))
        return tuple(section for section in found if section[1] or section[2])


def compare(interview: Interview, outcome: str, voice: Voice | None = None) -> Comparison:
    """The outcome that was reached, and another one."""
    voice = voice or Voice(interview)
    return Comparison(_column(interview, interview.place, voice), _column(interview, outcome, voice))


def comparable(interview: Interview) -> tuple[str, ...]:
    """The outcomes to compare with the one that was reached: what comes close first, the others as in the file."""
    here = interview.outcome
    close = here.alternatives if here is not None else ()
    return tuple(id for id in dict.fromkeys((*close, *interview.tree.outcomes)) if id != interview.place)


def find_outcome(interview: Interview, words: str) -> str | Refused:
    """Another outcome by its id, a former one, or what it recommends."""
    tree, others = interview.tree, comparable(interview)
    id = tree.former.get(words, words)
    if id in others:
        return id
    wanted = words.casefold()
    named = [other for other in others if wanted and wanted in outcome_name(interview, other).casefold()]
    if len(named) == 1:
        return named[0]
    if id == interview.place:
        return Refused(f"'{id}' is what was recommended; compare it with another outcome")
    close = named or nearest(words, others)
    hint = f"did you mean '{close[0]}'?" if close else f"there are {listed(others)}"
    return Refused(f"there is no other outcome '{words}'; {hint}", tuple(close))


def _column(interview: Interview, id: str, voice: Voice) -> Column:
    outcome = interview.tree.outcomes[id]
    because, caveats, steps = (tuple(_said(interview, claims, voice))
                               for claims in (outcome.because, outcome.caveats, outcome.next_steps))
    return Column(id, outcome_name(interview, id), because, caveats, steps)


def _said(interview: Interview, claims: Iterable[Claim], voice: Voice) -> Iterator[Said]:
    return (voice.say(claim.text) for claim in claims
            if holds(interview, claim.when) and _can_be_said(interview, claim.text))


def _can_be_said(interview: Interview, text: Text) -> bool:
    """Whether everything that a text puts in is there: somebody who came by another way was not asked everything."""
    return all(piece.name in interview.answers or piece.name in interview.tree.facts
               for piece in text.pieces if isinstance(piece, Put))
