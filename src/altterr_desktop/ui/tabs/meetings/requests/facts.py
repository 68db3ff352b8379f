"""Show and edit what a request asks, of whom, when and about which commitments; letters and answers are elsewhere."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from altterr_desktop.domain.requests import Channel, RequestKind
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import short_date
from altterr_desktop.services.records import change_record
from altterr_desktop.services.request_page import RequestCommitmentView
from altterr_desktop.services.requests import link_request_commitment
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.cards import LinkRow
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.deleting import delete_with_undo
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.kit.growing import let_grow
from altterr_desktop.ui.kit.pickers import RecordPicker
from altterr_desktop.ui.kit.popup_list import Found
from altterr_desktop.ui.kit.record_form import RecordForm
from altterr_desktop.ui.kit.scrolling import scrolled
from altterr_desktop.ui.tabs.meetings.page import search
from altterr_desktop.ui.tabs.meetings.people import small_button
from altterr_desktop.ui.tabs.meetings.requests.page import RequestPage


class FactsForm(Form):
    """Bind the form of a request."""

    FORM = "request_facts"
    title_edit: QLineEdit
    kind_combo: EnumCombo
    official_picker: RecordPicker
    territory_combo: ChoiceCombo
    channel_combo: EnumCombo
    sent_on_field: DateField
    received_on_field: DateField
    due_on_field: DateField
    receipt_edit: QLineEdit
    volunteer_combo: ChoiceCombo
    commitments_box: QWidget
    commitment_picker: RecordPicker
    notes_edit: QPlainTextEdit
    publishable_check: QCheckBox
    origin_box: QWidget


class FactsSection(QWidget):
    """Commit each field of a request when it is left."""

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._links: list[QWidget] = []
        self._shown: tuple[RequestCommitmentView, ...] = ()
        self.fields = FactsForm(self)
        fields = self.fields
        fields.kind_combo.set_members(RequestKind)
        fields.channel_combo.set_members(Channel)
        for picker, kind in ((fields.official_picker, "official"), (fields.commitment_picker, "commitment")):
            picker.set_search(partial(search, context, kind), context.operations)
        fields.commitment_picker.setPlaceholderText(_("Add a commitment…"))
        fields.commitment_picker.picked.connect(self._on_commitment_picked)
        let_grow(fields.notes_edit, 2, 8)
        for box in (fields.commitments_box, fields.origin_box):
            QVBoxLayout(box).setContentsMargins(0, 0, 0, 0)
        self.form = RecordForm(self._commit, self)
        self.form.bind(
            title=fields.title_edit,
            request_kind=fields.kind_combo,
            official_id=fields.official_picker,
            territory_id=fields.territory_combo,
            channel=fields.channel_combo,
            sent_on=fields.sent_on_field,
            received_on=fields.received_on_field,
            due_on=fields.due_on_field,
            receipt=fields.receipt_edit,
            volunteer_id=fields.volunteer_combo,
            notes=fields.notes_edit,
            publishable=fields.publishable_check,
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(fields.widget, self))

    def show_page(self, page: RequestPage) -> None:
        """Show a request; what is being typed in it stays."""
        request, row, fields = page.request, page.request.row, self.fields
        fields.territory_combo.set_choices(page.territories, "–")
        fields.volunteer_combo.set_choices(page.volunteers, _("Nobody yet"))
        self.form.load(
            {
                "id": request.id,
                "title": row.title,
                "request_kind": row.kind,
                "official_id": (row.official_id, row.official) if row.official_id else None,
                "territory_id": (row.territory_id, row.territory) if row.territory_id else None,
                "channel": row.channel,
                "sent_on": row.sent_on,
                "received_on": request.received_on,
                "due_on": request.due_on,
                "receipt": request.receipt,
                "volunteer_id": (request.volunteer_id, request.volunteer) if request.volunteer_id else None,
                "notes": request.notes,
                "publishable": row.publishable,
            }
        )
        # The day proposed shows as long as nobody chose another one.
        expected = short_date(row.expected_by) if row.expected_by and not request.due_on else ""
        fields.due_on_field.setPlaceholderText(expected)
        self._show_links(page)

    def leave(self) -> None:
        """Commit what is being typed."""
        self.form.flush()

    def clear(self) -> None:
        """Show no request."""
        self.form.clear()

    def _show_links(self, page: RequestPage) -> None:
        request = page.request
        for link in self._links:
            link.hide()
            link.deleteLater()
        opened = self._context.open_record
        self._links = []
        for one in request.commitments:
            said = one.commitment.title or one.commitment.verbatim
            self._add(self.fields.commitments_box, self._commitment_row(one, said))
        if request.from_meeting_id:
            words = _("From the minutes of: {meeting}").format(meeting=request.from_meeting)
            call = partial(opened, "meeting", request.from_meeting_id)
            self._add(self.fields.origin_box, LinkRow("calendar-clock", words, "", call, self))
        if request.row.official_id:
            call = partial(opened, "official", request.row.official_id)
            self._add(self.fields.origin_box, LinkRow("user-round", request.row.official, "", call, self))

    def _add(self, box: QWidget, row: QWidget) -> None:
        column = box.layout()
        if column is not None:
            column.addWidget(row)
            self._links.append(row)

    def _commitment_row(self, one: RequestCommitmentView, said: str) -> QWidget:
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(
            LinkRow(
                "target", said, "", partial(self._context.open_record, "commitment", one.commitment.id), row
            ),
            1,
        )
        button = small_button(row, "x", _("Take off: {name}").format(name=said))
        button.clicked.connect(lambda *_on, link_id=one.id, name=said: self._take_off(link_id, name))
        line.addWidget(button)
        return row

    def _take_off(self, link_id: str, name: str) -> None:
        delete_with_undo(
            self._context, "request_commitment", link_id, _("Taken off: {name}").format(name=name)
        )

    def _on_commitment_picked(self, found: Found | None) -> None:
        if found is None or not self.form.record_id:
            return
        self.fields.commitment_picker.set_value(None)
        self._context.operations.write(
            link_request_commitment, request_id=self.form.record_id, commitment_id=found.id
        )

    def _commit(self, field: str, value: Any) -> None:
        self._context.operations.write(
            change_record,
            kind="request",
            record_id=self.form.record_id,
            values={field: value},
            on_error=partial(self._on_refused, field),
        )

    def _on_refused(self, field: str, error: Exception) -> None:
        self.form.refuse(field)
        self._context.messages.warn(str(error))
