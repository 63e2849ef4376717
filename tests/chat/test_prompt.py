"""The prompt when keys come faster than the screen: each is for what it was typed for, and none answers twice."""

from __future__ import annotations

from decimal import Decimal

import pytest
from textual.pilot import Pilot

from tests.chat.screen import answers_of, chat, click_on, paste, send, talk_of, text_of
from tui.chat.prompt import Prompt


def held(pilot: Pilot[None]) -> str:
    """What stands in the prompt."""
    return pilot.app.screen.query_one(Prompt).value


@pytest.mark.parametrize("keys", [
    ("1", "enter", "enter"),
    (*"dry", "enter", "enter", "enter"),
    ("down", "enter", "enter"),
])
async def test_a_doubled_enter_answers_nothing(keys: tuple[str, ...]) -> None:
    """What was typed for one question is never read as the answer to the next, which here takes any number."""
    async with chat() as pilot:
        await send(pilot, *keys)
        assert answers_of(pilot) == {"weather": "dry"}
        assert held(pilot) == ""


async def test_what_is_typed_ahead_is_for_the_next_question() -> None:
    async with chat() as pilot:
        await send(pilot, "1", "enter", "4", "enter", *"ca")
        assert answers_of(pilot) == {"weather": "dry", "guests": Decimal(4)}
        assert held(pilot) == "ca"
        assert "▸ 2  [ ] Cake" in text_of(pilot)
        await send(pilot, "enter", "enter", *"2027-05-01", "enter", *"12", "enter")
        assert talk_of(pilot).interview.place == "lawn_picnic"
        assert answers_of(pilot)["place"] == "zoo"


async def test_what_was_wrong_is_there_again_and_typing_replaces_it() -> None:
    async with chat() as pilot:
        await send(pilot, "1", "enter", *"99", "enter", "enter")
        assert held(pilot) == "99"
        assert text_of(pilot).count("It has to be 20 or less.") == 1
        await send(pilot, "4", "enter")
        assert answers_of(pilot)["guests"] == Decimal(4)


async def test_digits_tick_and_tick_off_at_once() -> None:
    """However fast they come; one that no row has is only text."""
    async with chat() as pilot:
        await send(pilot, "1", "enter", "4", "enter")
        await send(pilot, "1", "2", "2", "3", "down", "space")
        assert talk_of(pilot).ticked == {"drinks"}
        await send(pilot, "2", "enter")
        assert answers_of(pilot)["food"] == {"cake", "drinks"}
        await send(pilot, "backspace")
        await send(pilot, "9")
        assert held(pilot) == "9"
        assert talk_of(pilot).ticked == frozenset()


async def test_a_second_digit_replaces_the_first_where_one_says_it_all() -> None:
    async with chat() as pilot:
        await send(pilot, "1", "3")
        assert held(pilot) == "3"
        await send(pilot, "2", "enter")
        assert answers_of(pilot) == {"weather": "rain"}


async def test_escape_empties_the_prompt_and_what_follows_stays() -> None:
    async with chat() as pilot:
        await send(pilot, *"/he", "escape", *"wet")
        assert held(pilot) == "wet"
        assert "▸ 2  Rain" in text_of(pilot)


async def test_a_word_looked_up_with_the_mouse_leaves_what_is_being_typed() -> None:
    async with chat() as pilot:
        await send(pilot, "1", "enter", "4", "enter", *"bre")
        await click_on(pilot, "hamper?")
        assert "A basket with a lid" in text_of(pilot)
        assert held(pilot) == "bre"


async def test_backspace_right_after_an_answer_takes_it_back() -> None:
    async with chat() as pilot:
        await send(pilot, "1", "enter", "backspace")
        assert answers_of(pilot) == {}


@pytest.mark.parametrize(("pasted", "value"), [
    ("dry", "dry"), ("dry\n4\ncake\n", "dry"), ("\n", ""), ("a\tb", "a\tb"), ("\x1b[31mred\x07", "\ufffd[31mred\ufffd"),
    ("x" * 5_000, "x" * 5_000), ("\u202edry", "\ufffddry"), ("\x1b]0;title\x1b\\", "\ufffd]0;title\ufffd\\"),
])
async def test_only_the_first_line_of_what_is_pasted_goes_in_and_nothing_is_answered(pasted: str, value: str) -> None:
    async with chat() as pilot:
        await paste(pilot, pasted)
        assert held(pilot) == value
        assert answers_of(pilot) == {}
        await send(pilot, "enter")
        assert set(answers_of(pilot)) <= {"weather"}
        assert "\x1b" not in text_of(pilot)


