"""Keep the preview of an assessment's pages in step with its record; it draws no page itself."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.exporting import Loaded, load_report, run_aside, write_preview
from altterr_desktop.ui.kit.pdf_pages import PdfPages


class Preview:
    """Write the document again when it is looked at and its record changed since."""

    def __init__(self, context: TabContext, layout: QVBoxLayout, parent: QWidget) -> None:
        self._context = context
        self._parent = parent
        self._record_id = ""
        self._is_stale = True
        self.pages = PdfPages(context, parent)
        layout.addWidget(self.pages)

    def mark_stale(self, record_id: str) -> None:
        """Note that the pages shown are those of another record or of an earlier state."""
        if record_id != self._record_id:
            self.pages.show_words(_("The pages are shown here."))
        self._record_id = record_id
        self._is_stale = True

    def refresh(self) -> None:
        """Write and show the pages, where they are not those of the present state."""
        if not self._is_stale or not self._record_id:
            return
        self._is_stale = False
        self._context.operations.ask(
            load_report,
            "assessment",
            self._record_id,
            "pdf",
            on_done=partial(self._on_loaded, self._record_id),
            on_error=self._on_failed,
            owner=self._parent,
            busy_text=_("Reading the dossier…"),
        )

    def _on_loaded(self, record_id: str, loaded: Loaded) -> None:
        run_aside(
            self._context,
            partial(_content, loaded),
            partial(self._on_written, record_id),
            busy_text=_("Drawing the pages…"),
            owner=self._parent,
        )

    def _on_written(self, record_id: str, content: bytes) -> None:
        if record_id == self._record_id:
            self.pages.show_pages(content)

    def _on_failed(self, error: Exception) -> None:
        self._is_stale = True
        self.pages.show_words(str(error))


def _content(loaded: Loaded) -> bytes:
    """Write the pages and read them back; nothing stays on the disk."""
    path: Path = write_preview(loaded)
    try:
        return path.read_bytes()
    finally:
        path.unlink(missing_ok=True)
