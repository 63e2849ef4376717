"""What would break a conversation: cases no rule covers, ways that come back, no answer on offer, answers not given.

Most trees are seen to be sound without following every way through them, and that is all that is done to those.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from tui.check.puts import PutIn, put_ins
from tui.problems.frozen import Frozen
from tui.problems.problem import Place, Problem, Related, Severity
from tui.tree.graph import circles
from tui.tree.model import Goto, Question, Rule, Tree
from tui.tree.names import Kind
from tui.tree.written import write_answer

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.check.crowd import Crowd
    from tui.check.uses import Use
    from tui.reason.explore import Exploration
    from tui.reason.space import Space
    from tui.reason.walk import Trouble
    from tui.tree.answers import Answer


class Asking(Frozen):
    """An answer that is put into a text, and those who read it without; None is whoever has answered nothing."""

    put: PutIn
    without: tuple[Use, ...] | None


def unsound(tree: Tree, today: date) -> list[Problem]:
    """Every way in which the tree could leave a person stuck or tell them nothing, each with a witness."""
    found = _misnamed(tree)
    puts = doubtful(tree, put_ins(tree))
    if not puts and not _may_break_off(tree, today):
        return found
    # Not above: a tree that is seen to be sound does not need the room.
    from tui.check.crowd import Crowd
    from tui.reason.possible import explore

    ways = explore(tree, {}, today)
    if ways is None:
        return [*found, not_proved(tree)]
    asked = askings(ways.walk.space, puts)
    return [*found, *troubles(tree, ways), *(missing_answers(tree, Crowd(ways), asked) if asked else ())]


def not_proved(tree: Tree) -> Problem:
    """Said of a tree whose ways are too many to follow."""
    place = tree.questions[tree.start].at
    return Problem("not-proved", "the conditions of this tree are too entangled to follow every way through it", place,
                   "name parts of long conditions under 'facts:', and ask fewer questions before they are needed",
                   Severity.WARNING)


def _misnamed(tree: Tree) -> list[Problem]:
    """The checks that are switched off and are none."""
    if not tree.checks:
        return []
    from tui.check.switches import misnamed

    return list(misnamed(tree))


def _may_break_off(tree: Tree, today: date) -> bool:
    """Whether the shape of the tree leaves it open that somebody gets stuck."""
    for question in tree.questions.values():
        for goto in (question.goto, *(option.goto for option in question.options.values())):
            if goto and goto[-1].when is not None:
                return True
        if question.bounds.leave_nothing(today):
            return True
        if question.options and question.none is None and all(
                option.when is not None for option in question.options.values()):
            return True
    return next(circles(tree.questions), None) is not None


# Getting stuck

def troubles(tree: Tree, ways: Exploration) -> Iterator[Problem]:
    """Everything that can go wrong on the ways through a tree."""
    if not ways.troubles:
        return
    from tui.reason.witness import runs_into

    for trouble, run in runs_into(ways):
        question = tree.questions[trouble.question]
        yield _trouble(question, trouble, run, witness(tree, run))


def _trouble(question: Question, trouble: Trouble, run: Mapping[str, Answer], shown: dict[str, str]) -> Problem:
    if trouble.to is not None:
        rule = _rule_to(question, trouble.to)
        return Problem("asked-twice", f"this way comes back to '{trouble.to}', which has been asked before", rule.at,
                       "go on to a question that was not asked before, or to an outcome", witness=shown)
    goto = _goto(question, run.get(question.id))
    if trouble.kind == "gap":
        place = goto[0].listed or goto[0].at
        return Problem("uncovered-case", "no rule of this goto holds for some answers, and it has no 'else'", place,
                       "end the list with '- else: ...', or add a rule for this case", witness=shown)
    help = "add an option that is always offered" if question.kind in (Kind.ONE, Kind.SEVERAL) else (
        "no answer lies between its bounds: correct them")
    return Problem("no-answer", f"'{question.id}' can be met with no answer on offer", question.at,
                   f"{help}, or lead such people elsewhere", witness=shown)


def _goto(question: Question, answer: Answer | None) -> Goto:
    own = question.options[answer].goto if isinstance(answer, str) else ()
    return own or question.goto


def _rule_to(question: Question, to: str) -> Rule:
    return next(rule for rule in question.ways() if rule.to == to)


def witness(tree: Tree, run: Mapping[str, Answer]) -> dict[str, str]:
    """A run as it is written beside a problem."""
    return {id: write_answer(tree.questions[id], answer) for id, answer in run.items()}


# Answers that are not there

def doubtful(tree: Tree, puts: Iterable[PutIn]) -> list[PutIn]:
    """The answers put into texts that could be missing: the first question is answered wherever anything is read."""
    return [put for put in puts if put.name in tree.questions and (
        not put.at or put.name != tree.start or put.at == tree.start)]


def askings(space: Space, puts: Iterable[PutIn]) -> list[Asking]:
    """What there is to ask about answers put into texts."""
    # Not above: most trees have no such texts.
    from tui.check.uses import Use, readers

    found = []
    for put in puts:
        missing = space.formulas.opposite(space.conditions.answered(put.name))
        found.append(Asking(put, None if not put.at else tuple(
            [Use(use.place, use.after, space.formulas.all_of([use.among, missing])) for use in readers(space, put)])))
    return found


def missing_answers(tree: Tree, crowd: Crowd, asked: Sequence[Asking]) -> Iterator[Problem]:
    """The answers that a text puts in, and that some who read it have not given."""
    said: set[tuple[Place, str]] = set()
    for asking in asked:
        put = asking.put
        if (put.text.at, put.name) in said:
            continue
        found = {crowd.some(use.among, use.place, use.after): use for use in asking.without or ()}
        if asking.without is None or True in found:
            run = {} if asking.without is None else crowd.run(found[True].among, found[True].place, found[True].after)
            said.add((put.text.at, put.name))
            beside = () if put.beside is None else (Related(put.beside.at, "here it is read too"),)
            yield Problem("missing-answer", f"'{put.name}' may not have been asked where this puts its answer in",
                          _place(put), "say it only 'when: answered(" + put.name + ")', or ask before",
                          related=beside, witness=run if run is None else witness(tree, run))
        elif None in found:
            yield Problem("not-proved", f"nobody has proved that '{put.name}' is always asked before this puts it in",
                          _place(put), "say it only 'when: answered(" + put.name + ")'", Severity.WARNING)


def _place(put: PutIn) -> Place:
    """The braces, where they can be found in the text as written."""
    place = put.text.at
    start = place.file.text.find("{" + put.name + "}", place.start, place.end)
    return place if start < 0 else Place(place.file, start, start + len(put.name) + 2)
