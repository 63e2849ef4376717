"""The chat as a person uses it: keys, words, the mouse, and what is on disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from tests.chat.monkey import play
from tests.chat.screen import answers_of, chat, click_on, resize, send, settled, talk_of, text_of, type_in
from tests.chat.small import TREES
from tui.chat.choices import Choices
from tui.chat.prompt import Prompt
from tui.chat.side import AnswerRow
from tui.chat.talk import For
from tui.chat.talk_screen import TalkScreen

COURSERA = TREES / "coursera.yaml"
LAWN = ("1", "4", "bread and drinks", "2027-05-01", "lake")


def wheel(x: int, y: int) -> events.MouseScrollDown:
    """The wheel turned towards the person, with the pointer there."""
    return events.MouseScrollDown(None, x=x, y=y, delta_x=0, delta_y=1, button=0, shift=False, meta=False, ctrl=False,
                                  screen_x=x, screen_y=y)


async def to_the_lawn(pilot: object) -> None:
    """Answer everything by typing, up to the picnic on the grass."""
    await type_in(pilot, "1", "4", "bread and drinks", "", "1 May 2027", "lake")  # type: ignore[arg-type]  # a pilot


async def test_arrows_and_enter() -> None:
    async with chat() as pilot:
        await send(pilot, "enter", "enter")
        assert answers_of(pilot) == {}
        await send(pilot, "down", "down", "enter", "enter")
        assert answers_of(pilot) == {"weather": "rain"}
        await send(pilot, "up", "enter")
        assert talk_of(pilot).interview.outcome is not None


async def test_digits_stand_for_the_last_one_typed() -> None:
    async with chat() as pilot:
        await send(pilot, "1", "3")
        assert pilot.app.screen.query_one(Input).value == "3"
        await send(pilot, "enter")
        assert answers_of(pilot) == {"weather": "storm"}


async def test_words_and_several_and_numbers_and_dates() -> None:
    async with chat() as pilot:
        await to_the_lawn(pilot)
        assert talk_of(pilot).interview.place == "lawn_picnic"
        assert answers_of(pilot)["food"] == frozenset(("bread", "drinks"))


async def test_ticks() -> None:
    async with chat() as pilot:
        await type_in(pilot, "1", "4")
        await send(pilot, "down", "space", "2")
        assert talk_of(pilot).ticked == {"bread", "cake"}
        await send(pilot, "2", "4")
        assert talk_of(pilot).ticked == {"none"}
        await send(pilot, "down", "space", "enter")
        assert answers_of(pilot)["food"] in (frozenset(("bread",)), frozenset(("cake",)))


@pytest.mark.parametrize(("keys", "ticked"), [
    ("1,2,3", {"bread", "cake", "drinks"}), ("1, 3", {"bread", "drinks"}), ("3;1", {"bread", "drinks"}),
    ("1,1", {"bread"}), ("11", set()), ("12,1", {"bread", "cake"}), ("2 1", {"bread", "cake"}),
])
async def test_ticks_in_a_list(keys: str, ticked: set[str]) -> None:
    """Numbers with commas between them tick, each as it is typed; nothing of them is left to be understood."""
    async with chat() as pilot:
        await type_in(pilot, "1", "4")
        await send(pilot, *("space" if key == " " else key for key in keys))
        assert talk_of(pilot).ticked == ticked
        assert pilot.app.screen.query_one(Input).value == ""


async def test_a_number_that_no_row_has_stays_as_it_was_typed() -> None:
    async with chat() as pilot:
        for keys, held in (("99", "99"), ("7", "997"), ("1", "9971")):
            await send(pilot, *keys)
            assert pilot.app.screen.query_one(Input).value == held
        await send(pilot, "enter")
        assert answers_of(pilot) == {}


async def test_0_is_no_answer_where_one_has_to_be_given() -> None:
    async with chat() as pilot:
        await type_in(pilot, "2")
        await send(pilot, "0", "enter")
        assert "How to find out" not in text_of(pilot)
        assert answers_of(pilot) == {"weather": "rain"}


async def test_errors_keep_what_was_typed() -> None:
    async with chat() as pilot:
        await type_in(pilot, "1", "many")
        assert pilot.app.screen.query_one(Input).value == "many"
        assert "not a number" in text_of(pilot)
        await type_in(pilot, "99")
        assert "20 or less" in text_of(pilot)
        await type_in(pilot, "4")
        assert "guests" in answers_of(pilot)
        assert "not a number" not in text_of(pilot)


async def test_mouse() -> None:
    async with chat() as pilot:
        await pilot.click(Choices, offset=(6, 0))
        await settled(pilot)
        assert answers_of(pilot) == {"weather": "dry"}


async def test_the_mouse_alone() -> None:
    """What a key does, the row of keys does when it is clicked; typing goes on in the prompt."""
    async with chat() as pilot:
        await click_on(pilot, "Dry and warm")
        await type_in(pilot, "4")
        await click_on(pilot, "Cake")
        await click_on(pilot, "Drinks")
        await click_on(pilot, "⏎ answer")
        assert answers_of(pilot)["food"] == {"cake", "drinks"}
        await click_on(pilot, "⌫ back")
        assert "food" not in answers_of(pilot)
        await click_on(pilot, "/ commands")
        await click_on(pilot, "Change an earlier answer")
        assert talk_of(pilot).prompt is For.CHANGE_WHICH
        await click_on(pilot, "esc leave it")
        assert talk_of(pilot).prompt is For.ANSWER
        await send(pilot, "2")
        assert talk_of(pilot).ticked == {"cake"}
        await click_on(pilot, "^q quit")
    assert pilot.app.return_code in (0, None)


async def test_the_wheel_scrolls_wherever_it_is_turned() -> None:
    async with chat() as pilot:
        await to_the_lawn(pilot)
        before = text_of(pilot)
        pilot.app.screen.post_message(wheel(40, 0))
        await settled(pilot)
        assert text_of(pilot) != before


async def test_backspace_takes_back_but_not_while_held(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("tui.chat.prompt.monotonic", lambda: now[0])
    async with chat() as pilot:
        await type_in(pilot, "1")
        await send(pilot, "5", "backspace", "backspace", "backspace")
        assert "weather" in answers_of(pilot)
        now[0] += 5
        await send(pilot, "backspace")
        assert answers_of(pilot) == {}


async def test_why_and_how_to_find_out_and_terms() -> None:
    async with chat(size=(80, 30)) as pilot:
        await send(pilot, "?")
        assert "Look at the whole day" in text_of(pilot)
        await send(pilot, "0")
        assert "Ask the weather office" in text_of(pilot)
        await type_in(pilot, "what is a hamper?")
        assert "A basket with a lid" in text_of(pilot)
        assert answers_of(pilot) == {}


async def test_text_that_fits_nothing() -> None:
    async with chat() as pilot:
        await type_in(pilot, "xylophone")
        assert "I did not get that" in text_of(pilot)
        assert answers_of(pilot) == {}


async def test_change_by_click_and_by_command() -> None:
    async with chat(size=(120, 40)) as pilot:
        await to_the_lawn(pilot)
        await pilot.click(AnswerRow)
        await settled(pilot)
        assert talk_of(pilot).prompt is For.CHANGE
        await send(pilot, "escape")
        assert talk_of(pilot).interview.place == "lawn_picnic"
        await type_in(pilot, "/change guests 6", "")
        assert str(answers_of(pilot)["guests"]) == "6"
        assert talk_of(pilot).interview.place == "lawn_picnic"
        await type_in(pilot, "/change", "1", "3", "")
        assert answers_of(pilot) == {"weather": "storm"}


async def test_an_answer_is_on_disk_before_it_is_shown(state_folder: Path) -> None:
    async with chat() as pilot:
        await type_in(pilot, "2")
        [path] = state_folder.glob("*.json")
        assert json.loads(path.read_text(encoding="utf-8"))["answers"] == {"weather": "rain"}
        assert path.stat().st_mode & 0o077 == 0


async def test_going_on() -> None:
    async with chat() as pilot:
        await type_in(pilot, "1", "4")
    async with chat(fresh=False) as pilot:
        assert talk_of(pilot).prompt is For.GO_ON
        await send(pilot, "1", "enter")
        assert list(answers_of(pilot)) == ["weather", "guests"]
    async with chat(fresh=True) as pilot:
        assert talk_of(pilot).prompt is For.ANSWER


async def test_two_windows_do_not_meet(state_folder: Path) -> None:
    async with chat() as one:
        await type_in(one, "1")
        async with chat() as other:
            await type_in(other, "2")
        await type_in(one, "4")
    found = {tuple(json.loads(p.read_text(encoding="utf-8"))["answers"].values()) for p in state_folder.glob("*.json")}
    assert found == {("dry", "4"), ("rain",)}


async def test_restart_and_quit() -> None:
    async with chat() as pilot:
        await type_in(pilot, "1", "/restart")
        assert answers_of(pilot) == {}
        await type_in(pilot, "/quit")
    assert pilot.app.return_code in (0, None)


async def test_save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with chat() as pilot:
        await type_in(pilot, "3", "/save", "/save", "1")
        names = sorted(path.name for path in tmp_path.glob("*.md"))
        assert names == ["small-stay-home-2.md", "small-stay-home.md"]


async def test_ctrl_c() -> None:
    async with chat() as pilot:
        await send(pilot, "a", "b", "shift+left")
        await send(pilot, "ctrl+c")
        assert pilot.app.clipboard == "b"
        await send(pilot, "end")
        await send(pilot, "ctrl+c")
    assert pilot.app.return_code == 130


async def test_folding_and_resizing() -> None:
    async with chat(size=(120, 40)) as pilot:
        await type_in(pilot, "1")
        assert "Your answers" in text_of(pilot)
        await resize(pilot, 40, 12)
        await settled(pilot)
        assert "Your answers" not in text_of(pilot)
        assert "How many of you" in text_of(pilot)
        await type_in(pilot, "4")
        assert "hamper" in text_of(pilot)


@pytest.mark.parametrize("theme", ["whichway-light", "ansi-dark", "ansi-light", "nord", "no-such-theme"])
async def test_themes(theme: str) -> None:
    async with chat(theme=theme) as pilot:
        await type_in(pilot, "1")
        assert "How many of you" in text_of(pilot)


async def test_the_coursera_tree_by_words() -> None:
    async with chat(COURSERA) as pilot:
        for words in ("cisco", "vendor", "yes", "no"):
            await type_in(pilot, words)
        assert talk_of(pilot).interview.place == "prepare_on_coursera"
        assert "Prepare on Coursera" in text_of(pilot)
        assert pilot.app.focused is pilot.app.screen.query_one(Prompt)


@pytest.mark.parametrize("seed", range(3))
async def test_nothing_that_is_pressed_breaks_it(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`python -m tests.chat.monkey` tries as many as one likes."""
    monkeypatch.chdir(tmp_path)
    await play(seed, 25)


@pytest.mark.parametrize("keys", [("enter",), ("pagedown",), ("down", "enter", "enter"), ("escape", "escape")])
async def test_keys_faster_than_the_palette(keys: tuple[str, ...]) -> None:
    """What is typed before it has opened answers nothing and breaks nothing."""
    async with chat() as pilot:
        talk = pilot.app.screen
        assert isinstance(talk, TalkScreen)
        await send(pilot, "down")
        await send(pilot, "ctrl+p", *keys)
        assert dict(talk.talk.interview.answers) == {}


async def test_what_is_said_can_be_selected() -> None:
    """Over several claims, from the middle of one to the middle of another; what is copied is what was said."""
    async with chat(size=(80, 40)) as pilot:
        await to_the_lawn(pilot)
        lines = text_of(pilot).splitlines()
        at = [(line.index("•") + 2, y) for y, line in enumerate(lines) if "•" in line]
        (x, y), (to_x, to_y) = at[0], at[1]
        words = [lines[row][start:].rstrip() for start, row in at[:2]]
        await pilot.mouse_down(offset=(x + 4, y))
        await pilot.hover(offset=(to_x + 7, to_y))
        await pilot.mouse_up(offset=(to_x + 7, to_y))
        await send(pilot, "ctrl+c")
        first, second = pilot.app.clipboard.split("\n")[0], pilot.app.clipboard.split("\n")[-1]
        assert first.startswith(words[0][4:15])
        assert second
        assert words[1].startswith(second)
