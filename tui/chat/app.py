"""The app: which tree is talked through, the look, and a clean way out."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from textual.app import App, SystemCommand
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.command import CommandList, CommandPalette
from textual.screen import Screen
from textual.theme import ThemeProvider
from textual.widgets import Input

from tui.chat.talk import For, Talk
from tui.chat.talk_screen import TalkScreen
from tui.chat.themes import DARK, LIGHT, borrowed
from tui.interview.interview import Interview
from tui.saved import Keeper
from tui.tree.answers import Answer
from tui.tree.library import Choice

if TYPE_CHECKING:
    from tui.chat.doing import Doing
    from tui.chat.watched import Watched

SIGNALS = ("SIGHUP", "SIGTERM", "SIGINT")


class Palette(CommandPalette):
    """The palette of commands, which minds keys that come faster than it opens and closes."""

    CSS_PATH = "palette.tcss"

    def _action_command_list(self, action: str) -> None:
        # There may be nothing yet to move over.
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)

    def dismiss(self, result: None = None) -> AwaitComplete:
        # What was chosen twice closes it once, and not the screen below it too.
        if self.app.screen is self:
            return super().dismiss(result)
        nothing: AwaitComplete = AwaitComplete.nothing()  # type: ignore[no-untyped-call]  # it has no types
        return nothing


class Chat(App[None]):
    """Talks one tree through after another."""

    TITLE = "whichway"
    CSS_PATH = "chat.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (16, "-tall")]
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = [
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True, id="quit"),
        Binding("ctrl+c", "copy_or_leave", "Copy what is selected, or leave", show=False, priority=True,
                id="copy-or-leave"),
    ]

    def __init__(self, choice: Choice | None, today: date, given: Mapping[str, Answer], fresh: bool,
                 theme: str | None, watch: bool = False) -> None:
        super().__init__()
        self.choice = choice
        self.today = today
        self.given = given
        self.fresh = fresh
        self.watch_file = watch
        for look in (DARK, LIGHT):
            self.register_theme(look)
        wanted = theme or os.environ.get("TEXTUAL_THEME", "").split(",")[0]
        # No style has been read yet. To set the theme in the usual way would have all of them read twice.
        self.set_reactive(Chat.theme, wanted if wanted in self.available_themes else DARK.name)
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        theme = self.available_themes.get(self.theme)
        return borrowed(theme.dark if theme is not None else True, self.theme.startswith("ansi"))

    def get_default_screen(self) -> Screen[None]:
        """The first screen at once, and not one on top of an empty one."""
        return self.trees_screen() if self.choice is None else self.talk_screen(self.choice)

    def on_mount(self) -> None:
        # The collector was off while everything was made; what is there now will stay, and need not be looked at again.
        self.call_after_refresh(_collect_from_now_on)
        loop = asyncio.get_running_loop()
        for name in SIGNALS:
            number = getattr(signal, name, None)
            if number is not None and sys.platform != "win32":
                loop.add_signal_handler(number, partial(self.exit, return_code=128 + number))

    def talk_screen(self, choice: Choice) -> TalkScreen:
        """The screen for a tree that could be read, with the offer to go on where there is something to go on with."""
        assert choice.loaded is not None
        tree = choice.loaded.tree
        assert tree is not None
        keeper = Keeper(choice.key)
        talk = Talk(Interview.start(tree, self.today, self.given))
        # What the command line says holds for the first tree; one that is chosen later may offer to go on.
        saved = keeper.latest() if not self.fresh and not self.given else None
        self.fresh, self.given = False, {}
        if saved is not None:
            interview = saved.interview(tree)
            if interview.answers:
                keeper.go_on(saved)
                talk = Talk(talk.interview, prompt=For.GO_ON, saved=interview)
        return TalkScreen(talk, partial(self._doing, keeper, choice.name), self._watched(choice))

    def _watched(self, choice: Choice) -> Watched | None:
        if not self.watch_file:
            return None
        from tui.chat.watched import Watched

        return Watched(choice, self.today)

    def _doing(self, keeper: Keeper, name: str) -> Doing:
        # Not above: the first question is painted before anybody can do anything.
        from tui.chat.doing import Doing

        return Doing(keeper, self, name)

    # What the chat needs an app for

    def copy(self, text: str) -> None:
        """Send text to the terminal's clipboard."""
        self.copy_to_clipboard(text)

    def open(self, address: str) -> bool:
        """Open an address in a browser, where there is a desktop to open one on."""
        # Without a desktop Python would start a browser in this very terminal, over the chat.
        desktop = sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
        if not desktop:
            return False
        import webbrowser

        try:
            return webbrowser.open(address)
        except (OSError, webbrowser.Error):
            return False

    def leave(self) -> None:
        """End the chat."""
        self.exit()

    def choose_tree(self) -> None:
        """Go to the list of trees."""
        self.go_to(self.trees_screen())

    def go_to(self, screen: Screen[None]) -> None:
        """Show another screen in place of this one. Who asks must not wait: it would be for their own end."""
        # The first screen of an app cannot be taken away; it stays below, and nothing leads back to it.
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def trees_screen(self) -> Screen[None]:
        """The screen on which a tree is chosen."""
        from tui.chat.trees_screen import TreesScreen

        return TreesScreen(self.today)

    async def action_copy_or_leave(self) -> None:
        """Ctrl+C: copy what is selected; with nothing selected, leave as if interrupted."""
        focused = self.focused
        selected = self.screen.get_selected_text() or (focused.selected_text if isinstance(focused, Input) else "")
        if selected:
            self.copy_to_clipboard(selected)
            self.screen.clear_selection()
        else:
            self.exit(return_code=130)

    def action_command_palette(self) -> None:
        if not CommandPalette.is_open(self):  # type: ignore[arg-type]  # asks for an app of any result
            self.push_screen(Palette(id="--command-palette"))

    def search_themes(self) -> None:
        self.push_screen(Palette(providers=[ThemeProvider], placeholder="Search for themes…"))

    def _fatal_error(self) -> None:
        # Textual would print a traceback here; whoever runs the chat says in one line that something is wrong.
        self._close_messages_no_wait()

    def run_on(self, screen: TalkScreen, command: str) -> None:
        """Run a command of a talk that the palette called."""
        self.run_worker(screen.run_command(command))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The same commands as everywhere; and the look."""
        if isinstance(screen, TalkScreen):
            for command in screen.talk.commands:
                title = f"{command.title} (/{command.name})"
                yield SystemCommand(title, command.help, partial(self.run_on, screen, command.name))
        yield SystemCommand("Theme", "Chooses other colours.", self.action_change_theme)


def _collect_from_now_on() -> None:
    gc.freeze()
    gc.enable()
