"""Show the files sent with a request and received in answer: add, save a copy, take off; open none by itself."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.i18n.numbers import file_size
from altterr_desktop.services.attachments import read_attachment
from altterr_desktop.services.request_page import RequestFileView
from altterr_desktop.services.requests import add_request_file
from altterr_desktop.ui.kit.cards import LinkRow
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.deleting import delete_with_undo
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.plain import PlainLabel
from altterr_desktop.ui.kit.scrolling import scrolled
from altterr_desktop.ui.tabs.meetings.people import small_button
from altterr_desktop.ui.tabs.meetings.requests.page import RequestPage


class FilesSection(QWidget):
    """List the files of a request under two titles, each with its button to add one."""

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._request_id = ""
        self._rows: list[QWidget] = []
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, self.fontMetrics().height() // 3, 0)
        self.sent_button, self._sent = self._group(column, _("Sent with it"), _("Add a file sent…"))
        self.received_button, self._received = self._group(
            column, _("Received in answer"), _("Add a file received…")
        )
        column.addStretch(1)
        self.sent_button.clicked.connect(lambda *_on: self.add(received=False))
        self.received_button.clicked.connect(lambda *_on: self.add(received=True))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside, self))

    def show_page(self, page: RequestPage) -> None:
        """Show the files of a request."""
        self._request_id = page.request.id
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._row(one) for one in page.request.files]
        for one, row in zip(page.request.files, self._rows, strict=True):
            (self._received if one.received else self._sent).addWidget(row)

    def leave(self) -> None:
        """Commit nothing: there is nothing to type."""

    def add(self, *, received: bool) -> None:
        """Ask for a file and copy it into the dossier."""
        path = ask_file(self)
        if path and self._request_id:
            self._context.operations.write(
                add_request_file, request_id=self._request_id, path=Path(path), received=received
            )

    def _group(self, column: QVBoxLayout, title: str, add_text: str) -> tuple[QPushButton, QVBoxLayout]:
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self, title, "section"))
        head.addStretch(1)
        button = QPushButton(add_text, self)
        set_icon(button, "paperclip")
        head.addWidget(button)
        column.addLayout(head)
        rows = QVBoxLayout()
        column.addLayout(rows)
        column.addSpacing(self.fontMetrics().height() // 2)
        return button, rows

    def _row(self, one: RequestFileView) -> QWidget:
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(
            LinkRow("file-text", one.name, file_size(one.size), partial(self._save_copy, one), row), 1
        )
        button = small_button(row, "x", _("Take off: {name}").format(name=one.name))
        button.clicked.connect(lambda *_on, one=one: self._take_off(one))
        line.addWidget(button)
        return row

    def _take_off(self, one: RequestFileView) -> None:
        delete_with_undo(self._context, "request_file", one.id, _("Taken off: {name}").format(name=one.name))

    def _save_copy(self, one: RequestFileView) -> None:
        self._context.operations.ask(read_attachment, one.attachment_id, on_done=self._on_read, owner=self)

    def _on_read(self, file: Any) -> None:
        name, content = file
        chosen = ask_copy(self, Path(name.replace("\\", "/")).name)
        if not chosen:
            return
        try:
            Path(chosen).write_bytes(content)
        except OSError:
            self._context.messages.warn(
                _("“{name}” could not be written there.").format(name=Path(chosen).name)
            )
            return
        self._context.messages.status(_("Copy saved: {name}").format(name=Path(chosen).name))


def ask_file(parent: QWidget) -> str:
    """Ask for a file to copy into the dossier; «» when cancelled. Tests replace it."""
    chosen, _kind = QFileDialog.getOpenFileName(parent, _("Choose a file"))
    return chosen


def ask_copy(parent: QWidget, name: str) -> str:
    """Ask where to save a copy; «» when cancelled. Tests replace it."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, _("Save a copy"), name)
    return chosen
