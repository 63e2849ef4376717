"""The forms that a page can take; each is loaded when it is asked for."""

from __future__ import annotations

from tui.interview.recommendation import Recommendation
from tui.report.page import Page, recommendation_page


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


def markdown(found: Recommendation) -> str:
    """The recommendation as a Markdown document."""
    return written(recommendation_page(found), "markdown")
