"""The recommendation: an outcome, once a person's answers are put in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from tui.interview.certain import counts, holds
from tui.interview.interview import Interview
from tui.interview.said import Numbered, Said, Voice
from tui.problems.frozen import Frozen
from tui.tree.answers import Answer
from tui.tree.model import Claim
from tui.tree.text import Ref, Text


class SaidClaim(Frozen):
    """A claim that holds for this person, and what it cites."""

    said: Said
    refs: tuple[Ref, ...]


class SaidItem(Frozen):
    """An extra that holds for this person."""

    title: str
    text: Said | None
    url: str | None
    refs: tuple[Ref, ...]


class Alternative(Frozen):
    """Another outcome, what it recommends, and when it would be better."""

    outcome: str
    recommend: str
    text: Said


class Recommendation(Frozen):
    """Everything there is to say to this person at the end; `sources` are numbered in the order of first use."""

    interview: Interview
    outcome: str
    recommend: Said
    about: Said | None
    because: tuple[SaidClaim, ...]
    so: tuple[SaidClaim, ...]
    caveats: tuple[SaidClaim, ...]
    next_steps: tuple[SaidClaim, ...]
    items: tuple[SaidItem, ...]
    alternatives: tuple[Alternative, ...]
    answers: Mapping[str, Answer]
    sources: tuple[Numbered, ...]


def recommend(interview: Interview, voice: Voice | None = None) -> Recommendation | None:
    """The recommendation of an interview that has reached an outcome; None before.

    A voice that has spoken before goes on with its numbers, so that one number means one source all through a talk.
    """
    outcome = interview.outcome
    if outcome is None:
        return None
    voice = voice or Voice(interview)
    say = _Say(interview, voice)
    tree = interview.tree
    return Recommendation(
        interview, outcome.id,
        voice.say(outcome.recommend),
        voice.say(outcome.about) if outcome.about is not None else None,
        say.claims(outcome.because),
        say.claims(claim for id in interview.answers for claim in _so(interview, id) if counts(interview, id)),
        say.claims(outcome.caveats),
        say.claims(outcome.next_steps),
        tuple(SaidItem(voice.line(item.title), voice.say(item.text) if item.text is not None else None, item.url,
                       tuple(item.text.refs) if item.text is not None else ())
              for item in outcome.items if holds(interview, item.when)),
        tuple(Alternative(id, voice.line(tree.outcomes[id].recommend), voice.say(text))
              for id, text in outcome.alternatives.items()),
        interview.answers,
        voice.sources)


def said_back(interview: Interview, question: str) -> list[Text]:
    """What the answer to a question means for the person, as the author says it back in the chat."""
    return [claim.text for claim in _so(interview, question) if holds(interview, claim.when)]


def _so(interview: Interview, question: str) -> Iterator[Claim]:
    return (option.so for option in interview.chosen(question) if option.so is not None)


class _Say:
    def __init__(self, interview: Interview, voice: Voice) -> None:
        self.interview = interview
        self.voice = voice

    def claims(self, claims: Iterable[Claim]) -> tuple[SaidClaim, ...]:
        return tuple(SaidClaim(self.voice.say(claim.text), tuple(claim.text.refs))
                     for claim in claims if holds(self.interview, claim.when))


def years_old(written: str | None, today: date) -> int | None:
    """Whole years since the date of a source (a year, a month or a day as written); None where it has none."""
    if written is None:
        return None
    year, _, rest = written.partition("-")
    month, _, day = rest.partition("-")
    before = (today.month, today.day) < (int(month or 12), int(day or 28))
    return max(0, today.year - int(year) - before)
