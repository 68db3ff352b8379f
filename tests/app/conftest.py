"""Gives the tests of the program a window in English, without the tabs they are not about."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog

from altterr_desktop.app.program import Program
from altterr_desktop.app.tabs import TABS
from altterr_desktop.i18n import use_language
from altterr_desktop.settings.preferences import Preferences
from altterr_desktop.ui.kit.memory import Memory
from tests.builders import a_dossier

SHOWN_TABS = tuple(spec for spec in TABS if spec.key in {"dashboard", "commitments"})


@pytest.fixture
def program(qapp: QApplication, qtbot: Any, _own_home: None) -> Iterator[Program]:
    use_language("en")
    made = Program(qapp, Memory(Preferences(language="en", theme="light")), SHOWN_TABS)
    window = made.start()
    made.show_welcome()
    qtbot.waitUntil(window.isActiveWindow)
    yield made
    made.close()
    for dialog in qapp.topLevelWidgets():
        if isinstance(dialog, QDialog):
            dialog.close()
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()
    # Everything of this program goes here, on this thread, before another one starts its worker.
    made.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


@pytest.fixture
def settled(program: Program, qtbot: Any) -> Callable[[], None]:
    """Wait until nothing runs, waits or has still to come back."""
    return lambda: qtbot.waitUntil(lambda: program.operations.is_idle, timeout=20_000)


@pytest.fixture
def dossier_path(tmp_path: Path) -> Path:
    dossier = a_dossier(tmp_path)
    dossier.close()
    return Path(dossier.path)


@pytest.fixture
def opened(program: Program, dossier_path: Path, settled: Callable[[], None]) -> Program:
    program.open(str(dossier_path))
    settled()
    return program
