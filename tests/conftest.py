"""What every test needs: state of its own, and no look or language of the machine it runs on."""

from __future__ import annotations

import importlib
import os
from itertools import count
from pathlib import Path

import pytest

# Textual reads these when it is imported.
os.environ["TEXTUAL_ANIMATIONS"] = "none"
for _name in ("NO_COLOR", "FORCE_COLOR", "TEXTUAL_THEME", "COLUMNS", "LINES"):
    os.environ.pop(_name, None)
# What a test has set off is drawn when it is done, and not whenever a clock strikes in between; programs that tests
# start on a terminal draw as they always do.
os.environ["TEXTUAL_FPS"] = "1"
importlib.import_module("textual.constants")
del os.environ["TEXTUAL_FPS"]


_NUMBERS = count()


@pytest.fixture(autouse=True)
def state_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where saved answers of this test go; most save none, and so it is not made."""
    home = tmp_path_factory.getbasetemp() / f"state-{next(_NUMBERS)}"
    monkeypatch.setenv("XDG_STATE_HOME", str(home))
    return home / "whichway"
