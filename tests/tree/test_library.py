"""Which trees can be named, and what a word on the command line means."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tui.tree.files import CannotReadError
from tui.tree.library import Choice, NoTree, bundled_folder, choices, find, is_path, shown_path, trees_in

TREE = """\
whichway: 1
title: {title}
start: q
questions: {{q: {{ask: Q?, yes: o, no: o}}}}
outcomes: {{o: {{recommend: O}}}}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder with trees, and with much that is none."""
    folder = tmp_path / "here"
    (folder / "trees").mkdir(parents=True)
    for name in ("lunch", "coursera", "trees/dinner", "trees/lunch"):
        (folder / f"{name}.yaml").write_text(TREE.format(title=name.title()), encoding="utf-8")
    (folder / "lunch.scenarios.yaml").write_text("scenarios: []\n", encoding="utf-8")
    (folder / "compose.yaml").write_text("services: {}\n", encoding="utf-8")
    (folder / "common.yaml").write_text("whichway: 1\nfragment: yes\n", encoding="utf-8")
    (folder / "trees" / "common.yaml").write_text("whichway: 1\nfragment: yes\n", encoding="utf-8")
    (folder / "trees" / "broken.yaml").write_text("title: [", encoding="utf-8")
    (folder / "notes.txt").write_text("whichway: 1\n", encoding="utf-8")
    (folder / "folder.yaml").mkdir()
    monkeypatch.chdir(folder)
    return folder


def found(word: str) -> Choice:
    choice = find(word)
    assert isinstance(choice, Choice), choice
    return choice


def message(word: str) -> str:
    none = find(word)
    assert isinstance(none, NoTree)
    return none.message


def test_bundled_trees_come_first(here: Path) -> None:
    """Then those of this folder and of ./trees; no fragments, scenarios, broken strangers or folders."""
    names = [choice.name for choice in choices()]
    bundled = [choice.name for choice in choices() if choice.bundled]
    assert bundled == ["account", "backup", "coursera"]
    assert names == [*bundled, os.path.join(".", "coursera.yaml"), "lunch", "broken", "dinner",
                     os.path.join(".", "trees", "lunch.yaml")]


def test_every_name_means_its_own_tree(here: Path) -> None:
    for choice in choices():
        assert os.path.realpath(found(choice.name).path) == os.path.realpath(choice.path)


def test_a_tree_is_listed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the checkout ./trees is where the bundled trees lie."""
    monkeypatch.chdir(os.path.dirname(bundled_folder()))
    names = [choice.name for choice in choices()]
    assert len(names) == len(set(names))
    assert names[:3] == ["account", "backup", "coursera"]
    assert not [name for name in names if "trees" in name]


@pytest.mark.parametrize("word", ["lunch.yaml", "./lunch.yaml", "trees/dinner.yaml", "lunch", "dinner", "coursera"])
def test_names_and_paths(here: Path, word: str) -> None:
    choice = found(word).read()
    assert choice.loaded is not None
    assert choice.loaded.tree is not None
    assert choice.bundled == (word == "coursera")


@pytest.mark.parametrize(("word", "said"), [
    ("lunhc", "did you mean 'lunch'?"), ("courser", "did you mean 'coursera'?"), ("devices", "'whichway list' lists"),
    ("lunhc.yaml", "did you mean 'lunch.yaml'?"), ("trees/diner.yaml", "did you mean 'trees/dinner.yaml'?"),
    ("trees/", "is a folder"),
    ("no/such/folder/x.yaml", "there is no file"), ("", "there is no tree"),
    ("\x1b[2J", "there is no tree '\N{REPLACEMENT CHARACTER}[2J'"),
    ("\x1b/x", "there is no file \N{REPLACEMENT CHARACTER}/x"), ("a\x00b", "there is no tree"), ("../" * 3000, "")])
def test_no_such_tree(here: Path, word: str, said: str) -> None:
    none = message(word)
    assert said in none
    assert "\x1b" not in none


def test_keys_tell_trees_apart(here: Path) -> None:
    """A bundled tree is the same wherever it lies; any other is its file, however that is written."""
    assert found("coursera").key == "coursera"
    assert found("./coursera.yaml").key == str(here.resolve() / "coursera.yaml")
    assert found("lunch").key == found("lunch.yaml").key == found(str(here / "lunch.yaml")).key
    assert found("trees/lunch.yaml").key != found("lunch.yaml").key


def test_titles(here: Path) -> None:
    """A glance is enough for the list; reading the tree says for certain."""
    titles = {choice.name: choice.title for choice in choices()}
    assert (titles["lunch"], titles["broken"]) == ("Lunch", "")
    assert titles["coursera"] == found("coursera").read().title == "Which Coursera course fits your goal?"
    (here / "odd.yaml").write_text(TREE.format(title='"A \\"good\\" tree"'), encoding="utf-8")
    assert found("odd").read().title == 'A "good" tree'


def test_a_broken_tree_is_read_and_has_problems(here: Path) -> None:
    loaded = found("broken").read().loaded
    assert loaded is not None
    assert loaded.tree is None
    assert loaded.problems


def test_a_file_that_went_away(here: Path) -> None:
    choice = found("lunch")
    (here / "lunch.yaml").unlink()
    with pytest.raises(CannotReadError):
        choice.read()


def test_what_is_a_path() -> None:
    assert all(map(is_path, ["a/b", "a.yaml", "A.YML", "./a", "/"]))
    assert not any(map(is_path, ["a", "coursera", "yaml", "a.yaml.txt"]))


def test_shown_paths(here: Path) -> None:
    assert shown_path("trees/x.yaml") == "trees/x.yaml"
    assert shown_path(str(here / "x.yaml")) == "x.yaml"
    assert shown_path("/x.yaml") == "/x.yaml"


def test_trees_in(here: Path) -> None:
    assert [os.path.basename(path) for path in trees_in("trees")] == ["broken.yaml", "common.yaml", "dinner.yaml",
                                                                      "lunch.yaml"]
    assert trees_in("nowhere") == ()


def test_an_unreadable_folder_lists_nothing(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: str) -> list[str]:
        raise PermissionError

    monkeypatch.setattr(os, "listdir", refuse)
    assert choices() == ()


def test_copy_of_a_bundled_tree_is_not_listed_again(here: Path) -> None:
    names = [choice.name for choice in choices()]
    (here / "trees" / "coursera.yaml").write_bytes((Path(bundled_folder()) / "coursera.yaml").read_bytes())
    assert [choice.name for choice in choices()] == names
    (here / "trees" / "coursera.yaml").write_text(TREE.format(title="Another"), encoding="utf-8")
    assert os.path.join(".", "trees", "coursera.yaml") in [choice.name for choice in choices()]


def test_a_name_is_shown_on_one_line_without_what_a_terminal_obeys(here: Path) -> None:
    (here / "evil\x1b]0;x\x07\nname.yaml").write_text(TREE.format(title="Evil"), encoding="utf-8")
    assert "evil\N{REPLACEMENT CHARACTER}]0;x\N{REPLACEMENT CHARACTER} name" in [choice.name for choice in choices()]
