"""The talk in numbered lines: what is said, what is understood, and how it ends."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tui.interview.given import read_given
from tui.interview.interview import Interview
from tui.interview.offer import Refused
from tui.plain import PlainTalk, choose_tree, converse, goes_on
from tui.report.wrap import cells
from tui.tree.model import Tree
from tui.tree.reader import read_tree, read_tree_text

TODAY = date(2026, 11, 23)
SMALL = Path(__file__).with_name("chat") / "small.yaml"
TREES = Path(__file__).resolve().parents[1] / "trees"

STUCK = """\
whichway: 1
title: Lunch
start: kind
questions:
  kind:
    ask: What kind?
    options:
      soup: {label: Soup, goto: eat}
      bread: {label: Bread, goto: which}
  which:
    ask: Which bread?
    options:
      rye: {label: Rye, when: kind is soup, goto: eat}
outcomes:
  eat: {recommend: Eat}
"""


def small() -> Tree:
    tree = read_tree(str(SMALL), "small.yaml").tree
    assert tree is not None
    return tree


def stuck() -> Tree:
    tree = read_tree_text(STUCK).tree
    assert tree is not None
    return tree


def start(tree: Tree, *given: str) -> Interview:
    answers = read_given(tree, given)
    assert not isinstance(answers, Refused)
    return Interview.start(tree, TODAY, answers)


class Heard:
    """What a talk said, the code it ended with, and where it stood."""

    def __init__(self, *typed: str, tree: Tree | None = None, width: int = 80, terminal: bool = False,
                 given: tuple[str, ...] = ()) -> None:
        said: list[str] = []
        talk = PlainTalk(start(tree or small(), *given), "small", width)
        self.code = converse(talk, typed, said.append, terminal)
        self.said = "".join(said)
        self.interview = talk.interview

    @property
    def last(self) -> str:
        """The answer to the last line."""
        return self.said.rstrip().rpartition("\n\n")[2]


LAWN = ("1", "4", "1,3", "2027-05-01", "lake")


def test_a_whole_talk() -> None:
    heard = Heard(*LAWN)
    assert (heard.code, heard.interview.place) == (0, "lawn_picnic")
    for said in ("Which picnic suits you?", "A few questions about a picnic.", "What will the weather be like?",
                 "  1. Dry and warm", "  2. Rain – even a little", "  0. I don't know", "You: Dry and warm",
                 "Then you can sit on the grass.", "A whole number (people), from 1 to 20.",
                 "You: Bread and cheese and Drinks, cold ones",
                 "Have a picnic on the grass", "Sources"):
        assert said in heard.said, said


def test_it_counts_the_questions() -> None:
    said = Heard(*LAWN).said
    assert "Question 1 (1 to 5 to go, this one counted; 3 outcomes are possible)" in said
    assert "Question 5 (the last one; one outcome is possible)" in said


def test_the_crate_is_offered_to_many_only() -> None:
    assert "A whole crate" not in Heard("1", "4").said
    assert "A whole crate" in Heard("1", "5").said


@pytest.mark.parametrize(("typed", "place"), [
    ("1", "guests"), ("dry", "guests"), ("sunny", "guests"), ("I think it will rain", "indoors"), ("3", "stay_home"),
    ("storm", "stay_home"), (" 1 ", "guests"), ("4", "weather"), ("1 2", "weather"),
    ("99999999999999999999", "weather"),
    ("", "weather"), ("0", "weather"), ("I don't know", "weather"), ("what is a hamper?", "weather"),
    ("xyzzy", "weather"),
    ("٣", "stay_home"), ("/nope", "weather"), ("/", "weather"), ("-1", "weather"), ("/change weather rain", "weather")])
def test_what_is_understood(typed: str, place: str) -> None:
    assert Heard(typed).interview.place == place


@pytest.mark.parametrize(("typed", "chosen"), [
    ("1", {"bread"}), ("1,3", {"bread", "drinks"}), ("3 1", {"bread", "drinks"}), ("bread, cake", {"bread", "cake"}),
    ("1, cake", None), ("bread, xyzzy", None), ("Bread and cheese", {"bread"}), ("4", set()),
    ("none", set()), ("beer and cake", {"drinks", "cake"}), ("1,1", {"bread"}), ("1,4", None), ("0", None),
    ("1,9", None),
    ("crate", None)])
def test_several(typed: str, chosen: set[str] | None) -> None:
    assert Heard("1", "4", typed).interview.answers.get("food") == (frozenset(chosen) if chosen is not None else None)


@pytest.mark.parametrize(("typed", "said"), [
    ("0", "ask the weather office"), ("idk", "ask the weather office"), ("?", "rain decides"), ("/why", "rain decides"),
    ("what is a hamper?", "a basket with a lid"), ("/terms hamper", "a basket with a lid"), ("/terms", "shandy"),
    ("/sources", "the picnic book"), ("/answers", "nothing is answered yet"), ("/help", "/change question answer"),
    ("/back", "once something is answered"), ("/save", "once there is a recommendation"),
    ("/nope", "there is no command /nope"),
    ("9", "from 1 to 3"),
    ("xyzzy", "i did not get that"), ("x" * 5000, "too long"), ("/bakc", "did you mean /back?")])
def test_what_is_said_beside_the_questions(typed: str, said: str) -> None:
    heard = Heard(typed)
    assert said in heard.last.lower().replace("\n", " ")
    assert heard.interview.place == "weather"


def test_what_is_nearest_is_listed_with_its_number() -> None:
    """Nothing is taken on a guess that was not seen."""
    heard = Heard("1", "4", "1", "2027-05-01", "castl moat")
    assert heard.interview.place == "place"
    assert re.search(r"\d+, At the castle", heard.last)


def test_numbers_and_dates_are_refused_with_a_reason() -> None:
    assert "20 or less" in Heard("1", "21").last
    assert "whole number" in Heard("1", "2.5").last
    assert "not a number" in Heard("1", "many").last
    assert "23 November 2026 or later" in Heard("1", "4", "1", "2026-11-22").last
    assert Heard("1", "4", "1", "today").interview.place == "place"


def test_back_and_restart() -> None:
    assert Heard("1", "4", "/back").interview.place == "guests"
    assert Heard(*LAWN, "/back").interview.place == "place"
    assert not Heard(*LAWN, "/restart").interview.answers


def test_change_keeps_what_still_fits_and_says_what_does_not() -> None:
    heard = Heard(*LAWN, "/change guests 7")
    assert (heard.interview.place, str(heard.interview.answers["guests"])) == ("lawn_picnic", "7")
    assert "You: Bread and cheese and Drinks, cold ones (kept)" in heard.said
    away = Heard(*LAWN, "/change weather storm")
    assert "No longer asked: Guests, Food, Day, Place." in away.said
    again = Heard(*LAWN, "/change weather storm", "/change weather 1")
    assert list(again.interview.answers) == ["weather", "guests", "food", "day", "place"]


@pytest.mark.parametrize(("typed", "said"), [
    ("/change", "Type /change"), ("/change guests", "Type /change guests"),
    ("/change gests 3", "did you mean 'Guests'?"),
    ("/change guests 77", "20 or less"), ("/change weather xyzzy", "I did not get that"),
    ("/change indoors no", "has not been answered"), ("/effect weather snow", "I did not get that"),
    ("/change day 2027-01-01", "has not been answered")])
def test_a_change_that_is_none(typed: str, said: str) -> None:
    heard = Heard("1", "4", typed)
    assert said in heard.said
    assert list(heard.interview.answers) == ["weather", "guests"]


def test_how_it_ends() -> None:
    """Through a pipe it makes a difference whether an outcome was reached; on a terminal leaving is no mistake."""
    assert Heard("1").code == 3
    assert Heard("1", "/quit").code == 3
    assert Heard("1", terminal=True).code == 0
    assert Heard("1", "/quit", "3", terminal=True).interview.place == "guests"
    assert Heard("3").code == 0
    assert Heard("2", tree=stuck()).code == 1


def test_a_question_that_offers_nothing() -> None:
    heard = Heard("bread", tree=stuck())
    assert "No answer to this question is open to you" in heard.said
    assert Heard("bread", "rye", "/back", "soup", tree=stuck()).interview.place == "eat"


def test_given_beforehand() -> None:
    heard = Heard(given=("weather=dry", "guests=3"))
    assert heard.interview.place == "food"
    assert "You: Dry and warm" in heard.said
    assert "Then you can sit on the grass." in heard.said


@pytest.mark.parametrize("width", [20, 40, 80, 300])
def test_lines_fit(width: int) -> None:
    said = Heard("?", "0", "/help", "/sources", "/terms", *LAWN, "/answers", width=width).said
    too_long = [line for line in said.splitlines() if cells(line) > min(width, 80) and "://" not in line]
    assert too_long == []


def test_nothing_is_drawn() -> None:
    """Letters and punctuation only: no boxes, no colours, no cursor that moves."""
    for name in ("account", "backup", "coursera"):
        tree = read_tree(str(TREES / f"{name}.yaml")).tree
        assert tree is not None
        said = Heard("1", "1", "1", "1", "?", "0", "/help", "/sources", "/terms", "/answers", tree=tree).said
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2500-\u259f]", said)


def test_what_is_typed_is_not_obeyed() -> None:
    said = Heard("\x1b[2J\x07", "/terms \x1b]0;x\x07", "/\x1b[31m", "/change \x1b[1m x").said
    assert "\x1b" not in said
    assert "\x07" not in said


def test_saving(tmp_path: Path) -> None:
    """The ending says which form; what is there already is only written over when that was said."""
    forms = {"a.md": "# Have a picnic", "a.html": "<!DOCTYPE html>", "a.txt": "Which picnic", "a": "# Have"}
    for name, begins in forms.items():
        path = tmp_path / name
        said = Heard(*LAWN, f"/save {path}").said
        assert f"Saved as {path}" in " ".join(said.split())
        assert path.read_text(encoding="utf-8").startswith(begins)
    path.write_text("mine", encoding="utf-8")
    for words in ("no", "", "/restart", "maybe"):
        heard = Heard(*LAWN, f"/save {path}", words)
        assert "Not saved" in heard.last
        assert heard.interview.outcome is not None
        assert path.read_text(encoding="utf-8") == "mine"
    Heard(*LAWN, f"/save {path}", "Yes")
    assert path.read_text(encoding="utf-8").startswith("# Have")


@pytest.mark.parametrize("name", ["", "no/such/folder/x.md", "x" * 300])
def test_a_file_that_cannot_be_written(name: str, tmp_path: Path) -> None:
    said = Heard(*LAWN, f"/save {tmp_path}/{name}").said
    assert "cannot be written" in " ".join(said.split())


def test_saved_before_it_is_shown() -> None:
    """Each step is kept before anything is said about it, and a failure is said once."""
    events: list[str] = []

    def keep(interview: Interview) -> str:
        events.append(f"kept {len(interview.answers)}")
        return "Your answers cannot be saved."

    converse(PlainTalk(start(small()), "small", keep=keep), ["1", "4", "/back"], events.append, False)
    kept = [i for i, event in enumerate(events) if event.startswith("kept")]
    shown = [i for i, event in enumerate(events) if "You: " in event]
    assert [events[i] for i in kept] == ["kept 1", "kept 2", "kept 1"]
    assert [i < j for i, j in zip(kept, shown, strict=False)] == [True, True]
    assert "".join(events).count("cannot be saved") == 1


@pytest.mark.parametrize(("typed", "chosen"), [
    (["2"], "bees"), (["ants"], "ants"), (["9", "x", "1"], "ants"), ([], None), (["", "wasps"], None)])
def test_choosing_a_tree(typed: list[str], chosen: str | None) -> None:
    said: list[str] = []
    assert choose_tree([("ants", "About ants"), ("bees", "")], iter(typed), said.append) == chosen
    assert "1. About ants (ants)" in "".join(said)
    assert "2. bees (bees)" in "".join(said)


@pytest.mark.parametrize(("typed", "answer", "asked_again"), [
    (["yes"], True, 0), (["y"], True, 0), (["Yes please"], True, 0), (["sure"], True, 0), (["1"], True, 0),
    (["no"], False, 0), (["No, thanks"], False, 0), (["2"], False, 0), (["", "hm", "1,4", "yes"], True, 3),
    ([], True, 0),
])
def test_going_on_is_asked_until_it_is_clear(typed: list[str], answer: bool, asked_again: int) -> None:
    """Nobody's answers are set aside by a word that was not understood."""
    saved = start(small(), "weather=dry")
    told: list[str] = []
    assert goes_on(saved, iter([f"{line}\n" for line in typed]), told.append) is answer
    said = "".join(told)
    assert "answered 1 question." in said
    assert said.count("Type yes to go on") == asked_again
    assert ("/undo brings your earlier answers back" in said) is not answer
    talk = PlainTalk(saved.restart(), "small", before=(saved,))
    list(talk.line("/undo"))
    assert talk.interview == saved
