"""Deep, long and entangled trees: exact where it can be had, and never a hang."""

from __future__ import annotations

from random import Random

import pytest

from tests.reason.brute import TODAY
from tests.reason.random_trees import good
from tui.interview.interview import Interview
from tui.reason.explore import Exploration
from tui.reason.possible import explore
from tui.reason.witness import judge, shortest
from tui.tree.model import Tree

START = "whichway: 1\ntitle: Large\nstart: q0\n"
ENDS = "outcomes:\n  end: {recommend: Do it}\n  other: {recommend: Do not}\n"


def explored(tree: Tree) -> Exploration:
    found = explore(tree, {}, TODAY)
    assert found is not None
    return found


def counted(exploration: Exploration) -> tuple[int, int]:
    steps = exploration.steps[exploration.root]
    assert steps is not None
    return steps.fewest, steps.most


def form(rules: list[str], questions: int = 20) -> Tree:
    """Yes and no, again and again; then one goto list over all of it, each rule with an outcome of its own."""
    asked = [f"  q{i}: {{ask: Is it?, yes: q{i + 1}, no: q{i + 1}}}" for i in range(questions - 1)]
    last = [f"  q{questions - 1}:", "    ask: Is it?", "    options: {yes: Yes, no: No}", "    goto:",
            *(f"      - {{when: '{rule}', goto: o{i}}}" for i, rule in enumerate(rules)), "      - else: other"]
    ends = [f"  {id}: {{recommend: Do it}}" for id in (*(f"o{i}" for i in range(len(rules))), "other")]
    return good(START + "\n".join(["questions:", *asked, *last, "outcomes:", *ends]) + "\n")


def literals(random: Random, questions: list[int], word: str) -> str:
    return f" {word} ".join(f"q{i} is {random.choice(['yes', 'no'])}" for i in questions)


def conjunctions(random: Random) -> list[str]:
    return [literals(random, random.sample(range(20), random.randint(2, 6)), "and") for _ in range(20)]


def over_all(random: Random) -> list[str]:
    return [literals(random, list(range(20)), "and") for _ in range(20)]


def clauses(random: Random) -> list[str]:
    return [" and ".join(f"({literals(random, random.sample(range(20), 3), 'or')})" for _ in range(3))
            for _ in range(20)]


@pytest.mark.parametrize("shape", [conjunctions, over_all, clauses])
def test_an_eligibility_form(shape: object) -> None:
    """Twenty questions and twenty rules: exact, every outcome with a run that leads there, none missed."""
    assert callable(shape)
    random = Random(7)
    tree = form(shape(random))
    exploration = explored(tree)
    assert counted(exploration) == (20, 20)
    found = shortest(exploration, tree.outcomes)
    assert tuple(id for id in tree.outcomes if id in found) == exploration.outcomes
    for place, witness in found.items():
        assert Interview.start(tree, TODAY, witness).place == place
    for _ in range(200):
        answers = {id: random.choice(["yes", "no"]) for id in tree.questions}
        assert Interview.start(tree, TODAY, answers).place in exploration.outcomes


def test_beyond_the_budget_nothing_is_said() -> None:
    """Not a hang, and not a guess."""
    random = Random(1)
    rules = []
    for _ in range(20):
        order = random.sample(range(20), 20)
        rules.append(" and ".join(f"({literals(random, order[i:i + 2], 'or')})" for i in range(0, 20, 2)))
    assert explore(form(rules), {}, TODAY, budget=1_000) is None


def test_fourteen_options() -> None:
    """A `several` question with conditions on six options and on how many there are."""
    options = "".join(f"      m{i}: M\n" for i in range(14))
    tree = good(f"{START}questions:\n  q0:\n    ask: Which?\n    kind: several\n    none: None\n    options:\n{options}"
                "    goto:\n      - {when: 'm1 in q0 and (m3 in q0 or count(q0) > 9)', goto: end}\n"
                "      - {when: 'm5 in q0 and m7 not in q0 and count(q0) == 14', goto: never}\n"
                "      - {when: 'm9 in q0 and m13 in q0 and count(q0) == 2', goto: two}\n      - else: other\n"
                f"{ENDS}  never: {{recommend: Do it}}\n  two: {{recommend: Do it}}\n")
    exploration = explored(tree)
    assert exploration.outcomes == ("end", "other", "two")
    assert shortest(exploration, ["two"]) == {"two": {"q0": frozenset({"m9", "m13"})}}


@pytest.mark.parametrize("looks_back", [False, True])
def test_a_chain_of_twenty_thousand(looks_back: bool) -> None:
    count = 20_000
    lines = [f"  q{i}: {{ask: On?, yes: q{i + 1}, no: end}}" for i in range(count - 1)]
    goto = f"[{{when: 'q{count // 2} is yes', goto: end}}, {{else: other}}]" if looks_back else "other"
    lines.append(f"  q{count - 1}: {{ask: On?, yes: {goto}, no: end}}")
    exploration = explored(good(START + "\n".join(["questions:", *lines]) + "\n" + ENDS))
    # Whoever comes to the last question has said yes all along.
    assert exploration.outcomes == (("end",) if looks_back else ("end", "other"))
    assert counted(exploration) == (1, count)
    assert len(shortest(exploration, [f"q{count - 1}"])[f"q{count - 1}"]) == count - 1


def test_facts_on_facts() -> None:
    """Five thousand deep."""
    facts = ["  f0: q0 is yes", *(f"  f{i}: f{i - 1} {'and' if i % 2 else 'or'} q1 is yes" for i in range(1, 5_000))]
    tree = good(START + "facts:\n" + "\n".join(facts) + "\nquestions:\n  q0: {ask: Is it?, yes: q1, no: q1}\n"
                "  q1:\n    ask: Is it?\n    options: {yes: Yes, no: No}\n"
                "    goto: [{when: f4999, goto: end}, {else: other}]\n" + ENDS)
    exploration = explored(tree)
    assert exploration.outcomes == ("end", "other")
    assert shortest(exploration, ["end"])["end"]["q1"] == "yes"


def test_a_condition_with_a_thousand_names() -> None:
    names = " or ".join(f"q{i % 250} is yes" for i in range(500))
    exploration = explored(form([names], 250))
    assert exploration.outcomes == ("o0", "other")
    assert set(shortest(exploration, ["other"])["other"].values()) == {"no"}


def test_two_hundred_and_twenty_options() -> None:
    """A list with groups, and conditions on groups and on single ones."""
    options = "".join(f"      c{i}: Country {i}\n" for i in range(220))
    groups = "".join(f"      g{i}: [{', '.join(f'c{j}' for j in range(i, 220, 11))}]\n" for i in range(11))
    tree = good(f"{START}lists:\n  countries:\n    options:\n{options}    groups:\n{groups}questions:\n"
                "  q0: {ask: Where?, options: {from: countries}, goto: q1}\n"
                "  q1:\n    ask: Is it?\n    options: {yes: Yes, no: No}\n    goto:\n"
                "      - {when: 'q0 in g3 and q0 is not c14 and q1 is yes', goto: end}\n"
                "      - {when: 'q0 in [g1, g2, c14] or q1 is no', goto: other}\n      - else: rest\n"
                f"{ENDS}  rest: {{recommend: Do it}}\n")
    exploration = explored(tree)
    assert exploration.outcomes == ("end", "other", "rest")
    assert shortest(exploration, ["rest"]) == {"rest": {"q0": "c0", "q1": "yes"}}
    verdict, = judge(exploration, "end", [exploration.walk.space.conditions.chosen("q0", "c14")])
    assert verdict.holds is None
