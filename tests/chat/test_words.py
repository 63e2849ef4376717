"""The chat's own few words: what the empty prompt says, and the row of keys."""

from __future__ import annotations

import pytest

from tests.chat.small import LAWN, talk_after
from tui.chat.ahead import look_ahead
from tui.chat.talk import For, Talk
from tui.chat.words import footer, placeholder, progress
from tui.problems.frozen import replaced


def foreseen(*answers: str) -> Talk:
    """A talk of which it has been worked out what is ahead."""
    talk = talk_after(*answers)
    return replaced(talk, ahead=look_ahead(talk.interview))


@pytest.mark.parametrize(("talk", "width", "said"), [
    (talk_after(), 80, "Type an answer, or choose with ↑ ↓"),
    (talk_after("dry"), 80, "A whole number (people), from 1 to 20."),
    (talk_after("dry"), 40, "A whole number, from 1 to 20."),
    (talk_after("dry", "4", "none"), 80, "A date, such as 2026-11-23, from 23 November 2026 to 31 December 2027."),
    (talk_after("dry", "4", "none"), 40, "A date, such as 2026-11-23"),
    (talk_after("dry", "4"), 80, "Tick with a number or Space, then Enter"),
    (talk_after("dry", "4"), 40, "Space ticks, then Enter"),
    (talk_after(*LAWN), 80, "A number changes that answer; / lists the rest"),
    (talk_after(*LAWN), 40, "/ lists what you can do now"),
])
def test_what_the_empty_prompt_says(talk: Talk, width: int, said: str) -> None:
    """As much as can be read; an example is one that would be taken."""
    assert placeholder(talk, width) == said


@pytest.mark.parametrize(("talk", "has", "has_not"), [
    (talk_after(), ["↑↓ choose", "⏎ answer", "? why", "0 don't know"], ["back", "space", "esc"]),
    (talk_after("dry"), ["↑↓ scroll", "⏎ answer", "⌫ back", "/unknown don't know"], ["choose", "0"]),
    (talk_after("dry", "4"), ["space tick", "⏎ answer"], []),
    (talk_after(*LAWN), ["↑↓ scroll", "/save", "1–5 change"], ["answer", "why"]),
    (talk_after(*LAWN).change("food"), ["space tick", "esc leave it"], ["/save"]),
    (replaced(talk_after(*LAWN), prompt=For.CHANGE_WHICH), ["⏎ take", "esc leave it"], ["/change", "/save"]),
    (replaced(talk_after(*LAWN), prompt=For.OVERWRITE, file="a.md"), ["⏎ take", "esc leave it"], ["/save"]),
    (replaced(talk_after(), prompt=For.GO_ON, saved=talk_after("dry").interview), ["⏎ take", "esc go on"],
     ["why", "answer"]),
])
def test_the_keys_that_mean_something_now(talk: Talk, has: list[str], has_not: list[str]) -> None:
    row = footer(talk, 100).plain
    assert [key for key in has if key not in row] == []
    assert [key for key in has_not if key in row] == []
    assert "^q quit" in row


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
def test_the_keys_fit_and_the_way_out_is_among_them(width: int) -> None:
    for talk in (talk_after(), talk_after("dry", "4"), talk_after(*LAWN), talk_after(*LAWN).change("food")):
        row = footer(talk, width).plain
        assert len(row) <= width - 4
        assert "^q quit" in row


def test_progress() -> None:
    assert progress(foreseen(), 80) == "0 answered · 1 to 5 to go"
    assert progress(foreseen(), 40) == "0 · 1–5 to go"
    assert progress(foreseen("dry"), 80) == "1 answered · 4 to go"
    assert progress(talk_after("dry"), 80) == "1 answered", "what is not known is not said"
    assert progress(talk_after(*LAWN), 40) == "5 answered · done"
