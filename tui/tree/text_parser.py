"""Reading texts: the inline Markdown that a tree may use, with its own marks for answers, terms and citations.

Emphasis follows the delimiter rules of CommonMark 0.31 (https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import groupby

from tui.problems.frozen import replaced
from tui.problems.nearest import did_you_mean
from tui.problems.problem import Severity
from tui.tree.names import AUTHOR, ID, Names, plain_word
from tui.tree.text import ITEM, PLAIN, Block, Cite, Form, Piece, Put, Ref, Style, Words, one_line, spans_of_blocks

Report = Callable[[str, str, int, int, "str | None", Severity], None]
"""Takes code, message, start and end within the text, help and severity."""

# Patterns that few texts need are strings, which are compiled when the first text does.
SAFE_LINK = r"(?i)(?:https?://|mailto:)[^\s\x00-\x1f]+"

MOST_DELIMITERS = 400
"""Runs of * and _ in a text that can mean emphasis; the rest stand for themselves, which bounds the work."""

MOST_STYLED = 4_000_000
"""Pieces of one text that may be looked at for emphasis, one for each run; a text that a person wrote has a hundred."""

SPECIAL = re.compile(r"[\[\]{}\\*_`<\n]")
_SPECIAL_LABEL = r"[\[\]{}\\\n]"
_ESCAPED = frozenset("[]{}\\*_`<")
_ESCAPED_LABEL = frozenset("[]{}\\")
_NEXT = re.compile(r"[\\{\[`<]|\*+|_+")
_NEXT_LABEL = r"[\\{\[]"
_LINK = r"(?s)\[((?:[^\[\]\\]|\\.)+)\]\(((?:[^\s()]|\([^\s()]*\))*)\)"
_TERM = re.compile(r"\[\[([^\[\]]+)\]\]")
_CITE = re.compile(r"\[(@[^\[\]]*)\]")
_REF = re.compile(r"@([^#;\s]+)(?:#([^#;\s]+))?")
_AUTOLINK = r"(?i)<((?:https?://|mailto:)[^\s<>]+)>"
_BRACES = r"\{([^{}\n]*)\}"
_MARKS = re.compile(r"\[\[([^\[\]]+)\]\]|\[(@[^\[\]]*)\]|\{([a-z][a-z0-9_]*)\}|[\[\]{}\\`<]")


def in_order(raw: str, cites: bool, names: Names, known: dict[str, bool]) -> bool:
    """Whether a glance shows that there is nothing wrong in a text: only terms, citations and answers that exist.

    False where that takes a closer look. `known` remembers citations, which most trees repeat many times.
    """
    for match in _MARKS.finditer(raw):
        words, cited, name = match.groups()
        if name is not None:
            good = name in names.questions or bool(names.facts.get(name))
        elif cited is not None:
            found = known.get(cited)
            if found is None:
                found = known[cited] = all(_stands(part.strip(), names) for part in cited.split(";"))
            good = cites and found
        else:
            good = words is not None and plain_word(words) in names.terms
        if not good:
            return False
    return True


def _stands(written: str, names: Names) -> bool:
    """Whether one reference of a citation is well written and leads somewhere."""
    ref = _REF.fullmatch(written)
    if ref is None:
        return False
    source, part = ref.groups()
    if source == AUTHOR and part is None:
        return True
    parts = names.sources.get(source)
    return parts is not None and (part is None or part in parts)


def read_blocks(raw: str, form: Form, cites: bool, names: Names, report: Report) -> tuple[Block, ...] | None:
    """A text in blocks, with everything in it resolved, or None where nothing in it is special.

    What is wrong in it is reported and shown as written.
    """
    if "TODO" in raw:
        start = raw.index("TODO")
        report("todo", "a TODO is left in this text", start, start + 4, "finish the text", Severity.WARNING)
    raw, lead = raw.rstrip(), len(raw) - len(raw.lstrip())
    label = form is Form.LABEL
    special = re.search(_SPECIAL_LABEL if label else SPECIAL, raw) is not None
    if not special and (form is not Form.BLOCKS or not ITEM.match(raw)):
        return None
    inline = _Inline(names, report, label, cites)
    if form is Form.BLOCKS:
        blocks = tuple(Block(inline.pieces(raw, start, end), mark) for start, end, mark in spans_of_blocks(raw))
    else:
        blocks = (Block(inline.pieces(raw, lead, len(raw))),)
    return blocks or (Block(()),)


class _Delimiter:
    """A run of * or _ that may begin or end emphasis; `at` is its index among the pieces, `style` that around it."""

    def __init__(self, char: str, length: int, opens: bool, closes: bool, at: int, style: Style) -> None:
        self.char = char
        self.count = self.length = length
        self.opens = opens
        self.closes = closes
        self.at = at
        self.style = style


class _Inline:
    """Reads stretches of one text."""

    def __init__(self, names: Names, report: Report, label: bool, cites: bool) -> None:
        self.names = names
        self.report = report
        self.label = label
        self.cites = cites
        self.unclosed = False

    def pieces(self, raw: str, start: int, end: int) -> tuple[Piece, ...]:
        """The pieces of raw[start:end]."""
        items: list[Piece | _Delimiter] = []
        self.scan(raw, start, end, PLAIN, items)
        return _tidy(_emphasis(items))

    def scan(self, raw: str, start: int, end: int, style: Style, items: list[Piece | _Delimiter]) -> None:
        at = start
        search = (re.compile(_NEXT_LABEL) if self.label else _NEXT).search
        while at < end:
            match = search(raw, at, end)
            if match is None:
                items.append(Words(raw[at:end], style))
                return
            if match.start() > at:
                items.append(Words(raw[at:match.start()], style))
            at = self.mark(raw, match.start(), end, match.group(), style, items)

    def mark(self, raw: str, at: int, end: int, mark: str, style: Style, items: list[Piece | _Delimiter]) -> int:
        """Read what begins with a special character; gives where to go on."""
        if mark == "\\":
            known = _ESCAPED_LABEL if self.label else _ESCAPED
            if at + 1 < end and raw[at + 1] in known:
                items.append(Words(raw[at + 1], style))
                return at + 2
        elif mark == "{":
            return self.answer(raw, at, end, style, items)
        elif mark == "[":
            return self.bracket(raw, at, end, style, items)
        elif mark == "`":
            ticks = len(raw[at:end]) - len(raw[at:end].lstrip("`"))
            close = re.compile(rf"(?<!`)`{{{ticks}}}(?!`)").search(raw, at + ticks, end)
            if close is not None:
                code = one_line(raw[at + ticks:close.start()])
                if code.startswith(" ") and code.endswith(" ") and code.strip():
                    code = code[1:-1]
                items.append(Words(code, replaced(style, code=True)))
                return close.end()
            items.append(Words("`" * ticks, style))
            return at + ticks
        elif mark == "<":
            auto = re.compile(_AUTOLINK).match(raw, at, end)
            if auto is not None and style.link is None:
                items.append(Words(auto[1], replaced(style, link=auto[1])))
                return auto.end()
        else:
            items.append(_delimiter(raw, at, end, mark, len(items), style))
            return at + len(mark)
        items.append(Words(mark, style))
        return at + 1

    def error(self, code: str, message: str, start: int, end: int, help: str | None) -> None:
        self.report(code, message, start, end, help, Severity.ERROR)

    def answer(self, raw: str, at: int, end: int, style: Style, items: list[Piece | _Delimiter]) -> int:
        found = re.compile(_BRACES).match(raw, at, end)
        if found is None:
            self.not_closed("'{' begins an answer that is not closed", at, at + 1, "}", "\\{", "brace")
            items.append(Words("{", style))
            return at + 1
        name = found[1].strip()
        names = self.names
        if name in names.questions or names.facts.get(name):
            items.append(Put(name, style))
            return found.end()
        if name in names.facts:
            self.error("unknown-answer", f"the fact '{name}' is true or false and has no words to put in",
                       *found.span(),
                       "put in a question's answer, or give the fact values")
        elif ID.fullmatch(name):
            self.error("unknown-answer", f"there is no question or value fact called '{name}'", *found.span(),
                       self.put_in(name))
        else:
            self.error("unknown-answer", "braces put in an answer, and this is not the id of a question", *found.span(),
                       self.put_in(name))
        items.append(Words(found.group(), style))
        return found.end()

    def put_in(self, name: str) -> str:
        """What can stand in braces."""
        known = [*self.names.questions, *(f for f, values in self.names.facts.items() if values)]
        there = next((word for word in re.findall(r"\w+", name) if word in known), None)
        if there is not None:
            return f"write {{{there}}}, and the other words outside of the braces"
        from tui.tree.written import listed

        return did_you_mean(name.lower(), known) or (
            f"what can be put in: {listed(known)}; write \\{{ where a plain brace is meant")

    def bracket(self, raw: str, at: int, end: int, style: Style, items: list[Piece | _Delimiter]) -> int:
        if raw.startswith("[[", at):
            found = _TERM.match(raw, at, end)
            if found is not None:
                self.term(found, style, items)
                return found.end()
            if not self.label:
                self.not_closed("'[[' begins a term that is not closed", at, end, "]]")
            items.append(Words("[[", style))
            return min(at + 2, end)
        if raw.startswith("[@", at):
            found = _CITE.match(raw, at, end)
            if found is not None:
                self.cite(found, items)
                return found.end()
            self.not_closed("'[@' begins a citation that is not closed", at, end, "]")
        elif not self.label and style.link is None:
            link = re.compile(_LINK).match(raw, at, end)
            if link is not None:
                address: str | None = link[2]
                if not re.fullmatch(SAFE_LINK, link[2]):
                    self.error("bad-link", "a link goes to http, https or mailto",
                               link.start(2), max(link.end(2), link.start(2) + 1),
                               "write the whole address, beginning with https://")
                    address = None
                self.scan(raw, link.start(1), link.end(1), replaced(style, link=address), items)
                return link.end()
        items.append(Words("[", style))
        return at + 1

    def not_closed(self, message: str, at: int, end: int, close: str, plain: str = "\\[",
                   what: str = "bracket") -> None:
        """Reported once in a text: what follows an open bracket is anybody's guess."""
        if not self.unclosed:
            self.unclosed = True
            self.error("unclosed", message, at, min(at + 2, end),
                       f"close it with '{close}', or write {plain} where a plain {what} is meant")

    def term(self, found: re.Match[str], style: Style, items: list[Piece | _Delimiter]) -> None:
        words = one_line(found[1])
        term = self.names.terms.get(plain_word(words))
        if self.label:
            self.report("term-not-here", "a term cannot be linked in a title, label, hint or unit", found.start(),
                        found.end(), "take the brackets out", Severity.WARNING)
            items.append(Words(found.group(), style))
            return
        if term is None:
            self.error("unknown-term", f"no term is called '{words}'", *found.span(),
                       f"write [@{words}] to cite the source" if words in self.names.sources else
                       did_you_mean(plain_word(words), self.names.terms)
                       or "explain it under 'terms:', or take the brackets out")
        items.append(Words(words, replaced(style, term=term)))

    def cite(self, found: re.Match[str], items: list[Piece | _Delimiter]) -> None:
        if not self.cites:
            self.error("citation-not-here", "a citation cannot stand in this text", found.start(), found.end(),
                       "cite in claims, so, why, help, find_out, meaning, or an outcome's about")
            return
        refs: list[Ref] = []
        at = found.start(1)
        for part in found[1].split(";"):
            begins = at + len(part) - len(part.lstrip())
            ends = at + len(part.rstrip())
            at += len(part) + 1
            ref = _REF.fullmatch(part.strip())
            if ref is None:
                self.error("bad-citation", "this is not how a citation is written", begins, max(ends, begins + 1),
                           self.written(part))
            elif self.known(ref[1], ref[2], begins):
                refs.append(Ref(ref[1], ref[2]))
        if refs:
            items.append(Cite(tuple(refs)))

    def written(self, part: str) -> str:
        """How to write a citation that is written wrongly."""
        meant = [f"@{name}" for name in re.split(r"[\s,@]+", part) if name]
        if meant and all(_stands(name, self.names) for name in meant):
            return f"write [{'; '.join(meant)}]"
        return "write [@source], [@source#part] or [@one; @two]"

    def known(self, source: str, part: str | None, at: int) -> bool:
        if source == AUTHOR:
            if part is None:
                return True
            begins = at + len(source) + 2
            self.error("unknown-part", "'author' marks your own advice and has no parts", begins, begins + len(part),
                       "write [@author]")
            return False
        parts = self.names.sources.get(source)
        if parts is None:
            self.error("unknown-source", f"there is no source called '{source}'", at, at + 1 + len(source),
                       did_you_mean(source, [*self.names.sources, AUTHOR]) or "name it under 'sources:'")
            return False
        if part is None or part in parts:
            return True
        begins = at + len(source) + 2
        self.error("unknown-part", f"the source '{source}' has no part '{part}'", begins, begins + len(part),
                   did_you_mean(part, parts) or f"name it under 'parts:' of '{source}'")
        return False


def _delimiter(raw: str, at: int, end: int, mark: str, index: int, style: Style) -> _Delimiter:
    before = raw[at - 1] if at else " "
    after = raw[at + len(mark)] if at + len(mark) < end else " "
    left = not after.isspace() and (not _punctuation(after) or before.isspace() or _punctuation(before))
    right = not before.isspace() and (not _punctuation(before) or after.isspace() or _punctuation(after))
    if mark[0] == "_":
        return _Delimiter("_", len(mark), left and (not right or _punctuation(before)),
                          right and (not left or _punctuation(after)), index, style)
    return _Delimiter("*", len(mark), left, right, index, style)


def _punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _emphasis(items: list[Piece | _Delimiter]) -> list[Piece]:
    """Turn matching delimiters into bold and italic, the others into the characters they are."""
    delimiters = [item for item in items if isinstance(item, _Delimiter)]
    stack: list[_Delimiter] = []
    for closer in delimiters[:min(MOST_DELIMITERS, MOST_STYLED // (len(items) + 1))]:
        while closer.closes and closer.count:
            opener = next((o for o in reversed(stack) if o.char == closer.char and o.count and not (
                (o.closes or closer.opens) and (o.length + closer.length) % 3 == 0
                and not (o.length % 3 == 0 and closer.length % 3 == 0))), None)
            if opener is None:
                break
            del stack[stack.index(opener) + 1:]
            used = 2 if opener.count >= 2 and closer.count >= 2 else 1
            opener.count -= used
            closer.count -= used
            for i in range(opener.at + 1, closer.at):
                item = items[i]
                if isinstance(item, Cite):
                    continue
                style = replaced(item.style, bold=True) if used == 2 else replaced(item.style, italic=True)
                if isinstance(item, _Delimiter):
                    item.style = style
                else:
                    items[i] = replaced(item, style=style)
            if not opener.count:
                stack.remove(opener)
        if closer.opens and closer.count:
            stack.append(closer)
    return [Words(item.char * item.count, item.style) if isinstance(item, _Delimiter) else item for item in items]


def _tidy(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one style joined, line breaks turned into blanks, no blank before a citation or at either end."""
    out: list[Piece] = []
    for style, alike in groupby(pieces, key=lambda piece: piece.style if isinstance(piece, Words) else None):
        if style is None or style.term is not None:
            out += alike
        else:
            out.append(Words(one_line("".join(piece.text for piece in alike if isinstance(piece, Words))), style))
    return tuple(_without_blanks(piece for piece in out if not isinstance(piece, Words) or piece.text))


def _without_blanks(pieces: Iterable[Piece]) -> list[Piece]:
    """No blank before a citation or at the end, and citations that follow one another as one."""
    out: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Cite):
            _strip_last(out)
            last = out[-1] if out else None
            if isinstance(last, Cite):
                out[-1] = Cite(last.refs + piece.refs)
                continue
        out.append(piece)
    _strip_last(out)
    return out


def _strip_last(out: list[Piece]) -> None:
    last = out[-1] if out else None
    if isinstance(last, Words):
        text = last.text.rstrip()
        out[-1:] = [Words(text, last.style)] if text else []
