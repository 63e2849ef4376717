"""The map: every place of a tree with how it stands with it, scrolled, and a way to change an answer from it."""

from __future__ import annotations

import pytest

from tests.chat.screen import chat, send, talk_of, text_of
from tests.chat.small import interview_after
from tests.routes import NAMES, tree_of, walks
from tui.chat.map_screen import MapScreen
from tui.chat.talk import For
from tui.interview.interview import Interview
from tui.interview.told import unsaid
from tui.report.map import BEEN, CLOSED, HERE, OPEN, map_lines


def marks(interview: Interview) -> dict[str, str]:
    """The mark of each place that is drawn, by its words."""
    tree = interview.tree
    words = {unsaid(question.ask): id for id, question in tree.questions.items()}
    words |= {unsaid(outcome.recommend): id for id, outcome in tree.outcomes.items()}
    return {words[said]: line.mark for line in map_lines(interview) for said in words if line.words.startswith(said)}


def test_how_it_stands_with_each_place() -> None:
    assert marks(interview_after("rain")) == {
        "weather": BEEN, "indoors": HERE, "guests": CLOSED, "food": CLOSED, "day": CLOSED, "place": CLOSED,
        "lawn_picnic": CLOSED, "table_picnic": OPEN, "stay_home": OPEN}
    assert marks(interview_after("storm"))["stay_home"] == HERE


@pytest.mark.parametrize("name", NAMES)
def test_what_is_open_is_what_is_possible(name: str) -> None:
    """Each place of a bundled tree is on its map; after each answer of a run its outcomes are open or closed off."""
    tree, run = tree_of(name), max(walks(name), key=lambda run: len(run.answers))
    answers = list(run.answers.items())
    for count in range(len(answers) + 1):
        here = Interview.start(tree, run.today, dict(answers[:count]))
        found = marks(here)
        assert found.keys() == tree.questions.keys() | tree.outcomes.keys()
        assert {id for id in tree.outcomes if found[id] in (OPEN, HERE)} == set(here.possible or ())
        assert {id for id in tree.questions if found[id] == BEEN} == here.answers.keys()


async def test_an_answer_is_changed_from_the_map() -> None:
    async with chat() as pilot:
        await send(pilot, "2", "enter", *"/map", "enter")
        assert isinstance(pilot.app.screen, MapScreen)
        shown = text_of(pilot)
        assert "▸ Is there a room with a table?" in shown
        assert "✓ What will the weather be like? Rain" in shown
        assert "× Have a picnic on the grass" in shown
        await send(pilot, "enter")
        assert isinstance(pilot.app.screen, MapScreen), "only an answered question can be changed"
        await send(pilot, "home", "enter")
        assert talk_of(pilot).prompt is For.CHANGE
        assert talk_of(pilot).changing == "weather"


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 60)])
async def test_leaving_the_map_changes_nothing(size: tuple[int, int]) -> None:
    async with chat(size=size) as pilot:
        before = talk_of(pilot)
        await send(pilot, *"/map", "enter")
        await send(pilot, "down", "pagedown", "end", "up", "escape")
        assert talk_of(pilot).interview is before.interview
        assert "What will the weather be like?" in text_of(pilot)


@pytest.mark.parametrize("name", NAMES)
def test_the_way_taken_is_drawn_in_one_piece(name: str) -> None:
    """Each place of a run stands a step further in than the one before it, whatever else leads there."""
    tree = tree_of(name)
    for run in walks(name)[::7]:
        lines = [line for line in map_lines(run) if not line.words.endswith(("(above)", "(below)"))]
        at, indent = 0, -1
        for id in run.answers:
            words = unsaid(tree.questions[id].ask)
            at = next(i for i in range(at, len(lines)) if lines[i].words.startswith(words))
            assert lines[at].mark == BEEN
            deeper = len(lines[at].first) // 3
            assert deeper in (indent + 1, 0), "a step further in, or at the margin again where it is deep"
            indent = deeper
