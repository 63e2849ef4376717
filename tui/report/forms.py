"""The forms that a page can take; each is loaded when it is asked for."""

from __future__ import annotations

from tui.interview.interview import Interview
from tui.interview.recommendation import Recommendation, recommend
from tui.report.page import Page, depends_page, recommendation_page


def written(page: Page, form: str, width: int = 80) -> str:
    """A page in one of the forms; only text has a width."""
    if form == "markdown":
        from tui.report.to_markdown import as_markdown

        return as_markdown(page)
    if form == "html":
        from tui.report.to_html import as_html

        return as_html(page)
    from tui.report.to_text import as_text

    return as_text(page, width)


def end_page(interview: Interview, more: str = "") -> Page:
    """The page that an interview ends with: the recommendation, or what it depends on.

    `more` says how to see the rest of what would change a recommendation; without it all of that is shown.
    """
    # Not above: a talk that has not ended needs no what-if.
    from tui.interview.whatif import decided_by, depends, would_change

    open_end = depends(interview)
    if open_end is not None:
        return depends_page(interview, open_end)
    found = recommend(interview)
    assert found is not None
    return recommendation_page(found, decided_by(interview), would_change(interview), more)


def document(interview: Interview, form: str) -> str:
    """The page that an interview ends with, in full."""
    return written(end_page(interview), form)


def markdown(found: Recommendation) -> str:
    """The recommendation as a Markdown document."""
    return document(found.interview, "markdown")
