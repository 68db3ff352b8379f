"""Bring files into the dossier: recognise, read, show the preview, write as one undoable act; it knows no source."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from altterr_desktop.domain.errors import Cancelled
from altterr_desktop.i18n import _
from altterr_desktop.ui.kit.messages import Messages
from altterr_desktop.ui.kit.operations import Operations, Progress

if TYPE_CHECKING:
    from altterr_desktop.importers.prepared import Prepared
    from altterr_desktop.ui.dialogs.import_dialog import ImportForm

Mapped = Mapping[str, Sequence[str]]


class BringingIn(QObject):
    """Follow one file at a time from where it was chosen to where it is in the dossier."""

    def __init__(
        self,
        operations: Operations,
        messages: Messages,
        window: Callable[[], QWidget],
        undo: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._messages = messages
        self._window = window
        self._undo = undo
        self.form: ImportForm | None = None

    def ask(self, source: str) -> None:
        """Ask for the file of a source, then show what it would change."""
        from altterr_desktop.ui.dialogs import register_help
        from altterr_desktop.ui.shell import file_dialogs

        if source == "rne" and not register_help.ask(self._window()):
            return
        if path := file_dialogs.ask_import(self._window(), source):
            self.bring(path, source)

    def bring(self, path: str, source: str = "") -> None:
        """Read a file and show what it would change; without a source, what it holds says which one it is."""
        if self._operations.dossier is None:
            self._messages.warn(_("Open a dossier first, then bring the file in."))
            return
        self._read(
            Path(path), source, None, partial(self._show, Path(path)), partial(self._on_failed, Path(path))
        )

    # Reading

    def _read(
        self,
        path: Path,
        source: str,
        mapping: Mapped | None,
        on_done: Callable[[Any], object],
        on_error: Callable[[Exception], object],
    ) -> None:
        self._operations.ask(
            _prepare,
            path,
            source,
            mapping,
            on_done=on_done,
            on_error=on_error,
            busy_text=_("Reading {name}…").format(name=path.name),
            cancellable=True,
            owner=self,
        )

    def _show(self, path: Path, answer: tuple[str, Prepared]) -> None:
        source, prepared = answer
        self._open_form(path, source).show_prepared(source, prepared)

    def _on_failed(self, path: Path, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        choose = partial(self._choose_source, path, str(error))
        self._messages.warn(str(error), _("Say what it is…"), choose)

    def _choose_source(self, path: Path, sentence: str) -> None:
        self._open_form(path, "").refuse(sentence)

    def _open_form(self, path: Path, source: str) -> ImportForm:
        from altterr_desktop.ui.dialogs.import_dialog import ImportCalls, show_import

        self._messages.clear_bar()
        calls = ImportCalls(partial(self._read_again, path), self._write)
        self.form = show_import(self._window(), path, source, self._operations, calls)
        return self.form

    def _read_again(self, path: Path, source: str, mapping: Mapped | None) -> None:
        self._read(path, source, mapping, self._on_read_again, self._on_not_read_again)

    def _on_read_again(self, answer: tuple[str, Prepared]) -> None:
        if self.form is not None and isValid(self.form.widget):
            self.form.show_prepared(*answer)

    def _on_not_read_again(self, error: Exception) -> None:
        if self.form is not None and isValid(self.form.widget):
            self.form.refuse(str(error))

    # Writing

    def _write(self, prepared: Prepared) -> None:
        self._operations.write(
            partial(_write, prepared),
            on_done=partial(self._on_written, prepared),
            owner=self,
            busy_text=_("Bringing the file in…"),
        )

    def _on_written(self, prepared: Prepared, changes: object) -> None:
        from altterr_desktop.ui.dialogs.import_words import done_words

        if not changes:
            self._messages.toast(_("There was nothing to change."))
            return
        text = _("Brought in: {what}.").format(what=done_words(prepared.preview.counts))
        self._messages.toast(text, self._undo)


# On the worker's thread


def _prepare(
    dossier: Any, path: Path, source: str, mapping: Mapped | None, *, progress: Progress
) -> tuple[str, Prepared]:
    from altterr_desktop.importers.catalogue import recognise, source_named

    source = source or recognise(path)
    progress.step(0)
    return source, source_named(source).spec().prepare(dossier, path, mapping=mapping, progress=progress.step)


def _write(prepared: Prepared, _dossier: Any) -> object:
    return prepared.write()[0]
