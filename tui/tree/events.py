"""PyYAML, imported without the patterns that reading events does not need.

When it is imported, PyYAML compiles some twenty patterns for guessing types and for reading without libyaml, which
takes about as long as reading a tree does. While it is imported here they are put off until somebody uses them: to
whoever does they are the same, and where PyYAML has been imported before nothing is done at all.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False  # not from typing: the module takes long to import
if TYPE_CHECKING:
    from typing import Any


class _Later:
    """A pattern that is compiled when it is first used."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._written = pattern, flags

    def __getattr__(self, name: str) -> Any:
        return getattr(_compile(*self._written), name)


_compile = re.compile
re.compile = _Later  # type: ignore[assignment]  # for as long as the import takes
try:
    import yaml
    from yaml.events import (
        AliasEvent,
        DocumentStartEvent,
        MappingEndEvent,
        MappingStartEvent,
        ScalarEvent,
        SequenceEndEvent,
        SequenceStartEvent,
    )
finally:
    re.compile = _compile

__all__ = ["AliasEvent", "DocumentStartEvent", "MappingEndEvent", "MappingStartEvent", "ScalarEvent",
           "SequenceEndEvent", "SequenceStartEvent", "yaml"]
