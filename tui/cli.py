"""The command line: arguments in, exit codes out. What a command needs is imported when it is called."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from datetime import date
    from typing import NoReturn, TextIO

    from tui.interview.interview import Interview
    from tui.problems.problem import Problem
    from tui.tree.answers import Answer
    from tui.tree.library import Choice
    from tui.tree.reader import Loaded

OK, ERRORS, USAGE, MORE, INTERRUPTED = 0, 1, 2, 3, 130

COMMANDS = {
    "run": "talk a tree through, in the terminal, as plain lines or as JSON lines",
    "answer": "no conversation: the recommendation, or the next question",
    "list": "the trees that can be named",
    "check": "every problem of tree files",
    "explain": "what a problem means, with a wrong and a right example",
}

EPILOG = """\
TREE is a name from 'whichway list', or a path (anything with a slash, or ending in .yaml). Names are those of the
trees that come along, then of the trees in this folder and in ./trees.

examples:
  whichway                                   choose a tree and talk it through
  whichway coursera                          talk this one through
  whichway answer coursera goal=own_interest the next question, and exit code 3
  whichway check mytree.yaml                 what is wrong with a tree of your own

exit codes: 0 all well; 1 the tree has errors; 2 wrong usage, a bad answer, or a file that cannot be read;
3 more answers are needed; 129, 130, 143 ended by SIGHUP, SIGINT, SIGTERM
"""


class StopError(Exception):
    """The command cannot go on: what to say, and the exit code."""

    def __init__(self, message: str, code: int = USAGE) -> None:
        super().__init__(message)
        self.code = code


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Sets help at a fixed width: asking the terminal for its own takes argparse more imports than all else it does."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=100)


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, without characters that a terminal would obey."""

    def error(self, message: str) -> NoReturn:
        raise StopError(f"{message}; see '{self.prog} --help'")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line; gives the exit code."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        return _command(list(sys.argv[1:] if arguments is None else arguments))
    except StopError as stop:
        return _stopped(str(stop), stop.code)
    except BrokenPipeError:
        # Whoever read our output has gone; nothing more can be said, at the interpreter's end either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # the last line of defence: a user never sees a traceback
        said = f"{type(error).__name__}: {error}"
        return _stopped(f"something is wrong in whichway itself ({said}); please report it", ERRORS)


def _stopped(message: str, code: int) -> int:
    from tui.problems.hurtful import clean

    sys.stdout.flush()
    print(f"whichway: {clean(' '.join(message.split()))}", file=sys.stderr)
    return code


def _command(words: list[str]) -> int:
    first = words[0] if words else ""
    if first in ("-h", "--help"):
        _overview().print_help()
        return OK
    if first == "--version":
        from importlib.metadata import version

        print(f"whichway {version('whichway')}")
        return OK
    name = first if first in COMMANDS else "run"
    parser = Parser(prog=f"whichway {name}", description=f"{COMMANDS[name][0].upper()}{COMMANDS[name][1:]}.",
                    formatter_class=Formatter, allow_abbrev=False)
    prepare = {"run": _for_run, "answer": _for_answer, "list": _for_list, "check": _for_check, "explain": _for_explain}
    run = prepare[name](parser)
    return run(parser.parse_args(words[1:] if first in COMMANDS else words))


def _overview() -> argparse.ArgumentParser:
    parser = Parser(prog="whichway", usage="whichway [TREE] | whichway COMMAND ...", epilog=EPILOG,
                    description="A chatbot for the terminal that gives advice it can prove.",
                    formatter_class=Formatter)
    parser.add_argument("--version", action="store_true", help="print the version")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", prog="whichway")
    for name, help in COMMANDS.items():
        commands.add_parser(name, help=help, add_help=False)
    return parser


def _today(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--today", type=_day, metavar="DATE", help="stands in for the day wherever a day matters")


def _day(text: str) -> date:
    from tui.tree.answers import parse_date

    day = parse_date(text)
    if day is None:
        raise argparse.ArgumentTypeError(f"'{text}' is not a date: write yyyy-mm-dd")
    return day


def _now(args: argparse.Namespace) -> date:
    if args.today is not None:
        return args.today  # type: ignore[no-any-return]  # what `_day` made
    from datetime import date

    return date.today()


def _find(name: str) -> Choice:
    """The tree that TREE means, read."""
    from tui.tree.files import CannotReadError
    from tui.tree.library import NoTree, find

    found = find(name)
    if isinstance(found, NoTree):
        from tui.problems.nearest import nearest

        close = nearest(name, COMMANDS, most=1) if "did you mean" not in found.message else []
        raise StopError(f"{found.message}{f' (or the command {close[0]}?)' if close else ''}")
    try:
        choice = found.read()
    except CannotReadError as error:
        raise StopError(str(error)) from None
    _refuse_errors(choice)
    return choice


def _refuse_errors(choice: Choice) -> None:
    """Stop where a tree has errors, which are shown; nobody is talked through a tree that could lie."""
    loaded = choice.loaded
    assert loaded is not None
    if loaded.fragment:
        raise StopError(f"{choice.path} is a fragment, which only other trees use", ERRORS)
    if loaded.tree is not None:
        return
    from tui.problems.problem import Severity

    errors = [problem for problem in loaded.problems if problem.severity is Severity.ERROR]
    _show(errors, sys.stderr)
    raise StopError(f"{choice.name} has {len(errors)} error{'s' if len(errors) > 1 else ''}", ERRORS)


def _show(problems: Sequence[Problem], stream: TextIO) -> None:
    from rich.console import Console

    from tui.problems.frame import human

    console = Console(file=stream, soft_wrap=True, highlight=False, markup=False, emoji=False)
    for problem in problems:
        console.print(human(problem))


def _begin(choice: Choice, words: Sequence[str], today: date) -> Interview:
    """An interview with answers given beforehand; what is wrong with them stops the command."""
    from tui.interview.given import off_the_route, read_given, refused_here
    from tui.interview.interview import Interview
    from tui.interview.offer import Refused

    assert choice.loaded is not None
    tree = choice.loaded.tree
    assert tree is not None
    given = read_given(tree, words)
    if isinstance(given, Refused):
        raise StopError(given.message)
    interview = Interview.start(tree, today, given)
    refused = refused_here(interview)
    if refused is not None:
        raise StopError(f"{interview.place}: {refused.message}")
    for id in off_the_route(interview):
        print(f"note: '{id}' is not asked on this way; its answer is set aside", file=sys.stderr)
    return interview


# answer

def _for_answer(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    parser.add_argument("tree", metavar="TREE", help="a name from 'whichway list', or a path")
    parser.add_argument("answers", metavar="QUESTION=ANSWER", nargs="*",
                        help="an option's id, ids joined by commas or none, a number, or a date")
    parser.add_argument("--format", choices=("text", "markdown", "html", "json"), default="text")
    _today(parser)
    return _answer


def _answer(args: argparse.Namespace) -> int:
    interview = _begin(_find(args.tree), args.answers, _now(args))
    done = interview.outcome is not None
    if args.format == "json":
        from tui.report.to_json import last_object, written

        print(written(last_object(interview)))
    else:
        from tui.interview.recommendation import recommend
        from tui.report.forms import written as page_written
        from tui.report.page import question_page, recommendation_page

        found = recommend(interview)
        page = recommendation_page(found) if found is not None else question_page(interview)
        sys.stdout.write(page_written(page, args.format, _width()))
    if interview.stuck:
        raise StopError(f"the question '{interview.place}' offers this person no answer", ERRORS)
    return OK if done else MORE


def _width() -> int:
    """The width of plain text: that of the terminal, and never wider than reads well."""
    from shutil import get_terminal_size

    return min(80, get_terminal_size().columns)


# run

def _for_run(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    parser.add_argument("tree", metavar="TREE", nargs="?", help="a name from 'whichway list', or a path")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--plain", action="store_true", help="numbered lines: for screen readers and plain terminals")
    how.add_argument("--json", action="store_true", help="a JSON object a line: for programs")
    parser.add_argument("--answers", metavar="'Q=V Q=V'", default="", help="answers given beforehand")
    parser.add_argument("--fresh", action="store_true", help="do not ask whether to go on where you were")
    parser.add_argument("--theme", metavar="NAME", help="colours: whichway-dark, whichway-light, or one of Textual's")
    _today(parser)
    return _run


def front_end(json: bool, plain: bool, on_terminal: bool, term: str) -> str:
    """Which front end talks: what was asked for, else the chat where there is a terminal that can draw it."""
    if json:
        return "json"
    return "plain" if plain or not on_terminal or term == "dumb" else "chat"


def _run(args: argparse.Namespace) -> int:
    terminal = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    front = front_end(args.json, args.plain, terminal, os.environ.get("TERM", ""))
    if args.tree is None and front == "json":
        raise StopError("--json needs a TREE; 'whichway list' lists them")
    today = _now(args)
    if args.tree is not None:
        choice: Choice | None = _find(args.tree)
    elif front == "plain":
        choice = _find_by_asking()
        if choice is None:
            return MORE
    else:
        choice = None
    words = args.answers.split()
    if choice is None:
        if words:
            raise StopError("--answers needs a TREE")
        given: dict[str, Answer] = {}
    else:
        interview = _begin(choice, words, today)
        given = {**interview.answers, **interview.kept}
    if front == "chat":
        from tui.chat import run_chat

        return run_chat(choice, today, given, args.fresh, args.theme)
    assert choice is not None
    gc.enable()
    if front == "json":
        from tui.jsonl import converse
        from tui.report.to_json import written

        return converse(interview, _lines(), lambda found: print(written(found), flush=True))
    return _run_plain(choice, interview, terminal, args.fresh or bool(words))


def _run_plain(choice: Choice, interview: Interview, terminal: bool, fresh: bool) -> int:
    """Plain lines. On a terminal answers are saved, and it is asked whether to go on with saved ones."""
    from tui.plain import PlainTalk, converse

    lines = _lines()
    keep = None
    if terminal:
        from tui.saved import Keeper

        keeper = Keeper(choice.key)
        keep = keeper.save
        saved = None if fresh else keeper.latest()
        if saved is not None:
            earlier = saved.interview(interview.tree)
            count = len(earlier.answers)
            if count and _agrees(f"You have answered {count} questions here before. Go on? (yes or no)", lines):
                keeper.go_on(saved)
                interview = earlier
    return converse(PlainTalk(interview, choice.name, _width(), keep), lines, _say, terminal)


def _agrees(question: str, lines: Iterator[str]) -> bool:
    _say(f"{question}\n> ")
    return next(lines, "").strip().lower() in ("y", "yes")


def _find_by_asking() -> Choice | None:
    from tui.plain import choose_tree
    from tui.tree.library import choices

    name = choose_tree([(choice.name, choice.title) for choice in choices()], _lines(), _say)
    return _find(name) if name is not None else None


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _lines() -> Iterator[str]:
    """The lines of standard input, as they come, whatever bytes they hold."""
    return iter(sys.stdin.readline, "") if sys.stdin is not None else iter(())


# list, check, explain

def _for_list(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    parser.add_argument("--format", choices=("human", "json"), default="human")
    return _list


def _list(args: argparse.Namespace) -> int:
    from tui.tree.files import CannotReadError
    from tui.tree.library import choices

    rows = []
    for choice in choices():
        try:
            loaded = choice.read().loaded
        except CannotReadError:
            loaded = None
        tree = loaded.tree if loaded is not None else None
        rows.append({"name": choice.name, "title": choice.title, "path": choice.path, "bundled": choice.bundled,
                     "questions": len(tree.questions) if tree is not None else None,
                     "outcomes": len(tree.outcomes) if tree is not None else None})
    if args.format == "json":
        import json

        print(json.dumps(rows, ensure_ascii=False))
        return OK
    width = max((len(str(row["name"])) for row in rows), default=0)
    for row in rows:
        size = "has errors"
        if row["questions"] is not None:
            size = f"{row['questions']} questions, {row['outcomes']} outcomes"
        print(f"{row['name']:<{width}}  {row['title'] or '(no title)'} ({size})")
    return OK


def _for_check(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    parser.add_argument("paths", metavar="PATH", nargs="+", help="a tree file, or a folder with trees in it")
    parser.add_argument("--format", choices=("human", "json", "github"), default="human")
    parser.add_argument("--strict", action="store_true", help="warnings count as errors")
    _today(parser)
    return _check


def _check(args: argparse.Namespace) -> int:
    from tui.problems.problem import has_errors
    from tui.tree.files import CannotReadError
    problems: list[Problem] = []
    names: list[str] = []
    for given in args.paths:
        try:
            for name, loaded in _trees_at(given):
                names.append(name)
                problems += loaded.problems
        except CannotReadError as error:
            raise StopError(str(error)) from None
    _print_problems(problems, names, args.format)
    return ERRORS if has_errors(problems) or (args.strict and problems) else OK


def _trees_at(given: str) -> Iterator[tuple[str, Loaded]]:
    """The trees at a path, each with its name: the file, or every tree of the folder; fragments only by themselves."""
    from tui.tree.library import shown_path, trees_in
    from tui.tree.reader import read_tree

    if not os.path.isdir(given):
        yield shown_path(given), read_tree(given, shown_path(given))
        return
    trees = [(shown_path(tree), read_tree(tree, shown_path(tree))) for tree in trees_in(given)]
    trees = [(name, loaded) for name, loaded in trees if not loaded.fragment]
    if not trees:
        raise StopError(f"there is no tree in the folder {given}")
    yield from trees


def _print_problems(problems: Sequence[Problem], names: Sequence[str], form: str) -> None:
    if form == "json":
        import json

        print(json.dumps([problem.as_json() for problem in problems], ensure_ascii=False, indent=1))
    elif form == "github":
        from tui.problems.frame import github

        for problem in problems:
            print(github(problem))
    elif problems:
        _show(problems, sys.stdout)
    if not problems:
        print(f"no problems in {names[0] if len(names) == 1 else f'{len(names)} files'}", file=sys.stderr)
    elif form == "human":
        from tui.problems.frame import summary

        sys.stdout.flush()
        print(summary(problems, names), file=sys.stderr)


def _for_explain(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    parser.add_argument("code", metavar="CODE", nargs="?", help="the word in brackets behind 'error' or 'warning'")
    return _explain


def _explain(args: argparse.Namespace) -> int:
    from tui.problems.pages import codes, page

    if args.code is None:
        known = codes()
        width = max(len(code) for code in known)
        for code in known:
            found = page(code)
            assert found is not None
            print(f"{code:<{width}}  {' '.join(found.text.split()).split('. ')[0].rstrip('.')}.")
        return OK
    found = page(args.code)
    if found is None:
        from tui.problems.nearest import nearest

        close = nearest(args.code, codes(), most=1)
        raise StopError(f"there is no problem called '{args.code}'" + (f"; did you mean '{close[0]}'?" if close else
                                                                       "; 'whichway explain' lists them all"))
    print(found.markdown.rstrip())
    return OK


def program() -> NoReturn:
    """`whichway` as the shell starts it."""
    # Starting makes many objects and hardly any garbage; whatever goes on for longer turns the collector on again.
    gc.disable()
    code = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        pass
    # Without taking everything apart first, which takes Python longer than answering did.
    os._exit(code)
