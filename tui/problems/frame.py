"""How a problem is shown: to a person in a terminal, and to GitHub's log of a workflow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.text import Text

from tui.problems.hurtful import clean
from tui.problems.problem import Place, Problem, Severity

BESIDE = 60
"""Cells of help that still stand beside the carets; longer help gets a line of its own."""

WIDEST = 100
"""Cells of a source line that are shown; a longer line is cut around the place."""

MOST_ANSWERS = 12
"""Answers of a witness that are shown; the rest of a longer one is left out, its last answer is not."""

LONGEST = 400
"""Letters of a message, a help or a name that are shown: what they quote may be longer than anybody would read."""

_BEFORE = 40
_TAB = "    "
_CUT = "…"
_COLOUR = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}
_QUIET = "blue"
_BLANKS = re.compile(r"[\r\n\t]+")


def human(problem: Problem) -> Text:
    """A problem with the lines it is about, marked, and what to do."""
    colour = _COLOUR[problem.severity]
    places = (problem.place, *(related.place for related in problem.related))
    gutter = " " * max(len(str(place.file.position(place.start)[0])) for place in places)
    out = Text()
    out.append(f"{problem.severity.value}[{problem.code}]", colour).append(f": {_plain(problem.message)}\n", "bold")
    help = _plain(problem.help or "")
    beside = _snippet(out, problem.place, gutter, "-->", "^", colour, help, only_short=True)
    for related in problem.related:
        _snippet(out, related.place, gutter, ":::", "-", _QUIET, _plain(related.message))
    out.append(f"{gutter} |\n", _QUIET)
    if help and not beside:
        _note(out, gutter, "help", help)
    if problem.witness:
        shown = [f"{_plain(q)}={_plain(a)}" for q, a in problem.witness.items()]
        if len(shown) > MOST_ANSWERS:
            shown[MOST_ANSWERS - 1:-1] = [_CUT]
        _note(out, gutter, "witness", " ".join(shown))
    _note(out, gutter, "see", f"whichway explain {problem.code}")
    return out


def github(problem: Problem) -> str:
    """A problem as a workflow command, which GitHub shows at its line of a pull request."""
    place = problem.place
    (line, column), (end_line, end_column) = place.file.position(place.start), place.file.position(place.end)
    properties = {"file": clean(place.file.name), "line": line, "col": column, "endLine": end_line,
                  "endColumn": end_column, "title": problem.code}
    written = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in properties.items())
    said = _plain(problem.message) + (f"\n{_plain(problem.help)}" if problem.help is not None else "")
    return f"::{problem.severity.value} {written}::{_escaped(said)}"


def summary(problems: Iterable[Problem], names: Sequence[str]) -> str:
    """How many problems there are in the files looked at: '3 errors, 1 warning in trees/x.yaml'."""
    found = [problem.severity for problem in problems]
    counts = [(found.count(severity), severity.value) for severity in Severity]
    said = ", ".join(f"{n} {word}{'s' if n > 1 else ''}" for n, word in counts if n)
    return f"{said or 'no problems'} in {_plain(names[0]) if len(names) == 1 else f'{len(names)} files'}"


def _plain(text: str) -> str:
    """Words from outside on one line, without anything that a terminal would obey, and of a length to be read."""
    text = clean(_BLANKS.sub(" ", text))
    return text if len(text) <= LONGEST else text[:LONGEST - 1] + _CUT


def _note(out: Text, gutter: str, name: str, said: str) -> None:
    out.append(f"{gutter} = ", _QUIET).append(f"{name}: ", "bold").append(f"{said}\n")


def _snippet(out: Text, place: Place, gutter: str, arrow: str, mark: str, style: str, said: str,
             only_short: bool = False) -> bool:
    """The line of a place with marks below it; gives whether `said` found room beside them."""
    file = place.file
    number, column = file.position(place.start)
    line = file.line(number)
    start = min(column - 1, len(line))
    end = min(start + max(place.end - place.start, 1), max(len(line.rstrip()), start + 1))
    before, marked, after = _window(line, start, end)
    pad, width = cell_len(before), max(1, cell_len(marked))
    fits = not only_short or (cell_len(said) <= BESIDE and pad + width + cell_len(said) < WIDEST)
    out.append(f"{gutter}{arrow} ", _QUIET).append(f"{_plain(file.name)}:{number}:{column}\n")
    out.append(f"{gutter} |\n{number:>{len(gutter)}} | ", _QUIET).append(f"{before}{marked}{after}".rstrip() + "\n")
    out.append(f"{gutter} | ", _QUIET).append(" " * pad)
    out.append((mark * width + (f" {said}" if said and fits else "")) + "\n", style)
    return fits


def _window(line: str, start: int, end: int) -> tuple[str, str, str]:
    """A line before, at and after a place; of a long line, no more than what is around the place."""
    if len(line) <= WIDEST and cell_len(_shown(line)) <= WIDEST:
        return _shown(line[:start]), _shown(line[start:end]), _shown(line[end:])
    first = 0 if cell_len(_shown(line[:start][:_BEFORE + 1])) <= _BEFORE and start <= _BEFORE else start - _BEFORE // 2
    before = (_CUT if first else "") + _shown(line[first:start])
    room = WIDEST - cell_len(before) - 1
    marked = _fitting(line[start:start + min(end - start, room)], room)
    cut = len(marked)
    after = _fitting(line[start + cut:start + cut + room], room - cell_len(_shown(marked)))
    more = start + cut + len(after) < len(line)
    return before, _shown(marked), _shown(after) + (_CUT if more else "")


def _fitting(text: str, room: int) -> str:
    """As much of the beginning of a text as fits into a number of cells."""
    while text and cell_len(_shown(text)) > room:
        text = text[:-1]
    return text


def _shown(text: str) -> str:
    return text.replace("\t", _TAB)


def _escaped(text: str, also: str = "") -> str:
    """A text in which a workflow command finds no sign of its own."""
    for char in "%\r\n" + also:
        text = text.replace(char, f"%{ord(char):02X}")
    return text
