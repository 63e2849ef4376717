"""Slips that everybody makes once: a line too far left or right, a dash too many or too few. What to write instead.

Looked at only where something does not fit, with what stands around it.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from tui.problems.problem import File, Place, Problem, Related
from tui.tree.format import (
    OPTION,
    OUTCOME,
    QUESTION,
    SOURCE,
    TERM,
    TREE,
    Kind,
    ListOf,
    MapOf,
    Options,
    Prose,
    Shape,
    Value,
)
from tui.tree.misfits import Misfits, article, id_like, short
from tui.tree.names import ID
from tui.tree.nodes import Mapping, Node, Scalar, Sequence

BULLET = re.compile(r"[ ]*([*•·‣–—])[ ]+(?=\S)")
"""What a list begins with elsewhere, before a text."""

_OPENS = re.compile(r"(?P<depth>[ ]*)(?P<key>[a-z][a-z0-9_]*):[ ]*(?P<text>\S.*)?")
_WITH_IDS = (QUESTION, OUTCOME, OPTION, SOURCE, TERM)
_ELSE_TARGET = r"else\s+([a-z][a-z0-9_]*)"
_ELSE_IF = r"(?:else\s*if|elif|elseif|when|if|or\s+if)\s+(.+)"


def nothing_below(misfits: Misfits, lost: set[str], name: Scalar, value: Node, of: Kind, above: Scalar | None,
                  key: Scalar | None) -> bool:
    """Look again at what could not be read below an id: whether nothing was there.

    `key` is that of all the ids. Where the id is itself a key of what they stand for, its line is too far left.
    """
    if not isinstance(of, Shape):
        return False
    if isinstance(value, Scalar) and not value.value:
        return True
    if name.value in of.fields:
        too_far_left(misfits, name, value, above, of)
        if above is None and key is not None:
            # The id that is missing may be any.
            lost.add(f"{key.value}:")
    return False


def is_beside(misfits: Misfits, lost: set[str], name: Node, of: Kind, above: tuple[Scalar, Node]) -> bool:
    """Whether a key belongs below the id above, where there is nothing; the first such is reported instead of that."""
    if not (isinstance(name, Scalar) and isinstance(of, Shape) and name.value in of.fields):
        return False
    lost.add(name.value)
    too_far_left(misfits, name, above[1], above[0], of)
    return True


def is_section(misfits: Misfits, lost: set[str], name: Scalar, value: Node, of: Kind) -> bool:
    """Whether an id is a key of the tree, its line too far right, and so what follows is not what it seems."""
    if not isinstance(of, Shape) or of.short == "label" or (isinstance(value, Scalar) and value.value) or (
            isinstance(value, Mapping) and any(isinstance(k, Scalar) and k.value in of.fields for k, _ in value.pairs)):
        return False
    lost.add(f"{name.value}:")
    misfits.problem("misplaced-key", f"'{name.value}' belongs to the tree itself, and stands inside something else",
                    name.start, name.end, "begin its line at the margin")
    return True


def too_far_left(misfits: Misfits, key: Scalar, value: Node, above: Scalar | None, shape: Shape) -> None:
    """A key among the ids of the things to one of which it belongs, in place of what that made of it and of the id."""
    problems = misfits.problems
    last = problems[-1] if problems else None
    begins = {value.start} if above is None else {value.start, above.start}
    if last is not None and last.place.file is misfits.file and last.place.start in begins and last.code in (
            "wrong-shape", "empty-value"):
        place = Place(misfits.file, key.start, key.end)
        problems[-1] = beside(place, key.value, above.value if above is not None else None, shape)


def beside(place: Place, key: str, above: str | None, shape: Shape) -> Problem:
    """The same, of a key by its name."""
    if above is None:
        return Problem("misplaced-key", f"'{key}' is a key of {article(shape)}, and stands where its id is to stand",
                       place, f"write an id such as 'my_{id_like(shape.name)}:' on the line above, and indent this one "
                       "further")
    return Problem("misplaced-key", f"'{key}' is a key of {article(shape)}, and stands among the ids", place,
                   f"indent its line further than '{above}:', and so what follows and belongs to it")


def out_of_line(file: File, number: int, in_list: bool) -> tuple[str, str] | None:
    """What to say of a line that YAML gave up on: one with a dash where there is no list, or without one in a list."""
    line = file.line(number)
    depth, text = len(line) - len(line.lstrip(" ")), line.strip()
    if in_list:
        if _OPENS.fullmatch(line.rstrip()) is None:
            return None
        return ("this belongs to no item of the list above",
                "put two more blanks before it, if it belongs to the item above; a new item begins with '- '")
    if not text.startswith("- "):
        return None
    for other in range(number - 1, 0, -1):
        above = file.line(other)
        if above.strip() and len(above) - len(above.lstrip(" ")) < depth:
            break
        if above.strip().startswith("- "):
            return "this dash does not line up with those above", "put as many blanks before it as before the others"
    return ("a dash begins an item of a list, and what stands above is none",
            f"take the dash out, and line up what is left: '{short(text[2:].strip())}'")


def line_too_far_left(file: File, number: int) -> Problem | None:
    """The same where YAML has given up on a line that is indented below a text: below `id:` and `key: text`."""
    over = _line_over(file, number)
    opens = _OPENS.fullmatch(file.line(over).rstrip()) if over else None
    if opens is None or opens["text"] is None:
        return None
    shape = next((shape for shape in _WITH_IDS if opens["key"] in shape.fields), None)
    first = _OPENS.fullmatch(file.line(over - 1).rstrip()) if over > 1 else None
    if shape is None or first is None or first["text"] is not None or first["depth"] != opens["depth"]:
        return None
    start = file.starts[over - 1] + opens.start("key")
    return beside(Place(file, start, start + len(opens["key"])), opens["key"], first["key"], shape)


def _line_over(file: File, number: int) -> int:
    """The line that a line is indented below, or 0."""
    line = file.line(number)
    depth = len(line) - len(line.lstrip(" "))
    for over in range(number - 1, 0, -1):
        line = file.line(over)
        if line.strip():
            return over if len(line) - len(line.lstrip(" ")) < depth else 0
    return 0


def needs_its_key(file: File, number: int) -> Problem | None:
    """A text without its key beside a key: `- It is light.` over `when: ...`, or `- when: ...` over `It is light.`"""
    line, over = file.line(number), file.line(number - 1) if number > 1 else ""
    found = re.fullmatch(r"([ ]*-[ ]+)(.*\S)\s*", over)
    if found is None:
        return None
    head, text = found.groups()
    opens = _OPENS.fullmatch(line.rstrip())
    if opens is not None and not _OPENS.fullmatch(text) and len(opens["depth"]) >= len(head):
        start = file.starts[number - 2] + len(head)
        place = Place(file, start, start + len(text))
        return Problem("bad-yaml", f"the text above '{opens['key']}:' has no key", place,
                       f"write '- text: {short(text)}', and '{opens['key']}:' below it, in line with 'text:'")
    said = re.sub(r"^-[ ]+", "", line.strip())
    if opens is None and re.match(r"when:[ ]", text) and said:
        start = file.starts[number - 1] + len(line) - len(line.lstrip(" "))
        key = "text" if not ID.fullmatch(said) else "value" if _section(file, number) == "facts" else "goto"
        return Problem("bad-yaml", "a key is missing before this", Place(file, start, start + len(line.strip())),
                       f"write '{key}: {short(said)}', in line with 'when:'")
    return None


def _section(file: File, number: int) -> str:
    """The key of the tree below which a line stands."""
    above = (file.line(other) for other in range(number, 0, -1))
    return next((line.partition(":")[0] for line in above if ID.match(line)), "")


def key_without_colon(line: str) -> str | None:
    """How to write a line that begins with a word of the format and has no colon."""
    word, _, rest = line.strip().removeprefix("- ").partition(" ")
    rest = re.sub(r"^(?:->|=>|=|-|→)\s*", "", rest.strip())
    if not ID.fullmatch(word) or not (rest == "" or any(word in shape.fields for shape in (*_WITH_IDS, TREE))):
        return None
    return f"write '{word}: {short(rest)}'" if rest else f"write '{word}:', with a colon"


def is_inside(misfits: Misfits, key: Scalar, value: Node, node: Mapping, shape: Shape, outer: Scalar) -> bool:
    """Whether a thing with an id stands within another of the same sort, its line too far right; it is reported."""
    if shape not in _WITH_IDS or not ID.fullmatch(key.value):
        return False
    pairs = node.pairs
    after = bisect_right(pairs, key.start, key=lambda pair: pair[0].start)
    inner = value.pairs if isinstance(value, Mapping) else (
        pairs[after:after + 1] if isinstance(value, Scalar) and not value.value else [])
    if not any(isinstance(k, Scalar) and k.value in shape.fields and shape.fields[k.value].required for k, _ in inner):
        return False
    misfits.problem("misplaced-key", f"'{key.value}' reads like {article(shape)} of its own, and stands inside "
                    f"'{outer.value}'", key.start, key.end, f"begin its line as far left as '{outer.value}:'"
                    + (", and move what is below it likewise" if isinstance(value, Mapping) else ""),
                    (Related(Place(misfits.file, outer.start, outer.end), "this is what it stands inside"),))
    return True


def twice(file: File, key: Scalar, before: Place, kind: Kind | None) -> Problem:
    """A key that is there already; what holds several things can hold those of both."""
    help = "take one of them out, or give it another name"
    if isinstance(kind, ListOf):
        help = "put both into one list: move the lines below this one to the end of the first, and take this one out"
    elif isinstance(kind, MapOf | Options):
        help = "move the lines below this one under the first one, and take this one out"
    elif kind is not None:
        help = "take one of them out"
    return Problem("duplicate-key", f"'{short(key.value)}' is here twice", Place(file, key.start, key.end), help,
                   related=(Related(before, "it is here already"),))


def no_ids(misfits: Misfits, node: Node, of: Kind) -> None:
    """Something else where lines that begin with an id belong."""
    help = "write 'id: ...' lines, indented below this key"
    if isinstance(node, Sequence):
        help = _with_dashes(node, of)
    elif isinstance(node, Scalar) and of is OPTION and ID.fullmatch(node.value):
        help = f"if it is one of the top-level lists, write '{{from: {node.value}}}'"
    misfits.wrong_shape(node, "a line such as 'id: ...'", help)


def _with_dashes(node: Sequence, of: Kind) -> str:
    """How to write a list whose items should have ids."""
    first = node.items[0] if node.items else None
    if isinstance(first, Mapping) and first.pairs and isinstance(first.pairs[0][0], Scalar):
        key, value = first.pairs[0]
        assert isinstance(key, Scalar)
        said = value.value if isinstance(value, Scalar) else ""
        if key.value in ("id", "name"):
            return f"write '{id_like(said)}:' instead, without a dash, and the rest below it, indented"
        if isinstance(of, Shape) and key.value in of.fields:
            return (f"write an id in place of each dash, such as '{id_like(said)}:', and below it, indented, "
                    f"'{key.value}: {short(said)}'")
        return f"take the dashes out: '{short(f'{key.value}: {said}')}'"
    if isinstance(first, Scalar) and first.value.strip():
        id, text = id_like(first.value), "..." if isinstance(of, Prose) else short(first.value)
        if isinstance(of, Shape) and of.short is None:
            return f"write '{id}:' without a dash, and what belongs to it below, indented"
        if node.flow:
            return f"write each on a line of its own, without brackets, and with an id: '{id}: {text}'"
        return f"give each an id in place of the dash: '{id}: {text}'"
    return "write 'id: ...' lines without dashes, indented below this key"


def no_list(misfits: Misfits, node: Node, of: Kind) -> None:
    """Something else where a list belongs."""
    help = "write each on a line of its own with '- ' before it"
    if isinstance(node, Scalar) and isinstance(of, Value) and "\n" not in node.value:
        help = f"put it into brackets: '[{short(node.value)}]'"
    elif isinstance(node, Scalar):
        bullet = BULLET.match(node.value)
        first = node.value.split("\n")[0]
        if bullet is not None:
            help = f"begin each line with '- ' instead of '{bullet[1]} '"
        elif first.startswith("-"):
            help = f"write a blank after the dash: '- {short(first.lstrip('-'))}'"
        else:
            line = misfits.file.text[node.start:misfits.file.end_of_line(node.start, node.end)]
            help = f"{help}: '- {short(line)}'"
    misfits.wrong_shape(node, "a list", help)


def no_keys(misfits: Misfits, node: Node, shape: Shape) -> None:
    """Something else where keys belong."""
    help = f"it has keys such as {', '.join(list(shape.fields)[:4])}"
    first = next((name for name, field in shape.fields.items() if field.required), None)
    bare = re.fullmatch(_ELSE_TARGET, node.value) if isinstance(node, Scalar) else None
    if bare is not None and "else" in shape.fields:
        help = f"write a colon behind 'else': '- else: {bare[1]}'"
    elif isinstance(node, Scalar) and first is not None:
        help = f"write it on the next line, indented further: '{first}: {short(node.value)}'"
        if "url" in shape.fields and re.match(r"(?i)https?://", node.value):
            help = f"write '{first}: ...' on the next line, indented further, and 'url: {short(node.value)}' below it"
    elif isinstance(node, Sequence) and node.items and isinstance(node.items[0], Mapping):
        help = "take the dashes out"
    misfits.wrong_shape(node, article(shape), help)


def no_rules(misfits: Misfits, node: Node, alone: Value) -> None:
    """Keys where an id, a condition or a list of rules belongs."""
    help = "begin each rule with '- ', and line up what belongs to it"
    if isinstance(node, Mapping) and len(node.pairs) == 1:
        key, value = node.pairs[0]
        if isinstance(key, Scalar) and isinstance(value, Scalar) and not value.value:
            help = f"write '{short(key.value)}' without braces"
        elif isinstance(key, Scalar) and key.value == "when" and isinstance(value, Scalar) and alone is Value.CONDITION:
            help = f"write the condition in one line with the name of the fact: '{short(value.value)}'"
    misfits.wrong_shape(node, f"{alone.value} or a list of rules", help)


def words_for_goto(misfits: Misfits, node: Scalar, key: Scalar) -> None:
    """Words behind a `yes:` or a `no:`."""
    help = (f"behind '{key.value}:' stands where it leads, an id such as '{short(id_like(node.value))}'; "
            "what people read goes below it, as 'label:'")
    if "," in node.value and all(ID.fullmatch(part.strip()) for part in node.value.split(",")):
        help = "only one id can stand here"
    misfits.bad_id(node, key_without_colon(node.value) or help)


def is_odd_rule(misfits: Misfits, item: Mapping, shape: Shape) -> bool:
    """Whether a rule has its target below `else:`, or its condition in place of a key; it is reported."""
    gives = "goto" if "goto" in shape.fields else "value"
    for key, value in item.pairs:
        if not isinstance(key, Scalar):
            return False
        if key.value == "else" and not (isinstance(value, Scalar) and value.value):
            pairs = value.pairs if isinstance(value, Mapping) else item.pairs
            target = next((v.value for k, v in pairs if isinstance(k, Scalar) and isinstance(v, Scalar)
                           and k.value == gives), None)
            if target:
                misfits.problem("bad-rule", f"behind 'else' stands at once what it gives, without '{gives}'",
                                key.start, key.end, f"write '- else: {short(target)}'")
                return True
        elif " " in key.value and len(item.pairs) == 1 and isinstance(value, Scalar):
            condition = re.fullmatch(_ELSE_IF, " ".join(key.value.split()))
            when = short(condition[1] if condition else key.value)
            misfits.problem("bad-rule", "the condition of a rule stands behind 'when:'", key.start, key.end,
                            f"write '- when: {when}', and below it '{gives}: {short(value.value) or '...'}'")
            return True
    return False
