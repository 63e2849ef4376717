"""Understanding what was typed: ids, labels, parts, synonyms, small typos, numbers and dates as people write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tui.interview.interview import Interview
from tui.interview.said import label_of
from tui.problems.frozen import frozen
from tui.problems.nearest import distance
from tui.tree.answers import UNKNOWN, Answer, parse_date, parse_number
from tui.tree.model import NONE, Option, Term, Tree
from tui.tree.names import Kind
from tui.tree.written import Misread, read_answer


@frozen
class Understood:
    """An answer, and how it was recognised: id, label, synonym, words, number, date or unknown."""

    answer: Answer
    how: str


@frozen
class Unclear:
    """Words that fit no answer, or several; the nearest options, and a sentence where there is something to say."""

    nearest: tuple[str, ...]
    message: str = ""


@frozen
class AskedBack:
    """A question back about a term of the glossary."""

    term: Term


@frozen
class Match:
    """An option that fits what was typed; more is better, and 500 or more is beyond doubt when alone."""

    option: Option
    score: int
    how: str


LONGEST = 4_000
"""Characters of a line that is still read as an answer."""

SAME = 1000
"""The score of the very words of an option."""

CLEAR = 300
"""The least score at which a best match is taken without being shown first."""

_UNKNOWN = frozenset((
    "unknown", "i dont know", "dont know", "i do not know", "do not know", "not sure", "im not sure", "i am not sure",
    "no idea", "dunno", "idk", "unsure"))
_SMALL = frozenset((
    "a", "an", "and", "are", "as", "at", "be", "by", "do", "for", "from", "i", "if", "im", "in", "is", "it",
    "its", "me", "my", "of", "on", "or", "so", "that", "the", "this", "to", "want", "with", "would", "like",
    "need", "am", "was", "will", "please", "just"))
_ALSO_SAID = {"yes": ("y", "yeah", "yep", "sure", "ok", "true"), "no": ("n", "nope", "nah", "false")}
_WORD = re.compile(r"\w+")
_ASKED = re.compile(
    r"(?:what(?:'s|’s|s| is| are| does| do)?|explain|define|meaning of) (?:an? |the )?(.+?)(?: mean| stand for)?",
    re.IGNORECASE)
_NUMBER_IN_WORDS = re.compile(r"[-−]?\d+(?:\.\d+)?")
_DAY, _NAME, _YEAR = r"(\d{1,2})(?:st|nd|rd|th)?", r"([a-z]{3,9})\.?", r"(\d{4})"
_MONTH = re.compile(rf"{_DAY} {_NAME},? {_YEAR}|{_NAME} {_DAY},? {_YEAR}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def understand(interview: Interview, text: str) -> Understood | Unclear | AskedBack:
    """What a person means by a line of text at the question being asked."""
    question = interview.question
    if question is None:
        return Unclear((), "there is no question to answer")
    if len(text) > LONGEST:
        return Unclear((), "That is too long for an answer.")
    if _plain(text) in _UNKNOWN:
        return Understood(UNKNOWN, "unknown")
    if question.kind is Kind.NUMBER:
        found = _number(text)
        return found if isinstance(found, Understood) else asked_back(interview.tree, text) or found
    if question.kind is Kind.DATE:
        found = _date(text, interview.today)
        return found if isinstance(found, Understood) else asked_back(interview.tree, text) or found
    exact = read_answer(question, text)
    options = interview.choices
    ids = {option.id for option in options}
    if not isinstance(exact, Misread) and exact is not UNKNOWN and (
            exact in ids if isinstance(exact, str) else isinstance(exact, frozenset) and text.strip() and exact <= ids):
        return Understood(exact, "id")
    return asked_back(interview.tree, text) or (
        _several(interview, options, text) if question.kind is Kind.SEVERAL else _one(interview, options, text))


def matches(interview: Interview, options: tuple[Option, ...], text: str) -> list[Match]:
    """The options that fit a text, best first."""
    typed = _words(text)
    if not typed:
        return []
    found = [best for option in options if (best := _best(interview, option, typed)) is not None]
    return sorted(found, key=lambda match: -match.score)


def asked_back(tree: Tree, text: str) -> AskedBack | None:
    """The term that somebody asks about, as in "what is a MasterTrack?" or "MasterTrack?"."""
    # One blank between words, or the expression would try every way to share out long stretches of blanks.
    said = " ".join(text[:LONGEST].split())
    asked = _ASKED.fullmatch(said.rstrip(" ?"))
    words = asked[1] if asked is not None else said.rstrip(" ?") if said.endswith("?") else None
    term = tree.term(words) if words else None
    if term is None and words and words.endswith("s"):
        term = tree.term(words[:-1])
    return AskedBack(term) if term is not None else None


def _one(interview: Interview, options: tuple[Option, ...], text: str) -> Understood | Unclear:
    found = matches(interview, options, text)
    if found and found[0].score >= CLEAR and (len(found) == 1 or found[0].score > found[1].score):
        return Understood(found[0].option.id, found[0].how)
    return Unclear(tuple(match.option.id for match in found[:3]) or tuple(option.id for option in options[:3]))


def _several(interview: Interview, options: tuple[Option, ...], text: str) -> Understood | Unclear:
    whole = _one(interview, options, text)
    parts = [part for part in re.split(r"[,;+&]|\band\b", text) if part.strip()]
    if len(parts) > 1:
        read = [_one(interview, options, part) for part in parts]
        clear = [found for found in read if isinstance(found, Understood)]
        if len(clear) == len(read) and NONE not in [found.answer for found in clear]:
            return Understood(frozenset(str(found.answer) for found in clear), clear[0].how)
        best = next(iter(matches(interview, options, text)), None)
        if best is None or best.score < SAME:
            # To take one part and pass over another would be an answer that nobody gave.
            near = dict.fromkeys(id for found in read for id in (
                found.nearest if isinstance(found, Unclear) else (str(found.answer),)))
            return Unclear(tuple(near)[:3])
    if isinstance(whole, Unclear):
        return whole
    return Understood(frozenset() if whole.answer == NONE else frozenset((str(whole.answer),)), whole.how)


def _best(interview: Interview, option: Option, typed: list[str]) -> Match | None:
    phrases = [(option.id.replace("_", " "), "id"), (label_of(interview, option), "label")]
    phrases += [(phrase, "synonym") for phrase in (*option.also, *_ALSO_SAID.get(option.id, ()))]
    best: Match | None = None
    for phrase, how in phrases:
        # Small words count where nothing else was typed: "by the" is on its way to "by the river".
        score = _score(typed, _words(phrase) if typed[0] not in _SMALL else _plain(phrase).split())
        if score and (best is None or score > best.score):
            best = Match(option, score, how if score >= 600 else "words")
    return best


def _score(typed: list[str], phrase: list[str]) -> int:
    """How well typed words fit a phrase: all of it, all of the phrase within them, all of them within it, some."""
    if not phrase:
        return 0
    if typed == phrase:
        return SAME
    if len(phrase) < len(typed) and all(word in typed for word in phrase):
        return 600 + 10 * min(len(phrase), 9)
    fits = [max(_fit(word, other, i == len(typed) - 1) for other in phrase) for i, word in enumerate(typed)]
    hits = sum(1 for fit in fits if fit)
    if not hits:
        return 0
    if hits == len(typed):
        return 400 + sum(fits) // len(fits) + 50 * hits // max(len(phrase), hits)
    return min(299, 200 * hits // len(typed) + hits)


def _fit(word: str, other: str, last: bool) -> int:
    if word == other:
        return 100
    if other.startswith(word) and (last or len(word) >= 3):
        return 80
    if len(word) >= 4:
        limit = 2 if len(word) >= 8 else 1
        if distance(word, other, limit) <= limit or (last and len(other) > len(word)
                                                     and distance(word, other[:len(word)], 1) <= 1):
            return 60
    return 0


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(re.sub(r"['’]", "", text.casefold())))


def _words(text: str) -> list[str]:
    """The words that matter; all of them where none does."""
    words = _plain(text).replace("_", " ").split()
    return [word for word in words if word not in _SMALL] or words


def _number(text: str) -> Understood | Unclear:
    number = parse_number(text)
    if number is None and not re.search(r"\d[,'’ ]\d", text):
        found = _NUMBER_IN_WORDS.findall(text)
        number = parse_number(found[0]) if len(found) == 1 else None
    if number is None:
        return Unclear((), "That is not a number. Write digits, such as 3 or 3.5.")
    return Understood(number, "number")


def _date(text: str, today: date) -> Understood | Unclear:
    words = " ".join(text.lower().split())
    day = parse_date(words) or {"today": today, "yesterday": today - timedelta(days=1)}.get(words)
    found = _MONTH.fullmatch(words) if day is None else None
    if found is not None:
        number, name, year = (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
        if name[:3] in _MONTHS:
            day = parse_date(f"{year}-{_MONTHS.index(name[:3]) + 1:02}-{int(number):02}")
    if day is None:
        return Unclear((), "That is not a date. Write it as 2026-03-01, or as 1 March 2026.")
    return Understood(day, "date")
