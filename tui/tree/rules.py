"""Lists of rules, each with its condition: gotos and facts."""

from __future__ import annotations

from itertools import chain

from tui.problems.nearest import distance, nearest
from tui.problems.problem import File, Place, Related
from tui.tree.conditions import Fact, FactRule
from tui.tree.declare import at
from tui.tree.files import Entry
from tui.tree.format import LABEL
from tui.tree.model import Goto, Rule
from tui.tree.nodes import Scalar
from tui.tree.record import Record
from tui.tree.resolve import Resolver

MOST_SLIPS = 3
"""Letters that somebody gets wrong in one name."""


class Rules:
    """Reads the rules of one tree."""

    def __init__(self, resolver: Resolver, shared: dict[str, dict[str, Entry]]) -> None:
        self.resolver = resolver
        self.facts, self.questions, self.outcomes = shared["facts"], shared["questions"], shared["outcomes"]

    def fact(self, id: str) -> Fact:
        """A fact of either sort."""
        entry = self.facts[id]
        rules: Scalar | list[Record] = entry.value
        if isinstance(rules, Scalar):
            return Fact(id, self.resolver.condition(entry.file, rules), (), entry.place)
        self.check(rules, "value")
        # A rule that could not be read may have been the last one.
        if not any("else" in rule or all(value is None for value in rule.values.values()) for rule in rules):
            self.resolver.add("no-else", f"the fact '{id}' says nothing for the case that no rule holds", entry.place,
                              "end the list with '- else: ...'")
        built = []
        for rule in rules:
            value = rule.get("value") or rule.get("else")
            if value is not None:
                label = self.resolver.text(rule.file, rule.get("label"), LABEL)
                shown = label.raw if label is not None else value.value.replace("_", " ")
                built.append(FactRule(next(iter(self.resolver.when(rule)), None), value.value, shown,
                                      at(rule.file, value)))
        return Fact(id, None, tuple(built), entry.place)

    def goto(self, record: Record) -> Goto:
        """Where a question or an option leads."""
        rules: Scalar | list[Record] | None = record.values.get("goto")
        if rules is None:
            return ()
        if isinstance(rules, Scalar):
            return self.rule(record.file, None, rules)
        listed = record.place("goto")
        self.check(rules, "goto")
        return tuple(built for rule in rules
                     for built in self.rule(rule.file, rule.get("when"), rule.get("goto") or rule.get("else"), listed))

    def rule(self, file: File, when: Scalar | None, target: Scalar | None, listed: Place | None = None) -> Goto:
        """One rule, or none where what it names is not there."""
        condition = self.resolver.condition(file, when) if when is not None else None
        if target is None:
            return ()
        id = target.value
        if id not in self.questions and id not in self.outcomes:
            self.resolver.add("unknown-goto", f"there is no question or outcome called '{id}'", at(file, target),
                              self.where_to(id))
            return ()
        return (Rule(condition, id, Place(file, target.start, target.start + target.length), listed),)

    def where_to(self, id: str) -> str:
        """Help with a place that is not there: it may be misspelt, or not be written yet."""
        near = nearest(id, chain(self.questions, self.outcomes), most=1)
        if not near:
            return "add it, or go somewhere else"
        # A name that has only a part in common is more likely that of another place.
        alike = distance(id, near[0], MOST_SLIPS) <= MOST_SLIPS
        return f"did you mean '{near[0]}'?" if alike else f"add it; or did you mean '{near[0]}'?"

    def check(self, rules: list[Record], gives: str) -> None:
        """Rules have a `when` each; an `else` comes last."""
        add = self.resolver.add
        for i, rule in enumerate(rules):
            if "else" in rule:
                if "when" in rule or gives in rule:
                    add("bad-rule", f"a rule has 'else', or 'when' and '{gives}', not both", rule.place("else"),
                        "write 'else' on a line of its own, with '- ' before it")
                elif i < len(rules) - 1:
                    add("rule-after-else", "no rule after this 'else' can be reached", rule.place("else"),
                        "move 'else' to the end", related=(Related(rules[i + 1].place(), "this comes too late"),))
            else:
                name = next((name for name in ("when", gives) if name not in rule), None)
                after = rules[i + 1] if i + 1 < len(rules) else None
                if name == gives and after is not None and gives in after and "when" not in after:
                    add("missing-key", f"'when' and '{gives}' are one rule, and this begins another", after.place(),
                        f"put two blanks in place of the dash before '{gives}'",
                        related=(Related(rule.place(), "this is the rule that it belongs to"),))
                elif name == "when" and i and gives not in rules[i - 1] and "when" in rules[i - 1]:
                    continue  # reported with the rule before
                elif name is not None:
                    add("missing-key", f"a rule has no '{name}'", rule.place(),
                        f"add '{name}:', or write '- else: ...'")
