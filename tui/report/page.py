"""What a report says and in which order, before it is set as text, Markdown or HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from tui.interview.asides import answers, lines, source_lines
from tui.interview.interview import Interview
from tui.interview.offer import limits
from tui.interview.recommendation import Recommendation, SaidClaim, years_old
from tui.interview.said import Numbered, Paragraph, Said, Span, Voice
from tui.interview.told import (
    NO_DIFFERENCE,
    all_the_same,
    change_said,
    conditions_said,
    name_of,
    no_difference,
    outcome_name,
)
from tui.problems.frozen import Frozen
from tui.tree.answers import shown_date, written_number
from tui.tree.model import Option, Question, Tree
from tui.tree.names import Kind
from tui.tree.text import Style

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from tui.interview.whatif import Change, Depends

MOST_CHANGES = 3
"""Ways to change a recommendation that are shown first, unless there is but one more."""

OPEN_END = lines("It depends on what you do not know yet")
"""The heading of an end without a recommendation."""

OLD = 3
"""Years from which on a source is called old."""

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_BOLD = Style(bold=True)


class Section(Frozen):
    """A heading and what stands below it."""

    title: str
    body: Said


class Page(Frozen):
    """A report: the tree's title, what it comes to, sections, sources by their numbers, and what is said last."""

    title: str
    heading: Said
    lead: Said
    sections: tuple[Section, ...]
    sources: tuple[Paragraph, ...] = ()
    closing: tuple[str, ...] = ()


def recommendation_page(found: Recommendation, decided_by: tuple[str, ...] | None = None,
                        would_change: tuple[Change, ...] | None = None, more: str = "") -> Page:
    """The recommendation as a page one wants to keep.

    Where that is known, it says what would change it and which answers made no difference. With `more`, which says how
    to see the rest, only the first few ways to change it are shown.
    """
    interview = found.interview
    voice = Voice(interview)
    steps = (Paragraph(paragraph.spans, f"{i}.") for i, paragraph in enumerate(claims(found.next_steps), 1))
    sections = (
        Section("Why", claims((*found.because, *found.so))),
        Section("Watch out", claims(found.caveats)),
        Section("What to do next", tuple(steps)),
        Section("Worth a look", tuple(_items(found))),
        Section("What would change this", tuple(_changes(interview, would_change or (), more))),
        Section("What else comes close", tuple(_alternatives(found))),
        Section("Your answers", _marked(voice, no_difference(interview, decided_by)) if found.answers else ()))
    return Page(voice.line(interview.tree.title), found.recommend, (*(found.about or ()), *all_the_same(interview)),
                tuple(section for section in sections if section.body),
                sources(found.sources, interview.today),
                tuple(_closing(interview.tree, interview.today)))


def depends_page(interview: Interview, found: Depends) -> Page:
    """The end of an interview that depends on what the person does not know."""
    voice, questions = Voice(interview), interview.tree.questions
    outcomes = tuple(Paragraph((Span(outcome_name(interview, id), _BOLD), Span(f" – {condition}")), "-")
                     for id, condition in conditions_said(interview, found))
    sections = [Section("It is one of these", outcomes)]
    if found.settle is not None:
        sections.append(Section("What would settle most", voice.say(questions[found.settle].ask)))
    sections.append(Section("Your answers", answers(voice)))
    lead = f"Not known: {', '.join(name_of(id) for id in found.unknown)}."
    return Page(voice.line(interview.tree.title), OPEN_END, lines(lead),
                tuple(sections), sources(voice.sources, interview.today),
                tuple(_closing(interview.tree, interview.today)))


def question_page(interview: Interview) -> Page:
    """The question being asked, with what can be answered in its written form."""
    question = interview.question
    assert question is not None
    voice = Voice(interview)
    offered = interview.choices
    body = tuple(_choice(voice, option) for option in offered) if question.options else lines(expected(voice, question))
    sections = [Section("Answers", body)]
    if question.why is not None:
        sections.append(Section("Why this is asked", voice.say(question.why)))
    if question.find_out is not None:
        sections.append(Section("How to find out", voice.say(question.find_out)))
    example = offered[0].id if offered else "2026-03-01" if question.kind is Kind.DATE else "3"
    return Page(voice.line(interview.tree.title), voice.say(question.ask), (), tuple(sections),
                sources(voice.sources, interview.today),
                (f"Answer it as {question.id}={example}, after the answers given so far.",))


def expected(voice: Voice, question: Question) -> str:
    """What a number or a date may be, in a sentence."""
    low, high = limits(question, voice.interview.today)
    if question.kind is Kind.DATE:
        today = voice.interview.today
        first, last = (end if isinstance(end, date) else today for end in (low, high))
        what = f"A date, such as {first if first > today else min(today, last)}"
    else:
        what = "A whole number" if question.bounds.whole else "A number"
        what += f" ({voice.line(question.unit)})" if question.unit is not None else ""
    least, most = (None if end is None else shown_date(end) if isinstance(end, date) else written_number(end)
                   for end in (low, high))
    if least is not None and most is not None:
        return f"{what}, from {least} to {most}."
    if least is not None:
        return f"{what}, from {least} on." if question.kind is Kind.DATE else f"{what}, {least} or more."
    return f"{what}, {'up to' if question.kind is Kind.DATE else 'at most'} {most}." if most else f"{what}."


def claims(said: Iterable[SaidClaim]) -> Said:
    """Claims as items of a list."""
    return tuple(Paragraph(paragraph.spans, "-") for claim in said for paragraph in claim.said)


def sources(cited: tuple[Numbered, ...], today: date) -> Said:
    """Sources with their dates, and a plain note where one is old."""
    return tuple(_aged(line, numbered, today) if first else line
                 for numbered, (first, line) in zip(cited, source_lines(cited), strict=True))


def _aged(line: Paragraph, numbered: Numbered, today: date) -> Paragraph:
    years = years_old(numbered.source.date, today)
    if years is None or years < OLD:
        return line
    return Paragraph((*line.spans, Span(f" ({in_words(years)} years old)")), line.mark)


def in_words(number: int) -> str:
    """A small number as a word."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def due(tree: Tree) -> date | None:
    """The day by which the content of a tree has to be reviewed again, where it says so."""
    if tree.reviewed is None or tree.review_every is None:
        return None
    count, unit = tree.review_every
    try:
        if unit in ("day", "week"):
            return tree.reviewed + timedelta(days=count * (7 if unit == "week" else 1))
        months = tree.reviewed.year * 12 + tree.reviewed.month - 1 + count * (12 if unit == "year" else 1)
        # The last day of the month where there is no such day in it.
        day = min(tree.reviewed.day, _days_in(months // 12, months % 12 + 1))
        return date(months // 12, months % 12 + 1, day)
    except (OverflowError, ValueError):
        return None


def _days_in(year: int, month: int) -> int:
    after = date(year + month // 12, month % 12 + 1, 1)
    return (after - timedelta(days=1)).day


def _changes(interview: Interview, changes: tuple[Change, ...], more: str) -> Iterator[Paragraph]:
    shown = MOST_CHANGES if more and len(changes) > MOST_CHANGES + 1 else len(changes)
    for change in changes[:shown]:
        yield change_said(interview, change)
    if changes[shown:]:
        yield Paragraph((Span(f"… and {in_words(len(changes) - shown)} more{more}"),), "-")


def _marked(voice: Voice, idle: frozenset[str]) -> Said:
    """The answers, those marked in words that made no difference."""
    said = zip(voice.interview.answers, answers(voice), strict=True)
    return tuple(Paragraph((*line.spans, Span(f" ({NO_DIFFERENCE})")), line.mark) if id in idle else line
                 for id, line in said)


def _items(found: Recommendation) -> Iterator[Paragraph]:
    for item in found.items:
        spans = [Span(item.title, Style(bold=True, link=item.url))]
        if item.text is not None:
            spans += [Span(": "), *item.text[0].spans]
        yield Paragraph(tuple(spans), "-")


def _alternatives(found: Recommendation) -> Iterator[Paragraph]:
    for other in found.alternatives:
        yield Paragraph((Span(other.recommend, _BOLD), Span(" – "), *other.text[0].spans), "-")


def _choice(voice: Voice, option: Option) -> Paragraph:
    hint = f" – {voice.line(option.hint)}" if option.hint is not None else ""
    return Paragraph((Span(option.id, Style(code=True)), Span(f": {voice.line(option.label)}{hint}")), "-")


def _closing(tree: Tree, today: date) -> Iterator[str]:
    if tree.reviewed is not None:
        yield f"The content was last reviewed on {shown_date(tree.reviewed)}."
    by = due(tree)
    if by is not None and by < today:
        yield f"It is overdue for review: that was due by {shown_date(by)}."
    yield f"Worked out by whichway on {shown_date(today)}."
