"""The conversation as a list of turns, worked out from the talk: what is kept between two talks is what they share."""

from __future__ import annotations

from collections.abc import Iterator

from tui.chat.talk import Aside, For, Talk
from tui.interview import asides
from tui.interview.commands import Front
from tui.interview.said import Said, Span, Voice, answer_to
from tui.problems.frozen import Frozen, replaced
from tui.tree.answers import UNKNOWN
from tui.tree.text import Ref, Style


class Turn(Frozen):
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
            yield from turned("about", self.voice.say(tree.about))
        yield from self.asides(0, only="note")
        if interview.answers:
            yield from self.answered()
        yield from self.here()

    def answered(self) -> Iterator[Turn]:
        from tui.interview.recommendation import said_back

        interview, tree = self.interview, self.interview.tree
        for count, id in enumerate(interview.answers):
            yield from turned("ask", self.voice.say(tree.questions[id].ask))
            yield from self.asides(count, but="note")
            yield Turn("you", (Span(answer_to(interview, id)),))
            for text in said_back(interview, id):
                yield from turned("so", self.voice.say(text))
            yield from self.asides(count + 1, only="note")

    def here(self) -> Iterator[Turn]:
        talk, interview = self.talk, self.interview
        count = len(interview.answers)
        question = interview.question
        if question is not None and talk.prompt is not For.GO_ON:
            yield from turned("ask", self.voice.say(question.ask))
            if question.why is not None and self.roomy:
                yield from turned("why", self.voice.say(question.why))
            if interview.stuck:
                yield from turned("error", asides.lines(
                    "No answer to this question is open to you, so the talk ends here. That is a slip in the tree, not "
                    "yours. /back takes your last answer back."))
        if interview.outcome is not None or interview.depends:
            # Not above: the first question is painted before there can be a page.
            from tui.chat.pages import end

            yield from end(talk, self.voice)
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
            yield from turned("section", asides.lines(f"{what} (Esc leaves it as it is)"))
            yield from turned("ask", Voice(talk.asked).say(asked.ask))
        elif talk.prompt is For.CHANGE_WHICH:
            yield from turned("ask", asides.lines("Which answer do you want to change? (Esc: none)"))
        elif talk.prompt is For.PREVIEW:
            yield from turned("ask", asides.lines("What this change would do"))
            yield from turned("claim", talk.told)
        elif talk.prompt is For.COMPARE:
            yield from turned("ask", asides.lines("Compare with which outcome? (Esc: none)"))
        elif talk.prompt is For.ANSWER and talk.interview.depends:
            yield from turned("section", asides.lines("Can you answer one of these now?"))
        elif talk.prompt is For.GO_ON and talk.saved is not None:
            yield from turned("ask", asides.lines(_welcome(talk.saved.outcome is not None, len(talk.saved.answers))))
        elif talk.prompt is For.OVERWRITE:
            yield from turned("ask", asides.lines(f"There is a file {talk.file} already. What now?"))

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
                yield from turned("aside", asides.more(voice, question) if self.roomy else asides.why(voice, question))
            case "unknown" if question is not None:
                yield from turned("aside", asides.find_out(voice, question), "How to find out")
                yield from turned("aside", aside.said, "Where each answer would lead")
            case "where":
                yield from turned("aside", aside.said, "Where this would lead")
            case "whatif":
                yield from turned("aside", aside.said, "What would change this")
            case "compare":
                from tui.chat.pages import side_by_side
                from tui.interview.comparing import compare

                yield from side_by_side(compare(self.interview, aside.value, voice), self.wide)
            case "terms":
                yield from turned("aside", asides.look_up(voice, aside.value))
            case "sources":
                yield from turned("aside", asides.cited_sources(tree, voice.sources[:aside.sources]), "Sources")
            case "answers":
                yield from turned("aside", asides.answers(voice), "Your answers")
            case "help":
                yield from turned("aside", asides.help_lines(Front.CHAT), "Keys and commands")
            case "error":
                yield from turned("error", aside.said)
            case "said":
                yield from turned("said", aside.said)
            case _:
                yield from turned("note", aside.said)


def _welcome(done: bool, count: int) -> str:
    if done:
        return "You have been here before, and got a recommendation. Show it again?"
    return f"You have been here before and answered {count} question{'s' if count != 1 else ''}. Go on from there?"


def turned(kind: str, said: Said, title: str = "") -> Iterator[Turn]:
    """What is said, a turn for each paragraph."""
    if title and said:
        yield Turn(f"{kind} title", (Span(title, Style(bold=True)),))
    # Marks end in line, so that what they stand before begins in line: " 9." above "10."
    marks = max((len(paragraph.mark) for paragraph in said), default=0)
    for paragraph in said:
        yield Turn(kind, paragraph.spans, paragraph.mark and paragraph.mark.rjust(marks))
