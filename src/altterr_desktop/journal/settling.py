"""Settle what people disagree about: a new edit that replaces every value of a cell, one act for several."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from altterr_desktop.domain.errors import NotFound
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _, ngettext
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.journal.search_index import name_of
from altterr_desktop.model import Record, record_classes

# Kind, id and field of a record.
Cell = tuple[str, str, str]


def settle(dossier: Dossier, cells: Iterable[Cell]) -> Changes:
    """Agree on what is shown now, for one cell or several, in one act. Raises NotFound."""
    return settle_with(dossier, [(cell, None) for cell in cells])


def settle_with(dossier: Dossier, choices: Iterable[tuple[Cell, Any]]) -> Changes:
    """Agree on a value for each cell; None stands for what is shown now. Values have their column's type.

    Raises NotFound.
    """
    with recording(dossier, "") as work:
        count = 0
        for (kind, record_id, field), value in choices:
            record = _record(work.session, kind, record_id)
            if value is not None:
                setattr(record, field, value)
            work.settled[kind, record_id, field] = record
            work.subject_id = work.subject_id or record_id
            count += 1
        work.session.flush()
        work.label = ngettext("{count} disagreement settled", "{count} disagreements settled", count).format(
            count=count
        )
    return work.changes


def keep_record(dossier: Dossier, *, kind: str, record_id: str) -> Changes:
    """Keep a record that somebody deleted, or give it back. Raises NotFound."""
    return _decide(dossier, kind, record_id, deleted=False)


def drop_record(dossier: Dossier, *, kind: str, record_id: str) -> Changes:
    """Delete a record knowing what others changed in it or attached to it meanwhile. Raises NotFound."""
    return _decide(dossier, kind, record_id, deleted=True)


def _decide(dossier: Dossier, kind: str, record_id: str, *, deleted: bool) -> Changes:
    with recording(dossier, "") as work:
        record = _record(work.session, kind, record_id)
        record.deleted = deleted
        work.settled[kind, record_id, "deleted"] = record
        work.subject_id = record_id
        work.session.flush()
        words = _("Deleted all the same: {name}") if deleted else _("Kept: {name}")
        work.label = words.format(name=name_of(record))
    return work.changes


def _record(session: Session, kind: str, record_id: str) -> Record:
    record_class = record_classes().get(kind)
    record = session.get(record_class, record_id) if record_class is not None else None
    if record is None:
        raise NotFound(_("No record has the id “{id}” in this dossier.").format(id=record_id[:60]))
    return record
