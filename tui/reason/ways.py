"""Goto lists as formulas, each kept once."""

from __future__ import annotations

from collections.abc import Iterable

from tui.reason.formulas import FALSE, TRUE, Formula, Formulas

Rules = int
"""The number of a goto list: two that say the same are the same."""


class Ways:
    """Makes goto lists and keeps one of each."""

    def __init__(self, formulas: Formulas) -> None:
        self._formulas = formulas
        self._lists: list[tuple[tuple[Formula, str], ...]] = []
        self._numbers: dict[tuple[tuple[Formula, str], ...], Rules] = {}
        self._uses: list[int] = []
        self._settled: dict[Rules, str | None] = {}
        self._left: dict[tuple[Rules, int, int], Rules] = {}

    def rules(self, pairs: Iterable[tuple[Formula, str]]) -> Rules:
        """A goto list of formulas; rules that cannot hold, never come to it or make no difference are left out."""
        formulas = self._formulas
        left: list[tuple[Formula, str]] = []
        open_values: dict[int, int] = {}
        for when, to in pairs:
            # Whoever comes to this rule is none of those whom the rules before took for one answer alone.
            for variable, values in open_values.items():
                when = formulas.among(when, variable, values)
            if when == FALSE:
                continue
            left.append((when, to))
            if when == TRUE:
                break
            for variable, values in formulas.literals_of(when):
                open_values[variable] = open_values.get(variable, formulas.everything(variable)) & ~values
        if left and left[-1][0] == TRUE:
            while len(left) > 1 and left[-2][1] == left[-1][1]:
                del left[-2]
        said = tuple(left)
        found = self._numbers.get(said)
        if found is None:
            found = self._numbers[said] = len(self._lists)
            self._lists.append(said)
            uses = 0
            for when, _ in said:
                uses |= formulas.uses[when]
            self._uses.append(uses)
        return found

    def given(self, rules: Rules, variable: int, value: int) -> Rules:
        """What is left of a list once a variable has a value."""
        if not self._uses[rules] >> variable & 1:
            return rules
        found = self._left.get((rules, variable, value))
        if found is None:
            given = self._formulas.given
            found = self._left[rules, variable, value] = self.rules(
                [(given(when, variable, value), to) for when, to in self._lists[rules]])
        return found

    def leads_to(self, rules: Rules) -> str | None:
        """Where a list leads once nothing more will be answered; None is a case that no rule covers."""
        if rules not in self._settled:
            settled = self._formulas.settled
            self._settled[rules] = next((to for when, to in self._lists[rules] if when == TRUE or settled(when)), None)
        return self._settled[rules]

    def uses(self, rules: Rules) -> int:
        """The variables that a list looks at, as bits."""
        return self._uses[rules]
