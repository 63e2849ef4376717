"""Every route of every bundled tree, through every front end: the same outcomes, claims and citations."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from random import Random

import pytest

from tests.read_back import Object, Paper, from_html, from_json, from_markdown, from_text, one_line
from tests.routes import DAY, NAMES, route, tree_of, walks
from tui.check import read
from tui.check.sound import unsound
from tui.cli import main
from tui.interview import whatif
from tui.interview.interview import Interview
from tui.interview.offer import limits
from tui.interview.recommendation import Recommendation, recommend
from tui.interview.said import joined, plain
from tui.reason import prospect
from tui.reason.explore import Exploration
from tui.reason.possible import explore
from tui.report.page import in_words
from tui.tree import library
from tui.tree.answers import Answer, shown_date
from tui.tree.model import Tree
from tui.tree.names import Kind
from tui.tree.reader import read_tree
from tui.tree.written import write_answer

Program = Callable[..., str]
SHARES = 6


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    """The program: arguments and lines in, what it prints out. Here it reads a tree and looks it over only once, and
    does not work out again what is ahead of the same answers."""
    monkeypatch.setattr(library, "read_tree", cache(read_tree))
    monkeypatch.setattr(read, "unsound", cache(unsound))

    @lru_cache(500)
    def remembered(tree: Tree, known: frozenset[tuple[str, Answer]], today: date) -> Exploration | None:
        return explore(tree, dict(known), today)

    for module in (prospect, whatif):
        monkeypatch.setattr(module, "explore", lambda tree, known, today: remembered(
            tree, frozenset(known.items()), today))

    def run(*arguments: str, lines: Sequence[str] = ()) -> str:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        assert main([*arguments, "--today", DAY.isoformat()]) == 0
        printed = capsys.readouterr()
        assert printed.err == ""
        return printed.out
    return run


def written(run: Interview) -> dict[str, str]:
    """The answers of a run in their written form."""
    return {id: write_answer(run.tree.questions[id], answer) for id, answer in run.answers.items()}


def by_number(run: Interview) -> Iterator[str]:
    """The answers of a run as somebody types them who goes by the numbers of what is offered."""
    for id, answer in written(run).items():
        numbers = {option.id: str(number) for number, option in enumerate(run.at(id).choices, 1)}
        yield ",".join(numbers[part] for part in answer.split(",")) if numbers else answer


def test_every_outcome_is_walked_to() -> None:
    for name in NAMES:
        assert {run.place for run in walks(name)} == set(tree_of(name).outcomes)


@cache
def seen_of(name: str) -> set[object]:
    """The sections of pages that have been compared by now."""
    return set()


# Each share is a test of its own, for one processor must not wait for another to have walked them all.
@pytest.mark.parametrize(("name", "share"), [(name, share) for name in NAMES for share in range(SHARES)])
def test_front_ends_agree(name: str, share: int, program: Program) -> None:
    """Plain lines, JSON lines and `answer`, for every route; Markdown and HTML for each section that is a new one."""
    seen = seen_of(name)
    for run in walks(name)[share::SHARES]:
        found = recommend(run)
        assert found is not None
        given = written(run)
        objects = read_lines(program("run", name, "--json", lines=[*given.values()]))
        check_object(objects[-1], found)
        check_lines(objects, run)
        answer = ("answer", name, *(f"{id}={answer}" for id, answer in given.items()), "--format")
        assert read_lines(program(*answer, "json")) == [objects[-1]]
        text = program(*answer, "text")
        check_talk(program("run", name, "--plain", lines=[*by_number(run)]), text, objects)
        paper = from_text(text)
        check_paper(paper, objects, found)
        sections = {(run.place, heading, *lines) for heading, lines in paper.said.items()}
        if not sections <= seen:
            seen |= sections
            assert from_markdown(program(*answer, "markdown")) == paper
            assert from_html(program(*answer, "html")) == paper


def read_lines(text: str) -> list[Object]:
    """JSON lines, read."""
    return [json.loads(line) for line in text.splitlines()]


def check_object(given: Object, found: Recommendation) -> None:
    """JSON says what the recommendation does, and in it are the claims of the tree that hold, and no others."""
    run, end = found.interview, found.interview.outcome
    assert end is not None
    assert (given["type"], given["outcome"]) == ("recommendation", end.id)
    assert given["recommend"] == plain(found.recommend)
    assert given["about"] == (plain(found.about) if found.about is not None else None)
    said = {"because": found.because, "so": found.so, "caveats": found.caveats, "next_steps": found.next_steps}
    for part, claims in said.items():
        assert given[part] == [{"text": plain(claim.said), "citations": [*map(str, claim.refs)]} for claim in claims]
    of_answers = tuple(option.so for id in run.answers for option in run.chosen(id) if option.so is not None)
    written_down = {"because": end.because, "so": of_answers, "caveats": end.caveats, "next_steps": end.next_steps}
    for part, in_tree in written_down.items():
        hold = [claim for claim in in_tree if all(map(run.known.holds, claim.when))]
        assert [told["citations"] for told in given[part]] == [[*map(str, claim.text.refs)] for claim in hold]
    assert [told["url"] for told in given["items"]] == [
        item.url for item in end.items if all(map(run.known.holds, item.when))]
    assert [item["title"] for item in given["items"]] == [item.title for item in found.items]
    assert [other["outcome"] for other in given["alternatives"]] == [other.outcome for other in found.alternatives]
    assert list(given["answers"].items()) == list(written(run).items())
    assert [(s["id"], s["part"]) for s in given["sources"]] == [(n.ref.source, n.ref.part) for n in found.sources]


def check_lines(objects: Sequence[Object], run: Interview) -> None:
    """JSON lines ask the questions of the route, one after the other, and understand each answer."""
    assert [found["type"] for found in objects] == [*["question", "understood"] * len(run.answers), "recommendation"]
    assert [found["id"] for found in objects[:-1:2]] == list(run.answers)
    assert {found["question"]: found["answer"] for found in objects[1::2]} == written(run)


def check_paper(paper: Paper, objects: Sequence[Object], found: Recommendation) -> None:
    """A page, read back, says what JSON says."""
    last = objects[-1]
    others = {other.outcome: other.recommend for other in found.alternatives}
    assert (paper.recommend, paper.said) == from_json(last, others)
    assert paper.answers == [
        f"{asked['ask']} {shown(asked, last['answers'][asked['id']])}"
        + ("" if asked["id"] in last["decided_by"] else " (made no difference)") for asked in objects[:-1:2]]
    for line, change in zip(paper.changes, last["would_change"], strict=True):
        assert line.split(":")[0] == change["question"].replace("_", " ").capitalize()
    listed: set[str] = set()
    for line, source, cited in zip(paper.sources, last["sources"], found.sources, strict=True):
        assert line.startswith(f"{cited.number}. {source['title']}")
        # Where its title is called again for another part, the rest stands above.
        whole = (source["by"], source["url"]) if source["id"] not in listed else ()
        listed.add(source["id"])
        for words in (cited.part, *whole):
            assert words is None or words in line


def shown(asked: Object, answer: str) -> str:
    """An answer in the words of its question as JSON lines ask it."""
    if asked["kind"] == "date":
        return shown_date(date.fromisoformat(answer))
    labels = {option["id"]: option["label"] for option in asked["options"]}
    return joined([labels[part] for part in answer.split(",")]) if labels else answer


def check_talk(talk: str, text: str, objects: Sequence[Object]) -> None:
    """Plain lines ask the same in the same order, say back what an answer means, and end with the same page.

    Of what would change a recommendation only the first few are shown, and it is said how to see the rest.
    """
    begins = talk.rindex(text.partition("\n\n")[0])
    short, full = from_text(talk[begins:]), from_text(text)
    assert short._replace(changes=[]) == full._replace(changes=[])
    if len(full.changes) > 4:
        more = in_words(len(full.changes) - 3)
        assert short.changes == [*full.changes[:3], f"… and {more} more; /whatif lists them all"]
    else:
        assert short.changes == full.changes
    before = rest = one_line(talk[:begins])
    for asked in objects[:-1:2]:
        for words in (asked["ask"], *(option["label"] for option in asked["options"])):
            _, there, rest = rest.partition(words)
            assert there, words
    for claim in objects[-1]["so"]:
        assert claim["text"] in before


@pytest.mark.parametrize("name", NAMES)
def test_no_route_is_left_out(name: str) -> None:
    """Whatever people answer, the way they go and what they are told is among the runs that are walked."""
    walked = {route(run) for run in walks(name)}
    chance = Random(name)
    for _ in range(500):
        here = Interview.start(tree_of(name), DAY)
        while here.question is not None:
            after = here.answer(anything(here, chance))
            assert isinstance(after, Interview)
            here = after
        assert route(here) in walked, written(here)


def anything(here: Interview, chance: Random) -> Answer:
    """Any answer to the question being asked; numbers and dates more often near their bounds."""
    question = here.question
    assert question is not None
    ids = [option.id for option in here.offered]
    if question.kind is Kind.ONE:
        return chance.choice(ids)
    if question.kind is Kind.SEVERAL:
        return frozenset(chance.sample(ids, chance.randint(0 if question.none is not None else 1, len(ids))))
    low, high = limits(question, DAY)
    far = chance.random() ** 4
    if isinstance(low, date) and isinstance(high, date):
        return high - timedelta(round((high - low).days * far))
    assert isinstance(low, Decimal)
    assert isinstance(high, Decimal)
    digits = Decimal(1) if question.bounds.whole else Decimal("0.1")
    return low + ((high - low) * Decimal(far)).quantize(digits)


@pytest.mark.parametrize("name", NAMES)
def test_remaining_holds(name: str) -> None:
    """At no step are there more questions to come than said, or fewer; and the outcome was among those possible."""
    for run in walks(name):
        here = Interview.start(run.tree, DAY)
        for done, answer in enumerate(run.answers.values()):
            left = len(run.answers) - done
            remaining, possible = here.remaining, here.possible
            assert remaining is not None
            assert remaining.fewest <= left <= remaining.most
            assert possible is not None
            assert run.place in possible
            after = here.answer(answer)
            assert isinstance(after, Interview)
            here = after


@pytest.mark.parametrize("name", NAMES)
def test_back_and_change_lead_home(name: str) -> None:
    """Taking the last answer back and giving it again changes nothing; so does changing an answer to what it was."""
    for run in walks(name):
        last, answer = list(run.answers.items())[-1]
        assert run.back().place == last
        again = run.back().answer(answer)
        assert isinstance(again, Interview)
        assert (again.place, dict(again.answers)) == (run.place, dict(run.answers))
        for id, answer in run.answers.items():
            same = run.change(id, answer)
            assert isinstance(same, Interview)
            assert (same.place, dict(same.answers)) == (run.place, dict(run.answers))
