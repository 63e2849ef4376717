"""The grammar of conditions, with exact columns. Names are checked here; a wrong one does not stop the reading."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from tui.problems.frozen import Frozen
from tui.problems.nearest import did_you_mean
from tui.tree.answers import MOST_DIGITS
from tui.tree.comparisons import Comparison, Value, in_signs
from tui.tree.conditions import All, Any, Anything, Atom, Constant, Expression, Holds, Measure, Not
from tui.tree.names import Kind, Names
from tui.tree.one_comparison import one_comparison

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from typing import NoReturn

MOST_NAMES = 1_000
DEEPEST = 100

Report = Callable[[str, str, int, int, str | None], None]
"""Takes code, message, start and end within the text, and help."""

_TOKEN = re.compile(r"""
    \s*(?: (?P<name>[A-Za-z_][A-Za-z0-9_]*) | (?P<odd><>|=>|=<|&&|\|\|) | (?P<op>==|!=|<=|>=|<|>) |
    (?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w.-])) | (?P<number>-?[0-9]+(?:\.[0-9]+)?(?![\w.])) | (?P<mark>[()\[\],]) |
    (?P<bad>.) )
    """, re.VERBOSE | re.DOTALL)

_REST_OF_NUMBER = r"[\w.-]*"
_WRITE = {"=": "write '==' or 'is'", "&": "write 'and'", "|": "write 'or'", "!": "write 'not' or '!='",
          "&&": "write 'and'", "||": "write 'or'", "<>": "write '!=' or 'is not'", "=>": "write '>='",
          "=<": "write '<='",
          **dict.fromkeys("€$£%°", "a number stands without its unit"),
          "'": "names stand without quotes", '"': "names stand without quotes", "{": "names stand without braces",
          "+": "there is no arithmetic in conditions", "*": "there is no arithmetic in conditions",
          "/": "there is no arithmetic in conditions", ".": "a number begins with a digit: write for example 0.5",
          "-": "there is no arithmetic; an id has '_' and no '-'"}
_WORDS = frozenset(["and", "or", "not", "in", "is"])
_FOR_THE_REST = dict.fromkeys(("else", "otherwise", "default", "always"),
                              "for what no rule above covers write '- else: ...' in place of 'when' and 'goto'")
_MEASURES = {"count": Measure.COUNT, "age": Measure.AGE, "days_since": Measure.DAYS_SINCE}


class Token(Frozen):
    """A word of a condition and where it stands in it."""

    kind: str
    text: str
    start: int
    end: int


class _StopError(Exception):
    """The condition cannot be read any further; what is wrong has been reported."""


def parse_condition(text: str, names: Names, report: Report) -> tuple[Expression, tuple[str, ...]]:
    """The expression a text stands for, and the facts it names; `Constant(False)` where it cannot be read."""
    found = one_comparison(text, names)
    if found is not None:
        return found, ()
    wrong: list[tuple[str, str, int, int, str | None]] = []
    parser = _Parser(text, names, lambda *problem: wrong.append(problem))
    try:
        root = parser.whole()
    except _StopError:
        root = Constant(False)
    if wrong:
        _tell(text, names, wrong, report)
    return root, tuple(dict.fromkeys(parser.facts))


def _tell(text: str, names: Names, wrong: list[tuple[str, str, int, int, str | None]], report: Report) -> None:
    """Report what is wrong; where it shows what was meant, that, and nothing of what it led to."""
    from tui.tree.meant_condition import meant

    found = meant(text, names, [start for _, _, start, _, _ in wrong])
    for problem in wrong:
        if found is None or problem[2] < found.begin:
            report(*problem)
    if found is not None:
        report(found.code, found.message, found.start, found.end, found.help)


class _Parser:
    def __init__(self, text: str, names: Names, report: Report) -> None:
        self.text = text
        self.names = names
        self.report = report
        self.facts: list[str] = []
        self.at = 0
        self.depth = 0
        self.tokens: list[Token] = []

    def stop(self, code: str, message: str, start: int, end: int, help: str | None = None) -> NoReturn:
        self.report(code, message, start, end, help)
        raise _StopError

    def whole(self) -> Expression:
        self.tokens = self.read_tokens()
        if not self.tokens:
            self.stop("bad-condition", "the condition is empty", 0, max(1, len(self.text)))
        root = self.any_of()
        if self.at < len(self.tokens):
            self.unexpected("the condition could end here, but more follows")
        return root

    def read_tokens(self) -> list[Token]:
        tokens: list[Token] = []
        named = 0
        for match in _TOKEN.finditer(self.text, 0, len(self.text.rstrip())):
            kind = match.lastgroup or "bad"
            text, (start, end) = match[kind], match.span(kind)
            if kind in ("bad", "odd"):
                if text.isdigit():
                    end += len(re.match(_REST_OF_NUMBER, self.text[end:])[0])  # type: ignore[index]  # it always matches
                    self.stop("bad-condition", "this is neither a number nor a date", start, end,
                              "numbers are written 3 or 3.5, dates 2026-03-01")
                shown = "a quote" if text in "'\"" else f"'{text}'"
                self.stop("bad-condition", f"{shown} has no meaning in a condition", start, end,
                          _WRITE.get(text, "take it out: a condition has names, numbers, dates, signs and brackets"))
            if kind == "name" and end - start <= 3 and text.lower() in _WORDS:
                if text not in _WORDS:
                    self.stop("bad-condition", f"'{text}' is written in small letters", start, end,
                              f"write '{text.lower()}'")
                kind = "word"
            elif kind == "number" and end - start > MOST_DIGITS and sum(c.isdigit() for c in text) > MOST_DIGITS:
                self.stop("bad-condition", f"a number has at most {MOST_DIGITS} digits", start, end,
                          "write a shorter one")
            elif kind in ("name", "number", "date"):
                named += 1
                if named > MOST_NAMES:
                    self.stop("bad-condition", f"more than {MOST_NAMES:,} names and values in one condition",
                              start, end, "name parts of it under 'facts:'")
            tokens.append(Token(kind, text, start, end))
        return tokens

    def peek(self, text: str, ahead: int = 0) -> bool:
        at = self.at + ahead
        return at < len(self.tokens) and self.tokens[at].text == text and self.tokens[at].kind != "name"

    def take(self) -> Token:
        if self.at >= len(self.tokens):
            self.unexpected("the condition stops too early")
        self.at += 1
        return self.tokens[self.at - 1]

    def expect(self, text: str, why: str) -> Token:
        if not self.peek(text):
            self.unexpected(why)
        return self.take()

    def unexpected(self, message: str) -> NoReturn:
        if self.at < len(self.tokens):
            token = self.tokens[self.at]
            help = None
            if token.kind == "number" and token.text.startswith("-"):
                help = "there is no arithmetic in conditions"
            elif self.peek("]") or self.peek(")"):
                help = "look for the bracket that it should close"
            elif self.peek(","):
                numbers = self.at and self.tokens[self.at - 1].kind == "number"
                help = "a number has a point and no comma" if numbers else (
                    "write 'and' or 'or' in its place; a list stands in brackets")
            elif token.kind == "name" and self.at and (said := self.after(self.tokens[self.at - 1], token)):
                help = said
            elif token.kind in ("name", "number", "date"):
                help = "join comparisons with 'and' or 'or'"
            elif self.peek("("):
                help = "only answered, count, age and days_since have brackets behind them"
            elif token.kind in ("word", "op"):
                help = f"write what belongs before '{token.text}', or take it out"
            self.stop("bad-condition", f"{message}: '{token.text}'" if "more" not in message else message,
                      token.start, token.end, help)
        end = len(self.text.rstrip())
        closing = {"a closing bracket was expected": "add ')'", "a comma or a closing bracket was expected": "add ']'"}
        self.stop("bad-condition", message, max(0, end - 1), max(1, end), closing.get(message, "write the rest of it"))

    def after(self, before: Token, token: Token) -> str | None:
        """Help with a name that follows another word or a number."""
        if before.kind == "number":
            return f"a number stands without its unit: take '{token.text}' out"
        if before.text in ("if", "when"):
            return f"take '{before.text}' out"
        if before.text == "answered" or before.text in _MEASURES:
            return f"write '{before.text}({token.text})'"
        return None

    def deeper(self, token: Token) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            self.stop("bad-condition", f"more than {DEEPEST} levels of brackets and 'not'", token.start, token.end,
                      "name parts of it under 'facts:'")

    def any_of(self) -> Expression:
        parts = [self.all_of()]
        while self.peek("or"):
            self.take()
            parts.append(self.all_of())
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def all_of(self) -> Expression:
        parts = [self.negated()]
        while self.peek("and"):
            self.take()
            parts.append(self.negated())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def negated(self) -> Expression:
        if not self.peek("not"):
            return self.atom()
        self.deeper(self.take())
        inner = self.negated()
        self.depth -= 1
        return Not(inner)

    def atom(self) -> Expression:
        if self.peek("("):
            self.deeper(self.take())
            inner = self.any_of()
            self.depth -= 1
            self.expect(")", "a closing bracket was expected")
            return inner
        if self.at + 1 < len(self.tokens) and self.tokens[self.at].text == "answered" and self.peek("(", 1):
            self.take()
            question = self.question_in_brackets()
            return Atom(question, Anything()) if question is not None else Constant(False)
        comparison = Comparison(self.names, self.report, self.value())
        while (op := self.operator()) is not None:
            self.no_words(comparison.values[0], op)
            comparison.add(op, self.value())
        if not comparison.ops:
            if self.at < len(self.tokens) and self.tokens[self.at].kind not in ("word", "mark"):
                self.no_operator(comparison.values[0])
            return self.alone(comparison.values[0])
        expression = comparison.expression()
        if comparison.fact is not None:
            self.facts.append(comparison.fact)
        return expression

    def no_operator(self, value: Value) -> NoReturn:
        """Something follows a value that neither compares it nor joins it with anything."""
        question = self.names.questions.get(value.text) if value.kind == "name" else None
        token = self.tokens[self.at]
        if question is not None and token.kind == "name":
            after = [token.text for token in self.tokens[self.at + 1:self.at + 2]]
            self.stop("bad-condition", f"'{token.text}' does not compare '{value.text}' with anything", token.start,
                      token.end, in_signs(value.text, self.tokens[self.at:]) or question.example(value.text, *after))
        self.unexpected("the condition could end here, but more follows")

    def no_words(self, value: Value, op: Token) -> None:
        """Stop where words stand for a sign, as in 'hours is less than 3'."""
        question = self.names.questions.get(value.text) if value.kind == "name" else None
        if question is None or question.kind not in (Kind.NUMBER, Kind.DATE):
            return
        help = in_signs(value.text, self.tokens[self.at:], negated=op.text == "is not")
        if help is not None:
            token = self.tokens[self.at]
            self.stop("bad-condition", "a comparison has a sign, and no words", token.start, token.end, help)

    def operator(self) -> Token | None:
        if self.at >= len(self.tokens):
            return None
        token = self.tokens[self.at]
        if token.kind == "op" or self.peek("in"):
            return self.take()
        if self.peek("is") or (self.peek("not") and self.peek("in", 1)):
            first = self.take()
            if first.text == "is" and not self.peek("not"):
                return first
            second = self.take()
            return Token("op", f"{first.text} {second.text}", first.start, second.end)
        return None

    def question_in_brackets(self) -> str | None:
        self.expect("(", "an opening bracket was expected")
        token = self.take()
        if token.kind != "name":
            self.stop("bad-condition", "a question was expected", token.start, token.end,
                      "name a question between the brackets")
        self.expect(")", "a closing bracket was expected")
        if token.text in self.names.questions:
            return token.text
        self.report("unknown-question", f"there is no question called '{token.text}'", token.start, token.end,
                    did_you_mean(token.text, self.names.questions) or "name a question of this tree")
        return None

    def value(self) -> Value:
        token = self.take()
        if token.kind == "name":
            measure = _MEASURES.get(token.text)
            if measure is not None and self.peek("("):
                question = self.question_in_brackets()
                return Value("measure", question or "", token.start, self.tokens[self.at - 1].end, measure=measure)
            return Value("name", token.text, token.start, token.end)
        if token.kind == "number":
            return Value("number", token.text, token.start, token.end, literal=Decimal(token.text))
        if token.kind == "date":
            return Value("date", token.text, token.start, token.end, literal=self.date(token))
        if token.text == "[" and token.kind == "mark":
            members = [self.member()]
            while self.peek(","):
                self.take()
                members.append(self.member())
            end = self.expect("]", "a comma or a closing bracket was expected")
            for member in members:
                if member.kind == "measure":
                    self.stop("bad-condition", "only names, numbers and dates stand in brackets", member.start,
                              member.end, "compare it by itself, and join the two with 'or'")
            return Value("list", "", token.start, end.end, members=tuple(members))
        self.at -= 1
        return self.unexpected("a question, a fact, an option or a number was expected")

    def member(self) -> Value:
        """A value within brackets, in which no further brackets stand."""
        if self.peek("["):
            token = self.take()
            self.stop("bad-condition", "only names, numbers and dates stand in brackets", token.start, token.end,
                      "take the inner brackets out")
        return self.value()

    def date(self, token: Token) -> date:
        try:
            return date.fromisoformat(token.text)
        except ValueError:
            self.stop("bad-date", f"there is no day {token.text}", token.start, token.end, "a date is yyyy-mm-dd")

    def alone(self, value: Value) -> Expression:
        """A value without a comparison: only a fact that is a condition stands by itself."""
        names = self.names
        if value.kind == "name" and names.facts.get(value.text, ()) is None:
            self.facts.append(value.text)
            return Holds(value.text)
        if value.kind == "name" and value.text in names.facts:
            first = (names.facts[value.text] or ("...",))[0]
            self.report("bad-condition", f"'{value.text}' is a value: compare it with something", value.start,
                        value.end,
                        f"write for example '{value.text} is {first}'")
        elif value.kind == "name" and value.text in names.questions:
            self.report("bad-condition", f"'{value.text}' is a question: compare its answer with something",
                        value.start, value.end, names.questions[value.text].example(value.text))
        elif value.kind == "name":
            known = [*names.questions, *names.facts]
            self.report("unknown-name", f"there is no question or fact called '{value.text}'", value.start, value.end,
                        _FOR_THE_REST.get(value.text.lower()) or names.compared(value.text)
                        or did_you_mean(value.text, known) or "a fact is named under 'facts:'")
        else:
            self.report("bad-condition", "a value by itself is no condition", value.start, value.end,
                        "compare it with a question, for example 'hours < 3'")
        return Constant(False)
