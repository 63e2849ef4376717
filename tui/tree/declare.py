"""What a tree's files declare together, before anything is resolved."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tui.problems.frozen import Frozen
from tui.problems.nearest import did_you_mean
from tui.problems.problem import File, Place, Problem, Related
from tui.tree.files import Content, Entry
from tui.tree.model import NONE
from tui.tree.names import AUTHOR, Kind, Names, QuestionNames, plain_word
from tui.tree.nodes import Scalar
from tui.tree.record import Record

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from typing import Any

Add = Callable[[Problem], None]


class OptionList(Frozen):
    """A question's options before they are built: by id, each with its record, and the groups among them."""

    options: dict[str, tuple[Scalar, Record]]
    groups: dict[str, frozenset[str]]


class Declared(Frozen):
    """The names of a tree, and the options of each question."""

    names: Names
    options: dict[str, OptionList]


def at(file: File, node: Scalar) -> Place:
    """Where a scalar stands."""
    return Place(file, node.start, max(node.end, node.start + 1))


def declare(content: Content, add: Add) -> Declared:
    """Everything that conditions and texts may name; what is declared wrongly is reported."""
    shared = content.shared
    _one_id_space(shared, add)
    lists = {id: _list(entry, add) for id, entry in shared["lists"].items()}
    options: dict[str, OptionList] = {}
    questions: dict[str, QuestionNames] = {}
    for id, entry in shared["questions"].items():
        record: Record = entry.value
        kind = record.get("kind") or Kind.ONE
        found = options[id] = _options(record, lists, add)
        if kind is Kind.SEVERAL and NONE in found.options:
            key = found.options[NONE][0]
            add(Problem("reserved-id", "'none' is taken in a question of kind several", at(record.file, key),
                        "write it as 'none:' beside 'options:'"))
        known = "kind" not in record or record.get("kind") is not None
        questions[id] = QuestionNames(kind if known else None, found.options, found.groups)
    facts = {id: _values(entry.value) for id, entry in shared["facts"].items()}
    sources = {id: frozenset(entry.value.get("parts") or ()) for id, entry in shared["sources"].items()}
    if AUTHOR in sources:
        add(Problem("reserved-id", "'author' is the source that marks your own advice, and needs no entry",
                    shared["sources"][AUTHOR].place, "take it out, or give this source another name"))
    return Declared(Names(questions, facts, _words(shared["terms"], add), sources), options)


def _one_id_space(shared: dict[str, dict[str, Entry]], add: Add) -> None:
    seen: dict[str, tuple[str, Entry]] = {}
    for what in ("questions", "outcomes", "facts"):
        for id, entry in shared[what].items():
            if id in seen:
                other, first = seen[id]
                add(Problem("duplicate-id", f"'{id}' is both one of the {other} and one of the {what}", entry.place,
                            "give one of them another name",
                            related=(Related(first.place, "it is defined here already"),)))
            else:
                seen[id] = what, entry


def _list(entry: Entry, add: Add) -> OptionList:
    record: Record = entry.value
    options = dict(record.get("options") or {})
    groups: dict[str, frozenset[str]] = {}
    for id, (key, members) in (record.get("groups") or {}).items():
        if id in options:
            add(Problem("duplicate-id", f"'{id}' is both a group and an option of this list", at(record.file, key),
                        "give the group another name",
                        related=(Related(at(record.file, options[id][0]), "the option is here"),)))
        for member in members:
            _check_option(member, options, record.file, add, f"the list '{entry.key.value}'")
        groups[id] = frozenset(m.value for m in members) & options.keys()
    return OptionList(options, groups)


def _check_option(node: Scalar, options: Iterable[str], file: File, add: Add, where: str) -> None:
    if node.value not in options:
        add(Problem("unknown-option", f"{where} has no option '{node.value}'", at(file, node),
                    did_you_mean(node.value, options) or "name one of its options"))


def _options(record: Record, lists: dict[str, OptionList], add: Add) -> OptionList:
    given: Any = record.get("options")
    if isinstance(given, Record):
        return _list_use(given, lists, add)
    yes, no = record.values.get("yes"), record.values.get("no")
    if yes is None and no is None:
        return OptionList(given or {}, {})
    options = dict(given or {})
    if yes is not None:
        options["yes"] = (yes.key, yes)
    if no is not None:
        options["no"] = (no.key, no)
    return OptionList(options, {})


def _list_use(use: Record, lists: dict[str, OptionList], add: Add) -> OptionList:
    wanted = use.get("from")
    if wanted is None:
        return OptionList({}, {})
    found = lists.get(wanted.value)
    if found is None:
        add(Problem("unknown-list", f"there is no list called '{wanted.value}'", at(use.file, wanted),
                    did_you_mean(wanted.value, lists) or "name it under 'lists:'"))
        return OptionList({}, {})
    left_out = use.get("except") or []
    for node in left_out:
        _check_option(node, found.options, use.file, add, f"the list '{wanted.value}'")
    gone = {node.value for node in left_out}
    options = {id: option for id, option in found.options.items() if id not in gone}
    for id, (key, record) in (use.get("add") or {}).items():
        if id in options or id in found.groups:
            add(Problem("duplicate-id", f"'{id}' is in the list '{wanted.value}' already", at(use.file, key),
                        "give it another name, or leave the list's own out with 'except'"))
        else:
            options[id] = (key, record)
    groups = {id: members & options.keys() for id, members in found.groups.items()}
    return OptionList(options, groups)


def _values(given: Scalar | list[Record]) -> tuple[str, ...] | None:
    """The values of a fact, or None where it is a single condition."""
    if isinstance(given, Scalar):
        return None
    values = [rule.get("value") or rule.get("else") for rule in given]
    return tuple(dict.fromkeys(v.value for v in values if v is not None))


def _words(terms: dict[str, Entry], add: Add) -> dict[str, str]:
    words: dict[str, str] = {}
    owners: dict[str, Place] = {}
    for id, entry in terms.items():
        record: Record = entry.value
        label = record.get("label")
        own = [(id.replace("_", " "), entry.place)]
        own += [(label.value, at(record.file, label))] if label is not None else []
        own += [(node.value, at(record.file, node)) for node in record.get("also") or []]
        for word, place in own:
            word = plain_word(word)
            if words.setdefault(word, id) != id:
                add(Problem("term-twice", f"'{word}' calls for two terms, '{words[word]}' and '{id}'", place,
                            "let only one of them have it", related=(Related(owners[word], "it is taken here"),)))
            owners.setdefault(word, place)
    return words
