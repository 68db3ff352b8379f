"""Show the documents commitments were made in: fields, file, who signed, what is due; write nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from altterr_desktop.domain.commitments import DocumentKind
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import short_date
from altterr_desktop.i18n.numbers import number
from altterr_desktop.services.choices import Choice
from altterr_desktop.services.pledge_documents import (
    DocumentPage,
    add_signatory,
    attach_to_document,
    list_documents,
    read_document,
)
from altterr_desktop.services.records import change_record, delete_record
from altterr_desktop.ui.dialogs.showing import show_beside
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.kit.pickers import RecordPicker
from altterr_desktop.ui.kit.record_form import INVALID, RecordForm
from altterr_desktop.ui.tabs.commitments.columns import commitments_counted
from altterr_desktop.ui.tabs.commitments.fields import search
from altterr_desktop.ui.tabs.commitments.opening import open_file

_ID = int(Qt.ItemDataRole.UserRole)
_KINDS = frozenset({"pledge_document", "signatory", "attachment", "official", "commitment"})
_TEXTS = frozenset({"title", "publisher", "reference", "url"})


def ask_file(parent: QWidget) -> str:
    """Ask for the file of a document; «» when cancelled. Tests replace it."""
    chosen, _kind = QFileDialog.getOpenFileName(parent, _("Attach a file"))
    return chosen


class DocumentsForm(Form):
    """Bind the window of pledge documents."""

    FORM = "pledge_documents_dialog"
    widget: QDialog
    document_combo: ChoiceCombo
    count_label: QLabel
    title_edit: QLineEdit
    kind_combo: EnumCombo
    publisher_edit: QLineEdit
    reference_edit: QLineEdit
    dated_on_field: DateField
    url_edit: QLineEdit
    consulted_on_field: DateField
    file_label: QLabel
    open_button: QPushButton
    attach_button: QPushButton
    plan_box: QWidget
    opinions_asked_on_field: DateField
    adopted_on_field: DateField
    mid_term_report_on_field: DateField
    plan_label: QLabel
    signatories_tree: QTreeWidget
    official_picker: RecordPicker
    signed_on_field: DateField
    level_spin: QSpinBox
    add_signatory_button: QPushButton
    remove_signatory_button: QPushButton
    close_button: QPushButton

    def __init__(self, parent: QWidget | None, context: TabContext, document_id: str) -> None:
        super().__init__(parent)
        self._context = context
        self._page: DocumentPage | None = None
        self._wanted = document_id
        self.kind_combo.set_members(DocumentKind)
        self.form = RecordForm(self._on_committed, self.widget)
        self.form.bind(
            title=self.title_edit,
            document_kind=self.kind_combo,
            publisher=self.publisher_edit,
            reference=self.reference_edit,
            dated_on=self.dated_on_field,
            url=self.url_edit,
            consulted_on=self.consulted_on_field,
            opinions_asked_on=self.opinions_asked_on_field,
            adopted_on=self.adopted_on_field,
            mid_term_report_on=self.mid_term_report_on_field,
        )
        self.official_picker.set_search(partial(search, context, "official"), context.operations)
        unit = self.widget.fontMetrics().height()
        tree = self.signatories_tree
        tree.setHeaderLabels([_("Official"), _("Signed on"), _("Level")])
        tree.setColumnWidth(0, unit * 18)
        tree.setColumnWidth(1, unit * 8)
        tree.setMinimumHeight(unit * 7)
        self.level_spin.setFixedHeight(self.title_edit.sizeHint().height())
        self.widget.resize(unit * 50, unit * 36)
        self._connect()
        self.reload()

    def reload(self) -> None:
        """Ask again for the documents, then for the one shown."""
        self._context.operations.ask(list_documents, on_done=self._on_listed, owner=self.widget)

    def _connect(self) -> None:
        self.document_combo.picked.connect(lambda *_id: self._on_picked())
        self.open_button.clicked.connect(lambda *_on: self._on_open())
        self.attach_button.clicked.connect(lambda *_on: self._on_attach())
        self.add_signatory_button.clicked.connect(lambda *_on: self._on_add())
        self.remove_signatory_button.clicked.connect(lambda *_on: self._on_remove())
        self.signatories_tree.currentItemChanged.connect(
            lambda item, _before: self.remove_signatory_button.setEnabled(item is not None)
        )
        self.close_button.clicked.connect(self.widget.accept)
        self.widget.finished.connect(lambda *_result: self.form.flush())
        operations, changed = self._context.operations, self._on_changed
        operations.changed.connect(changed)
        self.widget.destroyed.connect(lambda: operations.changed.disconnect(changed))

    # Answers

    def _on_changed(self, changes: object) -> None:
        kinds = getattr(changes, "kinds", None)
        if kinds is None or _KINDS.intersection(kinds):
            self.reload()

    def _on_listed(self, documents: Sequence[Choice]) -> None:
        wanted = self._wanted if any(one.id == self._wanted for one in documents) else ""
        wanted = wanted or (documents[0].id if documents else "")
        self.document_combo.set_choices(
            [(one.id, one.text) for one in documents], None if documents else _("No document yet")
        )
        self._wanted = wanted
        self.document_combo.set_value(wanted or None)
        self._read()

    def _on_picked(self) -> None:
        self.form.flush()
        self._wanted = self.document_combo.value() or ""
        self._read()

    def _read(self) -> None:
        if self._wanted:
            self._context.operations.ask(
                read_document, self._wanted, on_done=self._on_read, owner=self.widget
            )

    def _on_read(self, page: DocumentPage) -> None:
        self._page = page
        self.form.load({"id": page.id, **page.values})
        self.count_label.setText(commitments_counted(page.commitments))
        self.file_label.setText(page.file_name or _("No file is attached."))
        self.open_button.setEnabled(bool(page.file_name))
        self.plan_box.setVisible(page.values["document_kind"] is DocumentKind.CLIMATE_PLAN)
        late = [f"⚠ {words}" if overdue else words for words, overdue in page.notices]
        self.plan_label.setText("\n".join(late) or _("Give the dates you know: the others are computed."))
        self.signatories_tree.clear()
        for one in page.signatories:
            day = short_date(one.signed_on) if one.signed_on is not None else "–"
            level = number(one.level) if one.level is not None else "–"
            item = QTreeWidgetItem(self.signatories_tree, [one.name, day, level])
            item.setData(0, _ID, one.id)
        self.remove_signatory_button.setEnabled(False)

    # Acts

    def _on_committed(self, field: str, value: Any) -> None:
        if value is INVALID or not self.form.record_id:
            return
        if field == "document_kind":
            value = value or DocumentKind.OTHER
        elif field in _TEXTS:
            value = value or ""
        self._write(
            change_record, kind="pledge_document", record_id=self.form.record_id, values={field: value}
        )

    def _on_open(self) -> None:
        if self._page is not None and self._page.values["attachment_id"]:
            open_file(self._context, self.widget, str(self._page.values["attachment_id"]))

    def _on_attach(self) -> None:
        if self._page is not None and (chosen := ask_file(self.widget)):
            self._write(attach_to_document, document_id=self._page.id, path=Path(chosen))

    def _on_add(self) -> None:
        official_id = self.official_picker.value()
        if self._page is None or not official_id or not self.signed_on_field.is_valid():
            self.official_picker.setFocus()
            self._context.messages.status(_("Choose who signed."))
            return
        day = self.signed_on_field.value()
        self._write(
            add_signatory,
            self._on_added,
            document_id=self._page.id,
            official_id=official_id,
            signed_on=day if isinstance(day, date) else None,
            level=self.level_spin.value() or None,
        )

    def _on_added(self, _changes: object) -> None:
        self.official_picker.set_value(None)
        self.official_picker.setFocus()

    def _on_remove(self) -> None:
        item = self.signatories_tree.currentItem()
        if item is not None:
            self._write(delete_record, kind="signatory", record_id=str(item.data(0, _ID)))

    def _write(self, fn: Any, on_done: Callable[[object], object] | None = None, **values: Any) -> None:
        self._context.operations.write(
            fn,
            on_done=on_done,
            on_error=lambda error: self._context.messages.warn(str(error)),
            owner=self.widget,
            **values,
        )


def show_documents(parent: QWidget, context: TabContext, document_id: str = "") -> DocumentsForm:
    """Show the documents beside the work, one of them first."""
    return show_beside(DocumentsForm(parent, context, document_id))
