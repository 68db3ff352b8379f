"""Ask what a new request is, when a meeting is, and open letters and wordings for editing; they keep nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from altterr_desktop.domain.requests import RequestKind
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.services.letter_pieces import PIECES
from altterr_desktop.services.letter_templates import Template, keep_template, reset_template
from altterr_desktop.services.letters import Letter
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit import exporting
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.kit.pickers import RecordPicker
from altterr_desktop.ui.tabs.meetings.clock import read_clock
from altterr_desktop.ui.tabs.meetings.page import search
from altterr_desktop.ui.tabs.meetings.requests.marks import copy_text, show_missing


@dataclass(frozen=True)
class NewRequest:
    """Hold what was answered: the fields of the request and the commitment it is about."""

    values: dict[str, Any]
    commitment_ids: tuple[str, ...]


class NewRequestForm(Form):
    """Bind the dialog of a new request."""

    FORM = "request_new_dialog"
    widget: QDialog
    kind_combo: EnumCombo
    official_picker: RecordPicker
    title_edit: QLineEdit
    commitment_picker: RecordPicker
    save_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, context: TabContext, parent: QWidget | None) -> None:
        super().__init__(parent)
        for picker, kind in ((self.official_picker, "official"), (self.commitment_picker, "commitment")):
            picker.set_search(partial(search, context, kind), context.operations)
        self.official_picker.picked.connect(lambda *_found: self._propose_title())
        self.kind_combo.set_members(RequestKind)
        self.kind_combo.set_value(RequestKind.MEETING)
        self.kind_combo.picked.connect(lambda *_kind: self._propose_title())
        self.save_button.clicked.connect(self.widget.accept)
        self.cancel_button.clicked.connect(self.widget.reject)
        self.widget.setMinimumWidth(self.widget.fontMetrics().averageCharWidth() * 72)
        self._propose_title()

    def answer(self) -> NewRequest:
        """Give what was answered; an empty subject is left to be proposed."""
        values: dict[str, Any] = {
            "request_kind": self.kind_combo.value() or RequestKind.MEETING,
            "official_id": self.official_picker.value(),
            "title": self.title_edit.text().strip(),
        }
        chosen = self.commitment_picker.value()
        return NewRequest(
            {name: value for name, value in values.items() if value}, (chosen,) if chosen else ()
        )

    def _propose_title(self) -> None:
        kind = label(self.kind_combo.value() or RequestKind.MEETING)
        found = self.official_picker.found()
        proposed = _("{kind} – {name}").format(kind=kind, name=found.text) if found else kind
        self.title_edit.setPlaceholderText(proposed)


def ask_new(
    context: TabContext, parent: QWidget, official: tuple[str, str] | None = None
) -> NewRequest | None:
    """Ask what a new request is; None when cancelled. Tests replace it."""
    form = NewRequestForm(context, parent)
    if official is not None:
        form.official_picker.set_value(official)
    accepted = form.widget.exec() == QDialog.DialogCode.Accepted
    answer = form.answer() if accepted else None
    form.widget.deleteLater()
    return answer


class MeetingForm(Form):
    """Bind the dialog that asks when the meeting a request led to is."""

    FORM = "request_meeting_dialog"
    widget: QDialog
    about_label: QLabel
    held_on_field: DateField
    start_time_edit: QLineEdit
    place_edit: QLineEdit
    error_label: QLabel
    save_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, parent: QWidget | None, about: str) -> None:
        super().__init__(parent)
        self.about_label.setText(about)
        self.error_label.hide()
        self.save_button.clicked.connect(lambda *_on: self._on_save())
        self.cancel_button.clicked.connect(self.widget.reject)
        self.widget.setMinimumWidth(self.widget.fontMetrics().averageCharWidth() * 60)

    def answer(self) -> dict[str, Any]:
        """Give the fields of the meeting."""
        return {
            "held_on": self.held_on_field.value(),
            "start_time": read_clock(self.start_time_edit.text()) or "",
            "place": self.place_edit.text().strip(),
        }

    def _on_save(self) -> None:
        for field, is_valid, sentence in (
            (
                self.held_on_field,
                self.held_on_field.is_valid(),
                _("This date cannot be read. Write it as 13/03/2029."),
            ),
            (
                self.start_time_edit,
                read_clock(self.start_time_edit.text()) is not None,
                _("This time cannot be read. Write it as 18:30."),
            ),
        ):
            if not is_valid:
                self.error_label.setText(sentence)
                self.error_label.show()
                field.setFocus()
                return
        self.widget.accept()


def ask_meeting(parent: QWidget, about: str) -> dict[str, Any] | None:
    """Ask when and where the meeting is; None when cancelled. Tests replace it."""
    form = MeetingForm(parent, about)
    accepted = form.widget.exec() == QDialog.DialogCode.Accepted
    answer = form.answer() if accepted else None
    form.widget.deleteLater()
    return answer


class LetterDialogForm(Form):
    """Bind the dialog that shows a letter for editing."""

    FORM = "request_letter_dialog"
    widget: QDialog
    subject_edit: QLineEdit
    missing_label: QLabel
    text_edit: QPlainTextEdit
    keep_label: QLabel
    copy_button: QPushButton
    pdf_button: QPushButton
    docx_button: QPushButton
    save_button: QPushButton
    cancel_button: QPushButton

    def __init__(
        self,
        context: TabContext,
        parent: QWidget | None,
        letter: Letter,
        record_id: str,
        keep: str,
        told: str,
    ) -> None:
        super().__init__(parent)
        self.widget.setWindowTitle(letter.name)
        self.subject_edit.setText(letter.subject)
        self.text_edit.setPlainText(letter.text)
        self.keep_label.setText(told)
        self.save_button.setText(keep)
        self.text_edit.textChanged.connect(
            lambda: show_missing(self.missing_label, self.text_edit.toPlainText())
        )
        show_missing(self.missing_label, letter.text)
        self.copy_button.clicked.connect(lambda *_on: copy_text(context, self.text_edit.toPlainText()))
        for button, fmt in ((self.pdf_button, "pdf"), (self.docx_button, "docx")):
            button.clicked.connect(
                lambda *_on, fmt=fmt: exporting.export_report(
                    context,
                    self.widget,
                    "letter",
                    record_id,
                    fmt,
                    key=letter.key,
                    subject=self.subject_edit.text(),
                    text=self.text_edit.toPlainText(),
                )
            )
        self.save_button.clicked.connect(self.widget.accept)
        self.cancel_button.clicked.connect(self.widget.reject)
        metrics = self.widget.fontMetrics()
        self.widget.resize(metrics.averageCharWidth() * 100, metrics.height() * 34)


def edit_letter(
    context: TabContext, parent: QWidget, letter: Letter, record_id: str, keep: str, told: str
) -> str | None:
    """Show a letter for editing; give its text when it is kept, None when not. Tests replace it."""
    form = LetterDialogForm(context, parent, letter, record_id, keep, told)
    accepted = form.widget.exec() == QDialog.DialogCode.Accepted
    text = form.text_edit.toPlainText() if accepted else None
    form.widget.deleteLater()
    return text


class WordingForm(Form):
    """Bind the dialog where the group changes the wording of a letter."""

    FORM = "request_template_dialog"
    widget: QDialog
    about_label: QLabel
    name_edit: QLineEdit
    subject_edit: QLineEdit
    body_edit: QPlainTextEdit
    piece_combo: ChoiceCombo
    insert_button: QPushButton
    reset_button: QPushButton
    new_button: QPushButton
    save_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, parent: QWidget | None, template: Template, *, is_french: bool) -> None:
        super().__init__(parent)
        self.as_new = self.is_reset = False
        self.name_edit.setText(template.name)
        self.subject_edit.setText(template.subject)
        self.body_edit.setPlainText(template.body)
        self.piece_combo.set_choices(
            [(piece.french if is_french else piece.name, _(piece.meaning)) for piece in PIECES]
        )
        self.piece_combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.piece_combo.setCurrentIndex(0)
        self.reset_button.setVisible(template.is_own)
        self.insert_button.clicked.connect(lambda *_on: self._insert())
        self.reset_button.clicked.connect(lambda *_on: self._finish(is_reset=True))
        self.new_button.clicked.connect(lambda *_on: self._finish(as_new=True))
        self.save_button.clicked.connect(lambda *_on: self._finish())
        self.cancel_button.clicked.connect(self.widget.reject)
        metrics = self.widget.fontMetrics()
        self.widget.resize(metrics.averageCharWidth() * 100, metrics.height() * 34)

    def _insert(self) -> None:
        if name := self.piece_combo.value():
            self.body_edit.insertPlainText(f"{{{name}}}")
            self.body_edit.setFocus()

    def _finish(self, *, as_new: bool = False, is_reset: bool = False) -> None:
        self.as_new, self.is_reset = as_new, is_reset
        self.widget.accept()


@dataclass(frozen=True)
class Wording:
    """Hold what was answered about a wording."""

    name: str
    subject: str
    body: str
    as_new: bool = False
    is_reset: bool = False


def ask_wording(parent: QWidget, template: Template, *, is_french: bool) -> Wording | None:
    """Ask for another wording of a letter; None when cancelled. Tests replace it."""
    form = WordingForm(parent, template, is_french=is_french)
    accepted = form.widget.exec() == QDialog.DialogCode.Accepted
    answer = None
    if accepted:
        answer = Wording(
            form.name_edit.text(),
            form.subject_edit.text(),
            form.body_edit.toPlainText(),
            form.as_new,
            form.is_reset,
        )
    form.widget.deleteLater()
    return answer


def change_wording(context: TabContext, parent: QWidget, template: Template) -> None:
    """Ask for another wording and keep it, as this letter or as a new one."""
    is_french = "{group}" not in template.body
    answer = ask_wording(parent, template, is_french=is_french)
    if answer is None:
        return
    if answer.is_reset:
        context.operations.write(reset_template, key=template.key)
        return
    context.operations.write(
        keep_template,
        key="" if answer.as_new else template.key,
        name=answer.name,
        subject=answer.subject,
        body=answer.body,
    )
