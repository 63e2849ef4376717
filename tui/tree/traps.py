"""What trips people up in YAML: each trap with a message of its own that says what to write instead."""

from __future__ import annotations

import re
import sys

from tui.problems.problem import IN_SIGHT, File, Place, Problem, Related

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from typing import Any

_CUT_OFF = re.compile(r"(?<=\S) #")
_HEAD = re.compile(r"[ ]*(?:(?:-[ ]+)+(?:[a-z][a-z0-9_]*:[ ]+)?|[a-z][a-z0-9_]*:[ ]+)")
_STARTS_LIKE = (
    (re.compile(r"\*"), "*"), (re.compile(r"@"), "@"), (re.compile(r"`"), "`"), (re.compile(r"%"), "%"),
    (re.compile(r"&"), "&"), (re.compile(r"!"), "!"), (re.compile(r"\[\["), "[["), (re.compile(r"\["), "["),
    (re.compile(r"\{"), "{"), (re.compile(r"\""), '"'), (re.compile(r"'"), "'"), (re.compile(r"\|"), "|"),
    (re.compile(r">"), ">"), (re.compile(r"-\s"), "-"), (re.compile(r"\?\s"), "?"),
)
_ENDED_WITHIN = r"""(['"])(?:(?!\1).)*(?:(?<=\s)\1|\1(?=\w)).*\1"""
_CITED_BEHIND = r"""(["'])((?:(?!\1)[^\\])*)\1(\s*\[@[^\]]*\])"""
_CURLY = r"[“„«»‘‚](.*)[”“»«’‘]"
_NO_BLANK = re.compile(r"[ ]*(?:-[ ]+)*(([a-z][a-z0-9_]*):)([^\s:/].*)")
_OPEN_QUOTE = r"""[\[{,:][ ]*(['"])(?!.*\1)"""
_CLOSE = {"{": "}", "[": "]"}
_CONDITION_LIST = re.compile(r"\b(?:not )?in\s+\[")


def explain_yaml_error(file: File, error: Any) -> Problem:
    """The problem behind an error of the YAML parser, placed where the author slipped, not where YAML gave up."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    context = getattr(error, "context_mark", None)
    offset = mark.index if mark is not None else getattr(error, "position", 0)
    offset = min(offset, len(file.text))
    what = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    lines = [file.position(offset)[0]]
    if context is not None:
        first = file.position(min(context.index, len(file.text)))[0]
        lines += [n for n in (lines[0] - 1, first) if n >= 1 and n not in lines]
        quote = _quote_above(file, first, offset)
        if "expected ':'" in what and file.text[context.index:context.index + 1] in ("'", '"'):
            quote = _unclosed_quote(file, context.index)
        if quote is not None:
            return quote
        slip = _slip(file, lines[0], first, what)
        if slip is not None:
            return slip
        if lines[0] - first > IN_SIGHT and _never_closed(file, offset, what, context):
            # What stands below is innocent.
            lines = [first]
    else:
        slip = _slip(file, lines[0], lines[0], what)
        if slip is not None:
            return slip
        if lines[0] > 1:
            lines.append(lines[0] - 1)
    for number in lines:
        trap = _trap_on_line(file, number)
        if trap is not None:
            return trap
    return _plain_error(file, offset, what, context)


def _slip(file: File, number: int, first: int, what: str) -> Problem | None:
    """A slip of indentation or of dashes that is seen by the lines around where YAML gave up."""
    from tui.tree import slips

    if "mapping values" in what:
        return slips.line_too_far_left(file, number) or slips.needs_its_key(file, number)
    found = slips.BULLET.match(file.line(number))
    if found is not None and found[1] == "*":
        start = file.starts[number - 1] + found.start(1)
        return Problem("bad-yaml", "a list has '- ' before each item", Place(file, start, start + 1), "write '- ' here")
    if "expected ':'" in what or "expected key" in what:
        return slips.needs_its_key(file, first) or slips.needs_its_key(file, number)
    return None


def _quote_above(file: File, first: int, offset: int) -> Problem | None:
    """A quote that a text begins with, from a line on, and that only ended shortly before where YAML gave up."""
    last, _ = file.position(offset)
    for number in range(first, last):
        line = file.line(number)
        head = _HEAD.match(line)
        at = head.end() if head is not None else len(line) - len(line.lstrip(" "))
        quote = line[at:at + 1]
        if quote in ("'", '"'):
            start = file.starts[number - 1] + at
            if file.starts[last - 1] <= file.text.find(quote, start + 1) < offset:
                return _unclosed_quote(file, start)
    return None


def _unclosed_quote(file: File, start: int) -> Problem:
    return Problem("bad-yaml", "the quote that begins here is not closed", Place(file, start, start + 1),
                   f"end the text with {file.text[start]} too")


def _trap_on_line(file: File, number: int) -> Problem | None:
    line = file.line(number)
    start = file.starts[number - 1]
    indent = len(line) - len(line.lstrip(" "))
    if line[indent:indent + 1] == "\t":
        end = indent + len(line[indent:]) - len(line[indent:].lstrip("\t "))
        return Problem("tab-indent", "a tab cannot indent a line", Place(file, start + indent, start + end),
                       "use two blanks for each level")
    head = _HEAD.match(line)
    if head is None:
        return no_blank(file, start)
    at = head.end()
    rest = line[at:]
    found = _CONDITION_LIST.search(line) if "{" in line else None
    if found is not None:
        where = start + found.end() - 1
        return Problem("quote-condition", "inside { } the brackets of a condition need quotes",
                       Place(file, where, where + 1),
                       'put the whole condition into quotes: {when: "country in [france, spain]", ...}')
    if rest[:1] in ("'", '"') and rest.count(rest[0]) == 1:
        return _unclosed_quote(file, start + at)
    for pattern, shown in _STARTS_LIKE:
        if pattern.match(rest) and not _whole(rest, shown):
            return Problem("quote-needed", f"a text that begins with {shown} means something else to YAML",
                           Place(file, start + at, start + len(line.rstrip())), quoted(rest.rstrip()))
    cut = _CUT_OFF.search(line)
    if cut is not None:
        return cut_off(file, start + cut.start())
    colon = re.search(r":[ ]", rest)
    if colon is not None and rest[:1] not in "'\"{[":
        return Problem("quote-needed", "a colon followed by a blank makes a key of what stands before it",
                       Place(file, start + at + colon.start(), start + at + colon.start() + 1), quoted(rest.rstrip()))
    return None


def no_blank(file: File, offset: int) -> Problem | None:
    """A key on the line that begins at an offset, or goes on there, whose colon has no blank after it."""
    number, column = file.position(offset)
    match = _NO_BLANK.fullmatch(file.line(number).rstrip(), column - 1)
    if match is None:
        return None
    start = file.starts[number - 1]
    key, _, text = match.groups()
    return Problem("bad-yaml", f"a blank is missing after '{key}'",
                   Place(file, start + match.start(1), start + match.end(1)),
                   f"write '{key} {text}'" if len(text) <= 60 else f"write '{key} ...', with a blank between the two")


def cut_off(file: File, offset: int) -> Problem:
    """A text that stops at a blank and a #, because YAML reads the rest as a comment."""
    line, _ = file.position(offset)
    end = file.starts[line - 1] + len(file.line(line).rstrip())
    return Problem("cut-off-text", "the text stops here: YAML reads what follows the # as a comment",
                   Place(file, offset + 1, max(end, offset + 2)),
                   "put the text into quotes; a comment after a text takes two blanks before its #")


def _whole(rest: str, shown: str) -> bool:
    """Whether what begins like this also ends well, so that the slip is elsewhere."""
    rest = re.sub(r"\s+#.*$", "", rest).rstrip()
    if shown in "'\"":
        body = rest[1:]
        closed = r"(?:[^'\\]|''|\\)*'" if shown == "'" else r'(?:[^"\\]|\\.)*"'
        return re.fullmatch(closed, body) is not None
    if shown in ("[", "{"):
        return not re.search(r"[\]}]\s*[^\s,\]}]", rest)
    return shown in ("|", ">") and re.fullmatch(r"[|>][-+0-9]*", rest) is not None


def quoted(text: str) -> str:
    """How to write a text so that YAML leaves it alone."""
    curly = re.fullmatch(_CURLY, text)
    if curly is not None:
        mark = "'" if "'" not in curly[1] else '"'
        said = f": {mark}{curly[1]}{mark}" if len(text) <= 60 and mark not in curly[1] else ""
        return f"write straight quotes{said}"
    cited = re.fullmatch(_CITED_BEHIND, text)
    if cited is not None:
        said = f"{cited[1]}{cited[2]}{cited[3]}{cited[1]}"
        return "end the quotes behind the citation" + (f": {said}" if len(said) <= 60 else "")
    if len(text) > 60:
        return "put the whole text into quotes"
    if re.fullmatch(_ENDED_WITHIN, text):
        # Quotes have been tried, and one within the text ended them.
        text = text[1:-1].replace("''", "'")
    if "'" not in text:
        return f"put it into quotes: '{text}'"
    if '"' not in text and "\\" not in text:
        return f'put it into double quotes: "{text}"'
    doubled = text.replace("'", "''")
    return f"put it into quotes, with each ' inside doubled: '{doubled}'"


_SAID = (
    ("mapping values are not allowed", "unexpected ': ' here",
     "a text with ': ' in it goes into quotes; if this is a key, check that it lines up with its neighbours"),
    ("did not find expected key", "this does not fit what stands above it",
     "check that keys of one level line up, and that quotes and braces are closed"),
    ("did not find expected '-' indicator", "a list item was expected here",
     "every item of a list begins with '- ' in the same column"),
    ("could not find expected ':'", "a key without its colon",
     "write 'key: value', with a blank after the colon; a text that goes on is indented further than its key"),
    ("found unexpected end of stream", "the file ends inside a quoted text", "close the quotes"),
    ("found character that cannot start any token", "this character cannot begin a text", "put the text into quotes"),
    ("found unknown escape character", "a backslash in double quotes begins an escape that YAML does not know",
     "use single quotes, or write the backslash twice"),
    ("did not find expected ',' or", "a comma or a closing bracket was expected here",
     "check the commas and brackets; a text with a comma, bracket or brace in it goes into quotes"),
    ("block sequence entries are not allowed", "a list cannot begin on this line",
     "begin the list on the next line"),
    ("expected <document start>", "this line begins further left than the first one",
     "begin both in the same column, at the margin"),
    ("did not find expected node content", "a value was expected here", "check the commas and brackets"),
    ("found a tab character", "a tab cannot indent a line", "use two blanks for each level"),
    ("did not find the expected comment or line break", "a text with | or > begins on the next line",
     "move the text to the next line, indented further"),
)


def _plain_error(file: File, offset: int, what: str, context: Any) -> Problem:
    if context is not None and _never_closed(file, offset, what, context):
        end = file.end_of_line(context.index, len(file.text))
        quote = re.compile(_OPEN_QUOTE).search(file.text, context.index, end)
        if quote is not None:
            return _unclosed_quote(file, quote.start(1))
    message, help = next(((said, help) for pattern, said, help in _SAID if pattern in what),
                         (f"this is not YAML: {what}", "check the indentation, quotes and brackets around here"))
    end = offset + 1
    related: tuple[Related, ...] = ()
    if context is not None and ("end of stream" in what or "expected ':'" in what):
        offset = context.index
        end = offset + 1 if "end of stream" in what else file.end_of_line(offset, len(file.text))
    elif context is not None and _within_brackets(what):
        opened = file.text[context.index:context.index + 1]
        if _never_closed(file, offset, what, context):
            message, help = f"the {opened} that begins here is not closed", f"close it with {_CLOSE[opened]}"
            offset, end = context.index, context.index + 1
        else:
            related = (Related(Place(file, context.index, context.index + 1), "this is still open"),)
    elif file.text[offset:offset + 1] in ("}", "]"):
        message, help = "this bracket closes nothing", "take it out, or open it before"
    elif "expected key" in what or "mapping values" in what:
        related = _above(file, offset)
    number, _ = file.position(offset)
    if "expected key" in what or "expected '-'" in what:
        from tui.tree.slips import out_of_line

        message, help = out_of_line(file, number, "expected '-'" in what) or (message, help)
    if "expected ':'" in what:
        from tui.tree.slips import key_without_colon

        help = key_without_colon(file.text[offset:end]) or help
    if offset >= len(file.text) and file.text:
        offset = max(0, len(file.text.rstrip()) - 1)
        end = offset + 1
    return Problem("bad-yaml", message, Place(file, offset, end), help, related=related)


def _within_brackets(what: str) -> bool:
    """Whether YAML gave up between brackets or braces."""
    return "expected ',' or" in what or "node content" in what


def _never_closed(file: File, offset: int, what: str, context: Any) -> bool:
    """Whether brackets look as if they had been meant to close on their line, which is not the one YAML gave up on."""
    if not _within_brackets(what):
        return False
    opened = file.text[context.index:file.end_of_line(context.index, len(file.text))].rstrip()
    return context.index + len(opened) < offset and opened[-1:] not in (",", "{", "[")


def _above(file: File, offset: int) -> tuple[Related, ...]:
    """Where what a line does not fit below begins, if that is out of sight: the slip may have been made there."""
    number, _ = file.position(offset)
    first, depth = number - 1, _depth(file.line(number))
    while first > 1 and _depth(file.line(first)) > depth - 1:
        first -= 1
    if number - first <= IN_SIGHT:
        return ()
    line = file.line(first)
    start = file.starts[first - 1] + _depth(line)
    return (Related(Place(file, start, start + len(line.strip())), "it does not line up with what begins here"),)


def _depth(line: str) -> int:
    """How far a line is indented; an empty one is as deep as any."""
    return len(line) - len(line.lstrip(" ")) if line.strip() else sys.maxsize
