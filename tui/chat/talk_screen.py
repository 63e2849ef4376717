"""The screen on which a tree is talked through. It holds one talk and draws it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Input

from tui.chat.choices import Choices
from tui.chat.effect import Effect
from tui.chat.foresee import foresee, reserved
from tui.chat.frame import Foot, Head, fitted
from tui.chat.prompt import Prompt
from tui.chat.rows import Choosable, choosable, kept, moved, option_marked, tickable
from tui.chat.side import AnswerRow, Side
from tui.chat.talk import Talk
from tui.chat.transcript import Conversation
from tui.chat.turns import Turn, spoken
from tui.chat.words import footer, title
from tui.problems.frozen import replaced

if TYPE_CHECKING:
    from tui.chat.doing import Doing
    from tui.chat.watched import Watched


class TalkScreen(Screen[None]):
    """Draws a talk, hands what the person does to `Doing`, and draws what comes of it."""

    AUTO_FOCUS = "#input"

    def __init__(self, talk: Talk, make_doing: Callable[[], Doing], watched: Watched | None = None) -> None:
        super().__init__()
        self.watched = watched
        self.talk = talk
        self.make_doing = make_doing
        self.marked = Choosable()
        self.drawn = (0, False)
        self.sized: Size | None = None

    def compose(self) -> ComposeResult:
        talk, width = self.talk, self.app.size.width
        fitted(self)
        self.drawn = self.room
        self.marked = choosable(talk, "")
        yield Head(title(talk), reserved(width))
        with Horizontal(id="body"):
            yield Conversation(self.turns(), self.marked)
            yield Side(talk)
        if self.watched is not None:
            yield self.watched
        yield Foot(footer(talk, width))

    @cached_property
    def doing(self) -> Doing:
        """What does what the person asks for; made once the first question has been painted."""
        return self.make_doing()

    @property
    def room(self) -> tuple[int, bool]:
        """What of the terminal's size makes a difference to what is said."""
        return self.app.size.width, self.roomy

    @property
    def roomy(self) -> bool:
        """Whether there is room for more than the least."""
        return self.app.size.height >= 16

    # Looked for once: what is typed on goes on coming while another screen takes this one's place.
    @cached_property
    def prompt(self) -> Prompt:
        """The input line."""
        return self.query_one(Prompt)

    @cached_property
    def conversation(self) -> Conversation:
        """What scrolls."""
        return self.query_one(Conversation)

    @cached_property
    def head(self) -> Head:
        """The title, and how far it is."""
        return self.query_one(Head)

    @cached_property
    def side(self) -> Side:
        """What stands beside the conversation."""
        return self.query_one(Side)

    @cached_property
    def foot(self) -> Foot:
        """The prompt with its keys."""
        return self.query_one(Foot)

    @property
    def gone(self) -> bool:
        """Whether another screen has taken this one's place, so that nothing can be drawn here any more."""
        return self not in self.app.screen_stack

    def on_mount(self) -> None:
        self.prompt.serve(self.talk, self.app.size.width)
        self.foot.mind(self.conversation)
        self.call_after_refresh(lambda: self.doing)
        foresee(self)

    async def on_resize(self) -> None:
        # The first size is the one that all was drawn for; whoever has read nothing yet begins where it begins.
        if self.reading and self.sized is not None:
            self.conversation.hold()
        self.sized = self.app.size
        if self.drawn != self.room:
            await self.draw(keep=True)
        self.call_after_refresh(self.conversation.settle)

    @property
    def reading(self) -> bool:
        """Whether there is a page to read and nothing to choose; whoever reads stays where they are."""
        return self.talk.question is None and not self.marked.rows

    def turns(self) -> tuple[Turn, ...]:
        """What is said by now; what it cites keeps its numbers from here on."""
        said, cited = spoken(self.talk, self.roomy, self.app.size.width >= 64)
        self.talk = replaced(self.talk, cited=cited)
        return said

    async def draw(self, keep: bool = False) -> None:
        """Show the talk as it is now; with `keep` the same row stays marked."""
        self.drawn = self.room
        width = self.app.size.width
        self.prompt.serve(self.talk, width)
        self.foot.show(footer(self.talk, width))
        await self.conversation.transcript.show(self.turns())
        if self.gone:
            return
        await self.side.show(self.talk)
        found = choosable(self.talk, self.prompt.text)
        self.mark(kept(self.marked, found) if keep else found)
        foresee(self)

    def mark(self, found: Choosable) -> None:
        """Show these rows, with their mark."""
        self.marked = found
        self.conversation.choices.choosable = found

    async def follow(self, effect: Effect, keep: bool = False) -> None:
        """Take over what came of something the person did; with `keep` the same row stays marked."""
        if self.gone:
            return
        old, conversation = self.talk, self.conversation
        self.talk = new = replaced(effect.talk, cited=old.cited)
        moves = effect.aside or (new.interview, new.asides, new.prompt) != (old.interview, old.asides, old.prompt)
        if moves:
            conversation.beside, conversation.held = effect.aside, None
        if effect.prompt is not None:
            self.prompt.hold(effect.prompt)
        if effect.select:
            self.prompt.select_all()
        if effect.shows_map:
            self.show_map()
        await self.draw(keep)
        self.call_after_refresh(conversation.settle if moves else conversation.show_mark)

    def show_map(self) -> None:
        """Draw the map over all this; an answer chosen on it opens again here."""
        from tui.chat.map_screen import MapScreen

        async def chosen(question: str | None) -> None:
            if question:
                await self.follow(Effect(self.talk.change(question)))

        self.app.push_screen(MapScreen(self.talk), chosen)

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.reading:
            self.conversation.hold()
        self.mark(choosable(self.talk, event.value))
        self.call_after_refresh(self.conversation.settle)

    @on(Input.Submitted)
    async def submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.prompt.handed.popleft()
        effect = self.doing.enter(self.talk, event.value, self.marked)
        # The prompt has emptied itself; what it holds by now was typed for what comes next.
        if self.prompt.value:
            effect = replaced(effect, prompt=None, select=False)
        elif effect.prompt is None:
            self.prompt.hold(event.value)
        await self.follow(effect)

    @on(Choices.Clicked)
    async def clicked(self, event: Choices.Clicked) -> None:
        await self.follow(self.doing.click(self.talk, event.key, self.prompt.value))

    @on(AnswerRow.Chosen)
    async def change(self, event: AnswerRow.Chosen) -> None:
        await self.follow(Effect(self.talk.change(event.question)))

    @on(Prompt.Move)
    def move(self, event: Prompt.Move) -> None:
        if self.marked.rows:
            self.mark(moved(self.marked, event.by))
            self.call_after_refresh(self.conversation.show_mark, True)
        else:
            self.conversation.scroll_relative(y=event.by, animate=False, immediate=True)

    @on(Prompt.Scroll)
    def scroll(self, event: Prompt.Scroll) -> None:
        self.conversation.page(event.to)

    # Wherever the pointer is: a page narrower than the terminal has nothing beside it that scrolls.
    def on_mouse_scroll_up(self) -> None:
        self.conversation.scroll_up(animate=False, immediate=True)

    def on_mouse_scroll_down(self) -> None:
        self.conversation.scroll_down(animate=False, immediate=True)

    @on(Prompt.Tick)
    async def tick(self, event: Prompt.Tick) -> None:
        row = tickable(self.marked, event.number)
        if row is not None and not (row.ticked and event.stays):
            await self.follow(replaced(self.doing.click(self.talk, row.key, ""), prompt=None), keep=True)

    @on(Prompt.Call)
    async def call(self, event: Prompt.Call) -> None:
        where = event.command == "where"
        await self.run_command(event.command, option_marked(self.marked) if where else "", keep=where)

    @on(Prompt.Leave)
    async def leave(self) -> None:
        await self.follow(replaced(self.doing.leave(self.talk), prompt=None))

    async def on_watched_read_again(self, event: Watched.ReadAgain) -> None:
        from tui.chat.watched import read_again

        await self.follow(Effect(read_again(self.talk, event.tree), prompt=None))
        self.head.title.update(Content(title(self.talk)))

    async def run_command(self, name: str, rest: str = "", keep: bool = False) -> None:
        """Run a command, from wherever it was called; what is being typed stays."""
        await self.follow(replaced(self.doing.command(self.talk, name, rest), prompt=None), keep)

    def action_press(self, what: str) -> None:
        self.prompt.press(what)

    async def action_look_up(self, term: str) -> None:
        await self.run_command("terms", term.replace("_", " "))

    async def action_sources(self) -> None:
        await self.run_command("sources")

    async def action_follow(self, address: str) -> None:
        await self.follow(self.doing.open(self.talk, address))
