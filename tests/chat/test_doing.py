"""What the person does and what comes of it, without a screen: answering, commands, files, saved answers."""

from __future__ import annotations

import os
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.chat.small import LAWN, Desk, doing, interview_after, small, talk_after, words
from tui.chat.doing import Doing
from tui.chat.effect import Effect
from tui.chat.rows import choosable
from tui.chat.talk import For, Talk
from tui.chat.turns import turns
from tui.problems.hurtful import HURTFUL
from tui.saved import Keeper, SavedInterview


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Saved recommendations go to a folder of this test."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)


def enter(talk: Talk, text: str, desk: Desk | None = None) -> Effect:
    """What Enter does with this text in the prompt."""
    return doing(desk).enter(talk, text, choosable(talk, text))


def spoken(effect: Effect) -> str:
    """What was said last on the side."""
    return "\n".join(words(turn) for turn in turns(effect.talk) if turn.kind in ("said", "error", "note", "aside"))


def latest() -> SavedInterview:
    """What lies on disk."""
    saved = Keeper("small").latest()
    assert saved is not None
    return saved


# Answering

@pytest.mark.parametrize(("before", "text", "answer"), [
    ((), "dry", "dry"), ((), "3", "storm"), ((), "sunny", "dry"), ((), "it will drizzle", "rain"),
    (("rain",), "y", "yes"), (("rain",), "nope", "no"),
    (("dry",), "4", Decimal(4)), (("dry",), "about 4 people", Decimal(4)),
])
def test_words_that_fit_are_the_answer(before: tuple[str, ...], text: str, answer: object) -> None:
    talk = talk_after(*before)
    effect = enter(talk, text)
    assert effect.prompt == ""
    assert effect.talk.interview.answers[talk.interview.place] == answer


@pytest.mark.parametrize(("before", "text", "words_of_it"), [
    ((), "xylophone", "I did not get that. The nearest: Dry and warm; Rain; Storm and thunder."),
    (("dry",), "a few", "That is not a number."),
    (("dry",), "21", "It has to be 20 or less."),
    (("dry",), "0.5", "It has to be a whole number."),
    (("dry",), "1e3", "That is not a number."),
    (("dry",), "9" * 40, "That is not a number."),
    (("dry", "4", "none"), "tomorrowish", "That is not a date."),
    (("dry", "4", "none"), "2020-01-01", "It has to be 23 November 2026 or later."),
    (("dry", "4", "none"), "2027-02-30", "There is no 30 February 2027; that month has 28 days."),
])
def test_what_does_not_fit_is_said_and_stays_in_the_prompt(
        before: tuple[str, ...], text: str, words_of_it: str) -> None:
    talk = talk_after(*before)
    effect = enter(talk, text)
    assert effect.talk.interview is talk.interview
    assert words_of_it in spoken(effect)
    assert effect.prompt is None
    assert effect.select, "typing on replaces what was typed"


@pytest.mark.parametrize("before", [(), ("rain",), ("dry",), ("dry", "4"), LAWN])
def test_enter_on_nothing_answers_nothing(before: tuple[str, ...]) -> None:
    talk = talk_after(*before)
    for text in ("", "  "):
        effect = enter(talk, text)
        assert effect.talk.interview is talk.interview
        assert effect.talk.ticked == frozenset()


def test_enter_takes_what_is_ticked() -> None:
    talk = talk_after("dry", "4")
    assert "Nothing is ticked yet." in spoken(enter(talk, ""))
    effect = enter(talk.tick("cake").tick("bread"), "")
    assert effect.talk.interview.answers["food"] == {"bread", "cake"}
    assert enter(talk.tick("none"), "").talk.interview.answers["food"] == frozenset()


@pytest.mark.parametrize(("text", "ticked"), [
    ("cake", {"cake"}), ("lemonade", {"drinks"}), ("nothing at all", {"none"}), ("none", {"none"}),
])
def test_enter_with_text_ticks_and_does_not_answer_yet(text: str, ticked: set[str]) -> None:
    effect = enter(talk_after("dry", "4"), text)
    assert effect.talk.ticked == ticked
    assert effect.talk.interview.place == "food"
    assert effect.prompt == ""


def test_i_do_not_know_says_how_to_find_out() -> None:
    for text in ("0", "I don't know", "no idea"):
        effect = enter(talk_after(), text)
        assert effect.talk.interview.place == "weather"
        assert "Ask the weather office." in spoken(effect)


def test_a_question_back_is_explained() -> None:
    for before in ((), ("dry", "4"), LAWN):
        effect = enter(talk_after(*before), "What is a hamper?")
        assert effect.talk.interview.place == talk_after(*before).interview.place
        assert "hamper: A basket with a lid" in spoken(effect)


def test_with_more_than_nine_options_digits_add_up() -> None:
    place = talk_after(*LAWN[:4])
    assert enter(place, "12").talk.interview.answers["place"] == "zoo"


# Going back, changing, starting again

def test_back_takes_the_last_answer_back() -> None:
    effect = doing().command(talk_after("dry", "4"), "back")
    assert effect.talk.interview.place == "guests"
    assert doing().command(effect.talk, "back").talk.interview.place == "weather"
    first = talk_after()
    assert doing().command(first, "back").talk == first, "there is nothing to take back"


def test_back_leaves_a_change_and_changes_nothing() -> None:
    talk = talk_after(*LAWN)
    for way_out in (doing().command(talk.change("food"), "back"), doing().leave(talk.change("food"))):
        assert way_out.talk == talk


def confirmed(effect: Effect) -> Effect:
    """What comes of Enter once the effect of a change is shown."""
    assert effect.talk.prompt is For.PREVIEW
    return enter(effect.talk, "")


def test_a_change_says_what_came_of_it() -> None:
    talk = talk_after(*LAWN)
    effect = confirmed(enter(talk, "/change weather rain"))
    assert effect.talk.interview.place == "indoors"
    assert "Changed: Weather." in spoken(effect)
    assert "No longer asked: Guests, Food, Day, Place." in spoken(effect)
    back = confirmed(enter(effect.talk, "/change weather sunny"))
    assert back.talk.interview.place == "lawn_picnic"
    assert "Still counts: Guests, Food, Day, Place." in spoken(back)


@pytest.mark.parametrize(("text", "words_of_it"), [
    ("/change nonsense dry", "There is no question 'nonsense'; answered: Weather, Guests"),
    ("/change wether dry", "did you mean 'Weather'?"),
    ("/change food cake", "'Food' has not been answered; answered: Weather, Guests."),
    ("/change guests many", "That is not a number."),
    ("/change guests 99", "It has to be 20 or less."),
    ("/change weather snow", "'Weather' has no answer 'snow'; offered: Dry and warm; Rain; Storm and thunder."),
])
def test_a_change_that_cannot_be(text: str, words_of_it: str) -> None:
    talk = talk_after("dry", "4")
    effect = enter(talk, text)
    assert effect.talk.interview is talk.interview
    assert words_of_it in spoken(effect)


def test_change_asks_which_answer_and_then_for_the_new_one() -> None:
    which = enter(talk_after(*LAWN), "/change")
    assert which.talk.prompt is For.CHANGE_WHICH
    opened = enter(which.talk, "guests")
    assert opened.talk.prompt is For.CHANGE
    looked = enter(opened.talk, "7")
    assert looked.talk.prompt is For.PREVIEW
    assert looked.talk.interview.answers["guests"] == Decimal(4)
    changed = confirmed(looked)
    assert changed.talk.interview.answers["guests"] == Decimal(7)
    assert enter(which.talk.cancel(), "/change guests").talk == opened.talk


def test_restart_forgets_and_leaves_the_old_file() -> None:
    does = doing()
    talk = does.enter(talk_after(), "dry", choosable(talk_after(), "dry")).talk
    first = latest()
    again = does.command(talk, "restart").talk
    assert (again.interview.place, again.interview.answers, again.interview.kept) == ("weather", {}, {})
    does.take(again, "rain")
    assert first.path.exists()
    assert latest().answers == {"weather": "rain"}


# Commands

@pytest.mark.parametrize(("text", "words_of_it"), [
    ("/nonsense", "There is no command /nonsense; /help lists them."),
    ("/hlep x", "did you mean /help?"),
    ("/save", "/save makes no sense here."),
    ("/change", "/change makes no sense here."),
    ("/", "There is no command /"),
    ("/terms zzz", "'zzz' is not among the words that this tree explains."),
    ("/terms", "Words that can be explained: hamper, Shandy."),
    ("/TERMS Shandy", "Shandy: Beer with lemonade."),
    ("/so", "this tree names 3"),
])
def test_commands_typed(text: str, words_of_it: str) -> None:
    effect = enter(talk_after(), text)
    assert words_of_it in spoken(effect)
    assert effect.talk.interview.answers == {}


def test_commands_that_the_app_does() -> None:
    desk = Desk()
    enter(talk_after(), "/trees", desk)
    enter(talk_after(), "/quit", desk)
    enter(talk_after(*LAWN), "/copy", desk)
    assert (desk.tree_lists, desk.left) == (1, 1)
    assert "Have a picnic on the grass" in desk.copied[0]


def test_an_address_that_nothing_opens_is_shown() -> None:
    desk = Desk(browser=False)
    effect = doing(desk).open(talk_after(), "https://example.org/[/]")
    assert spoken(effect) == "https://example.org/[/]"
    desk.browser = True
    assert spoken(doing(desk).open(talk_after(), "https://example.org/")) == ""
    assert desk.opened == ["https://example.org/[/]", "https://example.org/"]


# Files

def test_save_writes_a_file_with_a_name_that_says_what_it_is() -> None:
    effect = enter(talk_after(*LAWN), "/save")
    assert "Saved as small-lawn-picnic.md." in spoken(effect)
    assert "# Have a picnic on the grass" in Path("small-lawn-picnic.md").read_text(encoding="utf-8")


def test_save_never_writes_over_a_file_unasked() -> None:
    Path("mine.md").write_text("mine", encoding="utf-8")
    asked = enter(talk_after(*LAWN), "/save mine.md")
    assert asked.talk.prompt is For.OVERWRITE
    for text in ("", "0", "x y z"):
        enter(asked.talk, text)
    for key in ("no", "another"):
        doing().click(asked.talk, key, "")
        assert Path("mine.md").read_text(encoding="utf-8") == "mine"
    assert sorted(os.listdir()) == ["mine-2.md", "mine.md"]
    assert "Saved as mine-3.md." in spoken(enter(asked.talk, "1"))
    assert "Not saved." in spoken(enter(asked.talk, "3"))
    assert "Saved as mine.md." in spoken(enter(asked.talk, "2"))
    assert "picnic" in Path("mine.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "words_of_it"), [
    ("nowhere/a.md", "nowhere/a.md cannot be written: No such file or directory."),
    (".", "cannot be written: it is a folder."),
    ("/", "cannot be written: it is a folder."),
    ("x" * 300, "cannot be written: File name too long."),
    ("~nobody_at_all/a.md", "cannot be written: No such file or directory."),
])
def test_save_where_nothing_can_be_written(name: str, words_of_it: str) -> None:
    effect = enter(talk_after(*LAWN), f"/save {name}")
    assert words_of_it in spoken(effect)
    assert effect.talk.prompt is For.ANSWER


def test_a_free_name_that_would_be_too_long_is_said() -> None:
    name = "x" * 252 + ".md"
    Path(name).write_text("mine", encoding="utf-8")
    effect = enter(enter(talk_after(*LAWN), f"/save {name}").talk, "1")
    assert "File name too long" in spoken(effect)


def test_save_into_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    enter(talk_after(*LAWN), "/save ~/a.md")
    assert (tmp_path / "a.md").exists()


# Answers on disk

def test_every_step_is_on_disk_before_it_is_shown() -> None:
    """The effect is what will be shown; when it is there the file is too."""
    does, talk = doing(), talk_after()
    for count, text in enumerate(("dry", "4", "cake", "", "2027-05-01", "lake"), 1):
        talk = does.enter(talk, text, choosable(talk, text)).talk
        assert len(latest().answers) == len(talk.interview.answers), count
    assert latest().done
    talk = does.command(talk, "back").talk
    assert not latest().done
    assert "place" not in latest().answers


def test_a_state_folder_that_cannot_be_written_is_said_once(state_folder: Path) -> None:
    state_folder.parent.write_text("a file where a folder should be", encoding="utf-8")
    does = doing()
    first = does.take(talk_after(), "dry")
    assert "Your answers cannot be saved" in spoken(first)
    second = does.take(first.talk, Decimal(4))
    assert spoken(second).count("cannot be saved") == 1
    assert second.talk.interview.place == "food", "all else works"


def go_on() -> tuple[Doing, Talk, SavedInterview]:
    """A chat that offers to go on with a saved interview, as the app makes it."""
    Keeper("small").save(interview_after("dry", "4"))
    saved = latest()
    keeper = Keeper("small")
    keeper.go_on(saved)
    talk = Talk(interview_after(), prompt=For.GO_ON, saved=interview_after("dry", "4"))
    return Doing(keeper, Desk(), "small"), talk, saved


def test_going_on_replaces_the_file_that_was_taken_up(state_folder: Path) -> None:
    does, talk, saved = go_on()
    here = does.enter(talk, "1", choosable(talk, "1")).talk
    assert here.interview.place == "food"
    assert not saved.path.exists()
    assert len(list(state_folder.iterdir())) == 1


@pytest.mark.parametrize("way", ["escape", "backspace"])
def test_only_who_says_so_starts_again(way: str) -> None:
    """A key that says nothing plainly goes on with what was saved."""
    does, talk, _ = go_on()
    here = (does.leave(talk) if way == "escape" else does.command(talk, "back")).talk
    assert here.interview == interview_after("dry", "4")
    assert here.prompt is For.ANSWER


@pytest.mark.parametrize("text", ["2", "no"])
def test_not_going_on_leaves_the_file_alone(text: str) -> None:
    """What was saved is not lost by the next answer, and can be had back at once."""
    does, talk, saved = go_on()
    effect = does.enter(talk, text, choosable(talk, text))
    assert effect.talk.interview.place == "weather"
    assert effect.talk.prompt is For.ANSWER
    assert "/undo brings your earlier answers back" in spoken(effect)
    assert does.command(effect.talk, "undo").talk.interview == interview_after("dry", "4")
    does.take(effect.talk, "rain")
    assert saved.path.exists()


def test_starting_again_can_be_undone() -> None:
    """Until something new is answered the saved interview stays what would be gone on with; undo works all along."""
    does = doing()
    here = does.take(does.take(talk_after(), "dry").talk, Decimal(4)).talk
    anew = does.command(here, "restart")
    assert anew.talk.interview.answers == {}
    assert "/undo brings your answers back" in spoken(anew)
    assert latest().interview(small()).answers == here.interview.answers
    rain = does.take(anew.talk, "rain").talk
    assert latest().interview(small()).answers == {"weather": "rain"}
    back = does.command(does.command(rain, "undo").talk, "undo").talk
    assert back.interview == here.interview
    assert latest().interview(small()).answers == here.interview.answers


def test_escape_takes_a_mistake_off_the_screen() -> None:
    talk = enter(talk_after("dry"), "/nonsense").talk
    assert "error" in [aside.about for aside in talk.asides]
    assert doing().leave(talk).talk.asides == ()


# Anything typed anywhere

@given(st.lists(st.one_of(
    st.text(max_size=20), st.text(st.sampled_from("/[]{}$@0123456789 \x1b\t"), max_size=12),
    st.sampled_from(["dry", "1", "2", "0", "/back", "/change", "/change weather", "/restart", "/save", "/help", "?",
                     "/change guests 3", "4", "cake", "", "none", "2027-05-01", "/terms", "/copy", "lake", "3"])),
    max_size=12))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_leads_to_a_talk_that_can_be_shown(lines: list[str]) -> None:
    does, talk = doing(), talk_after()
    for line in lines:
        text = line.replace("/save ", "/terms ").replace("\n", " ")
        talk = does.enter(talk, text, choosable(talk, text)).talk
        everything = "".join(words(turn) for turn in turns(talk))
        assert re.search(HURTFUL, everything) is None
