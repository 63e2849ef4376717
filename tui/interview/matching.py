"""Words against options: which fit, best first, to be shown; and which one is meant beyond doubt, if one is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from tui.interview.interview import Interview
from tui.interview.said import label_of
from tui.interview.words import NEGATIONS, SMALL, asks, negations, plain, singular, told
from tui.problems.frozen import Frozen
from tui.problems.nearest import distance
from tui.tree.model import Option

MOST_WORDS = 40
"""Different words of a text that are compared with options one by one; all count where doubt is to be ruled out."""

MOST_WORDS_WITH_SLIPS = 12
LONGEST_WITH_SLIPS = 40
"""Up to so many words, and words of so many letters, slips of the keys are looked for."""

MOST_CLAUSES = 20
"""Clauses of a text in which something may be denied, for what is shown as the nearest."""

MOST_NEAREST = 3
"""Options that are shown as the nearest."""

MOST_REMEMBERED = 10_000
"""Texts of which the words are remembered: all that can be chosen is looked at again with every key."""

SURE = 120
"""The least score with which an option is marked: more than half of the words that were typed fit it."""

SAME, _ALL_FIT, _AMONG = 1000, 500, 350
"""The least scores of the very words of an option, of words that are all in it, and of all its words among others."""
_SEEN = ("label", "words")
"""The phrases that a person sees: a label, and what follows the yes or no in it."""

_ALSO_SAID = {
    "yes": ("y", "yeah", "yep", "yup", "sure", "ok", "true", "of course", "certainly", "definitely", "i do",
            "yes i do"),
    "no": ("n", "nope", "nah", "false", "not really", "not at all", "of course not", "certainly not", "i dont",
           "i do not", "no i dont", "no i do not", "never", "not yet"),
    "none": ("none of them", "none of these", "none of those", "none of the above", "nothing")}


class Match(Frozen):
    """An option that fits what was typed; more is better."""

    option: Option
    score: int
    how: str


class Line(Frozen):
    """Words as they were said: all of them, those that matter, and those that deny something."""

    words: tuple[str, ...]
    told: tuple[str, ...]
    denials: frozenset[str]


class Phrase(Frozen):
    """A way to say an option: its words, how it is written, and what of the option it is."""

    line: Line
    written: str
    how: str


class Sayings(Frozen):
    """An option, the ways to say it, and all the words in them."""

    option: Option
    phrases: tuple[Phrase, ...]
    words: frozenset[str]


def sayings(interview: Interview, options: tuple[Option, ...]) -> tuple[Sayings, ...]:
    """The ways to say each option."""
    return tuple(_sayings(interview, option) for option in options)


def exactly(said: tuple[Sayings, ...], text: str) -> tuple[tuple[Option, ...], str]:
    """The options of which a text is the very label, synonym or id, capitals and marks aside; and which it is."""
    written = _written(text)
    for how in ("label", "synonym"):
        found = _with(said, how, lambda phrase: phrase.written == written)
        if found:
            return found, how
    words, asked = _line(text).words, written.endswith("?")
    for how in ("id", "label", "synonym") if words else ():
        found = _with(said, how, lambda phrase: phrase.line.words == words
                      and (not asked or phrase.written.endswith("?")))
        if found:
            return found, how
    return (), ""


def fitting(interview: Interview, options: tuple[Option, ...], text: str) -> list[Match]:
    """The options that fit a text, best first. What asks something fits none, nor what is denied the option denied."""
    said, line = sayings(interview, options), _line(text)
    same, how = exactly(said, text)
    if same or not asks(text):
        found = [match for match in _ranked(said, line) if match.option not in same]
    else:
        # It may be on its way to a label that begins as a question does.
        found = [Match(one.option, _ALL_FIT, "words") for one in said
                 if not text.rstrip().endswith("?") and any(_begins(line, phrase) for phrase in one.phrases)]
    return [*(Match(option, SAME, how) for option in same), *found]


def nearest(said: tuple[Sayings, ...], text: str) -> tuple[str, ...]:
    """The options to show where a text is not clear, by their ids: those that fit, else those that are not denied."""
    found = [match.option.id for match in _ranked(said, _line(text))]
    if not found:
        wanted: list[str] = []
        denied: set[str] = set()
        for clause in re.split(r"[,;.:!?\n]|\b(?:just|only)\b", text.casefold())[:MOST_CLAUSES]:
            line = _line(clause)
            bare = _line(" ".join(word for word in line.words if word not in NEGATIONS))
            meant = [match.option.id for match in _ranked(said, bare)]
            if line.denials:
                denied.update(meant)
            else:
                wanted += meant
        others = [one.option.id for one in said if one.option.id not in denied]
        found = [id for id in dict.fromkeys(wanted) if id not in denied] or others
    return tuple(found[:MOST_NEAREST]) or tuple(one.option.id for one in said[:MOST_NEAREST])


def clear(said: tuple[Sayings, ...], text: str) -> Option | None:
    """The one option that words mean beyond doubt: all that was said is said of it, and nothing of any other.

    The words are its phrase, small words aside; or a good part of its label, or the beginning of it; or a sentence with
    whole phrases of it and no word that is not one of its own, and nothing denied.
    """
    line = _line(text)
    typed = line.told
    if not typed:
        return None
    usable = [tuple(phrase for phrase in one.phrases if _agree(line, phrase)) for one in said]
    same = [one.option for one, phrases in zip(said, usable, strict=True)
            if any(phrase.line.told == typed for phrase in phrases)]
    if same:
        return same[0] if len(same) == 1 else None
    parts = [any(_part(typed, phrase) or _starts(line, phrase) for phrase in phrases) for phrases in usable]
    known = frozenset(typed)
    spans = [_spans(typed, known, phrases) for phrases in usable]
    # "No campus" may be said of a No that is also called "campus", or against it.
    sure = [part or (bool(span) and not line.denials and one.words.issuperset(known))
            for one, part, span in zip(said, parts, spans, strict=True)]
    if sure.count(True) != 1:
        return None
    at = sure.index(True)
    mine = [(0, len(typed))] if parts[at] else spans[at]
    for i, one in enumerate(said):
        if i != at and not all(any(_inside(span, own) for own in mine) for span in spans[i]):
            return None
        if i != at and len(typed) == 1 and any(word.startswith(typed[0]) for word in one.words):
            return None
    return said[at].option


def _with(said: tuple[Sayings, ...], how: str, fits: Callable[[Phrase], bool]) -> tuple[Option, ...]:
    return tuple(one.option for one in said if any(phrase.how == how and fits(phrase) for phrase in one.phrases))


def _sayings(interview: Interview, option: Option) -> Sayings:
    label = label_of(interview, option)
    ways = [(option.id.replace("_", " "), "id"), (label, "label")]
    ways += [(phrase, "synonym") for phrase in (*option.also, *_ALSO_SAID.get(option.id, ()))]
    # What follows a yes or a no is an answer too: "too much trouble" of "No, that is too much trouble".
    after = re.match(r"\s*(?:yes|no), (?:(?:and|but|or) )?(.+)", label, re.IGNORECASE | re.DOTALL)
    if after is not None:
        ways.append((after[1], "words"))
    phrases = tuple(Phrase(_line(text), _written(text), how) for text, how in ways)
    return Sayings(option, phrases, frozenset(singular(word) for phrase in phrases for word in phrase.line.words))


@lru_cache(MOST_REMEMBERED)
def _written(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@lru_cache(MOST_REMEMBERED)
def _line(text: str) -> Line:
    words = tuple(plain(text).split())
    return Line(words, told(words), negations(words))


def _agree(line: Line, phrase: Phrase) -> bool:
    """Whether what was typed and a phrase deny the same; a beginning need not have come to it yet."""
    if not line.denials and not phrase.line.denials:
        return True
    if not line.denials.issubset(phrase.line.words):
        return False
    return (phrase.line.denials - {"but"}).issubset(line.denials) or _begins(line, phrase)


def _begins(line: Line, phrase: Phrase) -> bool:
    words, whole, last = line.words, phrase.line.words, len(line.words) - 1
    return 0 <= last < len(whole) and words[:last] == whole[:last] and whole[last].startswith(words[last])


def _starts(line: Line, phrase: Phrase) -> bool:
    """Whether words are a beginning: of a label, or of another phrase but for the end of its last word."""
    return _begins(line, phrase) and len("".join(line.words)) >= 5 and (
        phrase.how in _SEEN or len(line.words) == len(phrase.line.words))


def _part(typed: tuple[str, ...], phrase: Phrase) -> bool:
    """Whether what was typed stands in a label in one piece, and is half of it or more; the last word may lack its end.

    Synonyms are not seen, and a word of one may mean anything: they count as wholes.
    """
    whole, last = phrase.line.told, len(typed) - 1
    return phrase.how in _SEEN and 2 * len(typed) >= len(whole) and any(
        whole[at:at + last] == typed[:last] and _ends(typed[last], whole[at + last]) for at in range(len(whole) - last))


def _ends(word: str, other: str) -> bool:
    return word == other or (len(word) >= 5 and other.startswith(word))


def _spans(typed: tuple[str, ...], known: frozenset[str], phrases: tuple[Phrase, ...]) -> list[tuple[int, int]]:
    """From where to where whole phrases stand in what was typed, whose words are known as a set too."""
    wholes = [phrase.line.told for phrase in phrases if phrase.line.told and known.issuperset(phrase.line.told)]
    return [(at, at + len(whole)) for whole in wholes
            for at in range(len(typed) - len(whole) + 1) if typed[at:at + len(whole)] == whole]


def _inside(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= span[0] and span[1] <= other[1] and span != other


# Fitting loosely: to be shown, not to be taken

def _ranked(said: tuple[Sayings, ...], line: Line) -> list[Match]:
    if not line.words:
        return []
    found = [Match(one.option, score, "words") for one in said if (score := _best(one, line))]
    return sorted(found, key=lambda match: -match.score)


def _best(one: Sayings, line: Line) -> int:
    typed = tuple(dict.fromkeys(line.told))
    # Small words count where nothing else was typed: "by the" is on its way to "by the river".
    small, denies = typed[0] in SMALL, bool(line.denials)
    return max((_score(typed, phrase.line.words if small else phrase.line.told, denies)
                for phrase in one.phrases if _agree(line, phrase)), default=0)


def _score(typed: tuple[str, ...], phrase: tuple[str, ...], denies: bool) -> int:
    """How well typed words fit a phrase: they are it; all are within it; all of it is among them; or some are."""
    if typed == phrase:
        return SAME if phrase else 0
    some = typed[:MOST_WORDS]
    slips = len(some) <= MOST_WORDS_WITH_SLIPS
    fits = [max((_fit(word, other, word == typed[-1], slips) for other in phrase), default=0) for word in some]
    hits = sum(1 for fit in fits if fit)
    if hits == len(typed) and (not denies or _runs(typed, phrase)):
        return _ALL_FIT + sum(fits) // hits + 50 * hits // max(len(phrase), hits)
    # A "not" that both have is nothing that they have in common, and what else it denies is not known.
    if not phrase or denies:
        return 0
    if set(phrase).issubset(typed):
        return _AMONG + 250 * len(phrase) // len(typed)
    return min(_AMONG - 1, 200 * hits // len(fits) + hits) if hits else 0


def _runs(typed: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Whether words stand in a phrase in one piece: "not why" is not in "why not"."""
    last = len(typed) - 1
    return any(phrase[at:at + last] == typed[:last] and phrase[at + last].startswith(typed[last])
               for at in range(len(phrase) - last))


def _fit(word: str, other: str, last: bool, slips: bool) -> int:
    """How well one word fits another; slips of the keys are looked for where words are long enough to be known by."""
    if word == other:
        return 100
    if other.startswith(word) and (last or len(word) >= 3):
        return 80
    if slips and 5 <= len(word) <= LONGEST_WITH_SLIPS:
        limit = 2 if len(word) >= 8 else 1
        # Two letters more or less make another word: "coursera" is no slip of "course".
        if abs(len(word) - len(other)) < 2 and distance(word, other, limit) <= limit:
            return 60
        if last and 6 <= len(word) < len(other) and distance(word, other[:len(word)], 1) <= 1:
            return 60
    return 0
