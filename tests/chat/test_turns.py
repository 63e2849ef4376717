"""The conversation as turns: order, numbers of sources, what is said where."""

from __future__ import annotations

import re

import pytest

from tests.chat.small import LAWN, interview_after, talk_after, words
from tui.chat.talk import For, Talk
from tui.chat.turns import Turn, spoken, turns
from tui.interview.asides import lines
from tui.problems.frozen import replaced


def said(talk: Talk, roomy: bool = True) -> list[str]:
    """All turns as plain words."""
    return [words(turn) for turn in turns(talk, roomy)]


def of_kind(talk: Talk, kind: str) -> list[str]:
    """The turns of one kind."""
    return [words(turn) for turn in turns(talk) if turn.kind == kind]


def test_a_talk_begins_with_what_it_is_about() -> None:
    assert said(talk_after()) == ["A few questions about a picnic.", "What will the weather be like?",
                                  "Rain decides more than anything else. [1]"]


def test_where_room_is_short_the_reason_waits_until_it_is_asked_for() -> None:
    talk = talk_after()
    assert said(talk, roomy=False) == ["A few questions about a picnic.", "What will the weather be like?"]
    asked = said(talk.say("why", "weather"), roomy=False)
    assert asked[2:] == ["Rain decides more than anything else. [1]", "Look at the whole day, not just at noon."]
    assert said(talk.say("why", "weather"))[3:] == ["Look at the whole day, not just at noon."], "nothing is said twice"


def test_an_answer_is_said_back() -> None:
    assert said(talk_after("dry"))[1:] == ["What will the weather be like?", "Dry and warm",
                                           "Then you can sit on the grass. [1]", "How many of you will there be?"]


def test_the_common_beginning_of_two_talks_stays_the_same() -> None:
    """What has been said does not change as the talk goes on, but for numbers of sources and the reason asked."""
    def bare(talk: Talk) -> list[str]:
        return [re.sub(r" \[\d+\]", "", words(turn)) for turn in turns(talk) if turn.kind not in ("why", "section")]

    for count in range(len(LAWN)):
        before, after = bare(talk_after(*LAWN[:count])), bare(talk_after(*LAWN[:count + 1]))
        assert after[:len(before)] == before


def test_sources_are_numbered_in_the_order_in_which_they_were_said() -> None:
    all_turns = turns(talk_after(*LAWN))
    end = next(i for i, turn in enumerate(all_turns) if words(turn) == "Sources")
    notes = [note for turn in all_turns[:end] for span in turn.spans for note in span.notes]
    seen = list(dict.fromkeys(notes))
    assert seen == list(range(1, len(seen) + 1))


def drawn(talk: Talk) -> Talk:
    """The talk once it was seen: what it cites has its number."""
    return replaced(talk, cited=spoken(talk, True)[1])


def test_a_number_once_seen_never_changes_its_meaning() -> None:
    """Not by an answer, after which the reason is gone; not by something said on the side; not at the end."""
    seen: dict[str, str] = {}
    talk = drawn(talk_after())
    for count in range(len(LAWN) + 1):
        talk = drawn(replaced(talk_after(*LAWN[:count]), cited=talk.cited, asides=talk.asides))
        talk = drawn(talk.say("terms", "shandy") if count == 1 else talk)
        for text in said(talk):
            bare = re.sub(r" \[\d+\]", "", text)
            assert seen.setdefault(bare, text) == text
    assert seen["Then you can sit on the grass."] == "Then you can sit on the grass. [2]"
    assert seen["There are 4 of you, and it will be Dry and warm."].endswith(" [1]")


def test_a_list_of_sources_keeps_what_it_listed() -> None:
    """Each list has what had been cited when it was asked for, and says how many others there are."""
    talk = drawn(drawn(talk_after()).say("sources"))
    talk = drawn(replaced(talk_after("dry"), cited=talk.cited, asides=talk.asides))
    before = [words(turn) for turn in turns(talk) if turn.kind == "aside"]
    assert before == ["Weather for beginners, The weather office, March 2026 https://example.org/weather",
                      "This tree names 2 more, which nothing said so far comes from."]
    talk = drawn(talk.say("sources"))
    after = [words(turn) for turn in turns(talk) if turn.kind == "aside"]
    assert after[:2] == before
    assert [text.split(",")[0] for text in after[2:]] == [
        "Weather for beginners", "The picnic book", "This tree names one more"]


def test_said_twice_in_a_row_it_is_seen_to_be_said_again() -> None:
    talk = drawn(talk_after())
    for times in ("", "  ×2", "  ×3"):
        talk = drawn(talk.say("why", "weather"))
        assert of_kind(talk, "aside") == [f"Look at the whole day, not just at noon.{times}"]
    assert of_kind(talk.say("terms", "shandy").say("why", "weather"), "aside")[2:] == [
        "Look at the whole day, not just at noon."]


def test_one_number_means_one_source_all_through() -> None:
    talk = talk_after(*LAWN)
    everything = said(talk)
    listed = everything[everything.index("Sources") + 1:]
    number = {}
    for turn in turns(talk)[everything.index("Sources") + 1:]:
        if turn.mark.endswith("."):
            number[turn.mark.rstrip(".")] = words(turn)
    club = next(mark for mark, line in number.items() if line.startswith("The picnic book") and "rains" not in line)
    rain = next(mark for mark, line in number.items() if "When it rains" in line)
    office = next(mark for mark, line in number.items() if line.startswith("Weather for beginners"))
    assert listed
    assert sorted(number) == [str(i) for i in range(1, len(number) + 1)]
    assert everything.count(f"Then you can sit on the grass. [{club}]") == 2, "in the talk and on the page"
    assert f"There are 4 of you, and it will be Dry and warm. [{office}]" in everything
    assert f"Pack on 1 May 2027, then go. [{rain}]" in everything


def test_a_source_with_its_date_and_a_note_when_it_is_old() -> None:
    line = next(text for text in said(talk_after(*LAWN)) if text.startswith("The picnic book, "))
    assert line == "The picnic book, Picnic Club, 1 May 2019 https://example.org/picnic (seven years old)"
    assert not any("A book nobody cites" in text for text in said(talk_after(*LAWN)))


def test_the_page_has_its_parts_in_order() -> None:
    talk = talk_after(*LAWN[:2], "none", *LAWN[3:])
    headings = [words(turn) for turn in turns(talk) if turn.kind.startswith("section")]
    assert headings == ["Why", "Watch out", "What to do next", "Worth a look", "What else comes close", "Your answers",
                        "Sources"]
    assert of_kind(talk, "recommend") == ["Have a picnic on the grass"]
    assert of_kind(talk, "caveat")[0].startswith("You will be hungry.")


def test_a_part_without_anything_in_it_has_no_heading() -> None:
    talk = talk_after("rain", "yes")
    headings = [words(turn) for turn in turns(talk) if turn.kind.startswith("section")]
    assert headings == ["Why", "Your answers", "Sources"]


@pytest.mark.parametrize(("about", "value", "title", "first"), [
    ("unknown", "weather", "How to find out", "Ask the weather office. [2]"),
    ("unknown", "guests", "How to find out", "The author does not say how to find out."),
    ("terms", "hamper", "", "hamper: A basket with a lid, in which a picnic is carried."),
    ("terms", "", "", "Words that can be explained: hamper, Shandy."),
    ("terms", "hampr", "", "'hampr' is not among the words that this tree explains. Did you mean hamper?"),
    ("answers", "", "Your answers", "What will the weather be like? Dry and warm"),
    ("help", "", "Keys and commands", "↑ ↓  move over the options"),
])
def test_asides(about: str, value: str, title: str, first: str) -> None:
    spoken = [turn for turn in turns(talk_after("dry").say(about, value)) if turn.kind.startswith("aside")]
    if title:
        assert spoken[0].kind == "aside title"
        assert words(spoken[0]) == title
        spoken = spoken[1:]
    assert words(spoken[0]).startswith(first)


def test_an_aside_stands_where_it_was_said() -> None:
    """Below the question at which it was asked for, above what the person answered."""
    talk = talk_after("dry").say("terms", "hamper")
    later = replaced(talk, interview=interview_after("dry", "4"))
    spoken = said(later)
    question, answer = spoken.index("How many of you will there be?"), spoken.index("4")
    assert spoken[question + 1].startswith("hamper: ")
    assert answer == question + 2


def test_a_note_stands_above_the_question_that_follows_it() -> None:
    spoken = said(talk_after("dry").say("note", said=lines("Changed: Weather.")))
    assert spoken.index("Changed: Weather.") == spoken.index("How many of you will there be?") - 1


def test_a_change_shows_the_earlier_question_last() -> None:
    spoken = said(talk_after(*LAWN).change("guests"))
    assert spoken[-2:] == ["Another answer (Esc leaves it as it is)", "How many of you will there be?"]


@pytest.mark.parametrize(("saved", "words_of_it"), [
    (("dry",), "answered 1 question. Go on from there?"),
    (("dry", "4"), "answered 2 questions. Go on from there?"),
    (LAWN, "got a recommendation. Show it again?"),
])
def test_going_on_is_offered_before_any_question(saved: tuple[str, ...], words_of_it: str) -> None:
    talk = Talk(interview_after(), prompt=For.GO_ON, saved=interview_after(*saved))
    spoken = said(talk)
    assert spoken[-1].endswith(words_of_it)
    assert "What will the weather be like?" not in spoken


def test_nothing_answered_nothing_listed() -> None:
    assert said(talk_after().say("answers"))[-1] == "Nothing is answered yet."


def test_turns_are_compared_by_what_they_say() -> None:
    """The screen keeps what is equal, so equal talks have equal turns."""
    assert turns(talk_after(*LAWN)) == turns(talk_after(*LAWN))
    assert Turn("ask", ()) != Turn("so", ())
