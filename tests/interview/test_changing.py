"""Changing an earlier answer in words: which question and which answer are meant, and what is said where none is."""

from __future__ import annotations

import pytest

from tests.chat.small import LAWN, interview_after
from tui.interview.changing import find_question, read_change, read_option, split_change
from tui.interview.offer import Refused
from tui.tree.written import write_answer

HERE = interview_after("dry", "4", "bread,drinks")


@pytest.mark.parametrize(("rest", "question", "answer"), [
    ("weather rain", "weather", "rain"), ("Weather Rain", "weather", "rain"), ("weather drizzle", "weather", "rain"),
    ("1 storm and thunder", "weather", "storm"), ("What will the weather be like? rain", "weather", "rain"),
    ("guests 7", "guests", "7"), ("guests 7 people", "guests", "7"), ("food cake, beer", "food", "cake,drinks"),
    ("food none", "food", "none"), ("  food   Bread  and cheese ", "food", "bread"),
    ("weather unknown", "weather", "unknown"),
])
def test_a_change(rest: str, question: str, answer: str) -> None:
    found = read_change(HERE, rest)
    assert not isinstance(found, Refused)
    assert (found[0], write_answer(HERE.tree.questions[found[0]], found[1])) == (question, answer)


@pytest.mark.parametrize(("rest", "message", "for_programs"), [
    # Nothing is taken for which one would have to guess.
    ("weather it will rain", "'Weather' has no answer 'it will rain'; did you mean 'Rain'?",
     "'weather' has no answer 'it will rain'; did you mean 'rain'?"),
    ("weather warm", "'Weather' has no answer 'warm'; did you mean 'Dry and warm'?",
     "'weather' has no answer 'warm'; did you mean 'dry'?"),
    ("weather not dry", "'Weather' has no answer 'not dry'; offered: Dry and warm; Rain; Storm and thunder",
     "'weather' has no answer 'not dry'; offered: dry, rain, storm"),
    ("food a crate",
     "'Food' has no answer 'a crate'; offered: Bread and cheese; Cake; Drinks, cold ones; Nothing at all",
     "'food' has no answer 'a crate'; offered: bread, cake, drinks, none"),
    ("guests 7 dogs", "one number in people is needed here, such as 3",
     "one number in people is needed here, such as 3"),
    ("weather what is a hamper", "'what is a hamper' is no answer to 'Weather'",
     "'what is a hamper' is no answer to 'weather'"),
    # Which question, and what may stand there.
    ("", "there is no question ''; answered: Weather, Guests, Food",
     "there is no question ''; answered: weather, guests, food"),
    ("what rain", "there is no question 'what'; answered: Weather, Guests, Food",
     "there is no question 'what'; answered: weather, guests, food"),
    ("wether rain", "there is no question 'wether'; did you mean 'Weather'?",
     "there is no question 'wether'; did you mean 'weather'?"),
    ("9 rain", "there is no question '9'; answered: Weather, Guests, Food",
     "there is no question '9'; answered: weather, guests, food"),
    ("place lake", "'Place' has not been answered; answered: Weather, Guests, Food",
     "'place' has not been answered; answered: weather, guests, food"),
    ("weather", "say which answer 'Weather' should get, as in /change Weather ANSWER; offered: Dry and warm; Rain; "
     "Storm and thunder",
     "say which answer 'weather' should get, as in /change weather ANSWER; offered: dry, rain, storm"),
    ("guests", "say which answer 'Guests' should get, as in /change Guests ANSWER",
     "say which answer 'guests' should get, as in /change guests ANSWER"),
])
def test_a_change_that_cannot_be_read(rest: str, message: str, for_programs: str) -> None:
    """People are told labels, programs ids."""
    for ids, expected in ((False, message), (True, for_programs)):
        found = read_change(HERE, rest, ids)
        assert isinstance(found, Refused)
        assert found.message == expected


def test_a_question_has_its_own_words() -> None:
    """They may be many, and what follows them is the answer."""
    split = split_change(HERE, "What will the weather be like? it will rain")
    assert not isinstance(split, Refused)
    assert (split[0].id, split[1]) == ("weather", "it will rain")
    assert [getattr(find_question(HERE, name), "id", None) for name in (
        "weather", "WEATHER", "1", "3", "what will the weather be like", "4", "", "/")] == [
            "weather", "weather", "weather", "food", "weather", None, None, None]


@pytest.mark.parametrize(("words", "option"), [
    ("lake", "lake"), ("By the lake", "lake"), ("the shore", "lake"), ("zoo", "zoo"), ("castle", "castle"),
    ("moon", None),
    ("", None), ("not the zoo", None), ("what is a hamper?", None)])
def test_one_option(words: str, option: str | None) -> None:
    found = read_option(interview_after(*LAWN[:4]), words)
    assert (None if isinstance(found, Refused) else found) == option


def test_one_option_where_there_is_none() -> None:
    assert read_option(HERE, "2027-05-01") == Refused("no options are offered here")
    assert read_option(interview_after("dry", "4"), "none") == "none"
