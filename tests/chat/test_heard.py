"""What is typed that is no words of an option: numbers of rows, and commands without their slash."""

from __future__ import annotations

import pytest

from tests.chat.small import LAWN, doing, talk_after, words
from tui.chat.effect import Effect
from tui.chat.rows import choosable
from tui.chat.talk import For, Talk
from tui.chat.turns import turns
from tui.problems.frozen import replaced

FOOD = talk_after("dry", "4")
PLACE = talk_after(*LAWN[:4])
GO_ON = replaced(talk_after(), prompt=For.GO_ON, saved=FOOD.interview)


def enter(talk: Talk, text: str) -> Effect:
    """Type a text, and Enter."""
    return doing().enter(talk, text, choosable(talk, text))


def error(effect: Effect) -> str:
    """What is said to be wrong."""
    return " ".join(words(turn) for turn in turns(effect.talk) if turn.kind == "error")


@pytest.mark.parametrize(("text", "ticked"), [
    ("1,2,3", {"bread", "cake", "drinks"}), ("1, 3", {"bread", "drinks"}), ("1 and 2", {"bread", "cake"}),
    ("both 1 and 2", {"bread", "cake"}),
])
def test_numbers_in_a_line_tick(text: str, ticked: set[str]) -> None:
    """A line that came as a whole, as when it is pasted; what is ticked is seen before it is taken."""
    effect = enter(FOOD, text)
    assert effect.talk.ticked == ticked
    assert effect.talk.interview == FOOD.interview
    assert effect.prompt == ""


def test_what_is_ticked_already_stays_so() -> None:
    assert enter(FOOD.tick("bread"), "1,2").talk.ticked == {"bread", "cake"}


@pytest.mark.parametrize(("talk", "text", "key"), [
    (talk_after(), "the second one", "rain"), (talk_after(), "number 3", "storm"), (talk_after(), "the last", "storm"),
    (FOOD, "the second", "cake"), (PLACE, "number 12", "zoo"),
])
def test_a_number_in_words_marks_its_row(talk: Talk, text: str, key: str) -> None:
    shown = choosable(talk, text)
    assert shown.marked is not None
    assert shown.rows[shown.marked].key == key


@pytest.mark.parametrize(("talk", "text", "said"), [
    (talk_after(), "9", "There is no answer 9; they go from 1 to 3."),
    (talk_after(), "99", "There is no answer 99; they go from 1 to 3."),
    (talk_after("rain"), "0", "There is no answer 0; they go from 1 to 2."),
    (talk_after(), "1 and 2", "Only one answer can be given here."),
    (FOOD, "1,2,7", "There is no answer 7; they go from 1 to 4."),
    (FOOD, "1,4", "That answer goes with no other."),
    (PLACE, "13", "There is no answer 13; they go from 1 to 12."),
    (GO_ON, "3", "There is no answer 3; they go from 1 to 2."),
])
def test_a_number_that_cannot_be_is_named(talk: Talk, text: str, said: str) -> None:
    effect = enter(talk, text)
    assert error(effect) == said
    assert effect.talk.interview == talk.interview
    assert effect.talk.ticked == talk.ticked
    assert effect.prompt is None, "what was typed stays, to be mended"


@pytest.mark.parametrize(("talk", "text", "command"), [
    (talk_after(), "help", "help"), (talk_after(), "Help!", "help"), (talk_after(), "quit", "quit"),
    (talk_after(), "exit", "quit"), (talk_after(), "why?", "why"), (talk_after("rain"), "back", "back"),
    (talk_after("rain"), "go back", "back"), (talk_after("dry"), "start over", "restart"),
    (talk_after("dry"), "quit", "quit"), (talk_after(*LAWN[:3]), "help", "help"), (talk_after(*LAWN), "save", "save"),
    (talk_after(*LAWN), "quit", "quit"), (FOOD, "help", "help"),
])
def test_a_command_without_its_slash_is_pointed_to(talk: Talk, text: str, command: str) -> None:
    effect = enter(talk, text)
    assert error(effect).startswith(f"Type /{command} for that.")
    assert effect.talk.interview == talk.interview


def test_a_command_that_makes_no_sense_now_is_not_pointed_to() -> None:
    assert "/save" not in error(enter(talk_after(), "save"))
    assert "/back" not in error(enter(talk_after(), "back"))


def test_words_of_an_option_come_before_a_command() -> None:
    """Somebody who types what an option says means the option."""
    shown = choosable(PLACE, "the castle")
    assert shown.marked is not None
    assert enter(PLACE, "the castle").talk.interview.answers["place"] == "castle"
