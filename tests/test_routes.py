"""Every route of every bundled tree, through every front end: the same outcomes, claims and citations."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest

from tui.cli import main
from tui.interview.interview import Interview
from tui.interview.offer import limits
from tui.interview.recommendation import Recommendation, recommend
from tui.interview.said import plain
from tui.jsonl import converse as converse_json
from tui.plain import PlainTalk
from tui.plain import converse as converse_plain
from tui.report.forms import written
from tui.report.page import recommendation_page
from tui.tree.answers import Answer
from tui.tree.conditions import Atom, Within, each_atom
from tui.tree.model import Question, Tree
from tui.tree.names import Kind
from tui.tree.reader import read_tree
from tui.tree.written import write_answer

TREES = Path(__file__).resolve().parents[1] / "trees"
NAMES = ("account", "backup", "coursera")
DAY = date(2026, 11, 23)


def tree_of(name: str) -> Tree:
    loaded = read_tree(TREES / f"{name}.yaml")
    assert loaded.tree is not None
    return loaded.tree


def thresholds(tree: Tree, question: Question) -> list[Decimal | date]:
    """The values at which a condition of the tree changes its mind about a number or a date, and their neighbours."""
    found: set[Decimal | date] = set()

    def visit(atom: object) -> None:
        if not isinstance(atom, Atom) or atom.question != question.id or not isinstance(atom.part, Within):
            return
        for bound in (end for r in atom.part.ranges for end in (r.low, r.high) if end is not None):
            if isinstance(bound, Decimal) and question.kind is Kind.DATE:
                found.update(DAY - timedelta(days=int(bound * unit) + more) for unit in (1, 365) for more in (-2, 0, 2))
            elif isinstance(bound, Decimal):
                found.update((bound - 1, bound, bound + 1))
            else:
                found.update((bound - timedelta(1), bound, bound + timedelta(1)))

    conditions = [c for fact in tree.facts.values() for c in fact.conditions]
    conditions += [rule.when for q in tree.questions.values() for rule in q.ways() if rule.when is not None]
    conditions += [c for o in tree.outcomes.values()
                   for claim in (*o.because, *o.caveats, *o.next_steps) for c in claim.when]
    for condition in conditions:
        each_atom(condition.root, visit)
    low, high = limits(question, DAY)
    return sorted({*found, *(end for end in (low, high) if end is not None)})


def answers_at(interview: Interview) -> Iterator[Answer]:
    """Answers to try here: each option; sets of up to two and all; numbers and dates where conditions change."""
    question = interview.question
    assert question is not None
    ids = [option.id for option in interview.offered]
    if question.kind is Kind.ONE:
        yield from ids
    elif question.kind is Kind.SEVERAL:
        sets = {frozenset(chosen) for size in (1, 2, len(ids)) for chosen in combinations(ids, size)}
        yield from sorted(sets, key=sorted)
        if question.none is not None:
            yield frozenset()
    else:
        yield from thresholds(interview.tree, question)


def routes(name: str) -> list[Interview]:
    """Runs that between them give every answer at every question that an earlier run has led to, each a new one."""
    done: list[Interview] = []
    tried: set[tuple[str, str, str]] = set()
    stack = [Interview.start(tree_of(name), DAY)]
    while stack:
        here = stack.pop()
        if here.question is None:
            done.append(here)
            continue
        last = next(reversed(list(here.answers)), "")
        fresh = 0
        options = [after for answer in answers_at(here) if isinstance(after := here.answer(answer), Interview)]
        assert options, here.place
        for after in options:
            key = (last, here.place, write_answer(here.question, after.answers[here.place]))
            if key not in tried:
                tried.add(key)
                stack.append(after)
                fresh += 1
        if not fresh:
            # Nothing new to try from here on: one run to the end is enough.
            stack.append(options[len(done) % len(options)])
    return done


def words_of(run: Interview) -> list[str]:
    """The answers of a run in their written form, as arguments."""
    return [f"{id}={write_answer(run.tree.questions[id], answer)}" for id, answer in run.answers.items()]


def said(found: Recommendation) -> dict[str, list[tuple[str, list[str]]]]:
    """The claims of a recommendation with their citations, as every front end must say them."""
    parts = {"because": found.because, "so": found.so, "caveats": found.caveats, "next_steps": found.next_steps}
    return {name: [(plain(claim.said), [str(ref) for ref in claim.refs]) for claim in claims]
            for name, claims in parts.items()}


@pytest.mark.parametrize("name", NAMES)
def test_front_ends_agree(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = routes(name)
    assert {run.place for run in found} == set(tree_of(name).outcomes)
    for i, run in enumerate(found):
        expected = recommend(run)
        assert expected is not None
        objects: list[dict[str, object]] = []
        lines = [word.partition("=")[2] for word in words_of(run)]
        assert converse_json(Interview.start(run.tree, DAY), lines, objects.append) == 0
        check_object(objects[-1], run, expected)
        questions = [found["id"] for found in objects if found["type"] == "question"]
        assert questions == list(run.answers)
        check_plain(run, expected, lines)
        if i % 8 == 0:
            path = str(TREES / f"{name}.yaml")
            assert main(["answer", path, *words_of(run), "--format", "json", "--today", DAY.isoformat()]) == 0
            check_object(json.loads(capsys.readouterr().out), run, expected)


def check_object(given: dict[str, object], run: Interview, expected: Recommendation) -> None:
    assert given["type"] == "recommendation"
    assert given["outcome"] == run.place
    for part, claims in said(expected).items():
        assert given[part] == [{"text": text, "citations": refs} for text, refs in claims]
    assert given["answers"] == dict(word.split("=") for word in words_of(run))
    sources = given["sources"]
    assert isinstance(sources, list)
    assert [(s["id"], s["part"]) for s in sources] == [(n.ref.source, n.ref.part) for n in expected.sources]


def check_plain(run: Interview, expected: Recommendation, lines: list[str]) -> None:
    said_lines: list[str] = []
    assert converse_plain(PlainTalk(Interview.start(run.tree, DAY), "x"), lines, said_lines.append, False) == 0
    assert written(recommendation_page(expected), "text").rstrip() in "".join(said_lines)


@pytest.mark.parametrize("name", NAMES)
def test_remaining_is_a_bound(name: str) -> None:
    """At no step are there more questions to come than said, or fewer; and the outcome was among those possible."""
    for run in routes(name):
        here = Interview.start(run.tree, DAY)
        for done, answer in enumerate(run.answers.values()):
            left = len(run.answers) - done
            assert here.remaining.fewest <= left <= here.remaining.most
            assert run.place in here.possible
            after = here.answer(answer)
            assert isinstance(after, Interview)
            here = after


@pytest.mark.parametrize("name", NAMES)
def test_back_and_change_lead_home(name: str) -> None:
    """Taking the last answer back and giving it again changes nothing; so does changing an answer to what it was."""
    for run in routes(name)[::5]:
        last, answer = list(run.answers.items())[-1]
        assert run.back().place == last
        again = run.back().answer(answer)
        assert isinstance(again, Interview)
        assert (again.place, dict(again.answers)) == (run.place, dict(run.answers))
        first, answer = next(iter(run.answers.items()))
        same = run.change(first, answer)
        assert isinstance(same, Interview)
        assert (same.place, dict(same.answers)) == (run.place, dict(run.answers))
