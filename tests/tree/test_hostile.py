"""Whatever the bytes: problems and never an exception, and nothing that grows out of hand."""

from __future__ import annotations

import os
import random
import re
from datetime import date
from pathlib import Path

import pytest

from tui.check.read import read_sound
from tui.problems.frame import human
from tui.problems.hurtful import HURTFUL
from tui.problems.problem import Severity
from tui.tree.files import CannotReadError
from tui.tree.reader import Loaded, read_tree, read_tree_text

TREES = Path(__file__).parents[2] / "trees"
DAY = date(2026, 11, 23)

SMALL = """whichway: 1
title: Which bike should you buy?
start: cargo
questions:
  cargo:
    ask: Will you carry children?
    yes: cargo_bike
    no: city_bike
outcomes:
  cargo_bike:
    recommend: Buy a cargo bike
  city_bike:
    recommend: Buy a city bike
"""


def codes(loaded: Loaded) -> list[str]:
    """The codes of all problems, each of which can be shown."""
    for problem in loaded.problems:
        frame = human(problem).plain
        assert len(frame) < 4_000
        assert re.sub(HURTFUL, "", frame) == frame
    return [problem.code for problem in loaded.problems]


def codes_of_bytes(raw: bytes, folder: Path) -> list[str]:
    path = folder / "tree.yaml"
    path.write_bytes(raw)
    return codes(read_tree(path, "tree.yaml"))


def with_title(title: str) -> str:
    return SMALL.replace("Which bike should you buy?", title)


def with_condition(condition: str, facts: str = "") -> str:
    """A tree that says something on a condition."""
    return f"""{SMALL}    because:
      - text: It needs little care.
        when: {condition}
{facts}"""


@pytest.mark.parametrize(("raw", "expected"), [
    (b"", ["empty-file"]),
    (b"\n\n", ["empty-file"]),
    (b"# nothing\n# at all", ["empty-file"]),
    (b"---\n...\n", ["wrong-shape"]),
    (b"null", ["wrong-shape"]),
    (b"~", ["wrong-shape"]),
    (b"just words", ["wrong-shape"]),
    (b"- a\n- b\n", ["wrong-shape"]),
    (b"[", ["bad-yaml"]),
    (b"{", ["bad-yaml"]),
    (b"*a", ["unknown-alias"]),
    (b"&a [*a]", ["wrong-shape", "alias-in-itself"]),
    (b"\xff\xfe", ["not-utf8"]),
    (SMALL.encode("utf-16"), ["not-utf8"]),
    (SMALL.replace("a city bike", "a v\u00e9lo").encode("latin-1"), ["not-utf8"]),
    (b"\xed\xa0\x80", ["not-utf8"]),
    (b"%YAML 1.1\n---\n" + SMALL.encode(), []),
    (b"\xef\xbb\xbf" + SMALL.encode(), []),
    (SMALL.replace("\n", "\r\n").encode(), []),
    (SMALL.replace("\n", "\r").encode(), []),
    (SMALL.rstrip("\n").encode(), []),
    (b"---\n" + SMALL.encode() + b"...\n", []),
    (SMALL.encode().replace(b"a city", b"a\0city"), ["control-character"]),
    (SMALL.encode().replace(b"a city", b"a\x1b[31mcity"), ["control-character"]),
    (SMALL.encode().replace(b"a city", b"a\x7fcity"), ["control-character"]),
    (SMALL.encode().replace(b"a city", b"a\xc2\x9bcity"), ["control-character"]),
    (SMALL.encode().replace(b"a city", b"a\xc2\x85city"), ["control-character"]),
    (SMALL.encode().replace(b"a city", "a\N{RIGHT-TO-LEFT OVERRIDE}city".encode()), ["control-character"]),
    (SMALL.encode().replace(b"a city", "a\N{FIRST STRONG ISOLATE}city".encode()), ["control-character"]),
])
def test_bytes(raw: bytes, expected: list[str], tmp_path: Path) -> None:
    assert codes_of_bytes(raw, tmp_path) == expected


@pytest.mark.parametrize("title", [
    r'"\e]0;x\a"', r'"a\0b"', r'"\x9b31m"', r'"\u202e"', r'"\U0000202e"', r'"\N"', r'"a\rb"',
])
def test_escapes_cannot_make_what_the_file_may_not_have(title: str) -> None:
    loaded = read_tree_text(with_title(title))
    assert codes(loaded) == ["control-character"]
    assert loaded.tree is None


@pytest.mark.parametrize("raw", [
    "[" * 100_000,
    "{a: " * 100_000,
    "- " * 100_000 + "a",
    "? " * 50_000 + "a",
    "title: " + "[" * 100_000 + "]" * 100_000,
    "\n".join(" " * i + "a:" for i in range(2_000)),
], ids=["brackets", "braces", "dashes", "question marks", "closed brackets", "indented"])
def test_nesting_is_bounded(raw: str) -> None:
    assert codes(read_tree_text(raw))[-1:] == ["too-deep"]


def test_aliases_cannot_blow_up() -> None:
    """Ten to the ninth values, written in ten lines."""
    lines = ["terms:", "  a0: &a0 {meaning: x}"]
    lines += [f"  a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 10)]
    assert "too-many-aliases" in codes(read_tree_text(SMALL + "\n".join(lines)))


def test_aliases_cannot_repeat_a_long_text_at_will() -> None:
    """Two hundred megabytes, written in a tenth of one."""
    repeated = "\n".join(f"  a{i}: *long" for i in range(2_000))
    found = read_tree_text(f"{SMALL}terms:\n  a: &long {{meaning: {'x' * 100_000}}}\n{repeated}\n")
    assert codes(found) == ["too-many-aliases"]


def test_alias_of_what_it_stands_in() -> None:
    assert codes(read_tree_text(SMALL.replace("cargo:\n", "cargo: &c\n    formerly: *c\n", 1))) == ["alias-in-itself"]


def test_alias_that_repeats_a_slip_is_told_once() -> None:
    text = SMALL.replace("  cargo_bike:\n", "  cargo_bike: &bike\n    colour: red\n") + "  third_bike: *bike\n"
    assert codes(read_tree_text(text)) == ["unknown-key"]


def test_twenty_slips_are_all_told() -> None:
    text = """whichway: 2
title: TODO
start: terain
author: Ann
reviewed: yesterday
review_every: often
sources:
  club: {title: Guide}
  club: {title: Guide, date: 2024}
facts:
  often: hours = 3
  rarely: not oftn
questions:
  terrain:
    ask: Where will you ride? [@club]
    why: The [[ground]] decides. [@clubb]
    kind: sort
    options: {city: In the city}
  hours:
    ask: How many hours?
    kind: number
    min: few
    goto:
      - when: hours > 3
        goto: bycicle
  days:
    kind: date
    latest: 31.12.2026
    goto: bike
outcomes:
  bike:
    recommend: Buy a {colour} bike
    because: It rolls.
    items:
      - {title: Lock, url: example.org}
"""
    assert sorted(codes(read_tree_text(text))) == sorted([
        "bad-version", "todo", "unknown-question", "unknown-key", "bad-date", "bad-value", "source-date",
        "duplicate-key", "bad-condition", "unknown-name", "citation-not-here", "unknown-term", "unknown-source",
        "bad-value", "bad-value",
        "unknown-goto", "missing-key", "bad-date", "unknown-answer", "wrong-shape", "bad-link"])


@pytest.mark.parametrize("letter", ["x", "\N{CJK UNIFIED IDEOGRAPH-4F60}", "*a* ", "[", "{", "_", "`", "\\", "<http://"])
def test_long_text(letter: str) -> None:
    """A megabyte or more of one thing; what is shown of it stays short."""
    codes(read_tree_text(with_title(f"'{letter * (1_000_000 // len(letter))}'")))


def test_long_scalar_is_a_title_like_any_other() -> None:
    loaded = read_tree_text(with_title("x" * 5_000_000))
    assert loaded.problems == ()
    assert loaded.tree is not None


def test_long_chain_of_questions(tmp_path: Path) -> None:
    last = 20_000
    lines = [f"  q{i}:\n    ask: Yes?\n    yes: q{i + 1}\n    no: q{i + 1}" for i in range(last)]
    text = SMALL.replace("start: cargo", "start: q0").replace("questions:\n", "\n".join(["questions:", *lines, ""]))
    assert codes(read_tree_text(text.replace(f"q{last}", "cargo"))) == []
    path = tmp_path / "tree.yaml"
    path.write_text(text.replace(f"q{last}", "q0"))
    assert set(codes(read_sound(path, "tree.yaml", DAY))) == {"asked-twice"}


@pytest.mark.parametrize(("condition", "expected"), [
    ("(" * 100 + "cargo is yes" + ")" * 100, []),
    ("(" * 101 + "cargo is yes" + ")" * 101, ["bad-condition"]),
    ("not " * 100 + "cargo is yes", []),
    ("not " * 101 + "cargo is yes", ["bad-condition"]),
    ("(" * 100_000, ["bad-condition"]),
    (" or ".join(["cargo is yes"] * 500), []),
    (" or ".join(["cargo is yes"] * 501), ["bad-condition"]),
    (" or ".join(["cargo is yes"] * 100_000), ["bad-condition"]),
    ("'[" + "[" * 10_000 + "'", ["bad-condition"]),
    ("'cargo in " + "[" * 10_000 + "yes" + "]" * 10_000 + "'", ["bad-condition"]),
    ("x" * 100_000, ["unknown-name"]),
    ("cargo is " + "x" * 100_000, ["unknown-option"]),
    ("9" * 100_000 + " < 3", ["bad-condition"]),
    ("1" * 31 + ".5 < 3", ["bad-condition"]),
])
def test_long_condition(condition: str, expected: list[str]) -> None:
    assert codes(read_tree_text(with_condition(condition))) == expected


def test_long_chain_of_facts() -> None:
    """Each stands on the next; the last on an answer, or on the first."""
    last = 5_000
    facts = "facts:\n" + "".join(f"  f{i}: f{i + 1}\n" for i in range(last))
    assert codes(read_tree_text(with_condition("f0", f"{facts}  f{last}: cargo is yes\n"))) == []
    assert codes(read_tree_text(with_condition("f0", f"{facts}  f{last}: f0\n"))) == ["fact-circle"]


def write_fragments(folder: Path, count: int, include: str = "") -> None:
    """Fragments in one folder, each of which includes the next."""
    for i in range(count):
        further = f"include: [part{i + 1}.yaml]\n" if i + 1 < count else include
        (folder / f"part{i}.yaml").write_text(f"whichway: 1\nfragment: yes\n{further}")


def test_long_chain_of_includes(tmp_path: Path) -> None:
    write_fragments(tmp_path, 1_500)
    assert codes_of_bytes(f"{SMALL}include: [part0.yaml]\n".encode(), tmp_path) == []


def test_includes_in_a_circle(tmp_path: Path) -> None:
    write_fragments(tmp_path, 3, "include: [part0.yaml]\n")
    assert codes_of_bytes(f"{SMALL}include: [part0.yaml]\n".encode(), tmp_path) == ["include-circle"]


def test_file_that_includes_itself(tmp_path: Path) -> None:
    assert codes_of_bytes(f"{SMALL}include: [tree.yaml]\n".encode(), tmp_path) == ["include-circle"]


@pytest.mark.parametrize("name", [
    "../outside.yaml", "/etc/hostname", "link.yaml", "folder", "folder/link/outside.yaml", "nothing.yaml", "'a\\0b'",
    "https://example.org/x.yaml", "x" * 5_000, ".", "./", "..", "pipe"])
def test_include_of_what_is_not_ours(name: str, tmp_path: Path) -> None:
    """Outside the folder, through links too, not there, or not a file."""
    inner = tmp_path / "inner"
    (inner / "folder").mkdir(parents=True)
    (tmp_path / "outside.yaml").write_text("whichway: 1\nfragment: yes\n")
    (inner / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    (inner / "folder" / "link").symlink_to(tmp_path)
    os.mkfifo(inner / "pipe")
    assert codes_of_bytes(f"{SMALL}include: [{name}]\n".encode(), inner) == ["bad-include"]


def test_link_that_stays_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text("whichway: 1\nfragment: yes\n")
    (tmp_path / "link.yaml").symlink_to("real.yaml")
    assert codes_of_bytes(f"{SMALL}include: [link.yaml, real.yaml]\n".encode(), tmp_path) == []


def test_slip_in_an_included_file_is_shown_there(tmp_path: Path) -> None:
    (tmp_path / "part.yaml").write_bytes(b"whichway: 1\nfragment: yes\nterms:\n  a: {meaning: \xff}\n")
    path = tmp_path / "tree.yaml"
    path.write_text(f"{SMALL}include: [part.yaml]\n")
    [problem] = read_tree(path, "trees/tree.yaml").problems
    assert (problem.code, problem.place.file.name) == ("not-utf8", "trees/part.yaml")


@pytest.mark.parametrize("name", ["", "folder", "nothing.yaml", "a\0b", "x" * 5_000, "pipe"])
def test_tree_that_is_not_a_file(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CannotReadError) as error:
        read_tree(tmp_path / name)
    assert re.search(HURTFUL, str(error.value)) is None


def test_way_back_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "tree.yaml"
    path.write_text(SMALL.replace("no: city_bike", "no: cargo"))
    assert codes(read_sound(path, "tree.yaml", DAY)) == ["asked-twice"]


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("tree", sorted(TREES.glob("*.yaml")), ids=lambda path: path.stem)
def test_random_changes(tree: Path, seed: int, tmp_path: Path) -> None:
    """Bytes lost, doubled, swapped or made up: problems, and a tree only where there is no error."""
    chance = random.Random(f"{tree.stem} {seed}")
    whole = tree.read_bytes()
    begin = chance.randrange(max(1, len(whole) - 8_000))
    whole = whole[:2_000] + whole[begin:begin + 8_000] if len(whole) > 12_000 else whole
    for _ in range(8):
        raw = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(raw))
            match chance.randrange(5):
                case 0:
                    del raw[at:at + chance.randint(1, 12)]
                case 1:
                    raw[at] = chance.randrange(256)
                case 2:
                    raw[at:at] = bytes(chance.choice(b"[]{}:,#&*!|>'\"%@`-?\t\n\r \\\0\x1b\xff") for _ in range(3))
                case 3:
                    raw[at:at] = raw[at:at + chance.randint(1, 200)]
                case 4:
                    other = chance.randrange(len(raw))
                    raw[at], raw[other] = raw[other], raw[at]
        path = tmp_path / "tree.yaml"
        path.write_bytes(raw)
        loaded = read_tree(path, "tree.yaml")
        codes(loaded)
        errors = [problem for problem in loaded.problems if problem.severity is Severity.ERROR]
        assert loaded.fragment or (loaded.tree is None) == bool(errors)
        assert len(set(loaded.problems)) == len(loaded.problems)


def test_many_slips_are_told_without_comparing_all_names_with_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first ones have a suggestion, as many as there is time for; all are told."""
    monkeypatch.setattr("tui.problems.nearest.MOST_COMPARED", 10_000)
    count = 200
    questions = "".join(f"  ask_{i}: {{ask: Why?, yes: ask_{i}x, no: bike}}\n" for i in range(count))
    found = read_tree_text(f"whichway: 1\ntitle: Bikes\nstart: ask_0\nquestions:\n{questions}"
                           "outcomes:\n  bike: {recommend: Buy a bike}\n").problems
    suggested = ["did you mean" in (problem.help or "") for problem in found]
    assert len(suggested) == count
    assert suggested.index(False) == sum(suggested) == 10_000 // (count + 1)
