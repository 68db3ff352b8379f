"""Does what a person does with the program: presses keys, drops a file, reads what is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from altterr_desktop.app.program import Program
from altterr_desktop.domain.lists import Query
from altterr_desktop.services.commitments import list_commitments
from altterr_desktop.ui.dialogs.import_dialog import ImportForm
from altterr_desktop.ui.kit.messages import Message, Place
from tests.builders import COMMUNE

Wait = Callable[[], None]
COMMITMENTS = "Titre;Échéance;Statut\nPiste cyclable;2028;en cours\nCantine bio;2027;\n"
REGISTER = (
    "Code du département;Libellé du département;Code de la commune;Libellé de la commune;Nom de l'élu;"
    "Prénom de l'élu;Code sexe;Date de naissance;Date de début du mandat;Libellé de la fonction;"
    "Date de début de la fonction\n"
    f"32;Gers;{COMMUNE};L'Isle-Jourdain;MORVAN;Alix;F;09/04/1971;15/03/2026;Maire;20/03/2026\n"
    f"32;Gers;{COMMUNE};L'Isle-Jourdain;TESSIER;Paul;M;02/11/1960;15/03/2026;;\n"
    "32;Gers;32001;Aignan;AUTRE;Lou;M;02/11/1962;15/03/2026;;\n"
)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def write(text: str) -> None:
    """Type over what the field with the keyboard holds."""
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def said(program: Program, place: Place) -> Message:
    return next(message for message in reversed(program.messages.log) if message.place is place)


def commitments(program: Program) -> int:
    return list_commitments(program.operations.dossier, Query()).total


def drop(program: Program, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(100, 100),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    assert program.window is not None
    program.window.dropEvent(event)


def preview(program: Program, qtbot: Any) -> ImportForm:
    """Wait for a preview that can be brought in."""
    qtbot.waitUntil(lambda: program.bringing_in.form is not None, timeout=20_000)
    form = import_form(program)
    qtbot.waitUntil(lambda: form.import_button.isEnabled() and form.model.is_answered)
    return form


def import_form(program: Program) -> ImportForm:
    """Give the preview that is shown."""
    form = program.bringing_in.form
    assert form is not None
    return form
