"""What the person does, turned into a new talk: choosing, typing, commands, files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

from tui.chat.rows import UNKNOWN_ROW, Choosable, name_of
from tui.chat.talk import For, Talk
from tui.interview.asides import lines
from tui.interview.changing import dropped, find_question, read_change
from tui.interview.commands import Front, NoCommand, available, commands_of, read_command
from tui.interview.interview import Interview
from tui.interview.offer import Refused
from tui.interview.recommendation import Recommendation, recommend
from tui.interview.said import label_of
from tui.interview.understand import AskedBack, Understood, asked_back, understand
from tui.problems.frozen import frozen, replaced
from tui.problems.hurtful import clean
from tui.report.files import free_name, suggested_name, write_new, write_over
from tui.report.forms import markdown
from tui.saved import Keeper
from tui.tree.answers import UNKNOWN, Answer
from tui.tree.model import NONE


class Host(Protocol):
    """What only the app can do."""

    def copy(self, text: str) -> None:
        """Send text to the terminal's clipboard."""

    def open(self, address: str) -> bool:
        """Open an address in a browser; False where there is none to open it in."""

    def leave(self) -> None:
        """End the chat."""

    def choose_tree(self) -> None:
        """Go to the list of trees."""


@frozen
class Effect:
    """The new talk, what the prompt should hold now (None: as it is), and whether something was said on the side.

    With `select` what the prompt holds is selected: it is still there to be mended, and typing replaces it.
    """

    talk: Talk
    prompt: str | None = ""
    aside: bool = False
    select: bool = False


class Doing:
    """Does what the person asks for. Answers are saved before they are shown as taken."""

    def __init__(self, keeper: Keeper, host: Host, name: str) -> None:
        self.keeper = keeper
        self.host = host
        self.name = name
        self._cannot_save = ""

    # The prompt

    def enter(self, talk: Talk, text: str, shown: Choosable) -> Effect:
        """Enter: what is marked is taken; where nothing is, what was typed is understood."""
        text = clean(text)
        marked = shown.rows[shown.marked] if shown.marked is not None and shown.marked < len(shown.rows) else None
        if text.startswith("/"):
            return self._typed_command(talk, text, marked.key if marked is not None else "")
        if talk.question is None or not talk.question.options:
            if marked is not None:
                return self.click(talk, marked.key, text)
            return self._words(talk, text) if text.strip() else Effect(talk, None)
        if talk.several and not text.strip():
            answer = talk.ticked_answer
            if answer is not None:
                return self.take(talk, answer)
            if marked is not None and marked.key == UNKNOWN_ROW:
                return self.command(talk, "unknown")
            return self._say(talk, "Nothing is ticked yet. Space or a number ticks; Enter then takes what is ticked.")
        if talk.several and len(named := self._named(talk, text)) > 1:
            return self._ticked(talk, named)
        if marked is not None:
            return self.click(talk, marked.key, text)
        return self._words(talk, text) if text.strip() else Effect(talk, None)

    def _named(self, talk: Talk, text: str) -> frozenset[str]:
        """The options that words name at once, as in "bread and drinks"; they are ticked, and so are seen."""
        found = understand(talk.asked, text)
        answer = found.answer if isinstance(found, Understood) else None
        return answer if isinstance(answer, frozenset) else frozenset()

    def _ticked(self, talk: Talk, options: frozenset[str]) -> Effect:
        for option in options - talk.ticked:
            talk = talk.tick(option)
        return Effect(talk)

    def click(self, talk: Talk, key: str, text: str) -> Effect:
        """A row was chosen."""
        if text.startswith("/"):
            return self.command(talk, key)
        match talk.prompt:
            case For.CHANGE_WHICH:
                return Effect(talk.change(key))
            case For.GO_ON:
                return self._go_on(talk, key)
            case For.OVERWRITE:
                return self._overwrite(talk, key)
        if key == UNKNOWN_ROW:
            return self.command(talk, "unknown")
        return Effect(talk.tick(key)) if talk.several else self.take(talk, key)

    def take(self, talk: Talk, answer: Answer) -> Effect:
        """Answer the open question."""
        new = talk.take(answer)
        if isinstance(new, Refused):
            return self._error(talk, f"{new.message[:1].upper()}{new.message[1:]}.")
        return Effect(self._after_change(talk, new) if talk.prompt is For.CHANGE else self._kept(new))

    def _after_change(self, before: Talk, new: Talk) -> Talk:
        came_back = [name_of(id) for id in new.interview.returned]
        gone = [name_of(id) for id in dropped(before.interview, new.interview)]
        said = [f"Changed: {name_of(before.changing)}."]
        said += [f"Still counts: {', '.join(came_back)}."] if came_back else []
        said += [f"No longer asked: {', '.join(gone)}."] if gone else []
        return self._kept(new.say("note", said=lines(" ".join(said))))

    def _kept(self, talk: Talk) -> Talk:
        """Save; where that fails, say so once."""
        problem = self.keeper.save(talk.interview)
        if problem is None or self._cannot_save:
            return talk
        self._cannot_save = problem
        return talk.say("note", said=lines(problem))

    def _words(self, talk: Talk, text: str) -> Effect:
        if talk.question is None:
            back = asked_back(talk.interview.tree, text)
            if back is not None:
                return Effect(talk.say("terms", back.term.label), aside=True)
            return self._say(talk, "I did not get that. Type / to see what you can do now.")
        found = understand(talk.asked, text)
        if isinstance(found, AskedBack):
            return Effect(talk.say("terms", found.term.label), aside=True)
        if isinstance(found, Understood):
            if found.answer is UNKNOWN:
                return self.command(talk, "unknown")
            if isinstance(found.answer, frozenset):
                return self._ticked(talk, found.answer or frozenset((NONE,)))
            return self.take(talk, found.answer)
        if found.message:
            return self._error(talk, found.message)
        near = [label_of(talk.asked, talk.question.options[id]) for id in found.nearest if id in talk.question.options]
        hint = f" The nearest: {'; '.join(near)}." if near else ""
        return self._error(talk, f"I did not get that.{hint}")

    # Commands

    def _typed_command(self, talk: Talk, text: str, marked: str) -> Effect:
        called = read_command(text, Front.CHAT)
        if marked and " " not in text.strip():
            return self.command(talk, marked)
        if called is None or isinstance(called, NoCommand):
            return self._error(talk, f"{called.message[:1].upper()}{called.message[1:]}." if called else "")
        return self.command(talk, called.command.name, called.rest)

    def command(self, talk: Talk, name: str, rest: str = "") -> Effect:
        """Run a command by its name."""
        interview = talk.interview
        known = available(commands_of(Front.CHAT), interview.outcome is None, bool(interview.answers))
        if name not in [command.name for command in known]:
            return self._say(talk, f"/{name} makes no sense here.") if name != "back" else self.leave(talk)
        match name:
            case "back":
                if talk.prompt is not For.ANSWER:
                    return self.leave(talk)
                return Effect(self._kept(talk.at(interview.back())))
            case "restart":
                self.keeper.begin_anew()
                return Effect(Talk(interview.restart()))
            case "why" | "unknown":
                return Effect(talk.say(name, talk.asked.place), aside=True)
            case "terms" | "sources" | "answers" | "help":
                return Effect(talk.say(name, rest), aside=True)
            case "change":
                return self._change(talk, rest)
            case "save":
                return self._save(talk, rest)
            case "copy":
                self.host.copy(markdown(self._found(interview)))
                return self._say(talk, "Sent to the terminal's clipboard. Where pasting brings nothing, use /save.")
            case "trees":
                self.host.choose_tree()
            case "quit":
                self.host.leave()
        return Effect(talk)

    def _change(self, talk: Talk, rest: str) -> Effect:
        if not rest:
            return Effect(replaced(talk.cancel(), prompt=For.CHANGE_WHICH))
        if " " not in rest.strip():
            question = find_question(talk.interview, rest.strip())
            return self._refused(talk, question) if isinstance(question, Refused) else Effect(talk.change(question.id))
        wanted = read_change(talk.interview, rest)
        if isinstance(wanted, Refused):
            return self._refused(talk, wanted)
        return self.take(talk.change(wanted[0]), wanted[1])

    def open(self, talk: Talk, address: str) -> Effect:
        """Open a link, or show its address where nothing can open it."""
        return Effect(talk, None) if self.host.open(address) else self._say(talk, address)

    def leave(self, talk: Talk) -> Effect:
        """Leave whatever the prompt is for; saved answers that were not taken up stay where they are."""
        return self._go_on(talk, "anew") if talk.prompt is For.GO_ON else Effect(talk.cancel())

    def _go_on(self, talk: Talk, key: str) -> Effect:
        saved = talk.saved
        if key == "go on" and saved is not None:
            return Effect(self._kept(Talk(saved)))
        self.keeper.begin_anew()
        return Effect(Talk(talk.interview))

    # The recommendation as a file

    def _found(self, interview: Interview) -> Recommendation:
        found = recommend(interview)
        assert found is not None
        return found

    def _save(self, talk: Talk, name: str) -> Effect:
        # Not Path.expanduser(), which raises for a user who does not exist.
        path = Path(os.path.expanduser(name or suggested_name(self.name, talk.interview.place)))
        problem = write_new(path, markdown(self._found(talk.interview)))
        if problem is FileExistsError:
            return Effect(replaced(talk, prompt=For.OVERWRITE, file=str(path)))
        return self._saved(talk, path, problem)

    def _overwrite(self, talk: Talk, key: str) -> Effect:
        path = Path(talk.file)
        talk = talk.cancel()
        if key == "no":
            return self._say(talk, "Not saved.")
        text = markdown(self._found(talk.interview))
        if key == "overwrite":
            return self._saved(talk, path, write_over(path, text))
        path = free_name(path)
        return self._saved(talk, path, write_new(path, text))

    def _saved(self, talk: Talk, path: Path, problem: object) -> Effect:
        if problem:
            return self._error(talk, f"{path} cannot be written: {problem}.")
        return self._say(talk, f"Saved as {path}.")

    def _say(self, talk: Talk, text: str) -> Effect:
        return Effect(talk.say("said", said=lines(clean(text))), aside=True)

    def _error(self, talk: Talk, text: str) -> Effect:
        return Effect(talk.say("error", said=lines(clean(text))), prompt=None, aside=True, select=True)

    def _refused(self, talk: Talk, refused: Refused) -> Effect:
        return self._error(talk, f"{refused.message[:1].upper()}{refused.message[1:]}.")
