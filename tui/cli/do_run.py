"""`whichway run`: talk a tree through, with the front end that fits."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tui.cli.common import MORE, OK, StopError, add_today, begin, find_tree, now, width

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from datetime import date

    from tui.interview.interview import Interview
    from tui.tree.answers import Answer
    from tui.tree.library import Choice


def prepare(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    parser.add_argument("tree", metavar="TREE", nargs="?", help="a name from 'whichway list', or a path")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--plain", action="store_true", help="numbered lines: for screen readers and plain terminals")
    how.add_argument("--json", action="store_true", help="a JSON object a line: for programs")
    how.add_argument("--web", action="store_true", help="the chat in a browser; needs the extra whichway[web]")
    parser.add_argument("--answers", metavar="'Q=V Q=V'", default="", help="answers given beforehand")
    parser.add_argument("--at", metavar="ID", help="begin at a question or an outcome, by the shortest way there")
    parser.add_argument("--watch", action="store_true", help="the chat beside an editor: read the tree again on saving")
    parser.add_argument("--fresh", action="store_true", help="do not ask whether to go on where you were")
    parser.add_argument("--theme", metavar="NAME", help="colours: whichway-dark, whichway-light, or one of Textual's")
    add_today(parser)
    return _run


def front_end(json: bool, plain: bool, on_terminal: bool, term: str) -> str:
    """Which front end talks: what was asked for, else the chat where there is a terminal that can draw it."""
    if json:
        return "json"
    return "plain" if plain or not on_terminal or term == "dumb" else "chat"


def _run(args: argparse.Namespace) -> int:
    terminal = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    # A browser is a terminal too, behind the pipes that --web gives to the chat.
    terminal = terminal or "web_driver" in os.environ.get("TEXTUAL_DRIVER", "")
    if args.web:
        return _serve(args)
    front = front_end(args.json, args.plain, terminal, os.environ.get("TERM", ""))
    if args.watch and front != "chat":
        raise StopError("--watch needs the chat, and so a terminal")
    for option in ("answers", "at", "watch"):
        if args.tree is None and getattr(args, option):
            raise StopError(f"--{option} needs a TREE")
    if args.tree is None and front == "json":
        raise StopError("--json needs a TREE; 'whichway list' lists them")
    today = now(args)
    if args.tree is not None:
        choice: Choice | None = find_tree(args.tree, today)
    elif front == "plain":
        choice = _find_by_asking(today)
        if choice is None:
            return OK if terminal else MORE
    else:
        choice = None
    given: dict[str, Answer] = {}
    if choice is not None:
        interview = begin(choice, args.answers.split(), today)
        if args.at:
            interview = _gone_to(args.at, interview)
        given = {**interview.answers, **interview.kept}
    if front == "chat":
        from tui.chat import looks, run_chat

        if args.theme and args.theme not in looks():
            raise StopError(f"there is no theme '{args.theme}'; there are {', '.join(looks())}")

        return run_chat(choice, today, given, args.fresh or args.watch, args.theme, args.watch)
    assert choice is not None
    gc.enable()
    with _ended_by_signals():
        if front == "json":
            from tui.jsonl import converse
            from tui.report.to_json import written

            return converse(interview, _lines(), lambda found: print(written(found), flush=True))
        return _run_plain(choice, interview, terminal, args.fresh or bool(given))


def _gone_to(place: str, interview: Interview) -> Interview:
    """The interview of somebody who has come to a place with these answers and the fewest others."""
    from tui.interview.given import leading_to
    from tui.interview.interview import Interview
    from tui.interview.offer import Refused

    tree = interview.tree
    way = leading_to(tree, place, {**interview.answers, **interview.kept}, interview.today)
    if isinstance(way, Refused):
        raise StopError(way.message)
    return Interview.start(tree, interview.today, way)


def _serve(args: argparse.Namespace) -> int:
    """Serve the chat to browsers on this machine, a process for each visitor, until Ctrl+C.

    What one visitor answers is offered to no other: it is kept only as long as all this runs.
    """
    import shlex
    from tempfile import TemporaryDirectory

    if args.tree is not None:
        find_tree(args.tree, now(args))
    try:
        from textual_serve.server import Server
    except ImportError:
        raise StopError("--web needs one package more: pip install 'whichway[web]'") from None
    words = [sys.executable, "-m", "tui", "run", *([args.tree] if args.tree is not None else []), "--fresh"]
    for name in ("answers", "at", "theme", "today"):
        value = getattr(args, name)
        words += [f"--{name}", str(value)] if value else []
    gc.enable()
    with TemporaryDirectory() as state:
        os.environ["XDG_STATE_HOME"] = state
        Server(shlex.join(words), title="whichway").serve()
    return OK


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """A signal ends the talk with an exit code of its own, even where the system would do nothing about it.

    That is so for the first process of a container. A signal that we were told to ignore (nohup) stays ignored.
    """
    import signal

    before = {}
    for name in ("SIGHUP", "SIGTERM"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            before[number] = signal.signal(number, lambda number, _: os._exit(128 + number))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _run_plain(choice: Choice, interview: Interview, terminal: bool, fresh: bool) -> int:
    """Plain lines. On a terminal answers are saved, and it is asked whether to go on with saved ones."""
    from tui.plain import PlainTalk, converse, goes_on

    lines = _lines()
    keep = None
    before: tuple[Interview, ...] = ()
    if terminal:
        from tui.saved import Keeper

        keeper = Keeper(choice.key)
        keep = keeper.save
        saved = None if fresh else keeper.latest()
        if saved is not None:
            earlier = saved.interview(interview.tree)
            if earlier.answers and goes_on(earlier, lines, _say):
                keeper.go_on(saved)
                interview = earlier
            elif earlier.answers:
                before = (earlier,)
    return converse(PlainTalk(interview, choice.name, width(), keep, before), lines, _say, terminal)


def _find_by_asking(today: date) -> Choice | None:
    from tui.plain import choose_tree
    from tui.tree.library import choices

    name = choose_tree([(choice.name, choice.title) for choice in choices()], _lines(), _say)
    return find_tree(name, today) if name is not None else None


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _lines() -> Iterator[str]:
    """The lines of standard input, as they come, whatever bytes they hold."""
    return iter(sys.stdin.readline, "") if sys.stdin is not None else iter(())
