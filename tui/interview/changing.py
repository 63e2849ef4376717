"""Changing an earlier answer: reading what was asked for, and saying what came of it.

Messages call questions and options as a person knows them; with `ids`, for programs, by their ids.
"""

from __future__ import annotations

from collections.abc import Iterable

from tui.interview.interview import Interview
from tui.interview.offer import Refused
from tui.interview.said import Voice, label_of
from tui.interview.told import name_of
from tui.interview.understand import AskedBack, Understood, matches, understand, understand_exactly
from tui.interview.words import plain
from tui.problems.nearest import nearest
from tui.tree.answers import Answer
from tui.tree.model import Option, Question
from tui.tree.written import chosen_options, listed

LONGEST = 60
"""Characters of what was typed that are repeated."""


def find_question(interview: Interview, name: str, ids: bool = False) -> Question | Refused:
    """An answered question by its id or a former one, its own words, or its number among the answers."""
    tree = interview.tree
    id = _known_as(interview, name)
    if id in interview.answers:
        return tree.questions[id]
    there = _listed(_names(interview.answers, ids)) or "nothing yet"
    if id:
        return Refused(f"'{id if ids else name_of(id)}' has not been answered; answered: {there}")
    close = nearest(plain(name).replace(" ", "_"), interview.answers) or nearest(name, tree.questions)
    hint = f"did you mean '{_names(close, ids)[0]}'?" if close else f"answered: {there}"
    return Refused(f"there is no question '{_short(name)}'; {hint}")


def split_change(interview: Interview, rest: str, ids: bool = False) -> tuple[Question, str] | Refused:
    """The answered question that `QUESTION ANSWER` begins with, and what follows; nothing may follow."""
    words = rest.split()
    first = words[0] if words else ""
    if first not in interview.answers:
        # Its own words may be many: "degree aim", or the whole of what is asked.
        longest = max((len(name.split()) for id in interview.answers for name in _called(interview, id)), default=1)
        for count in range(min(len(words), longest), 1, -1):
            if _known_as(interview, " ".join(words[:count])) in interview.answers:
                first = " ".join(words[:count])
                break
    question = find_question(interview, first, ids)
    return question if isinstance(question, Refused) else (question, " ".join(words[len(first.split()):]))


def read_change(interview: Interview, rest: str, ids: bool = False) -> tuple[str, Answer] | Refused:
    """The question and the new answer that `QUESTION ANSWER` asks for: nothing that would have to be guessed at."""
    split = split_change(interview, rest, ids)
    if isinstance(split, Refused):
        return split
    question, words = split
    asked = interview.at(question.id)
    name = question.id if ids else name_of(question.id)
    offered = tuple(option.id for option in asked.choices)
    if not words:
        return Refused(f"say which answer '{name}' should get, as in /change {name} ANSWER"
                       + (f"; offered: {_labels(asked, asked.choices, ids)}" if offered else ""), offered)
    found = understand_exactly(asked, words)
    if isinstance(found, Understood):
        return question.id, found.answer
    if isinstance(found, AskedBack) or not question.options:
        message = "" if isinstance(found, AskedBack) else found.message.rstrip(".")
        return Refused(f"{message[:1].lower()}{message[1:]}" if message
                       else f"'{_short(words)}' is no answer to '{name}'", offered)
    return Refused(f"'{name}' has no answer '{_short(words)}'; {_offer(asked, words, ids)}", offered)


def read_option(interview: Interview, words: str, ids: bool = False) -> str | Refused:
    """The option of the open question that words mean; `none` is one too."""
    question = interview.question
    options = {option.id: option for option in interview.choices}
    if question is None or not options:
        return Refused("no options are offered here")
    places = list(options)
    if words.isdecimal() and len(words) < 4 and words not in options and 0 < int(words) <= len(places):
        return places[int(words) - 1]
    found = understand(interview, words) if words not in options else Understood(words, "id")
    if isinstance(found, Understood):
        if found.answer in options:
            return str(found.answer)
        chosen = chosen_options(question, found.answer)
        if len(chosen) == 1 and chosen[0].id in options:
            return chosen[0].id
    return Refused(f"no option '{_short(words)}' is offered here; {_offer(interview, words, ids)}", tuple(options))


def _known_as(interview: Interview, name: str) -> str:
    """The id of the question that a name calls; empty where it calls none."""
    tree = interview.tree
    id = name if name in tree.questions else tree.former.get(name, "")
    if id in tree.questions:
        return id
    answered = list(interview.answers)
    if name.isdecimal() and len(name) < 4 and 0 < int(name) <= len(answered):
        return answered[int(name) - 1]
    said = plain(name)
    found = [id for id in answered if said and said in _called(interview, id)]
    if not found:
        found = [id for id in tree.questions if said == plain(id)]
    return found[0] if len(found) == 1 else ""


def _called(interview: Interview, id: str) -> tuple[str, ...]:
    """What a question is called, in plain words: its id, and what it asks."""
    return plain(id), plain(Voice(interview).line(interview.tree.questions[id].ask))


def _names(questions: Iterable[str], ids: bool) -> list[str]:
    return [id if ids else name_of(id) for id in questions]


def _offer(asked: Interview, words: str, ids: bool) -> str:
    """The option that was perhaps meant, or all that are offered."""
    close = matches(asked, asked.choices, words)
    if close:
        return f"did you mean '{_labels(asked, (close[0].option,), ids)}'?"
    return f"offered: {_labels(asked, asked.choices, ids)}"


def _labels(asked: Interview, options: Iterable[Option], ids: bool) -> str:
    return listed(option.id for option in options) if ids else _listed(
        [label_of(asked, option) for option in options], "; ")


def _listed(names: list[str], between: str = ", ", most: int = 8) -> str:
    return between.join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
