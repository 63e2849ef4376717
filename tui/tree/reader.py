"""Reading a tree: every problem collected, and the tree where no error stands in its way."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tui.problems.nearest import did_you_mean
from tui.problems.problem import Problem, Related, has_errors
from tui.tree.builder import Builder
from tui.tree.causes import causes
from tui.tree.conditions import Fact
from tui.tree.declare import Declared, at, declare
from tui.tree.files import Content, content_of_text, read_content
from tui.tree.format import LABEL
from tui.tree.graph import circles, fact_circles
from tui.tree.model import Outcome, Question, Scenario, Tree
from tui.tree.record import Record
from tui.tree.scenarios import read_scenarios


@dataclass(frozen=True, slots=True)
class Loaded:
    """What reading gave: the tree, where there is one, and every problem, in the order of the file."""

    tree: Tree | None
    problems: tuple[Problem, ...]
    fragment: bool = False


def read_tree(path: Path, name: str | None = None) -> Loaded:
    """Read a tree's file and all it includes; raises CannotRead where the file itself cannot be had."""
    with _no_collector():
        return _load(read_content(path, name))


def read_tree_text(text: str, name: str = "tree.yaml") -> Loaded:
    """Read a tree from a text; its includes are not looked for."""
    with _no_collector():
        return _load(content_of_text(text, name))


@contextmanager
def _no_collector() -> Iterator[None]:
    """Reading makes many objects and no garbage: the collector would walk them again and again for nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # Frozen and thawed, what was made counts as old, and the next small collection does not walk all of it.
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def _load(content: Content) -> Loaded:
    tree = _build(content, content.main) if content.main is not None else None
    problems = causes(content)
    first = content.main.file if content.main is not None else None
    problems = sorted(problems, key=lambda p: (p.place.file is not first, p.place.file.name, p.place.start))
    good = tree is not None and not content.fragment and not has_errors(problems)
    return Loaded(tree if good else None, tuple(problems), content.fragment)


def _build(content: Content, main: Record) -> Tree:
    declared = declare(content, content.problems.append)
    builder = Builder(content, declared, main.get("require_sources") is True)
    builder.shared_claims()
    shared = content.shared
    facts = {id: builder.fact(id) for id in shared["facts"]}
    questions = {id: builder.question(id) for id in shared["questions"]}
    outcomes = {id: builder.outcome(id) for id in shared["outcomes"]}
    tree = Tree(
        title=builder.must(main, "title", LABEL),
        about=builder.about(main), start=_start(main, builder), reviewed=main.get("reviewed"),
        review_every=main.get("review_every"), require_sources=builder.require_sources, questions=questions,
        outcomes=outcomes, facts=facts, terms={id: builder.term(id) for id in shared["terms"]},
        words=declared.names.terms, sources={id: builder.source(id) for id in shared["sources"]},
        scenarios=_scenarios(content, questions, outcomes), former=_former(questions, outcomes, content))
    _refuse_circles(questions, facts, content, declared)
    return tree


def _start(main: Record, builder: Builder) -> str:
    start = main.get("start")
    if start is None:
        return ""
    questions = builder.shared["questions"]
    if start.value not in questions:
        if start.value in builder.shared["outcomes"]:
            builder.add("unknown-question", f"'{start.value}' is an outcome; a tree starts with a question",
                        at(main.file, start), "name a question")
        else:
            builder.add("unknown-question", f"there is no question called '{start.value}'", at(main.file, start),
                        did_you_mean(start.value, questions) or "name the first question")
    return str(start.value)


def _former(questions: dict[str, Question], outcomes: dict[str, Outcome], content: Content) -> dict[str, str]:
    """From former ids to live ones; a live id always wins."""
    former: dict[str, str] = {}
    for thing in (*questions.values(), *outcomes.values()):
        for id in thing.formerly:
            if id in questions or id in outcomes:
                continue
            other = former.setdefault(id, thing.id)
            if other != thing.id:
                place = (questions.get(other) or outcomes[other]).at
                content.problems.append(Problem("former-twice", f"'{other}' and '{thing.id}' both say that they were '{id}'",
                                                thing.at, "let only one say so", related=(Related(place, "the other one"),)))
    return former


def _scenarios(content: Content, questions: dict[str, Question], outcomes: dict[str, Outcome]) -> tuple[Scenario, ...]:
    former = {old: q.id for q in questions.values() for old in q.formerly}
    former_outcomes = {old: o.id for o in outcomes.values() for old in o.formerly}
    return read_scenarios(content.scenarios, questions, outcomes, former, former_outcomes, content.problems.append)


def _refuse_circles(questions: dict[str, Question], facts: dict[str, Fact], content: Content, declared: Declared) -> None:
    for trail, rule in circles(questions):
        if rule.to in content.shared["outcomes"]:
            continue
        way = " → ".join([*trail, rule.to]) if len(trail) <= 6 else f"{' → '.join(trail[:5])} → … → {rule.to}"
        content.problems.append(Problem("circle", f"this way comes back to '{rule.to}': {way}", rule.at,
                                        "go on to a question that was not asked before, or to an outcome"))
    for names in fact_circles(facts):
        place = facts[names[0]].at
        content.problems.append(Problem("fact-circle", f"the fact stands on itself: {' → '.join([*names, names[0]])}", place,
                                        "take one of the facts out of the circle"))
