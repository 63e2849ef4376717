"""From records to the model: every name looked up, every condition and text read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from tui.problems.nearest import did_you_mean
from tui.problems.problem import File, Place, Problem, Related, Severity
from tui.tree.condition_parser import parse_condition
from tui.tree.conditions import Condition, Fact, FactRule
from tui.tree.declare import Declared, at
from tui.tree.files import Content
from tui.tree.format import BLOCKS, CITED, CITED_BLOCKS, INLINE, LABEL, Prose
from tui.tree.model import (
    NONE,
    Bounds,
    Claim,
    Goto,
    Item,
    Option,
    Outcome,
    Question,
    Rule,
    Source,
    Term,
)
from tui.tree.names import Kind
from tui.tree.nodes import Scalar
from tui.tree.positions import place_within
from tui.tree.record import Record
from tui.tree.text import Form, Text
from tui.tree.text_parser import SPECIAL, SPECIAL_LABEL, read_blocks

_CHOSEN = (Kind.ONE, Kind.SEVERAL)
NO_BOUNDS = Bounds()
_DONE: dict[str, Any] = {}
NO_TEXT = Text("", File("", ""), 0, 0)


class Builder:
    """Builds the parts of one tree; everything wrong is reported to `problems`."""

    def __init__(self, content: Content, declared: Declared, require_sources: bool) -> None:
        self.content = content
        self.shared = content.shared
        self.names = declared.names
        self.declared = declared
        self.require_sources = require_sources
        self.problems = content.problems
        self._claims: dict[str, Claim] = {}

    def add(self, code: str, message: str, place: Place, help: str | None = None,
            severity: Severity = Severity.ERROR, related: tuple[Related, ...] = ()) -> None:
        self.problems.append(Problem(code, message, place, help, severity, related))

    # Texts and conditions

    def text(self, file: File, node: Scalar | None, prose: Prose = INLINE) -> Text | None:
        """A text of the tree, or None where there is none."""
        if node is None:
            return None
        raw = node.value
        special = SPECIAL_LABEL if prose.form is Form.LABEL else SPECIAL
        if special.search(raw) is None and "TODO" not in raw and prose.form is not Form.BLOCKS:
            return Text(raw.strip(), file, node.start, node.length)

        def report(code: str, message: str, start: int, end: int, help: str | None, severity: Severity) -> None:
            self.add(code, message, place_within(file, node, start, end), help, severity)

        blocks = read_blocks(raw, prose.form, prose.cites, self.names, report)
        return Text(raw.strip(), file, node.start, node.length, blocks)

    def must(self, record: Record, name: str, prose: Prose) -> Text:
        """A required text; an empty one where it is missing, which has been reported."""
        return self.text(record.file, record.get(name), prose) or NO_TEXT

    def condition(self, file: File, node: Scalar | None) -> Condition | None:
        """A condition, or None where there is none."""
        if node is None:
            return None

        def report(code: str, message: str, start: int, end: int, help: str | None) -> None:
            self.add(code, message, place_within(file, node, start, end), help)

        root, facts = parse_condition(node.value, self.names, report)
        return Condition(root, node.value, at(file, node), facts)

    # Claims

    def claim(self, record: Record) -> Claim | None:
        """A claim where it stands, with what it uses put together; None where it says nothing."""
        own = self.condition(record.file, record.get("when"))
        when = (own,) if own is not None else ()
        use, text = record.get("use"), record.get("text")
        if use is not None and text is not None:
            self.add("bad-claim", "a claim has 'text' or 'use', not both", record.place("use"), "take one of them out")
        if use is not None:
            shared = self.shared_claim(record.file, use)
            return None if shared is None else Claim(shared.text, shared.when + when, record.place("use"), shared.id)
        if text is None:
            if "text" not in record and "use" not in record:
                self.add("missing-key", "a claim has neither 'text' nor 'use'", record.place(), "add 'text:'")
            return None
        said = self.text(record.file, text, CITED)
        assert said is not None
        self.check_cited(said)
        return Claim(said, when, said.at)

    def shared_claim(self, file: File, use: Scalar) -> Claim | None:
        id = use.value
        entry = self.shared["claims"].get(id)
        if entry is None:
            self.add("unknown-claim", f"there is no claim called '{id}'", at(file, use),
                     did_you_mean(id, self.shared["claims"]) or "write it under the top-level 'claims:'")
            return None
        return self._claims.get(id)

    def check_cited(self, text: Text) -> None:
        if self.require_sources and next(text.refs, None) is None:
            self.add("uncited-claim", "this claim cites no source, and the tree requires one", text.at,
                     "end it with [@source], or with [@author] if it is your own advice")

    def shared_claims(self) -> None:
        """Read the top-level claims, which others use."""
        for id, entry in self.shared["claims"].items():
            record: Record = entry.value
            if record.get("use") is not None:
                self.add("bad-claim", "a shared claim cannot use another", record.place("use"), "write its text here")
                continue
            claim = self.claim(record)
            if claim is not None:
                self._claims[id] = Claim(claim.text, claim.when, entry.place, id)

    def claims(self, records: Iterable[Record]) -> tuple[Claim, ...]:
        """The claims of a list."""
        return tuple(claim for record in records if (claim := self.claim(record)) is not None)

    # Facts

    def fact(self, id: str) -> Fact:
        """A fact of either sort."""
        entry = self.shared["facts"][id]
        rules: Scalar | list[Record] = entry.value
        if isinstance(rules, Scalar):
            return Fact(id, self.condition(entry.file, rules), (), entry.place)
        self.check_rules(rules, entry.place, "value", f"the fact '{id}'")
        built = []
        for rule in rules:
            value = rule.get("value") or rule.get("else")
            if value is not None:
                label = self.text(rule.file, rule.get("label"), LABEL)
                built.append(FactRule(self.condition(rule.file, rule.get("when")), value.value,
                                      label.raw if label is not None else value.value.replace("_", " ")))
        return Fact(id, None, tuple(built), entry.place)

    def check_rules(self, rules: list[Record], place: Place, gives: str, whose: str) -> None:
        """Rules have a `when` each, and one `else`, last."""
        for i, rule in enumerate(rules):
            if "else" in rule:
                if "when" in rule or gives in rule:
                    self.add("bad-rule", f"a rule has 'else', or 'when' and '{gives}', not both", rule.place("else"),
                             "write them as two rules")
                elif i < len(rules) - 1:
                    self.add("rule-after-else", "no rule after this 'else' can be reached", rule.place("else"),
                             "move 'else' to the end", related=(Related(rules[i + 1].place(), "this comes too late"),))
            else:
                name = next((name for name in ("when", gives) if name not in rule), None)
                if name is not None:
                    self.add("missing-key", f"a rule has no '{name}'", rule.place(),
                             f"add '{name}:', or write '- else: ...'")
        # A rule that could not be read may have been the last one.
        if not any("else" in rule or all(value is None for value in rule.values.values()) for rule in rules):
            self.add("no-else", f"{whose} says nothing for the case that no rule holds", place,
                     "end the list with '- else: ...'")

    # Questions

    def goto(self, record: Record, name: str = "goto") -> Goto:
        """Where a question or an option leads."""
        rules: Scalar | list[Record] | None = record.values.get(name)
        if rules is None:
            return ()
        if rules.__class__ is Scalar:
            return self.rule(record.file, None, rules)
        assert isinstance(rules, list)
        self.check_rules(rules, record.place(name), "goto", "this goto")
        return tuple(built for rule in rules
                     for built in self.rule(rule.file, rule.get("when"), rule.get("goto") or rule.get("else")))

    def rule(self, file: File, when: Scalar | None, target: Scalar | None) -> Goto:
        """One rule, or none where what it names is not there."""
        if target is None:
            return ()
        id, questions, outcomes = target.value, self.shared["questions"], self.shared["outcomes"]
        if id not in questions and id not in outcomes:
            self.add("unknown-goto", f"there is no question or outcome called '{id}'", at(file, target),
                     did_you_mean(id, [*questions, *outcomes]) or "add it, or go somewhere else")
            return ()
        return (Rule(self.condition(file, when) if when is not None else None, id, Place(file, target.start, target.end)),)

    def option(self, name: str, key: Scalar, record: Record) -> Option:
        """An option; one of a shared list is built once."""
        built: Option | None = record.built
        if built is None:
            get, file = record.values.get, record.file
            label = self.text(file, get("label"), LABEL)
            if label is None:
                word = {"yes": "Yes", "no": "No"}.get(name, "") if "label" not in record else ""
                label = Text(word, file, key.start, key.length)
            so = get("so")
            built = Option(name, label, Place(file, key.start, key.end), self.text(file, hint, LABEL) if (hint := get("hint")) is not None else None,
                           tuple([n.value.strip() for n in get("also") or ()]), self.condition(file, get("when")),
                           self.claim(so) if so is not None else None, self.goto(record), self.former(record))
            record.built = built
            record.values = _DONE
        return built

    def former(self, record: Record) -> tuple[str, ...]:
        given = record.values.get("formerly")
        return tuple(node.value for node in given) if given else ()

    def question(self, id: str) -> Question:
        """A question with its options."""
        entry = self.shared["questions"][id]
        record: Record = entry.value
        file, get = record.file, record.values.get
        kind: Kind = get("kind") or Kind.ONE
        found = self.declared.options[id].options
        if "kind" not in record or get("kind") is not None:
            self.check_keys_of_kind(id, record, kind)
            self.check_ways(id, record, kind)
        options = {name: self.option(name, key, r) for name, (key, r) in found.items()}
        self.check_former_options(options)
        none = get("none")
        question = Question(
            id, kind, self.must(record, "ask", INLINE), entry.place, self.text(file, get("why"), CITED),
            self.text(file, get("help"), CITED_BLOCKS), self.text(file, get("find_out"), CITED),
            get("unknown") is not False, options, self.none(none) if none is not None and kind is Kind.SEVERAL else None,
            NO_BOUNDS if kind in _CHOSEN else self.bounds(record), self.text(file, get("unit"), LABEL),
            self.goto(record), self.former(record))
        # What has been built is let go of at once, or a large tree would be in memory twice.
        record.values = _DONE
        return question

    def none(self, record: Record) -> Option:
        so = record.get("so")
        return Option(NONE, self.must(record, "label", LABEL), record.place(), so=self.claim(so) if so is not None else None)

    def check_keys_of_kind(self, id: str, record: Record, kind: Kind) -> None:
        keys = record.values
        for name in keys:
            only = record.shape.fields[name].only
            if only and kind not in only:
                kinds = " or ".join(k.value for k in only)
                self.add("misplaced-key", f"'{name}' belongs to a question of kind {kinds}, not {kind.value}",
                         record.place(name), f"take it out, or write 'kind: {only[0].value}'")
        if kind not in _CHOSEN:
            return
        if "yes" not in keys and "no" not in keys:
            if "options" not in keys:
                self.add("missing-key", f"'{id}' has no 'options'", record.place(),
                         "add 'options:', or 'yes:' and 'no:'" if kind is Kind.ONE else "add 'options:'")
            elif record.values.get("options") == {}:
                self.add("empty-value", "a question needs at least one option", record.place("options"), "add one")
        elif "options" in keys:
            self.add("misplaced-key", "a question has 'options' or 'yes' and 'no', not both",
                     record.place("yes" if "yes" in keys else "no"), "write all of them under 'options:'")
        elif kind is Kind.ONE and ("yes" in keys) != ("no" in keys):
            given, missing = ("yes", "no") if "yes" in keys else ("no", "yes")
            self.add("missing-key", f"a question with '{given}' needs '{missing}' too", record.place(given),
                     f"add '{missing}:'")

    def bounds(self, record: Record) -> Bounds:
        low: Any = record.get("min") if record.get("min") is not None else record.get("earliest")
        high: Any = record.get("max") if record.get("max") is not None else record.get("latest")
        bounds = Bounds(None if low == "today" else low, None if high == "today" else high,
                        record.get("whole") is True, low == "today", high == "today")
        a, b = bounds.low, bounds.high
        if (isinstance(a, Decimal) and isinstance(b, Decimal) and a > b) or (
                isinstance(a, date) and isinstance(b, date) and a > b):
            names = ("min", "max") if isinstance(a, Decimal) else ("earliest", "latest")
            self.add("empty-range", f"'{names[0]}' is above '{names[1]}', so no answer is possible", record.place(names[0]),
                     "swap them", related=(Related(record.place(names[1]), "this is below it"),))
        return bounds

    def check_ways(self, id: str, record: Record, kind: Kind) -> None:
        """Every answer must lead somewhere; those of several lead to one place together."""
        if kind is Kind.SEVERAL:
            for _, option in self.declared.options[id].options.values():
                if "goto" in option:
                    self.add("misplaced-key", "an option of a question of kind several has no 'goto'", option.place("goto"),
                             "write 'goto:' beside 'options:'")
        if "goto" in record:
            return
        if kind is not Kind.ONE:
            self.add("no-goto", f"'{id}' leads nowhere", record.place(), "add 'goto:' with a question or an outcome")
            return
        for name, (key, option) in self.declared.options[id].options.items():
            if "goto" not in option:
                self.add("no-goto", f"the option '{name}' leads nowhere", at(option.file, key),
                         "add 'goto:' to it, or to its question")

    def check_former_options(self, options: dict[str, Option]) -> None:
        claimed: dict[str, Option] = {}
        for option in options.values():
            for id in option.formerly:
                other = claimed.setdefault(id, option)
                if other is not option and id not in options:
                    self.add("former-twice", f"two options say that they were '{id}'", option.at, "let only one say so",
                             related=(Related(other.at, "the other one"),))

    # Outcomes and the rest

    def outcome(self, id: str) -> Outcome:
        """An outcome with its claims and extras."""
        entry = self.shared["outcomes"][id]
        record: Record = entry.value
        alternatives = {}
        for other, (key, text) in (record.get("alternatives") or {}).items():
            if other not in self.shared["outcomes"]:
                self.add("unknown-outcome", f"there is no outcome called '{other}'", at(record.file, key),
                         did_you_mean(other, self.shared["outcomes"]) or "name an outcome of this tree")
                continue
            said = self.text(record.file, text, INLINE)
            if said is not None:
                alternatives[other] = said
        return Outcome(
            id, self.must(record, "recommend", INLINE), self.text(record.file, record.get("about"), CITED_BLOCKS),
            self.claims(record.get("because") or ()), self.claims(record.get("caveats") or ()),
            self.claims(record.get("next_steps") or ()), tuple(self.item(r) for r in record.get("items") or ()),
            alternatives, self.former(record), entry.place)

    def item(self, record: Record) -> Item:
        own = self.condition(record.file, record.get("when"))
        when = (own,) if own is not None else ()
        text = self.text(record.file, record.get("text"), CITED)
        if text is not None:
            self.check_cited(text)
        if record.get("use") is not None:
            if text is not None:
                self.add("bad-claim", "an item has 'text' or 'use', not both", record.place("use"), "take one of them out")
            shared = self.shared_claim(record.file, record.get("use"))
            if shared is not None:
                text, when = shared.text, shared.when + when
        url = record.get("url")
        return Item(self.must(record, "title", LABEL), text, url.value if url is not None else None, when, record.place("title"))

    def source(self, id: str) -> Source:
        """A source; one that does not say its date is worth a warning."""
        entry = self.shared["sources"][id]
        record: Record = entry.value
        if "date" not in record:
            self.add("source-date", f"the source '{id}' does not say its date", entry.place,
                     "add 'date:' with a year, a month or a day, or 'date: none' where it gives none", Severity.WARNING)
        day, url = record.get("date"), record.get("url")
        parts = {part: self.label(record.file, node) for part, (_, node) in (record.get("parts") or {}).items()}
        by = record.get("by")
        return Source(id, self.label(record.file, record.get("title")), self.label(record.file, by) if by else None,
                      None if day == "none" else day, url.value if url is not None else None, parts)

    def label(self, file: File, node: Scalar | None) -> str:
        """A label in which no answer can stand, as a string."""
        text = self.text(file, node, LABEL)
        return "" if text is None else "".join(getattr(piece, "text", "") for piece in text.pieces)

    def term(self, id: str) -> Term:
        """A term of the glossary."""
        record: Record = self.shared["terms"][id].value
        label = record.get("label")
        return Term(id, self.label(record.file, label) if label is not None else id.replace("_", " "),
                    self.must(record, "meaning", CITED_BLOCKS), tuple(n.value for n in record.get("also") or []))

    def about(self, record: Record) -> Text | None:
        """The tree's own introduction."""
        return self.text(record.file, record.get("about"), BLOCKS)
