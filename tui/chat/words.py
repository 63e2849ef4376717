"""The few words of the chat's own that depend on the talk: title, progress, placeholder, keys."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.style import Style

from tui.chat.talk import For, Talk
from tui.interview.commands import COMMANDS, Command, When
from tui.interview.said import Voice
from tui.tree.answers import UNKNOWN
from tui.tree.names import Kind


def title(talk: Talk) -> str:
    """The title of the tree."""
    return Voice(talk.interview).line(talk.interview.tree.title)


def progress(talk: Talk, width: int) -> str:
    """How much is answered, and the fewest and the most that is left, where that is known by now."""
    interview, wide = talk.interview, width >= 60
    count = sum(answer is not UNKNOWN for answer in interview.answers.values())
    done = f"{count} answered" if wide else str(count)
    if interview.outcome is not None or interview.depends:
        return f"{count} answered · done"
    steps = talk.ahead.remaining if talk.ahead is not None else None
    if steps is None:
        return done
    left = str(steps.most) if steps.fewest == steps.most else (
        f"{steps.fewest} to {steps.most}" if wide else f"{steps.fewest}–{steps.most}")
    return f"{done} · {left} to go"


def placeholder(talk: Talk, width: int) -> str:
    """What the empty prompt says."""
    question = talk.question
    if talk.prompt is For.PREVIEW:
        return "Enter makes the change, Esc leaves it"
    if talk.prompt is For.ANSWER and talk.interview.depends:
        return "↓ and Enter go back to what you did not know" if width >= 60 else "↓ goes to what you did not know"
    if talk.prompt not in (For.ANSWER, For.CHANGE):
        return "Choose with ↑ ↓ and Enter"
    if question is None:
        return "A number changes that answer; / lists the rest" if width >= 60 else "/ lists what you can do now"
    if question.kind in (Kind.NUMBER, Kind.DATE):
        from tui.report.page import expected

        return _shortened(expected(Voice(talk.asked), question), width - 4)
    if question.kind is Kind.SEVERAL and talk.ticked:
        return "Enter takes what is ticked, a number changes it" if width >= 52 else "Enter takes what is ticked"
    if question.kind is Kind.SEVERAL:
        return "Tick with a number or Space, then Enter" if width >= 52 else "Space ticks, then Enter"
    return "Type an answer, or choose with ↑ ↓" if width >= 47 else "Type, or choose with ↑ ↓"


def _shortened(wanted: str, room: int) -> str:
    """What a number or a date may be; without its unit, and then without its limits, where that takes too much room."""
    if len(wanted) <= room:
        return wanted
    form, _, rest = wanted.partition(" (")
    wanted = form + rest.rpartition(")")[2]
    return wanted if len(wanted) <= room else wanted.partition(", from ")[0]


def footer(talk: Talk, width: int) -> Content:
    """The keys that mean something now, as many as fit."""
    interview = talk.interview
    asking = interview.outcome is None
    known = talk.commands
    if talk.prompt not in (For.ANSWER, For.CHANGE) or (interview.depends and talk.question is None):
        hints = [("↑↓", "choose", ""), ("⏎", "take", "enter")]
    elif talk.question is None:
        count = min(9, len(interview.answers))
        hints = [("↑↓", "scroll", ""), (f"1–{count}" if count > 1 else "1", "change", "change")]
    else:
        hints = [("↑↓", "scroll" if talk.typed else "choose", ""), ("⏎", "answer", "enter")]
        if talk.several:
            hints.insert(1, ("space", "tick", "space"))
        elif talk.typed and talk.question.unknown:
            # A key of its own it cannot have: 0 is a number here.
            hints.append(("/unknown", "don't know", "unknown"))
    if talk.prompt is For.GO_ON:
        hints.append(("esc", "go on", "escape"))
    if talk.prompt not in (For.ANSWER, For.GO_ON):
        hints.append(("esc", "leave it", "escape"))
    elif talk.prompt is For.ANSWER:
        hints += [_hint(command) for command in known if _in_footer(command, asking, talk)]
    hints += [("/", "commands", "/"), _hint(next(command for command in COMMANDS if command.name == "quit"))]
    while len(hints) > 1 and sum(len(key) + len(word) + 4 for key, word, _ in hints) > width - 1:
        # The way out stays; what is dropped first stands before it.
        del hints[-3 if len(hints) > 3 else 0]
    return keys(hints)


def keys(hints: Iterable[tuple[str, str, str]]) -> Content:
    """Keys and what they do, in a row; a click does it too, where the third says what the prompt should be told."""
    return Content("   ").join(
        Content.assemble((key, "bold $foreground"), (f" {word}" if word else "", "$muted"))
        .stylize(Style.from_meta({"@click": ("screen.press", (press,))}) if press else "")
        for key, word, press in hints)


def _in_footer(command: Command, asking: bool, talk: Talk) -> bool:
    if not command.footer or command.name == "quit":
        return False
    if command.name == "unknown":
        return asking and talk.question is not None and talk.question.unknown and not talk.typed
    return command.key is not None if asking else command.when is When.OUTCOME or command.name == "restart"


def _hint(command: Command) -> tuple[str, str, str]:
    return (command.shown, command.footer, command.name) if command.shown else (f"/{command.name}", "", command.name)
