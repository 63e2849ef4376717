"""A tree as a drawing: everything in it once, in order, and nothing in its words that a drawing program would obey."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.author.graph import edges, words_at
from tui.author.graph_to_dot import as_dot
from tui.author.graph_to_mermaid import as_mermaid
from tui.author.graph_to_text import DEEPEST, drawn, words
from tui.author.words import words_of
from tui.cli import main
from tui.report.wrap import cells
from tui.tree.model import Tree
from tui.tree.reader import read_tree, read_tree_text

ROOT = Path(__file__).parents[2]
BIKES = ROOT / "tests" / "tree" / "good" / "bikes.yaml"

MANY_WAYS = """\
whichway: 1
title: Where to?
start: end
questions:
  end:
    ask: Which way?
    options:
      left: {label: Left, when: not answered(end), goto: many}
      right:
        label: Right
        goto:
          - {when: end is right, goto: many}
          - else: stop
      straight: Straight on
      back: Back
    goto: many
  many:
    ask: Which of them?
    kind: several
    options: {one: One, two: Two}
    goto:
      - when: one in many and
          two in many
        goto: stop
      - else: go
  beyond:
    ask: And here?
    yes: island
    no: go
  alone:
    ask: Does anybody come here?
    yes: beyond
    no: many
outcomes:
  stop: {recommend: Stop}
  go: {recommend: Go}
  island: {recommend: Swim}
"""


def read(text: str) -> Tree:
    loaded = read_tree_text(text)
    assert loaded.tree is not None, loaded.problems
    return loaded.tree


def trees() -> list[Tree]:
    found = [read_tree(path, path.name).tree for path in [BIKES, *sorted((ROOT / "trees").glob("*.yaml"))]]
    return [tree for tree in found if tree is not None]


def shown(tree: Tree) -> list[str]:
    return [line.first + words(tree, line) for line in drawn(tree)]


def test_text() -> None:
    assert shown(read(MANY_WAYS)) == [
        "end: Which way?",
        "├─ Left (offered only when not answered(end)) → many: Which of them?",
        "│  ├─ when one in many and two in many ⇒ stop: Stop",
        "│  └─ otherwise ⇒ go: Go",
        "├─ Right, when end is right → many, above",
        "├─ Right, otherwise ⇒ stop",
        "└─ any other answer → many, above",
        "",
        "No way from the start leads here:",
        "",
        "alone: Does anybody come here?",
        "├─ Yes → beyond: And here?",
        "│  ├─ Yes ⇒ island: Swim",
        "│  └─ No ⇒ go",
        "└─ No → many, above",
    ]


@pytest.mark.parametrize("tree", trees(), ids=lambda tree: words_of(tree.title))
def test_everything_is_drawn_and_questions_once(tree: Tree) -> None:
    """Each place is drawn once; what is referred to as above or below is; each way has its line."""
    lines = list(drawn(tree))
    here = {line.place: i for i, line in enumerate(lines) if line.place and line.drawn == "here"}
    assert here.keys() == tree.questions.keys() | tree.outcomes.keys()
    assert sum(line.drawn == "here" for line in lines if line.place) == len(here)
    for i, line in enumerate(lines):
        assert line.drawn != "above" or here[line.place] < i
        assert line.drawn != "below" or here[line.place] > i
    ways = [(edge.said, edge.to) for question in tree.questions.values() for edge in edges(question)]
    assert sorted((line.said, line.place) for line in lines if line.place and line.said) == sorted(ways)


def test_lines_fit_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", "coursera"]) == 0
    assert max(cells(line) for line in capsys.readouterr().out.splitlines()) <= 80


def test_deep_tree() -> None:
    """A chain deeper than Python recurses: sections at the margin, each question in one of them."""
    deep = 3_000
    chain = "".join(f"  q{i}: {{ask: Go on?, yes: {f'q{i + 1}' if i < deep - 1 else 'stop'}, no: stop}}\n"
                    for i in range(deep))
    tree = read(f"whichway: 1\ntitle: Long\nstart: q0\nquestions:\n{chain}outcomes: {{stop: {{recommend: Stop}}}}\n")
    lines = list(drawn(tree))
    assert [line.place for line in lines if line.drawn == "here" and line.place.startswith("q")] == [
        f"q{i}" for i in range(deep)]
    assert max(len(line.first) for line in lines) == 3 * DEEPEST
    assert as_mermaid(tree).count("-->") == as_dot(tree).count("->") == 2 * deep


MERMAID_NODE = re.compile(r'  ([qo]_\w+)(?:\["(.*)"\]|\(\["(.*)"\]\))')
MERMAID_EDGE = re.compile(r'  (q_\w+) -->\|"(.*)"\| ([qo]_\w+)')
DOT_STRING = r'"((?:[^"\\]|\\.)*)"'
DOT_NODE = re.compile(rf"  {DOT_STRING} \[label={DOT_STRING}(?:, style=filled)?\]")
DOT_EDGE = re.compile(rf"  {DOT_STRING} -> {DOT_STRING} \[label={DOT_STRING}\]")


def from_mermaid(label: str) -> str:
    """What Mermaid shows: it reads #NN; as a character, and nothing else in a label of ours may mean anything."""
    plain = re.sub(r"#\d+;", "", label)
    assert re.fullmatch(r"[\w\s,.?'()/\x80-\U0010ffff-]*", plain)
    assert not re.match(r"\d+[.)]|-", label)
    return re.sub(r"#(\d+);", lambda match: chr(int(match[1])), label)


def from_dot(label: str) -> str:
    """What Graphviz shows, its line breaks as the blanks that they were."""
    unescaped = re.sub(r"\\(.)", lambda match: " " if match[1] == "n" else match[1], label)
    assert re.findall(r"&(?!amp;)", unescaped) == []
    return unescaped.replace("&amp;", "&")


def check_drawings(tree: Tree) -> None:
    """Both languages say what is in the tree, line for line, and nothing else."""
    expected = {id: words_at(tree, id) for id in [*tree.questions, *tree.outcomes]}
    ways = [(question.id, edge.said, edge.to) for question in tree.questions.values() for edge in edges(question)]
    first, *rest = as_mermaid(tree).splitlines()
    assert first == "flowchart TD"
    nodes = [match for line in rest if (match := MERMAID_NODE.fullmatch(line))]
    arrows = [match for line in rest if (match := MERMAID_EDGE.fullmatch(line))]
    assert len(nodes) + len(arrows) == len(rest)
    assert {match[1][2:]: from_mermaid(match[2] or match[3]) for match in nodes} == expected
    assert [(match[1][2:], from_mermaid(match[2]), match[3][2:]) for match in arrows] == ways
    lines = as_dot(tree).splitlines()[4:-1]
    dot_nodes = [match for line in lines if (match := DOT_NODE.fullmatch(line))]
    dot_arrows = [match for line in lines if (match := DOT_EDGE.fullmatch(line))]
    assert len(dot_nodes) + len(dot_arrows) == len(lines)
    assert {match[1]: from_dot(match[2]) for match in dot_nodes} == expected
    assert [(match[1], from_dot(match[3]), match[2]) for match in dot_arrows] == ways


@pytest.mark.parametrize("tree", [*trees(), read(MANY_WAYS)], ids=lambda tree: words_of(tree.title))
def test_mermaid_and_dot(tree: Tree) -> None:
    check_drawings(tree)


HOSTILE = ["1. one", "2) two", "- three", '"', "\\", "]", "}", "|", "#", "#quot;", "end", "<b>", "&lt;", "`", "%%", ";",
           "-->", "style x:#fff;", "__a__", "a_b", "漢字", "\\N", "\\", "{{", "click x href", "$$x$$", "~~~", ":::",
           " - "]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(HOSTILE) | st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=8),
                min_size=1, max_size=6).map("".join).filter(str.strip))
def test_hostile_words(label: str) -> None:
    """Whatever stands in a label stands in the drawing as words."""
    plain = json.dumps(re.sub(r"([\[\]{}\\])", r"\\\1", label))
    tree = read(f"""\
whichway: 1
title: Which?
start: subgraph
questions:
  subgraph:
    ask: Which?
    options:
      end: {{label: {plain}, goto: graph}}
      style: {{label: Other, goto: default}}
outcomes:
  graph: {{recommend: One}}
  default: {{recommend: Two}}
""")
    assert next(edges(tree.questions["subgraph"])).said == " ".join(label.split())
    check_drawings(tree)


@pytest.mark.parametrize(("form", "begins"), [
    ("text", "terrain: "), ("mermaid", "flowchart TD\n"), ("dot", "digraph ")])
def test_command(form: str, begins: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", str(BIKES), "--format", form]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith(begins)
    assert printed.err == ""


def test_command_says_what_github_does_not_draw(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = "".join(f"      o{i}: {{label: Number {i}, goto: stop}}\n" for i in range(501))
    path = tmp_path / "wide.yaml"
    path.write_text(f"whichway: 1\ntitle: Wide\nstart: q\nquestions:\n  q:\n    ask: Which?\n    options:\n{options}"
                    "outcomes: {stop: {recommend: Stop}}\n", encoding="utf-8")
    assert main(["graph", str(path), "--format", "mermaid"]) == 0
    assert "at most 500 arrows" in capsys.readouterr().err


def test_command_on_a_broken_tree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(MANY_WAYS.replace("yes: island", "yes: nowhere"), encoding="utf-8")
    assert main(["graph", str(path)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "unknown-goto" in printed.err
