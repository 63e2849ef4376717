"""The talk in lines: what each line that comes in leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tui.interview import asides
from tui.interview.commands import Called, Front, NoCommand, available, commands_of, read_command
from tui.interview.history import History
from tui.interview.interview import Interview
from tui.interview.offer import Refused
from tui.interview.said import Voice
from tui.interview.told import name_of
from tui.interview.understand import LONGEST, asked_back
from tui.interview.whatif import set_aside
from tui.plain import shown
from tui.plain.lines import WIDEST, Lines
from tui.plain.looking import LOOKS, read_wanted
from tui.plain.reading import read
from tui.plain.saving import Saving
from tui.problems.hurtful import clean
from tui.tree.answers import UNKNOWN

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
    if here.outcome is not None or here.depends:
        return 0
    return 1 if here.stuck else 0 if terminal else 3


class PlainTalk:
    """An interview in lines; each line that comes in gives the lines that answer it."""

    def __init__(self, interview: Interview, name: str, width: int = WIDEST, keep: Keep | None = None,
                 before: tuple[Interview, ...] = ()) -> None:
        self.history = History(interview, before)
        self.left = False
        self._lines = Lines(width)
        self._saving = Saving(self._lines, name)
        self._keep = keep
        self._cannot_keep = ""
        self._unsure_at = ""
        """The question that the person has said not to know the answer to, and was told how to go on."""

    @property
    def interview(self) -> Interview:
        """Where the talk stands."""
        return self.history.now

    def begin(self) -> Iterator[str]:
        """What the tree is about, what was answered beforehand, and the first question."""
        voice, tree = Voice(self.interview), self.interview.tree
        yield from self._lines.text(voice.line(tree.title))
        if tree.about is not None:
            yield from self._lines.said(voice.say(tree.about))
        yield from self._lines.text("Answer with a number or in your own words. /help lists what else you can type.")
        for id in self.interview.answers:
            yield from shown.taken(self._lines, self.interview, id)
        yield ""
        yield from shown.place(self._lines, self.interview)

    def line(self, text: str) -> Iterator[str]:
        """What a line leads to."""
        called = read_command("/why" if text == "?" else text, Front.PLAIN)
        if self._saving.waiting:
            yield from self._saving.overwrite(self.interview, text)
        elif len(text) > LONGEST:
            yield from self._lines.text(f"That is too long: a line may have {LONGEST} characters.")
        elif isinstance(called, NoCommand):
            yield from self._lines.sentence(called.message)
        elif called is not None:
            yield from self._command(called)
        elif text:
            yield from self._answer(text)
        else:
            yield from self._lines.text("Type an answer, or /help.")

    def _command(self, called: Called) -> Iterator[str]:
        interview, name = self.interview, called.command.name
        known = available(commands_of(Front.PLAIN), interview.question is not None, bool(interview.answers))
        if called.command not in known:
            yield from self._lines.text(f"/{name} makes sense {called.command.when.value}.")
        elif name in LOOKS:
            yield from LOOKS[name](self._lines, interview, called.rest)
        elif name == "unknown":
            yield from self._unknown()
        elif name == "change":
            yield from self._change(called.rest)
        elif name in ("undo", "redo"):
            yield from self._again(name)
        elif name == "back":
            yield from self._go(interview.back())
        elif name == "restart":
            yield from self._lines.text("All answers are forgotten. /undo brings them back.")
            yield from self._go(interview.restart())
        elif name == "save":
            yield from self._saving.save(interview, called.rest)
        else:
            self.left = True
            yield from self._lines.text("Goodbye.")

    # Answering

    def _answer(self, text: str) -> Iterator[str]:
        interview = self.interview
        if interview.question is None:
            back = asked_back(interview.tree, text)
            for term in back.terms if back is not None else ():
                yield from self._lines.said(asides.meaning(Voice(interview), term))
            yield from [] if back is not None else self._lines.text(
                "There is no question left. /help lists what you can do now.")
            return
        answer = yield from read(self._lines, interview, text)
        if answer is UNKNOWN:
            yield from self._unknown()
        elif answer is not None:
            yield from self._take(interview.answer(answer))

    def _unknown(self) -> Iterator[str]:
        """Said for the first time, how to find out and where answers lead; said again, go on without one."""
        interview, question = self.interview, self.interview.question
        assert question is not None
        if self._unsure_at == question.id and question.unknown:
            yield from self._take(interview.answer(UNKNOWN))
            return
        self._unsure_at = question.id
        yield from shown.unknown(self._lines, interview, question)

    def _change(self, rest: str) -> Iterator[str]:
        wanted = yield from read_wanted(self._lines, self.interview, "change", rest)
        if wanted is not None:
            question, answer = wanted
            yield from self._take(self.interview.change(question.id, answer))

    def _take(self, new: Interview | Refused) -> Iterator[str]:
        if isinstance(new, Refused):
            yield from self._lines.sentence(new.message)
            return
        before = self.interview
        yield from self._move(self.history.went(new))
        taken = [id for id in new.answers if new.answers[id] != before.answers.get(id)]
        for id in dict.fromkeys([*taken, *new.returned]):
            yield from shown.taken(self._lines, new, id)
        for title, ids in zip(("Kept until asked again", "No longer asked"), set_aside(before, new), strict=True):
            if ids:
                yield from self._lines.text(f"{title}: {', '.join(map(name_of, ids))}.")
        yield ""
        yield from shown.place(self._lines, new)

    # Moving

    def _go(self, new: Interview) -> Iterator[str]:
        yield from self._move(self.history.went(new))
        yield from shown.place(self._lines, new)

    def _again(self, name: str) -> Iterator[str]:
        moved = self.history.undo() if name == "undo" else self.history.redo()
        if moved is None:
            yield from self._lines.text(f"There is nothing to {name}.")
            return
        yield from self._move(moved)
        yield from shown.place(self._lines, moved.now)

    def _move(self, history: History) -> Iterator[str]:
        """Save before anything is shown as taken; where that fails, say so once."""
        problem = self._keep(history.now) if self._keep is not None else None
        self.history = history
        self._unsure_at = ""
        if problem is not None and not self._cannot_keep:
            self._cannot_keep = problem
            yield from self._lines.text(problem)
