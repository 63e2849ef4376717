"""Claims and items, with the shared claims that they use put in."""

from __future__ import annotations

from collections.abc import Mapping

from tui.problems.nearest import did_you_mean
from tui.problems.problem import File
from tui.tree.declare import at
from tui.tree.files import Entry
from tui.tree.format import CITED, LABEL
from tui.tree.model import Claim, Item
from tui.tree.nodes import Scalar
from tui.tree.record import Record
from tui.tree.resolve import Resolver
from tui.tree.text import Text

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from tui.tree.lost_citations import LostCitations

MISCITED = frozenset(["unknown-source", "unknown-part", "bad-citation"])
"""What is wrong with a citation that is there."""


class Claims:
    """Reads the claims of one tree; `entries` are those that others use."""

    def __init__(self, resolver: Resolver, entries: Mapping[str, Entry], require_sources: bool) -> None:
        self.resolver = resolver
        self.entries = entries
        self.require_sources = require_sources
        self.lost: LostCitations | None = None
        self.shared = self.shared_claims()

    def claim(self, record: Record) -> Claim | None:
        """A claim where it stands, with what it uses put together; None where it says nothing."""
        when = self.resolver.when(record)
        use, text = record.get("use"), record.get("text")
        if use is not None and text is not None:
            self.resolver.add("bad-claim", "a claim has 'text' or 'use', not both", record.place("use"),
                              "take one of them out")
        if use is not None:
            shared = self.shared_claim(record.file, use)
            return None if shared is None else Claim(shared.text, shared.when + when, record.place("use"), shared.id)
        said = self.cited(record.file, text)
        if said is None:
            if "text" not in record and "use" not in record:
                self.resolver.add("missing-key", "a claim has neither 'text' nor 'use'", record.place(), "add 'text:'")
            return None
        return Claim(said, when, said.at)

    def claims(self, record: Record, name: str) -> tuple[Claim, ...]:
        """The claims of a list."""
        return tuple([claim for given in record.get(name) or () if (claim := self.claim(given)) is not None])

    def item(self, record: Record) -> Item:
        """An extra of an outcome."""
        when = self.resolver.when(record)
        text = self.cited(record.file, record.get("text"))
        shared = None
        if record.get("use") is not None:
            if text is not None:
                self.resolver.add("bad-claim", "an item has 'text' or 'use', not both", record.place("use"),
                                  "take one of them out")
            shared = self.shared_claim(record.file, record.get("use"))
            if shared is not None:
                text, when = shared.text, shared.when + when
        url = record.get("url")
        return Item(self.resolver.must(record, "title", LABEL), text, url.value if url is not None else None, when,
                    record.place("title"), shared.id if shared is not None else None)

    def shared_claims(self) -> dict[str, Claim]:
        """The top-level claims, which others use."""
        found = {}
        for id, entry in self.entries.items():
            record: Record = entry.value
            if record.get("use") is not None:
                self.resolver.add("bad-claim", "a shared claim cannot use another", record.place("use"),
                                  "write its text here")
                continue
            claim = self.claim(record)
            if claim is not None:
                found[id] = Claim(claim.text, claim.when, entry.place, id)
        return found

    def shared_claim(self, file: File, use: Scalar) -> Claim | None:
        id = use.value
        if id not in self.entries:
            self.resolver.add("unknown-claim", f"there is no claim called '{id}'", at(file, use),
                              did_you_mean(id, self.entries) or "write it under the top-level 'claims:'")
        return self.shared.get(id)

    def cited(self, file: File, node: Scalar | None) -> Text | None:
        """The text of a claim, which needs a citation where the tree says so; one that could not be read counts."""
        before = len(self.resolver.problems)
        text = self.resolver.text(file, node, CITED)
        if text is not None and self.require_sources and not text.cites and not any(
                problem.code in MISCITED for problem in self.resolver.problems[before:]):
            if self.lost is None:
                from tui.tree.lost_citations import LostCitations

                self.lost = LostCitations(self.resolver.names.sources)
            lost = next((name for _, name in self.lost.found(text.raw)), None)
            self.resolver.add("uncited-claim", "this claim cites no source, and the tree requires one", text.at,
                              f"write [@{lost}], in square brackets and with @" if lost is not None else
                              "end it with [@source], or with [@author] if it is your own advice")
        return text
