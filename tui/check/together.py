"""The problems of several trees, some of which include the same files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tui.problems.problem import Problem, Severity
from tui.tree.model import Tree
from tui.tree.reader import Loaded

_Key = tuple[str, str, int, int]


def together(trees: Sequence[Loaded]) -> Iterator[Problem]:
    """Each problem once. A warning in a file of several trees counts only where all of them have it.

    What one tree has no use for another may need.
    """
    files = [_files(loaded.tree) if loaded.tree is not None else frozenset() for loaded in trees]
    known = [{_key(problem) for problem in loaded.problems} for loaded in trees]
    said: set[_Key] = set()
    for loaded in trees:
        for problem in loaded.problems:
            key = _key(problem)
            alone = problem.severity is Severity.ERROR or all(
                key in other for other, names in zip(known, files, strict=True) if key[1] in names)
            if alone and key not in said:
                yield problem
        # Afterwards, for a tree by itself may have several problems of a sort at one place.
        said.update(_key(problem) for problem in loaded.problems)


def _key(problem: Problem) -> _Key:
    return problem.code, problem.place.file.name, problem.place.start, problem.place.end


def _files(tree: Tree) -> frozenset[str]:
    """The names of the files that a tree consists of."""
    places = [tree.title.at, *(fact.at for fact in tree.facts.values())]
    places += [place for declared in tree.places.values() for place in declared.values()]
    places += [question.at for question in tree.questions.values()]
    places += [outcome.at for outcome in tree.outcomes.values()]
    return frozenset([place.file.name for place in places])
