"""Scenarios: their names looked up and their answers read."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tui.problems.nearest import did_you_mean
from tui.problems.problem import File, Place, Problem
from tui.tree.answers import UNKNOWN, Answer
from tui.tree.declare import at
from tui.tree.model import Outcome, Question, Scenario
from tui.tree.names import Kind
from tui.tree.nodes import Node, Scalar, Sequence
from tui.tree.record import Record
from tui.tree.written import Misread, read_answer, read_set


def read_scenarios(records: list[Record], questions: Mapping[str, Question], outcomes: Mapping[str, Outcome],
                   former: Mapping[str, str], former_outcomes: Mapping[str, str],
                   add: Callable[[Problem], None]) -> tuple[Scenario, ...]:
    """The scenarios of a tree; a name or an answer that does not exist is reported."""
    out = []
    for record in records:
        name, outcome = record.get("name"), record.get("outcome")
        ends = ""
        if outcome is not None:
            ends = outcome.value if outcome.value in outcomes else former_outcomes.get(outcome.value, "")
            if not ends:
                add(Problem("unknown-outcome", f"there is no outcome called '{outcome.value}'",
                            at(record.file, outcome),
                            did_you_mean(outcome.value, outcomes) or "name an outcome of this tree"))
        answers: dict[str, Answer] = {}
        places: dict[str, Place] = {}
        for id, (key, node) in (record.get("answers") or {}).items():
            live = id if id in questions else former.get(id)
            if live is None:
                add(Problem("unknown-question", f"there is no question called '{id}'", at(record.file, key),
                            did_you_mean(id, questions) or "name a question of this tree"))
                continue
            answer = _answer(questions[live], record.file, node, add)
            if answer is not None:
                answers[live], places[live] = answer, at(record.file, key)
        out.append(Scenario(name.value.strip() if name is not None else "", answers, ends, record.get("today"),
                            record.place("name"), at(record.file, outcome) if outcome is not None else None, places))
    return tuple(out)


def _answer(question: Question, file: File, node: Node, add: Callable[[Problem], None]) -> Answer | None:
    if question.kind in (Kind.ONE, Kind.SEVERAL) and not question.options:
        return None  # what it lacks has been reported
    if isinstance(node, Sequence):
        if question.kind is not Kind.SEVERAL:
            add(Problem("bad-answer", f"'{question.id}' takes one answer, not a list",
                        Place(file, node.start, node.end),
                        "write the answer without brackets"))
            return None
        for item in node.items:
            if not isinstance(item, Scalar) or not item.value.strip():
                add(Problem("empty-value", "this is no answer", Place(file, item.start, max(item.end, item.start + 1)),
                            "write the id of an option, or take it out"))
                return None
        read = read_set(question, (item.value for item in node.items if isinstance(item, Scalar)))
    else:
        assert isinstance(node, Scalar)
        read = read_answer(question, node.value)
    place = Place(file, node.start, node.end)
    if read is UNKNOWN:
        add(Problem("bad-answer", "'unknown' is no answer in a scenario", place, "write what this person answers"))
        return None
    if isinstance(read, Misread):
        code = "unknown-option" if read.unknown else "bad-answer"
        help = f"did you mean '{read.nearest[0]}'?" if read.nearest else None
        message, _, rest = read.message.replace(": write", "; write").partition("; ")
        add(Problem(code, message, place, help or rest or None))
        return None
    return read
