"""The command line: arguments in, exit codes out. What a command needs is imported when it is called."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module

from tui.cli.common import COMMANDS, ERRORS, INTERRUPTED, OK, USAGE, StopError

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from typing import NoReturn

    from _typeshed import SupportsWrite

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


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Sets help at a fixed width: asking the terminal for its own takes argparse more imports than all else it does."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=100)


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, without characters that a terminal would obey."""

    def error(self, message: str) -> NoReturn:
        raise StopError(f"{message}; see '{self.prog} --help'")

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        # The library's own says nothing where it cannot write.
        (file or sys.stdout).write(self.format_help())
        sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line; gives the exit code."""
    _prepare_streams()
    try:
        code = _command(list(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
        return code
    except StopError as stop:
        return _stopped(str(stop), stop.code)
    except BrokenPipeError:
        _stop_writing()
        return OK
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        what = error.filename or "the output cannot be written"
        return _stopped(f"{what}: {error.strerror or error}", USAGE)
    except SystemExit as left:
        return int(left.code or OK)
    except Exception as error:  # the last line of defence: a user never sees a traceback
        said = f"{type(error).__name__}: {error}"
        return _stopped(f"something is wrong in whichway itself ({said}); please report it", ERRORS)


def _prepare_streams() -> None:
    """UTF-8 whatever the machine says; and a stream that the shell closed is one that nothing goes through."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115  # open until the end
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _stopped(message: str, code: int) -> int:
    from tui.problems.hurtful import clean

    try:
        sys.stdout.flush()
    except OSError:
        # What cannot be written stays in the stream; it must not keep from being said what is wrong.
        _stop_writing()
    with suppress(OSError):
        print(f"whichway: {clean(' '.join(message.split()))}", file=sys.stderr, flush=True)
    return code


def _stop_writing() -> None:
    """Whoever read our output has gone: nothing more can be said, at the interpreter's end either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _command(words: list[str]) -> int:
    first = words[0] if words else ""
    if first in ("-h", "--help"):
        _overview().print_help()
        return OK
    if first == "--version":
        print(f"whichway {_version()}")
        return OK
    _refuse_misspelt(first, words[1:])
    name = first if first in COMMANDS else "run"
    later = next((word for word in words if word in COMMANDS), None) if first.startswith("-") else None
    if later is not None:
        raise StopError(f"the command comes first: write 'whichway {later}', then {first} and the rest")
    parser = Parser(prog=f"whichway {name}", description=f"{COMMANDS[name][0].upper()}{COMMANDS[name][1:]}.",
                    formatter_class=Formatter, allow_abbrev=False)
    run: Callable[[argparse.Namespace], int] = import_module(f"tui.cli.do_{name}").prepare(parser)
    if "-h" not in words and "--help" not in words:
        # Said to nobody, and costly to work out.
        parser.usage = ""
    # Intermixed, so that an option may stand between two answers.
    return run(parser.parse_intermixed_args(words[1:] if first in COMMANDS else words))


def _refuse_misspelt(first: str, others: list[str]) -> None:
    """No TREE has more words behind it, so that what stands before some was meant as a command."""
    if first in COMMANDS or first.startswith("-") or not others or others[0].startswith("-"):
        return
    from tui.problems.nearest import nearest

    close = nearest(first, COMMANDS, most=1)
    if close:
        raise StopError(f"there is no command '{first}'; did you mean '{close[0]}'?")


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("whichway")
    except PackageNotFoundError:
        return "(not installed)"


def _overview() -> argparse.ArgumentParser:
    parser = Parser(prog="whichway", usage="whichway [TREE] | whichway COMMAND ...", epilog=EPILOG,
                    description="A chatbot for the terminal that gives advice it can prove.",
                    formatter_class=Formatter)
    parser.add_argument("--version", action="store_true", help="print the version")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", prog="whichway")
    for name, help in COMMANDS.items():
        commands.add_parser(name, help=help, add_help=False)
    return parser


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
