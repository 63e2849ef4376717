"""Generated trees of any size, written the way authors write them."""

from __future__ import annotations

_QUESTION = """\
  q{i}:
    ask: How many of the things at place {i} do you have?
    why: The way from place {i} depends on it. [@notes#part{part}]
    kind: number
    min: 0
    goto:
      - when: q{i} >= {limit}
        goto: {next}
      - else: {out}
"""
_CHOICE = """\
  q{i}:
    ask: What do you see at place {i}?
    find_out: Look at the sign beside the [[path]].
    options:
      left:
        label: The left way, number {i}
        also: [west, port side]
        so: Then the river is near. [@notes]
        goto: {next}
      right: {{label: "The right way, which is steep", goto: {out}}}
"""
_LOOKS_BACK = """\
      middle:
        label: Straight on, past number {i}
        when: q{before} > {more}
        goto: {next}
"""
_YES_NO = """\
  q{i}:
    ask: Is the gate at place {i} open?
    yes: {next}
    no: {out}
"""
_OUTCOME = """\
  o{i}:
    recommend: Stop at inn number {i}
    because:
      - It is *near* and has room for you. [@notes#part{part}]
      - when: answered(q{q})
        text: You came past place {q}. [@author]
    caveats:
      - The kitchen closes early. [@notes]
    next_steps:
      - Call them before you go. [@author]
"""
_HEAD = """\
whichway: 1
title: A generated tree of {count} questions
start: q0
require_sources: yes
sources:
  notes:
    title: Notes of a walker
    date: 2026
    parts: {{part0: Beginning, part1: Middle, part2: End}}
terms:
  path: {{meaning: "What one walks on. [@notes]", also: [paths]}}
questions:
"""


def tree(count: int, looks_back: bool = False) -> str:
    """A tree of so many questions in a row, each of which can also end the walk.

    Where it looks back, every third question has an option that stands on the answer to the question before.
    """
    outcomes = max(2, count // 10)
    parts = [_HEAD.format(count=count)]
    for i in range(count):
        form = (_CHOICE, _YES_NO, _QUESTION)[i % 3]
        ahead = f"q{i + 1}" if i + 1 < count else "o0"
        parts.append(form.format(i=i, next=ahead, out=f"o{i % outcomes}", limit=i % 7 + 1, part=i % 3))
        if looks_back and form is _CHOICE and i:
            parts.append(_LOOKS_BACK.format(i=i, next=ahead, before=i - 1, more=(i - 1) % 7 + 3))
    parts.append("outcomes:\n")
    parts += [_OUTCOME.format(i=i, part=i % 3, q=(i + 1) % count) for i in range(outcomes)]
    return "".join(parts)
