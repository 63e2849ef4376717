"""The chat beside an editor: what a saved file changes, and what a broken one does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.chat.screen import chat, click_on, send, settled, talk_of, text_of
from tests.chat.small import SMALL
from tui.chat.watched import Watched


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the small tree, to be edited."""
    path = tmp_path / "picnic.yaml"
    path.write_text(SMALL.read_text(encoding="utf-8"), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def looks_when_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is looked at by the tests alone, and not by a clock as well."""
    monkeypatch.setattr("tui.chat.watched.PAUSE", 3600.0)


async def edit(pilot: Pilot[None], path: Path, old: str, new: str) -> None:
    """Save the file with something replaced, and wait until it has been looked at."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    await pilot.app.screen.query_one(Watched).look()
    await settled(pilot)


async def test_the_person_stays_at_the_question(tree: Path) -> None:
    async with chat(tree, watch=True) as pilot:
        await send(pilot, "1", "enter", *"ab")
        await edit(pilot, tree, "How many of you will there be?", "How many will come?")
        shown = text_of(pilot)
        assert "How many will come?" in shown
        assert "The file was read again." in shown
        assert "› ab" in shown, "what is being typed stays"
        assert talk_of(pilot).interview.answers == {"weather": "dry"}


async def test_a_broken_file_is_shown_over_the_last_good_tree(tree: Path) -> None:
    async with chat(tree, watch=True) as pilot:
        await edit(pilot, tree, "start: weather", "start: wether")
        shown = text_of(pilot)
        assert "error[unknown-question]" in shown
        assert "start: wether" in shown
        assert "did you mean 'weather'?" in shown
        assert "3  Storm and thunder" in shown, "the question is still there to be answered"
        await click_on(pilot, "2  Rain")
        assert talk_of(pilot).interview.place == "indoors"
        tree.unlink()
        await pilot.app.screen.query_one(Watched).look()
        await settled(pilot)
        assert "picnic.yaml" in str(pilot.app.screen.query_one(Watched).render())
        tree.write_text(SMALL.read_text(encoding="utf-8"), encoding="utf-8")
        await edit(pilot, tree, "Is there a room with a table?", "Is there a table?")
        assert "error[" not in text_of(pilot)
        assert "Is there a table?" in text_of(pilot)
        assert talk_of(pilot).interview.answers == {"weather": "rain"}


async def test_an_answer_that_no_longer_fits(tree: Path) -> None:
    async with chat(tree, watch=True) as pilot:
        await send(pilot, "1", "enter")
        await send(pilot, *"12", "enter")
        await edit(pilot, tree, "    max: 20\n", "    max: 10\n")
        assert talk_of(pilot).interview.place == "guests"
        assert "Your answer to 'Guests' no longer fits" in " ".join(text_of(pilot).split())


async def test_a_file_that_nobody_touches_is_not_read(tree: Path) -> None:
    async with chat(tree, watch=True) as pilot:
        before = talk_of(pilot)
        await pilot.app.screen.query_one(Watched).look()
        await settled(pilot)
        assert talk_of(pilot).interview is before.interview
