"""Understanding what was typed: ids, labels, synonyms, words, numbers and dates as people write them, questions back.

Nothing is taken on a guess: what is not clear comes back with the nearest options. A front end that shows what it marks
before it is taken uses `matches`, which is more generous; one that shows numbers beside options asks `numbered` first.
"""

from __future__ import annotations

import re
from decimal import Decimal

from tui.interview.dates import read_date
from tui.interview.interview import Interview
from tui.interview.matching import MOST_NEAREST, SAME, SURE, Match, Sayings, clear, exactly, fitting, nearest, sayings
from tui.interview.numbers import numbered, read_number
from tui.interview.offer import Refused
from tui.interview.words import asks, plain
from tui.problems.frozen import Frozen
from tui.tree.answers import UNKNOWN, Answer
from tui.tree.model import NONE, Option, Question, Term, Tree
from tui.tree.names import Kind
from tui.tree.written import read_answer

__all__ = ("LONGEST", "MOST_NEAREST", "SURE", "AskedBack", "Match", "Unclear", "Understood", "asked_back", "by_number",
           "matches", "no_such_number", "numbered", "understand", "understand_exactly")


class Understood(Frozen):
    """An answer, and how it was recognised: id, label, synonym, words, number, date or unknown."""

    answer: Answer
    how: str


class Unclear(Frozen):
    """Words that fit no answer, or several; the nearest options, and a sentence where there is something to say."""

    nearest: tuple[str, ...]
    message: str = ""


class AskedBack(Frozen):
    """A question back that names terms of the glossary."""

    terms: tuple[Term, ...]

    @property
    def term(self) -> Term:
        """The first of them."""
        return self.terms[0]


LONGEST = 4_000
"""Characters of a line that is still read as an answer."""

MOST_TERMS = 3
"""Terms that are explained at once."""

MOST_PARTS = 30
"""Answers that can be given at once in words; in their written form, as ids with commas, there may be any number."""

CANNOT_ANSWER = "I cannot answer that here. /why says more about this question."

_UNKNOWN = frozenset((
    "unknown", "i dont know", "dont know", "i do not know", "do not know", "not sure", "im not sure", "i am not sure",
    "no idea", "i have no idea", "no clue", "i cant say", "cant say", "i cannot say", "dunno", "i dunno", "idk",
    "unsure", "im unsure", "i am unsure", "who knows"))
_ALL = frozenset(("all", "all of it", "all of them", "all of these", "all of those", "all of the above", "everything"))
_BOTH = frozenset(("both", "both of them", "both of these"))
_SURENESS = ("id", "label", "synonym", "words")
_ABOUT = r"(?:what(?:'s|’s|s| is| are| does| do)?|explain|define|meaning of) (?:an? |the )?(.+?)(?: mean| stand for)?"


def understand(interview: Interview, text: str) -> Understood | Unclear | AskedBack:
    """What a person means by a line of text at the question being asked."""
    question = interview.question
    if question is None:
        return Unclear((), "There is no question to answer.")
    if len(text) > LONGEST:
        return Unclear((), "That is too long for an answer.")
    said = sayings(interview, interview.choices)
    found = _exactly(question, said, text)
    if found is not None:
        return found
    if plain(text) in _UNKNOWN and (question.unknown or clear(said, text) is None):
        return Understood(UNKNOWN, "unknown")
    if asks(text):
        return asked_back(interview.tree, text) or _not_answered(said, text)
    if question.kind is Kind.NUMBER:
        number = read_number(interview, question, text)
        return Understood(number, "number") if isinstance(number, Decimal) else Unclear((), number)
    if question.kind is Kind.DATE:
        day = read_date(interview, question, text)
        return Unclear((), day) if isinstance(day, str) else Understood(day, "date")
    return _several(said, text) if question.kind is Kind.SEVERAL else _one(said, text)


def matches(interview: Interview, options: tuple[Option, ...], text: str) -> list[Match]:
    """The options that fit a text, best first, to be shown before one is taken; "the second one" fits that one."""
    numbers = numbered(interview, text) if any(char.isalpha() for char in text) else None
    if numbers is None:
        return fitting(interview, options, text)
    chosen = [option.id for option in interview.choices[numbers[0] - 1:numbers[0]]] if len(numbers) == 1 else []
    return [Match(option, SAME, "words") for option in options if option.id in chosen]


def understand_exactly(interview: Interview, text: str) -> Understood | Unclear | AskedBack:
    """The same, where a sentence is not enough: only ids, labels, synonyms, numbers and dates are taken."""
    found = understand(interview, text)
    if not isinstance(found, Understood) or found.how != "words":
        return found
    ids = found.answer if isinstance(found.answer, frozenset) else (found.answer,)
    return Unclear(tuple(option.id for option in interview.choices if option.id in ids) or (NONE,))


def by_number(asked: Interview, text: str) -> Answer | Refused | None:
    """The answer that numbers of options mean, in the order offered; None where a text is no such numbers."""
    numbers = numbered(asked, text)
    question = asked.question
    if numbers is None or question is None:
        return None
    if numbers == (0,):
        return UNKNOWN
    options = asked.choices
    wrong = next((number for number in numbers if not 1 <= number <= len(options)), None)
    if wrong is not None:
        return no_such_number(asked, wrong)
    chosen = {options[number - 1].id for number in numbers}
    if question.kind is Kind.SEVERAL:
        return Refused("that answer excludes the others") if NONE in chosen and len(chosen) > 1 else frozenset(
            chosen - {NONE})
    return chosen.pop() if len(chosen) == 1 else Refused("one answer only, please")


def no_such_number(asked: Interview, number: int) -> Refused:
    """That no option has a number."""
    return Refused(f"there is no answer {number}; they go from 1 to {len(asked.choices)}")


def asked_back(tree: Tree, text: str) -> AskedBack | None:
    """The terms that somebody asks about, as in "what is a MasterTrack?" or "MasterTrack?"."""
    if len(text) > LONGEST or not asks(text):
        return None
    # One blank between words, or the expression would try every way to share out long stretches of blanks.
    said = " ".join(text.split())
    about = re.fullmatch(_ABOUT, said.rstrip(" ?"), re.IGNORECASE)
    whole = _term(tree, about[1] if about is not None else said.rstrip(" ?"))
    if whole is not None:
        return AskedBack((whole,))
    # A question mark alone makes no question out of an answer that has a term in it.
    terms = _terms(tree, said) if asks(said.rstrip(" ?")) else ()
    return AskedBack(terms) if terms else None


def _term(tree: Tree, words: str) -> Term | None:
    return tree.term(words) or (tree.term(words[:-1]) if words.endswith("s") else None)


def _terms(tree: Tree, said: str) -> tuple[Term, ...]:
    """The terms that a sentence names, the longest names first where they overlap."""
    words = said.split()
    longest = max((len(word.split()) for word in tree.words), default=0)
    found: list[Term] = []
    at = 0
    while at < len(words) and len(found) < MOST_TERMS:
        for count in range(min(longest, len(words) - at), 0, -1):
            name = " ".join(words[at:at + count]).strip(".,;:!?()\"'“”‘’")
            term = _term(tree, name) if name else None
            if term is not None:
                found += [term] if term not in found else []
                at += count - 1
                break
        at += 1
    return tuple(found)


def _not_answered(said: tuple[Sayings, ...], text: str) -> Unclear:
    """A question that nothing here answers; where a question mark is all that makes it one, the options it may mean."""
    bare = text.rstrip(" ?")
    if not bare or asks(bare):
        return Unclear((), CANNOT_ANSWER)
    return Unclear(nearest(said, bare)) if said else Unclear((), "If that is your answer, leave the question mark out.")


def _exactly(question: Question, said: tuple[Sayings, ...], text: str) -> Understood | Unclear | None:
    """An answer in its written form, or the very words of an option, which count before all else."""
    if not said or not text.strip():
        return None
    ids = {one.option.id for one in said}
    written = read_answer(question, text.strip())
    if isinstance(written, str) and written in ids:
        return Understood(written, "id")
    if isinstance(written, frozenset) and (written <= ids if written else text.strip() == NONE and NONE in ids):
        return Understood(written, "id")
    found, how = exactly(said, text)
    if len(found) > 1:
        return Unclear(tuple(option.id for option in found))
    return Understood(_answer(question, found[0].id), how) if found else None


def _answer(question: Question, id: str) -> Answer:
    """The answer that one option is."""
    if question.kind is not Kind.SEVERAL:
        return id
    return frozenset() if id == NONE else frozenset((id,))


def _one(said: tuple[Sayings, ...], text: str) -> Understood | Unclear:
    option = clear(said, text)
    return Understood(option.id, "words") if option is not None else Unclear(nearest(said, text))


def _several(said: tuple[Sayings, ...], text: str) -> Understood | Unclear:
    whole = clear(said, text)
    if whole is not None:
        return Understood(frozenset() if whole.id == NONE else frozenset((whole.id,)), "words")
    ids = [one.option.id for one in said if one.option.id != NONE]
    if plain(text) in _ALL or (plain(text) in _BOTH and len(ids) == 2):
        return Understood(frozenset(ids), "words")
    parts = [part for part in re.split(r"[,;+&\n]|\b(?:and|plus)\b", text) if part.strip()]
    read = [_part(said, part) for part in parts[:MOST_PARTS]]
    # To take one part and pass over another would be an answer that nobody gave.
    if len(parts) > MOST_PARTS or any(option is None or option == NONE for option, _ in read) or not read:
        return Unclear(nearest(said, text))
    return Understood(frozenset(option for option, _ in read if option is not None),
                      max((how for _, how in read), key=_SURENESS.index))


def _part(said: tuple[Sayings, ...], text: str) -> tuple[str | None, str]:
    """The option that one of several parts means, and how it was recognised."""
    found, how = exactly(said, text)
    if len(found) == 1:
        return found[0].id, how
    option = clear(said, text) if not found else None
    return option.id if option is not None else None, "words"
