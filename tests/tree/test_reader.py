"""What an author writes arrives in the model: each field of the format, in each of its forms."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.tree.bikes import BIKES, good
from tui.tree.answers import Answer
from tui.tree.conditions import Known
from tui.tree.model import AUTHORS_OWN, NONE, Option, Outcome, Question, Tree
from tui.tree.names import Kind
from tui.tree.reader import read_tree_text

TODAY = date(2026, 3, 1)


@pytest.fixture(scope="module")
def tree() -> Tree:
    return good(read_tree_text(BIKES))


def plain(tree: Tree, **answers: Answer) -> Known:
    return Known(tree.facts, answers, TODAY)


def option(tree: Tree, question: str, id: str) -> Option:
    return tree.questions[question].options[id]


def ways(thing: Question | Option) -> list[tuple[str | None, str]]:
    """Rules as the words of their conditions and where they lead."""
    return [(rule.when.text if rule.when is not None else None, rule.to) for rule in thing.goto]


def test_head(tree: Tree) -> None:
    assert tree.title.raw == "Which {bike}?"
    assert tree.about is not None
    assert [block.mark for block in tree.about.blocks] == ["", "-", "-"]
    assert (tree.start, tree.reviewed, tree.review_every) == ("terrain", date(2026, 11, 1), (12, "month"))
    assert tree.require_sources
    assert list(tree.questions) == ["terrain", "cargo", "bike", "country", "hours", "months", "born"]
    assert list(tree.outcomes) == ["touring", "cargo_bike"]


def test_sources(tree: Tree) -> None:
    club, law = tree.source("club"), tree.source("law")
    assert (club.title, club.by, club.date) == ("Buying guide", "City Club", "2024-03")
    assert club.url == "https://example.org/guide"
    assert dict(club.parts) == {"brakes": "Brakes in the wet", "tyres": "Tyres"}
    assert (law.title, law.by, law.date, law.url, dict(law.parts)) == ("The law", None, None, None, {})
    assert tree.source("author") is AUTHORS_OWN


def test_terms(tree: Tree) -> None:
    for words in ("derailleur", "Derailleurs", "gear  changer"):
        found = tree.term(words)
        assert found is not None
        assert (found.id, found.label, found.also) == ("derailleur", "derailleur", ("derailleurs", "gear changer"))
    guard = tree.term("MUD GUARD")
    assert guard is not None
    assert (guard.id, guard.label, guard.meaning.raw) == ("mudguard", "Mud guard", "Keeps dry.")
    assert tree.term("wheel") is None


def test_question_of_options(tree: Tree) -> None:
    terrain = tree.questions["terrain"]
    assert (terrain.kind, terrain.ask.raw, terrain.unknown, terrain.formerly) == (
        Kind.ONE, "Where will you *mostly* ride?", True, ("ground",))
    assert terrain.why is not None
    assert [str(ref) for ref in terrain.why.refs] == ["club#tyres"]
    assert terrain.help is not None
    assert [block.mark for block in terrain.help.blocks] == ["", "1."]
    assert terrain.find_out is not None
    assert terrain.find_out.cites
    assert list(terrain.options) == ["city", "forest", "beach"]
    assert ways(terrain) == [("terrain is forest", "hours"), (None, "country")]
    assert [rule.to for rule in terrain.ways()] == ["cargo", "hours", "country"]


def test_option(tree: Tree) -> None:
    forest = option(tree, "terrain", "forest")
    assert (forest.label.raw, forest.also, forest.formerly) == ("Forest, and {bike}", ("wood", "no"), ("wood",))
    assert forest.hint is not None
    assert forest.hint.raw == "tracks"
    assert forest.when is not None
    assert plain(tree).holds(forest.when)
    assert forest.so is not None
    assert forest.so.text.raw == "Then suspension. [@club]"
    assert [condition.text for condition in forest.so.when] == ["terrain is forest"]
    assert forest.goto == ()
    beach = option(tree, "terrain", "beach")
    assert (beach.label.raw, beach.hint, beach.also, beach.when, beach.so) == ("Beach", None, (), None, None)


def test_yes_and_no(tree: Tree) -> None:
    assert not tree.questions["cargo"].unknown
    yes, no = tree.questions["cargo"].options.values()
    assert (yes.id, yes.label.raw, ways(yes)) == ("yes", "Yes", [(None, "cargo_bike")])
    assert (no.id, no.label.raw, ways(no)) == ("no", "No, never", [(None, "hours")])
    yes, no = tree.questions["bike"].options.values()
    assert (yes.label.raw, ways(yes)) == ("Yes", [("cargo is yes", "hours"), (None, "born")])
    assert (no.label.raw, ways(no)) == ("No", [(None, "hours")])


def test_list(tree: Tree) -> None:
    """A list with something left out and something added; its groups are without what is left out."""
    country = tree.questions["country"]
    assert list(country.options) == ["france", "spain", "jersey"]
    spain = country.options["spain"]
    assert (spain.label.raw, spain.also, spain.formerly) == ("Spain", ("españa",), ("iberia",))
    answers: dict[str, str] = {"france": "hours", "spain": "bike", "jersey": "bike"}
    for id, to in answers.items():
        assert next(rule.to for rule in country.goto if plain(tree, country=id).holds(rule.when)) == to


def test_number(tree: Tree) -> None:
    hours = tree.questions["hours"]
    assert hours.kind is Kind.NUMBER
    assert hours.unit is not None
    assert hours.unit.raw == "hours a week"
    assert (hours.bounds.low, hours.bounds.high, hours.bounds.whole) == (Decimal("-1.5"), Decimal(60), True)
    assert ways(hours) == [(None, "months")]


def test_date(tree: Tree) -> None:
    bounds = tree.questions["born"].bounds
    assert (bounds.low, bounds.high, bounds.today_low, bounds.today_high) == (date(1900, 1, 1), None, False, True)


def test_several(tree: Tree) -> None:
    months = tree.questions["months"]
    assert (months.kind, list(months.options)) == (Kind.SEVERAL, ["summer", "winter"])
    winter, none = months.options["winter"], months.none
    assert winter.so is not None
    assert winter.so.text.raw == "Cold. [@author]"
    assert none is not None
    assert (none.id, none.label.raw) == (NONE, "Hardly ever")
    assert none.so is not None
    assert (none.so.id, none.so.text.raw) == ("short", "Said shortly. [@author]")


def test_facts(tree: Tree) -> None:
    assert plain(tree, hours=Decimal(2)).holds(tree.facts["light_use"].when)
    assert not plain(tree, hours=Decimal(3)).holds(tree.facts["light_use"].when)
    values = {frozenset(["winter", "summer"]): ("wet", "rain and slush"), frozenset(["summer"]): ("dry", "dry"),
              frozenset[str](): ("not_sure", "not sure")}
    for months, (value, label) in values.items():
        rule = plain(tree, months=months).value("weather")
        assert (rule.value, rule.label) == (value, label)


def outcome(tree: Tree) -> Outcome:
    return tree.outcomes["touring"]


def test_outcome(tree: Tree) -> None:
    touring = outcome(tree)
    assert touring.recommend.raw == "Buy a **touring** bike"
    assert touring.about is not None
    assert [str(ref) for ref in touring.about.refs] == ["law"]
    assert [(id, text.raw) for id, text in touring.alternatives.items()] == [("cargo_bike", "You have *children*.")]
    assert touring.formerly == ("trekking",)
    assert [claim.text.raw for claim in touring.caveats] == ["Heavy. [@author]"]
    assert [claim.text.raw for claim in touring.next_steps] == ["Try two. [@author]"] * 2
    bare = tree.outcomes["cargo_bike"]
    assert (bare.about, bare.because, bare.items, dict(bare.alternatives)) == (None, (), (), {})


def test_claims(tree: Tree) -> None:
    """A claim that uses a shared one is said where both conditions hold."""
    touring = outcome(tree)
    assert [([condition.text for condition in claim.when], claim.text.raw, claim.id) for claim in touring.because] == [
        ([], "For {hours} hours. [@club; @law]", None),
        (["weather is wet"], "In {weather}. [@club]", None),
        (["terrain is forest", "light_use"], "Ride it first. [@club]", "test_ride"),
        ([], "Said shortly. [@author]", "short")]
    assert [str(ref) for ref in touring.because[0].text.refs] == ["club", "law"]


def test_items(tree: Tree) -> None:
    guards, ride, lock = outcome(tree).items
    assert (guards.title.raw, guards.url, [c.text for c in guards.when]) == (
        "Mudguards", "https://example.org/m", ["winter in months"])
    assert guards.text is not None
    assert guards.text.cites
    assert ride.text is not None
    assert (ride.text.raw, [c.text for c in ride.when]) == ("Ride it first. [@club]", ["terrain is forest"])
    assert (lock.text, lock.url, lock.when) == (None, None, ())


def test_scenarios(tree: Tree) -> None:
    """Answers under the live ids, whatever the scenario calls them."""
    winter, children = tree.scenarios
    assert dict(winter.answers) == {"terrain": "forest", "hours": Decimal(2), "months": frozenset(["winter", "summer"]),
                                    "born": date(2000, 1, 1)}
    assert (winter.name, winter.outcome, winter.today) == ("Winter in the forest", "touring", date(2026, 1, 1))
    assert dict(children.answers) == {"terrain": "city", "cargo": "yes"}
    assert (children.outcome, children.today) == ("cargo_bike", None)


def test_former_ids(tree: Tree) -> None:
    assert dict(tree.former) == {"ground": "terrain", "trekking": "touring"}


def test_places(tree: Tree) -> None:
    """What the model remembers of where it stands."""
    for thing, word in ((tree.questions["cargo"], "cargo"), (option(tree, "terrain", "forest"), "forest"),
                        (tree.questions["terrain"].goto[0], "hours"), (outcome(tree), "touring"),
                        (outcome(tree).because[3], "use")):
        assert thing.at.file.text[thing.at.start:thing.at.end] == word


@pytest.mark.parametrize(("word", "value"), [("yes", False), ("true", False), ("no", True), ("false", True)])
def test_yes_or_no_fields(word: str, value: bool) -> None:
    """Four words and no other; yes means that it may be left open."""
    tree = good(read_tree_text(BIKES.replace("unknown: no", f"unknown: {word}")))
    assert tree.questions["cargo"].unknown is not value


@pytest.mark.parametrize(("written_date", "kept"), [
    ("2024", "2024"), ("2024-03", "2024-03"), ("2024-03-01", "2024-03-01"), ("none", None)])
def test_dates_of_sources(written_date: str, kept: str | None) -> None:
    assert good(read_tree_text(BIKES.replace("date: 2024-03\n", f"date: {written_date}\n"))).source("club").date == kept


@pytest.mark.parametrize(("period", "read"), [
    ("1 day", (1, "day")), ("2 weeks", (2, "week")), ("10 years", (10, "year"))])
def test_periods(period: str, read: tuple[int, str]) -> None:
    assert good(read_tree_text(BIKES.replace("12 months", period))).review_every == read


def test_no_scalar_is_guessed_at() -> None:
    """What other YAML readers take for booleans, numbers and dates are the words that the author wrote."""
    words = "no, 3.10, 012, 1:30, 2024-01-01, ~, null"
    tree = good(read_tree_text(BIKES.replace('also: [wood , "no"]', f"also: [{words}]")))
    assert option(tree, "terrain", "forest").also == tuple(words.split(", "))


def test_without_libyaml(monkeypatch: pytest.MonkeyPatch, tree: Tree) -> None:
    """PyYAML's own parser, which stumbles over a question mark within braces, else gives the same tree."""
    monkeypatch.setattr("yaml.__with_libyaml__", False)
    again = good(read_tree_text(BIKES.replace("?, kind", " , kind")))
    assert list(again.questions["terrain"].options) == list(tree.questions["terrain"].options)
    assert again.questions["cargo"].at.start == tree.questions["cargo"].at.start


def test_the_condition_of_a_rule_to_nowhere_is_read() -> None:
    """Trees are written from the top, and where a rule leads often is not there yet."""
    half = """\
whichway: 1
title: Which bike?
start: hours
questions:
  hours:
    ask: How many hours a week?
    kind: number
    goto:
      - when: ours > 5
        goto: terrain
      - else: town
"""
    found = read_tree_text(half).problems
    assert [problem.code for problem in found] == ["missing-key", "unknown-name"]
