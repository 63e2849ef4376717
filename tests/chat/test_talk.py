"""The talk as a value: ticking, asides that belong to a place, changing and leaving a change."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chat.small import LAWN, talk_after
from tui.chat.talk import Aside, For, Talk
from tui.interview.asides import lines
from tui.interview.offer import Refused

FOOD = talk_after("dry", "4")


def ticked(*options: str) -> frozenset[str]:
    """What is ticked after these were ticked one after another."""
    talk = FOOD
    for option in options:
        talk = talk.tick(option)
    return talk.ticked


@pytest.mark.parametrize(("options", "left"), [
    (["bread"], {"bread"}),
    (["bread", "cake"], {"bread", "cake"}),
    (["bread", "bread"], set()),
    (["bread", "cake", "none"], {"none"}),
    (["none", "bread"], {"bread"}),
    (["none", "none"], set()),
    (["none", "bread", "none"], {"none"}),
])
def test_none_stands_alone(options: list[str], left: set[str]) -> None:
    assert ticked(*options) == left


@given(st.lists(st.sampled_from(["bread", "cake", "drinks", "none"])))
def test_none_is_never_ticked_with_another(options: list[str]) -> None:
    left = ticked(*options)
    assert "none" not in left or left == {"none"}
    if options:
        before = ticked(*options[:-1])
        assert (options[-1] in left) == (options[-1] not in before), "the last tick turns its option over"


@pytest.mark.parametrize(("options", "answer"), [
    ([], None), (["bread"], {"bread"}), (["none"], set()), (["bread", "cake"], {"bread", "cake"}),
])
def test_what_is_ticked_is_the_answer(options: list[str], answer: set[str] | None) -> None:
    """Nothing ticked is no answer; `none` ticked is the empty one."""
    talk = FOOD
    for option in options:
        talk = talk.tick(option)
    assert talk.ticked_answer == answer


def test_an_option_that_is_not_offered_cannot_be_ticked_into_an_answer() -> None:
    """The crate is offered to more than four guests only."""
    assert FOOD.tick("crate").tick("bread").ticked_answer == {"bread"}


def test_taking_goes_on_and_unticks() -> None:
    new = FOOD.tick("bread").take(frozenset({"bread"}))
    assert isinstance(new, Talk)
    assert new.interview.place == "day"
    assert new.ticked == frozenset()


def test_an_answer_that_is_not_offered_is_refused() -> None:
    assert isinstance(talk_after("dry").take(Decimal(21)), Refused)


def test_said_twice_in_a_row_is_said_once() -> None:
    talk = talk_after().say("help").say("help")
    assert [aside.about for aside in talk.asides] == ["help"]
    assert len(talk.say("answers").say("help").asides) == 3


def test_asides_go_with_their_place() -> None:
    """What was said at a question stays above it for good; taking its answer back takes later asides away too."""
    talk = talk_after("dry").say("why", "guests")
    further = talk.take(Decimal(4))
    assert isinstance(further, Talk)
    assert further.asides == (Aside(1, "why", "guests"),)
    further = further.say("terms", "hamper")
    back = further.at(further.interview.back())
    assert back.asides == (), "it was said after one answer, which is where the talk is again"
    assert further.at(further.interview.restart()).asides == ()


@pytest.mark.parametrize("about", ["error", "said"])
def test_what_is_only_for_the_moment_goes_with_the_next_answer(about: str) -> None:
    talk = talk_after("dry").say("why", "guests").say(about, said=lines("Oh."))
    new = talk.take(Decimal(4))
    assert isinstance(new, Talk)
    assert [aside.about for aside in new.asides] == ["why"]


def test_a_change_asks_the_earlier_question_as_it_was_then() -> None:
    talk = talk_after(*LAWN).change("food")
    assert talk.prompt is For.CHANGE
    assert talk.question is not None
    assert talk.question.id == "food"
    assert talk.ticked == {"bread", "drinks"}, "what was answered is ticked already"
    assert list(talk.asked.answers) == ["weather", "guests"]


def test_a_change_keeps_what_still_fits() -> None:
    looked_at = talk_after(*LAWN).change("guests").take(Decimal(9))
    assert isinstance(looked_at, Talk)
    assert looked_at.prompt is For.PREVIEW
    assert looked_at.interview.answers["guests"] == Decimal(4)
    talk = looked_at.make_change()
    assert isinstance(talk, Talk)
    assert talk.interview.place == "lawn_picnic"
    assert talk.interview.answers["guests"] == Decimal(9)
    assert talk.prompt is For.ANSWER


def test_a_change_that_is_left_changes_nothing() -> None:
    before = talk_after(*LAWN)
    left = before.change("food").tick("cake").cancel()
    assert left == before


def test_only_questions_of_options_tick() -> None:
    assert not talk_after().several
    assert talk_after("dry").typed
    assert FOOD.several
    assert not FOOD.typed
    assert talk_after("dry", "4", "none").typed
    assert talk_after(*LAWN).question is None
