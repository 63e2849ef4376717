"""What is worked out of an interview once it has been drawn: how far it still goes, where to, and what decided it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.interview.interview import Interview
from tui.problems.frozen import Frozen

if TYPE_CHECKING:
    from tui.interview.whatif import Change, Depends
    from tui.reason.explore import Steps


class Ahead(Frozen):
    """What is ahead of somebody, and at the end what was: None wherever something is not proved."""

    remaining: Steps | None
    possible: tuple[str, ...] | None
    decided_by: tuple[str, ...] | None = None
    would_change: tuple[Change, ...] | None = None
    depends: Depends | None = None


def look_ahead(interview: Interview) -> Ahead:
    """Work it all out, from a copy: what an interview remembers of its prospect belongs to the thread that draws."""
    from tui.interview.whatif import decided_by, depends, would_change

    here = Interview(interview.tree, interview.today, interview.place, interview.answers, interview.kept)
    if here.outcome is not None:
        return Ahead(here.remaining, here.possible, decided_by(here), would_change(here))
    return Ahead(here.remaining, here.possible, depends=depends(here))
