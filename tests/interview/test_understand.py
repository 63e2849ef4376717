"""What is understood of a typed line: over the bundled trees and small ones, and for any text at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.interview.interview import Interview
from tui.interview.matching import sayings
from tui.interview.said import label_of
from tui.interview.understand import (
    LONGEST,
    AskedBack,
    Unclear,
    Understood,
    asked_back,
    matches,
    numbered,
    understand,
    understand_exactly,
)
from tui.interview.words import SMALL as SMALL_WORDS
from tui.interview.words import negations, plain, singular
from tui.tree.model import NONE, Option, Tree
from tui.tree.names import Kind
from tui.tree.reader import read_tree, read_tree_text
from tui.tree.written import write_answer

TODAY = date(2026, 11, 23)
TREES = Path(__file__).parents[2] / "trees"

SMALL = """
whichway: 1
title: Odds and ends
start: lang
terms:
  gpa: {label: GPA, meaning: An average of grades.}
questions:
  lang:
    ask: Which language?
    goto: end
    options:
      c: C
      cpp: {label: C++, also: [c plus plus]}
      csharp: C#
      python: {label: Python, also: [snake]}
      why: {label: "Why not something else?", also: [what you like]}
  door:
    ask: Where is the way out?
    goto: end
    options: {door: {label: Tür}, window: {label: Fenster, also: [Öffnung]}, hole: Loch im Boden}
  hard:
    ask: How hard may it be?
    goto: end
    options:
      none: {label: None at all}
      few: {label: "Few, but not none", also: [not sure]}
      many: {label: Many, also: [unknown, back]}
  times:
    ask: Which attempt is this?
    goto: end
    options: {first: My first attempt, second: My second attempt, later: A later one}
  children:
    ask: How many children?
    goto: end
    options: {zero: None, some: Some, many: Many}
  box:
    ask: Which box?
    goto: end
    options: {left: On the left, middle: In the middle, right: On the right}
  twins:
    ask: Which of two?
    goto: end
    options:
      one: {label: A twin, also: [same]}
      other: {label: The other, also: [same]}
  pair:
    ask: Which of both?
    kind: several
    goto: end
    options: {bread: Bread and cheese, cake: Cake}
  ride:
    ask: How much will you ride?
    kind: number
    unit: hours a week
    goto: end
  cost:
    ask: What may it cost?
    kind: number
    unit: €
    min: 100
    max: 900
    goto: end
  minutes:
    ask: How many minutes do you have?
    kind: number
    goto: end
  days: {ask: When?, kind: date, earliest: 2030-01-01, goto: end}
outcomes: {end: {recommend: Go}}
"""


@cache
def tree(name: str) -> Tree:
    loaded = (read_tree_text(SMALL) if name == "small"
              else read_tree(str(TREES / f"{name}.yaml"), name))
    assert loaded.tree is not None, loaded.problems
    return loaded.tree


def at(place: str) -> Interview:
    """The interview at a question: `TREE.QUESTION`."""
    name, question = place.split(".")
    return Interview(tree(name), TODAY, question)


def told(place: str, text: str) -> str:
    """What is understood, as `how answer`, `unclear ids`, `asked terms`, or `refused sentence`."""
    interview = at(place)
    found = understand(interview, text)
    if isinstance(found, AskedBack):
        return f"asked {' '.join(term.id for term in found.terms)}"
    if isinstance(found, Unclear):
        return f"refused {found.message}" if found.message else f"unclear {' '.join(found.nearest)}"
    assert interview.question is not None
    return f"{found.how} {write_answer(interview.question, found.answer)}"


NOT_HERE = "refused I cannot answer that here. /why says more about this question."
NO_MARK = "refused If that is your answer, leave the question mark out."
ALL = "photos,documents,mail,work,setup"
IN_GB, IN_HOURS = (f"refused One number in {unit} is needed here, such as 3." for unit in ("GB", "hours"))
NO_GB = "refused That is not a number. Write one in GB, such as 3."
ONE_GB = ("refused Write one number in GB, with nothing between its digits but a point before parts of one, "
          "such as 3.")
WRITE = "Write it as 2026-11-23, or as 23 November 2026."
NO_DATE, WHICH_DAY = f"refused That is not a date. {WRITE}", f"refused Which day was that, or will it be? {WRITE}"
NEVER = ("refused A day is needed here. If there never was one, take back or change the answer that led to this "
         "question.")

GOAL = [
    # Ids, labels and synonyms, in any case and with any marks.
    ("degree_credit", "id degree_credit"), ("DEGREE_CREDIT", "id degree_credit"),
    ("degree credit", "id degree_credit"), ("A degree, or credit towards one", "label degree_credit"),
    ("a degree or credit towards one!", "label degree_credit"), ("uni credits", "synonym degree_credit"),
    ("Bachelor’s", "synonym degree_credit"), ("bachelors", "synonym degree_credit"),
    ("mastertrack", "synonym degree_credit"), ("dégree", "synonym degree_credit"), ("apple", "synonym industry_cert"),
    ("for fun", "synonym own_interest"),
    # Words that leave no doubt.
    ("a degree", "words degree_credit"), ("I want a degree", "words degree_credit"),
    ("I would like to get a job", "words career_skill"), ("get certified please", "words industry_cert"),
    ("skills for a", "words career_skill"), ("own inte", "words own_interest"), ("degre", "words degree_credit"),
    # Slips of the keys, words of two options, and words of which some are nobody's.
    ("certifcation", "unclear industry_cert"), ("skils", "unclear career_skill"),
    ("certfication employers know", "unclear industry_cert career_skill own_interest"),
    ("degree or job", "unclear degree_credit career_skill"), ("I have a degree", "unclear degree_credit"),
    ("I quit my job", "unclear career_skill"), ("an apple tree", "unclear industry_cert"),
    ("hello", "unclear degree_credit career_skill industry_cert"),
    ("back", "unclear degree_credit career_skill industry_cert"),
    ("whatever", "unclear degree_credit career_skill industry_cert"),
    ("two", "unclear degree_credit career_skill industry_cert"),
    # What is denied is not what is meant.
    ("not a degree", "unclear career_skill industry_cert own_interest"),
    ("anything but a degree", "unclear career_skill industry_cert own_interest"),
    ("I don't want a degree", "unclear career_skill industry_cert own_interest"),
    ("I do not want a degree, just skills", "unclear career_skill"),
    ("rather than a degree, a job", "unclear career_skill"),
    ("no certification", "unclear degree_credit career_skill own_interest"),
    ("neither a degree nor a job", "unclear industry_cert own_interest"),
    ("dont care", "unclear degree_credit industry_cert own_interest"),
    ("I hate my job", "unclear degree_credit industry_cert own_interest"),
    # Questions back.
    ("what is a MasterTrack?", "asked mastertrack"), ("MasterTrack?", "asked mastertrack"),
    ("explain MasterTracks", "asked mastertrack"), ("do I need a licence", "asked licence"),
    ("what's the difference between a Specialization and a MasterTrack?", "asked specialization mastertrack"),
    ("tell me about the bar", "asked bar"), ("what is a degree", NOT_HERE), ("why?", NOT_HERE),
    ("how long does a degree take", NOT_HERE), ("which one should I take", NOT_HERE),
    ("should I do a degree", NOT_HERE),
    ("is it free?", NOT_HERE), ("???", NOT_HERE), ("degree?", "unclear degree_credit"),
    # Somebody who does not know.
    ("not sure", "unknown unknown"), ("I don't know", "unknown unknown"), ("unknown", "unknown unknown"),
    # Marks and what might be meant to hurt.
    ("[b]degree[/b]", "unclear degree_credit"), ("{goal}", "unclear degree_credit career_skill industry_cert"),
    ("\x1b[31mdegree", "unclear degree_credit career_skill industry_cert"),
    ("../../etc/passwd", "unclear degree_credit career_skill industry_cert"),
    ("👍", "unclear degree_credit career_skill industry_cert"),
    ("x" * (LONGEST + 1), "refused That is too long for an answer."),
]
OPTIONS = [
    ("coursera.work_expects", "No degree", "synonym skill_only"),
    ("coursera.work_expects", "I dont need a degree", "words skill_only"),
    ("coursera.work_expects", "not a degree", "unclear skill_only licence"),
    ("coursera.work_expects", "no degree needed", "unclear skill_only licence"),
    ("coursera.work_expects", "a Master's degree", "words degree"),
    ("coursera.credit_at", "not sure", "synonym undecided"), ("coursera.credit_at", "I don't know", "words undecided"),
    ("coursera.credit_at", "course", "unclear teaching_university"),
    ("coursera.has_degree", "No", "unclear without want"), ("coursera.has_degree", "I want to get it", "words want"),
    ("coursera.has_degree", "no, but I want to get it", "label want"), ("coursera.has_degree", "yes", "synonym have"),
    ("coursera.cert_kind", "dont care", "synonym any_recognised"), ("coursera.fully_online", "yes", "id yes"),
    ("coursera.fully_online", "not really", "synonym no"), ("coursera.fully_online", "yes please", "words yes"),
    ("coursera.fully_online", "not online", "unclear no"), ("coursera.fully_online", "no campus", "unclear yes"),
    ("coursera.skill_scope", "one", "synonym one_topic"), ("coursera.live_classes", "I can't come", "words no"),
    ("coursera.live_classes", "not in the evenings", "unclear no"), ("backup.made", "not yet", "synonym no"),
    ("backup.keep", "photos, mail", "id photos,mail"), ("backup.keep", "photos and mail", "id photos,mail"),
    ("backup.keep", "Photos and videos", "label photos"), ("backup.keep", "films & thesis", "synonym photos,work"),
    ("backup.keep", "photo", "words photos"), ("backup.keep", "apple", "unclear mail"),
    ("backup.keep", "apple mail", "synonym mail"), ("backup.keep", "none", "id none"),
    ("backup.keep", "none of them", "synonym none"), ("backup.keep", ",", "unclear photos documents mail"),
    ("backup.keep", "all of them", f"words {ALL}"), ("backup.keep", "everything", f"words {ALL}"),
    ("backup.keep", "both", "unclear photos documents mail"), ("backup.keep", "photos, xyzzy", "unclear photos"),
    ("backup.keep", "photos but not mail", "unclear documents work setup"),
    ("backup.keep", "everything except mail", "unclear photos documents work"),
    ("backup.keep", "photos and nothing", "unclear documents mail work"),
    ("backup.keep", "neither photos nor mail", "unclear documents work setup"),
    ("backup.keep", "day", "unclear work"), ("backup.keep", "what is a backup", "asked backup"),
    ("account.offers", "security key and text message", "synonym keys,text"),
    ("account.offers", "no passkeys", "unclear keys app text"), ("account.offers", "only a password", "label none"),
    ("small.lang", "C", "label c"), ("small.lang", "c++", "label cpp"), ("small.lang", "C#", "label csharp"),
    ("small.lang", "why not something else?", "label why"), ("small.lang", "what you like", "synonym why"),
    ("small.lang", "what you", NOT_HERE), ("small.door", "TÜR", "label door"),
    ("small.door", "tu\u0308r", "label door"),
    ("small.door", "tur", "label door"), ("small.door", "Offnung", "synonym window"),
    ("small.door", "loch", "words hole"),
    ("small.hard", "not sure", "synonym few"), ("small.hard", "Unknown", "synonym many"),
    ("small.hard", "back", "synonym many"), ("small.hard", "not many", "unclear none few"),
    ("small.hard", "no idea", "unknown unknown"), ("small.box", "left or right", "unclear left right"),
    ("small.box", "not left, right", "unclear right"), ("small.twins", "same", "unclear one other"),
    ("small.pair", "both", "words bread,cake"), ("small.pair", "bread and cheese", "label bread"),
    ("small.pair", "cheese and cake", "words bread,cake"),
]
TYPED = [
    ("backup.size", "500", "number 500"), ("backup.size", "500 GB", "number 500"),
    ("backup.size", "500gb", "number 500"),
    ("backup.size", "5 gigabytes", "number 5"), ("backup.size", ".5", "number 0.5"),
    ("backup.size", "5.", "number 5"), ("backup.size", " +5 ", "number 5"),
    ("backup.size", "\N{MINUS SIGN}5", "number -5"), ("backup.size", "-5", "number -5"),
    ("backup.size", "minus 5", "number -5"), ("backup.size", "−5", "number -5"), ("backup.size", "five", "number 5"),
    ("backup.size", "it is about 500 GB", "number 500"), ("backup.size", "1 TB", IN_GB),
    ("backup.size", "500 MB", IN_GB),
    ("backup.size", "500 bananas", IN_GB), ("backup.size", "not 50", IN_GB), ("backup.size", "less than 5", IN_GB),
    ("backup.size", "at least 5", IN_GB), ("backup.size", "5+", IN_GB), ("backup.size", "5 or 6", IN_GB),
    ("backup.size", "5-10", IN_GB), ("backup.size", "1,500", ONE_GB), ("backup.size", "1 500", ONE_GB),
    ("backup.size", "1e3", NO_GB), ("backup.size", "half", NO_GB), ("backup.size", "NaN", NO_GB),
    ("backup.size", "9" * 31, "refused That is not a number. Write at most 30 digits, such as 3."),
    ("backup.size", "what is a GB?", NOT_HERE), ("backup.size", "500?", NO_MARK),
    ("backup.size", "idk", "unknown unknown"),
    ("backup.wait", "24 hours", "number 24"), ("backup.wait", "1 hour", "number 1"),
    ("backup.wait", "24h", "number 24"),
    ("backup.wait", "2 days", IN_HOURS), ("backup.wait", "1 week", IN_HOURS), ("backup.wait", "30 minutes", IN_HOURS),
    ("small.ride", "5 hours a week", "number 5"), ("small.ride", "5 hours per week", "number 5"),
    ("small.ride", "5 hours", "number 5"),
    ("small.ride", "5 hours a month", "refused One number in hours a week is needed here, such as 3."),
    ("small.cost", "€500", "number 500"), ("small.cost", "500 euros", "number 500"),
    ("small.cost", "$500", "refused One number in € is needed here, such as 100."),
    ("small.minutes", "35 minutes", "number 35"),
    ("small.minutes", "1 hour", "refused One number is needed here, such as 3."),
    ("backup.last", "2026-03-01", "date 2026-03-01"), ("backup.last", "1st of March 2026", "date 2026-03-01"),
    ("backup.last", "March 1, 2026", "date 2026-03-01"), ("backup.last", "31/12/2025", "date 2025-12-31"),
    ("backup.last", "12/31/2025", "date 2025-12-31"), ("backup.last", "31.12.2025", "date 2025-12-31"),
    ("backup.last", "4/4/2025", "date 2025-04-04"), ("backup.last", "2025/12/31", "date 2025-12-31"),
    ("backup.last", "3/4/2025", f"refused That may be 3 April 2025 or 4 March 2025. {WRITE}"),
    ("backup.last", "31/12/25", f"refused A year has four digits here. {WRITE}"),
    ("backup.last", "2026-02-31", f"refused There is no 31 February 2026; that month has 28 days. {WRITE}"),
    ("backup.last", "31/04/2026", f"refused There is no 31 April 2026; that month has 30 days. {WRITE}"),
    ("backup.last", "29 Feb 2024", "date 2024-02-29"),
    ("backup.last", "29 Feb 2023", f"refused There is no 29 February 2023; that month has 28 days. {WRITE}"),
    ("backup.last", "2026-13-01", f"refused There is no month 13. {WRITE}"),
    ("backup.last", "March 2026", f"refused Which day in March 2026? {WRITE}"),
    ("backup.last", "2026-03", f"refused Which day in March 2026? {WRITE}"),
    ("backup.last", "5 March", f"refused The year is missing. {WRITE}"), ("backup.last", "2025", WHICH_DAY),
    ("backup.last", "last month", WHICH_DAY), ("backup.last", "a month ago", WHICH_DAY),
    ("backup.last", "yesterday", "date 2026-11-22"), ("backup.last", "two weeks ago", "date 2026-11-09"),
    ("backup.last", "3 days ago", "date 2026-11-20"), ("backup.last", "never", NEVER),
    ("backup.last", "sometime", NO_DATE), ("backup.last", "1 marble 2026", NO_DATE),
    ("backup.last", "20260301", NO_DATE),
    ("backup.last", "99999 days ago", "date 1753-02-08"), ("backup.last", "2026-03-01?", NO_MARK),
    ("small.days", "soon", "refused That is not a date. Write it as 2030-01-01, or as 1 January 2030."),
]


@pytest.mark.parametrize(("place", "text", "understood"), [
    *(("coursera.goal", text, understood) for text, understood in GOAL), *OPTIONS, *TYPED])
def test_what_is_understood(place: str, text: str, understood: str) -> None:
    assert told(place, text) == understood


@pytest.mark.parametrize(("place", "text", "best"), [
    ("coursera.goal", "certifcation", "industry_cert"), ("coursera.goal", "I have a degree", "degree_credit"),
    ("coursera.goal", "the second one", "career_skill"), ("coursera.goal", "number 4", "own_interest"),
    ("coursera.goal", "certfication employers know", "industry_cert"), ("small.lang", "what", "why"),
    *(("coursera.goal", text, None) for text in (
        "not a degree", "anything but a degree", "I do not want a degree, just skills", "no certification", "back",
        "what is a degree", "what's the difference between a Specialization and a MasterTrack?", "dont care", "degree?",
        "two and three")),
    ("coursera.fully_online", "no campus", None), ("backup.keep", "all of them", None)])
def test_what_is_marked_to_be_looked_at(place: str, text: str, best: str | None) -> None:
    """Where a person sees the mark before Enter, more may be guessed, but never what was denied or only asked about."""
    interview = at(place)
    found = matches(interview, interview.choices, text)
    assert (found[0].option.id if found else None) == best


@pytest.mark.parametrize(("place", "text", "numbers"), [
    ("backup.keep", "2", (2,)), ("backup.keep", "1,2,4", (1, 2, 4)), ("backup.keep", ",2,4", (2, 4)),
    ("backup.keep", "2 and 3", (2, 3)), ("backup.keep", "both 1 and 2", (1, 2)), ("backup.keep", "1 2", (1, 2)),
    ("backup.keep", "the second one", (2,)), ("backup.keep", "the 2nd", (2,)),
    ("backup.keep", "first and third", (1, 3)),
    ("backup.keep", "two", (2,)), ("backup.keep", "number 3, please", (3,)), ("backup.keep", "the last one", (6,)),
    ("backup.keep", "0", (0,)), ("backup.keep", "99", (99,)), ("backup.keep", "#2", (2,)), ("backup.keep", "2.", (2,)),
    *(("backup.keep", text, None) for text in (
        "", ",", "both", "both 1, 2 and 3", "the first two", "1 and photos", "1 or 2", "not 2", "no 2", "1-3", "-1",
        "2?",
        "one of them", "2 GB", "1.5e3", "9999999", "²", "two last", "everything but 2")),
    # "Two" may say how many, and words of an option are its words.
    ("small.children", "two", None), ("small.children", "the second one", (2,)), ("small.children", "2", (2,)),
    ("coursera.skill_scope", "one", None), ("coursera.skill_scope", "two", None), ("small.times", "second", None),
    ("small.times", "the second one", (2,)), ("small.twins", "one", None), ("backup.size", "2", None)])
def test_numbers_as_they_stand_beside_options(place: str, text: str, numbers: tuple[int, ...] | None) -> None:
    assert numbered(at(place), text) == numbers


def test_exactly() -> None:
    """Where nothing is shown before it is taken, a sentence is not enough; nor is part of a label."""
    assert understand_exactly(at("coursera.goal"), "I want a degree") == Unclear(("degree_credit",))
    assert understand_exactly(at("backup.keep"), "photo, mail") == Unclear(("photos", "mail"))
    assert understand_exactly(at("coursera.goal"), "apple") == Understood("industry_cert", "synonym")
    assert understand_exactly(at("backup.keep"), "films, mail") == Understood(frozenset(("photos", "mail")), "synonym")
    assert isinstance(understand_exactly(at("backup.size"), "500 GB"), Understood)


def test_asked_back_at_any_time() -> None:
    found = asked_back(tree("coursera"), "difference between CHEA and ACE?")
    assert found is not None
    assert [term.label for term in found.terms] == ["CHEA", "ACE recommendation"]
    assert found.term == found.terms[0]
    assert asked_back(tree("coursera"), "I like MasterTracks?") is None
    assert asked_back(tree("coursera"), "mastertrack") is None


# For any text at all

PLACES = [f"{name}.{question}" for name in ("coursera", "backup", "account",
"small") for question in tree(name).questions]
CHOICES = [(place, option) for place in PLACES for option in at(place).choices]
HOW = {Kind.NUMBER: {"number", "unknown"}, Kind.DATE: {"date", "unknown"}}


def ways(interview: Interview, option: Option) -> Iterator[str]:
    """The label, the id and the synonyms of an option."""
    yield from (label_of(interview, option), option.id, *option.also)


def chosen(interview: Interview, text: str) -> set[str]:
    """The ids of the options that a text is taken for."""
    found = understand(interview, text)
    if not isinstance(found, Understood) or interview.question is None or not isinstance(found.answer, str | frozenset):
        return set()
    return {found.answer} if isinstance(found.answer, str) else set(found.answer) or {NONE}


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_an_options_own_words_always_give_that_option(data: st.DataObject) -> None:
    """In any case, with any blanks about them; "I don't know" words and questions are no exception."""
    place, option = data.draw(st.sampled_from(CHOICES))
    interview = at(place)
    way = data.draw(st.sampled_from(list(ways(interview, option))))
    text = data.draw(st.sampled_from([way, way.upper(), way.title(), f"  {way} ", way.replace(" ", "   ")]))
    found = understand(interview, text)
    if way == "same":
        assert found == Unclear(("one", "other")), "what two options are called is neither's"
        return
    assert isinstance(found, Understood)
    assert found.how in ("id", "label", "synonym")
    assert chosen(interview, text) == {option.id}
    assert matches(interview, interview.choices, text)[0].option.id == option.id


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_denied_or_asked_an_option_is_not_taken(data: st.DataObject) -> None:
    """Unless an option says just that: "No degree" is one's own synonym. What denies itself is nobody's to deny."""
    place, option = data.draw(st.sampled_from(CHOICES))
    interview = at(place)
    way = data.draw(st.sampled_from(list(ways(interview, option))))
    denied = data.draw(st.sampled_from([
        "not {}", "anything but {}", "I don't want {}", "neither {}", "without {}", "everything except {}",
        "it isn't {}"])).format(way)
    if SMALL_WORDS.issuperset(plain(way).split()):
        # Nothing of it says which answer is meant, and so nothing is denied.
        return
    if negations(tuple(plain(way).split())) or any(plain(denied) == plain(own) for own in ways(interview, option)):
        return
    assert option.id not in chosen(interview, denied)
    assert option.id not in {match.option.id for match in matches(interview, interview.choices, denied)}
    asked = data.draw(st.sampled_from(["what is {}", "should I say {}?", "why {}", "is it {}?",
    "{}?"])).format(way.rstrip("?"))
    assert chosen(interview, asked) == set()


SAID = st.one_of(
    st.text(max_size=40), st.text("abcdefghi ,.?-+0123456789/", max_size=60),
    st.lists(st.sampled_from(sorted({word for place, option in CHOICES for way in ways(at(place), option)
                                     for word in way.split()})), max_size=6).map(" ".join))


@given(st.sampled_from(PLACES), SAID)
@settings(max_examples=400, deadline=None)
def test_any_text_is_understood_or_not(place: str, text: str) -> None:
    """It never raises; how it was recognised is one of the few words; and an option taken has a word in the text."""
    interview = at(place)
    assert interview.question is not None
    found = understand(interview, text)
    numbered(interview, text)
    understand_exactly(interview, text)
    assert {match.option.id for match in matches(interview, interview.choices, text)} <= {
        option.id for option in interview.choices}
    if isinstance(found, Understood):
        assert found.how in HOW.get(interview.question.kind, {"id", "label", "synonym", "words", "unknown"})
    elif isinstance(found, Unclear):
        assert set(found.nearest) <= {option.id for option in interview.choices}
        assert found.message or found.nearest
    if plain(text) not in ("all", "both", "everything"):
        said = {singular(word) for word in plain(text).split()}
        own = {one.option.id: one.words for one in sayings(interview, interview.choices)}
        for id in chosen(interview, text):
            assert any(word.startswith(tuple(said)) for word in own[id])


@pytest.mark.parametrize("text", [
    "a" * LONGEST, "a " * (LONGEST // 2), "," * LONGEST, "1," * (LONGEST // 2), "not " * (LONGEST // 4), "?" * LONGEST,
    "what is " * (LONGEST // 8), "degree and " * (LONGEST // 11), "-" * (LONGEST - 1) + "1", "1" * LONGEST,
    "in " * (LONGEST // 3), "\u0301" * LONGEST, "ß" * LONGEST, "it was " * (LONGEST // 7),
    "1 " * (LONGEST // 2 - 2) + "ago"],
    ids=lambda text: text[:4])
def test_long_lines_are_soon_read(text: str) -> None:
    """They come to an end, and are no answers."""
    for place in ("coursera.goal", "backup.keep", "backup.size", "backup.last"):
        interview = at(place)
        assert not isinstance(understand(interview, text), Understood) or "degree" in text
        matches(interview, interview.choices, text)
        numbered(interview, text)
