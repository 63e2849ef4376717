"""The list of trees, and going from one tree to another."""

from __future__ import annotations

import asyncio

import pytest

from tests.chat.screen import chat, press, send, settled, text_of
from tui.chat.talk_screen import TalkScreen


@pytest.mark.parametrize("between", [0, 2, 4, 5, 6, 9])
async def test_keys_that_come_while_another_screen_takes_the_place_of_this_one(between: int) -> None:
    """However fast they come, nothing breaks, and all that comes after the new screen is for it."""
    async with chat(None) as pilot:
        for key in (*"backup", "enter", *"/trees", "enter", *"account", "enter", "2"):
            press(pilot, key)
            for _ in range(between):
                await asyncio.sleep(0)
        await settled(pilot)
        assert isinstance(pilot.app.screen, TalkScreen)
        await send(pilot, "escape", *"/trees", "enter")
        assert "What do you want to decide?" in text_of(pilot)


async def test_a_tree_is_taken_once() -> None:
    """A doubled Enter begins one talk and answers nothing in it."""
    async with chat(None) as pilot:
        await send(pilot, "down", "enter", "enter")
        assert isinstance(pilot.app.screen, TalkScreen)
        assert len(pilot.app.screen_stack) == 2
        assert dict(pilot.app.screen.talk.interview.answers) == {}
