"""The same interview as numbered lines: for screen readers, pipes and terminals that can do no more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tui.interview import asides
from tui.interview.changing import dropped, find_question
from tui.interview.commands import Front, NoCommand, available, commands_of, read_command
from tui.interview.interview import Interview
from tui.interview.offer import Refused
from tui.interview.recommendation import Recommendation, recommend, said_back
from tui.interview.said import Said, Voice, label_of, put_in
from tui.interview.understand import LONGEST, AskedBack, Unclear, Understood, asked_back, understand
from tui.problems.hurtful import clean
from tui.report.forms import written
from tui.report.files import suggested_name, write_new, write_over
from tui.report.page import expected, recommendation_page
from tui.report.to_text import said_text
from tui.report.wrap import wrap
from tui.tree.answers import UNKNOWN, Answer
from tui.tree.model import NONE, Option
from tui.tree.names import Kind

WIDEST = 80
"""Cells of a line, however wide the terminal is: longer lines are hard to read and to listen to."""

STUCK = ("No answer to this question is open to you, so the talk ends here. That is a slip in the tree, not yours. "
         "/back takes your last answer back.")
_FORMS = {".html": "html", ".htm": "html", ".txt": "text"}

Keep = Callable[[Interview], "str | None"]
"""Saves an interview before its last answer is shown as taken; a sentence where that is not possible."""


def converse(talk: PlainTalk, lines: Iterable[str], write: Callable[[str], None], terminal: bool) -> int:
    """Talk to a person until they leave or their lines end; gives the exit code."""
    write("\n".join([*talk.begin(), ""]))
    prompt = "\n> " if terminal else ""
    write(prompt)
    for line in lines:
        write("\n".join(["", *talk.line(clean(line.strip())), ""]))
        if talk.left:
            break
        write(prompt)
    else:
        write("\n" if terminal else "")
    here = talk.interview
    if here.outcome is not None:
        return 0
    return 1 if here.stuck else 0 if terminal else 3


class PlainTalk:
    """An interview in lines; each line that comes in gives the lines that answer it."""

    def __init__(self, interview: Interview, name: str, width: int = WIDEST, keep: Keep | None = None) -> None:
        self.interview = interview
        self.left = False
        self._name = name
        self._width = min(width, WIDEST)
        self._keep = keep
        self._cannot_keep = ""
        self._over: Path | None = None

    def begin(self) -> Iterator[str]:
        """What the tree is about, what was answered beforehand, and the first question."""
        voice = Voice(self.interview)
        yield from self._wrapped(voice.line(self.interview.tree.title))
        if self.interview.tree.about is not None:
            yield from self._said(voice.say(self.interview.tree.about))
        yield from self._wrapped("Answer with a number or in your own words. /help lists what else you can type.")
        for id in self.interview.answers:
            yield from self._taken(id)
        yield ""
        yield from self._place()

    def line(self, text: str) -> Iterator[str]:
        """What a line leads to."""
        called = read_command("/why" if text == "?" else text, Front.PLAIN)
        if self._over is not None:
            yield from self._overwrite(text)
        elif len(text) > LONGEST:
            yield from self._wrapped(f"That is too long: a line may have {LONGEST} characters.")
        elif isinstance(called, NoCommand):
            yield from self._sentence(called.message)
        elif called is not None:
            yield from self._command(called.command.name, called.rest)
        elif text:
            yield from self._answer(text)
        else:
            yield from self._wrapped("Type an answer, or /help.")

    def _command(self, name: str, rest: str) -> Iterator[str]:
        interview = self.interview
        known = available(commands_of(Front.PLAIN), interview.outcome is None, bool(interview.answers))
        voice, question = Voice(interview), interview.question
        if name not in [command.name for command in known]:
            yield from self._wrapped("Nothing is answered yet." if not interview.answers else f"/{name} makes no sense here.")
        elif name in ("back", "restart"):
            yield from self._go(interview.back() if name == "back" else interview.restart())
        elif name == "change":
            yield from self._change(rest)
        elif name == "save":
            yield from self._save(rest)
        elif name == "why" and question is not None:
            yield from self._said(asides.why(voice, question))
        elif name == "unknown":
            yield from self._unknown()
        elif name == "terms":
            yield from self._said(asides.look_up(voice, rest))
        elif name == "sources":
            recommend(interview, voice)
            yield from self._said(asides.sources(interview.tree, voice.sources))
        elif name == "answers":
            yield from self._answers()
        elif name == "help":
            yield from self._help()
        else:
            self.left = True
            yield from self._wrapped("Goodbye.")

    def _help(self) -> Iterator[str]:
        yield from self._wrapped("Type the number of an answer, or say it in your own words. Where several answers can be "
                                 "given, put commas between them. 0 says how to find out what you do not know.")
        yield from self._said(asides.help_lines(Front.PLAIN))

    def _answers(self) -> Iterator[str]:
        voice, interview = Voice(self.interview), self.interview
        yield from [] if interview.answers else self._wrapped("Nothing is answered yet.")
        for number, id in enumerate(interview.answers, 1):
            yield from self._wrapped(f"{voice.line(interview.tree.questions[id].ask)} {put_in(interview, id)} ({id})",
                                     f"{number}. ")

    # Answering

    def _answer(self, text: str) -> Iterator[str]:
        interview = self.interview
        if interview.question is None:
            back = asked_back(interview.tree, text)
            yield from (self._said(asides.meaning(Voice(interview), back.term)) if back is not None else
                        self._wrapped("There is no question left. /help lists what you can do now."))
            return
        answer = yield from self._read(interview, text)
        if answer is UNKNOWN:
            yield from self._unknown()
        elif answer is not None:
            yield from self._take(interview.question.id, interview.answer(answer))

    def _read(self, asked: Interview, text: str) -> Iterator[str]:
        """The answer that a text means, if any; what there is to say where it means none."""
        raise NotImplementedError

    def _unknown(self) -> Iterator[str]:
        question = self.interview.question
        assert question is not None
        yield from self._said(asides.find_out(Voice(self.interview), question))
