"""What is possible, what would change it and what a change does: what walking every run of a tree shows."""

from __future__ import annotations

import sys
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.interview.every_run import walk_all
from tests.interview.runs import Runs
from tests.interview.watched import Watched
from tests.reason.brute import TODAY
from tests.reason.random_trees import good, whole_tree
from tests.routes import tree_of
from tui.interview.comparing import compare
from tui.interview.interview import Interview
from tui.interview.offer import Refused
from tui.interview.recommendation import recommend, said_back
from tui.interview.said import Voice, plain, put_in
from tui.interview.told import outcome_name
from tui.interview.whatif import depends, needed, would_change
from tui.problems.frozen import replaced
from tui.report.to_json import last_object
from tui.tree.answers import UNKNOWN, Answer
from tui.tree.model import Tree

SEEDS = st.integers(0, 2**32)

NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""Trees are small as they are."""


def good_runs(random: Random) -> Runs:
    """The runs of a tree in which nothing can go wrong, with its questions in the order of the file or in any other."""
    while True:
        tree = whole_tree(random)
        if random.randrange(2):
            ids = random.sample([*tree.questions], len(tree.questions))
            tree = replaced(tree, questions={id: tree.questions[id] for id in ids})
        runs = Runs(tree)
        if runs.good and len(runs.all) < 3_000:
            return runs


def anything(random: Random, watched: Watched, unsure: int) -> Answer:
    """Some answer to the open question, most often one that is offered."""
    id = watched.place
    if random.randrange(100) < unsure:
        return UNKNOWN
    offered = watched.runs.offers(watched.answers)
    return random.choice(offered if random.randrange(10) else watched.runs.values(id))


@settings(deadline=None, max_examples=20, phases=NO_SHRINKING)
@given(SEEDS)
def test_a_talk(seed: int) -> None:
    """Answers, known and unknown, changes and steps back, in any order."""
    random = Random(seed)
    runs = good_runs(random)
    given: dict[str, Answer] = {}
    for id in runs.tree.questions if random.randrange(4) == 0 else ():
        given[id] = random.choice([UNKNOWN, *runs.values(id)])
    watched = Watched(runs, given)
    unsure = random.choice((0, 20, 60))
    for _ in range(14):
        if watched.answers and random.randrange(100) < (15 if watched.asks else 80):
            id = random.choice([*watched.answers])
            watched.change(id, random.choice([*runs.values(id), UNKNOWN, watched.answers[id]]))
        elif watched.answers and random.randrange(100) < 8:
            watched.back()
        elif watched.asks:
            if random.randrange(3) == 0:
                watched.where()
            watched.answer(anything(random, watched, unsure))


def small_backup() -> Tree:
    """The bundled tree about backups with one of the things to keep: there are 48,000 runs with all of them."""
    tree = tree_of("backup")
    keep = tree.questions["keep"]
    first = dict([*keep.options.items()][:1])
    return replaced(tree, questions={**tree.questions, "keep": replaced(keep, options=first)})


@pytest.mark.parametrize(("name", "count"), [("coursera", 86), ("account", 488)])
def test_every_run_of_a_bundled_tree(name: str, count: int) -> None:
    """At each step, and at the end of each run."""
    assert walk_all(Runs(tree_of(name))) == count


@pytest.mark.parametrize(("tree", "talks"), [
    (tree_of("coursera"), 20), (tree_of("account"), 15), (small_backup(), 8)], ids=["coursera", "account", "backup"])
def test_bundled_trees(tree: Tree, talks: int) -> None:
    """With unknown answers here and there, and a change at the end."""
    random, runs = Random(7), Runs(tree)
    for talk in range(talks):
        watched = Watched(runs)
        while watched.asks:
            watched.answer(anything(random, watched, 30 if talk % 3 else 0))
        id = random.choice([*watched.answers])
        watched.change(id, random.choice([UNKNOWN, *watched.runs.values(id)]))


def test_a_step_costs_the_same_after_two_hundred() -> None:
    """Calls of functions are counted, for clocks are not to be trusted."""
    asked = "".join(f"  q{i}: {{ask: On?, yes: q{i + 1}, no: [{{when: q0 is yes, goto: q{i + 1}}}, {{else: end}}]}}\n"
                    for i in range(220))
    here = Interview.start(good("whichway: 1\ntitle: Long\nstart: q0\nquestions:\n"
                                f"{asked}  q220: {{ask: Is it?, yes: end, no: end}}\n"
                                "outcomes:\n  end: {recommend: Do it}\n"), TODAY)
    costs = []
    for i in range(220):
        calls = 0

        def count(_frame: object, event: str, _argument: object) -> None:
            nonlocal calls
            calls += event in ("call", "c_call")
        sys.setprofile(count)
        after = here.answer("no" if i % 2 else "yes")
        sys.setprofile(None)
        assert isinstance(after, Interview)
        here = after
        costs.append(calls)
    assert costs[0] > 5
    assert costs[200] == costs[0]
    assert costs[201] == costs[1]


@pytest.mark.parametrize(("kind", "goto"), [("one", "q is y"), ("several", "y in q")])
def test_an_answer_that_was_not_offered_at_its_place(kind: str, goto: str) -> None:
    """Of two ways to a question one was not open when it was asked; what is offered there alone changes nothing."""
    runs = Runs(good(f"""\
whichway: 1
title: Two ways
start: p
questions:
  p: {{ask: Is it?, yes: q, no: r}}
  q:
    ask: Which?
    kind: {kind}
    options: {{x: X, y: {{label: Y, when: p is no}}, z: Z}}
    goto: [{{when: {goto}, goto: second}}, {{else: first}}]
  r: {{ask: Is it?, yes: q, no: first}}
outcomes:
  first: {{recommend: Do it}}
  second: {{recommend: Do not}}
"""))
    watched = Watched(runs)
    x: Answer = "x" if kind == "one" else frozenset("x")
    for answer in (UNKNOWN, x, "yes"):
        watched.where()
        watched.answer(answer)
    assert would_change(watched.talk.interview) == ()
    watched.change("q", "y" if kind == "one" else frozenset("y"))
    assert watched.answers == {"p": UNKNOWN, "q": x, "r": "yes"}


def test_sets_that_no_way_offers() -> None:
    """Each of two options is offered on some way, both together on none."""
    runs = Runs(good("""\
whichway: 1
title: Two ways
start: p
questions:
  p: {ask: Is it?, yes: q, no: q}
  q:
    ask: Which?
    kind: several
    options: {x: {label: X, when: p is yes}, y: {label: Y, when: p is no}}
    goto: [{when: x in q, goto: first}, {else: second}]
outcomes:
  first: {recommend: Do it}
  second: {recommend: Do not}
"""))
    watched = Watched(runs)
    watched.answer(UNKNOWN)
    refused = watched.talk.interview.answer(frozenset("xy"))
    assert refused == Refused("not all of x, y are offered together here; leave some of them out")
    watched.answer(frozenset("xy"))
    assert watched.answers == {"p": UNKNOWN}


CITY = """\
whichway: 1
title: Where to?
start: city
facts:
  far:
    - {when: city is rome, value: far, label: a long way}
    - {when: city is bonn, value: near, label: a short way}
    - {else: far, label: a long walk}
questions:
  city:
    ask: Which city?
    options: {rome: Rome, bonn: Bonn, cork: Cork, oslo: Oslo}
    goto: sure
  sure:
    ask: Sure about {city}?
    options:
      yes: {label: Yes, so: {text: Rome it is., when: city is rome}}
      no: {label: No, so: Take your time.}
    goto: [{when: city is oslo, goto: home}, {when: sure is yes, goto: go}, {else: ask}]
  ask:
    ask: Ask somebody?
    yes: {label: Yes, so: Friends know best., goto: go}
    no: {label: No, so: Friends may err., goto: home}
outcomes:
  go:
    recommend: Go to {city}, which is {far}
    because: [{text: It is not Rome., when: city is not rome}, {text: It is not Oslo., when: city is not oslo}]
  home:
    recommend: Stay here, for {city} is {far}
    because: [{text: It is not Rome., when: city is not rome}, {text: You were sure., when: sure is yes}]
"""


def after(*answers: Answer) -> Interview:
    here = Interview.start(good(CITY), TODAY)
    for answer in answers:
        new = here.answer(answer)
        assert isinstance(new, Interview), new
        here = new
    return here


def test_texts_where_it_depends() -> None:
    """Each outcome is said as it would be for this person there, and nothing is said back that may not be so."""
    here = after(UNKNOWN, "yes")
    told = last_object(here)
    assert told["type"] == "depends"
    assert told["outcomes"] == [
        {"outcome": "go", "recommend": "Go to Rome, Bonn or Cork, which is a long way, a short way or a long walk",
         "witness": {"city": "rome", "sure": "yes"}},
        {"outcome": "home", "recommend": "Stay here, for Oslo is a long walk",
         "witness": {"city": "oslo", "sure": "yes"}}]
    assert outcome_name(here, "home") == "Stay here, for Oslo is a long walk"
    assert put_in(here, "city") == "not known"
    assert said_back(here, "sure") == []
    assert [plain(Voice(here).say(text)) for text in said_back(after("rome", "yes"), "sure")] == ["Rome it is."]


def test_what_is_said_is_so_on_every_way() -> None:
    """What an answer means is no reason where, for all that is known, it does not count."""
    here = after(UNKNOWN, "no", "no")
    found = recommend(here)
    assert found is not None
    assert (found.outcome, [plain(claim.said) for claim in found.so]) == ("home", ["Take your time."])
    assert plain(found.recommend) == "Stay here, for not known is a long way, a short way or a long walk"
    assert found.because == ()
    # On the way of Oslo nobody would have asked.
    assert last_object(after(UNKNOWN, "no", "yes"))["type"] == "depends"
    beside = compare(here, "go").right
    assert [plain(claim) for claim in beside.because] == []
    assert [plain(claim) for claim in compare(after("bonn", "no", "no"), "go").right.because] == [
        "It is not Rome.", "It is not Oslo."]


EITHER = """\
whichway: 1
title: Either will do
start: p
questions:
  p: {ask: Is it?, yes: q, no: q}
  q: {ask: Or that?, unknown: no, options: {yes: {label: Yes}, no: {label: No}, sure: {label: Sure, when: p is yes}},
      goto: [{when: p is yes or q is yes, goto: first}, {else: second}]}
outcomes:
  first: {recommend: Do it}
  second: {recommend: Do not}
"""


def test_of_two_that_would_do_the_first_decided() -> None:
    """The last is dropped first."""
    watched = Watched(Runs(good(EITHER)))
    watched.answer("yes")
    watched.answer("yes")
    assert last_object(watched.talk.interview)["decided_by"] == ["p"]


def test_an_answer_that_does_not_count_where_it_depends() -> None:
    """What would have to be true says another one beside it: there, the one that was given is not offered."""
    watched = Watched(Runs(good(EITHER)))
    watched.answer(UNKNOWN)
    watched.answer("sure")
    here = watched.talk.interview
    end = depends(here)
    assert end is not None
    assert {outcome: [*needed(here, run)] for outcome, run in end.outcomes} == {"first": ["p"], "second": ["p", "q"]}


def test_an_unknown_answer_given_beforehand_where_it_makes_no_sense() -> None:
    """It is never kept: it does not count when its question comes."""
    watched = Watched(Runs(good(EITHER)), {"q": UNKNOWN})
    watched.answer("yes")
    assert (watched.place, watched.kept) == ("q", {"q": UNKNOWN})
    watched.change("p", "no")


def test_what_may_be_in_an_unknown_set() -> None:
    """Options that conditions name and others, and none, as far as they lead to the outcome that is spoken of."""
    here = Interview.start(good("""\
whichway: 1
title: Of two
start: q
questions:
  q: {ask: Which?, kind: several, none: Nothing, options: {x: X, y: Y},
      goto: [{when: x in q and count(q) == 1, goto: alone}, {when: count(q) == 0, goto: bare}, {else: more}]}
outcomes:
  alone: {recommend: Do it}
  bare: {recommend: Do not}
  more: {recommend: Do it twice}
"""), TODAY).answer(UNKNOWN)
    assert isinstance(here, Interview)
    assert {id: put_in(here.supposing(id), "q") for id in here.tree.outcomes} == {
        "alone": "X", "bare": "Nothing", "more": "X or Y"}
    assert put_in(here, "q") == "X, Y or Nothing"
