"""Ask for one piece of evidence; it keeps nothing itself: whoever asks does."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from shiboken6 import isValid

from altterr_desktop.domain.commitments import EvidenceKind, ProofStrength, usual_strength
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.services.choices import read_choices
from altterr_desktop.services.deliberations import find_deliberations
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.kit.pickers import RecordPicker
from altterr_desktop.ui.kit.popup_list import Found
from altterr_desktop.ui.tabs.commitments.deliberations_dialog import ask_deliberation
from altterr_desktop.ui.tabs.commitments.keeping import KEYS, Keep, answers, ask_file

_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".heic", ".webp"})


class EvidenceForm(Form):
    """Bind the dialog of a piece of evidence; with `keep` it stays until what was typed is kept."""

    FORM = "evidence_dialog"
    widget: QDialog
    title_edit: QLineEdit
    kind_combo: EnumCombo
    strength_combo: EnumCombo
    deliberation_box: QWidget
    deliberation_picker: RecordPicker
    deliberation_button: QPushButton
    publisher_edit: QLineEdit
    dated_on_field: DateField
    url_edit: QLineEdit
    page_edit: QLineEdit
    consulted_on_field: DateField
    quote_edit: QPlainTextEdit
    file_name_label: QLabel
    choose_button: QPushButton
    remove_button: QPushButton
    notes_edit: QLineEdit
    publishable_check: QCheckBox
    error_label: QLabel
    save_button: QPushButton
    cancel_button: QPushButton

    def __init__(
        self,
        parent: QWidget | None,
        values: Mapping[str, Any] | None = None,
        keep: Keep | None = None,
        context: TabContext | None = None,
    ) -> None:
        super().__init__(parent)
        self._keep = keep
        self._context = context
        self._file: Path | None = None
        self._attachment_id: str | None = None
        self.kind_combo.set_members(EvidenceKind)
        self.kind_combo.activated.connect(lambda *_place: self._show_usual())
        self._offer_deliberations(context)
        self.strength_combo.set_members(ProofStrength, "-")
        self.choose_button.clicked.connect(lambda *_on: self._on_choose())
        self.remove_button.clicked.connect(lambda *_on: self.show_file("", None, None))
        self.save_button.clicked.connect(lambda *_on: self.save())
        self.cancel_button.clicked.connect(self.widget.reject)
        for keys in KEYS:
            QShortcut(QKeySequence(keys), self.widget).activated.connect(self.save)
        unit = self.widget.fontMetrics().averageCharWidth()
        self.widget.setMinimumWidth(unit * 84)
        self.quote_edit.setFixedHeight(self.widget.fontMetrics().height() * 5)
        self.error_label.hide()
        self.show_values(values or {})

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show a piece of evidence: fields by name, `file` a path, `file_name` the name of the file it has."""
        self.title_edit.setText(str(values.get("title") or ""))
        self.kind_combo.set_value(values.get("evidence_kind") or EvidenceKind.OTHER)
        self.strength_combo.set_value(values.get("proof_strength"))
        self.publisher_edit.setText(str(values.get("publisher") or ""))
        self.dated_on_field.set_value(values.get("dated_on"))
        self.url_edit.setText(str(values.get("url") or ""))
        self.page_edit.setText(str(values.get("page") or ""))
        self.consulted_on_field.set_value(values.get("consulted_on"))
        self.quote_edit.setPlainText(str(values.get("quote") or ""))
        self.notes_edit.setText(str(values.get("notes") or ""))
        if values.get("deliberation_id"):
            named = (str(values["deliberation_id"]), str(values.get("deliberation") or _("Deliberation")))
            self.deliberation_picker.set_value(named)
        self.publishable_check.setChecked(bool(values.get("publishable", True)))
        self.show_file(str(values.get("file_name") or ""), values.get("attachment_id"), values.get("file"))
        self._show_usual()

    def show_file(self, name: str, attachment_id: str | None, path: Path | None) -> None:
        """Show the file of the dossier, or the one that will be copied; neither: none."""
        self._attachment_id, self._file = attachment_id, path
        self.file_name_label.setText(path.name if path is not None else name or _("No file"))
        self.remove_button.setVisible(path is not None or bool(attachment_id))
        if path is None:
            return
        if not self.title_edit.text().strip():
            self.title_edit.setText(path.stem.replace("_", " "))
        if path.suffix.lower() in _PICTURES and self.kind_combo.value() is EvidenceKind.OTHER:
            self.kind_combo.set_value(EvidenceKind.PHOTO)
            self._show_usual()

    def values(self) -> dict[str, Any]:
        """Give what was typed, by the names of the fields; `file` is the path of a file to copy."""
        values: dict[str, Any] = {
            "title": self.title_edit.text().strip(),
            "evidence_kind": self.kind_combo.value() or EvidenceKind.OTHER,
            "proof_strength": self.strength_combo.value(),
            "publisher": self.publisher_edit.text().strip(),
            "dated_on": self.dated_on_field.value(),
            "url": self.url_edit.text().strip(),
            "page": self.page_edit.text().strip(),
            "consulted_on": self.consulted_on_field.value(),
            "quote": self.quote_edit.toPlainText().strip(),
            "notes": self.notes_edit.text().strip(),
            "publishable": self.publishable_check.isChecked(),
            "attachment_id": self._attachment_id,
            "deliberation_id": self._deliberation_id(),
        }
        if self._file is not None:
            values["file"] = self._file
        return values

    def save(self) -> None:
        """Hand the values over, unless a field cannot be read or nothing names the evidence."""
        for field in (self.dated_on_field, self.consulted_on_field):
            if not field.is_valid():
                self.refuse(_("This date cannot be read. Write it as 13/03/2029."), field)
                return
        values = self.values()
        if not (values["title"] or values["url"] or values["quote"]):
            self.refuse(_("Write at least a title, a link or a quoted passage."), self.title_edit)
            return
        if self._keep is None:
            self.widget.accept()
        else:
            self._keep(values, *answers(self.widget, self.refuse))

    def refuse(self, sentence: str, field: QWidget | None = None) -> None:
        """Say why it was not kept; nothing typed is lost."""
        self.error_label.setText(sentence)
        self.error_label.show()
        if field is not None:
            field.setFocus()

    def _show_usual(self) -> None:
        kind = self.kind_combo.value()
        usual = usual_strength(EvidenceKind(kind)) if kind else ProofStrength.OBSERVATION
        words = _("As usual: {strength}").format(strength=label(usual).lower())
        self.strength_combo.setItemText(0, words)
        is_vote = kind == EvidenceKind.DELIBERATION and self._context is not None
        self.deliberation_box.setVisible(is_vote or self.deliberation_picker.value() is not None)

    def _deliberation_id(self) -> str | None:
        is_vote = self.kind_combo.value() == EvidenceKind.DELIBERATION
        return self.deliberation_picker.value() if is_vote else None

    def _offer_deliberations(self, context: TabContext | None) -> None:
        if context is None:
            return
        self.deliberation_picker.set_search(partial(_search_deliberations, context), context.operations)
        self.deliberation_picker.picked.connect(self._on_deliberation_picked)
        self.deliberation_button.clicked.connect(lambda *_on: self._on_deliberation_asked(context))

    def _on_deliberation_picked(self, found: Found | None) -> None:
        if found is not None and not self.title_edit.text().strip():
            self.title_edit.setText(found.text)

    def _on_deliberation_asked(self, context: TabContext) -> None:
        def on_made(record_id: str, name: str) -> None:
            if isValid(self.widget):
                self.deliberation_picker.set_value((record_id, name))
                self._on_deliberation_picked(Found("deliberation", record_id, name))

        context.operations.ask(
            read_choices,
            on_done=lambda choices: ask_deliberation(context, self.widget, None, choices, on_made),
            owner=self.widget,
        )

    def _on_choose(self) -> None:
        if path := ask_file(self.widget):
            self.show_file("", None, Path(path))


def _search_deliberations(context: TabContext, words: str) -> list[Found]:
    """Find deliberations; used on the worker's thread."""
    found = find_deliberations(context.operations.dossier, words)
    return [Found("deliberation", one.id, one.text, one.detail) for one in found]


def ask(
    parent: QWidget | None,
    values: Mapping[str, Any] | None = None,
    keep: Keep | None = None,
    context: TabContext | None = None,
) -> dict[str, Any] | None:
    """Ask for a piece of evidence and give its values; None when cancelled. Tests replace it.

    With a `context`, evidence of a deliberation names one of the dossier, or a new one.
    """
    form = EvidenceForm(parent, values, keep, context)
    accepted = form.widget.exec() == QDialog.DialogCode.Accepted
    typed = form.values()
    form.widget.deleteLater()
    return typed if accepted else None
