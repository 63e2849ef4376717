"""Scenarios for what no scenario covers: a run for each, and of these no more than are needed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date

from tui.author.common import cut, so_cuts
from tui.author.coverage import Coverage, Target, What
from tui.author.search import Search
from tui.interview.interview import Interview
from tui.problems.frozen import Frozen
from tui.reason.conditions import Conditions
from tui.reason.explore import NotProvedError
from tui.reason.formulas import Formula
from tui.reason.possible import explore
from tui.tree.answers import Answer
from tui.tree.conditions import Known, Measure, Within
from tui.tree.model import Goto, Tree
from tui.tree.names import Kind

MOST_PLANNED = 1_000
"""Scenarios planned at once: nobody reads more, and in a long tree each is long."""

MOST_NAMED = 2
"""Things that the name of a scenario says that it covers."""


class Shown(Frozen):
    """A complete run that shows something; None where nobody can come to see it, or where that is not proved."""

    target: Target
    run: Mapping[str, Answer] | None
    proved: bool = True


class Planned(Frozen):
    """A scenario that is not written down yet."""

    name: str
    answers: Mapping[str, Answer]
    outcome: str
    today: date | None


class Shows:
    """Finds the runs that show what there is to cover in one tree on one day."""

    def __init__(self, tree: Tree, today: date) -> None:
        self.tree = tree
        self.today = today
        # What is said with an option of a set is about those who took it, whatever conditions ask.
        found = explore(cut(tree, so_cuts(tree)), {}, today)
        self.search = Search(found) if found is not None else None

    def shown(self, target: Target) -> Shown:
        """The shortest run that shows something."""
        if self.search is None:
            return Shown(target, None, proved=False)
        try:
            return Shown(target, self._run(self.search, target))
        except NotProvedError:
            return Shown(target, None, proved=False)

    def _run(self, search: Search, target: Target) -> Mapping[str, Answer] | None:
        place, conditions = target.place, search.space.conditions
        if target.what is What.OUTCOME:
            return search.to_outcome(place)
        if target.what is What.CLAIM:
            when = conditions.all_hold(target.when)
            if not target.option:
                return search.at_end([place], when)
            chosen = conditions.chosen(place, target.option)
            return search.at_end(self.tree.outcomes, search.space.formulas.all_of([chosen, when]), through=place)
        question = self.tree.questions[place]
        if target.what is What.OPTION:
            if question.kind is Kind.ONE:
                return search.with_value(place, [tuple(question.options).index(target.option)])
            return search.after(place, conditions.chosen(place, target.option), target.option)
        goto = question.options[target.option].goto if target.option else question.goto
        mentioned = {id for rule in goto if rule.when is not None for id in conditions.mentions(rule.when)}
        if question.kind is not Kind.SEVERAL and mentioned <= {place}:
            return search.with_value(place, self._values(conditions, target, goto))
        return search.after(place, self._taken(conditions, target, goto))

    def _values(self, conditions: Conditions, target: Target, goto: Goto) -> list[int]:
        """The values of a question for which a rule is taken that looks at nothing else."""
        question, domain = self.tree.questions[target.place], conditions.domain(target.place)
        answers: list[Answer] = [*question.options] or [stretch.example for stretch in domain.stretches]
        found = []
        for value, answer in enumerate(answers):
            own = isinstance(answer, str) and question.options[answer].goto
            if (target.option or not own) and target.option in ("", answer):
                known = Known(self.tree.facts, {question.id: answer}, self.today)
                if next((i for i, rule in enumerate(goto) if known.holds(rule.when)), None) == target.number:
                    found.append(value)
        return found

    def _taken(self, conditions: Conditions, target: Target, goto: Goto) -> Formula:
        """That a rule is the first of its list that holds, for those whom the list is for."""
        formulas, question = conditions.formulas, self.tree.questions[target.place]
        parts = [formulas.opposite(conditions.formula(rule.when)) for rule in goto[:target.number]]
        parts.append(conditions.formula(goto[target.number].when))
        if target.option:
            parts.append(conditions.chosen(question.id, target.option))
        elif question.kind is Kind.ONE:
            without = [option.id for option in question.options.values() if not option.goto]
            parts.append(formulas.any_of([conditions.chosen(question.id, id) for id in without]))
        return formulas.all_of(parts)


def completion(shows: Shows, coverage: Coverage, covered: Collection[Target],
               names: Iterable[str]) -> tuple[list[Planned], int]:
    """Scenarios that together cover all that is not covered and can be, of which none can be left out; and how many
    things are left of which it is not proved whether they can be.
    """
    tree, today = shows.tree, shows.today
    done = set(covered)
    runs: list[tuple[Interview, set[Target]]] = []
    unproved: list[Target] = []
    # What is shown at the end passes through much of the rest.
    order = sorted((target for target in coverage.targets.values() if target not in done),
                   key=lambda target: target.what is not What.CLAIM)
    for target in order:
        if target in done or len(runs) == MOST_PLANNED:
            continue
        shown = shows.shown(target)
        if not shown.proved:
            unproved.append(target)
        if shown.run is not None:
            run = Interview.start(tree, today, shown.run)
            new = coverage.shown(run) - set(covered)
            done |= new
            runs.append((run, new))
    taken, dated = set(names), days_matter(tree)
    planned = [Planned(_name(only, taken), run.answers, run.place, today if dated & run.answers.keys() else None)
               for run, only in _needed(runs)]
    return planned, sum(target not in done for target in unproved)


def _needed(runs: list[tuple[Interview, set[Target]]]) -> Iterator[tuple[Interview, list[Target]]]:
    """The runs without those whose targets the others show too, each with what it alone shows."""
    counts: dict[Target, int] = {}
    for _, shown in runs:
        for target in shown:
            counts[target] = counts.get(target, 0) + 1
    dropped = set()
    # From the shortest on: long runs show more.
    for i in sorted(range(len(runs)), key=lambda i: len(runs[i][0].answers)):
        if all(counts[target] > 1 for target in runs[i][1]):
            dropped.add(i)
            for target in runs[i][1]:
                counts[target] -= 1
    for i, (run, shown) in enumerate(runs):
        if i not in dropped:
            yield run, [target for target in shown if counts[target] == 1]


def _name(targets: Iterable[Target], taken: set[str]) -> str:
    """A name that says what a scenario covers, and that no other scenario has."""
    say: dict[What, Callable[[Target], str]] = {
        What.OUTCOME: lambda target: f"ends at {target.said}",
        What.CLAIM: lambda target: f"reads {target.said}",
        What.RULE: lambda target: f"goes from {target.said}",
        What.OPTION: lambda target: f"answers {target.said}"}
    order = list(say)
    said = [say[target.what](target)
            for target in sorted(targets, key=lambda target: (order.index(target.what), target.at.start))]
    name = "; ".join(said[:MOST_NAMED])
    if len(said) > MOST_NAMED:
        name += f"; and {len(said) - MOST_NAMED} more"
    name = name[:1].upper() + name[1:]
    number, free = 2, name
    while free in taken:
        free = f"{name} ({number})"
        number += 1
    taken.add(free)
    return free


def days_matter(tree: Tree) -> set[str]:
    """The questions whose answers mean something else, or are not offered, on another day."""
    found = {question.id for question in tree.questions.values()
             if question.bounds.today_low or question.bounds.today_high}
    for id, atoms in Conditions(tree, date.min).atoms.items():
        parts = [atom.part for atom in atoms]
        if any(isinstance(part, Within) and part.measure in (Measure.AGE, Measure.DAYS_SINCE) for part in parts):
            found.add(id)
    return found
