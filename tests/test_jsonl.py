"""An interview with a program: the shapes of the objects, what each line leads to, and the exit codes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.interview.given import read_given
from tui.interview.interview import Interview
from tui.interview.offer import Refused
from tui.jsonl import converse
from tui.report.to_json import Object, written
from tui.tree.model import Tree
from tui.tree.reader import read_tree

TODAY = date(2026, 11, 23)
SMALL = Path(__file__).with_name("chat") / "small.yaml"
LAWN = ("dry", "4", "bread,drinks", "2027-05-01", "lake")


def small() -> Tree:
    tree = read_tree(str(SMALL), "small.yaml").tree
    assert tree is not None
    return tree


TREE = small()


class Told:
    """The objects that lines led to, and the exit code."""

    def __init__(self, *lines: str, given: tuple[str, ...] = ()) -> None:
        self.objects: list[Object] = []
        answers = read_given(TREE, given)
        assert not isinstance(answers, Refused)
        self.code = converse(Interview.start(TREE, TODAY, answers), lines, self.objects.append)

    @property
    def types(self) -> list[object]:
        return [found["type"] for found in self.objects]

    @property
    def last(self) -> Object:
        return self.objects[-1]


def test_a_question() -> None:
    assert Told().objects == [{
        "type": "question", "id": "weather", "kind": "one", "ask": "What will the weather be like?",
        "options": [{"id": "dry", "label": "Dry and warm", "hint": None},
                    {"id": "rain", "label": "Rain", "hint": "even a little"},
                    {"id": "storm", "label": "Storm and thunder", "hint": None}],
        "min": None, "max": None, "unit": None, "remaining": {"min": 1, "max": 5},
        "possible": ["lawn_picnic", "table_picnic", "stay_home"]}]


def test_questions_of_other_kinds() -> None:
    number, food, day = Told("dry").last, Told("dry", "4").last, Told("dry", "4", "none").last
    assert [number[key] for key in ("kind", "min", "max", "unit", "options")] == ["number", 1, 20, "people", []]
    assert food["options"] == [
        {"id": "bread", "label": "Bread and cheese", "hint": None}, {"id": "cake", "label": "Cake", "hint": None},
        {"id": "drinks", "label": "Drinks, cold ones", "hint": None},
        {"id": "none", "label": "Nothing at all", "hint": None}]
    assert [day[key] for key in ("kind", "min", "max", "unit")] == ["date", "2026-11-23", "2027-12-31", None]


@pytest.mark.parametrize(("lines", "last"), [
    (("2",), {"type": "understood", "question": "weather", "answer": "rain", "how": "words"}),
    (("0",), {"type": "understood", "question": "weather", "answer": "unknown", "how": "unknown"}),
    (("dry", "4", "1, 3"), {"type": "understood", "question": "food", "answer": "bread,drinks", "how": "words"}),
])
def test_numbers_of_options(lines: tuple[str, ...], last: Object) -> None:
    """A person counts what is offered; the options of an object stand in the order in which they are counted."""
    assert Told(*lines).objects[-2] == last


def test_a_number_that_no_option_has() -> None:
    assert Told("9").last == {"type": "unclear", "nearest": ["dry", "rain", "storm"],
                              "message": "there is no answer 9; they go from 1 to 3"}


def test_the_recommendation() -> None:
    told = Told(*LAWN)
    assert told.code == 0
    assert told.types == ["question", *["understood", "question"] * 4, "understood", "recommendation"]
    found = told.last
    assert found["answers"] == dict(zip(("weather", "guests", "food", "day", "place"), LAWN, strict=True))
    assert found["because"] == [
        {"text": "There are 4 of you, and it will be Dry and warm.", "citations": ["office"]},
        {"text": "You bring a full hamper.", "citations": ["club"]}]
    assert found["caveats"] == []
    assert found["decided_by"] == ["weather"]
    assert found["would_change"] == [
        {"question": "weather", "answer": "rain", "outcomes": ["table_picnic", "stay_home"]},
        {"question": "weather", "answer": "storm", "outcomes": ["stay_home"]}]
    assert set(found) == {"type", "outcome", "recommend", "about", "because", "so", "caveats", "next_steps", "items",
                          "alternatives",
                          "answers", "decided_by", "would_change", "sources"}


@pytest.mark.parametrize(("lines", "answer", "how"), [
    (("dry",), "dry", "id"), (("Dry and warm",), "dry", "label"), (("sunshine",), "dry", "synonym"),
    (("it will rain",), "rain", "words"), (("thund",), "storm", "words"), (("dry", "4"), "4", "number"),
    (("dry", "4.00"), "4", "number"), (("dry", "we are 4"), "4", "number"),
    (("dry", "4", "drinks, bread"), "bread,drinks", "id"),
    (("dry", "4", "none"), "none", "id"), (("dry", "4", "none", "1 May 2027"), "2027-05-01", "date")])
def test_how_it_was_understood(lines: tuple[str, ...], answer: str, how: str) -> None:
    told = Told(*lines).objects[-2]
    assert (told["type"], told["answer"], told["how"]) == ("understood", answer, how)


@pytest.mark.parametrize(("line", "kind", "said"), [
    ("xyzzy", "unclear", "dry"), ("", "unclear", "dry"),
    ("what is a hamper?", "note", "A basket with a lid"),
    ("/why", "note", "Rain decides more"), ("/where dry", "where", "lawn"),
    ("/where snow", "error", "offered"), ("/undo", "error", "nothing to undo"),
    ("/back", "error", "nothing is answered"), ("/restart", "error", "nothing is answered"), ("/change", "error", "'"),
    ("/change weather dry", "error", "has not been answered"), ("/save x", "error", "no command /save"),
    ("x" * 5_000, "error", "5000"), ("/" + "x" * 5_000, "error", "5001")])
def test_lines_after_which_the_question_stands(line: str, kind: str, said: str) -> None:
    told = Told(line, "storm")
    assert told.types == ["question", kind, "understood", "recommendation"]
    assert said in written(told.objects[1])


def test_a_refused_answer_loses_nothing() -> None:
    told = Told("dry", "99", "2.5", "4")
    assert told.types[2:] == ["question", "error", "error", "understood", "question"]
    assert told.objects[3] == {"type": "error", "message": "it has to be 20 or less"}
    assert Told("dry", "many").last["message"]


def test_commands_that_move() -> None:
    assert Told("dry", "4", "/back").last["id"] == "guests"
    assert Told(*LAWN, "/back").last["id"] == "place"
    assert Told(*LAWN, "/restart").last["id"] == "weather"
    assert Told(*LAWN, "/restart").code == 3


def test_a_change_says_what_was_kept() -> None:
    told = Told(*LAWN, "/change guests 7")
    changed = told.objects[len(Told(*LAWN).objects):]
    assert [(found.get("question"), found.get("answer"), found.get("how")) for found in changed] == [
        ("guests", "7", "number"), ("food", "bread,drinks", "kept"), ("day", "2027-05-01", "kept"),
        ("place", "lake", "kept"),
        (None, None, None)]
    assert changed[-1]["type"] == "recommendation"


def test_a_change_in_words() -> None:
    """Only in the very words: what has to be guessed at would replace an answer that was meant."""
    told = Told("dry", "/change weather drizzle")
    assert told.objects[-2] == {"type": "understood", "question": "weather", "answer": "rain", "how": "synonym"}
    for words in ("snow", "it will rain"):
        refused = Told("dry", f"/change weather {words}")
        assert (refused.types[-1], len(refused.objects)) == ("error", 4)
    assert "rain" in written(Told("dry", "/change weather rian").last)
    assert "weather" in written(Told("dry", "/change wether rain").last)


def test_an_answer_that_is_offered_no_longer_never_counts() -> None:
    told = Told("dry", "5", "crate", "2027-05-01", "/change guests 4")
    assert (told.last["type"], told.last["id"]) == ("question", "food")
    back = Told("dry", "5", "crate", "2027-05-01", "/change guests 4", "/change guests 6")
    assert [found.get("how") for found in back.objects[-3:-1]] == ["kept", "kept"]


def test_given_beforehand() -> None:
    """Said as they are written when their questions come; as kept only if they come back later."""
    told = Told("dry", "/change weather dry", given=("guests=4", "food=none"))
    assert [(found.get("question"), found.get("how")) for found in told.objects if found["type"] == "understood"] == [
        ("weather", "id"), ("guests", "number"), ("food", "id"), ("weather", "id"), ("guests", "kept"),
        ("food", "kept")]
    assert Told(given=("weather=storm",)).types == ["understood", "recommendation"]


def test_at_the_end() -> None:
    """Nothing is asked any more, but terms are explained and answers can be changed."""
    assert Told(*LAWN, "hello").last["type"] == "error"
    assert "basket" in written(Told(*LAWN, "what is a hamper").last)
    assert Told(*LAWN, "hello").code == 0
    assert Told("storm", "/why").last["type"] == "error"


def test_exit_codes() -> None:
    assert [Told(*lines).code for lines in ((), ("dry",), ("storm",), ("storm", "/back"))] == [3, 3, 0, 3]


LINES = st.one_of(
    st.sampled_from(["dry", "rain", "storm", "yes", "no", "4", "7", "bread", "crate", "none", "2027-05-01", "lake",
                     "/back", "/restart",
                     "/why", "/change weather dry", "/change guests 3", "/change food crate", "unknown", "/", "?",
                     "what is shandy?"]),
    st.text(max_size=20))


@settings(max_examples=100, deadline=None)
@given(st.lists(LINES, max_size=12))
def test_every_line_gets_an_answer_on_one_line(lines: list[str]) -> None:
    """Whatever comes in, each line gives something, each object is one line, and the code says where it ended."""
    told = Told(*lines)
    assert len(told.objects) > len(lines)
    assert all("\n" not in written(found) for found in told.objects)
    places = [found["type"] for found in told.objects if found["type"] in ("question", "recommendation")]
    assert told.code == (0 if places[-1] == "recommendation" else 3)
