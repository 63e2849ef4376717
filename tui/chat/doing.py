"""What the person does, turned into a new talk: choosing, typing, commands, files."""

from __future__ import annotations

from typing import Protocol

from tui.chat.effect import Effect, say, say_error, say_refused
from tui.chat.heard import command_meant, misnumbered, options_by_number
from tui.chat.looking import LOOKS, show_comparison, show_preview
from tui.chat.rows import UNKNOWN_ROW, Choosable
from tui.chat.saving import overwrite, save
from tui.chat.talk import For, Talk
from tui.interview.asides import lines
from tui.interview.changing import find_question, read_change
from tui.interview.commands import Front, NoCommand, read_command
from tui.interview.history import History
from tui.interview.offer import Refused
from tui.interview.said import label_of
from tui.interview.told import name_of
from tui.interview.understand import AskedBack, Unclear, Understood, asked_back, understand
from tui.interview.whatif import set_aside
from tui.problems.frozen import replaced
from tui.problems.hurtful import clean
from tui.report.forms import document
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


class Doing:
    """Does what the person asks for. Answers are saved before they are shown as taken."""

    def __init__(self, keeper: Keeper, host: Host, name: str) -> None:
        self.keeper = keeper
        self.host = host
        self.name = name
        self._cannot_save = ""

    def enter(self, talk: Talk, text: str, shown: Choosable) -> Effect:
        """Enter: what is marked is taken; where nothing is, what was typed is understood."""
        text = clean(text)
        marked = shown.rows[shown.marked] if shown.marked is not None and shown.marked < len(shown.rows) else None
        if text.startswith("/"):
            return self._typed_command(talk, text, marked.key if marked is not None else "")
        if talk.question is None or not talk.question.options:
            if marked is not None:
                return self.click(talk, marked.key, text)
            return self._words(talk, text, shown) if text.strip() else Effect(talk, None)
        if marked is not None and marked.key == UNKNOWN_ROW:
            return self.click(talk, marked.key, text)
        if talk.several and not text.strip():
            answer = talk.ticked_answer
            if answer is not None:
                return self.take(talk, answer)
            return say_error(talk, "Nothing is ticked yet. Space or a number ticks; Enter then takes what is ticked.")
        if talk.several and len(named := _named(talk, text)) > 1:
            return _ticked(talk, named)
        if marked is not None:
            return self.click(talk, marked.key, text)
        return self._words(talk, text, shown) if text.strip() else Effect(talk, None)

    def click(self, talk: Talk, key: str, text: str) -> Effect:
        """A row was chosen."""
        if text.startswith("/"):
            return self.command(talk, key)
        match talk.prompt:
            case For.CHANGE_WHICH:
                return Effect(talk.change(key))
            case For.PREVIEW:
                return self._make_change(talk) if key == "change" else Effect(talk.cancel())
            case For.COMPARE:
                return show_comparison(talk, key)
            case For.GO_ON:
                return self._go_on(talk, key)
            case For.OVERWRITE:
                return overwrite(talk, key)
        if talk.question is None:
            return Effect(talk.change(key))
        if key == UNKNOWN_ROW:
            return self.take(talk, UNKNOWN) if talk.may_go_on else self.command(talk, "unknown")
        return Effect(talk.unsaid().tick(key)) if talk.several else self.take(talk, key)

    def take(self, talk: Talk, answer: Answer) -> Effect:
        """Answer the open question; a change is first looked at."""
        new = talk.take(answer)
        if isinstance(new, Refused):
            return say_refused(talk, new)
        return show_preview(new) if new.prompt is For.PREVIEW else Effect(self._kept(new))

    def _make_change(self, talk: Talk) -> Effect:
        new = talk.make_change()
        return say_refused(talk, new) if isinstance(new, Refused) else Effect(self._kept(_changed(talk, new)))

    def _kept(self, talk: Talk) -> Talk:
        """Save; where that fails, say so once."""
        problem = self.keeper.save(talk.interview)
        if problem is None or self._cannot_save:
            return talk
        self._cannot_save = problem
        return talk.say("note", said=lines(problem))

    def _words(self, talk: Talk, text: str, shown: Choosable) -> Effect:
        wrong = misnumbered(talk, text, len(shown.rows))
        if wrong:
            return say_error(talk, wrong)
        if talk.question is None:
            return _after_the_end(talk, text)
        found = understand(talk.asked, text)
        if isinstance(found, AskedBack):
            return Effect(talk.say("terms", found.term.label), aside=True)
        if isinstance(found, Understood):
            if found.answer is UNKNOWN:
                return self.command(talk, "unknown")
            if isinstance(found.answer, frozenset):
                return _ticked(talk, found.answer or frozenset((NONE,)))
            return self.take(talk, found.answer)
        return _unclear(talk, found, text)

    # Commands

    def _typed_command(self, talk: Talk, text: str, marked: str) -> Effect:
        called = read_command(text, Front.CHAT)
        if marked and " " not in text.strip():
            return self.command(talk, marked)
        if called is None or isinstance(called, NoCommand):
            return say_error(talk, f"{called.message[:1].upper()}{called.message[1:]}." if called else "")
        return self.command(talk, called.command.name, called.rest)

    def command(self, talk: Talk, name: str, rest: str = "") -> Effect:
        """Run a command by its name."""
        interview = talk.interview
        if name not in [command.name for command in talk.commands]:
            return self.leave(talk) if name == "back" else say(talk, (
                f"There is nothing to {name}." if name in ("undo", "redo") else f"/{name} makes no sense here."))
        if talk.prompt in (For.OVERWRITE, For.COMPARE):
            # Whoever does something else does not want it any more.
            talk = talk.cancel()
        look = LOOKS.get(name)
        if look is not None:
            return look(talk, rest)
        match name:
            case "back":
                if talk.prompt is not For.ANSWER:
                    return self.leave(talk)
                return Effect(self._kept(talk.at(interview.back())))
            case "restart":
                self.keeper.begin_anew()
                return say(talk.at(interview.restart()), "You start again. /undo brings your answers back.")
            case "undo" | "redo":
                moved = talk.history.undo() if name == "undo" else talk.history.redo()
                return Effect(self._kept(talk.went(moved or talk.history)))
            case "change" | "effect":
                # A change is never made here before its effect was seen.
                return self._change(talk, rest)
            case "save":
                return save(talk, self.name, rest)
            case "copy":
                self.host.copy(document(interview, "markdown"))
                return say(talk, "Sent to the terminal's clipboard. Where pasting brings nothing, use /save.")
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
            return say_refused(talk, question) if isinstance(question, Refused) else Effect(talk.change(question.id))
        wanted = read_change(talk.interview, rest)
        if isinstance(wanted, Refused):
            return say_refused(talk, wanted)
        return self.take(talk.change(wanted[0]), wanted[1])

    def open(self, talk: Talk, address: str) -> Effect:
        """Open a link, or show its address where nothing can open it."""
        return Effect(talk, None) if self.host.open(address) else say(talk, address)

    def leave(self, talk: Talk) -> Effect:
        """Leave whatever the prompt is for, and what was said to be wrong; saved answers are gone on with."""
        if talk.prompt is For.GO_ON:
            return self._go_on(talk, "go on")
        return Effect(talk.cancel().unsaid("error"))

    def _go_on(self, talk: Talk, key: str) -> Effect:
        saved = talk.saved
        if key == "go on" and saved is not None:
            return Effect(self._kept(Talk(saved)))
        self.keeper.begin_anew()
        before = () if saved is None else (saved,)
        new = Talk(talk.interview, been=History(talk.interview, before))
        return say(new, "You start again. /undo brings your earlier answers back.") if before else Effect(new)


def _named(talk: Talk, text: str) -> frozenset[str]:
    """The options that words or numbers name at once, as in "bread and drinks"; they are ticked, and so are seen."""
    numbered = options_by_number(talk, text)
    if numbered:
        return numbered if NONE not in numbered else frozenset()
    found = understand(talk.asked, text)
    answer = found.answer if isinstance(found, Understood) else None
    return answer if isinstance(answer, frozenset) else frozenset()


def _ticked(talk: Talk, options: frozenset[str]) -> Effect:
    for option in options - talk.ticked:
        talk = talk.tick(option)
    return Effect(talk)


def _after_the_end(talk: Talk, text: str) -> Effect:
    back = asked_back(talk.interview.tree, text)
    if back is not None:
        return Effect(talk.say("terms", back.term.label), aside=True)
    return say_error(talk, command_meant(talk, text) or "I did not get that. Type / to see what you can do now.")


def _unclear(talk: Talk, found: Unclear, text: str) -> Effect:
    said = command_meant(talk, text) or found.message
    if said:
        return say_error(talk, said)
    options = talk.question.options if talk.question is not None else {}
    near = [label_of(talk.asked, options[id]) for id in found.nearest if id in options]
    hint = f" The nearest: {'; '.join(near)}." if near else ""
    return say_error(talk, f"I did not get that.{hint}")


def _changed(before: Talk, new: Talk) -> Talk:
    """What came of a change, in a note."""
    came_back = [name_of(id) for id in new.interview.returned]
    waiting, gone = set_aside(before.interview, new.interview)
    said = [f"Changed: {name_of(before.changing)}. /undo takes it back."]
    said += [f"Still counts: {', '.join(came_back)}."] if came_back else []
    said += [f"{title}: {', '.join(map(name_of, ids))}." for title, ids in
             (("Kept until asked again", waiting), ("No longer asked", gone)) if ids]
    return new.say("note", said=lines(" ".join(said)))
