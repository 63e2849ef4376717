"""What the chat shows, as one immutable value: an interview, what was asked on the side, and what the prompt is for."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from tui.interview.commands import Command, Front, When, commands_of
from tui.interview.history import History
from tui.interview.interview import Interview
from tui.interview.offer import Refused
from tui.interview.said import Said
from tui.problems.frozen import Frozen, replaced
from tui.tree.answers import UNKNOWN, Answer
from tui.tree.model import NONE, Question
from tui.tree.names import Kind
from tui.tree.text import Ref

if TYPE_CHECKING:
    from tui.chat.ahead import Ahead


FLEETING = ("error", "said", "where", "unknown", "compare")
"""Asides that are gone with the next step."""


class For(Enum):
    """What the prompt is for at the moment."""

    ANSWER = "an answer"
    CHANGE_WHICH = "the question whose answer changes"
    CHANGE = "another answer to an earlier question"
    PREVIEW = "making a change, once its effect was seen, or not"
    GO_ON = "going on with a saved interview or not"
    COMPARE = "the outcome to compare with"
    OVERWRITE = "what to do about a file that is there already"


class Aside(Frozen):
    """Something said beside the questions, after so many answers; `about` says what, `value` to what it is.

    `sources` is how many sources had been cited by then, `times` how often it was said in a row.
    """

    after: int
    about: str
    value: str = ""
    said: Said = ()
    sources: int = 0
    times: int = 1


class Talk(Frozen):
    """The whole state of a chat.

    `changing` is the question being answered anew, `wanted` its new answer while the effect is shown. `saved` waits to
    be taken up. `ahead` is what was worked out of the interview since it was drawn. `been` is for undo and redo.
    """

    interview: Interview
    asides: tuple[Aside, ...] = ()
    prompt: For = For.ANSWER
    ticked: frozenset[str] = frozenset()
    changing: str = ""
    saved: Interview | None = None
    file: str = ""
    cited: tuple[Ref, ...] = ()
    """What has been cited in this talk, in the order first said: a number stands for one source to the end."""
    wanted: Answer | None = None
    told: Said = ()
    """What the change that is looked at would do."""
    may_go_on: bool = False
    """Whether 0 goes on without an answer: how to find out has been shown."""
    ahead: Ahead | None = None
    been: History | None = None

    @property
    def history(self) -> History:
        """Where this interview was before, and came back from."""
        return self.been if self.been is not None else History(self.interview)

    @property
    def asked(self) -> Interview:
        """The interview whose question is open: as it was then, while an earlier answer is being changed."""
        return self.interview.at(self.changing) if self.prompt is For.CHANGE else self.interview

    @property
    def question(self) -> Question | None:
        """The question that the prompt would answer, if any."""
        return self.asked.question if self.prompt in (For.ANSWER, For.CHANGE) else None

    def say(self, about: str, value: str = "", said: Said = ()) -> Talk:
        """Add something said on the side; said twice in a row, it is said once, and that it was.

        Of two mistakes in a row only the last is said.
        """
        aside = Aside(len(self.interview.answers), about, value, said, len(self.cited))
        last = self.asides[-1] if self.asides else None
        if last is not None and last == replaced(aside, sources=last.sources, times=last.times):
            return replaced(self, asides=(*self.asides[:-1], replaced(aside, times=last.times + 1)))
        mended = about == "error" and last is not None and last.about == about
        return replaced(self, asides=(*(self.asides[:-1] if mended else self.asides), aside))

    def unsaid(self, about: str = "error") -> Talk:
        """Without what was said of some sort on the side: mistakes, where nothing else is named."""
        return replaced(self, asides=tuple(aside for aside in self.asides if aside.about != about))

    def at(self, interview: Interview) -> Talk:
        """Go to another interview; what was said after its place goes, and so does what was only for the moment."""
        return self.went(self.history.went(interview))

    def went(self, history: History) -> Talk:
        """Be where somebody is by now."""
        here = len(history.now.answers)
        return Talk(history.now, tuple(a for a in self.asides if a.after < here and a.about not in FLEETING),
                    ahead=self.ahead if history.now is self.interview else None, been=history)

    def take(self, answer: Answer) -> Talk | Refused:
        """Answer the open question; another answer to an earlier one is first looked at."""
        if self.prompt is not For.CHANGE:
            found = self.interview.answer(answer)
        elif self.interview.answers[self.changing] is UNKNOWN:
            found = self.interview.change(self.changing, answer)
        else:
            no = self.asked.refusal(answer)
            return no if no is not None else replaced(self, prompt=For.PREVIEW, wanted=answer, may_go_on=False)
        return found if isinstance(found, Refused) else self.at(found)

    def make_change(self) -> Talk | Refused:
        """Change the answer whose effect was looked at."""
        assert self.wanted is not None
        found = self.interview.change(self.changing, self.wanted)
        return found if isinstance(found, Refused) else self.at(found)

    def change(self, question: str) -> Talk:
        """Open an earlier question again."""
        answer = self.interview.answers.get(question)
        ticked = (answer or frozenset((NONE,))) if isinstance(answer, frozenset) else frozenset()
        return replaced(self.cancel(), prompt=For.CHANGE, changing=question, ticked=ticked)

    def cancel(self) -> Talk:
        """Back to the question being asked, with nothing changed."""
        return replaced(self, prompt=For.ANSWER, changing="", ticked=frozenset(), file="", wanted=None,
                        told=(), may_go_on=False)

    def tick(self, option: str) -> Talk:
        """Tick or untick an option of a several-answers question; `none` clears the others, and they clear it."""
        if option in self.ticked:
            return replaced(self, ticked=self.ticked - {option})
        return replaced(self, ticked=frozenset((option,)) if option == NONE else (self.ticked | {option}) - {NONE})

    @property
    def at_outcome(self) -> bool:
        """Whether there is a page to read, and the prompt is for nothing in particular."""
        return self.prompt is For.ANSWER and self.interview.outcome is not None

    @property
    def commands(self) -> tuple[Command, ...]:
        """The commands that make sense now."""
        here = self.interview
        fits = {When.ALWAYS: True, When.QUESTION: self.question is not None, When.ANSWERED: bool(here.answers),
                When.OUTCOME: here.outcome is not None or here.depends}
        history = self.history
        # Without one outcome there is none to compare with, or to change.
        never = {"compare": here.depends, "whatif": here.depends, "undo": not history.past, "redo": not history.undone}
        return tuple(command for command in commands_of(Front.CHAT)
                     if fits[command.when] and not never.get(command.name))

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
