"""NAME.scenarios.yaml beside a tree: made, or made longer, and never anything in it lost."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable

from tui.author.complete import Planned
from tui.problems.problem import File, Problem, has_errors
from tui.tree.answers import Answer
from tui.tree.compose import compose
from tui.tree.files import Content, decode, read_bytes
from tui.tree.format import SCENARIOS
from tui.tree.model import Scenario, Tree
from tui.tree.nodes import Mapping, Node, Sequence
from tui.tree.record import Record
from tui.tree.scenarios import read_scenarios
from tui.tree.shapes import Shaper
from tui.tree.written import write_answer

WIDEST = 100
"""Characters in a line, where answers fit into one."""

HEAD = "# Who comes where: written by 'whichway test --complete', and yours to change.\nscenarios:\n"


class CannotExtendError(Exception):
    """A file of scenarios to which nothing can be added without harm, in a sentence."""


def path_beside(tree: str) -> str:
    """The file in which the scenarios of a tree's file lie beside it."""
    return f"{os.path.splitext(tree)[0]}.scenarios.yaml"


def add_scenarios(path: str, tree: Tree, planned: Iterable[Planned]) -> None:
    """Write scenarios to a file that may be there already; raises CannotExtendError, and OSError where disks do."""
    planned = list(planned)
    # Through a link to the file that it stands for.
    path = os.path.realpath(path)
    there = read_bytes(path) if os.path.exists(path) else None
    before = "" if there is None else there.decode("utf-8")
    text = before + _end(before) + _added(before, tree, planned) if there is not None else HEAD + _items(
        tree, planned, "  ", "\n")
    _hold(before, text, tree, planned)
    _write(path, text.encode("utf-8"), os.stat(path).st_mode & 0o777 if there is not None else None)


def _end(text: str) -> str:
    """What ends the last line of a text, where nothing does."""
    return "" if text.endswith("\n") else _line_break(text)


def _line_break(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _added(before: str, tree: Tree, planned: list[Planned]) -> str:
    """The items that continue the list of a file."""
    found: list[Sequence] = []

    def note(root: Node) -> None:
        if isinstance(root, Mapping):
            found.extend([value for _, value in root.pairs if isinstance(value, Sequence)])

    file = _file(before)
    compose(file, [], note)
    if len(found) != 1 or found[0].flow:
        raise CannotExtendError("its list of scenarios is in brackets; write it with a dash before each, as '- name:'")
    _, column = file.position(found[0].start)
    return _items(tree, planned, " " * (column - 1), _line_break(before))


def _items(tree: Tree, planned: list[Planned], indent: str, end: str) -> str:
    return "".join(f"{indent}{line}{end}" for one in planned for line in _lines(tree, one, WIDEST - len(indent)))


def _lines(tree: Tree, one: Planned, width: int) -> list[str]:
    """One scenario as lines of YAML."""
    written = [f"{id}: {_written(tree, id, answer)}" for id, answer in one.answers.items()]
    answers = [f"  answers: {{{', '.join(written)}}}"]
    if len(answers[0]) > width:
        answers = ["  answers:", *(f"    {line}" for line in written)]
    lines = [f"- name: {json.dumps(one.name, ensure_ascii=False)}", *answers, f"  outcome: {one.outcome}"]
    return [*lines, f"  today: {one.today.isoformat()}"] if one.today is not None else lines


def _written(tree: Tree, id: str, answer: Answer) -> str:
    written = write_answer(tree.questions[id], answer)
    return f"[{', '.join(written.split(','))}]" if isinstance(answer, frozenset) and len(answer) > 1 else written


def _hold(before: str, after: str, tree: Tree, planned: list[Planned]) -> None:
    """See that a text says all that it said before, and the new scenarios after that."""
    old, new = _read(before, tree) if before else (), _read(after, tree)
    wanted = [(one.name, dict(one.answers), one.outcome, one.today) for one in planned]
    if new is None or old is None or [_parts(one) for one in new] != [*map(_parts, old), *wanted]:
        raise CannotExtendError("what stands in it cannot be continued; add to it by hand")


def _parts(one: Scenario) -> tuple[object, ...]:
    return one.name, dict(one.answers), one.outcome, one.today


def _file(text: str) -> File:
    return decode("scenarios", text.encode("utf-8"), Content())


def _read(text: str, tree: Tree) -> tuple[Scenario, ...] | None:
    """The scenarios of a text, as a tree reads them; None where something is wrong with it."""
    problems: list[Problem] = []
    file = _file(text)

    def shaped(root: Node) -> Record | None:
        return Shaper(file, problems, set()).record(SCENARIOS, root, None) if isinstance(root, Mapping) else None

    record = compose(file, problems, shaped)
    if record is None:
        return None
    former = {old: question.id for question in tree.questions.values() for old in question.formerly}
    former_outcomes = {old: outcome.id for outcome in tree.outcomes.values() for old in outcome.formerly}
    found = read_scenarios(record.get("scenarios") or [], tree.questions, tree.outcomes, former, former_outcomes,
                           problems.append)
    return None if has_errors(problems) else found


def _write(path: str, raw: bytes, mode: int | None) -> None:
    """Write a file so that it is there in full or as it was before."""
    beside = f"{path}.{os.urandom(4).hex()}.tmp"
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
        if mode is not None:
            os.chmod(beside, mode)
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise
