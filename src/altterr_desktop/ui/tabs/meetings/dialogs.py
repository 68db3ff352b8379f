"""Ask what a new meeting is, what an export may show, which commitment a line is about; they keep nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QWidget,
)

from altterr_desktop.domain.meetings import MeetingKind
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import join_words
from altterr_desktop.services.meeting_plan import USUAL_MINUTES
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.kit.number_field import NumberField
from altterr_desktop.ui.kit.pickers import RecordPicker
from altterr_desktop.ui.kit.popup_list import Found
from altterr_desktop.ui.tabs.meetings.clock import read_clock
from altterr_desktop.ui.tabs.meetings.page import search

_ID = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True)
class NewMeeting:
    """Hold what was answered: the fields of the meeting, and whom it is with."""

    values: dict[str, Any]
    official_ids: tuple[str, ...]


class NewMeetingForm(Form):
    """Bind the dialog of a new meeting."""

    FORM = "meeting_new_dialog"
    widget: QDialog
    official_picker: RecordPicker
    officials_list: QListWidget
    kind_combo: EnumCombo
    title_edit: QLineEdit
    held_on_field: DateField
    start_time_edit: QLineEdit
    duration_field: NumberField
    place_edit: QLineEdit
    error_label: QLabel
    save_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, context: TabContext, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.official_picker.set_search(partial(search, context, "official"), context.operations)
        self.official_picker.picked.connect(self._on_official_picked)
        self.kind_combo.set_members(MeetingKind)
        self.kind_combo.set_value(MeetingKind.ADVOCACY)
        self.kind_combo.picked.connect(lambda *_kind: self._propose_title())
        self.duration_field.set_format(0, "min")
        self.duration_field.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.duration_field.set_value(USUAL_MINUTES)
        self.officials_list.hide()
        self.officials_list.setMaximumHeight(self.widget.fontMetrics().height() * 5)
        self.officials_list.itemActivated.connect(self._remove)
        self.error_label.hide()
        self.save_button.clicked.connect(lambda *_on: self._on_save())
        self.cancel_button.clicked.connect(self.widget.reject)
        self.widget.setMinimumWidth(self.widget.fontMetrics().averageCharWidth() * 78)
        self._propose_title()

    def add_official(self, official_id: str, name: str) -> None:
        """Add somebody the meeting is with, once."""
        if official_id in self.official_ids():
            return
        item = QListWidgetItem(name)
        item.setData(_ID, official_id)
        item.setToolTip(_("Enter takes them off the list"))
        self.officials_list.addItem(item)
        self.officials_list.show()
        self._propose_title()

    def official_ids(self) -> tuple[str, ...]:
        """Give the ids of those the meeting is with."""
        return tuple(str(item.data(_ID)) for item in self._items())

    def answer(self) -> NewMeeting:
        """Give what was answered; an empty title is left to be proposed."""
        values: dict[str, Any] = {
            "meeting_kind": self.kind_combo.value() or MeetingKind.ADVOCACY,
            "held_on": self.held_on_field.value(),
            "start_time": read_clock(self.start_time_edit.text()) or "",
            "duration_minutes": self.duration_field.value(),
            "place": self.place_edit.text().strip(),
            "title": self.title_edit.text().strip() or self.title_edit.placeholderText(),
        }
        return NewMeeting(values, self.official_ids())

    def _items(self) -> list[QListWidgetItem]:
        return [self.officials_list.item(row) for row in range(self.officials_list.count())]

    def _on_official_picked(self, found: Found | None) -> None:
        if found is not None:
            self.add_official(found.id, found.text)
            self.official_picker.set_value(None)

    def _remove(self, item: QListWidgetItem) -> None:
        self.officials_list.takeItem(self.officials_list.row(item))
        self.officials_list.setVisible(self.officials_list.count() > 0)
        self._propose_title()

    def _propose_title(self) -> None:
        names = [item.text() for item in self._items()]
        kind = self.kind_combo.value() or MeetingKind.ADVOCACY
        proposed = _("Meeting with {names}").format(names=join_words(names)) if names else label(kind)
        self.title_edit.setPlaceholderText(proposed)

    def _on_save(self) -> None:
        checks = (
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
            (self.duration_field, self.duration_field.is_valid(), _("A length in minutes is expected.")),
        )
        for field, is_valid, sentence in checks:
            if not is_valid:
                self.error_label.setText(sentence)
                self.error_label.show()
                field.setFocus()
                return
        self.widget.accept()


def ask_new(
    context: TabContext, parent: QWidget, officials: tuple[tuple[str, str], ...] = (), day: date | None = None
) -> NewMeeting | None:
    """Ask what a new meeting is; None when cancelled. Tests replace it."""
    form = NewMeetingForm(context, parent)
    for official_id, name in officials:
        form.add_official(official_id, name)
    form.held_on_field.set_value(day)
    accepted = form.widget.exec() == QDialog.DialogCode.Accepted
    answer = form.answer() if accepted else None
    form.widget.deleteLater()
    return answer


@dataclass(frozen=True)
class ExportAnswer:
    """Hold what an export may show, and whether it is made of small pages."""

    internal: bool
    pocket: bool = False


class ExportForm(Form):
    """Bind the dialog that asks what an export may show."""

    FORM = "meeting_export_dialog"
    widget: QDialog
    about_label: QLabel
    internal_radio: QRadioButton
    internal_label: QLabel
    public_radio: QRadioButton
    public_label: QLabel
    pocket_check: QCheckBox
    save_button: QPushButton
    cancel_button: QPushButton

    def __init__(
        self, parent: QWidget | None, about: str, internal: str, public: str, *, has_pocket: bool = False
    ) -> None:
        super().__init__(parent)
        self.pocket_check.setVisible(has_pocket)
        self.about_label.setText(about)
        self.internal_label.setText(internal)
        self.public_label.setText(public)
        self.save_button.clicked.connect(self.widget.accept)
        self.cancel_button.clicked.connect(self.widget.reject)
        self.widget.setMinimumWidth(self.widget.fontMetrics().averageCharWidth() * 70)


def ask_export(parent: QWidget, about: str, internal: str, public: str) -> bool | None:
    """Ask whether the internal parts may leave: True, False, or None when cancelled. Tests replace it."""
    answer = ask_sheet(parent, about, internal, public, has_pocket=False)
    return None if answer is None else answer.internal


def ask_sheet(
    parent: QWidget, about: str, internal: str, public: str, *, has_pocket: bool = True
) -> ExportAnswer | None:
    """Ask what a sheet may show and how large its pages are; None when cancelled. Tests replace it."""
    form = ExportForm(parent, about, internal, public, has_pocket=has_pocket)
    accepted = form.widget.exec() == QDialog.DialogCode.Accepted
    answer = (
        ExportAnswer(form.internal_radio.isChecked(), form.pocket_check.isChecked()) if accepted else None
    )
    form.widget.deleteLater()
    return answer


class CommitmentForm(Form):
    """Bind the dialog that asks which commitment a line is about."""

    FORM = "meeting_commitment_dialog"
    widget: QDialog
    line_label: QLabel
    commitment_picker: RecordPicker
    error_label: QLabel
    save_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, context: TabContext, parent: QWidget | None, line: str) -> None:
        super().__init__(parent)
        self.line_label.setText(f"« {line} »")
        self.commitment_picker.set_search(partial(search, context, "commitment"), context.operations)
        self.error_label.hide()
        self.save_button.clicked.connect(lambda *_on: self._on_save())
        self.cancel_button.clicked.connect(self.widget.reject)
        self.widget.setMinimumWidth(self.widget.fontMetrics().averageCharWidth() * 70)

    def _on_save(self) -> None:
        if self.commitment_picker.value():
            self.widget.accept()
            return
        self.error_label.setText(_("Choose the commitment this line is about."))
        self.error_label.show()
        self.commitment_picker.setFocus()


def ask_commitment(context: TabContext, parent: QWidget, line: str) -> str | None:
    """Ask which commitment a line is about; None when cancelled. Tests replace it."""
    form = CommitmentForm(context, parent, line)
    accepted = form.widget.exec() == QDialog.DialogCode.Accepted
    answer = form.commitment_picker.value() if accepted else None
    form.widget.deleteLater()
    return answer
