"""Every bundled tree talked through to an outcome: with arrows and Enter alone, digits, typed words, and the mouse."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from decimal import Decimal

import pytest
from textual.pilot import Pilot

from tests.chat.screen import answers_of, chat, send, talk_of, text_of
from tests.chat.small import TREES
from tui.chat.talk_screen import TalkScreen
from tui.interview.interview import Interview
from tui.interview.offer import limits
from tui.interview.said import label_of
from tui.tree.answers import written_number
from tui.tree.names import Kind

Way = Callable[[Pilot[None], int], Awaitable[None]]


def value_for(interview: Interview) -> str:
    """A number or a date that can be answered here, as a person would type it."""
    question = interview.question
    assert question is not None
    low, high = limits(question, interview.today)
    if question.kind is Kind.NUMBER:
        least = low if isinstance(low, Decimal) else Decimal(1)
        return written_number(least)
    return str(low or high or interview.today)


def marked_label(pilot: Pilot[None]) -> str:
    """The words of the row that stands marked on the screen."""
    screen = pilot.app.screen
    assert isinstance(screen, TalkScreen)
    assert screen.marked.marked is not None
    row = screen.marked.rows[screen.marked.marked]
    assert any(line.strip().startswith("▸") for line in text_of(pilot).splitlines()), "the marked row can be seen"
    return row.label


def several(pilot: Pilot[None]) -> bool:
    """Whether several answers can be given here."""
    return talk_of(pilot).several


async def arrows(pilot: Pilot[None], index: int) -> None:
    """Down to an option; Space where it has to be ticked; Enter."""
    label = label_of(talk_of(pilot).interview, talk_of(pilot).interview.choices[index])
    await send(pilot, *["down"] * (index + 1))
    assert marked_label(pilot) == label
    await send(pilot, *(["space", "enter"] if several(pilot) else ["enter"]))


async def digits(pilot: Pilot[None], index: int) -> None:
    """The number of an option, which ticks at once or marks; Enter."""
    label = label_of(talk_of(pilot).interview, talk_of(pilot).interview.choices[index])
    await send(pilot, *str(index + 1))
    if several(pilot):
        assert "[x]" in text_of(pilot)
    else:
        assert marked_label(pilot) == label
    await send(pilot, "enter")


async def words(pilot: Pilot[None], index: int) -> None:
    """An option in its own words; Enter; and once more where that ticked it."""
    label = label_of(talk_of(pilot).interview, talk_of(pilot).interview.choices[index])
    await send(pilot, *label)
    assert marked_label(pilot) == label
    await send(pilot, *(["enter", "enter"] if several(pilot) else ["enter"]))


async def mouse(pilot: Pilot[None], index: int) -> None:
    """A click on an option; and Enter where that ticked it."""
    row = re.compile(rf" *{index + 1}  ")
    y = next(y for y, line in enumerate(text_of(pilot).splitlines()) if row.match(line))
    tick = several(pilot)
    assert await pilot.click(offset=(8, y))
    if tick:
        await send(pilot, "enter")


@pytest.mark.parametrize("way", [arrows, digits, words, mouse])
@pytest.mark.parametrize("name", ["account", "backup", "coursera"])
async def test_a_bundled_tree_can_be_talked_through(name: str, way: Way) -> None:
    """By the first and the last option in turn; at the end the page says what it recommends."""
    async with chat(TREES / f"{name}.yaml", size=(80, 40)) as pilot:
        while (interview := talk_of(pilot).interview).question is not None:
            count = len(interview.answers)
            if interview.question.options:
                await way(pilot, 0 if count % 2 else len(interview.choices) - 1)
            else:
                await send(pilot, *value_for(interview), "enter")
            assert len(answers_of(pilot)) == count + 1, text_of(pilot)
        assert interview.outcome is not None
        assert interview.outcome.recommend.raw.split()[0] in text_of(pilot)
        assert f"{len(interview.answers)} answered · done" in text_of(pilot)
