"""Ask for a correction, for a proposed verdict, for the version of the minutes that leaves; they keep nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.domain.commitments import OffScale, Progress, Standing
from altterr_desktop.domain.meetings import Audience
from altterr_desktop.domain.requests import Channel
from altterr_desktop.i18n import _
from altterr_desktop.services.fields import today
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit import exporting
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.kit.growing import let_grow
from altterr_desktop.ui.kit.pdf_pages import PdfPages
from altterr_desktop.ui.kit.pickers import RecordPicker
from altterr_desktop.ui.tabs.meetings.page import search


@dataclass(frozen=True)
class Amendment:
    """Hold a correction that was typed."""

    text: str
    asked_by: str
    of_line: bool


class AmendmentForm(Form):
    """Bind the dialog of a correction."""

    FORM = "meeting_amendment_dialog"
    widget: QDialog
    line_radio: QRadioButton
    line_label: QLabel
    whole_radio: QRadioButton
    text_edit: QPlainTextEdit
    asked_by_edit: QLineEdit
    error_label: QLabel
    save_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, parent: QWidget | None, line: str) -> None:
        super().__init__(parent)
        self.line_label.setText(_("“{text}”").format(text=line) if line else _("No line is chosen."))
        self.line_radio.setEnabled(bool(line))
        (self.line_radio if line else self.whole_radio).setChecked(True)
        let_grow(self.text_edit, 3, 8)
        self.error_label.hide()
        self.save_button.clicked.connect(lambda *_on: self._on_save())
        self.cancel_button.clicked.connect(self.widget.reject)
        self.widget.setMinimumWidth(self.widget.fontMetrics().averageCharWidth() * 70)

    def answer(self) -> Amendment:
        """Give what was typed."""
        return Amendment(
            self.text_edit.toPlainText().strip(),
            self.asked_by_edit.text().strip(),
            self.line_radio.isChecked(),
        )

    def _on_save(self) -> None:
        if self.answer().text:
            self.widget.accept()
            return
        self.error_label.setText(_("Write what is to be corrected."))
        self.error_label.show()
        self.text_edit.setFocus()


def ask_amendment(parent: QWidget, line: str) -> Amendment | None:
    """Ask for a correction of a line («» for the whole alone); None when cancelled. Tests replace it."""
    form = AmendmentForm(parent, line)
    accepted = form.widget.exec() == QDialog.DialogCode.Accepted
    answer = form.answer() if accepted else None
    form.widget.deleteLater()
    return answer


@dataclass(frozen=True)
class ProposedVerdict:
    """Hold a verdict that is proposed."""

    commitment_id: str
    progress: Progress
    off_scale: OffScale | None
    statement: str


class VerdictForm(Form):
    """Bind the dialog that proposes a verdict."""

    FORM = "meeting_verdict_dialog"
    widget: QDialog
    line_label: QLabel
    commitment_picker: RecordPicker
    standing_combo: EnumCombo
    statement_edit: QPlainTextEdit
    error_label: QLabel
    save_button: QPushButton
    cancel_button: QPushButton

    def __init__(
        self, context: TabContext, parent: QWidget | None, line: str, about: tuple[str, str] | None
    ) -> None:
        super().__init__(parent)
        self.line_label.setText(_("“{text}”").format(text=line))
        self.commitment_picker.set_search(partial(search, context, "commitment"), context.operations)
        self.commitment_picker.set_value(about)
        self.standing_combo.set_members([one for one in Standing if one is not Standing.NOT_ASSESSED])
        self.standing_combo.set_value(Standing.ANNOUNCED)
        let_grow(self.statement_edit, 3, 8)
        self.statement_edit.setPlainText(line)
        self.error_label.hide()
        self.save_button.clicked.connect(lambda *_on: self._on_save())
        self.cancel_button.clicked.connect(self.widget.reject)
        self.widget.setMinimumWidth(self.widget.fontMetrics().averageCharWidth() * 70)

    def answer(self) -> ProposedVerdict:
        """Give what was chosen."""
        standing = str(self.standing_combo.value() or Standing.ANNOUNCED)
        off_scale = OffScale(standing) if standing in set(map(str, OffScale)) else None
        progress = Progress.NOT_ASSESSED if off_scale is not None else Progress(standing)
        about = self.commitment_picker.value() or ""
        return ProposedVerdict(about, progress, off_scale, self.statement_edit.toPlainText().strip())

    def _on_save(self) -> None:
        if self.answer().commitment_id:
            self.widget.accept()
            return
        self.error_label.setText(_("Choose the commitment this line is about."))
        self.error_label.show()
        self.commitment_picker.setFocus()


def ask_verdict(
    context: TabContext, parent: QWidget, line: str, about: tuple[str, str] | None
) -> ProposedVerdict | None:
    """Ask where a commitment stands after a line; None when cancelled. Tests replace it."""
    form = VerdictForm(context, parent, line, about)
    accepted = form.widget.exec() == QDialog.DialogCode.Accepted
    answer = form.answer() if accepted else None
    form.widget.deleteLater()
    return answer


@dataclass(frozen=True)
class Sending:
    """Hold a version that left."""

    audience: Audience
    recipient: str
    channel: Channel | None
    sent_on: date


class SendingForm(Form):
    """Bind the dialog of the three versions: it shows exactly what leaves, writes files, notes what was sent."""

    FORM = "meeting_sending_dialog"
    widget: QDialog
    internal_radio: QRadioButton
    official_radio: QRadioButton
    public_radio: QRadioButton
    pdf_button: QPushButton
    docx_button: QPushButton
    md_button: QPushButton
    recipient_edit: QLineEdit
    channel_combo: EnumCombo
    sent_on_field: DateField
    preview_place: QVBoxLayout
    error_label: QLabel
    save_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, context: TabContext, parent: QWidget | None, meeting_id: str, people: str) -> None:
        super().__init__(parent)
        self._context = context
        self._meeting_id = meeting_id
        self._people = people
        self.pages = PdfPages(context, self.widget)
        self.preview_place.addWidget(self.pages)
        self.channel_combo.set_members(Channel, "–")
        self.channel_combo.set_value(Channel.EMAIL)
        self.sent_on_field.set_value(today())
        self.error_label.hide()
        for radio in (self.internal_radio, self.official_radio, self.public_radio):
            radio.toggled.connect(self._on_audience_toggled)
        for button, fmt in ((self.pdf_button, "pdf"), (self.docx_button, "docx"), (self.md_button, "md")):
            button.clicked.connect(lambda *_on, fmt=fmt: self._export(fmt))
        self.save_button.clicked.connect(lambda *_on: self._on_save())
        self.cancel_button.clicked.connect(self.widget.reject)
        metrics = self.widget.fontMetrics()
        self.widget.resize(metrics.averageCharWidth() * 150, metrics.height() * 36)
        self._show_audience()

    def audience(self) -> Audience:
        """Give for whom the version is."""
        if self.internal_radio.isChecked():
            return Audience.INTERNAL
        return Audience.PUBLIC if self.public_radio.isChecked() else Audience.OFFICIAL

    def answer(self) -> Sending:
        """Give what was chosen."""
        value = self.channel_combo.value()
        channel = Channel(value) if value is not None else None
        return Sending(
            self.audience(),
            self.recipient_edit.text().strip(),
            channel,
            self._day() or today(),
        )

    def _day(self) -> date | None:
        day = self.sent_on_field.value() if self.sent_on_field.is_valid() else None
        return day if isinstance(day, date) else None

    def _on_audience_toggled(self, on: bool) -> None:  # noqa: FBT001 - a slot
        if on:
            self._show_audience()

    def _show_audience(self) -> None:
        usual = {
            Audience.INTERNAL: _("The group"),
            Audience.OFFICIAL: self._people,
            Audience.PUBLIC: _("Everybody"),
        }
        self.recipient_edit.setText(usual[self.audience()])
        self.pages.show_words(_("Drawing the pages…"))
        self._context.operations.ask(
            exporting.load_report,
            "minutes",
            self._meeting_id,
            "pdf",
            audience=self.audience(),
            on_done=self._on_loaded,
            owner=self.widget,
        )

    def _on_loaded(self, loaded: exporting.Loaded) -> None:
        exporting.run_aside(
            self._context,
            partial(_drawn, loaded),
            partial(self._on_drawn, loaded.data.audience),
            owner=self.widget,
        )

    def _on_drawn(self, audience: Audience, content: bytes) -> None:
        if audience is self.audience():
            self.pages.show_pages(content)

    def _export(self, fmt: str) -> None:
        exporting.export_report(
            self._context, self.widget, "minutes", self._meeting_id, fmt, audience=self.audience()
        )

    def _on_save(self) -> None:
        day = self._day()
        if day is None or day > today():
            self.error_label.setText(_("Give the day it left: today or before."))
            self.error_label.show()
            self.sent_on_field.setFocus()
            return
        self.widget.accept()


def _drawn(loaded: exporting.Loaded) -> bytes:
    """Write the pages and read them back; nothing stays on the disk."""
    path = exporting.write_preview(loaded)
    try:
        return path.read_bytes()
    finally:
        path.unlink(missing_ok=True)


def ask_sending(context: TabContext, parent: QWidget, meeting_id: str, people: str) -> Sending | None:
    """Show the versions of the minutes; give the one that is noted as sent, None for none. Tests replace it."""
    form = SendingForm(context, parent, meeting_id, people)
    accepted = form.widget.exec() == QDialog.DialogCode.Accepted
    answer = form.answer() if accepted else None
    form.widget.deleteLater()
    return answer
