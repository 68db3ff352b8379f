"""Set what every test stands on: windows drawn off the screen, and no proof that depends on the clock."""

import os

# Before anything imports Qt. A developer who wants to look sets the variable.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import settings

from altterr_desktop.i18n import use_language

settings.register_profile("altterr", deadline=None, print_blob=True)
settings.load_profile("altterr")


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test its own preferences and French words, whatever this computer speaks."""
    monkeypatch.setenv("ALTTERR_HOME", str(tmp_path_factory.mktemp("home")))
    use_language("fr")
