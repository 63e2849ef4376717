"""Brackets, markup and escapes in every text of a tree and in what is typed: shown as they are, never interpreted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.chat.screen import chat, send, talk_of, text_of, type_in

NASTY = "[/] [b]x[/b] [@click=app.quit]y[/] $primary <b> &amp; 你好 \N{WAVING HAND SIGN}"
QUOTED = "'" + NASTY.replace("[@", "\\[@") + " {0}'"

TREE = """\
whichway: 1
title: {title}
about: {about}
start: q
sources:
  s: {{title: {source}, by: {by}, date: 2026, url: 'https://example.org/[b]', parts: {{p: {part}}}}}
terms:
  t: {{meaning: {meaning}, also: ['[word]']}}
questions:
  q:
    ask: {ask}
    why: {why}
    help: {help}
    find_out: {find_out}
    options:
      a: {{label: {label}, hint: {hint}, also: ['[/x]'], so: {so}, goto: n}}
      b: {{label: plain, goto: o}}
  n: {{ask: {ask}, kind: number, unit: {unit}, goto: o}}
outcomes:
  o:
    recommend: {recommend}
    about: {about}
    because: [{claim}]
    caveats: [{claim}]
    next_steps: [{claim}]
    items: [{{title: {item}, text: {claim}}}]
    alternatives: {{p: {alternative}}}
  p: {{recommend: {recommend}}}
"""
FIELDS = ["title", "about", "source", "by", "part", "meaning", "ask", "why", "help", "find_out", "label", "hint", "so",
          "unit", "recommend", "claim", "item", "alternative"]


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A tree all of whose texts are hostile, each with a word of its own."""
    path = tmp_path / "hostile.yaml"
    path.write_text(TREE.format(**{name: QUOTED.format(name.upper()) for name in FIELDS}), encoding="utf-8")
    return path


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 60)], ids=str)
async def test_every_text_is_shown_as_it_is(hostile: Path, size: tuple[int, int]) -> None:
    async with chat(hostile, size=size) as pilot:
        await send(pilot, "?", "0")
        await type_in(pilot, "/terms t", "/sources", "/help")
        await send(pilot, "/", "backspace")
        await type_in(pilot, "[/x]")
        assert list(talk_of(pilot).interview.answers) == ["q"]
        await type_in(pilot, "[b]", "3", "/answers", "/change")
        await send(pilot, "escape")
        await type_in(pilot, "/whatif", "/where")
        await type_in(pilot, "/map")
        assert "LABEL" in text_of(pilot)
        await send(pilot, "escape")
        if size[1] == 60:
            shown = " ".join(text_of(pilot).split())
            assert "[b]x[/b] [@click=app.quit]y[/] $primary" in shown
            assert "RECOMMEND" in shown
    assert pilot.app.return_code in (0, None)


@pytest.mark.parametrize("typed", ["[/]", "[b]x", "[@click=app.quit]x[/]", "[[t]]", "{q}", "$primary", "\\", "/[/]",
                                   "/terms [/]", "/change [/] [b]", "/save [b]/[/]x.md", "<b>", "\x9b2J", "\u202eabc"])
async def test_whatever_is_typed(typed: str) -> None:
    async with chat() as pilot:
        prompt = pilot.app.screen.query_one("#input")
        prompt.value = typed  # type: ignore[attr-defined]  # the input line
        await send(pilot, "enter")
        shown = text_of(pilot)
        assert "\x9b" not in shown
        assert "\u202e" not in shown
        assert talk_of(pilot).interview.today == date(2026, 11, 23)
        assert pilot.app.is_running
