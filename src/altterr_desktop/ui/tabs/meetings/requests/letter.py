"""Write the letter of a request from a wording, edit it, copy it, give it out; other letters open in a dialog."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from altterr_desktop.domain.requests import RequestState
from altterr_desktop.i18n import _
from altterr_desktop.services.letter_templates import KEY_OF_KIND
from altterr_desktop.services.letters import Letter, compose_letter
from altterr_desktop.services.records import change_record
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit import exporting
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.record_form import RecordForm
from altterr_desktop.ui.tabs.meetings.requests import dialogs
from altterr_desktop.ui.tabs.meetings.requests.marks import copy_text, show_missing
from altterr_desktop.ui.tabs.meetings.requests.page import RequestPage


class LetterForm(Form):
    """Bind the form of a request's letter."""

    FORM = "request_letter"
    template_combo: ChoiceCombo
    write_button: QPushButton
    wording_button: QPushButton
    missing_label: QLabel
    text_edit: QPlainTextEdit
    copy_button: QPushButton
    pdf_button: QPushButton
    docx_button: QPushButton
    text_button: QPushButton
    send_button: QPushButton


class LetterSection(QWidget):
    """Hold the text of a request, kept as it is typed; `send_asked` says that the letter leaves."""

    send_asked = Signal()

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._page: RequestPage | None = None
        self.fields = LetterForm(self)
        fields = self.fields
        fields.missing_label.hide()
        fields.template_combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.form = RecordForm(self._commit, self)
        self.form.bind(text=fields.text_edit)
        fields.write_button.clicked.connect(lambda *_on: self.write())
        fields.wording_button.clicked.connect(lambda *_on: self.change_wording())
        fields.copy_button.clicked.connect(lambda *_on: self.copy())
        fields.send_button.clicked.connect(lambda *_on: self.send_asked.emit())
        for button, fmt in (
            (fields.pdf_button, "pdf"),
            (fields.docx_button, "docx"),
            (fields.text_button, "txt"),
        ):
            button.clicked.connect(lambda *_on, fmt=fmt: self.export(fmt))
        fields.text_edit.textChanged.connect(self._show_missing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(fields.widget)

    def show_page(self, page: RequestPage) -> None:
        """Show the letter of a request; what is being typed in it stays."""
        is_new = self._page is None or self._page.request.id != page.request.id
        self._page = page
        request, combo = page.request, self.fields.template_combo
        combo.set_choices([(one.key, one.name) for one in page.templates])
        if is_new or combo.value() is None:
            combo.set_value(KEY_OF_KIND[request.row.kind])
        self.form.load({"id": request.id, "text": request.text})
        self.fields.text_edit.setPlaceholderText(
            _("Choose a letter above and press “Write it”: the dossier fills it in. Or write your own words.")
        )
        self.fields.send_button.setVisible(request.row.state is RequestState.DRAFT)
        self._show_missing()

    def leave(self) -> None:
        """Commit what is being typed."""
        self.form.flush()

    def clear(self) -> None:
        """Show no letter."""
        self._page = None
        self.form.clear()

    # What a person asks

    def write(self) -> None:
        """Compose the letter chosen and keep it as the text of the request."""
        key = self.fields.template_combo.value()
        if self._page is None or key is None:
            return
        self.leave()
        self._context.operations.ask(
            compose_letter,
            key=key,
            request_id=self._page.request.id,
            on_done=partial(self._on_composed, self._page.request.id),
            owner=self,
        )

    def copy(self) -> None:
        """Put the text on the clipboard."""
        copy_text(self._context, self.fields.text_edit.toPlainText())

    def export(self, fmt: str) -> None:
        """Give the letter out as a file."""
        if self._page is not None:
            self.leave()
            exporting.export_report(self._context, self, "letter", self._page.request.id, fmt)

    def change_wording(self) -> None:
        """Change the group's wording of the letter chosen."""
        key = self.fields.template_combo.value()
        if self._page is None or key is None:
            return
        template = next(one for one in self._page.templates if one.key == key)
        dialogs.change_wording(self._context, self, template)

    # Inside

    def _on_composed(self, request_id: str, letter: Letter) -> None:
        if self._page is None or self._page.request.id != request_id:
            return
        former = self.fields.text_edit.toPlainText()
        self._keep(request_id, letter.text)
        if former.strip() and former != letter.text:
            self._context.messages.toast(
                _("The letter was written again."), partial(self._keep, request_id, former)
            )
        self.fields.text_edit.setFocus()

    def _keep(self, request_id: str, text: str) -> None:
        self._context.operations.write(
            change_record, kind="request", record_id=request_id, values={"text": text}
        )

    def _commit(self, field: str, value: Any) -> None:
        self._context.operations.write(
            change_record, kind="request", record_id=self.form.record_id, values={field: value}
        )

    def _show_missing(self) -> None:
        show_missing(self.fields.missing_label, self.fields.text_edit.toPlainText())
