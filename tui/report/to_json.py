"""A recommendation and a question as objects for programs: the shapes of `--json` and of `answer --format json`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from tui.interview.interview import Interview
from tui.interview.offer import limits
from tui.interview.recommendation import Recommendation, SaidClaim, recommend
from tui.interview.said import Numbered, Said, Voice, plain
from tui.interview.told import outcome_name
from tui.tree.answers import Answer, written_number
from tui.tree.model import Option, Tree
from tui.tree.written import write_answer

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from tui.interview.comparing import Comparison
    from tui.interview.whatif import Change, Depends, Effect
    from tui.reason.answers import Range

Object = dict[str, object]

STUCK = "there is no way on for this person, which is a slip in the tree"


def written(found: Object) -> str:
    """An object on one line."""
    return json.dumps(found, ensure_ascii=False)


def last_object(interview: Interview) -> Object:
    """The object of the place where an interview stands: the recommendation, what it depends on, or the question."""
    from tui.interview.whatif import decided_by, depends, would_change

    found = recommend(interview)
    if found is not None:
        return recommendation_object(found, decided_by(interview), would_change(interview))
    open_end = depends(interview)
    if open_end is not None:
        return depends_object(interview, open_end)
    return question_object(interview) if interview.question is not None else error_object(STUCK)


def error_object(message: str) -> Object:
    """What is wrong, in a sentence."""
    return {"type": "error", "message": message}


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
        "remaining": {"min": remaining.fewest, "max": remaining.most} if remaining is not None else None,
        "possible": _ids(interview.possible),
    }


def depends_object(interview: Interview, found: Depends) -> Object:
    """The end of an interview that depends on what the person does not know."""
    tree = interview.tree
    return {
        "type": "depends", "unknown": list(found.unknown),
        "outcomes": [{"outcome": id, "recommend": outcome_name(interview, id),
                      "witness": _answers(tree, witness)} for id, witness in found.outcomes],
        "settle": found.settle,
    }


def effect_object(found: Effect) -> Object:
    """What changing an answer would do."""
    return {"type": "effect", "kept": list(found.kept), "dropped": list(found.dropped), "asked": list(found.asked),
            "before": list(found.before), "after": list(found.after)}


def compare_object(found: Comparison, voice: Voice) -> Object:
    """Two outcomes side by side, as they would be for this person; the voice is the one that said them."""
    refs = [numbered.ref for numbered in voice.sources]

    def said(claims: Iterable[Said]) -> list[Object]:
        return [{"text": plain(claim), "citations": [str(refs[note - 1]) for paragraph in claim
                                                     for span in paragraph.spans for note in span.notes]}
                for claim in claims]

    return {"type": "compare", "outcomes": [
        {"outcome": column.outcome, "recommend": column.recommend, "because": said(column.because),
         "caveats": said(column.caveats), "next_steps": said(column.next_steps)}
        for column in (found.left, found.right)]}


def recommendation_object(found: Recommendation, decided_by: Iterable[str] | None,
                          would_change: Iterable[Change] | None) -> Object:
    """The recommendation, in plain texts with their citations beside them."""
    tree = found.interview.tree
    return {
        "type": "recommendation", "outcome": found.outcome, "recommend": plain(found.recommend),
        "about": _plain(found.about),
        "because": _claims(found.because), "so": _claims(found.so), "caveats": _claims(found.caveats),
        "next_steps": _claims(found.next_steps),
        "items": [{"title": item.title, "text": _plain(item.text), "url": item.url,
                   "citations": [str(ref) for ref in item.refs]} for item in found.items],
        "alternatives": [{"outcome": other.outcome, "text": plain(other.text)} for other in found.alternatives],
        "answers": _answers(tree, found.answers),
        "decided_by": _ids(decided_by),
        "would_change": None if would_change is None else [_change(tree, change) for change in would_change],
        "sources": [_source(numbered) for numbered in found.sources],
    }


def _ids(ids: Iterable[str] | None) -> list[str] | None:
    return list(ids) if ids is not None else None


def _answers(tree: Tree, answers: Mapping[str, Answer]) -> Object:
    return {id: write_answer(tree.questions[id], answer) for id, answer in answers.items()}


def _change(tree: Tree, change: Change) -> Object:
    found: Object = {"question": change.question,
                     "answer": write_answer(tree.questions[change.question], change.answer),
                     "outcomes": list(change.outcomes)}
    if change.range is not None:
        found["range"] = _range(change.range)
    elif isinstance(change.answer, frozenset):
        found |= {"contains": list(change.contains), "lacks": list(change.lacks)}
    return found


def _range(given: Range) -> Object:
    """Only the ends that there are: `from` and `to` belong to the range, `above` and `below` do not."""
    found: Object = {}
    if given.low is not None:
        found["above" if given.low_open else "from"] = _bound(given.low)
    if given.high is not None:
        found["below" if given.high_open else "to"] = _bound(given.high)
    return found


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
