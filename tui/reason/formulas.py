"""Formulas over the answers to come: what a condition still wants to know, shared where it is the same.

A variable has values 0 to n-1 and, as value n, being absent: its question was not asked. A literal is a variable and
the set of values, as bits, for which it holds; so its opposite is a literal too, and formulas need no `not`.
"""

from __future__ import annotations

from collections.abc import Iterable

FALSE, TRUE = 0, 1

_LITERAL, _ALL, _ANY = 0, 1, 2

Formula = int
"""A formula is its number: two that are written the same are the same."""


class Formulas:
    """Makes formulas and keeps one of each."""

    def __init__(self) -> None:
        self.sizes: list[int] = []
        """How many values each variable has."""
        self.uses: list[int] = [0, 0]
        """The variables that each formula looks at, as bits."""
        self._shape: list[tuple[int, int, int | tuple[Formula, ...]]] = [(_ANY, 0, ()), (_ALL, 0, ())]
        self._known: dict[tuple[int, int, int | tuple[Formula, ...]], Formula] = {}
        self._without: dict[tuple[Formula, int, int], Formula] = {}
        self._opposite: dict[Formula, Formula] = {FALSE: TRUE, TRUE: FALSE}
        self._settled: dict[Formula, bool] = {FALSE: False, TRUE: True}

    def variable(self, values: int) -> int:
        """A new variable with so many values."""
        self.sizes.append(values)
        return len(self.sizes) - 1

    def absent(self, variable: int) -> int:
        """The value of a variable whose question was not asked."""
        return self.sizes[variable]

    def literal(self, variable: int, values: int) -> Formula:
        """Holds where the variable has one of these values (bits)."""
        if not values:
            return FALSE
        if values == (2 << self.sizes[variable]) - 1:
            return TRUE
        return self._make((_LITERAL, variable, values), 1 << variable)

    def all_of(self, parts: Iterable[Formula]) -> Formula:
        """Holds where every part does."""
        return self._join(parts, _ALL, TRUE, FALSE)

    def any_of(self, parts: Iterable[Formula]) -> Formula:
        """Holds where some part does."""
        return self._join(parts, _ANY, FALSE, TRUE)

    def opposite(self, formula: Formula) -> Formula:
        """Holds where the formula does not."""
        known, shapes = self._opposite, self._shape
        stack = [formula]
        while stack:
            at = stack[-1]
            if at in known:
                stack.pop()
                continue
            sort, variable, body = shapes[at]
            if isinstance(body, int):
                known[at] = self.literal(variable, (2 << self.sizes[variable]) - 1 & ~body)
                continue
            missing = [part for part in body if part not in known]
            if missing:
                stack += missing
                continue
            parts = [known[part] for part in body]
            known[at] = self.any_of(parts) if sort == _ALL else self.all_of(parts)
        return known[formula]

    def given(self, formula: Formula, variable: int, value: int) -> Formula:
        """What is left of a formula once a variable has a value."""
        uses = self.uses
        if not uses[formula] >> variable & 1:
            return formula
        known = self._without
        found = known.get((formula, variable, value))
        if found is not None:
            return found
        shapes = self._shape
        # A stack of our own: facts may stand on facts as deep as an author likes.
        stack = [formula]
        while stack:
            at = stack[-1]
            sort, _, body = shapes[at]
            if isinstance(body, int):
                known[at, variable, value] = TRUE if body >> value & 1 else FALSE
                stack.pop()
                continue
            parts = []
            missing = False
            for part in body:
                if uses[part] >> variable & 1:
                    left = known.get((part, variable, value))
                    if left is None:
                        stack.append(part)
                        missing = True
                        continue
                    part = left
                parts.append(part)
            if not missing:
                known[at, variable, value] = self.all_of(parts) if sort == _ALL else self.any_of(parts)
                stack.pop()
        return known[formula, variable, value]

    def settled(self, formula: Formula) -> bool:
        """Whether a formula holds when every variable that it still looks at is absent."""
        known = self._settled
        if formula in known:
            return known[formula]
        shapes = self._shape
        stack = [formula]
        while stack:
            at = stack[-1]
            sort, variable, body = shapes[at]
            if isinstance(body, int):
                known[at] = bool(body >> self.sizes[variable] & 1)
                stack.pop()
                continue
            missing = [part for part in body if part not in known]
            if missing:
                stack += missing
                continue
            parts = [known[part] for part in body]
            known[at] = all(parts) if sort == _ALL else any(parts)
            stack.pop()
        return known[formula]

    def _join(self, parts: Iterable[Formula], sort: int, neutral: Formula, final: Formula) -> Formula:
        """All or any of the parts, out of their brackets, and with the literals of one variable put together."""
        shapes = self._shape
        plain: set[Formula] = set()
        literals: dict[int, int] = {}
        first: dict[int, Formula] = {}
        stack = list(parts)
        while stack:
            part = stack.pop()
            if part == final:
                return final
            if part == neutral or part in plain:
                continue
            own, variable, body = shapes[part]
            if own == sort and not isinstance(body, int):
                stack += body
            elif isinstance(body, int):
                values = literals.get(variable)
                if values is None:
                    literals[variable], first[variable] = body, part
                elif values != body:
                    literals[variable] = values & body if sort == _ALL else values | body
                    first[variable] = self.literal(variable, literals[variable])
                    if first[variable] == final:
                        return final
            else:
                plain.add(part)
        plain.update(first.values())
        if len(plain) <= 1:
            return plain.pop() if plain else neutral
        uses = 0
        for part in plain:
            uses |= self.uses[part]
        return self._make((sort, -1, tuple(sorted(plain))), uses)

    def _make(self, shape: tuple[int, int, int | tuple[Formula, ...]], uses: int) -> Formula:
        found = self._known.get(shape)
        if found is None:
            found = self._known[shape] = len(self._shape)
            self._shape.append(shape)
            self.uses.append(uses)
        return found
