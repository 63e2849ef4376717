"""A tree that has everything the format knows, in each of its forms."""

from __future__ import annotations

from tui.tree.model import Tree
from tui.tree.reader import Loaded

BIKES = """\
whichway: 1
title: Which {bike}?
about: |
  Some questions.

  - quick
  - plain
start: terrain
reviewed: 2026-11-01
review_every: 12 months
require_sources: true

sources:
  club:
    title: Buying guide
    by: City Club
    date: 2024-03
    url: https://example.org/guide
    parts: {brakes: "Brakes in the wet", tyres: Tyres}
  law: {title: The law, date: none}

terms:
  derailleur:
    meaning: Moves the chain. [@club#brakes]
    also: [derailleurs, gear changer]
  mudguard: {label: Mud guard, meaning: Keeps dry.}

lists:
  countries:
    options:
      france: France
      spain: {label: Spain, hint: and the islands, also: [españa], formerly: [iberia]}
      malta: Malta
    groups: {south: [spain, malta], north: [france]}

facts:
  light_use: hours < 3
  weather:
    - {when: winter in months, value: wet, label: rain and slush}
    - {when: summer in months, value: dry}
    - else: not_sure

claims:
  test_ride: {text: "Ride it first. [@club]", when: terrain is forest}
  short: Said shortly. [@author]

questions:
  terrain:
    ask: Where will you *mostly* ride?
    why: Tyres follow from it. [@club#tyres]
    help: |
      Longer words.

      1. First
    find_out: Look outside. [@author]
    formerly: [ground]
    options:
      city: {label: City, goto: cargo}
      forest:
        label: Forest, and {bike}
        hint: tracks
        also: [wood , "no"]
        when: answered(bike) or not answered(bike)
        so: {text: "Then suspension. [@club]", when: terrain is forest}
        formerly: [wood]
      beach: Beach
    goto:
      - {when: terrain is forest, goto: hours}
      - else: country
  cargo:
    ask: Children?
    unknown: no
    yes: cargo_bike
    no: {label: "No, never", goto: hours}
  bike:
    ask: Which?
    yes:
      - {when: cargo is yes, goto: hours}
      - else: born
    no: hours
  country:
    ask: Country?
    options: {from: countries, except: [malta], add: {jersey: Jersey}}
    goto:
      - {when: country in north, goto: hours}
      - {when: "country in [south, jersey]", goto: bike}
      - else: hours
  hours: {ask: How long?, kind: number, unit: hours a week, min: -1.50, max: 60, whole: yes, goto: months}
  months:
    ask: When?
    kind: several
    options: {summer: In summer, winter: {label: In winter, so: Cold. [@author]}}
    none: {label: Hardly ever, so: {use: short}}
    goto: born
  born: {ask: Born?, kind: date, earliest: 1900-01-01, latest: today, goto: touring}

outcomes:
  touring:
    recommend: Buy a **touring** bike
    about: |
      More. [@law]

      And more.
    because:
      - For {hours} hours. [@club; @law]
      - {when: weather is wet, text: "In {weather}. [@club]"}
      - {use: test_ride, when: light_use}
      - use: short
    caveats: [Heavy. [@author]]
    next_steps:
      - &again Try two. [@author]
      - *again
    alternatives: {cargo_bike: You have *children*.}
    items:
      - {title: Mudguards, text: "Long. [@club]", url: "https://example.org/m", when: winter in months}
      - {title: Ride, use: test_ride}
      - title: Lock
    formerly: [trekking]
  cargo_bike: {recommend: Buy a cargo bike}

scenarios:
  - name: Winter in the forest
    answers: {ground: wood, hours: 2.0, months: [winter, summer], born: 2000-01-01}
    outcome: trekking
    today: 2026-01-01
  - {name: Children, answers: {terrain: city, cargo: "yes"}, outcome: cargo_bike}
"""
BIKES = BIKES.replace("caveats: [Heavy. [@author]]", "caveats:\n      - Heavy. [@author]").replace(
    "so: Cold. [@author]}", 'so: "Cold. [@author]"}')


def good(loaded: Loaded) -> Tree:
    assert [problem.message for problem in loaded.problems] == []
    assert loaded.tree is not None
    return loaded.tree
