"""From records to the model: every name looked up, every condition and text read."""

from __future__ import annotations

from tui.problems.nearest import did_you_mean
from tui.problems.problem import Problem, Related, Severity
from tui.tree.claims import Claims
from tui.tree.conditions import Fact
from tui.tree.declare import at, declare
from tui.tree.files import Content, Entry
from tui.tree.format import BLOCKS, BROUGHT, CITED_BLOCKS, INLINE, LABEL
from tui.tree.graph import fact_circles
from tui.tree.model import Option, Outcome, Question, Scenario, Source, Term, Tree
from tui.tree.questions import Questions, former
from tui.tree.record import Record
from tui.tree.resolve import Resolver
from tui.tree.rules import Rules
from tui.tree.scenarios import read_scenarios


def build_tree(content: Content, main: Record) -> Tree:
    """The tree of a content, fit for use if none of its problems is an error; everything wrong is added to them."""
    _refuse_nothing(content, main)
    declared = declare(content, content.problems.append)
    shared = content.shared
    resolver = Resolver(declared.names, content.problems)
    rules = Rules(resolver, shared)
    require_sources = main.get("require_sources") is True
    claims = Claims(resolver, shared["claims"], require_sources)
    facts = {id: rules.fact(id) for id in shared["facts"]}
    read = Questions(resolver, claims, rules, declared)
    questions = {id: read.question(id, entry) for id, entry in shared["questions"].items()}
    outcomes = {id: _outcome(id, entry, resolver, claims, shared) for id, entry in shared["outcomes"].items()}
    tree = Tree(
        title=resolver.must(main, "title", LABEL), about=resolver.text(main.file, main.get("about"), BLOCKS),
        start=_start(main, resolver, shared), reviewed=main.get("reviewed"), review_every=main.get("review_every"),
        require_sources=require_sources, questions=questions, outcomes=outcomes, facts=facts,
        terms={id: _term(id, entry.value, resolver) for id, entry in shared["terms"].items()},
        words=declared.names.terms,
        sources={id: _source(id, entry, resolver) for id, entry in shared["sources"].items()},
        scenarios=_scenarios(content, questions, outcomes), former=_former(questions, outcomes, resolver),
        lists={id: _built(entry.value) for id, entry in shared["lists"].items()},
        places={name: {id: entry.place for id, entry in shared[name].items()}
                for name in ("sources", "terms", "lists", "claims")},
        checks={code: at(main.file, key) for code, (key, _) in (main.get("checks") or {}).items()})
    _refuse_circles(facts, resolver)
    return tree


def _refuse_nothing(content: Content, main: Record) -> None:
    """A tree has a question and an outcome, of its own or included."""
    if content.fragment or not content.whole or any(p.code in ("bad-include", "include-circle")
                                                    for p in content.problems):
        return
    for what in BROUGHT:
        if content.shared[what] or f"{what}:" in content.lost:
            continue
        if what in main:
            content.lost.add(f"{what}:")
            content.problems.append(Problem("empty-value", f"a tree needs at least one {what[:-1]}", main.place(what),
                                            f"write the {what} here, by an id each"))
        elif content.paths:
            content.lost.add(f"{what}:")
            content.problems.append(Problem("missing-key", f"neither the tree nor what it includes has '{what}'",
                                            main.place("include"), f"add '{what}:', here or in an included file"))


def _built(record: Record) -> tuple[Option, ...]:
    """The options of a list that were built, because some question has them."""
    return tuple([option.built for _, option in (record.get("options") or {}).values() if option.built is not None])


def _outcome(id: str, entry: Entry, resolver: Resolver, claims: Claims, shared: dict[str, dict[str, Entry]]) -> Outcome:
    """An outcome with its claims and extras."""
    record: Record = entry.value
    alternatives = {}
    for other, (key, text) in (record.get("alternatives") or {}).items():
        if other not in shared["outcomes"]:
            resolver.add("unknown-outcome", f"there is no outcome called '{other}'", at(record.file, key),
                         did_you_mean(other, shared["outcomes"]) or "name an outcome of this tree")
            continue
        said = resolver.text(record.file, text, INLINE)
        if said is not None:
            alternatives[other] = said
    return Outcome(
        id, resolver.must(record, "recommend", INLINE), resolver.text(record.file, record.get("about"), CITED_BLOCKS),
        claims.claims(record, "because"), claims.claims(record, "caveats"), claims.claims(record, "next_steps"),
        tuple([claims.item(item) for item in record.get("items") or ()]), alternatives, former(record), entry.place)


def _source(id: str, entry: Entry, resolver: Resolver) -> Source:
    """A source; one that does not say its date is worth a warning."""
    record: Record = entry.value
    if "date" not in record:
        resolver.add("source-date", f"the source '{id}' does not say its date", entry.place,
                     "add 'date:' with a year, a month or a day, or 'date: none' where it gives none", Severity.WARNING)
    day, url, by = record.get("date"), record.get("url"), record.get("by")
    parts = {part: resolver.label(record.file, node) for part, (_, node) in (record.get("parts") or {}).items()}
    return Source(id, resolver.label(record.file, record.get("title")), resolver.label(record.file, by) if by else None,
                  None if day == "none" else day, url.value if url is not None else None, parts)


def _term(id: str, record: Record, resolver: Resolver) -> Term:
    """A term of the glossary."""
    label = record.get("label")
    return Term(id, resolver.label(record.file, label) if label is not None else id.replace("_", " "),
                resolver.must(record, "meaning", CITED_BLOCKS),
                tuple([node.value for node in record.get("also") or ()]))


def _start(main: Record, resolver: Resolver, shared: dict[str, dict[str, Entry]]) -> str:
    start = main.get("start")
    if start is None:
        return ""
    questions = shared["questions"]
    if start.value not in questions:
        if start.value in shared["outcomes"]:
            resolver.add("unknown-question", f"'{start.value}' is an outcome; a tree starts with a question",
                         at(main.file, start), "name a question")
        else:
            resolver.add("unknown-question", f"there is no question called '{start.value}'", at(main.file, start),
                         did_you_mean(start.value, questions) or "name the first question")
    return str(start.value)


def _former(questions: dict[str, Question], outcomes: dict[str, Outcome], resolver: Resolver) -> dict[str, str]:
    """From former ids to live ones; a live id always wins."""
    ids: dict[str, str] = {}
    things: list[Question | Outcome] = [*questions.values(), *outcomes.values()]
    for thing in things:
        for id in thing.formerly:
            if id in questions or id in outcomes:
                continue
            other = ids.setdefault(id, thing.id)
            if other != thing.id:
                place = questions[other].at if other in questions else outcomes[other].at
                resolver.add("former-twice", f"'{other}' and '{thing.id}' both say that they were '{id}'", thing.at,
                             "let only one say so", related=(Related(place, "the other one"),))
    return ids


def _scenarios(content: Content, questions: dict[str, Question], outcomes: dict[str, Outcome]) -> tuple[Scenario, ...]:
    former_questions = {old: q.id for q in questions.values() for old in q.formerly}
    former_outcomes = {old: o.id for o in outcomes.values() for old in o.formerly}
    return read_scenarios(content.scenarios, questions, outcomes, former_questions, former_outcomes,
                          content.problems.append)


def _refuse_circles(facts: dict[str, Fact], resolver: Resolver) -> None:
    for names in fact_circles(facts):
        resolver.add("fact-circle", f"the fact stands on itself: {_way(names, names[0])}", facts[names[0]].at,
                     "take one of the facts out of the circle")


def _way(trail: list[str], last: str) -> str:
    """A way as arrows; of a long one the beginning and the end."""
    return " → ".join([*trail, last] if len(trail) <= 6 else [*trail[:5], "…", last])
