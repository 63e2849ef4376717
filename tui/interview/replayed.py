"""The same person in a tree that was read anew: their answers, by id, as far as they still lead."""

from __future__ import annotations

from tui.interview.given import answers_of
from tui.interview.interview import Interview
from tui.interview.told import name_of
from tui.tree.model import Tree
from tui.tree.written import write_answer


def replayed(before: Interview, tree: Tree) -> tuple[Interview, str]:
    """The interview in the other tree, and in a sentence why it stands elsewhere there; empty where it does not."""
    questions = before.tree.questions
    given = answers_of(tree, {id: write_answer(questions[id], answer)
                              for id, answer in {**before.kept, **before.answers}.items()})
    now = Interview.start(tree, before.today, given)
    if now.place == tree.former.get(before.place, before.place):
        return now, ""
    if now.place in now.kept:
        refused = now.refusal(now.kept[now.place])
        if refused is not None:
            return now, f"Your answer to '{name_of(now.place)}' no longer fits: {refused.message}."
    lost = next((id for id in before.answers if tree.former.get(id, id) not in given), None)
    if lost is not None:
        gone = tree.former.get(lost, lost) not in tree.questions
        what = "is not asked any more" if gone else "has no such answer any more"
        return now, f"'{name_of(lost)}' {what}; this is where the other answers lead."
    return now, "Your answers lead here now."
