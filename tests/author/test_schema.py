"""The schema and the reader come to the same verdict, and editors have what they need to help.

The schema sees shapes, and of these what YAML makes of a file. So the verdicts are held to this: whatever it refuses
the reader refuses, and whatever the reader refuses for a code of SHAPES it refuses.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from tui.author.schema import schema
from tui.check.switches import RULES
from tui.cli import main
from tui.problems.pages import MAIN, codes, page
from tui.problems.problem import Severity
from tui.tree.format import FRAGMENT, SCENARIOS, TREE, Field, ListOf, MapOf, Ruled, Shape
from tui.tree.reader import read_tree, read_tree_text

ROOT = Path(__file__).parents[2]
SCHEMA = schema()
VALIDATOR = Draft7Validator(SCHEMA)

SHAPES = frozenset([
    "bad-id", "bad-rule", "bad-value", "bad-version", "empty-value", "misplaced-key", "missing-key", "reserved-id",
    "unknown-key", "wrong-shape"])
"""Codes of what can be seen without knowing any name of the tree, and that YAML does not hide."""


class Core(yaml.CSafeLoader):
    """YAML 1.2, as most editors read it: true and false are booleans, yes and no are words."""


class Old(yaml.CSafeLoader):
    """YAML 1.1, where yes and no are booleans too, and 12:30 is a number. JSON has no dates, so neither has this."""


def text_key(loader: Core | Old, node: yaml.MappingNode) -> dict[str, Any]:
    """A map with its keys as they are written: JSON has no others."""
    return {key.value: loader.construct_object(value, deep=True) for key, value in node.value
            if isinstance(key, yaml.ScalarNode)}


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (("bool", "true|True|TRUE|false|False|FALSE", "tTfF"),
                            ("null", "null|Null|NULL|~|", ["n", "N", "~", ""]),
                            ("int", "[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
                            ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789")):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))
Core.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value, 0 if node.value[:2] in (
    "0x", "0o") else 10))
Old.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":merge"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}
for loader in (Core, Old):
    loader.add_constructor("tag:yaml.org,2002:map", text_key)


def examples() -> Iterator[tuple[str, dict[str, bytes]]]:
    """Every example that there is, good and bad: a name, and its files."""
    for code in codes():
        found = page(code)
        assert found is not None
        yield f"{code} wrong", dict(found.wrong)
        yield f"{code} right", dict(found.right)
    for folder in (ROOT / "tests" / "tree" / "broken", ROOT / "tests" / "tree" / "good", ROOT / "trees"):
        for path in sorted(folder.glob("*.yaml")):
            yield f"{folder.name} {path.stem}", {MAIN: path.read_bytes()}


EXAMPLES = dict(examples())


def refused_by_reader(files: dict[str, bytes], folder: Path) -> dict[str, set[str]]:
    """The codes of a tree's errors, for each of its files."""
    for name, raw in files.items():
        (folder / name).write_bytes(raw)
    found: dict[str, set[str]] = {name: set() for name in files}
    for problem in read_tree(folder / MAIN, MAIN).problems:
        if problem.severity is Severity.ERROR:
            found.setdefault(problem.place.file.name, set()).add(problem.code)
    return found


def refused_by_schema(raw: bytes, loader: type[Core | Old]) -> str | None:
    """The first thing that the schema has against a file, or nothing; None where it is not YAML, as editors say too."""
    try:
        data = yaml.load(raw.decode("utf-8"), loader)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError):
        return None
    return next((f"{list(error.absolute_path)}: {error.message[:100]}" for error in VALIDATOR.iter_errors(data)), "")


def compare(raw: bytes, reader: set[str]) -> None:
    """Hold the verdicts on a file against each other, in both readings of its YAML."""
    for loader in (Core, Old):
        found = refused_by_schema(raw, loader)
        if found is None:
            assert reader
        elif not reader:
            assert found == ""
        elif reader & SHAPES:
            assert found, f"{sorted(reader & SHAPES)} is not seen"


@pytest.mark.parametrize("name", EXAMPLES)
def test_same_verdict(name: str, tmp_path: Path) -> None:
    files = EXAMPLES[name]
    for file, reader in refused_by_reader(files, tmp_path).items():
        if file in files:
            compare(files[file], reader)


class Plain(yaml.SafeDumper):
    """Writes words without quotes wherever they can stand without."""

    yaml_implicit_resolvers = {}

    def ignore_aliases(self, data: object) -> bool:
        return True


OTHERS: list[Any] = [
    "", "no", "3.10", "2026-03-01", "Some words", "city", "none", "unknown", "today", "2024-03", "12 months", "1 moon",
    "https://example.org", [], {}, ["city"], [["a"]], {"a": "b"}, {"goto": "city"}]
KEYS = ["Bad-Id", "other", "in", "goto", "when", "text", "use", "none", "options", "label", "else", "yes"]


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where there is something in a file, as keys from its top."""
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inside:
        yield (*path, key)
        yield from places(value, (*path, key))


def changes(tree: dict[str, Any]) -> Iterator[tuple[tuple[Any, ...], str, Any]]:
    """A value that is another, a key that is gone, has another name, or comes on top: where, what, and with what."""
    for path in places(tree):
        yield path, "gone", None
        yield from ((path, "value", other) for other in OTHERS)
        if isinstance(path[-1], str):
            yield from ((path, what, key) for what in ("name", "on top") for key in KEYS)


def make(data: Any, path: tuple[Any, ...], what: str, new: Any) -> None:
    """Make one change in a file."""
    *above, last = path
    for key in above:
        data = data[key]
    if what == "value":
        data[last] = new
    elif what == "on top":
        data.setdefault(new, data[last])
    else:
        old = data.pop(last)
        if what == "name":
            data[new] = old


def test_same_verdict_on_changes() -> None:
    """A good tree with one thing changed, thirty times; the seed is fixed, and many more were tried."""
    text = (ROOT / "tests" / "tree" / "good" / "bikes.yaml").read_text(encoding="utf-8")
    for path, what, new in random.Random(5).sample(list(changes(yaml.load(text, yaml.BaseLoader))), 30):
        data = yaml.load(text, yaml.BaseLoader)
        make(data, path, what, new)
        raw = yaml.dump(data, Dumper=Plain, sort_keys=False, allow_unicode=True)
        errors = {p.code for p in read_tree_text(raw).problems if p.severity is Severity.ERROR}
        compare(raw.encode("utf-8"), errors)


@pytest.mark.parametrize(("line", "empty"), [
    ("    no: hours", "    no: []"), ("        goto: cargo", "        goto: []"),
    ("  light_use: hours < 3", "  light_use: []")])
def test_no_rules_are_no_goto(line: str, empty: str) -> None:
    """A list of rules with nothing in it leads nowhere, and says nothing of a fact."""
    text = (ROOT / "tests" / "tree" / "good" / "bikes.yaml").read_text(encoding="utf-8")
    assert line in text
    raw = text.replace(line, empty)
    assert [problem.code for problem in read_tree_text(raw).problems] == ["empty-value"]
    compare(raw.encode("utf-8"), {"empty-value"})


def test_included_files_may_bring_questions_and_outcomes() -> None:
    """With an include the schema cannot know what is missing; without one it does."""
    raw = EXAMPLES["good included"][MAIN]
    assert read_tree(ROOT / "tests" / "tree" / "good" / "included.yaml").tree is not None
    assert refused_by_schema(raw, Core) == ""
    assert refused_by_schema(raw.replace(b"include", b"sources"), Core)
    assert refused_by_schema(re.sub(rb"include.*", b"", raw), Core)


def test_words_that_yaml_takes_for_something_else() -> None:
    """A label may be a number, a date or a truth; of all words only null and ~ cannot be told from nothing."""
    text = EXAMPLES["wrong-shape right"][MAIN].decode("utf-8")
    for words in ("no", "true", "3.10", "12:30", "2026-03-01", "0x1F", "1e3"):
        assert refused_by_schema(text.replace("Buy a city bike", words).encode(), Old) == ""
        assert refused_by_schema(text.replace("Buy a city bike", words).encode(), Core) == ""
    assert refused_by_schema(text.replace("Buy a city bike", "~").encode(), Core)


def parts(node: Any) -> Iterator[dict[str, Any]]:
    """Every schema within a schema."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from parts(value)
    elif isinstance(node, list):
        for value in node:
            yield from parts(value)


def test_it_is_a_schema() -> None:
    Draft7Validator.check_schema(SCHEMA)
    for part in parts(SCHEMA):
        reference = part.get("$ref")
        if isinstance(reference, str):
            assert list(part) == ["$ref"]
            assert reference.removeprefix("#/definitions/") in SCHEMA["definitions"]


def fields(shape: Shape) -> Iterator[tuple[str, Field]]:
    """Every key of the format from a shape on."""
    seen: set[int] = set()
    stack: list[Any] = [shape]
    while stack:
        kind = stack.pop()
        if isinstance(kind, Shape) and id(kind) not in seen:
            seen.add(id(kind))
            yield from kind.fields.items()
            stack += [field.kind for field in kind.fields.values()]
        elif isinstance(kind, ListOf | MapOf):
            stack.append(kind.of)
        elif isinstance(kind, Ruled):
            stack.append(kind.rule)


@pytest.mark.parametrize("shape", [TREE, FRAGMENT, SCENARIOS], ids=lambda shape: shape.name)
def test_every_key_has_its_help(shape: Shape) -> None:
    properties = [part["properties"] for part in parts(SCHEMA) if isinstance(part.get("properties"), dict)]
    shown = {(name, entry["description"]) for known in properties for name, entry in known.items()
             if isinstance(entry, dict) and "markdownDescription" in entry}
    for name, field in fields(shape):
        assert (name, field.help) in shown


def test_rules_that_can_be_switched_off_are_offered() -> None:
    offered = SCHEMA["definitions"]["tree"]["properties"]["checks"]["properties"]
    assert offered.keys() <= RULES
    assert all(entry["description"].endswith(".") for entry in offered.values())
    assert "todo" in offered


def test_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == SCHEMA
