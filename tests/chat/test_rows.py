"""The rows that can be chosen: narrowing and marking by what was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chat.small import LAWN, interview_after, talk_after
from tui.chat.rows import Choosable, Row, choosable, moved, one_digit, tick_digits
from tui.chat.talk import For, Talk
from tui.interview.interview import Interview
from tui.interview.told import name_of
from tui.problems.frozen import replaced
from tui.tree.reader import read_tree_text

FOOD = talk_after("dry", "4")
PLACE = talk_after("dry", "4", "none", "2027-05-01")


def marked(talk: Talk, text: str) -> str | None:
    """The key of the row that is marked with this text in the prompt."""
    found = choosable(talk, text)
    return found.rows[found.marked].key if found.marked is not None else None


@pytest.mark.parametrize(("text", "key"), [
    ("dry", "dry"), ("DRY", "dry"), ("Dry and warm", "dry"), ("warm", "dry"), ("wa", "dry"),
    ("sunny", "dry"), ("sunshine please", "dry"), ("it will be nice", "dry"),
    ("sunyn", "dry"), ("thnder", "storm"), ("thunder", "storm"), ("storm and", "storm"),
    ("drizzle", "rain"), ("I think there will be rain", "rain"),
    ("1", "dry"), ("2", "rain"), ("3", "storm"), ("0", "0"), (" 2 ", "rain"),
    ("9", None), ("", None), ("  ", None), ("xylophone", None), ("!?", None),
])
def test_typing_marks_the_best_match(text: str, key: str | None) -> None:
    assert marked(talk_after(), text) == key


def test_typing_narrows_and_keeps_the_numbers() -> None:
    """A row has the same number whatever was typed; what fits nothing leaves all rows there, none of them marked."""
    rows = choosable(PLACE, "lake or river").rows
    assert [(row.number, row.key) for row in rows] == [("1", "lake"), ("7", "river")]
    everything = choosable(PLACE, "")
    assert len(everything.rows) == 13
    assert choosable(PLACE, "xylophone") == everything


@pytest.mark.parametrize(("text", "key"), [("1", "lake"), ("2", "park"), ("10", "field"), ("12", "zoo"), ("13", None),
                                           ("0", "0"), ("01", "lake"), ("100", None), ("²", None)])
def test_more_than_nine_options_take_more_digits(text: str, key: str | None) -> None:
    assert marked(PLACE, text) == key


def test_where_one_digit_says_it_all() -> None:
    """With at most nine options a digit needs no second one; where several can be ticked it ticks at once."""
    assert ["".join(sorted(one_digit(talk))) for talk in (talk_after(), FOOD, PLACE, talk_after("dry"))] == [
        "0123", "01234", "", ""]
    assert tick_digits(FOOD) == {"1", "2", "3", "4"}
    assert not tick_digits(talk_after())


def test_a_number_in_a_label_is_marked_before_it_can_be_taken() -> None:
    """Where no row has the number, an option that speaks of it is what was meant; Enter takes nothing unseen."""
    loaded = read_tree_text("""
whichway: 1
title: Ages
start: q
questions:
  q:
    ask: How old?
    goto: o
    options: {young: 18 years, old: 65 years}
outcomes: {o: {recommend: Rest}}
""")
    assert loaded.tree is not None, loaded.problems
    talk = Talk(Interview.start(loaded.tree, talk_after().interview.today))
    assert marked(talk, "65") == "old"
    assert marked(talk, "2") == "old"
    assert marked(talk, "3") is None


def test_i_do_not_know_is_not_among_the_numbers() -> None:
    rows = choosable(talk_after(), "").rows
    assert [(row.number, row.label) for row in rows] == [
        ("1", "Dry and warm"), ("2", "Rain"), ("3", "Storm and thunder"), ("0", "I don't know")]
    assert rows[1].hint == "even a little"
    assert [row.number for row in choosable(talk_after("rain"), "").rows] == ["1", "2"], "unknown: no"


def test_none_comes_after_the_options_that_are_offered() -> None:
    """The crate is only there for more than four."""
    assert [(row.number, row.key) for row in choosable(FOOD, "").rows] == [
        ("1", "bread"), ("2", "cake"), ("3", "drinks"), ("4", "none"), ("0", "0")]
    assert [row.key for row in choosable(talk_after("dry", "5"), "").rows] == [
        "bread", "cake", "drinks", "crate", "none", "0"]


def test_ticks_are_shown_where_something_can_be_ticked() -> None:
    assert [row.ticked for row in choosable(FOOD.tick("cake"), "").rows] == [False, True, False, False, None]
    assert {row.ticked for row in choosable(talk_after(), "").rows} == {None}


@pytest.mark.parametrize("text", ["4", "", "cake", "/x"])
def test_a_number_question_has_no_rows(text: str) -> None:
    assert text == "/x" or choosable(talk_after("dry"), text) == Choosable()


def test_a_question_back_marks_nothing() -> None:
    """Asking what a word means must not end in an answer."""
    assert marked(FOOD, "what is a hamper?") is None
    assert marked(FOOD, "hampers?") is None


@pytest.mark.parametrize(("text", "keys", "first"), [
    ("/", ["why", "unknown", "where", "map", "terms", "sources", "answers", "trees", "help", "quit"], None),
    ("/s", ["sources"], "sources"),
    ("/QU", ["quit"], "quit"),
    ("/qiut", ["quit"], None),
    ("/zzzzzz", [], None),
    ("/terms hamper", ["terms"], "terms"),
])
def test_a_slash_lists_the_commands_that_make_sense(text: str, keys: list[str], first: str | None) -> None:
    assert [row.key for row in choosable(talk_after(), text).rows] == keys
    assert marked(talk_after(), text) == first


def test_commands_of_the_outcome() -> None:
    keys = [row.key for row in choosable(talk_after(*LAWN), "/").rows]
    assert {"save", "copy", "change", "restart", "back"} <= set(keys)
    assert not {"why", "unknown"} & set(keys)


@pytest.mark.parametrize(("text", "key"), [("2", "guests"), ("wea", "weather"), ("zzz", None), ("", None)])
def test_which_answer_to_change(text: str, key: str | None) -> None:
    talk = replaced(talk_after(*LAWN), prompt=For.CHANGE_WHICH)
    assert [(row.key, row.label, row.hint) for row in choosable(talk, "").rows][:3] == [
        ("weather", "Weather", "Dry and warm"), ("guests", "Guests", "4"),
        ("food", "Food", "Bread and cheese and Drinks, cold ones")]
    assert marked(talk, text) == key


@pytest.mark.parametrize("prompt", [For.GO_ON, For.OVERWRITE])
def test_going_on_and_writing_over_are_never_marked_by_themselves(prompt: For) -> None:
    talk = Talk(interview_after(*LAWN), prompt=prompt, saved=interview_after("dry"), file="a.md")
    assert marked(talk, "") is None
    assert marked(talk, "1") == choosable(talk, "").rows[0].key


@pytest.mark.parametrize(("at", "by", "to"), [(None, 1, 0), (None, -1, 2), (0, 1, 1), (2, 1, 0), (0, -1, 2)])
def test_the_mark_goes_round_the_ends(at: int | None, by: int, to: int) -> None:
    rows = tuple(Row(str(i), str(i), str(i)) for i in range(3))
    assert moved(Choosable(rows, at), by).marked == to
    assert moved(Choosable(), by).marked is None


@given(st.text(max_size=30))
def test_any_text_leaves_rows_to_choose_from(text: str) -> None:
    """Whatever is typed, the mark is on a row that is there, and without a slash there are always rows."""
    for talk in (talk_after(), FOOD, PLACE):
        found = choosable(talk, text)
        assert found.marked is None or 0 <= found.marked < len(found.rows)
        assert found.rows or text.startswith("/")


@pytest.mark.parametrize(("id", "name"), [("degree_aim", "Degree aim"), ("goal", "Goal"), ("a1", "A1")])
def test_names_of_ids(id: str, name: str) -> None:
    assert name_of(id) == name
