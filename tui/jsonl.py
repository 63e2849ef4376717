"""An interview as JSON lines: answers and commands come in a line each, objects go out a line each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from tui.interview import asides
from tui.interview.changing import read_change, read_option, split_change
from tui.interview.commands import Front, NoCommand, read_command
from tui.interview.comparing import comparable, compare, find_outcome
from tui.interview.given import how_written
from tui.interview.history import History
from tui.interview.interview import Interview
from tui.interview.offer import Refused
from tui.interview.said import Said, Voice, plain
from tui.interview.understand import (
    LONGEST,
    MOST_NEAREST,
    AskedBack,
    Understood,
    asked_back,
    by_number,
    understand,
    understand_exactly,
)
from tui.interview.whatif import effect, where
from tui.problems.hurtful import clean
from tui.report.to_json import STUCK, Object, compare_object, effect_object, error_object, last_object
from tui.tree.answers import UNKNOWN, Answer
from tui.tree.written import listed, write_answer

NOT_PROVED = "this tree is too entangled to look so far ahead"


def converse(interview: Interview, lines: Iterable[str], write: Callable[[Object], None]) -> int:
    """Talk to a program until its lines end; gives the exit code. What was answered beforehand is in the interview."""
    talk = JsonTalk(interview)
    for found in talk.begin():
        write(found)
    for line in lines:
        for found in talk.line(clean(line.strip())):
            write(found)
    here = talk.interview
    return 0 if here.outcome is not None or here.depends else 1 if here.stuck else 3


class JsonTalk:
    """An interview with a program on the other side; each line from there gives at least one object."""

    def __init__(self, interview: Interview) -> None:
        self.history = History(interview)
        # What was given beforehand counts as written when its question comes, and as kept only after that.
        self._given = set(interview.kept)

    @property
    def interview(self) -> Interview:
        """Where the talk stands."""
        return self.history.now

    def begin(self) -> Iterator[Object]:
        """The answers given beforehand, and where they lead."""
        for id in self.interview.returned:
            yield self._understood(id, how_written(self.interview.tree.questions[id]))
        yield from self._place()

    def line(self, text: str) -> Iterator[Object]:
        """What a line leads to."""
        if len(text) > LONGEST:
            yield error_object(f"a line may have {LONGEST} characters; this one has {len(text)}")
            return
        called = read_command(text, Front.JSON)
        if called is None:
            yield from self._answer(text)
        elif isinstance(called, NoCommand):
            yield error_object(called.message)
        else:
            yield from self._command(called.command.name, called.rest)

    def _command(self, name: str, rest: str) -> Iterator[Object]:
        interview = self.interview
        if name in ("change", "effect"):
            yield from self._change(name, rest)
        elif name in ("undo", "redo"):
            moved = self.history.undo() if name == "undo" else self.history.redo()
            if moved is None:
                yield error_object(f"there is nothing to {name}")
                return
            self.history = moved
            yield from self._place()
        elif name == "where":
            yield self._where(rest)
        elif name == "compare":
            yield self._compare(rest)
        elif name == "why":
            question = interview.question
            yield (error_object("no question is open") if question is None
                   else _note(asides.why(Voice(interview), question)))
        elif not interview.answers:
            yield error_object("nothing is answered yet")
        else:
            self.history = self.history.went(interview.back() if name == "back" else interview.restart())
            yield from self._place()

    def _where(self, rest: str) -> Object:
        option = read_option(self.interview, rest, ids=True)
        if isinstance(option, Refused):
            return error_object(option.message)
        found = where(self.interview, option)
        return error_object(NOT_PROVED) if found is None else {
            "type": "where", "option": option, "possible": list(found)}

    def _compare(self, rest: str) -> Object:
        interview = self.interview
        if interview.outcome is None:
            return error_object("there is no recommendation to compare with yet")
        if not rest:
            return error_object(f"say which outcome, as in /compare OUTCOME: {listed(comparable(interview))}")
        other = find_outcome(interview, rest)
        voice = Voice(interview)
        return error_object(other.message) if isinstance(other, Refused) else compare_object(
            compare(interview, other, voice), voice)

    def _change(self, name: str, rest: str) -> Iterator[Object]:
        change = read_change(self.interview, rest, ids=True)
        if isinstance(change, Refused):
            yield error_object(change.message)
            return
        id, answer = change
        if name == "effect":
            told = effect(self.interview, id, answer)
            yield (error_object(told.message) if isinstance(told, Refused) else
                   error_object(NOT_PROVED) if told is None else effect_object(told))
            return
        split = split_change(self.interview, rest)
        found = understand_exactly(self.interview.at(id), split[1]) if not isinstance(split, Refused) else None
        how = found.how if isinstance(found, Understood) else "id"
        yield from self._take(self.interview.change(id, answer), id, how)

    def _answer(self, text: str) -> Iterator[Object]:
        interview, question = self.interview, self.interview.question
        if question is None:
            back = asked_back(interview.tree, text)
            yield (_note(asides.meaning(Voice(interview), back.term)) if back is not None
                   else error_object("no question is open; /change, /back and /restart go on from here"))
            return
        called = by_number(interview, text)
        if isinstance(called, Refused):
            offered = [option.id for option in interview.choices]
            yield {"type": "unclear", "nearest": offered[:MOST_NEAREST], "message": called.message}
            return
        how = "unknown" if called is UNKNOWN else "words"
        found = Understood(called, how) if called is not None else understand(interview, text)
        if isinstance(found, AskedBack):
            yield _note(asides.meaning(Voice(interview), found.term))
        elif not isinstance(found, Understood):
            more: Mapping[str, object] = {"message": found.message} if found.message else {}
            yield {"type": "unclear", "nearest": list(found.nearest), **more}
        else:
            yield from self._take(interview.answer(found.answer), question.id, found.how)

    def _take(self, new: Interview | Refused, question: str, how: str) -> Iterator[Object]:
        if isinstance(new, Refused):
            yield error_object(new.message)
            return
        self.history = self.history.went(new)
        yield self._understood(question, how)
        for id in new.returned:
            yield self._understood(id, how_written(new.tree.questions[id]) if id in self._given else "kept")
        yield from self._place()

    def _understood(self, id: str, how: str) -> Object:
        self._given.discard(id)
        answer: Answer = self.interview.answers[id]
        return {"type": "understood", "question": id, "answer": write_answer(self.interview.tree.questions[id], answer),
                "how": how}

    def _place(self) -> Iterator[Object]:
        yield last_object(self.interview)
        if self.interview.stuck and self.interview.question is not None:
            yield error_object(STUCK)


def _note(said: Said) -> Object:
    return {"type": "note", "text": plain(said)}
