"""What is in view: the question, what was said, what is marked; whatever the size, and however much there is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest

from tests.chat.screen import chat, click_on, resize, send, text_of, type_in
from tests.chat.small import LAWN, TREES, talk_after, words
from tui.chat.talk import Talk
from tui.chat.turns import beginnings, turns
from tui.interview.asides import lines

SIZES = [(40, 12), (80, 24), (120, 40), (200, 60)]


def options() -> Iterator[str]:
    """Options as an author would write them; every fifth takes more than one line."""
    for i in range(1, 121):
        yield f"      place_{i}: {{label: Place {i}{' that has a rather long name' * (i % 5 == 0)}, hint: by bus {i}}}"


@pytest.fixture(scope="module")
def long_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree whose every question takes more lines than a terminal has."""
    path = tmp_path_factory.mktemp("trees") / "long.yaml"
    path.write_text("\n".join((
        "whichway: 1", "title: Where to?", "about: All the places there are.", "start: first",
        "lists:", "  places:", "    options:", *options(), "questions:",
        "  first:", "    ask: Where shall we begin?", "    why: It has to begin somewhere.",
        "    find_out: Look at the map.", "    options: {from: places}", "    goto: then",
        "  then:", "    ask: And what will you see on the way?", "    kind: several", "    options: {from: places}",
        "    goto: done",
        "outcomes: {done: {recommend: Go there}}", "")), encoding="utf-8")
    return path


@pytest.mark.parametrize("size", SIZES)
async def test_a_question_comes_before_its_options(long_tree: Path, size: tuple[int, int]) -> None:
    async with chat(long_tree, size) as pilot:
        assert "Where shall we begin?" in text_of(pilot)
        assert "1  Place 1" in text_of(pilot)
        await send(pilot, "down")
        assert "Where shall we begin?" in text_of(pilot)
        await type_in(pilot, "7")
        assert "And what will you see" in text_of(pilot)
        assert "[ ] Place 1" in text_of(pilot)
        assert "Place 7" in text_of(pilot).split("And what")[0], "what was answered is in view too"


@pytest.mark.parametrize("size", SIZES)
async def test_the_marked_row_is_in_view(long_tree: Path, size: tuple[int, int]) -> None:
    """However it was marked, and in a terminal of another size too."""
    width, height = size
    sizes = cycle(((width + 7, height + 1), size))
    async with chat(long_tree, size) as pilot:
        for keys, row in (
            (("up",), "▸   0"), (("up", "up"), "▸ 120"), (tuple("77"), "▸  77"), (("down",) * 30, "▸  30"),
            (("up",) * 30, "▸  92"), (("up", "down"), "▸   1"), (("pagedown", "pagedown", "down", "down"), "▸   2"),
        ):
            await send(pilot, *keys)
            assert row in text_of(pilot), keys
            await resize(pilot, *next(sizes))
            assert row in text_of(pilot), keys
            # A text that comes and goes leaves nothing marked.
            await send(pilot, "x", "ctrl+u")
            assert "▸" not in text_of(pilot)
            assert "Where shall we begin?" in text_of(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_said_beside_is_in_view(long_tree: Path, size: tuple[int, int]) -> None:
    async with chat(long_tree, size) as pilot:
        for line, said in (
            ("xylophone", "I did not get that"), ("/unknown", "Look at the map."), ("/terms bus", "explains no words"),
            ("/help", "Keys and commands"), ("/sources", "names no sources"), ("/qqqq", "there is no command"),
        ):
            await type_in(pilot, line)
            assert said.casefold() in text_of(pilot).casefold(), line


@pytest.mark.parametrize("size", SIZES)
async def test_the_commands_are_in_view(long_tree: Path, size: tuple[int, int]) -> None:
    async with chat(long_tree, size) as pilot:
        await type_in(pilot, "1")
        await send(pilot, "/")
        assert "/back" in text_of(pilot)
        await send(pilot, "escape")
        assert "And what will you see" in text_of(pilot)


async def test_whoever_chooses_sees_all_rows_together() -> None:
    """However far somebody has scrolled up, the arrows lead back to where all options are seen."""
    async with chat(TREES / "backup.yaml") as pilot:
        await type_in(pilot, "/zzz")
        await send(pilot, "escape", "pageup", "pageup", "down", "down")
        assert "▸ 2" in text_of(pilot)
        assert "6  [ ] Nothing that I would miss" in text_of(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_more_below_is_said(long_tree: Path, size: tuple[int, int]) -> None:
    async with chat(long_tree, size) as pilot:
        assert "▾ more" in text_of(pilot)
        await send(pilot, "end")
        assert "▾ more" not in text_of(pilot)
        await send(pilot, "home")
        await click_on(pilot, "▾ more")
        assert "Where shall we begin?" not in text_of(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_commands_and_back_at_the_end(size: tuple[int, int]) -> None:
    """At a recommendation the menu is in view as often as it is asked for; without it, what was read is there again."""
    async with chat(size=size, given=LAWN) as pilot:
        for _ in range(2):
            before = text_of(pilot)
            await send(pilot, "/")
            assert "/back " in text_of(pilot)
            await send(pilot, "down")
            assert "▸ /back " in text_of(pilot)
            await send(pilot, "escape")
            assert text_of(pilot) == before


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("given", "new"), [(LAWN, "Have a picnic on the grass"), (LAWN[:2], "What goes into the")])
async def test_answers_given_beforehand_lead_to_what_is_new(size: tuple[int, int], given: tuple[str, ...],
                                                            new: str) -> None:
    async with chat(size=size, given=given) as pilot:
        assert new in text_of(pilot)


async def test_ticking_leaves_the_rows_where_they_are(long_tree: Path) -> None:
    """Far down a list, another tick is next to the one before."""
    async with chat(long_tree) as pilot:
        await type_in(pilot, "1")
        await send(pilot, "pagedown", "pagedown")
        before = text_of(pilot).splitlines()
        row = next(line for line in before if "[ ] Place 2" in line).strip()
        await click_on(pilot, row)
        after = text_of(pilot).splitlines()
        prompt = next(i for i, line in enumerate(before) if line.startswith("  ›"))
        assert after.pop(prompt).startswith("  › Enter takes what is ticked")
        assert before.pop(prompt).startswith("  › Tick with a number")
        assert [line.replace("[x]", "[ ]") for line in after] == before
        assert any("[x]" in line for line in after)


async def test_whoever_reads_stays_where_they_are() -> None:
    """On the page of the outcome, a terminal of another size has the same line at its top."""
    async with chat(given=LAWN) as pilot:
        assert "Have a picnic on the grass" in text_of(pilot)
        await send(pilot, "pagedown")
        top = text_of(pilot).splitlines()[3].strip()
        assert "Have a picnic on the grass" not in text_of(pilot)
        for size in ((60, 20), (120, 25), (80, 24)):
            await resize(pilot, *size)
            assert top[:20] in "\n".join(text_of(pilot).splitlines()[1:5])
        await send(pilot, "/", "escape")
        assert top[:20] in "\n".join(text_of(pilot).splitlines()[1:5])


def begins(talk: Talk, beside: bool = False) -> list[str]:
    """The words of the turns at which reading can begin."""
    said = turns(talk)
    return [words(said[i]) for i in beginnings(said, beside)]


def test_where_reading_begins() -> None:
    """At the question, or with the answer before it; at the recommendation; at what was said beside."""
    assert begins(talk_after()) == ["What will the weather be like?"]
    assert begins(talk_after("dry")) == ["Dry and warm", "Then you can sit on the grass. [1]",
                                         "How many of you will there be?"]
    assert begins(talk_after(*LAWN)) == ["Have a picnic on the grass"]
    assert begins(talk_after(*LAWN).say("note", said=lines("Changed: Food."))) == [
        "Changed: Food.", "Have a picnic on the grass"]
    assert begins(talk_after("dry").say("terms", "shandy"), beside=True) == [
        "How many of you will there be?", "Shandy: Beer with lemonade. [2]"]
    assert begins(talk_after(*LAWN).change("guests")) == ["Another answer (Esc leaves it as it is)"]


def test_nothing_said_is_nowhere_to_begin() -> None:
    assert beginnings((), beside=False) == ()
