"""What a comparison within a condition means: which operand is the question, and which part of its answers is meant."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from tui.problems.frozen import Frozen
from tui.problems.nearest import did_you_mean
from tui.tree.conditions import (
    All,
    Atom,
    Constant,
    Contains,
    Expression,
    FactIs,
    Measure,
    Measured,
    Not,
    OneOf,
    Part,
    Range,
    Within,
)
from tui.tree.names import Kind, Names

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from tui.tree.condition_parser import Report, Token

SAME = {"==": "is", "!=": "is not"}
"""Signs, and the words that say the same."""
_FLIP = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_ORDER: dict[str, Callable[[Measured, Measured], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "is": operator.eq, "is not": operator.ne}


class Value(Frozen):
    """An operand: a name, a number, a date, a list in brackets, or a measure of a question (`text` is its id)."""

    kind: str
    text: str
    start: int
    end: int
    literal: Measured | None = None
    measure: Measure = Measure.VALUE
    members: tuple[Value, ...] = ()


class _WrongError(Exception):
    """The comparison means nothing; what is wrong has been reported."""


class Comparison:
    """Operands and the operators between them; `fact` is the value fact it asks about, if it does."""

    def __init__(self, names: Names, report: Report, first: Value) -> None:
        self.names = names
        self.report = report
        self.values = [first]
        self.ops: list[Token] = []
        self.fact: str | None = None

    def add(self, op: Token, operand: Value) -> None:
        """Append an operator and its right operand."""
        self.ops.append(op)
        self.values.append(operand)

    def expression(self) -> Expression:
        """All of its pairs; `Constant(False)` where it means nothing."""
        try:
            subject = self.subject()
            pairs = tuple(self.pair(i, subject) for i in range(len(self.ops)))
        except _WrongError:
            return Constant(False)
        return pairs[0] if len(pairs) == 1 else All(pairs)

    def wrong(self, code: str, message: str, value: Value | Token, help: str | None = None) -> _WrongError:
        self.report(code, message, value.start, value.end, help)
        return _WrongError()

    def subject(self) -> int:
        """Which operand is the question or value fact that the comparison is about."""
        if self.ops[-1].text in ("in", "not in") and len(self.ops) == 1 and self.is_question(self.values[1]):
            return 1
        for i, operand in enumerate(self.values):
            if operand.kind == "measure" or self.is_question(operand) or (
                    operand.kind == "name" and self.names.facts.get(operand.text)):
                return i
        names = [operand for operand in self.values if operand.kind == "name"]
        for name in names:
            if name.text in self.names.facts:
                raise self.wrong("bad-condition", f"'{name.text}' is a condition by itself", name,
                                 f"write '{name.text}' or 'not {name.text}', without a comparison")
        if not names:
            raise self.wrong("bad-condition", "a comparison needs a question or a fact", self.values[0],
                             "compare it with a question, for example 'hours < 3'")
        known = [*self.names.questions, *(f for f, values in self.names.facts.items() if values)]
        # In `x in y` either may be the question that is misspelt: the one that looks like a question, else not the one
        # that is something else.
        meant = names[0]
        if self.ops[-1].text in ("in", "not in"):
            meant = next((name for name in names if did_you_mean(name.text, known)), None) or next(
                (name for name in reversed(names) if not self.names.stands_for_something(name.text)), meant)
        raise self.wrong("unknown-name", f"there is no question or fact called '{meant.text}'", meant,
                         did_you_mean(meant.text, known) or "compare the answer of a question of this tree")

    def is_question(self, value: Value) -> bool:
        return value.kind == "name" and value.text in self.names.questions

    def pair(self, i: int, subject: int) -> Expression:
        left, op, right = self.values[i], self.ops[i], self.values[i + 1]
        sign = SAME.get(op.text, op.text)
        if subject not in (i, i + 1):
            return self.literals(left, sign, op, right)
        about, other = (left, right) if subject == i else (right, left)
        negated = sign in ("is not", "not in")
        sign = {"is not": "is", "not in": "in"}.get(sign, sign)
        if subject != i and sign in _FLIP:
            sign = _FLIP[sign]
        atom = self.compare(about, sign, op, other, subject == i)
        return Not(atom) if negated else atom

    def literals(self, left: Value, sign: str, op: Token, right: Value) -> Expression:
        a, b = left.literal, right.literal
        if a is None or b is None or isinstance(a, date) != isinstance(b, date) or sign not in _ORDER:
            odd = left if left.literal is None else right
            raise self.wrong("bad-condition",
                             "a comparison has one question or fact; this is compared with neither", odd,
                             "join two comparisons with 'and'")
        return Constant(_ORDER[sign](a, b))

    def compare(self, about: Value, sign: str, op: Token, other: Value, first: bool) -> Expression:
        if about.kind == "name" and about.text not in self.names.questions:
            return self.compare_fact(about, sign, op, other, first)
        question = self.names.questions.get(about.text)
        if question is None or question.kind is None:
            raise _WrongError  # an unknown question within count(...), or an unknown kind, reported where it was read
        if about.kind == "measure":
            self.check_measure(about, question.kind)
            return Atom(about.text, self.ranges(about, sign, op, other, first, Decimal))
        if question.kind is Kind.NUMBER:
            return Atom(about.text, self.ranges(about, sign, op, other, first, Decimal))
        if question.kind is Kind.DATE:
            return Atom(about.text, self.ranges(about, sign, op, other, first, date))
        if sign in _FLIP:
            raise self.wrong("bad-condition", f"'{op.text}' stands only between numbers or dates", op, "write 'is'")
        if question.kind is Kind.SEVERAL:
            return Atom(about.text, self.contained(about, sign, other, first))
        return Atom(about.text, self.one_of(about, sign, op, other, first))

    def check_measure(self, about: Value, kind: Kind) -> None:
        needs = Kind.SEVERAL if about.measure is Measure.COUNT else Kind.DATE
        if kind is not needs:
            raise self.wrong("bad-condition", f"'{about.text}' is a question of kind {kind.value}", about,
                             f"{about.measure.value}() takes a question of kind {needs.value}")

    def ranges(self, about: Value, sign: str, op: Token, other: Value, first: bool, sort: type) -> Within:
        what, example = ("a number", "3") if sort is Decimal else ("a date", "2026-03-01")
        if sign == "in":
            if not first or other.kind != "list":
                raise self.wrong("bad-condition", f"'{op.text}' takes a list in brackets here", other,
                                 f"write '[{example}, ...]', or compare with '=='")
            members = other.members
        else:
            members = (other,)
        ranges = []
        for member in members:
            value = member.literal
            if member.kind == "measure" or self.is_question(member):
                raise self.wrong("bad-condition", "two answers cannot be compared with each other", member,
                                 f"compare it with {what}, or ask in one question what the two are to say")
            if value is None or not isinstance(value, sort) or isinstance(value, date) != (sort is date):
                help = "put the list after 'in'" if member.kind == "list" else f"write {what}, for example {example}"
                if sort is date and member.kind == "number" and len(member.text) == 4:
                    help = f"write a whole date, for example {member.text}-01-01"
                if sort is date and (member.text == "today" or (member.kind == "number" and len(member.text) != 4)):
                    help = f"count from today: days_since({about.text}) gives days, age({about.text}) years"
                raise self.wrong("bad-condition", f"{what} was expected here", member, help)
            ranges.append(range_of(sign, value))
        return Within(about.measure, tuple(ranges))

    def contained(self, about: Value, sign: str, other: Value, first: bool) -> Part:
        question = self.names.questions[about.text]
        if other.text == "none" and other.kind == "name":
            raise self.wrong("bad-condition",
                             f"'none' is not one of the answers of '{about.text}' but that there are none", other,
                             f"write 'count({about.text}) == 0'")
        if sign != "in" or first:
            group = sorted(question.groups.get(other.text, ()))
            meant = [member.text for member in other.members] or group or [value.text for value in self.values]
            options = [option for option in meant if option in question.options] or list(question.options)[:1]
            raise self.wrong("bad-condition", f"'{about.text}' may have several answers at once", about,
                             f"write '{' or '.join(f'{option} in {about.text}' for option in options[:3])}'")
        if other.kind != "name" or other.text in question.groups:
            raise self.wrong("bad-condition", f"one option stands before 'in {about.text}'", other,
                             f"join several with 'or': 'a in {about.text} or b in {about.text}'")
        if other.text not in question.options:
            raise self.unknown_option(about, other, question.options)
        return Contains(other.text)

    def one_of(self, about: Value, sign: str, op: Token, other: Value, first: bool) -> OneOf:
        question = self.names.questions[about.text]
        name = about.text
        if sign == "in" and not first:
            raise self.wrong("bad-condition", f"'{name}' has one answer, not several", op,
                             f"write '{name} is {other.text or '...'}'")
        if other.kind == "list":
            if sign == "is":
                raise self.wrong("bad-condition", "a list in brackets follows 'in'", op, f"write '{name} in [...]'")
            options: set[str] = set()
            bad: _WrongError | None = None
            for member in other.members:
                if member.kind == "name" and member.text in question.options:
                    options.add(member.text)
                elif member.kind == "name" and member.text in question.groups:
                    options |= question.groups[member.text]
                else:
                    bad = self.unknown_option(about, member, [*question.options, *question.groups])
            if bad is not None:
                raise bad
            return OneOf(frozenset(options))
        if other.kind == "name" and sign == "in" and other.text in question.groups:
            return OneOf(question.groups[other.text])
        if other.kind == "name" and other.text in question.options:
            if sign == "in":
                right = "is not" if op.text.startswith("not") else "is"
                raise self.wrong("bad-condition", f"'{other.text}' is one option, not a list of them", op,
                                 f"write '{name} {right} {other.text}'")
            return OneOf(frozenset((other.text,)))
        if other.kind == "name" and other.text in question.groups:
            raise self.wrong("bad-condition", f"'{other.text}' is a group of options", op,
                             f"write '{name} in {other.text}'")
        raise self.unknown_option(about, other, [*question.options, *(question.groups if sign == "in" else ())])

    def unknown_option(self, about: Value, other: Value, known: object) -> _WrongError:
        names = list(known)  # type: ignore[call-overload]  # always a collection of ids
        if not names:
            # That the question has no options at all is reported there.
            return _WrongError()
        if other.kind != "name":
            return self.wrong("bad-condition", f"an option of '{about.text}' was expected here", other, _listed(names))
        return self.wrong("unknown-option", f"the question '{about.text}' has no option '{other.text}'", other,
                          did_you_mean(other.text, names) or _listed(names))

    def compare_fact(self, about: Value, sign: str, op: Token, other: Value, first: bool) -> Expression:
        values = self.names.facts[about.text] or ()
        if sign in _FLIP:
            raise self.wrong("bad-condition", f"'{op.text}' stands only between numbers or dates", op, "write 'is'")
        if sign == "in" and (not first or other.kind != "list"):
            raise self.wrong("bad-condition", f"'{about.text}' has one value", op, f"write '{about.text} is ...'")
        if sign == "is" and other.kind == "list":
            raise self.wrong("bad-condition", "a list in brackets follows 'in'", op, f"write '{about.text} in [...]'")
        wanted = other.members if other.kind == "list" else (other,)
        bad: _WrongError | None = None
        for member in wanted:
            if member.kind != "name" or member.text not in values:
                bad = self.wrong("unknown-value", f"the fact '{about.text}' is never '{member.text}'", member,
                                 did_you_mean(member.text, values) or _listed(values))
        if bad is not None:
            raise bad
        self.fact = about.text
        return FactIs(about.text, frozenset(member.text for member in wanted))


_SAID = {"less": "<", "fewer": "<", "under": "<", "below": "<", "before": "<", "more": ">", "greater": ">", "over": ">",
         "above": ">", "after": ">", "least": ">=", "most": "<=", "equals": "==", "equal": "==", "exactly": "=="}
_WITH_THEM = frozenset(["than", "or", "to", "at", "equal", "the", "same", "as"])
_NOT = {"<": ">=", ">": "<=", ">=": "<", "<=": ">", "==": "!="}


def in_signs(name: str, tokens: Iterable[Token], negated: bool = False) -> str | None:
    """How to write what an author has said of a number or a date in words, such as 'less than 20'; None otherwise."""
    sign = ""
    tokens = list(tokens)
    if [token.text for token in tokens[:3:2]] in (["between", "and"], ["from", "to"]) and len(tokens) > 3:
        low, high = (token.text for token in tokens[1:4:2])
        inside = f"{name} >= {low} and {name} <= {high}"
        return f"write 'not ({inside})'" if negated else f"write '{inside}'"
    for token in tokens:
        if token.kind in ("number", "date") and sign:
            return f"write '{name} {_NOT[sign] if negated else sign} {token.text}'"
        if token.text in _SAID and not sign:
            sign = _SAID[token.text]
        elif token.text in ("equal", "same") and sign in ("<", ">"):
            sign += "="
        elif token.text not in _WITH_THEM:
            return None
    return None


def range_of(sign: str, value: Measured) -> Range:
    """What holds a sign to a value; it is no negation."""
    if sign in ("<", "<="):
        return Range(high=value, high_open=sign == "<")
    if sign in (">", ">="):
        return Range(low=value, low_open=sign == ">")
    return Range(low=value, high=value)


def _listed(names: object) -> str | None:
    known = list(names)  # type: ignore[call-overload]  # always a collection of ids
    if not known:
        return None
    shown = ", ".join(known[:6])
    return f"it is one of: {shown}" + (", ..." if len(known) > 6 else "")
