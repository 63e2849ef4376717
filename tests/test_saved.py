"""Answers on disk: what is kept, what is found again, and what happens to files that are not as they should be."""

from __future__ import annotations

import json
import os
import stat
from datetime import date
from pathlib import Path

import pytest

from tests.chat.small import LAWN, interview_after, small
from tui.interview.given import answers_of
from tui.interview.interview import Interview
from tui.saved import MOST_KEPT, Keeper, state_folder
from tui.tree.model import Tree
from tui.tree.reader import read_tree_text


def tree_of(text: str) -> Tree:
    """A tree from its text."""
    loaded = read_tree_text(text)
    assert loaded.tree is not None, loaded.problems
    return loaded.tree


@pytest.mark.parametrize("written", [(), ("dry",), ("dry", "4", "none"), LAWN, ("rain", "yes")])
def test_what_is_saved_is_found_again(written: tuple[str, ...]) -> None:
    interview = interview_after(*written)
    assert Keeper("small").save(interview) is None
    saved = Keeper("small").latest()
    if not written:
        assert saved is None, "nothing to go on with"
        return
    assert saved is not None
    again = Interview.start(small(), saved.began, answers_of(small(), saved.answers))
    assert (again.place, again.answers, again.today) == (interview.place, interview.answers, interview.today)
    assert saved.done == (interview.outcome is not None)


def test_answers_kept_aside_are_saved_too() -> None:
    changed = interview_after(*LAWN).change("weather", "rain")
    assert isinstance(changed, Interview)
    Keeper("small").save(changed)
    saved = Keeper("small").latest()
    assert saved is not None
    assert set(saved.answers) == {"weather", "guests", "food", "day", "place"}


def test_only_the_owner_can_read_the_file(state_folder: Path) -> None:
    Keeper("small").save(interview_after("dry"))
    file, = state_folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(state_folder.stat().st_mode) == 0o700


def test_two_windows_do_not_meet(state_folder: Path) -> None:
    one, other = Keeper("small"), Keeper("small")
    one.save(interview_after("dry"))
    other.save(interview_after("rain"))
    one.save(interview_after("dry", "4"))
    assert len(list(state_folder.iterdir())) == 2
    saved = Keeper("small").latest()
    assert saved is not None
    assert saved.answers == {"weather": "dry", "guests": "4"}


def test_trees_do_not_meet() -> None:
    """Neither two of the same name in different folders nor those whose names look alike in a file name."""
    Keeper("/a/small.yaml").save(interview_after("dry"))
    for other in ("/b/small.yaml", "small", "/a/SMALL.yaml", "/a/small.yml"):
        assert Keeper(other).latest() is None


@pytest.mark.parametrize("key", ["", "/", "../../etc/passwd", "/a/" + "x" * 500 + ".yaml", "/a/Ümläut ✓.yaml",
                                 "/a/\udcff.yaml"])
def test_any_key_makes_a_file_name(key: str, state_folder: Path) -> None:
    assert Keeper(key).save(interview_after("dry")) is None
    assert len(list(state_folder.iterdir())) == 1
    assert Keeper(key).latest() is not None


def test_old_interviews_are_forgotten(state_folder: Path) -> None:
    for number in range(MOST_KEPT + 5):
        Keeper("small").save(interview_after("dry"))
        for file in state_folder.iterdir():
            os.utime(file, (number, number)) if file.stat().st_mtime > 1_000 else None
    assert len(list(state_folder.iterdir())) == MOST_KEPT


@pytest.mark.parametrize("content", [
    "", "{", "[]", "null", "7", '"x"',
    '{"whichway": 2}', '{"whichway": 1}', '{"whichway": 1, "began": 7, "answers": {}}',
    '{"whichway": 1, "began": "2026-13-40", "answers": {"weather": "dry"}}',
    '{"whichway": 1, "began": "2026-11-23", "answers": ["weather"]}', "[" * 100_000, "\x00", "x" * 2_000_000,
    '{"whichway": 1, "began": "2026-11-23", "answers": {}}',
])
def test_files_that_are_not_as_they_should_be_are_passed_over(content: str, state_folder: Path) -> None:
    """The next older one counts."""
    Keeper("small").save(interview_after("dry"))
    good, = state_folder.iterdir()
    os.utime(good, (1_000, 1_000))
    stem = good.name.rsplit("-", 1)[0]
    (state_folder / f"{stem}-ffffffffffff.json").write_text(content, encoding="utf-8")
    saved = Keeper("small").latest()
    assert saved is not None
    assert saved.path == good


def test_bytes_that_are_no_text_and_folders_are_passed_over(state_folder: Path) -> None:
    Keeper("small").save(interview_after("dry"))
    good, = state_folder.iterdir()
    stem = good.name.rsplit("-", 1)[0]
    (state_folder / f"{stem}-a.json").write_bytes(b"\xff\xfe")
    (state_folder / f"{stem}-b.json").mkdir()
    saved = Keeper("small").latest()
    assert saved is not None
    assert saved.path == good


@pytest.mark.parametrize("answers", [
    {"gone": "dry"}, {"weather": "snow"}, {"guests": "many"}, {"day": "soon"}, {"food": "bread,stones"},
    {"weather": ""}, {"weather": "[/]\x1b"}, {"guests": "1" * 50},
])
def test_answers_that_the_tree_no_longer_has_are_left_out(answers: dict[str, str]) -> None:
    assert answers_of(small(), answers) == {}


def test_former_ids_are_understood_and_a_live_one_wins() -> None:
    tree = tree_of("""
whichway: 1
title: Names change
start: climate
questions:
  climate:
    ask: What is it like?
    formerly: [weather]
    goto: o
    options:
      warm: {label: Warm, formerly: [dry]}
      wet: Wet
outcomes: {o: {recommend: Rest}}
""")
    assert answers_of(tree, {"weather": "dry"}) == {"climate": "warm"}
    for answers in ({"weather": "dry", "climate": "wet"}, {"climate": "wet", "weather": "dry"}):
        assert answers_of(tree, answers) == {"climate": "wet"}


def test_a_broken_write_leaves_the_old_answers_and_no_litter(
        state_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keeper = Keeper("small")
    keeper.save(interview_after("dry"))
    before = {file: file.read_text(encoding="utf-8") for file in state_folder.iterdir()}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert keeper.save(interview_after("dry", "4")) == (
        "Your answers cannot be saved (No space left on device); all else works.")
    assert {file: file.read_text(encoding="utf-8") for file in state_folder.iterdir()} == before


def test_a_state_folder_that_cannot_be_is_a_sentence(state_folder: Path) -> None:
    state_folder.parent.write_text("a file", encoding="utf-8")
    problem = Keeper("small").save(interview_after("dry"))
    assert problem is not None
    assert problem.startswith("Your answers cannot be saved (")
    assert Keeper("small").latest() is None


def test_a_home_that_does_not_exist_is_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "file" / "home"))
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert Keeper("small").save(interview_after("dry")) is not None
    assert Keeper("small").latest() is None


def test_where_the_state_goes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A relative path is invalid by the specification, and ignored."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path))
    home = tmp_path / ".local" / "state" / "whichway"
    for given, folder in ((str(tmp_path / "x"), tmp_path / "x" / "whichway"), ("relative", home), ("", home)):
        monkeypatch.setenv("XDG_STATE_HOME", given)
        assert state_folder() == folder
    monkeypatch.setattr("sys.platform", "darwin")
    assert state_folder() == tmp_path / "Library" / "Application Support" / "whichway"


def test_the_file_is_readable_json_with_the_day_the_interview_began(state_folder: Path) -> None:
    Keeper("small").save(interview_after("dry", "4", "drinks,bread"))
    file, = state_folder.iterdir()
    assert json.loads(file.read_text(encoding="utf-8")) == {
        "whichway": 1, "began": date(2026, 11, 23).isoformat(), "done": False,
        "answers": {"weather": "dry", "guests": "4", "food": "bread,drinks"}}
