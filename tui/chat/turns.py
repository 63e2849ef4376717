"""The conversation as a list of turns, worked out from the talk: what is kept between two talks is what they share."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from tui.chat.talk import Aside, For, Talk
from tui.interview import asides
from tui.interview.commands import Front
from tui.interview.comparing import Comparison, compare
from tui.interview.recommendation import Recommendation, recommend, said_back
from tui.interview.said import Said, Span, Voice, answer_to
from tui.problems.frozen import frozen, replaced
from tui.report.page import OPEN_END, Page, depends_page, recommendation_page, source
from tui.tree.answers import UNKNOWN
from tui.tree.text import Ref, Style


@frozen
class Turn:
    """One thing said: by whom and how (a style class), and the words.

    `first` is where something said on the side begins; `beside` are the words of a second column.
    """

    kind: str
    spans: tuple[Span, ...]
    mark: str = ""
    first: bool = False
    beside: tuple[Span, ...] | None = None


def turns(talk: Talk, roomy: bool = True, wide: bool = True) -> tuple[Turn, ...]:
    """Everything said so far. Where room is short, why a question is asked is only said on request."""
    return spoken(talk, roomy, wide)[0]


def spoken(talk: Talk, roomy: bool, wide: bool = True) -> tuple[tuple[Turn, ...], tuple[Ref, ...]]:
    """Everything said so far; and all that has been cited in this talk by then."""
    speaker = _Speaker(talk, roomy, wide)
    return tuple(speaker.turns()), tuple(numbered.ref for numbered in speaker.voice.sources)


def beginnings(said: tuple[Turn, ...], beside: bool) -> tuple[int, ...]:
    """Where to begin reading: last the turn that is new, and before it those that lead to it, should there be room.

    What is new is what was said beside, if that came last; else the recommendation, or the question.
    """
    kinds = [turn.kind.split()[0] for turn in said]
    asked = _last(kinds, "ask")
    if beside:
        new = max((i for i, turn in enumerate(said) if turn.first), default=asked)
        return (asked, new) if asked < new else (new,)
    new = max(asked, _last(kinds, "recommend"))
    if new and kinds[new] == "ask" and kinds[new - 1] == "section":
        new -= 1
    leading = ("you", "so", "note") if kinds[new:new + 1] != ["recommend"] else ("note",)
    lead = new
    while lead and kinds[lead - 1] in leading:
        lead -= 1
    return tuple(range(lead, new + 1)) if kinds[new:] else ()


def _last(kinds: list[str], kind: str) -> int:
    return len(kinds) - 1 - kinds[::-1].index(kind) if kind in kinds else 0


class _Speaker:
    def __init__(self, talk: Talk, roomy: bool, wide: bool) -> None:
        self.talk = talk
        self.interview = talk.interview
        self.voice = Voice(talk.interview, talk.cited)
        self.roomy = roomy
        self.wide = wide

    def turns(self) -> Iterator[Turn]:
        interview, tree = self.interview, self.interview.tree
        if tree.about is not None:
            yield from _turns("about", self.voice.say(tree.about))
        yield from self.asides(0, only="note")
        for count, id in enumerate(interview.answers):
            yield from _turns("ask", self.voice.say(tree.questions[id].ask))
            yield from self.asides(count, but="note")
            yield Turn("you", (Span(answer_to(interview, id)),))
            for text in said_back(interview, id):
                yield from _turns("so", self.voice.say(text))
            yield from self.asides(count + 1, only="note")
        yield from self.here()

    def here(self) -> Iterator[Turn]:
        talk, interview = self.talk, self.interview
        count = len(interview.answers)
        question = interview.question
        if question is not None and talk.prompt is not For.GO_ON:
            yield from _turns("ask", self.voice.say(question.ask))
            if question.why is not None and self.roomy:
                yield from _turns("why", self.voice.say(question.why))
            if interview.stuck:
                yield from _turns("error", asides.lines(
                    "No answer to this question is open to you, so the talk ends here. That is a slip in the tree, not "
                    "yours. /back takes your last answer back."))
        found = recommend(interview, self.voice)
        if found is not None:
            yield from self.page(found)
        elif interview.depends:
            yield from self.open_end()
        yield from self.asides(count, but="note")
        yield from self.asked_for()

    def asked_for(self) -> Iterator[Turn]:
        """What the prompt is for, where that is not the question of the place."""
        talk = self.talk
        if talk.prompt is For.CHANGE:
            asked = talk.asked.question
            assert asked is not None
            known = talk.interview.answers[talk.changing] is not UNKNOWN
            what = "Another answer" if known else "Your answer, now that you know it"
            yield from _turns("section", asides.lines(f"{what} (Esc leaves it as it is)"))
            yield from _turns("ask", Voice(talk.asked).say(asked.ask))
        elif talk.prompt is For.CHANGE_WHICH:
            yield from _turns("ask", asides.lines("Which answer do you want to change? (Esc: none)"))
        elif talk.prompt is For.PREVIEW:
            yield from _turns("ask", asides.lines("What this change would do"))
            yield from _turns("claim", talk.told)
        elif talk.prompt is For.COMPARE:
            yield from _turns("ask", asides.lines("Compare with which outcome? (Esc: none)"))
        elif talk.prompt is For.GO_ON and talk.saved is not None:
            yield from _turns("ask", asides.lines(_welcome(talk.saved.outcome is not None, len(talk.saved.answers))))
        elif talk.prompt is For.OVERWRITE:
            yield from _turns("ask", asides.lines(f"There is a file {talk.file} already. What now?"))

    def asides(self, after: int, only: str = "", but: str = "") -> Iterator[Turn]:
        for aside in self.talk.asides:
            if aside.after == after and (aside.about == only if only else aside.about != but):
                yield from self.aside(aside)

    def aside(self, aside: Aside) -> Iterator[Turn]:
        for i, turn in enumerate(self.spoken(aside)):
            times = (Span(f"  ×{aside.times}"),) if aside.times > 1 else ()
            yield replaced(turn, first=True, spans=(*turn.spans, *times)) if i == 0 else turn

    def spoken(self, aside: Aside) -> Iterator[Turn]:
        tree, voice = self.interview.tree, self.voice
        question = tree.questions.get(aside.value)
        match aside.about:
            case "why" if question is not None:
                # Where there is room the reason stands below the question already.
                yield from _turns("aside", asides.more(voice, question) if self.roomy else asides.why(voice, question))
            case "unknown" if question is not None:
                yield from _turns("aside", asides.find_out(voice, question), "How to find out")
                yield from _turns("aside", aside.said, "Where each answer would lead")
            case "where":
                yield from _turns("aside", aside.said, "Where this would lead")
            case "whatif":
                yield from _turns("aside", aside.said, "What would change this")
            case "compare":
                yield from _side_by_side(compare(self.interview, aside.value, voice), self.wide)
            case "terms":
                yield from _turns("aside", asides.look_up(voice, aside.value))
            case "sources":
                yield from _turns("aside", asides.cited_sources(tree, voice.sources[:aside.sources]), "Sources")
            case "answers":
                yield from _turns("aside", asides.answers(voice), "Your answers")
            case "help":
                yield from _turns("aside", asides.help_lines(Front.CHAT), "Keys and commands")
            case "error":
                yield from _turns("error", aside.said)
            case "said":
                yield from _turns("said", aside.said)
            case _:
                yield from _turns("note", aside.said)

    def page(self, found: Recommendation) -> Iterator[Turn]:
        ahead = self.talk.ahead
        page = recommendation_page(found) if ahead is None else recommendation_page(
            found, ahead.decided_by, ahead.would_change, " (/whatif)")
        yield from _turns("recommend", page.heading)
        yield from _turns("claim", page.lead)
        yield from self.sections(page)

    def open_end(self) -> Iterator[Turn]:
        """The end of a talk that depends on what the person does not know."""
        ahead = self.talk.ahead
        if ahead is None or ahead.depends is None:
            yield from _turns("recommend", OPEN_END)
            return
        page = depends_page(self.interview, ahead.depends)
        yield from _turns("recommend depends", page.heading)
        yield from _turns("claim", page.lead)
        yield from self.sections(page)

    def sections(self, page: Page) -> Iterator[Turn]:
        """What stands on a page below what it comes to; the answers by the numbers that call them."""
        for section in page.sections:
            heading, kind = _SECTIONS.get(section.title, ("section", "claim"))
            body = section.body
            if section.title == "Your answers" and self.interview.outcome is not None:
                body = tuple(replaced(line, mark=f"{i}.") for i, line in enumerate(body, 1))
            yield Turn(heading, (Span(section.title),))
            yield from _turns(kind, body)
        cited = self.voice.sources
        if cited:
            yield Turn("section", (Span("Sources"),))
            yield from _turns("claim", tuple(source(numbered, self.interview.today) for numbered in cited))
        yield from _turns("quiet", asides.lines(" ".join(page.closing)))


# The style class of a section's heading and of what stands below it.
_SECTIONS = {"Watch out": ("section caveats", "caveat"), "Your answers": ("section", "claim quiet")}


def _welcome(done: bool, count: int) -> str:
    if done:
        return "You have been here before, and got a recommendation. Show it again?"
    return f"You have been here before and answered {count} question{'s' if count != 1 else ''}. Go on from there?"


def _turns(kind: str, said: Said, title: str = "") -> Iterator[Turn]:
    if title and said:
        yield Turn(f"{kind} title", (Span(title, Style(bold=True)),))
    # Marks end in line, so that what they stand before begins in line: " 9." above "10."
    marks = max((len(paragraph.mark) for paragraph in said), default=0)
    for paragraph in said:
        yield Turn(kind, paragraph.spans, paragraph.mark and paragraph.mark.rjust(marks))


def _side_by_side(found: Comparison, wide: bool) -> Iterator[Turn]:
    """Two outcomes in two columns, or one below the other where there is no room for that."""
    left, right = (asides.lines(column.recommend)[0].spans for column in (found.left, found.right))
    if wide:
        yield Turn("aside title pair", left, beside=right)
        for title, here, there in found.sections:
            yield Turn("aside section", (Span(title),))
            for one, other in zip_longest(here, there, fillvalue=()):
                yield Turn("aside pair", _joined(one), beside=_joined(other))
        return
    for side, name in enumerate((left, right)):
        yield Turn("aside title", name)
        for title, *columns in found.sections:
            if columns[side]:
                yield Turn("aside section", (Span(title),))
            for said in columns[side]:
                yield from _turns("aside", tuple(replaced(paragraph, mark="-") for paragraph in said))


def _joined(said: Said) -> tuple[Span, ...]:
    return tuple(span for paragraph in said for span in paragraph.spans)
