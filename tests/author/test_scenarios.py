"""Scenarios, tried and counted; and those that `test --complete` writes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tui.cli import main

TREE = """\
whichway: 1
title: Bikes
start: terrain
questions:
  terrain:
    ask: Where will you ride?
    options:
      city: {label: Streets, goto: months}
      forest: {label: Forest tracks, so: {text: Mind the roots., when: hours > 50}, goto: hours}
  months:
    ask: When?
    kind: several
    options:
      summer: In summer
      winter: {label: In winter, so: {text: Get lights., when: "summer in months"}}
    none: {label: Hardly ever, so: {text: Then borrow one., when: hours < 3}}
    goto: hours
  hours:
    ask: How many hours a week?
    kind: number
    min: 0
    goto:
      - {when: hours < 3, goto: city_bike}
      - {when: terrain is city and hours > 20, goto: cargo_bike}
      - else: touring_bike
outcomes:
  touring_bike:
    recommend: Buy a touring bike
    because: [{when: winter in months, text: Disc brakes stop in rain.}]
  city_bike: {recommend: Buy a city bike}
  cargo_bike: {recommend: Buy a cargo bike}
"""
SCENARIOS = """\
scenarios:
  - {name: Tours, answers: {terrain: forest, hours: 10}, outcome: touring_bike}
"""

Tester = Callable[..., tuple[int, str, str]]


@pytest.fixture
def tester(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Tester:
    """Runs `whichway test` on a tree with some scenarios beside it; gives exit code, output and narration."""
    tmp_path.joinpath("bikes.yaml").write_text(TREE, encoding="utf-8")

    def test(scenarios: str | None, *options: str) -> tuple[int, str, str]:
        if scenarios is not None:
            tmp_path.joinpath("bikes.scenarios.yaml").write_bytes(scenarios.encode())
        code = main(["test", str(tmp_path / "bikes.yaml"), "--today", "2026-03-01", *options])
        said = capsys.readouterr()
        return code, said.out, said.err

    return test


def data(said: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = json.loads(said)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(("answers", "outcome", "wrong"), [
    ("{terrain: forest, hours: 10}", "touring_bike", None),
    ("{hours: 10, terrain: forest}", "touring_bike", None),
    ("{terrain: forest, hours: 2}", "touring_bike",
     "ends at 'city_bike', not at 'touring_bike'; the way to 'touring_bike' was left with hours=2"),
    ("{terrain: forest, hours: 30}", "cargo_bike",
     "ends at 'touring_bike', not at 'cargo_bike'; the way to 'cargo_bike' was left with terrain=forest"),
    ("{terrain: city, hours: 2}", "city_bike", "stops at 'months', which the scenario does not answer"),
    ("{terrain: forest, hours: 2, months: none}", "city_bike", "'months' is not asked on this way"),
    ("{terrain: city, months: [summer, winter], hours: -2}", "city_bike",
     "stops at 'hours': it has to be 0 or more"),
])
def test_where_scenarios_end(tester: Tester, answers: str, outcome: str, wrong: str | None) -> None:
    scenarios = f"scenarios:\n  - {{name: One, answers: {answers}, outcome: {outcome}}}\n"
    code, out, _ = tester(scenarios)
    assert code == (0 if wrong is None else 1)
    first, second, *_ = [line.strip() for line in out.splitlines()[1:]]
    assert first == f"{'pass' if wrong is None else 'FAIL'}  One"
    if wrong is not None:
        assert second.endswith(f"bikes.scenarios.yaml:2: {wrong}")
    code, out, _ = tester(None, "--format", "json")
    one, = data(out)["scenarios"]
    assert (one["passed"], one["message"], one["expected"]) == (wrong is None, wrong, outcome)


def test_where_a_scenario_left_the_way_as_data(tester: Tester) -> None:
    _, out, _ = tester("scenarios:\n  - {name: One, answers: {terrain: forest, hours: 30}, outcome: cargo_bike}\n",
                       "--format", "json")
    one, = data(out)["scenarios"]
    assert one["left_at"] == {"question": "terrain", "answer": "forest"}
    assert one["reached"] == "touring_bike"


def test_what_is_covered(tester: Tester) -> None:
    """Only scenarios that hold cover anything."""
    failing = "  - {name: Fails, answers: {terrain: forest, hours: 1}, outcome: touring_bike}\n"
    code, out, _ = tester(SCENARIOS + failing)
    assert code == 1
    assert "  2 scenarios: 1 pass, 1 fail\n" in out
    assert ("  covered: 1 of 3 outcomes, 1 of 5 options, 1 of 3 goto rules, 0 of 4 conditional claims\n") in out
    _, out, _ = tester(SCENARIOS, "--format", "json")
    found = data(out)
    assert found["coverage"] == {"outcomes": {"covered": 1, "all": 3}, "options": {"covered": 1, "all": 5},
                                 "rules": {"covered": 1, "all": 3}, "claims": {"covered": 0, "all": 4}}
    lacking = [(one["what"], one["at"], one["option"], one["witness"], one["met"]) for one in found["not_covered"]]
    assert lacking == [
        ("option", "terrain", "city", {"terrain": "city", "months": "none", "hours": "0"}, False),
        ("claim", "terrain", "forest", {"terrain": "forest", "hours": "51"}, True),
        ("option", "months", "summer", {"terrain": "city", "months": "summer", "hours": "0"}, False),
        ("option", "months", "winter", {"terrain": "city", "months": "winter", "hours": "0"}, False),
        ("claim", "months", "winter", {"terrain": "city", "months": "summer,winter", "hours": "0"}, False),
        ("option", "months", "none", {"terrain": "city", "months": "none", "hours": "0"}, False),
        ("claim", "months", "none", {"terrain": "city", "months": "none", "hours": "0"}, False),
        ("rule", "hours", None, {"terrain": "forest", "hours": "0"}, False),
        ("rule", "hours", None, {"terrain": "city", "months": "none", "hours": "21"}, False),
        ("claim", "touring_bike", None, {"terrain": "city", "months": "winter", "hours": "3"}, True),
        ("outcome", "city_bike", None, {"terrain": "forest", "hours": "0"}, False),
        ("outcome", "cargo_bike", None, {"terrain": "city", "months": "none", "hours": "21"}, False)]


@pytest.mark.parametrize("before", [
    None,
    SCENARIOS,
    SCENARIOS.rstrip("\n"),
    SCENARIOS.replace("\n", "\r\n"),
    "# Ours\n\nscenarios:   # of people\n- name: Tours\n  answers:\n    terrain: forest\n    hours: 10\n"
    "  outcome: touring_bike\n  # not finished\n",
    "\N{ZERO WIDTH NO-BREAK SPACE}" + SCENARIOS,
])
def test_completing(tester: Tester, tmp_path: Path, before: str | None) -> None:
    """What was there stands as it did, all is covered after that, and there is nothing more to write."""
    beside = tmp_path / "bikes.scenarios.yaml"
    code, out, err = tester(before, "--complete", "--format", "json")
    assert code == 0
    assert data(out)["written"] == str(beside)
    written = beside.read_bytes()
    assert err == f"whichway: wrote {written.count(b'name:') - (before or '').count('name:')} scenarios to {beside}\n"
    assert written.startswith((before or "").encode())
    if before is not None and "\r" in before:
        assert written.count(b"\n") == written.count(b"\r\n")
    _, out, _ = tester(None, "--format", "json")
    found = data(out)
    assert found["not_covered"] == []
    assert found["passed"] is True
    code, out, err = tester(None, "--complete")
    assert (code, err) == (0, f"whichway: {tmp_path / 'bikes.yaml'} has all the scenarios that it can have\n")
    assert "  covered: 3 of 3 outcomes, 5 of 5 options, 3 of 3 goto rules, 4 of 4 conditional claims\n" in out
    assert "not covered" not in out
    assert beside.read_bytes() == written


def test_none_of_the_scenarios_written_can_be_left_out(tester: Tester, tmp_path: Path) -> None:
    tester(None, "--complete")
    written = tmp_path.joinpath("bikes.scenarios.yaml").read_text(encoding="utf-8")
    head, *each = written.split("  - name:")
    assert len(each) > 2
    for i in range(len(each)):
        _, out, _ = tester("  - name:".join([head, *each[:i], *each[i + 1:]]), "--format", "json")
        assert data(out)["not_covered"], each[i]


@pytest.mark.parametrize("before", [
    "scenarios: [{name: Tours, answers: {terrain: forest, hours: 10}, outcome: touring_bike}]\n",
    "scenarios: []\n",
])
def test_a_file_that_cannot_be_continued(tester: Tester, tmp_path: Path, before: str) -> None:
    code, _, err = tester(before, "--complete")
    assert code == 1
    assert "its list of scenarios is in brackets" in err
    assert tmp_path.joinpath("bikes.scenarios.yaml").read_text(encoding="utf-8") == before


def test_days_are_written_where_they_matter(tester: Tester, tmp_path: Path) -> None:
    """A scenario holds on any day once it says on which."""
    tree = TREE.replace("kind: number\n    min: 0", "kind: date\n    latest: today").replace(
        "hours < 3", "days_since(hours) < 3").replace("hours > 20", "age(hours) > 20").replace(
        "hours > 50", "age(hours) > 50")
    path = tmp_path / "days.yaml"
    path.write_text(tree, encoding="utf-8")
    assert main(["test", str(path), "--today", "2026-03-01", "--complete"]) == 0
    assert "today: 2026-03-01" in tmp_path.joinpath("days.scenarios.yaml").read_text(encoding="utf-8")
    assert main(["test", str(path), "--today", "2031-07-09"]) == 0


def test_what_cannot_be_covered_is_said(tester: Tester, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "never.yaml"
    path.write_text(TREE + "  lost: {recommend: Nobody}\n", encoding="utf-8")
    assert main(["test", str(path)]) == 0
    assert "outcome lost\n      nobody can come to it: 'whichway check' says why\n" in capsys.readouterr().out
    assert main(["test", str(path), "--complete"]) == 0
    assert "Nobody" not in tmp_path.joinpath("never.scenarios.yaml").read_text(encoding="utf-8")


def test_what_is_not_proved_is_not_called_complete(tester: Tester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.author.complete.explore", lambda *_: None)
    _, said, told = tester(None, "--complete")
    assert "not proved: too many ways lead there" in said
    assert "no scenario was found: too many ways lead there" in told
    assert "all the scenarios" not in told


def test_a_folder_where_the_scenarios_should_be(tester: Tester, tmp_path: Path) -> None:
    (tmp_path / "bikes.scenarios.yaml").mkdir()
    code, _, told = tester(None, "--complete")
    assert code == 1
    assert "bikes.scenarios.yaml is a folder, not a file" in told


def test_paths(tester: Tester, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder is its trees; errors are 1, and what cannot be read is 2."""
    assert main(["test", str(tmp_path)]) == 0
    tmp_path.joinpath("bad.yaml").write_text(TREE.replace("goto: months", "goto: month"), encoding="utf-8")
    assert main(["test", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert "error[unknown-goto]" in said.err
    assert "bikes.yaml\n" in said.out
    assert main(["test", str(tmp_path / "none.yaml")]) == 2
    tmp_path.joinpath("empty").mkdir()
    assert main(["test", str(tmp_path / "empty")]) == 2
