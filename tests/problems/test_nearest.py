"""Misspelt names and what they were meant to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.problems.nearest import did_you_mean, distance, nearest

WORDS = st.text(alphabet="abc_", max_size=8)


@pytest.mark.parametrize(("a", "b", "expected"), [
    ("", "", 0), ("abc", "abc", 0), ("abc", "abd", 1), ("abc", "ab", 1), ("abc", "abcd", 1), ("abc", "acb", 1),
    ("ca", "abc", 3), ("kitten", "sitting", 3)])
def test_distance(a: str, b: str, expected: int) -> None:
    assert distance(a, b, 9) == expected


@given(WORDS, WORDS, st.integers(0, 4))
def test_distance_is_the_same_from_both_ends_and_under_a_limit(a: str, b: str, limit: int) -> None:
    assert distance(a, b, limit) == distance(b, a, limit) == min(distance(a, b, 20), limit + 1)


@given(WORDS, st.lists(WORDS, max_size=6))
def test_nearest_gives_known_names_and_the_same_one_first(word: str, known: list[str]) -> None:
    found = nearest(word, known)
    assert len(found) <= 3
    assert set(found) <= set(known)
    if word and word in known:
        assert found[0] == word


@pytest.mark.parametrize(("word", "expected"), [
    ("touring_bkie", "did you mean 'touring_bike'?"), ("bike", "did you mean 'city_bike'?"),
    ("hourz", "did you mean 'hours'?"), ("elephant", None), ("", None)])
def test_did_you_mean(word: str, expected: str | None) -> None:
    assert did_you_mean(word, ["city_bike", "touring_bike", "hours"]) == expected
