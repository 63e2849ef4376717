"""Questions and their options."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tui.problems.problem import Place, Related
from tui.tree.claims import Claims
from tui.tree.declare import Declared, at
from tui.tree.files import Entry
from tui.tree.format import CITED, CITED_BLOCKS, INLINE, LABEL, QUESTION
from tui.tree.model import NONE, Bounds, Claim, Option, Question
from tui.tree.names import Kind
from tui.tree.nodes import Scalar
from tui.tree.record import Entries, Record
from tui.tree.resolve import Resolver
from tui.tree.rules import Rules
from tui.tree.text import Text

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from typing import Any

_CHOSEN = (Kind.ONE, Kind.SEVERAL)
_NO_BOUNDS = Bounds()
_ONLY = {name: field.only for name, field in QUESTION.fields.items() if field.only}
_NOT_OF = {kind: frozenset([name for name, only in _ONLY.items() if kind not in only]) for kind in Kind}
"""The keys that a question of each kind may not have."""
_PLAIN = frozenset(("label", "goto"))
_YES_NO = {"yes": "Yes", "no": "No"}
_BUILT: dict[str, Any] = {}


class Questions:
    """Reads the questions of one tree."""

    def __init__(self, resolver: Resolver, claims: Claims, rules: Rules, declared: Declared) -> None:
        self.resolver = resolver
        self.claims = claims
        self.rules = rules
        self.declared = declared

    def question(self, id: str, entry: Entry) -> Question:
        """A question with its options; its record is let go of, or a large tree would be in memory twice."""
        record: Record = entry.value
        values, get = record.values, record.values.get
        kind: Kind = get("kind") or Kind.ONE
        found = self.declared.options[id].options
        if "kind" not in values or get("kind") is not None:
            self.check_keys_of_kind(id, record, kind)
            self.check_ways(id, record, kind)
        # The options take the places of their records.
        options: dict[str, Any] = found
        renamed = False
        for name, (key, given) in found.items():
            option = options[name] = self.option(name, key, given)
            if option.formerly:
                renamed = True
        if renamed:
            self.check_former_options(options)
        file, text = record.file, self.resolver.text
        why, help, find_out, unit = get("why"), get("help"), get("find_out"), get("unit")
        question = Question(
            id, kind, self.resolver.must(record, "ask", INLINE), entry.place,
            text(file, why, CITED) if why is not None else None,
            text(file, help, CITED_BLOCKS) if help is not None else None,
            text(file, find_out, CITED) if find_out is not None else None, get("unknown") is not False,
            options, self.none(record) if kind is Kind.SEVERAL else None,
            _NO_BOUNDS if kind in _CHOSEN else self.bounds(record),
            text(file, unit, LABEL) if unit is not None else None,
            self.rules.goto(record) if "goto" in values else (), former(record) if "formerly" in values else ())
        record.values = _BUILT
        return question

    def option(self, name: str, key: Scalar, record: Record) -> Option:
        """An option; one of a shared list is built once."""
        built: Option | None = record.built
        if built is not None:
            return built
        file, values = record.file, record.values
        written = values.get("label")
        label = self.resolver.text(file, written, LABEL) if written is not None else None
        if label is None:
            word = _YES_NO.get(name, "") if "label" not in values else ""
            label = Text(word, file, key.start, key.length)
        place, goto = Place(file, key.start, key.start + key.length), self.rules.goto(record)
        if values.keys() <= _PLAIN:
            # Most options have no more than this.
            built = Option(name, label, place, None, (), None, None, goto)
        else:
            also, when = values.get("also"), values.get("when")
            built = Option(
                name, label, place, self.resolver.text(file, values.get("hint"), LABEL),
                tuple([word.value.strip() for word in also]) if also else (),
                self.resolver.condition(file, when) if when is not None else None, self.so(record), goto,
                former(record))
        record.built = built
        record.values = _BUILT
        return built

    def none(self, record: Record) -> Option | None:
        """The answer that excludes the others, where there is one."""
        given: Record | None = record.get("none")
        if given is None:
            return None
        return Option(NONE, self.resolver.must(given, "label", LABEL), given.place(), so=self.so(given))

    def so(self, record: Record) -> Claim | None:
        given = record.values.get("so")
        return self.claims.claim(given) if given is not None else None

    def bounds(self, record: Record) -> Bounds:
        low: Any = record.get("min") if record.get("min") is not None else record.get("earliest")
        high: Any = record.get("max") if record.get("max") is not None else record.get("latest")
        bounds = Bounds(None if low == "today" else low, None if high == "today" else high,
                        record.get("whole") is True, low == "today", high == "today")
        a, b = bounds.low, bounds.high
        if (isinstance(a, Decimal) and isinstance(b, Decimal) and a > b) or (
                isinstance(a, date) and isinstance(b, date) and a > b):
            names = ("min", "max") if isinstance(a, Decimal) else ("earliest", "latest")
            self.resolver.add("empty-range", f"'{names[0]}' is above '{names[1]}', so no answer is possible",
                              record.place(names[0]), "swap them",
                              related=(Related(record.place(names[1]), "this is below it"),))
        return bounds

    def check_keys_of_kind(self, id: str, record: Record, kind: Kind) -> None:
        keys, add = record.values, self.resolver.add
        for name in () if _NOT_OF[kind].isdisjoint(keys) else keys:
            if name in _NOT_OF[kind]:
                only = _ONLY[name]
                kinds = " or ".join(k.value for k in only)
                add("misplaced-key", f"'{name}' belongs to a question of kind {kinds}, not {kind.value}",
                    record.place(name), f"take it out, or write 'kind: {only[0].value}'")
        if kind not in _CHOSEN:
            return
        if "yes" not in keys and "no" not in keys:
            if "options" not in keys:
                add("missing-key", f"'{id}' has no 'options'", record.place(),
                    "add 'options:', or 'yes:' and 'no:'" if kind is Kind.ONE else "add 'options:'")
        elif "options" in keys:
            add("misplaced-key", "a question has 'options' or 'yes' and 'no', not both",
                record.place("yes" if "yes" in keys else "no"), "write all of them under 'options:'")
        elif kind is Kind.ONE and ("yes" in keys) != ("no" in keys):
            given, missing = ("yes", "no") if "yes" in keys else ("no", "yes")
            add("missing-key", f"a question with '{given}' needs '{missing}' too", record.place(given),
                f"add '{missing}:'")

    def check_ways(self, id: str, record: Record, kind: Kind) -> None:
        """Every answer must lead somewhere; those of several lead to one place together."""
        options, add = self.declared.options[id].options, self.resolver.add
        misplaced = [option for _, option in options.values() if "goto" in option] if kind is Kind.SEVERAL else []
        for option in misplaced:
            add("misplaced-key", "an option of a question of kind several has no 'goto'", option.place("goto"),
                "write 'goto:' beside 'options:'")
        if "goto" in record or misplaced:
            return
        lost = [name for name, (_, option) in options.items() if "goto" not in option.values]
        if "goto" in lost:
            key, option = options["goto"]
            line = "'label:'" if len(lost) < len(options) else "'options:'"
            add("no-goto", "this 'goto' stands among the options, and so is taken for one of them",
                at(option.file, key), f"indent its line as far as {line}")
        elif kind is not Kind.ONE or len(lost) == len(options) > 1:
            add("no-goto", f"'{id}' leads nowhere: it has no 'goto'", record.place(),
                self.says_where(options, lost) or "add 'goto:' with a question or an outcome")
        else:
            for name in lost:
                key, option = options[name]
                add("no-goto", f"the option '{name}' leads nowhere: neither it nor its question has a 'goto'",
                    at(option.file, key), self.says_where(options, [name]) or "add 'goto:' to one of the two")

    def says_where(self, options: Entries, names: list[str]) -> str | None:
        """Help for an option whose label is the id of a place to go to, as after `yes: age` anybody might try."""
        for name in names:
            label = options[name][1].values.get("label")
            if label is not None and label.value in self.rules.outcomes:
                what = "an outcome"
            elif label is not None and label.value in self.rules.questions:
                what = "a question"
            else:
                continue
            words = name.replace("_", " ").capitalize()
            return (f"behind '{name}:' stands its label, and '{label.value}' is {what}: "
                    f"write '{name}: {{label: {words}, goto: {label.value}}}'")
        return None

    def check_former_options(self, options: dict[str, Option]) -> None:
        claimed: dict[str, Option] = {}
        for option in options.values():
            for id in option.formerly:
                other = claimed.setdefault(id, option)
                if other is not option and id not in options:
                    self.resolver.add("former-twice", f"two options say that they were '{id}'", option.at,
                                      "let only one say so", related=(Related(other.at, "the other one"),))


def former(record: Record) -> tuple[str, ...]:
    """The ids that something had before."""
    given = record.values.get("formerly")
    return tuple([node.value for node in given]) if given else ()
