"""Advice: what breaks nothing, and is mostly not what an author wants."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from tui.check.survey import Survey
from tui.check.texts import texts
from tui.check.uses import Spot, spot
from tui.problems.problem import Place, Problem, Related, Severity
from tui.tree.answers import shown_date
from tui.tree.format import QUESTION
from tui.tree.lost_citations import LostCitations
from tui.tree.model import Option, Question
from tui.tree.names import plain_word
from tui.tree.text import Text

LONGEST_LABEL = 70
"""Cells of a label that fit into one line of a terminal of 80, with its number before it."""

KEYS = frozenset(("ask", "kind", "why", "find_out", "options", "formerly", "goto", "label", "hint", "also", "when",
                  "so"))
"""Keys of questions and options that are hardly ever meant as the id of an option."""

MOST_TYPED_OUT = 9
"""Options that one digit can choose from."""


def stale_review(survey: Survey) -> Iterator[Problem]:
    """A tree that should have been read through again by now."""
    tree = survey.tree
    if tree.reviewed is None or tree.review_every is None:
        return
    due = later(tree.reviewed, *tree.review_every)
    if survey.today > due:
        file = tree.title.at.file
        found = re.search(r"(?m)^reviewed[ ]*:[ ]*(\S+)", file.text)
        place = Place(file, *found.span(1)) if found is not None else tree.title.at
        yield Problem("stale-review", f"this tree was to be read through again by {shown_date(due)}", place,
                      "check every claim against its source, then write today's date here", Severity.WARNING)


def later(day: date, count: int, unit: str) -> date:
    """A day so many days, weeks, months or years later; the last of the month where that has fewer days."""
    try:
        if unit in ("day", "week"):
            return day + timedelta(count * (7 if unit == "week" else 1))
        months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
        year, month = months // 12, months % 12 + 1
        last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(1)).day
        return date(year, month, min(day.day, last))
    except (OverflowError, ValueError):
        return date.max


def alike_options(survey: Survey) -> Iterator[Problem]:
    """Two options of a question that read alike, or that people call by the same word."""
    said: set[Spot] = set()
    for question in survey.tree.questions.values():
        options = list(question.options.values())
        if question.none is not None:
            options.append(question.none)
        known: dict[str, Option] = {}
        for option in options:
            for word in (option.label.raw, *option.also):
                word = plain_word(word).rstrip(".!?")
                first = known.setdefault(word, option)
                if first is not option and spot(option.at) not in said and _offered_together(survey, question, first,
                                                                                              option):
                    said.add(spot(option.at))
                    yield _alike(first, option, word)


def _alike(first: Option, second: Option, word: str) -> Problem:
    labels = [plain_word(option.label.raw).rstrip(".!?") for option in (first, second)]
    how = "read alike" if labels[0] == labels[1] else f"are both called '{word}'"
    return Problem("alike-options", f"the options '{first.id}' and '{second.id}' {how}", second.at,
                   "let each have words of its own", Severity.WARNING,
                   (Related(first.at, "the other one"),))


def _offered_together(survey: Survey, question: Question, first: Option, second: Option) -> bool:
    """Whether somebody may be offered both."""
    when = [option.when for option in (first, second) if option.when is not None]
    if not when or survey.ways is None or not survey.crowd.comes_to(question.id):
        return True
    return survey.crowd.some(survey.inventory.conditions.all_hold(when), question.id) is not False


def long_label(survey: Survey) -> Iterator[Problem]:
    """A label, or the hint below it, that does not fit into a line."""
    said: set[Spot] = set()
    for question in survey.tree.questions.values():
        for option in (*question.options.values(), *([question.none] if question.none is not None else [])):
            for text, other in ((option.label, "'hint' or 'help'"), (option.hint, "the question's 'help'")):
                if text is not None and len(text.raw) * 2 > LONGEST_LABEL and _cells(text) > LONGEST_LABEL and (
                        spot(text.at) not in said):
                    said.add(spot(text.at))
                    yield Problem("long-label", f"this is {_cells(text)} characters wide and does not fit into a line",
                                  text.at, f"say it in {LONGEST_LABEL}, and put the rest into {other}",
                                  Severity.WARNING)


def _cells(text: Text) -> int:
    """How wide a text is on a terminal."""
    if text.raw.isascii():
        return len(text.raw)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text.raw)


def bare_outcome(survey: Survey) -> Iterator[Problem]:
    """An outcome that says neither what to watch out for nor what to do next."""
    for outcome in survey.tree.outcomes.values():
        if not outcome.caveats and not outcome.next_steps:
            yield Problem("bare-outcome", f"'{outcome.id}' says neither what to watch out for nor what to do next",
                          outcome.at, "add 'caveats:' or 'next_steps:'", Severity.WARNING)


def many_options(survey: Survey) -> Iterator[Problem]:
    """A question with more options typed out than one digit can choose from."""
    listed: set[int] | None = None
    for question in survey.tree.questions.values():
        if len(question.options) > MOST_TYPED_OUT:
            if listed is None:
                listed = {id(option) for options in survey.tree.lists.values() for option in options}
            typed = sum(id(option) not in listed for option in question.options.values())
            if typed > MOST_TYPED_OUT:
                yield Problem("many-options", f"'{question.id}' has {typed} options typed out", question.at,
                              "ask a broader question first, or keep a long list under 'lists:'", Severity.WARNING)


def key_as_option(survey: Survey) -> Iterator[Problem]:
    """An option that has the name of a key, and so is perhaps a line that is indented too far or not far enough."""
    for question in survey.tree.questions.values():
        for option in question.options.values():
            if option.id in KEYS:
                line = "options" if option.id in QUESTION.fields else "label"
                yield Problem("key-as-option", f"'{option.id}' is one of the options of '{question.id}', and no key",
                              option.at, f"if it is meant as a key, indent its line as far as '{line}:'; "
                              "else give the option another id", Severity.WARNING)


def own_alternative(survey: Survey) -> Iterator[Problem]:
    """An outcome that names itself as the other one to think of."""
    for outcome in survey.tree.outcomes.values():
        text = outcome.alternatives.get(outcome.id)
        if text is not None:
            file = text.at.file
            start = file.text.rfind(outcome.id, 0, text.at.start)
            place = text.at if start < 0 else Place(file, start, start + len(outcome.id))
            yield Problem("own-alternative", f"'{outcome.id}' is an alternative to itself", place,
                          "name another outcome, or take it out", Severity.WARNING)


def lost_citation(survey: Survey) -> Iterator[Problem]:
    """The name of a source in a text, marked in a way that makes no citation of it."""
    files = {outcome.at.file for outcome in survey.tree.outcomes.values()}
    files |= {question.at.file for question in survey.tree.questions.values()}
    lost = LostCitations(survey.tree.sources)
    if not any(lost.may_be_in(file.text) for file in files):
        return
    for text in texts(survey.tree):
        for found, name in lost.found(text.raw):
            yield Problem("lost-citation", f"'{found.group()}' names a source, but is no citation", _place(text, found),
                          f"write [@{name}]", Severity.WARNING)


def _place(text: Text, found: re.Match[str]) -> Place:
    """The place of a match, where it can be found in the text as written."""
    place = text.at
    start = place.file.text.find(found.group(), place.start, place.end)
    return place if start < 0 else Place(place.file, start, start + len(found.group()))
