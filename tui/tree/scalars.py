"""Reading single scalars: the value of one as what its field says it is, or a problem."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal

from tui.problems.nearest import did_you_mean
from tui.tree.answers import parse_date, parse_number
from tui.tree.format import VERSION, Prose, Value
from tui.tree.misfits import Misfits, id_like, short
from tui.tree.names import ID, Kind
from tui.tree.nodes import Mapping, Node, Scalar, Sequence

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from typing import Any

_KINDS = {kind.value: kind for kind in Kind}
_YES_NO = "take it out: a question with 'yes:' and 'no:' needs no kind"
_OTHER_KINDS = {
    **dict.fromkeys(("multiple", "multi", "many", "checkbox", "checkboxes", "multiple_choice", "multi_select"),
                    "write several, where people may choose more than one, or one"),
    **dict.fromkeys(("choice", "single", "select", "radio", "single_choice", "option", "options"), "write one"),
    **dict.fromkeys(("yes_no", "yesno", "boolean", "bool"), _YES_NO),
    **dict.fromkeys(("integer", "int", "float", "decimal", "numeric", "amount"), "write number"),
    **dict.fromkeys(("text", "string", "free", "open"), "nothing that people write is kept: write one, and options")}
"""What to write for what other programs call their kinds of question."""
_UNITS = ("day", "week", "month", "year")
_ADDRESS = r"(?i)https?://[^\s\x00-\x1f]+"


class Scalars:
    """Reads the scalars of one file."""

    def __init__(self, misfits: Misfits) -> None:
        self.misfits = misfits
        self.cuts = _cut_offs(misfits.file.text)
        self.readers: dict[Value, Callable[[Scalar], Any]] = {
            Value.VERSION: self.version, Value.WORD: self.as_text, Value.ID: self.an_id,
            Value.NUMBER: self.number, Value.DATE: self.date, Value.DAY: self.day, Value.SOURCE_DATE: self.source_date,
            Value.PERIOD: self.period, Value.URL: self.address, Value.KIND: self.kind}

    def text(self, kind: Prose, node: Node, key: Scalar | None) -> Scalar | None:
        """A text that a person reads, as it is written."""
        if not isinstance(node, Scalar):
            self.misfits.not_a_text(node, "a text")
            return None
        if not node.value or node.value.isspace():
            self.misfits.empty(node, key)
            return None
        return self.as_text(node)

    def value(self, kind: Value, node: Node, key: Scalar | None) -> Any:
        """A scalar of any other kind."""
        if kind is Value.ANSWER:
            return self.answer(node, key)
        if not isinstance(node, Scalar):
            if kind in (Value.WORD, Value.PATH, Value.URL, Value.CONDITION):
                self.misfits.not_a_text(node, kind.value)
            else:
                self.misfits.wrong_shape(node, kind.value, "write one, without brackets, braces or dashes")
            return None
        if node.style == "alias":
            return None
        if not node.value.strip():
            self.misfits.empty(node, key)
            return None
        if kind is Value.FLAG:
            return self.flag(node, key)
        read = self.readers.get(kind)
        return read(node) if read is not None else node

    def id(self, kind: Value, node: Node, key: Scalar | None) -> Scalar | None:
        """The same as `value` of an id, which is what most values are."""
        if isinstance(node, Scalar) and ID.fullmatch(node.value):
            return node
        value: Scalar | None = self.value(kind, node, key)
        return value

    def answer(self, node: Node, key: Scalar | None) -> Node | None:
        if isinstance(node, Mapping) or (
                isinstance(node, Sequence) and any(not isinstance(item, Scalar) for item in node.items)):
            self.misfits.wrong_shape(node, "an answer", "write an option's id, ids in [ ], a number or a date")
            return None
        if isinstance(node, Scalar) and not node.value.strip():
            self.misfits.empty(node, key)
            return None
        return node

    def as_text(self, node: Scalar) -> Scalar | None:
        if node.style is None and node.end in self.cuts:
            self.misfits.cut_off(node.end)
        return None if node.style == "alias" else node

    def version(self, node: Scalar) -> Scalar:
        if node.value != VERSION:
            self.misfits.problem("bad-version", f"this program reads version 1 of the format, not '{node.value}'",
                         node.start, node.end, "write 'whichway: 1'")
        return node

    def an_id(self, node: Scalar) -> Scalar | None:
        if ID.fullmatch(node.value):
            return node
        if "," in node.value.strip(" ,"):
            self.misfits.bad_id(node, "only one id can stand here")
            return None
        words = " " in node.value.strip()
        self.misfits.bad_id(node, f"write its id, such as '{short(id_like(node.value))}'" if words else None)
        return None

    def flag(self, node: Scalar, key: Scalar | None) -> bool | None:
        known = {"yes": True, "true": True, "no": False, "false": False}.get(node.value)
        if known is None:
            help = "write yes or no"
            if key is not None and key.value == "unknown":
                help = "write no where people must answer; else leave it out: who does not know goes every way"
            self.misfits.bad_value(node, Value.FLAG, help)
        return known

    def number(self, node: Scalar) -> Decimal | None:
        number = parse_number(node.value)
        if number is None:
            first, _, unit = node.value.strip().partition(" ")
            help = "write digits, at most 30, with a point if need be: 3 or 3.5"
            if unit and parse_number(first) is not None:
                help = f"write {first} alone, and 'unit: {short(unit)}' below it"
            self.misfits.bad_value(node, Value.NUMBER, help)
        return number

    def date(self, node: Scalar) -> datetime.date | None:
        day = parse_date(node.value)
        if day is None:
            self.misfits.problem("bad-date", f"'{short(node.value)}' is not a date", node.start, node.end,
                         "write yyyy-mm-dd, for example 2026-03-01")
        return day

    def day(self, node: Scalar) -> datetime.date | str | None:
        return "today" if node.value == "today" else self.date(node)

    def source_date(self, node: Scalar) -> str | None:
        # A year and a month are dates too, once the first of what is missing is put behind them.
        missing = {4: "-01-01", 7: "-01"}.get(len(node.value), "")
        if node.value == "none" or parse_date(node.value + missing) is not None:
            return node.value
        self.misfits.problem("bad-date", f"'{short(node.value)}' is not the date of a source", node.start, node.end,
                     "write a year, a month (2024-03), a day (2024-03-01), or none")
        return None

    def period(self, node: Scalar) -> tuple[int, str] | None:
        count, _, unit = node.value.partition(" ")
        unit = unit.removesuffix("s")
        if not (count.isascii() and count.isdigit() and len(count) <= 5 and count[0] != "0" and unit in _UNITS):
            self.misfits.bad_value(node, Value.PERIOD, "write for example '12 months'")
            return None
        return int(count), unit

    def address(self, node: Scalar) -> Scalar | None:
        if re.fullmatch(_ADDRESS, node.value):
            return node
        self.misfits.problem("bad-link", "a web address begins with http:// or https:// and has no blanks",
                             node.start, node.end,
                     "write the whole address, beginning with https://")
        return None

    def kind(self, node: Scalar) -> Kind | None:
        kind, first = _KINDS.get(node.value), node.value.partition(" ")[0]
        if kind is not None:
            return kind
        self.misfits.problem("bad-value", f"'{short(node.value)}' is not a kind of question", node.start, node.end,
                     _OTHER_KINDS.get(node.value.lower().replace("-", "_").replace("/", "_"))
                     or (f"write {first}, and no more" if first in _KINDS else None)
                     or did_you_mean(node.value, _KINDS) or f"write {Value.KIND.value}")
        return None


def _cut_offs(text: str) -> frozenset[int]:
    """Where a text may stop at one blank and a #."""
    found, at = set(), text.find(" #")
    while at >= 0:
        if at and not text[at - 1].isspace():
            found.add(at)
        at = text.find(" #", at + 2)
    return frozenset(found)
