"""A recommendation and a question as objects for programs: the shapes of `--json` and of `answer --format json`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from tui.interview.interview import Interview
from tui.interview.offer import limits
from tui.interview.recommendation import Recommendation, SaidClaim, recommend
from tui.interview.said import Numbered, Said, Voice, plain
from tui.tree.answers import written_number
from tui.tree.model import Option
from tui.tree.written import write_answer

Object = dict[str, object]


def written(found: Object) -> str:
    """An object on one line."""
    return json.dumps(found, ensure_ascii=False)


def last_object(interview: Interview) -> Object:
    """The object of the place where an interview stands: the recommendation, or the next question."""
    found = recommend(interview)
    return recommendation_object(found) if found is not None else question_object(interview)


def question_object(interview: Interview) -> Object:
    """The question being asked, with what is offered."""
    question = interview.question
    assert question is not None
    voice = Voice(interview)
    low, high = limits(question, interview.today)
    offered = interview.choices
    remaining = interview.remaining
    return {
        "type": "question", "id": question.id, "kind": question.kind.value, "ask": plain(voice.say(question.ask)),
        "options": [_option(voice, option) for option in offered], "min": _bound(low), "max": _bound(high),
        "unit": voice.line(question.unit) if question.unit is not None else None,
        "remaining": {"min": remaining.fewest, "max": remaining.most}, "possible": list(interview.possible),
    }


def recommendation_object(found: Recommendation) -> Object:
    """The recommendation, in plain texts with their citations beside them."""
    questions = found.interview.tree.questions
    return {
        "type": "recommendation", "outcome": found.outcome, "recommend": plain(found.recommend),
        "about": _plain(found.about),
        "because": _claims(found.because), "so": _claims(found.so), "caveats": _claims(found.caveats),
        "next_steps": _claims(found.next_steps),
        "items": [{"title": item.title, "text": _plain(item.text), "url": item.url,
                   "citations": [str(ref) for ref in item.refs]} for item in found.items],
        "alternatives": [{"outcome": other.outcome, "text": plain(other.text)} for other in found.alternatives],
        "answers": {id: write_answer(questions[id], answer) for id, answer in found.answers.items()},
        "decided_by": None, "would_change": None, "sources": [_source(numbered) for numbered in found.sources],
    }


def _claims(claims: Iterable[SaidClaim]) -> list[Object]:
    return [{"text": plain(claim.said), "citations": [str(ref) for ref in claim.refs]} for claim in claims]


def _plain(said: Said | None) -> str | None:
    return plain(said) if said is not None else None


def _option(voice: Voice, option: Option) -> Object:
    return {"id": option.id, "label": voice.line(option.label),
            "hint": voice.line(option.hint) if option.hint is not None else None}


def _bound(bound: Decimal | date | None) -> int | float | str | None:
    """A bound as a number where JSON's readers get exactly this number out of it, else in its written form."""
    if not isinstance(bound, Decimal):
        return bound.isoformat() if bound is not None else None
    if bound == bound.to_integral_value():
        return int(bound)
    return float(bound) if Decimal(repr(float(bound))) == bound else written_number(bound)


def _source(numbered: Numbered) -> Object:
    source = numbered.source
    return {"id": source.id, "part": numbered.ref.part, "title": source.title, "by": source.by, "date": source.date,
            "url": source.url}
