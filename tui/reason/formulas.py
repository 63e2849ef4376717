"""Formulas over the answers to come: what a condition still wants to know, shared where it is the same.

A variable has values 0 to n-1 and, as value n, being absent: its question was not asked. A literal is a variable and
the set of values, as bits, for which it holds; so its opposite is a literal too, and formulas need no `not`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
        self._left: dict[tuple[Formula, int, int], Formula] = {}
        self._opposite: dict[Formula, Formula] = {FALSE: TRUE, TRUE: FALSE}
        self._settled: dict[Formula, bool] = {FALSE: False, TRUE: True}

    @property
    def looked_at(self) -> int:
        """The variables that any formula looks at, as bits."""
        found = 0
        for uses in self.uses:
            found |= uses
        return found

    def variable(self, values: int) -> int:
        """A new variable with so many values."""
        self.sizes.append(values)
        return len(self.sizes) - 1

    def absent(self, variable: int) -> int:
        """The value of a variable whose question was not asked."""
        return self.sizes[variable]

    def everything(self, variable: int) -> int:
        """Every value of a variable, being absent among them, as bits."""
        return (2 << self.sizes[variable]) - 1

    def literal(self, variable: int, values: int) -> Formula:
        """Holds where the variable has one of these values (bits)."""
        if not values:
            return FALSE
        if values == self.everything(variable):
            return TRUE
        return self._make((_LITERAL, variable, values), 1 << variable)

    def literals_of(self, formula: Formula) -> list[tuple[int, int]]:
        """The literals of which each by itself makes a formula hold: their variables and values."""
        sort, variable, body = self._shape[formula]
        if isinstance(body, int):
            return [(variable, body)]
        shapes = [self._shape[part] for part in body] if sort == _ANY else []
        return [(variable, values) for own, variable, values in shapes if isinstance(values, int)]

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
                known[at] = self.literal(variable, self.everything(variable) & ~body)
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
        return self.among(formula, variable, 1 << value)

    def among(self, formula: Formula, variable: int, values: int) -> Formula:
        """What is left of a formula once a variable is known to have one of these values (bits)."""
        uses = self.uses
        if not uses[formula] >> variable & 1:
            return formula
        known = self._left
        found = known.get((formula, variable, values))
        if found is not None:
            return found
        shapes = self._shape
        # A stack of our own: facts may stand on facts as deep as an author likes.
        stack = [formula]
        while stack:
            at = stack[-1]
            sort, _, body = shapes[at]
            if isinstance(body, int):
                known[at, variable, values] = TRUE if not values & ~body else at if values & body else FALSE
                stack.pop()
                continue
            parts = []
            missing = False
            for part in body:
                if uses[part] >> variable & 1:
                    left = known.get((part, variable, values))
                    if left is None:
                        stack.append(part)
                        missing = True
                        continue
                    part = left
                parts.append(part)
            if not missing:
                known[at, variable, values] = self.all_of(parts) if sort == _ALL else self.any_of(parts)
                stack.pop()
        return known[formula, variable, values]

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
        """All or any of the parts: out of their brackets, literals of one variable put together, and nothing twice."""
        plain: set[Formula] = set()
        literals: dict[int, int] = {}
        news = self._sort_out(parts, sort, plain, literals)
        while news and plain:
            # What a literal says need not be said beside it, which may lay bare another.
            beside = sum(1 << variable for variable in news)
            again = [part for part in plain if self.uses[part] & beside]
            plain.difference_update(again)
            news = self._sort_out([self._spared(part, sort, literals) for part in again], sort, plain, literals)
        if news is None:
            return final
        plain.update([self._make((_LITERAL, variable, values), 1 << variable) for variable, values in literals.items()])
        if len(plain) <= 1:
            return plain.pop() if plain else neutral
        uses = 0
        for part in plain:
            uses |= self.uses[part]
        return self._make((sort, -1, tuple(sorted(plain))), uses)

    def _sort_out(self, parts: Iterable[Formula], sort: int, plain: set[Formula],
                  literals: dict[int, int]) -> set[int] | None:
        """Put parts to the others, out of their brackets; the variables of new literals, or None where all is said."""
        shapes = self._shape
        final, neutral = (FALSE, TRUE) if sort == _ALL else (TRUE, FALSE)
        news: set[int] = set()
        stack = list(parts)
        while stack:
            part = stack.pop()
            if part == final:
                return None
            if part == neutral or part in plain:
                continue
            own, variable, body = shapes[part]
            if isinstance(body, int):
                before = literals.get(variable)
                values = body if before is None else before & body if sort == _ALL else before | body
                if values == before:
                    continue
                if not values or values == self.everything(variable):
                    return None
                literals[variable] = values
                news.add(variable)
            elif own == sort:
                stack += body
            else:
                plain.add(part)
        return news

    def _spared(self, part: Formula, sort: int, literals: Mapping[int, int]) -> Formula:
        """A part beside literals, without what they say already: in `a and (not a or b)` that is b."""
        _, _, body = self._shape[part]
        assert not isinstance(body, int)
        left = []
        for inner in body:
            _, variable, values = self._shape[inner]
            beside = literals.get(variable) if isinstance(values, int) else None
            if beside is not None:
                assert isinstance(values, int)
                if sort == _ANY:
                    # Only where the literal beside it fails does the part make a difference.
                    beside = self.everything(variable) & ~beside
                if not beside & values:
                    inner = FALSE
                elif not beside & ~values:
                    inner = TRUE
            left.append(inner)
        if tuple(left) == body:
            return part
        return self.any_of(left) if sort == _ALL else self.all_of(left)

    def _make(self, shape: tuple[int, int, int | tuple[Formula, ...]], uses: int) -> Formula:
        found = self._known.get(shape)
        if found is None:
            found = self._known[shape] = len(self._shape)
            self._shape.append(shape)
            self.uses.append(uses)
        return found
