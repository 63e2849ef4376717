"""What an edit changes for people, one edit at a time; and as the command says it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from random import Random

import pytest

from tests.reason.brute import TODAY
from tests.reason.random_trees import good
from tests.reason.test_visa import some_answer
from tests.routes import DAY, NAMES, tree_of
from tui.author import together
from tui.author.diff import Diff
from tui.author.show_diff import as_json, lines
from tui.cli import main
from tui.interview.given import read_given
from tui.interview.interview import Interview
from tui.tree.answers import Answer

TREE = """\
whichway: 1
title: Bikes
start: terrain
claims:
  helmet: {text: Wear a helmet.}
facts:
  wet: winter in months
questions:
  terrain:
    ask: Where will you ride?
    options:
      city: {label: Streets, so: Then weight matters., goto: months}
      forest: {label: Forest tracks, goto: hours}
  months:
    ask: When?
    kind: several
    options: {summer: In summer, winter: In winter}
    none: Hardly ever
    goto: hours
  hours:
    ask: How many hours a week?
    kind: number
    min: 0
    max: 60
    goto:
      - {when: hours < 3, goto: city_bike}
      - else: touring_bike
outcomes:
  touring_bike:
    recommend: Buy a touring bike
    because:
      - You ride {hours} hours.
      - {when: wet, text: Disc brakes stop in rain.}
    caveats: [{use: helmet}]
  city_bike:
    recommend: Buy a city bike
    items: [{title: Mudguards, text: Full length., when: wet}]
"""


def diff(*edits: tuple[str, str]) -> Diff:
    """The tree against itself after some edits."""
    text = TREE
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return Diff(good(TREE), good(text), TODAY)


def data(found: Diff) -> dict[str, object]:
    """What was found that is not empty."""
    names: dict[str, list[str]] = {"added": [], "removed": [], "renamed": []}
    said = as_json("old", "new", found)
    claims = said.pop("claims")
    assert isinstance(claims, dict)
    said |= claims
    return {key: value for key, value in said.items()
            if value and value != names and key not in ("old", "new", "proved")}


def test_nothing() -> None:
    found = diff()
    assert data(found) == {}
    assert list(lines("old", "new", found)) == ["old -> new", "  everybody comes to the same outcome"]


RENAMED = [("terrain", "ground"), ("  ground:\n", "  ground:\n    formerly: [terrain]\n"),
           ("forest:", "woods:"), ("woods: {", "woods: {formerly: [forest], "),
           ("winter", "cold"), ("cold: In cold", "cold: {label: In winter, formerly: [winter]}"),
           ("hours:\n", "weekly:\n    formerly: [hours]\n"), ("hours <", "weekly <"), ("{hours}", "{weekly}"),
           ("goto: hours", "goto: weekly"),
           ("  city_bike:\n", "  town_bike:\n    formerly: [city_bike]\n"), ("goto: city_bike", "goto: town_bike")]


def test_names_that_are_former_ones_change_nothing_for_people() -> None:
    assert data(diff(*RENAMED)) == {
        "questions": {"added": [], "removed": [], "renamed": [{"old": "terrain", "new": "ground"},
                                                              {"old": "hours", "new": "weekly"}]},
        "options": {"ground": {"added": [], "removed": [], "renamed": [{"old": "forest", "new": "woods"}]},
                    "months": {"added": [], "removed": [], "renamed": [{"old": "winter", "new": "cold"}]}},
        "outcome_ids": {"added": [], "removed": [], "renamed": [{"old": "city_bike", "new": "town_bike"}]}}


def test_somebody_who_is_renamed_and_moved() -> None:
    """Witnesses are in the ids that both trees understand."""
    found = diff(*RENAMED, ("weekly < 3", "weekly < 3 and not (ground is woods)"))
    assert [(one.old, one.new, one.written) for one in found.moved] == [
        ("city_bike", "touring_bike", {"terrain": "forest", "hours": "0"})]


def test_names_that_are_not_said_to_be_former_ones_are_others() -> None:
    """A renamed outcome is another outcome, and nobody takes an option that one tree does not have."""
    found = diff(("  city_bike:", "  town_bike:"), ("goto: city_bike", "goto: town_bike"), ("forest:", "woods:"))
    assert [(one.old, one.new, one.written) for one in found.moved] == [
        ("city_bike", "town_bike", {"terrain": "city", "months": "none", "hours": "0"})]
    assert [(gone.question, gone.answer, gone.person) for gone in found.gone()] == [("terrain", "forest", None)]
    assert next(found.options())[1].added == ("woods",)
    assert list(lines("old", "new", found))[1:3] == [
        "  'woods' reads as 'forest' did, which is gone: if they are one, give it 'formerly: [forest]'",
        "  'town_bike' reads as 'city_bike' did, which is gone: if they are one, give it 'formerly: [city_bike]'"]


@pytest.mark.parametrize(("edits", "moved"), [
    ([("hours < 3", "hours < 4.5")], {("touring_bike", "city_bike"): {"terrain": "forest", "hours": "3"}}),
    ([("hours < 3", "hours < 4.5"), ("max: 60", "max: 2.5")], {}),
    ([("hours < 3", "hours <= 2.5 or 2.6 <= hours < 3")],
     {("city_bike", "touring_bike"): {"terrain": "forest", "hours": "2.51"}}),
    ([("hours < 3", "hours <= 2 or 2 < hours < 3"), ("max: 60", "max: 60\n    whole: true")], {}),
    ([("hours < 3,", "'hours < 3 and not (count(months) == 2)',")],
     {("city_bike", "touring_bike"): {"terrain": "city", "months": "summer,winter", "hours": "0"}}),
    ([("hours < 3,", "'hours < 3 and not (count(months) == 2)',"), ("    none: Hardly ever\n", ""),
      ("winter: In winter", ""), ("winter", "summer")], {}),
    ([("goto: months}", "goto: brand}"), ("  months:\n", "  brand:\n    ask: Own one?\n    yes: touring_bike\n"
                                          "    no: months\n  months:\n")],
     {("city_bike", "touring_bike"): {"terrain": "city", "months": "none", "hours": "0", "brand": "yes"}}),
    ([("goto: months}", "goto: hours}"), ("hours < 3,", "'hours < 3 or not answered(months) and terrain is city',")],
     {("touring_bike", "city_bike"): {"terrain": "city", "months": "none", "hours": "3"}}),
])
def test_who_comes_to_another_outcome(edits: list[tuple[str, str]], moved: dict[tuple[str, str], object]) -> None:
    assert {(one.old, one.new): one.written for one in diff(*edits).moved} == moved


def test_questions_that_change_places() -> None:
    """What was said before it is asked is remembered until it is."""
    found = diff(("start: terrain", "start: hours"), ("goto: city_bike}", "goto: terrain}"),
                 ("else: touring_bike", "else: terrain"), ("goto: hours}", "goto: end_bike}"),
                 ("goto: hours", "goto: sum"),
                 ("outcomes:\n", "  sum:\n    ask: Sum?\n    yes: city_bike\n    no: touring_bike\n"
                                 "  end_bike:\n    ask: End?\n    yes: city_bike\n    no: touring_bike\noutcomes:\n"))
    assert {(one.old, one.new): one.written for one in found.moved} == {
        ("city_bike", "touring_bike"): {"terrain": "forest", "hours": "0", "end_bike": "no"},
        ("touring_bike", "city_bike"): {"terrain": "forest", "hours": "3", "end_bike": "yes"}}


@pytest.mark.parametrize(("edits", "lost", "gained", "reworded"), [
    ([("Wear a helmet.", "Always wear a helmet.")], [], [], [("Wear a helmet.", "Always wear a helmet.")]),
    ([("Disc brakes stop in rain", "Only disc brakes do")], [], [],
     [("Disc brakes stop in rain.", "Only disc brakes do.")]),
    ([("{when: wet, text: Disc", "{when: 'wet and hours > 5', text: Disc")], ["Disc brakes stop in rain."], [], []),
    ([("{when: wet, text: Disc brakes stop", "{when: wet and hours > 5, text: They stop")],
     ["Disc brakes stop in rain."], [], [("Disc brakes stop in rain.", "They stop in rain.")]),
    ([("wet: winter", "wet: summer")], ["Disc brakes stop in rain.", "Mudguards: Full length."],
     ["Disc brakes stop in rain.", "Mudguards: Full length."], []),
    ([("text: Full length., when: wet", "text: Full length.")], [], ["Mudguards: Full length."], []),
    ([("Full length.", "Half length.")], [], [], [("Mudguards: Full length.", "Mudguards: Half length.")]),
    ([("caveats: [{use: helmet}]", "caveats: [Wear a helmet.]"), ("  helmet: {", "  other: {")], [], [], []),
    ([("    caveats: [{use: helmet}]\n", "")], ["Wear a helmet."], [], []),
    ([("    caveats: [{use: helmet}]\n", "    next_steps: [{use: helmet}]\n")], [], [], []),
    ([(" so: Then weight matters.,", "")], ["Then weight matters."], [], []),
    ([("      - You ride {hours} hours.\n", "      - Good in the rain.\n      - You ride {hours} hours a week.\n")],
     [], ["Good in the rain."], [("You ride {hours} hours.", "You ride {hours} hours a week.")]),
    ([("hours < 3", "hours < 3 and terrain is city")], [],
     ["You ride {hours} hours.", "Wear a helmet."], []),
])
def test_who_sees_which_claims(edits: list[tuple[str, str]], lost: list[str], gained: list[str],
                               reworded: list[tuple[str, str]]) -> None:
    found = diff(*edits)
    assert [change.claim.words for change in found.lost] == lost
    assert [change.claim.words for change in found.gained] == gained
    assert [(one.words, other.words) for one, other in found.reworded_claims] == reworded
    assert all(change.person is not None for change in (*found.lost, *found.gained))


def test_somebody_at_the_same_outcome_is_shown_first() -> None:
    """A claim that is lost is of more interest where the outcome is not."""
    found = diff(("hours < 3", "hours < 4"), ("{when: wet, text: Disc", "{when: 'wet and hours < 8', text: Disc"))
    person = found.lost[1].person
    assert person is not None
    assert (found.lost[1].claim.words, person.old, person.new) == (
        "Disc brakes stop in rain.", "touring_bike", "touring_bike")


def test_texts_that_are_no_claims() -> None:
    found = diff(("title: Bikes", "title: More bikes"), ("ask: When?", "ask: In which months?\n    help: Any."),
                 ("label: Streets", "label: Roads"), ("Buy a city bike", "Take a city bike"))
    assert [(text.what, text.of, text.old, text.new) for text in found.reworded] == [
        ("title", "", "Bikes", "More bikes"), ("label", "terrain city", "Streets", "Roads"),
        ("ask", "months", "When?", "In which months?"), ("help", "months", None, "Any."),
        ("recommend", "city_bike", "Buy a city bike", "Take a city bike")]


@pytest.mark.parametrize(("edits", "gone"), [
    ([("max: 60", "max: 40.5\n    whole: true")], [
        ("hours", "1.5", "it has to be a whole number"), ("hours", "41", "it has to be 40.5 or less")]),
    ([("    none: Hardly ever\n", "")], [("months", "none", "'none' is not offered any more")]),
    ([("summer: In summer, ", "")], [("months", "summer", "the option 'summer' is gone")]),
    ([("  months:\n", "  season:\n"), ("goto: months", "goto: season"), ("in months", "in season")],
     [("months", None, "this question is gone")]),
    ([("    kind: number\n    min: 0\n    max: 60\n", "    kind: date\n"), ("hours < 3", "hours < 2026-01-01")],
     [("hours", None, "this question was of kind number and is of kind date")]),
    ([("winter: In winter}", "winter: {label: In winter, when: terrain is forest}}")],
     [("months", "winter", "it is not offered to somebody")]),
    ([("label: Streets,", "label: Streets, when: terrain is forest,")],
     [("terrain", "city", "it is not offered to somebody")]),
    ([("goto: months}", "goto: hours}")], [("months", None, "somebody is not asked this any more")]),
])
def test_answers_that_do_not_count_any_more(edits: list[tuple[str, str]], gone: list[object]) -> None:
    assert [(one.question, one.answer, one.why) for one in diff(*edits).gone()] == gone


def test_nobody_who_can_answer_both() -> None:
    found = diff(("city: {label", "town: {label"), ("forest: {label", "woods: {label"))
    assert list(lines("old", "new", found))[3].startswith("  nobody can be compared")
    assert found.nobody
    assert not found.differs


def test_too_many_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then nothing is said of those who were not looked at."""
    monkeypatch.setattr(together, "MOST_STATES", -20)
    found = diff(("hours < 3", "hours < 4"))
    assert not found.proved
    assert "  not proved: there are too many ways to follow, so that others may come to another outcome," in [
        *lines("old", "new", found)]
    assert as_json("old", "new", found)["proved"] is False


def test_the_day_matters() -> None:
    text = TREE.replace("kind: number\n    min: 0\n    max: 60", "kind: date\n    latest: today").replace(
        "hours < 3", "age(hours) < 18")
    old, new = good(text), good(text.replace("age(hours) < 18", "hours > 2008-03-01"))
    assert not Diff(old, new, date(2026, 3, 1)).differs
    assert [one.written["hours"] for one in Diff(old, new, date(2026, 3, 2)).moved] == ["2008-03-02"]


@pytest.mark.parametrize("name", NAMES)
def test_a_bundled_tree_against_itself(name: str) -> None:
    assert data(Diff(tree_of(name), tree_of(name), DAY)) == {}


def test_a_tree_of_real_size() -> None:
    """What people at random meet in an edited copy."""
    text = Path(__file__).parents[1].joinpath("reason", "visa.yaml").read_text(encoding="utf-8")
    old, new = good(text), good(text.replace("age(born) < 18", "age(born) < 16"))
    found = Diff(old, new, TODAY)
    assert found.proved
    moved = {(one.old, one.new): one.written for one in found.moved}
    for pair, written in moved.items():
        answers = read_given(old, [f"{id}={answer}" for id, answer in written.items()])
        assert isinstance(answers, dict)
        assert tuple(Interview.start(tree, TODAY, answers).place for tree in (old, new)) == pair
    random, met = Random(7), set()
    for _ in range(100):
        known: dict[str, Answer] = {"nationality": "alavia", "born": date(random.randint(2006, 2011), 5, 5)}
        run = ended(Interview.start(old, TODAY, known), random)
        other = ended(Interview.start(new, TODAY, run.answers), random)
        # Nobody whom the new tree offers other answers only.
        if other.place != run.place and {**run.answers, **other.answers} == {**other.answers, **run.answers}:
            met.add((run.place, other.place))
    assert met
    assert met <= moved.keys()


def ended(run: Interview, random: Random) -> Interview:
    """A run, gone on with to its end by any answers."""
    while run.question is not None:
        after = run.answer(some_answer(run, random))
        assert isinstance(after, Interview)
        run = after
    return run


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0 where everybody comes to the same outcome, 1 where not or where a tree has errors, 2 where one cannot be read.
    """
    old, new, bad = (tmp_path / name for name in ("old.yaml", "new.yaml", "bad.yaml"))
    old.write_text(TREE, encoding="utf-8")
    new.write_text(TREE.replace("Wear a", "Put on a"), encoding="utf-8")
    bad.write_text(TREE.replace("goto: months", "goto: month"), encoding="utf-8")
    assert main(["diff", str(old), str(new), "--today", "2026-03-01"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "  everybody comes to the same outcome", "  reworded:", "    claim of helmet", "      - 'Wear a helmet.'",
        "      + 'Put on a helmet.'"]
    new.write_text(TREE.replace("hours < 3", "hours < 4"), encoding="utf-8")
    assert main(["diff", str(old), str(new), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["outcomes"] == [
        {"old": "touring_bike", "new": "city_bike", "witness": {"terrain": "forest", "hours": "3"}}]
    assert main(["diff", str(old), str(new)]) == 1
    assert "    touring_bike -> city_bike\n      terrain=forest hours=3\n" in capsys.readouterr().out
    assert main(["diff", str(old), str(bad)]) == 1
    assert "error[unknown-goto]" in capsys.readouterr().err
    assert main(["diff", str(old), str(tmp_path / "none.yaml")]) == 2
    assert main(["diff", str(old)]) == 2
