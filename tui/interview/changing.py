"""Changing an earlier answer: reading what was asked for, and saying what came of it."""

from __future__ import annotations

from tui.interview.interview import Interview
from tui.interview.offer import Refused
from tui.interview.understand import Understood, understand
from tui.problems.nearest import nearest
from tui.tree.answers import Answer
from tui.tree.model import Question
from tui.tree.written import chosen_options, listed


def find_question(interview: Interview, name: str) -> Question | Refused:
    """An answered question by its id or a former one."""
    tree = interview.tree
    id = name if name in tree.questions else tree.former.get(name, name)
    if id in interview.answers:
        return tree.questions[id]
    if id in tree.questions:
        return Refused(f"'{id}' has not been answered; answered: {listed(interview.answers) or 'nothing yet'}")
    close = nearest(name, interview.answers) or nearest(name, tree.questions)
    hint = f"did you mean '{close[0]}'?" if close else f"answered: {listed(interview.answers) or 'nothing yet'}"
    return Refused(f"there is no question '{name}'; {hint}")


def read_change(interview: Interview, rest: str) -> tuple[str, Answer] | Refused:
    """The question and the new answer that `QUESTION ANSWER` asks for."""
    name, _, words = rest.strip().partition(" ")
    question = find_question(interview, name)
    if isinstance(question, Refused):
        return question
    if not words.strip():
        return Refused(f"say which answer '{question.id}' should get, as in /change {question.id} ANSWER")
    found = understand(interview.at(question.id), words)
    if isinstance(found, Understood):
        return question.id, found.answer
    if question.options:
        options = [option.id for option in interview.at(question.id).offered]
        close = nearest(words.strip(), options)
        hint = f"did you mean '{close[0]}'?" if close else f"offered: {listed(options)}"
        return Refused(f"'{question.id}' has no answer '{words.strip()}'; {hint}", tuple(options))
    return Refused(getattr(found, "message", "") or f"'{words.strip()}' is no answer to '{question.id}'")


def read_option(interview: Interview, words: str) -> str | Refused:
    """The option of the open question that words mean; `none` is one too."""
    question = interview.question
    options = {option.id: option for option in interview.choices}
    if question is None or not options:
        return Refused("no options are offered here")
    if words in options:
        return words
    found = understand(interview, words) if words else None
    if isinstance(found, Understood):
        chosen = chosen_options(question, found.answer)
        if len(chosen) == 1 and chosen[0].id in options:
            return chosen[0].id
    close = nearest(words, options)
    return Refused(f"no option '{words}' is offered here; "
                   + (f"did you mean '{close[0]}'?" if close else f"offered: {listed(options)}"), tuple(options))


def dropped(before: Interview, after: Interview) -> tuple[str, ...]:
    """The questions whose answers no longer count after a change."""
    return tuple(id for id in before.answers if id not in after.answers)
