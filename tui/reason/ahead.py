"""What is still ahead of each place of a tree: gathered once, from the ends back to the start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tui.tree.model import Tree


def groups(tree: Tree) -> Iterator[list[str]]:
    """The strongly connected components of the questions, each after all that it leads to (Tarjan 1972)."""
    questions = tree.questions
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    path: list[str] = []
    on_path: set[str] = set()
    for first in questions:
        if first in index:
            continue
        stack: list[tuple[str, list[str]]] = []
        todo: str | None = first
        while todo is not None or stack:
            if todo is not None:
                index[todo] = low[todo] = len(index)
                path.append(todo)
                on_path.add(todo)
                stack.append((todo, [rule.to for rule in questions[todo].ways() if rule.to in questions]))
                todo = None
            id, ahead = stack[-1]
            while ahead:
                to = ahead.pop()
                if to not in index:
                    todo = to
                    break
                if to in on_path:
                    low[id] = min(low[id], index[to])
            if todo is not None:
                continue
            stack.pop()
            if stack:
                low[stack[-1][0]] = min(low[stack[-1][0]], low[id])
            if low[id] == index[id]:
                group = []
                while True:
                    group.append(path.pop())
                    on_path.discard(group[-1])
                    if group[-1] == id:
                        break
                yield group


def comes_back(tree: Tree, group: list[str]) -> bool:
    """Whether the graph, conditions aside, comes back to the questions of a group."""
    return len(group) > 1 or any(rule.to == group[0] for rule in tree.questions[group[0]].ways())


def gathered(tree: Tree, own: Mapping[str, int], among: Iterable[list[str]] | None = None) -> dict[str, int]:
    """The bits of each question and of all that it leads to; questions without any are left out.

    `among` are the groups of the tree, where they are known.
    """
    found: dict[str, int] = {}
    for group in groups(tree) if among is None else among:
        bits = 0
        for id in group:
            bits |= own.get(id, 0)
            for rule in tree.questions[id].ways():
                bits |= found.get(rule.to, 0)
        if bits:
            for id in group:
                found[id] = bits
    return found
