"""Wire the window to what concerns people: what is held about somebody, erasing, handing over; it draws nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from altterr_desktop.i18n import _
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.memory import Memory
from altterr_desktop.ui.kit.messages import Messages
from altterr_desktop.ui.kit.operations import Operations

if TYPE_CHECKING:
    from altterr_desktop.services.erasure import Erased
    from altterr_desktop.ui.shell.window import MainWindow


class People(QObject):
    """Own the dialogs about people."""

    def __init__(
        self,
        operations: Operations,
        messages: Messages,
        memory: Memory,
        window: Callable[[], MainWindow],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._messages = messages
        self._memory = memory
        self._window = window
        self.form: Any = None

    # What is held about somebody

    def show_person(self, record_id: str = "") -> None:
        """Show what is held about a person: the record given where it is one, or whom a person chooses."""
        self._window().sections.leave()
        self._operations.ask(_people, record_id, on_done=self._on_people, owner=self)

    def _on_people(self, found: tuple[list[tuple[str, str]], str]) -> None:
        from altterr_desktop.ui.dialogs.exchange.person import PersonCalls, show_person

        people, chosen = found
        window = self._window()
        calls = PersonCalls(self._write_held, window.open_record, self._on_erased)
        self.form = show_person(window, self._operations, calls, people, chosen)

    def _write_held(self, record_id: str, fmt: str) -> None:
        from altterr_desktop.ui.kit.exporting import export_report

        export_report(self._context(), self._window(), "person", record_id, fmt)

    def _on_erased(self, erased: Erased) -> None:
        self._operations.changed.emit(erased.changes)

    # Handing over

    def hand_over(self, place: str) -> None:
        """Show how to hand the dossier over."""
        from altterr_desktop.ui.dialogs.exchange.handing_over import show_handover

        self.form = show_handover(self._window(), place, self._write_handover, self._write_page)

    def _write_handover(
        self,
        place: str,
        note: str,
        done: Callable[[Path, str], object],
        refuse: Callable[[str], object],
    ) -> None:
        from altterr_desktop.ui.dialogs.exchange import files

        name = _("Handover {name}").format(name=self._operations.dossier.path.stem)
        path = files.ask_invitation_to_write(self._window(), name)
        if not path:
            refuse("")
            return
        self._window().sections.leave()
        self._operations.ask(
            _write_handover,
            Path(path),
            place=place,
            note=note,
            on_done=partial(done, Path(path)),
            on_error=lambda error: refuse(str(error)),
            owner=self,
            busy_text=_("Writing the file…"),
        )

    def _write_page(self, place: str, note: str, file_name: str) -> None:
        from altterr_desktop.ui.kit.exporting import export_report

        export_report(
            self._context(),
            self._window(),
            "handover",
            None,
            "pdf",
            place=place,
            note=note,
            file_name=file_name,
        )

    def _context(self) -> TabContext:
        window = self._window()
        return TabContext(
            self._operations,
            self._messages,
            window.actions_list,
            self._memory,
            window.open_record,
            window.open_list,
        )


# On the worker's thread


def _people(dossier: Any, record_id: str) -> tuple[list[tuple[str, str]], str]:
    """List the volunteers, and the person given where the record is one."""
    from altterr_desktop.domain.errors import KnownError
    from altterr_desktop.services.erasure import person_kind
    from altterr_desktop.services.group_page import read_group_page
    from altterr_desktop.services.records import load_record

    people = [(one.id, one.name or one.pseudonym) for one in read_group_page(dossier).volunteers]
    if not record_id:
        return people, ""
    try:
        person_kind(dossier, record_id)
    except KnownError:
        return people, ""
    if record_id not in {known for known, _name in people}:
        people.insert(0, (record_id, load_record(dossier, record_id).name))
    return people, record_id


def _write_handover(dossier: Any, path: Path, *, place: str, note: str) -> str:
    from altterr_desktop.exchange.handover import write_handover

    return write_handover(dossier, path, place=place, note=note)
