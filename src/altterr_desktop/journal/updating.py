"""Show, after an update, what newer programs had written before this one knew it; infer nothing."""

from __future__ import annotations

import json

from sqlalchemy import select

from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.erased import STONES
from altterr_desktop.journal.erasing import apply_stones, forget_traces, noted_stones
from altterr_desktop.journal.projection import UNKNOWN_KEY, RecordKey, is_known, project, unknown_cells
from altterr_desktop.journal.values import unpack_id
from altterr_desktop.model.journal import DossierState, JournalEdit


def project_newly_known(dossier: Dossier) -> list[RecordKey]:
    """Show what had come before the program knew it; reads nothing where nothing waits."""
    waiting = unknown_cells(dossier)
    known = [cell for cell in waiting if is_known(*cell)]
    if not known or dossier.read_only:
        return []
    with dossier.session() as session:
        records: set[RecordKey] = set()
        for kind, field in known:
            found = select(JournalEdit.record).where(JournalEdit.kind == kind, JournalEdit.field == field)
            records.update(
                (kind, unpack_id(record)) for record in session.execute(found.distinct()).scalars()
            )
        # A part of an erased person may be of a kind that was unknown until now.
        stones = noted_stones(session)
        records.update(apply_stones(session, stones))
        projected = project(session, records)
        state = session.get_one(DossierState, UNKNOWN_KEY)
        state.value = json.dumps(sorted(set(waiting) - set(known)))
        session.commit()
    if stones:
        forget_traces(dossier)
    return [one for one in projected if one[0] not in STONES]
