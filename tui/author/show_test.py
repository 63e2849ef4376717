"""What testing a tree found: as lines for people, and as data."""

from __future__ import annotations

from collections.abc import Iterator

from tui.author.complete import Shown
from tui.author.coverage import Target, What
from tui.author.tested import Tested
from tui.author.tried import Tried
from tui.author.words import on_one_line, written
from tui.problems.problem import Place

MOST_SHOWN = 20
"""Things not covered that are shown to people."""

_SORTS = {What.OUTCOME: "outcomes", What.OPTION: "options", What.RULE: "rules", What.CLAIM: "claims"}
_NAMED = {What.OUTCOME: "outcomes", What.OPTION: "options", What.RULE: "goto rules", What.CLAIM: "conditional claims"}


def lines(name: str, tested: Tested) -> Iterator[str]:
    """A tree's scenarios and what they cover, for people."""
    yield name
    for one in tested.tried:
        if one.wrong is None:
            yield f"  pass  {one.scenario.name}"
        else:
            yield f"  FAIL  {one.scenario.name}"
            yield f"        {_where(one.scenario.at)}: {one.wrong}"
    failed = sum(one.wrong is not None for one in tested.tried)
    yield f"  {_counted(len(tested.tried), 'scenario')}: {len(tested.tried) - failed} pass, {failed} fail"
    counts = {what: tested.count(what) for what in What}
    yield "  covered: " + ", ".join(f"{some} of {every} {_NAMED[what]}"
                                    for what, (some, every) in counts.items() if every)
    lacking = sum(every - some for some, every in counts.values())
    if lacking:
        yield "  not covered:"
        for shown in tested.missing(MOST_SHOWN):
            yield from _missing(tested, shown)
        if lacking > MOST_SHOWN:
            yield f"    ... and {lacking - MOST_SHOWN} more; --format json lists them"


def _missing(tested: Tested, shown: Shown) -> Iterator[str]:
    target = shown.target
    yield f"    {_where(target.at)}: {_what(target, target in tested.met)}"
    if shown.run is not None:
        yield f"      {on_one_line(written(tested.tree, shown.run))}"
    elif shown.proved:
        yield "      nobody can come to it: 'whichway check' says why"
    else:
        yield "      not proved: too many ways lead there"


def _what(target: Target, met: bool) -> str:
    said = f"{target.what.value} {target.said}"
    return f"{said}, which is come to but never shown" if met else said


def as_json(name: str, tested: Tested, wrote: str | None) -> dict[str, object]:
    """The same as data; `written` is the file into which missing scenarios went."""
    counts = {what: tested.count(what) for what in What}
    return {
        "file": name,
        "passed": tested.passed,
        "scenarios": [_scenario(tested, one) for one in tested.tried],
        "coverage": {_SORTS[what]: {"covered": some, "all": every} for what, (some, every) in counts.items()},
        "not_covered": [_lacking(tested, shown) for shown in tested.missing()],
        "written": wrote,
    }


def _scenario(tested: Tested, one: Tried) -> dict[str, object]:
    file, line = _position(one.scenario.at)
    run = one.run
    left = None
    if one.left is not None:
        left = {"question": one.left, "answer": written(tested.tree, {one.left: run.answers[one.left]})[one.left]}
    return {"name": one.scenario.name, "file": file, "line": line, "passed": one.wrong is None,
            "expected": one.scenario.outcome, "reached": run.place or None, "left_at": left, "message": one.wrong}


def _lacking(tested: Tested, shown: Shown) -> dict[str, object]:
    target = shown.target
    file, line = _position(target.at)
    run = None if shown.run is None else written(tested.tree, shown.run)
    return {"what": target.what.value, "at": target.place, "option": target.option or None, "said": target.said,
            "file": file, "line": line, "met": target in tested.met, "proved": shown.proved, "witness": run}


def _position(place: Place) -> tuple[str, int]:
    return place.file.name, place.file.position(place.start)[0]


def _where(place: Place) -> str:
    file, line = _position(place)
    return f"{file}:{line}"


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'s' if count != 1 else ''}"
