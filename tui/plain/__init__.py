"""The same interview as numbered lines: for screen readers, pipes and terminals that can do no more."""

from tui.plain.choosing import choose_tree, goes_on
from tui.plain.talk import PlainTalk, converse

__all__ = ["PlainTalk", "choose_tree", "converse", "goes_on"]
