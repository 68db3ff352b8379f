"""Delete a record at once and offer to give it back; it asks for no confirmation."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from altterr_desktop.services.records import delete_record, restore_record
from altterr_desktop.ui.kit.context import TabContext


def delete_with_undo(
    context: TabContext,
    kind: str,
    record_id: str,
    said: str,
    *,
    on_deleted: Callable[[], object] | None = None,
    owner: QObject | None = None,
) -> None:
    """Mark a record as deleted, then say so over the page with a button that gives it back."""

    def give_back() -> None:
        context.operations.write(restore_record, kind=kind, record_id=record_id)

    def on_done(_changes: object) -> None:
        context.messages.toast(said, give_back)

    if on_deleted is not None:
        on_deleted()
    context.operations.write(
        delete_record, kind=kind, record_id=record_id, said="", on_done=on_done, owner=owner
    )
