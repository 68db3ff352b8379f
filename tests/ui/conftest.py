"""Gives the tests of the window their language, their theme, a worker and an invented dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from altterr_desktop.i18n import use_language
from altterr_desktop.settings.preferences import Preferences
from altterr_desktop.ui.kit.actions import Actions
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.memory import Memory
from altterr_desktop.ui.kit.messages import Messages
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.kit.qt_words import speak
from altterr_desktop.ui.kit.theme import ThemeName, use_theme
from tests.ui.demo_tab import FakeDossier


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication, _own_home: None) -> None:
    use_language("en")
    speak("en")
    use_theme(ThemeName.LIGHT)


@pytest.fixture
def messages(qapp: QApplication) -> Messages:
    return Messages()


@pytest.fixture
def operations(messages: Messages) -> Iterator[Operations]:
    made = Operations(messages)
    yield made
    made.shut_down()


@pytest.fixture
def opened(operations: Operations) -> FakeDossier:
    dossier = FakeDossier(1000)
    operations.use_dossier(dossier)
    return dossier


@pytest.fixture
def memory() -> Memory:
    return Memory(Preferences())


@pytest.fixture
def gone_to() -> list[tuple[Any, ...]]:
    return []


@pytest.fixture
def context(
    operations: Operations, messages: Messages, memory: Memory, gone_to: list[tuple[Any, ...]]
) -> TabContext:
    def note(*where: object) -> None:
        gone_to.append(where)

    return TabContext(operations, messages, Actions(), memory, note, note)


@pytest.fixture
def idle(qtbot: Any, operations: Operations) -> Callable[[], None]:
    def wait() -> None:
        qtbot.waitUntil(lambda: operations.is_idle)

    return wait
