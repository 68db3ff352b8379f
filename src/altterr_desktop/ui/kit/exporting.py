"""Write a report to a file the user chooses, without the window waiting; it knows no report by name."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from altterr_desktop.domain.errors import KnownError
from altterr_desktop.i18n import _, language_set
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.operations import SHOWN_AFTER_MS, Task

if TYPE_CHECKING:
    from altterr_desktop.reports.catalogue import ReportSpec

_FOLDER = "export.folder"


@dataclass(frozen=True)
class Loaded:
    """Hold a report's data, the language it is written in, and the name proposed for its file."""

    spec: ReportSpec
    data: Any
    language: str
    file_name: str


def export_report(
    context: TabContext, parent: QWidget, report_name: str, record_id: str | None, fmt: str, **choices: object
) -> None:
    """Export a report («assessment», «preparation»…) of a record as «pdf» or «xlsx»: ask where, write, offer to open.

    The data are read on the dossier's thread, the file is written on a thread of its own. Known errors are
    shown over the page. `choices` go to the report's loader.
    """

    def on_loaded(loaded: Loaded) -> None:
        chosen = ask(parent, _proposed(context, loaded.file_name), loaded.spec.title, fmt)
        if not chosen:
            return
        path = Path(chosen)
        context.memory.keep_layout(_FOLDER, str(path.parent))
        run_aside(
            context,
            partial(write_report, loaded, fmt, path),
            partial(_say_written, context),
            busy_text=_("Writing {name}…").format(name=path.name),
        )

    context.operations.ask(
        load_report,
        report_name,
        record_id,
        fmt,
        on_done=on_loaded,
        owner=parent,
        busy_text=_("Reading the dossier…"),
        **choices,
    )


def load_report(dossier: Any, report_name: str, record_id: str | None, fmt: str, **choices: object) -> Loaded:
    """Read what a report prints, in the dossier's language for documents; called on the dossier's thread.

    Raises KnownError where the record is not in the dossier.
    """
    from altterr_desktop.reports.catalogue import find_report
    from altterr_desktop.services.dossiers import read_group

    spec = find_report(report_name)
    language = read_group(dossier).document_language
    with language_set(language):
        report = spec.report()
        data = report.load(dossier, record_id, **choices)
        return Loaded(spec, data, language, report.file_name(data, fmt))


def write_report(loaded: Loaded, fmt: str, path: Path) -> Path:
    """Write a report that was loaded, and give its path; it needs no dossier. Raises KnownError."""
    with language_set(loaded.language):
        loaded.spec.report().build(loaded.data, fmt, path)
    return path


def write_preview(loaded: Loaded) -> Path:
    """Write a report as a PDF under a temporary name, for whoever shows and then removes it."""
    with tempfile.NamedTemporaryFile(prefix="altterr-", suffix=".pdf", delete=False) as kept:
        path = Path(kept.name)
    return write_report(loaded, "pdf", path)


def ask(parent: QWidget, proposed: str, title: str, fmt: str) -> str:
    """Ask where to write a file; «» when cancelled. Tests replace it."""
    kinds = {"pdf": _("PDF documents"), "xlsx": _("Workbooks"), "ics": _("Calendars")}
    pattern = f"{kinds.get(fmt, fmt.upper())} (*.{fmt})"
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, proposed, pattern)
    if chosen and not chosen.lower().endswith(f".{fmt}"):
        chosen += f".{fmt}"
    return chosen


def open_file(path: Path) -> None:
    """Open a file with the program this computer has for it. Tests replace it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _proposed(context: TabContext, name: str) -> str:
    kept = context.memory.layout(_FOLDER)
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(kept) if kept and Path(kept).is_dir() else Path(documents)
    return str(folder / name)


def _say_written(context: TabContext, path: Path) -> None:
    said = _("Written: {name}").format(name=path.name)
    context.messages.toast(said, lambda: open_file(path), action=_("Open the file"))


class _Aside(QObject):
    """Run one piece of work elsewhere and bring its result back to the window's thread."""

    finished = Signal(object, object)

    def __init__(self, context: TabContext, on_done: Callable[[Any], object], owner: QObject | None) -> None:
        super().__init__(context.operations)
        self.task = Task(lambda: None, None, None, None)
        self._context = context
        self._on_done = on_done
        self._owner = owner
        self._has_owner = owner is not None
        self.finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[], Any]) -> None:
        """Do the work; called on a thread of its own."""
        try:
            result, error = work(), None
        except Exception as caught:  # noqa: BLE001 - the window's thread judges it
            result, error = None, caught
        if isValid(self):
            self.finished.emit(result, error)

    def show_if_slow(self) -> None:
        """Say in the status line that the work goes on."""
        if not self.task.is_over:
            self._context.operations.busy.emit(self.task, 0, 0)

    def _on_finished(self, result: object, error: Exception | None) -> None:
        self.task.is_over = True
        if self.task.busy_text:
            self._context.operations.busy.emit(None, 0, 0)
        self.deleteLater()
        if isinstance(error, KnownError):
            self._context.messages.warn(str(error))
        elif error is not None:
            self._context.operations.crashed.emit(error)
        elif not self._has_owner or (self._owner is not None and isValid(self._owner)):
            self._on_done(result)


def run_aside(
    context: TabContext,
    work: Callable[[], Any],
    on_done: Callable[[Any], object],
    *,
    busy_text: str = "",
    owner: QObject | None = None,
) -> None:
    """Run work that needs no dossier on a thread of its own, and hand its result to `on_done` on the window's.

    A KnownError is shown over the page, any other error is a bug and goes to `crashed`. Nothing is called
    back once `owner` is gone.
    """
    aside = _Aside(context, on_done, owner)
    aside.task.busy_text = busy_text
    if busy_text:
        QTimer.singleShot(SHOWN_AFTER_MS, aside, aside.show_if_slow)
    threading.Thread(target=aside.run, args=(work,), name="aside", daemon=True).start()
