"""What a person can ask beside the questions: why, how to find out, what a word means, where claims come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from tui.interview.commands import KEYS, Front, commands_of
from tui.interview.said import Numbered, Paragraph, Said, Span, Voice, label_of, shown_answer
from tui.problems.nearest import nearest
from tui.tree.answers import shown_date, shown_month
from tui.tree.model import Question, Term, Tree
from tui.tree.names import plain_word
from tui.tree.text import Ref, Style, Text

_HEADING = Style(bold=True)


def lines(*texts: str) -> Said:
    """Plain words, a paragraph each."""
    return tuple(Paragraph((Span(text),)) for text in texts)


def why(voice: Voice, question: Question) -> Said:
    """Why a question is asked, and more about it."""
    said = _all(voice, (question.why, question.help))
    return said or lines("The author gives no reason for this question.")


def more(voice: Voice, question: Question) -> Said:
    """What there is beyond the reason why a question is asked; else that reason again."""
    return voice.say(question.help) if question.help is not None else why(voice, question)


def find_out(voice: Voice, question: Question) -> Said:
    """How somebody who does not know can find out."""
    if question.find_out is not None:
        return voice.say(question.find_out)
    if question.help is not None:
        return voice.say(question.help)
    return lines("The author does not say how to find out. Choose what comes nearest; you can change it later.")


def meaning(voice: Voice, term: Term) -> Said:
    """A term and what it means."""
    first, *rest = voice.say(term.meaning)
    return (Paragraph((Span(term.label, _HEADING), Span(": "), *first.spans), first.mark), *rest)


def look_up(voice: Voice, words: str) -> Said:
    """The meaning of words; without any, or of words that no term has, the words that can be explained."""
    tree = voice.interview.tree
    term = tree.term(words)
    if term is not None:
        return meaning(voice, term)
    if not tree.terms:
        return lines("This tree explains no words.")
    known = sorted((term.label for term in tree.terms.values()), key=str.casefold)
    if not words:
        return lines(f"Words that can be explained: {', '.join(known)}.")
    close = nearest(plain_word(words), tree.words)
    hint = f" Did you mean {' or '.join(tree.terms[tree.words[word]].label for word in close[:1])}?" if close else ""
    return lines(f"'{words}' is not among the words that this tree explains.{hint}")


def sources(tree: Tree, cited: Iterable[Numbered]) -> Said:
    """The sources cited so far, by their numbers, then the other ones of the tree."""
    cited = tuple(cited)
    named = {numbered.ref.source for numbered in cited}
    others = [Numbered(0, Ref(id), source, None) for id, source in tree.sources.items() if id not in named]
    if not cited and not others:
        return lines("This tree names no sources.")
    return tuple(line for _, line in source_lines((*cited, *others)))


def cited_sources(tree: Tree, cited: tuple[Numbered, ...]) -> Said:
    """The sources cited so far, by their numbers, and how many others the tree names."""
    others = len(tree.sources) - len({numbered.ref.source for numbered in cited} & set(tree.sources))
    if not cited and not others:
        return lines("This tree names no sources.")
    if not cited:
        return lines(f"Nothing said so far comes from a source; this tree names {others}.")
    more = f"This tree names {others if others > 1 else 'one'} more, which nothing said so far comes from."
    return (*(line for _, line in source_lines(cited)), *(lines(more) if others else ()))


def source_lines(cited: Iterable[Numbered]) -> Iterator[tuple[bool, Paragraph]]:
    """Sources by title, who, when, which part and where; and whether each is listed for the first time.

    Another part of one that stands in the list already is called by the title alone.
    """
    listed: set[str] = set()
    for numbered in cited:
        source, first = numbered.source, numbered.ref.source not in listed
        listed.add(numbered.ref.source)
        words = (source.title, source.by, shown_source_date(source.date)) if first else (source.title,)
        part = f": {numbered.part}" if numbered.part else ""
        spans = [Span(f"{', '.join(filter(None, words))}{part}")]
        if source.url and first:
            spans += [Span(" "), Span(source.url, Style(link=source.url))]
        yield first, Paragraph(tuple(spans), f"{numbered.number}." if numbered.number else "-")


def shown_source_date(written: str | None) -> str:
    """The date of a source as people write it; a year or a month where that is all it gives."""
    if written is None:
        return ""
    parts = [int(part) for part in written.split("-")]
    if len(parts) == 3:
        return shown_date(date(*parts))
    return shown_month(*parts) if len(parts) == 2 else written


def answers(voice: Voice) -> Said:
    """What has been answered so far."""
    interview = voice.interview
    if not interview.answers:
        return lines("Nothing is answered yet.")
    questions = interview.tree.questions
    return tuple(Paragraph((*voice.say(questions[id].ask)[0].spans, Span(" "),
                            Span(shown_answer(interview, questions[id], answer), _HEADING)), "-")
                 for id, answer in interview.answers.items())


def help_lines(front: Front) -> Said:
    """The keys, where the front end has them, and the commands."""
    keys = KEYS if front is Front.CHAT else ()
    out = [Paragraph((Span(f"{key}  ", _HEADING), Span(text))) for key, text in keys]
    for command in commands_of(front):
        shown = f"  ({command.shown})" if command.shown and front is Front.CHAT else ""
        takes = f" {command.takes}" if command.takes else ""
        out.append(Paragraph((Span(f"/{command.name}{takes}", _HEADING), Span(f"{shown}  {command.help}"))))
    return tuple(out)


def offered_line(voice: Voice) -> str:
    """The labels offered here, in a sentence."""
    labels = [label_of(voice.interview, option) for option in voice.interview.offered]
    return f"Offered: {', '.join(labels)}." if labels else ""


def _all(voice: Voice, texts: Iterable[Text | None]) -> Said:
    return tuple(paragraph for text in texts if text is not None for paragraph in voice.say(text))
