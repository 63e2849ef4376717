"""Small trees made at random, as the text of a file: every kind of question and every form of condition."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from random import Random

from tests.reason.brute import TODAY
from tui.problems.frozen import replaced
from tui.tree.answers import UNKNOWN, Answer
from tui.tree.model import Goto, Tree
from tui.tree.names import Kind
from tui.tree.reader import read_tree_text

OPTIONS = ("red", "green", "blue")
MEMBERS = ("ham", "egg", "tea")
LISTED = ("malta", "spain", "peru")
GROUPS = {"eu": "malta, spain", "far": "peru"}
OUTCOMES = ("out_1", "out_2", "out_3")
HEAD = """\
whichway: 1
title: At random
start: q0
lists:
  countries:
    options: {malta: Malta, spain: Spain, peru: Peru}
    groups: {eu: [malta, spain], far: [peru]}
"""
KINDS = ("one", "one", "yes", "listed", "several", "several", "number", "date")
COMPARED = ("<", "<=", ">", ">=", "==", "!=", "is", "is not")
DAYS = ("2025-02-28", "2025-03-01", "2026-03-01", "2026-09-01", "2024-02-29")


class Writer:
    """Writes one tree, in which every case is covered and no way comes back."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.kinds = {f"q{i}": random.choice(KINDS) for i in range(random.choice([1, 2, 3, 3, 4, 4, 5]))}
        self.asked: tuple[str, ...] = ()
        """The questions up to the one that is being written."""
        self.facts: list[str] = []
        self.values: list[str] = []

    def pick(self, *some: str) -> str:
        return self.random.choice(some)

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    # Conditions

    def atom(self) -> str:
        """A comparison, a fact, or whether something was asked."""
        if self.facts and self.chance(12):
            return self.pick(*self.facts)
        if self.values and self.chance(12):
            return f"{self.pick(*self.values)} {self.pick('is low', 'is not low', 'in [low, mid]', 'not in [high]')}"
        question = self.pick(*(self.asked if self.asked and self.chance(90) else self.kinds))
        if self.chance(8):
            return f"answered({question})"
        kind = self.kinds[question]
        if kind == "several":
            return self.of_several(question)
        if kind == "number":
            return self.measured(question, "-2", "0", "0.5", "1", "1.50", "3")
        if kind == "date":
            return self.of_date(question)
        names = {"one": OPTIONS, "yes": ("yes", "no"), "listed": LISTED}[kind]
        if kind == "listed" and self.chance(50):
            group = self.pick(*GROUPS)
            return f"{question} {self.pick('in', 'not in')} {self.pick(group, f'[{group}, {self.pick(*names)}]')}"
        return self.pick(f"{question} {self.pick('is', 'is not', '==', '!=')} {self.pick(*names)}",
                         f"{question} {self.pick('in', 'not in')} [{self.pick(*names)}, {self.pick(*names)}]")

    def of_several(self, question: str) -> str:
        if self.chance(60):
            return f"{self.pick(*MEMBERS)} {self.pick('in', 'not in')} {question}"
        return self.measured(f"count({question})", "0", "1", "2", "3", "1.5")

    def of_date(self, question: str) -> str:
        form = self.pick("day", "age", "days_since")
        if form == "day":
            return self.measured(question, *DAYS)
        if form == "age":
            return self.measured(f"age({question})", "0", "1", "2", "-1")
        return self.measured(f"days_since({question})", "0", "30", "-5", "400.5")

    def measured(self, what: str, *literals: str) -> str:
        """A comparison one way round, the other, as a chain, or with a list."""
        one, other, compared = self.pick(*literals), self.pick(*literals), self.pick(*COMPARED)
        return self.pick(f"{what} {compared} {one}", f"{one} {compared} {what}",
                         f"{one} {self.pick('<', '<=')} {what} {self.pick('<', '<=')} {other}",
                         f"{what} {self.pick('in', 'not in')} [{one}, {other}]")

    def condition(self) -> str:
        parts = [self.atom() for _ in range(self.random.choice([1, 1, 2, 2, 3]))]
        parts = [self.pick(part, part, f"not ({part})") for part in parts]
        if len(parts) == 3:
            return f"({parts[0]} {self.pick('and', 'or')} {parts[1]}) {self.pick('and', 'or')} {parts[2]}"
        return f" {self.pick('and', 'or')} ".join(parts)

    # The parts of a tree

    def fact_lines(self) -> list[str]:
        lines = []
        for i in range(self.random.randint(0, 2)):
            lines.append(f"  f{i}: {self.condition()}")
            self.facts.append(f"f{i}")
        for i in range(self.random.randint(0, 1)):
            lines += [f"  v{i}:", f"    - {{when: '{self.condition()}', value: low}}",
                      f"    - {{when: '{self.condition()}', value: mid}}", "    - else: high"]
            self.values.append(f"v{i}")
        return ["facts:", *lines] if lines else []

    def targets(self, question: str) -> list[str]:
        names = list(self.kinds)
        later = names[names.index(question) + 1:]
        return later[:1] or [*OUTCOMES] if self.chance(40) else [*later[:2], *later[:2], *OUTCOMES]

    def goto(self, question: str) -> str:
        """Where a question or an option leads, on one line."""
        targets = self.targets(question)
        if self.chance(30):
            return self.pick(*targets)
        rules = [f"{{when: '{self.condition()}', goto: {self.pick(*targets)}}}"
                 for _ in range(self.random.randint(1, 3))]
        return f"[{', '.join(rules)}, {{else: {self.pick(*targets)}}}]"

    def option(self, question: str, id: str, goes: bool, guarded: int) -> str:
        fields = [f"label: {id.title()}"]
        if self.chance(guarded):
            fields.append(f"when: '{self.condition()}'")
        if self.chance(15):
            fields.append(f"so: {{text: So., when: '{self.condition()}'}}")
        if goes and self.chance(40):
            fields.append(f"goto: {self.goto(question)}")
        return f"      {id}: {{{', '.join(fields)}}}"

    def question(self, id: str) -> list[str]:
        kind = self.kinds[id]
        self.asked = (*self.asked, id)
        lines = [f"  {id}:", "    ask: What?"]
        if kind == "yes":
            return [*lines, f"    yes: {self.goto(id)}", f"    no: {self.goto(id)}"]
        lines.append(f"    goto: {self.goto(id)}")
        lines += ["    unknown: no"] if self.chance(8) else []
        if kind == "listed":
            return [*lines, "    options: {from: countries}"]
        if kind in ("one", "several"):
            if kind == "several":
                lines += ["    kind: several", *(["    none: Nothing"] if self.chance(50) else [])]
            names, guarded = OPTIONS if kind == "one" else MEMBERS, self.random.choice((15, 15, 15, 100))
            return [*lines, "    options:", *(self.option(id, name, kind == "one", guarded) for name in names)]
        lines.append(f"    kind: {kind}")
        low, high = ("-1", "2.5") if kind == "number" else (self.pick("2024-06-01", "today"), self.pick(*DAYS[2:4]))
        least, most = ("min", "max") if kind == "number" else ("earliest", "latest")
        lines += [f"    {least}: {low}"] if self.chance(30) else []
        lines += [f"    {most}: {high}"] if self.chance(30) else []
        return [*lines, "    whole: true"] if kind == "number" and self.chance(40) else lines

    def text(self) -> str:
        facts = self.fact_lines()
        lines = [line for id in self.kinds for line in self.question(id)]
        lines.append("outcomes:")
        for id in OUTCOMES:
            said = f", because: [{{text: So., when: '{self.condition()}'}}]" if self.chance(50) else ""
            lines.append(f"  {id}: {{recommend: Do it{said}}}")
        return HEAD + "\n".join([*facts, "questions:", *lines]) + "\n"


def whole_tree(random: Random) -> Tree:
    """A tree in which every case is covered and no way comes back."""
    return good(Writer(random).text())


def loose_tree(random: Random) -> Tree:
    """A tree in which some goto lists have lost their last rule, and some rules lead back."""
    tree = whole_tree(random)

    def loosened(goto: Goto) -> Goto:
        rules = goto[:-1] if len(goto) > 1 and random.randrange(3) == 0 else goto
        return tuple([replaced(rule, to=random.choice([*tree.questions])) if random.randrange(8) == 0 else rule
                      for rule in rules])

    questions = {}
    for id, question in tree.questions.items():
        options = {key: replaced(option, goto=loosened(option.goto)) for key, option in question.options.items()}
        questions[id] = replaced(question, options=options, goto=loosened(question.goto))
    return replaced(tree, questions=questions)


def plain_tree(random: Random) -> Tree:
    """A tree of yes and no, with ways that lead anywhere, now and then on a condition."""
    names = [f"q{i}" for i in range(random.randint(2, 6))]
    places = [*names, *OUTCOMES]
    lines = []
    for i, id in enumerate(names):
        ways = [random.choice(places if random.randrange(4) == 0 else places[i + 1:]) for _ in "yn"]
        if random.randrange(10) == 0:
            ways[0] = f"[{{when: {random.choice(names)} is yes, goto: {ways[0]}}}, {{else: {ways[1]}}}]"
        lines += [f"  {id}:", "    ask: What?", f"    yes: {ways[0]}", f"    no: {ways[1]}"]
    ends = [f"  {id}: {{recommend: Do it}}" for id in OUTCOMES]
    return good("\n".join([f"{HEAD}questions:", *lines, "outcomes:", *ends]))


def good(text: str) -> Tree:
    """The tree that a text is."""
    loaded = read_tree_text(text)
    assert loaded.tree is not None, (text, loaded.problems)
    return loaded.tree


NUMBERS = (Decimal("-7"), Decimal("0.5"), Decimal(1), Decimal("1.2"), Decimal(4))
SOME_DAYS = (TODAY, date(2025, 3, 1), date(2024, 7, 7), date(1900, 1, 1))


def known_answers(random: Random, tree: Tree) -> dict[str, Answer]:
    """Some answers of somebody: offered or not, known or not, and now and then no answer of that kind at all."""
    known: dict[str, Answer] = {}
    for id, question in tree.questions.items():
        if random.randrange(3):
            continue
        options = [*question.options] or ["red"]
        fits: Mapping[Kind, Answer] = {
            Kind.ONE: random.choice(options),
            Kind.SEVERAL: frozenset(random.sample(options, random.randint(0, min(2, len(options))))),
            Kind.NUMBER: random.choice(NUMBERS),
            Kind.DATE: random.choice(SOME_DAYS)}
        known[id] = random.choice([*[fits[question.kind]] * 8, UNKNOWN, UNKNOWN, *fits.values()])
    return known
