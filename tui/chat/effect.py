"""What comes of something the person did, and the ways to say something on the side."""

from __future__ import annotations

from tui.chat.talk import Talk
from tui.interview.asides import lines
from tui.interview.offer import Refused
from tui.problems.frozen import Frozen
from tui.problems.hurtful import clean


class Effect(Frozen):
    """The new talk, what the prompt should hold now (None: as it is), and whether something was said on the side.

    With `select` what the prompt holds is selected: it is still there to be mended, and typing replaces it. `shows_map`
    asks for the map of the tree.
    """

    talk: Talk
    prompt: str | None = ""
    aside: bool = False
    select: bool = False
    shows_map: bool = False


def say(talk: Talk, text: str) -> Effect:
    """Say something on the side."""
    return Effect(talk.say("said", said=lines(clean(text))), aside=True)


def say_error(talk: Talk, text: str) -> Effect:
    """Say what is wrong; what was typed stays, to be mended."""
    return Effect(talk.say("error", said=lines(clean(text))), prompt=None, aside=True, select=True)


def say_refused(talk: Talk, refused: Refused) -> Effect:
    """Say why something was refused."""
    return say_error(talk, f"{refused.message[:1].upper()}{refused.message[1:]}.")
