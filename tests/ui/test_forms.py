from __future__ import annotations

import importlib
import pkgutil
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSlider,
    QTextEdit,
    QWidget,
)

import altterr_desktop.ui
from altterr_desktop.i18n import use_language
from altterr_desktop.settings import paths
from altterr_desktop.ui import forms
from altterr_desktop.ui.forms import Form, FormError, annotated_widgets, load_form

INPUTS = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox, QAbstractItemView, QSlider)
FILES = sorted(paths.forms_folder().glob("*.ui"))


def _form_classes() -> list[type[Form]]:
    for module in pkgutil.walk_packages(altterr_desktop.ui.__path__, "altterr_desktop.ui."):
        importlib.import_module(module.name)
    found, waiting = [], [Form]
    while waiting:
        for one in waiting.pop().__subclasses__():
            waiting.append(one)
            if one.FORM and one.__module__.startswith("altterr_desktop"):
                found.append(one)
    return found


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def file(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def test_every_input_has_a_label_or_an_accessible_name(file: Path, qtbot: Any) -> None:
    built = load_form(file.stem)
    qtbot.addWidget(built)
    # Qt's own parts (the list of a combo, the field of a spin box) are not in the file.
    written = {one.get("name") for one in ET.parse(file).iter("widget")}
    labelled = {label.buddy() for label in built.findChildren(QLabel) if label.buddy() is not None}
    nameless = [
        widget.objectName()
        for widget in built.findChildren(QWidget)
        if isinstance(widget, INPUTS)
        and widget.objectName() in written
        and widget not in labelled
        and not widget.accessibleName()
    ]
    assert nameless == []


def test_the_order_of_tab_is_set_for_every_input(file: Path) -> None:
    tree = ET.parse(file)
    kinds = {
        "QLineEdit",
        "QPlainTextEdit",
        "QComboBox",
        "QSpinBox",
        "QCheckBox",
        "DateField",
        "EnumCombo",
        "NumberField",
        "RecordPicker",
    }
    inputs = [one.get("name") for one in tree.iter("widget") if one.get("class") in kinds]
    stops = [one.text for one in tree.iter("tabstop")]
    assert sorted(set(inputs) - set(stops), key=str) == []
    assert len(stops) == len(set(stops))


def test_no_place_size_or_font_is_fixed_in_pixels(file: Path) -> None:
    tree = ET.parse(file)
    fixed = {
        "geometry",
        "minimumSize",
        "maximumSize",
        "baseSize",
        "sizeIncrement",
        "font",
        "styleSheet",
        "iconSize",
    }
    assert [one.get("name") for one in tree.iter("property") if one.get("name") in fixed] == []


def test_every_widget_but_the_root_lies_in_a_layout(file: Path) -> None:
    root = ET.parse(file).getroot().find("widget")
    assert root is not None
    containers = {"QTabWidget", "QScrollArea", "QStackedWidget", "QSplitter", "QToolBox"}
    loose = [
        child.get("name")
        for parent in root.iter("widget")
        if parent.get("class") not in containers
        for child in parent.findall("widget")
    ]
    assert loose == []


def test_no_form_connects_by_itself_or_reads_mark_up(file: Path, qtbot: Any) -> None:
    tree = ET.parse(file)
    connections = tree.getroot().find("connections")
    assert connections is None or len(connections) == 0
    built = load_form(file.stem)
    qtbot.addWidget(built)
    from PySide6.QtCore import Qt

    assert [
        one.objectName() for one in built.findChildren(QLabel) if one.textFormat() != Qt.TextFormat.PlainText
    ] == []


@pytest.mark.parametrize("form", _form_classes(), ids=lambda form: form.__name__)
def test_the_annotations_of_every_form_fit_its_file(form: type[Form], qtbot: Any) -> None:
    built = load_form(form.FORM)
    qtbot.addWidget(built)
    for name, kind in annotated_widgets(form).items():
        found = built if name == "widget" else built.findChild(kind, name)
        assert isinstance(found, kind), name


def test_every_form_file_is_used() -> None:
    assert {file.stem for file in FILES} == {form.FORM for form in _form_classes()}


class Wrong(Form):
    FORM = "passphrase_dialog"
    widget: QDialog
    passphrase_edit: QPushButton


class Missing(Form):
    FORM = "passphrase_dialog"
    title_edit: QLineEdit


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (Wrong, "passphrase_dialog.ui: passphrase_edit is a QLineEdit, QPushButton expected"),
        (Missing, "passphrase_dialog.ui: title_edit is missing, QLineEdit expected"),
    ],
)
def test_a_widget_that_does_not_fit_is_named_at_once(form: type[Form], words: str, qtbot: Any) -> None:
    with pytest.raises(FormError) as raised:
        form()
    assert str(raised.value) == words


def test_a_promoted_widget_outside_the_kit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "odd.ui").write_text(
        "<ui version='4.0'><class>Odd</class><widget class='Odd' name='Odd'/>"
        "<customwidgets><customwidget><class>Odd</class></customwidget></customwidgets></ui>"
    )
    monkeypatch.setattr(paths, "forms_folder", lambda: tmp_path)
    with pytest.raises(FormError, match="Odd is no widget of the kit"):
        load_form("odd")


def test_words_come_from_the_one_catalogue(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    use_language("en")
    monkeypatch.setattr(forms, "_", lambda text: f"~{text}")
    built = load_form("passphrase_dialog")
    qtbot.addWidget(built)
    assert built.windowTitle() == "~Passphrase of the dossier"
    button = built.findChild(QPushButton, "open_button")
    assert button is not None
    assert button.text() == "~Open"


def test_a_form_without_words_stays_empty_and_others_keep_their_own(qtbot: Any) -> None:
    from PySide6.QtCore import QCoreApplication

    load_form("passphrase_dialog").deleteLater()
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
