"""Hold the checklist of a meeting: before, during, after; must not judge whether the meeting is ready."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.identity import public_id
from altterr_desktop.domain.meetings import Phase
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _, msgid
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.meetings import RehearsalItem
from altterr_desktop.services.records import act_label, add_record, live_record


@dataclass(frozen=True)
class UsualItem:
    """Hold one thing every meeting is prepared with."""

    key: str
    phase: Phase
    title: str


_USUAL = (
    UsualItem("read", Phase.BEFORE, msgid("Read the sheets and their evidence again")),
    UsualItem("confirm", Phase.BEFORE, msgid("Confirm by mail two days before")),
    UsualItem("rehearse", Phase.BEFORE, msgid("Rehearse aloud: opening, demand, objections")),
    UsualItem("print", Phase.BEFORE, msgid("Print two copies of the demand")),
    UsualItem("who", Phase.DURING, msgid("Say who we are: citizens, of no party")),
    UsualItem("record", Phase.DURING, msgid("Ask before recording anything")),
    UsualItem("repeat", Phase.DURING, msgid("Say each answer again, note the dates")),
    UsualItem("close", Phase.DURING, msgid("End with “who does what, by when?”")),
    UsualItem("minutes", Phase.AFTER, msgid("Minutes read again within 48 hours")),
    UsualItem("thank", Phase.AFTER, msgid("Send a thank-you with the follow-ups")),
    UsualItem("update", Phase.AFTER, msgid("Bring sheets and calendar up to date")),
)


def usual_items() -> tuple[tuple[Phase, str], ...]:
    """Give the checklist every meeting can take, in the language in use."""
    return tuple((item.phase, _(item.title)) for item in _USUAL)


def propose_rehearsal(dossier: Dossier, *, meeting_id: str) -> Changes:
    """Put the usual checklist on a meeting; what is there already, or was taken off, stays as it is.

    A checklist that was emptied comes back whole. The same item has the same id on every laptop. Raises NotFound.
    """
    with recording(dossier, "") as work:
        session = work.session
        live_record(session, "meeting", meeting_id)
        is_empty = not _holds_any(session, meeting_id)
        for item in _USUAL:
            item_id = public_id("rehearsal_item", meeting_id, item.key)
            known = session.get(RehearsalItem, item_id)
            if known is None:
                values = {"meeting_id": meeting_id, "phase": item.phase, "title": _(item.title)}
                add_record(session, "rehearsal_item", values, record_id=item_id)
            elif known.deleted and is_empty:
                known.deleted = False
        work.subject_id = meeting_id
        work.label = _("Checklist proposed")
    return work.changes


def add_rehearsal_item(
    dossier: Dossier, *, meeting_id: str, title: str, phase: Phase = Phase.BEFORE
) -> Changes:
    """Add something to check, at the end of its phase. Raises NotFound, InvalidInput."""
    if not title.strip():
        raise InvalidInput(_("Write what is to be checked."))
    with recording(dossier, "") as work:
        live_record(work.session, "meeting", meeting_id)
        values = {"meeting_id": meeting_id, "phase": phase, "title": title.strip()}
        item = add_record(work.session, "rehearsal_item", values)
        work.subject_id = item.id
        work.label = act_label(item)
    return work.changes


def _holds_any(session: Session, meeting_id: str) -> bool:
    query = select(RehearsalItem.id).where(RehearsalItem.meeting_id == meeting_id, ~RehearsalItem.deleted)
    return session.scalar(query.limit(1)) is not None
