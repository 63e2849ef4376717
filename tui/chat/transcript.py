"""The conversation on the screen: what two states share stays, the rest is replaced in one go."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.css.styles import RulesMap
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widget import Widget
from textual.widgets import Static

from tui.chat.choices import Choices
from tui.chat.rows import Choosable
from tui.chat.show import shown
from tui.chat.turns import Turn, beginnings

LEAD = 3
"""What leads to something new that does not fit may take no more than this part of the lines."""


class Hanging(Visual):
    """Words with a mark before them, under which no word stands."""

    def __init__(self, mark: str, words: Content) -> None:
        self.mark = Content(mark).stylize("$primary")
        self.words = words

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        # The mark is not among the words: what is selected is only what is said.
        unselected = RenderOptions(options.get_style, options.rules)
        marks = [*self.mark.render_strips(self.mark.cell_length, 1, style, unselected),
                 Strip.blank(self.mark.cell_length, style.rich_style)]
        return [Strip.join([marks[i > 0], strip]) for i, strip in enumerate(
            self.words.render_strips(max(1, width - self.mark.cell_length), height, style, options))]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return self.mark.cell_length + self.words.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        return self.words.get_height(rules, max(1, width - self.mark.cell_length))


class TurnView(Static):
    """One turn as it is drawn: words, and a mark before them where there is one, which need no box around them."""

    def __init__(self, turn: Turn) -> None:
        words = shown(turn.spans)
        super().__init__(Hanging(f"{turn.mark.replace('-', '•')} ", words) if turn.mark else words,
                         classes=f"turn {turn.kind}{' item' if turn.mark else ''}{' -first' if turn.first else ''}")
        self.turn = turn
        self.words = words

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        return selection.extract(self.words.plain), "\n"


class TurnRow(Horizontal):
    """One turn of which something stands beside the words: a second column, or the edge that it is moved to."""

    def __init__(self, turn: Turn) -> None:
        super().__init__(classes=f"turn {turn.kind}{' -first' if turn.first else ''}")
        self.turn = turn

    def compose(self) -> ComposeResult:
        words = shown(self.turn.spans)
        if self.turn.beside is None:
            yield Static(words)
            return
        yield Static(words, classes="left")
        yield Static(shown(self.turn.beside))


def drawn(turn: Turn) -> TurnView | TurnRow:
    """A turn as a widget."""
    return TurnRow(turn) if turn.kind == "you" or turn.beside is not None else TurnView(turn)


class Transcript(Vertical):
    """All turns of a talk, in order; the first of them are there from the start."""

    def __init__(self, turns: tuple[Turn, ...]) -> None:
        super().__init__(id="transcript")
        self.first = turns

    def compose(self) -> ComposeResult:
        yield from map(drawn, self.first)

    @property
    def views(self) -> list[TurnView | TurnRow]:
        """What is drawn by now."""
        return [view for view in self.children if isinstance(view, TurnView | TurnRow)]

    async def show(self, turns: tuple[Turn, ...]) -> None:
        """Draw these turns, leaving those that are there already untouched."""
        views = self.views
        most = min(len(views), len(turns))
        keep = next((i for i in range(most) if views[i].turn != turns[i]), most)
        # What is put in between leaves what stands below it alone, too.
        most -= keep
        below = next((i for i in range(most) if views[-1 - i].turn != turns[-1 - i]), most)
        gone, new = views[keep:len(views) - below], turns[keep:len(turns) - below]
        async with self.batch():
            if gone:
                await self.remove_children(gone)
            if new:
                await self.mount_all(map(drawn, new), before=views[-below] if below else None)


class Conversation(VerticalScroll, can_focus=False):
    """What was said, what can be chosen below it, and which part of both is in view."""

    def __init__(self, turns: tuple[Turn, ...], choosable: Choosable) -> None:
        super().__init__(id="talk")
        self.transcript = Transcript(turns)
        self.choices = Choices(choosable)
        self.beside = False
        """Whether what is to be seen was said on the side."""
        self.held: tuple[Widget, int] | None = None
        """The turn that stays at the top, and how many of its lines are above."""
        self.settled = 0
        """The line to which it was scrolled last to show what is new."""

    def compose(self) -> ComposeResult:
        yield self.transcript
        yield self.choices

    def on_mount(self) -> None:
        # Only once everything has its place can it be said what fits.
        self.watch(self, "virtual_size", self.settle, init=False)

    def on_resize(self) -> None:
        if not self.moved:
            self.settle()

    @on(Choices.Shown)
    def rows_shown(self) -> None:
        self.settle()

    def hold(self) -> None:
        """Keep what is at the top there, whatever becomes of the lines above it."""
        top = self.scroll_offset.y
        for view in self.transcript.children:
            if view.virtual_region.bottom > top:
                self.held = view, top - view.virtual_region.y
                return

    def page(self, to: str) -> None:
        """Scroll by a page, or to an end."""
        lines, end = self.size.height, self.max_scroll_y
        by = {"pageup": -lines, "pagedown": lines, "home": -end, "end": end}[to]
        self.scroll_relative(y=by, animate=False, immediate=True)

    def settle(self) -> None:
        """Scroll to what is new; the marked row is in view."""
        if self.choices.display and not self.choices.virtual_region:
            # The rows have no place yet. They get one in a moment, and say so.
            return
        self.settled = self.with_mark(self.new)
        self.scroll_to(y=self.settled, animate=False, immediate=True)

    @property
    def new(self) -> int:
        """The line from which what is new is to be read: so that its end fits, or from its beginning."""
        views = self.transcript.views
        if self.choices.commands:
            y = self.choices.virtual_region.y
        elif self.held is not None:
            view, above = self.held
            y = view.virtual_region.y + min(above, view.virtual_region.height)
        else:
            tops = [views[i].virtual_region.y for i in beginnings(tuple(view.turn for view in views), self.beside)]
            fits = tops[-1:] >= [self.max_scroll_y]
            y = tops[-1] if fits else next((y for y in tops if tops[-1] - y <= self.size.height // LEAD), 0)
        return min(y, self.max_scroll_y)

    @property
    def moved(self) -> bool:
        """Whether the person has scrolled away from what was new."""
        return self.scroll_offset.y != self.settled

    def show_mark(self, choosing: bool = False) -> None:
        """Scroll no more than it takes to see the marked row; from the first row up, there is the question.

        Whoever moves the mark is choosing, and sees all rows together where they fit.
        """
        rows, new = self.choices.virtual_region, self.new
        if self.choices.choosable.marked == 0 or (choosing and new <= rows.y and rows.bottom <= new + self.size.height):
            self.settle()
        else:
            self.scroll_to(y=self.with_mark(self.scroll_offset.y), animate=False, immediate=True)

    def with_mark(self, y: int) -> int:
        """The line nearest to this one from which the marked row is in view."""
        region = self.choices.marked_region
        if region is None:
            return y
        top = region.y + self.choices.virtual_region.y
        return min(max(y, top + region.height - self.size.height), top)
