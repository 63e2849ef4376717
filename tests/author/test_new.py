"""A first tree: nothing wrong with it, in a file of its own, with the schema that its first line names."""

from __future__ import annotations

import json
import shlex
from datetime import date
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from tui.author import tested
from tui.author.new import SCHEMA, first_tree
from tui.author.schema import as_json
from tui.check.read import read_checked
from tui.cli import main
from tui.tree.names import Kind

DAY = date(2031, 2, 3)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which the test runs."""
    empty = tmp_path / "bench"
    empty.mkdir()
    monkeypatch.chdir(empty)
    return empty


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.parametrize(("name", "tree"), [
    ("plants", "plants.yaml"), ("plants.yaml", "plants.yaml"), ("Plants.YML", "Plants.YML"), ("v1.2", "v1.2.yaml"),
    ("sub/plants", "sub/plants.yaml"), ("my tree", "my tree.yaml"), ("it's", "it's.yaml"), ("木", "木.yaml"),
    ("check", "check.yaml"), ("coursera", "coursera.yaml")])
def test_new(name: str, tree: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "sub").mkdir()
    assert main(["new", name, "--today", DAY.isoformat()]) == 0
    wrote, run, check = capsys.readouterr().out.splitlines()
    schema = folder / tree
    schema = schema.parent / SCHEMA
    assert shlex.quote(tree) in wrote
    assert shlex.quote(str(schema.relative_to(folder))) in wrote
    assert run.endswith(f"whichway run {shlex.quote(tree)} --watch")
    assert check.endswith(f"whichway check {shlex.quote(tree)}")
    assert files(folder) == sorted(["sub", tree, str(schema.relative_to(folder))])
    first, *rest = (folder / tree).read_text(encoding="utf-8").splitlines()
    assert first == f"# yaml-language-server: $schema={SCHEMA}"
    assert any(shlex.quote(tree) in line for line in rest)
    assert schema.read_text(encoding="utf-8") == as_json()


def test_nothing_is_wrong_with_it(folder: Path) -> None:
    """No error and no warning, its scenarios pass and cover everything, and the schema has nothing against it."""
    text = first_tree("plants.yaml", DAY)
    (folder / "plants.yaml").write_text(text, encoding="utf-8")
    loaded = read_checked("plants.yaml", "plants.yaml", DAY)
    assert loaded.problems == ()
    assert loaded.tree is not None
    found = tested.Tested(loaded.tree, DAY)
    assert found.passed
    assert list(found.missing()) == []
    Draft7Validator(json.loads(as_json())).validate(yaml.load(text, yaml.BaseLoader))


def test_it_teaches(folder: Path) -> None:
    """It has something of nearly all that a tree can have, and was reviewed on the day it was made."""
    (folder / "plants.yaml").write_text(first_tree("plants.yaml", DAY), encoding="utf-8")
    tree = read_checked("plants.yaml", "plants.yaml", DAY).tree
    assert tree is not None
    assert tree.reviewed == DAY
    assert {question.kind for question in tree.questions.values()} >= {Kind.ONE, Kind.SEVERAL, Kind.NUMBER}
    assert tree.sources
    assert tree.terms
    assert tree.facts
    assert tree.places["claims"]
    assert any(outcome.items for outcome in tree.outcomes.values())
    assert any(outcome.alternatives for outcome in tree.outcomes.values())


@pytest.mark.parametrize(("name", "way_out"), [
    ("", "such as 'plants'"), (" ", "such as 'plants'"), ("a\nb", "such as 'plants'"),
    ("a\x1b[31m", "such as 'plants'"), (".", "name a file in it"), ("..", "name a file in it"),
    ("sub", "name a file in it"), ("sub/", "name a file in it"),
    ("nowhere/", "name a file in it"), ("nowhere/plants", "make it first"), (".yaml", "such as plants.yaml"),
    ("plants.scenarios", "leave that ending out"), ("plants.scenarios.yaml", "leave that ending out"),
    ("there", "choose another name"), ("there.yaml", "choose another name"), ("lost", "choose another name"),
    ("known", "choose another name")])
def test_bad_names(name: str, way_out: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written, and the message says what to do."""
    (folder / "sub").mkdir()
    (folder / "there.yaml").write_text("mine", encoding="utf-8")
    (folder / "lost.yaml").symlink_to("nowhere.yaml")
    (folder / "known.scenarios.yaml").write_text("mine", encoding="utf-8")
    before = files(folder)
    assert main(["new", name]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert way_out in printed.err
    assert "\x1b" not in printed.err
    assert files(folder) == before
    assert (folder / "there.yaml").read_text(encoding="utf-8") == "mine"


def test_schema_that_is_there_stays(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is written once; one of another version is left alone, and the way to a new one is named."""
    assert main(["new", "one"]) == main(["new", "two"]) == 0
    assert SCHEMA not in capsys.readouterr().out.splitlines()[3]
    (folder / SCHEMA).write_text("{}", encoding="utf-8")
    assert main(["new", "three"]) == 0
    assert f"whichway schema > {SCHEMA}" in capsys.readouterr().out
    assert (folder / SCHEMA).read_text(encoding="utf-8") == "{}"
