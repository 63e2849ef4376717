"""Texts as they are said to this person: answers put in, terms and links marked, sources numbered by first use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from tui.interview.certain import options_left, values_left
from tui.interview.interview import Interview
from tui.problems.frozen import Frozen
from tui.tree.answers import Answer, Unknown, shown_date, written_number
from tui.tree.model import Option, Question, Source, Tree
from tui.tree.text import PLAIN, Cite, Piece, Put, Ref, Style, Text, Words
from tui.tree.written import chosen_options

MOST_LABELS = 3
"""Labels that an unknown answer may stand for in a text."""


class Span(Frozen):
    """Words in one style; or, without words, the numbers of the sources cited here."""

    text: str
    style: Style = PLAIN
    notes: tuple[int, ...] = ()


class Paragraph(Frozen):
    """Spans of one paragraph or list item; `mark` is what stands before it."""

    spans: tuple[Span, ...]
    mark: str = ""


Said = tuple[Paragraph, ...]
"""A text ready to be shown; never read as Markdown again."""


def plain(said: Said) -> str:
    """The words alone: a link as `words (address)`, citations left out, one line a paragraph."""
    return "\n".join(" ".join(filter(None, (p.mark, plain_spans(p.spans)))) for p in said)


def plain_spans(spans: Iterable[Span], notes: bool = False) -> str:
    """The words of spans, a link followed by its address; citations as [1] where they are wanted."""
    out: list[str] = []
    pending: str | None = None
    for span in spans:
        if span.notes and not notes:
            continue
        link = span.style.link
        if pending is not None and link != pending:
            out.append(f" ({pending})")
            pending = None
        out.append(span.text + "".join(f" [{note}]" for note in span.notes))
        if link is not None and link not in (span.text, f"mailto:{span.text}"):
            pending = link
    if pending is not None:
        out.append(f" ({pending})")
    return "".join(out)


class Numbered(Frozen):
    """A source, or a part of it, with the number it is cited by."""

    number: int
    ref: Ref
    source: Source
    part: str | None


class Voice:
    """Says the texts of a tree to one person, and numbers the sources in the order of first use.

    `cited` is what was cited before, in that order.
    """

    def __init__(self, interview: Interview, cited: Iterable[Ref] = ()) -> None:
        self.interview = interview
        self._numbers: dict[Ref, int] = {ref: number for number, ref in enumerate(cited, 1)}

    @property
    def sources(self) -> tuple[Numbered, ...]:
        """What has been cited so far, by number."""
        return tuple(numbered(self.interview.tree, number, ref) for ref, number in self._numbers.items())

    def say(self, text: Text) -> Said:
        """A text with everything put in."""
        return tuple(Paragraph(tuple(self._spans(block.pieces)), block.mark) for block in text.blocks)

    def line(self, text: Text) -> str:
        """A label or title as a plain line."""
        return plain(self.say(text))

    def _spans(self, pieces: Iterable[Piece]) -> Iterator[Span]:
        for piece in pieces:
            if isinstance(piece, Words):
                yield Span(piece.text, piece.style)
            elif isinstance(piece, Cite):
                yield Span("", notes=tuple(self._numbers.setdefault(ref, len(self._numbers) + 1) for ref in piece.refs))
            else:
                yield Span(put_in(self.interview, piece.name), piece.style)


def numbered(tree: Tree, number: int, ref: Ref) -> Numbered:
    """A reference with its source and the title of its part."""
    source = tree.source(ref.source)
    return Numbered(number, ref, source, source.parts.get(ref.part) if ref.part is not None else None)


def answer_to(interview: Interview, question: str) -> str:
    """What the person answered to an answered question, as they saw it."""
    return shown_answer(interview, interview.tree.questions[question], interview.answers[question])


def put_in(interview: Interview, name: str, within: frozenset[str] = frozenset()) -> str:
    """What stands for `{name}`: the answer as the person saw it, or the label of a fact's value."""
    question = interview.tree.questions.get(name)
    if question is None:
        return _either([rule.label for rule in values_left(interview, name)])
    answer = interview.answers.get(name)
    if answer is None or name in within:
        return "not asked"
    if isinstance(answer, Unknown):
        return _either([label_of(interview, option, within | {name}) for option in options_left(interview, name)])
    return shown_answer(interview, question, answer, within | {name})


def _either(labels: list[str]) -> str:
    """What may be meant, where that is not too much to say."""
    return joined(labels, "or") if 0 < len(labels) <= MOST_LABELS else "not known"


def shown_answer(interview: Interview, question: Question, answer: Answer, within: frozenset[str] = frozenset()) -> str:
    """An answer as the person saw it: labels, a number without its unit, a date in words."""
    if isinstance(answer, Unknown):
        return "I don't know"
    if isinstance(answer, str | frozenset):
        labels = [label_of(interview, option, within) for option in chosen_options(question, answer)]
        return joined(labels) if labels else "none"
    return written_number(answer) if isinstance(answer, Decimal) else shown_date(answer)


def label_of(interview: Interview, option: Option, within: frozenset[str] = frozenset()) -> str:
    """An option's label with answers put in."""
    return "".join(put_in(interview, piece.name, within) if isinstance(piece, Put) else getattr(piece, "text", "")
                   for piece in option.label.pieces)


def joined(labels: list[str], word: str = "and") -> str:
    """Labels joined by commas and a word."""
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} {word} {labels[-1]}"
