"""Texts and conditions of a tree's files, read with every name in them looked up."""

from __future__ import annotations

from functools import partial

from tui.problems.problem import File, Place, Problem, Related, Severity
from tui.tree.condition_parser import parse_condition
from tui.tree.conditions import Condition, Expression
from tui.tree.declare import at
from tui.tree.format import BLOCKS, CITED_BLOCKS, LABEL, Prose
from tui.tree.names import Names
from tui.tree.nodes import Scalar
from tui.tree.positions import place_within
from tui.tree.record import Record
from tui.tree.text import Form, Text
from tui.tree.text_parser import SPECIAL, in_order, read_blocks


def _nothing_to_report(*_: object) -> None:
    """Takes the reports of a text that has been found in order."""


NO_TEXT = Text("", File("", ""), 0, 0)


class Resolver:
    """Reads the texts and conditions of one tree; everything wrong is added to `problems`."""

    def __init__(self, names: Names, problems: list[Problem]) -> None:
        self.names = names
        self.problems = problems
        self.known: dict[str, bool] = {}
        self.parsed: dict[str, tuple[Expression, tuple[str, ...]]] = {}
        # What is in order is read for the second time without a report, and so may cite wherever it does.
        self.later = {form: partial(read_blocks, form=form, cites=True, names=names, report=_nothing_to_report)
                      for form in Form}

    def add(self, code: str, message: str, place: Place, help: str | None = None,
            severity: Severity = Severity.ERROR, related: tuple[Related, ...] = ()) -> None:
        """Report a problem."""
        self.problems.append(Problem(code, message, place, help, severity, related))

    def text(self, file: File, node: Scalar | None, prose: Prose) -> Text | None:
        """A text of the tree, or None where there is none."""
        if node is None:
            return None
        raw = node.value
        # Most texts have nothing special in them, and no more is done about those than this.
        if SPECIAL.search(raw) is None and "TODO" not in raw and (
                prose is not BLOCKS and prose is not CITED_BLOCKS):
            return Text(raw.strip(), file, node.start, node.length)
        if prose is not LABEL and "TODO" not in raw and in_order(raw, prose.cites, self.names, self.known):
            return Text(raw.strip(), file, node.start, node.length, self.later[prose.form])
        return self._reported_text(file, node, prose)

    def _reported_text(self, file: File, node: Scalar, prose: Prose) -> Text:
        def report(code: str, message: str, start: int, end: int, help: str | None, severity: Severity) -> None:
            self.add(code, message, place_within(file, node, start, end), help, severity)

        raw = node.value
        blocks = read_blocks(raw, prose.form, prose.cites, self.names, report)
        return Text(raw.strip(), file, node.start, node.length, blocks)

    def must(self, record: Record, name: str, prose: Prose) -> Text:
        """A required text; an empty one where it is missing, which has been reported."""
        return self.text(record.file, record.values.get(name), prose) or NO_TEXT

    def label(self, file: File, node: Scalar | None) -> str:
        """A label in which no answer can stand, as a string."""
        text = self.text(file, node, LABEL)
        return "" if text is None else "".join(getattr(piece, "text", "") for piece in text.pieces)

    def condition(self, file: File, node: Scalar) -> Condition:
        """A condition."""
        def report(code: str, message: str, start: int, end: int, help: str | None) -> None:
            self.add(code, message, place_within(file, node, start, end), help)

        text = node.value
        # Most conditions of a tree stand in it more than once.
        found = self.parsed.get(text)
        if found is None:
            before = len(self.problems)
            found = parse_condition(text, self.names, report)
            if len(self.problems) == before:
                self.parsed[text] = found
        return Condition(found[0], text, at(file, node), found[1])

    def when(self, record: Record) -> tuple[Condition, ...]:
        """The condition under `when`, if there is one."""
        node = record.values.get("when")
        return () if node is None else (self.condition(record.file, node),)
