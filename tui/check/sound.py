"""What would break a conversation: cases no rule covers, ways that come back, no answer on offer, answers not given.

Most trees are seen to be sound without following every way through them, and that is all that is done to those.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from tui.problems.frozen import frozen
from tui.problems.problem import Place, Problem, Severity
from tui.tree.conditions import Condition
from tui.tree.graph import circles
from tui.tree.model import Claim, Goto, Outcome, Question, Rule, Tree
from tui.tree.text import Put, Text
from tui.tree.written import write_answer

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.reason.explore import Exploration
    from tui.reason.walk import Trouble
    from tui.tree.answers import Answer


@frozen
class PutIn:
    """A text that puts in an answer: where a person comes to read it, and on which conditions."""

    text: Text
    name: str
    at: str
    when: tuple[Condition, ...] = ()
    option: str | None = None
    """The option whose choosing has it said, where one does."""


def unsound(tree: Tree, today: date) -> list[Problem]:
    """Every way in which the tree could leave a person stuck or tell them nothing, each with a witness."""
    puts = [put for put in _put_ins(tree) if not (put.at and put.name == tree.start and put.at != tree.start)]
    if not puts and not _may_break_off(tree):
        return []
    # Not above: a tree that is seen to be sound does not need the room.
    from tui.reason.possible import explore

    found = explore(tree, {}, today)
    if found is None:
        return [not_proved(tree)]
    return [*_troubles(tree, found), *_missing(tree, found, puts)]


def not_proved(tree: Tree) -> Problem:
    """Said of a tree whose ways are too many to follow."""
    place = tree.questions[tree.start].at
    return Problem("not-proved", "the conditions of this tree are too entangled to follow every way through it", place,
                   "name parts of long conditions under 'facts:', and ask fewer questions before they are needed",
                   Severity.WARNING)


def _may_break_off(tree: Tree) -> bool:
    """Whether the shape of the tree leaves it open that somebody gets stuck."""
    for question in tree.questions.values():
        for goto in (question.goto, *(option.goto for option in question.options.values())):
            if goto and goto[-1].when is not None:
                return True
        if question.options and question.none is None and all(
                option.when is not None for option in question.options.values()):
            return True
    return next(circles(tree.questions), None) is not None


def _troubles(tree: Tree, found: Exploration) -> Iterator[Problem]:
    from tui.reason.witness import runs_into

    for trouble, run in runs_into(found):
        question = tree.questions[trouble.question]
        yield _trouble(question, trouble, run, _written(tree, run))


def _trouble(question: Question, trouble: Trouble, run: Mapping[str, Answer], witness: dict[str, str]) -> Problem:
    if trouble.to is not None:
        rule = _rule_to(question, trouble.to)
        return Problem("asked-twice", f"this way comes back to '{trouble.to}', which has been asked before", rule.at,
                       "go on to a question that was not asked before, or to an outcome", witness=witness)
    goto = _goto(question, run.get(question.id))
    if trouble.kind == "gap":
        place = goto[0].listed or goto[0].at
        return Problem("uncovered-case", "no rule of this goto holds for some answers", place,
                       "end the list with '- else: ...', or add a rule for this case", witness=witness)
    return Problem("no-answer", f"'{question.id}' can be met with no answer on offer", question.at,
                   "add an option that is always offered, or lead such people elsewhere", witness=witness)


def _goto(question: Question, answer: Answer | None) -> Goto:
    own = question.options[answer].goto if isinstance(answer, str) else ()
    return own or question.goto


def _rule_to(question: Question, to: str) -> Rule:
    return next(rule for rule in question.ways() if rule.to == to)


def _written(tree: Tree, run: Mapping[str, Answer]) -> dict[str, str]:
    return {id: write_answer(tree.questions[id], answer) for id, answer in run.items()}


def _missing(tree: Tree, found: Exploration, puts: Iterable[PutIn]) -> Iterator[Problem]:
    """The answers that a text puts in, and that some who read it have not given."""
    from tui.reason.witness import judge

    conditions = found.walk.space.conditions
    formulas = conditions.formulas
    for put in puts:
        run: Mapping[str, Answer] | None = {}
        if put.at:
            when = [conditions.all_hold(put.when), formulas.opposite(conditions.answered(put.name))]
            if put.option is not None:
                when.append(conditions.chosen(put.at, put.option))
            run = judge(found, put.at, [formulas.all_of(when)], after=put.option is not None)[0].holds
        if run is not None:
            yield Problem("missing-answer", f"'{put.name}' may not have been asked where this puts its answer in",
                          _place(put), "say it only 'when: answered(" + put.name + ")', or ask before",
                          witness=_written(tree, run))


def _place(put: PutIn) -> Place:
    """The braces, where they can be found in the text as written."""
    place = put.text.at
    start = place.file.text.find("{" + put.name + "}", place.start, place.end)
    return place if start < 0 else Place(place.file, start, start + len(put.name) + 2)


def _put_ins(tree: Tree) -> Iterator[PutIn]:
    yield from _in_text(tree, tree.title, "")
    yield from _in_text(tree, tree.about, "")
    for term in tree.terms.values():
        yield from _in_text(tree, term.meaning, "")
    for question in tree.questions.values():
        yield from _in_question(tree, question)
    for outcome in tree.outcomes.values():
        yield from _in_outcome(tree, outcome)


def _in_question(tree: Tree, question: Question) -> Iterator[PutIn]:
    for text in (question.ask, question.why, question.help, question.find_out, question.unit):
        yield from _in_text(tree, text, question.id)
    options = list(question.options.values())
    if question.none is not None:
        options.append(question.none)
    for option in options:
        when = () if option.when is None else (option.when,)
        for text in (option.label, option.hint):
            yield from _in_text(tree, text, question.id, when)
        if option.so is not None:
            yield from _in_text(tree, option.so.text, question.id, option.so.when, option.id)


def _in_outcome(tree: Tree, outcome: Outcome) -> Iterator[PutIn]:
    for text in (outcome.recommend, outcome.about, *outcome.alternatives.values()):
        yield from _in_text(tree, text, outcome.id)
    claims: tuple[Claim, ...] = (*outcome.because, *outcome.caveats, *outcome.next_steps)
    for claim in claims:
        yield from _in_text(tree, claim.text, outcome.id, claim.when)
    for item in outcome.items:
        yield from _in_text(tree, item.title, outcome.id, item.when)
        yield from _in_text(tree, item.text, outcome.id, item.when)


def _in_text(tree: Tree, text: Text | None, at: str, when: tuple[Condition, ...] = (),
             option: str | None = None) -> Iterator[PutIn]:
    if text is not None and "{" in text.raw:
        for piece in text.pieces:
            # A value fact always has a value.
            if isinstance(piece, Put) and piece.name in tree.questions:
                yield PutIn(text, piece.name, at, when, option)
