"""Set what every test stands on: windows drawn off the screen, and no proof that depends on the clock."""

import os

# Before anything imports Qt. A developer who wants to look sets the variable.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import settings
from pytestqt.qtbot import QtBot

from altterr_desktop.i18n import use_language

settings.register_profile("altterr", deadline=None, print_blob=True)
settings.load_profile("altterr")

# A wait ends as soon as what is waited for is there; its limit only says that it will never come. On a computer
# that is also doing something else, five seconds do not say that.
PATIENCE_MS = 40_000
for _wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitCallback):
    (_wait.__kwdefaults__ or {}).update(timeout=PATIENCE_MS)


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test its own preferences and French words, whatever this computer speaks."""
    monkeypatch.setenv("ALTTERR_HOME", str(tmp_path_factory.mktemp("home")))
    use_language("fr")
