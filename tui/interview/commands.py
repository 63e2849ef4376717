"""All that a person can do besides answering, declared once for keys, / commands, palette, footer, help and README."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, Flag, auto

from tui.problems.frozen import Frozen
from tui.problems.nearest import nearest


class When(Enum):
    """Where a command makes sense."""

    ALWAYS = "always"
    QUESTION = "while a question is asked"
    ANSWERED = "once something is answered"
    OUTCOME = "once there is a recommendation"


class Front(Flag):
    """The front ends that have it."""

    CHAT = auto()
    PLAIN = auto()
    JSON = auto()


class Command(Frozen):
    """A command. `key` is as Textual names it, `shown` as a person reads it; `title` is for the palette."""

    name: str
    title: str
    help: str
    when: When = When.ALWAYS
    fronts: Front = Front.CHAT | Front.PLAIN
    key: str | None = None
    shown: str | None = None
    takes: str = ""
    footer: str = ""


LONGEST = 40
"""Characters of a wrong name that are repeated."""

ALL = Front.CHAT | Front.PLAIN | Front.JSON

COMMANDS = (
    Command("back", "Take the last answer back", "Forgets the last answer and asks that question again.",
            When.ANSWERED, ALL, "backspace", "⌫", footer="back"),
    Command("why", "Why is this asked?", "Says why the question is asked, and more about it.",
            When.QUESTION, ALL, "question_mark", "?", footer="why"),
    Command("unknown", "I don't know", "Says how to find out and where each answer would lead; goes on without one.",
            When.QUESTION, Front.CHAT | Front.PLAIN, "0", "0", footer="don't know"),
    Command("change", "Change an earlier answer", "Answers an earlier question differently; what still fits is kept.",
            When.ANSWERED, ALL, takes="QUESTION ANSWER", footer="change"),
    Command("effect", "What would a change do?", "Says what changing an earlier answer would do, and changes nothing.",
            When.ANSWERED, ALL, takes="QUESTION ANSWER"),
    Command("where", "Where would this lead?", "Says which outcomes stay possible once an option is taken.",
            When.QUESTION, ALL, "tab", "Tab", takes="OPTION", footer="leads to"),
    Command("undo", "Undo", "Takes the last step back, whatever it was.", fronts=ALL),
    Command("redo", "Redo", "Takes the step again that was undone last.", fronts=ALL),
    Command("whatif", "What would change this?", "Lists every other answer after which the outcome would be another.",
            When.OUTCOME),
    Command("compare", "Compare with another outcome", "Sets two outcomes side by side, as they would be for you.",
            When.OUTCOME, ALL, takes="OUTCOME", footer="compare"),
    Command("map", "Map of the tree", "Draws the tree: where you are and have been, what is open and what is not."),
    Command("terms", "Look a word up", "Explains a word, or lists the words that can be explained.", takes="WORD"),
    Command("sources", "Sources", "Lists where the claims come from, with dates and addresses."),
    Command("answers", "Your answers", "Lists what you have answered so far."),
    Command("save", "Save the recommendation",
            "Writes the recommendation to a Markdown file, never over another one unasked.", When.OUTCOME,
            takes="FILE", footer="save"),
    Command("copy", "Copy the recommendation", "Sends the recommendation to the terminal's clipboard.",
            When.OUTCOME, Front.CHAT, footer="copy"),
    Command("restart", "Start again", "Forgets all answers and starts again.", When.ANSWERED, ALL,
            footer="start again"),
    Command("trees", "Choose another tree", "Goes to the list of trees; this interview can be taken up again.",
            fronts=Front.CHAT),
    Command("help", "Help", "Lists the keys and commands."),
    Command("quit", "Quit", "Leaves; the answers are kept.", key="ctrl+q", shown="^q", footer="quit"),
)

KEYS = (
    ("↑ ↓", "move over the options"),
    ("1 – 9", "mark an option by its number"),
    ("Enter", "take what is marked"),
    ("Space", "tick, where several answers can be given"),
    ("letters", "narrow the options down; a sentence works too"),
    ("PgUp PgDn", "scroll the conversation"),
    ("Ctrl+P", "all commands, searchable"),
    ("Ctrl+C", "copy what is selected, or leave"),
)
"""Keys that are no commands, for the help and the README."""


class Called(Frozen):
    """A command as somebody typed it, with what followed its name."""

    command: Command
    rest: str


class NoCommand(Frozen):
    """A name that no command has."""

    name: str
    nearest: tuple[str, ...]
    known: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """What to tell the person."""
        there = "/help lists them" if "help" in self.known else "there are /" + ", /".join(self.known)
        return f"there is no command /{self.name}; " + (f"did you mean /{self.nearest[0]}?" if self.nearest else there)


def commands_of(front: Front) -> tuple[Command, ...]:
    """The commands that a front end has."""
    return tuple(command for command in COMMANDS if front in command.fronts)


def available(commands: Iterable[Command], asking: bool, answered: bool) -> tuple[Command, ...]:
    """Those that make sense now: while a question is asked or at the end, with or without anything answered."""
    fits = {When.ALWAYS: True, When.QUESTION: asking, When.OUTCOME: not asking, When.ANSWERED: answered}
    return tuple(command for command in commands if fits[command.when])


def read_command(text: str, front: Front) -> Called | NoCommand | None:
    """The command that a line calls; None where it is no command. The start of a name does where it is the only one."""
    text = text.strip()
    if not text.startswith("/"):
        return None
    name, _, rest = text[1:].partition(" ")
    name = name.lower()
    known = {command.name: command for command in commands_of(front)}
    if name not in known:
        begins = [other for other in known if name and other.startswith(name)]
        if len(begins) != 1:
            return NoCommand(name[:LONGEST], tuple(begins[:3]) or tuple(nearest(name[:LONGEST], known)), tuple(known))
        name = begins[0]
    return Called(known[name], rest.strip())
