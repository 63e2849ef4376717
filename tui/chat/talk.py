"""What the chat shows, as one immutable value: an interview, what was asked on the side, and what the prompt is for."""

from __future__ import annotations

from enum import Enum

from tui.interview.interview import Interview
from tui.interview.offer import Refused
from tui.interview.said import Said
from tui.problems.frozen import frozen, replaced
from tui.tree.answers import Answer
from tui.tree.model import NONE, Question
from tui.tree.names import Kind
from tui.tree.text import Ref


class For(Enum):
    """What the prompt is for at the moment."""

    ANSWER = "an answer"
    CHANGE_WHICH = "the question whose answer changes"
    CHANGE = "another answer to an earlier question"
    GO_ON = "going on with a saved interview or not"
    OVERWRITE = "what to do about a file that is there already"


@frozen
class Aside:
    """Something said beside the questions, after so many answers; `about` says what, `value` to what it is.

    `sources` is how many sources had been cited by then, `times` how often it was said in a row.
    """

    after: int
    about: str
    value: str = ""
    said: Said = ()
    sources: int = 0
    times: int = 1


@frozen
class Talk:
    """The whole state of a chat. `changing` is the question being answered anew; `saved` waits to be taken up."""

    interview: Interview
    asides: tuple[Aside, ...] = ()
    prompt: For = For.ANSWER
    ticked: frozenset[str] = frozenset()
    changing: str = ""
    saved: Interview | None = None
    file: str = ""
    cited: tuple[Ref, ...] = ()
    """What has been cited in this talk, in the order first said: a number stands for one source to the end."""

    @property
    def asked(self) -> Interview:
        """The interview whose question is open: as it was then, while an earlier answer is being changed."""
        return self.interview.at(self.changing) if self.prompt is For.CHANGE else self.interview

    @property
    def question(self) -> Question | None:
        """The question that the prompt would answer, if any."""
        return self.asked.question if self.prompt in (For.ANSWER, For.CHANGE) else None

    def say(self, about: str, value: str = "", said: Said = ()) -> Talk:
        """Add something said on the side; said twice in a row, it is said once, and that it was."""
        aside = Aside(len(self.interview.answers), about, value, said, len(self.cited))
        last = self.asides[-1] if self.asides else None
        if last is not None and last == replaced(aside, sources=last.sources, times=last.times):
            return replaced(self, asides=(*self.asides[:-1], replaced(aside, times=last.times + 1)))
        return replaced(self, asides=(*self.asides, aside))

    def at(self, interview: Interview) -> Talk:
        """Go to another interview; what was said after its place goes, and so does what was only for the moment."""
        here = len(interview.answers)
        return Talk(interview, tuple(a for a in self.asides if a.after < here and a.about not in ("error", "said")))

    def take(self, answer: Answer) -> Talk | Refused:
        """Answer the open question."""
        if self.prompt is For.CHANGE:
            found = self.interview.change(self.changing, answer)
        else:
            found = self.interview.answer(answer)
        return found if isinstance(found, Refused) else self.at(found)

    def change(self, question: str) -> Talk:
        """Open an earlier question again."""
        answer = self.interview.answers.get(question)
        ticked = answer if isinstance(answer, frozenset) else frozenset()
        return replaced(self, prompt=For.CHANGE, changing=question, ticked=ticked)

    def cancel(self) -> Talk:
        """Back to the question being asked, with nothing changed."""
        return replaced(self, prompt=For.ANSWER, changing="", ticked=frozenset(), file="")

    def tick(self, option: str) -> Talk:
        """Tick or untick an option of a several-answers question; `none` clears the others, and they clear it."""
        if option in self.ticked:
            return replaced(self, ticked=self.ticked - {option})
        return replaced(self, ticked=frozenset((option,)) if option == NONE else (self.ticked | {option}) - {NONE})

    @property
    def ticked_answer(self) -> Answer | None:
        """What is ticked, as an answer; None where nothing is."""
        if not self.ticked:
            return None
        offered = {option.id for option in self.asked.choices} if self.question is not None else set()
        return frozenset(self.ticked & offered - {NONE})

    @property
    def several(self) -> bool:
        """Whether the open question takes several answers."""
        question = self.question
        return question is not None and question.kind is Kind.SEVERAL

    @property
    def typed(self) -> bool:
        """Whether the open question takes a number or a date, which are typed."""
        question = self.question
        return question is not None and question.kind in (Kind.NUMBER, Kind.DATE)
