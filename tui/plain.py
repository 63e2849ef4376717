"""The same interview as numbered lines: for screen readers, pipes and terminals that can do no more."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from pathlib import Path

from tui.interview import asides
from tui.interview.changing import dropped, find_question
from tui.interview.commands import Front, NoCommand, available, commands_of, read_command
from tui.interview.interview import Interview
from tui.interview.offer import Refused
from tui.interview.recommendation import recommend, said_back
from tui.interview.said import Said, Voice, label_of, put_in
from tui.interview.understand import LONGEST, AskedBack, Understood, asked_back, understand
from tui.interview.whatif import depends
from tui.problems.hurtful import clean
from tui.report.files import suggested_name, write_new, write_over
from tui.report.forms import written
from tui.report.page import depends_page, expected, recommendation_page
from tui.report.to_text import said_text
from tui.report.wrap import wrap
from tui.tree.answers import UNKNOWN, Answer
from tui.tree.model import NONE, Question
from tui.tree.names import Kind

WIDEST = 80
"""Cells of a line, however wide the terminal is: longer lines are hard to read and to listen to."""

STUCK = ("No answer to this question is open to you, so the talk ends here. That is a slip in the tree, not yours. "
         "/back takes your last answer back.")
_NUMBERS = re.compile(r"\d{1,6}(?:[,\s]+\d{1,6})*")
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
    if here.outcome is not None or here.depends:
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
            why = "makes no sense here" if interview.answers else "needs an answer first"
            yield from self._wrapped(f"/{name} {why}.")
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
        yield from self._wrapped("Type the number of an answer, or say it in your own words. Where several answers can "
                                 "be given, put commas between them. 0 says how to find out what you do not know.")
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
            yield from self._take(interview.answer(answer))

    def _read(self, asked: Interview, text: str) -> Generator[str, None, Answer | None]:
        """The answer that a text means, if any; what there is to say where it means none."""
        question = asked.question
        assert question is not None
        numbered = self._numbered(asked, question, text)
        if isinstance(numbered, Refused):
            yield from self._sentence(numbered.message)
            return None
        if numbered is not None:
            return numbered
        found = understand(asked, text)
        if isinstance(found, Understood):
            return found.answer
        if isinstance(found, AskedBack):
            yield from self._said(asides.meaning(Voice(asked), found.term))
        elif found.message:
            yield from self._wrapped(found.message)
        else:
            known = {option.id: (number, option) for number, option in enumerate(asked.choices, 1)}
            near = "; ".join(f"{known[id][0]}, {label_of(asked, known[id][1])}" for id in found.nearest if id in known)
            yield from self._wrapped("I did not get that." + (f" The nearest: {near}." if near else ""))
        return None

    def _numbered(self, asked: Interview, question: Question, text: str) -> Answer | Refused | None:
        """The answer that numbers mean; None where the text is no number."""
        if not question.options or not _NUMBERS.fullmatch(text):
            return None
        numbers = [int(number) for number in re.split(r"[,\s]+", text) if number]
        if numbers == [0]:
            return UNKNOWN
        options = asked.choices
        wrong = next((number for number in numbers if not 1 <= number <= len(options)), None)
        if wrong is not None:
            return Refused(f"there is no answer {wrong}; they go from 1 to {len(options)}")
        chosen = [options[number - 1].id for number in numbers]
        if question.kind is Kind.SEVERAL:
            if NONE in chosen and len(set(chosen)) > 1:
                return Refused("that answer excludes the others")
            return frozenset(id for id in chosen if id != NONE)
        return chosen[0] if len(chosen) == 1 else Refused("one answer only, please")

    def _unknown(self) -> Iterator[str]:
        question = self.interview.question
        assert question is not None
        yield from self._said(asides.find_out(Voice(self.interview), question))

    def _take(self, new: Interview | Refused) -> Iterator[str]:
        if isinstance(new, Refused):
            yield from self._sentence(new.message)
            return
        before = self.interview
        yield from self._saved(new)
        taken = [id for id in new.answers if new.answers[id] != before.answers.get(id)]
        for id in dict.fromkeys([*taken, *new.returned]):
            yield from self._taken(id)
        gone = dropped(before, new)
        if gone:
            yield from self._wrapped(f"No longer asked: {', '.join(gone)}.")
        yield ""
        yield from self._place()

    def _go(self, new: Interview) -> Iterator[str]:
        yield from self._saved(new)
        yield from self._place()

    def _saved(self, new: Interview) -> Iterator[str]:
        """Save before anything is shown as taken; where that fails, say so once."""
        problem = self._keep(new) if self._keep is not None else None
        self.interview = new
        if problem is not None and not self._cannot_keep:
            self._cannot_keep = problem
            yield from self._wrapped(problem)

    def _taken(self, id: str) -> Iterator[str]:
        kept = " (kept)" if id in self.interview.returned else ""
        yield from self._wrapped(f"You: {put_in(self.interview, id)}{kept}")
        voice = Voice(self.interview)
        for text in said_back(self.interview, id):
            yield from self._said(voice.say(text))

    def _change(self, rest: str) -> Iterator[str]:
        if not rest:
            yield from self._answers()
            yield from self._wrapped("Type /change, the word in brackets, and the new answer.")
            return
        name, _, words = rest.partition(" ")
        question = find_question(self.interview, name)
        if isinstance(question, Refused):
            yield from self._sentence(question.message)
            return
        asked = self.interview.at(question.id)
        if not words.strip():
            yield from self._question(asked, question)
            yield from self._wrapped(f"Type /change {question.id} and the new answer.")
            return
        answer = yield from self._read(asked, words.strip())
        if answer is UNKNOWN:
            yield from self._said(asides.find_out(Voice(asked), question))
        elif answer is not None:
            yield from self._take(self.interview.change(question.id, answer))

    # What is shown

    def _place(self) -> Iterator[str]:
        interview = self.interview
        found = recommend(interview)
        if found is not None:
            yield written(recommendation_page(found), "text", self._width).rstrip()
            return
        open_end = depends(interview)
        if open_end is not None:
            yield written(depends_page(interview, open_end), "text", self._width).rstrip()
            return
        question = interview.question
        if interview.stuck or question is None:
            yield from self._wrapped(STUCK)
            return
        number, remaining = len(interview.answers) + 1, interview.remaining
        left = "" if remaining is None else (
            f" (at most {remaining.most} to go, this one counted)" if remaining.most > 1 else " (the last one)")
        yield from self._wrapped(f"Question {number}{left}")
        yield from self._question(interview, question)

    def _question(self, asked: Interview, question: Question) -> Iterator[str]:
        voice = Voice(asked)
        yield from self._said(voice.say(question.ask))
        for number, option in enumerate(asked.choices, 1):
            hint = f" – {voice.line(option.hint)}" if option.hint is not None else ""
            yield from self._wrapped(f"{label_of(asked, option)}{hint}", f"{number:>3}. ")
        if not question.options:
            yield from self._wrapped(expected(voice, question))
        elif question.unknown:
            yield from self._wrapped("I don't know", "  0. ")
        if question.kind is Kind.SEVERAL:
            yield from self._wrapped("Several can be given, with commas between them.")

    def _wrapped(self, text: str, first: str = "") -> Iterator[str]:
        yield wrap(text, self._width, first)

    def _sentence(self, message: str) -> Iterator[str]:
        yield from self._wrapped(f"{message[:1].upper()}{message[1:]}.")

    def _said(self, said: Said) -> Iterator[str]:
        yield from said_text(said, self._width, notes=False)

    # The recommendation as a file

    def _save(self, name: str) -> Iterator[str]:
        path = Path(name or suggested_name(self._name, self.interview.place)).expanduser()
        problem = write_new(path, self._document(path))
        if problem is FileExistsError:
            self._over = path
            yield from self._wrapped(f"There is a file {path} already. Write over it? Type yes or no.")
        else:
            yield from self._wrapped(f"{path} cannot be written: {problem}." if problem else f"Saved as {path}.")

    def _overwrite(self, text: str) -> Iterator[str]:
        path, self._over = self._over, None
        assert path is not None
        if text.lower() not in ("y", "yes"):
            yield from self._wrapped("Not saved. /save takes another name.")
            return
        problem = write_over(path, self._document(path))
        yield from self._wrapped(f"{path} cannot be written: {problem}." if problem else f"Saved as {path}.")

    def _document(self, path: Path) -> str:
        found = recommend(self.interview)
        assert found is not None
        return written(recommendation_page(found), _FORMS.get(path.suffix.lower(), "markdown"))


def choose_tree(names: Sequence[tuple[str, str]], lines: Iterator[str], write: Callable[[str], None]) -> str | None:
    """Ask which tree, by number or name; None where the lines end before that is clear."""
    write("What do you want to decide?\n")
    for number, (name, title) in enumerate(names, 1):
        write(f"{number:>3}. {title or name} ({name})\n")
    for line in lines:
        text = clean(line.strip())
        by_number = {str(number): name for number, (name, _) in enumerate(names, 1)}
        found = by_number.get(text) or next((name for name, _ in names if name == text), None)
        if found is not None:
            return found
        write("Type a number or a name.\n")
    return None
