"""Make of a line of the minutes a verdict that is proposed to the group; it agrees on nothing."""

from __future__ import annotations

from altterr_desktop.domain.commitments import OffScale, Progress, VerdictState, standing_of
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.journal.search_index import name_of
from altterr_desktop.model.meetings import Meeting, MinutesLine
from altterr_desktop.model.verdicts import Evidence
from altterr_desktop.services.meeting_views import evidence_id_of
from altterr_desktop.services.minutes import commitment_of, evidence_fields, refuse_internal
from altterr_desktop.services.records import add_record, live_record
from altterr_desktop.services.verdicts import put_verdict


def propose_verdict_from_line(
    dossier: Dossier,
    *,
    line_id: str,
    progress: Progress = Progress.NOT_ASSESSED,
    off_scale: OffScale | None = None,
    commitment_id: str | None = None,
    statement: str = "",
) -> Changes:
    """Propose a verdict on a commitment from what was said; the line becomes evidence «said by an official».

    Without a commitment: that of the line's point. Raises NotFound, InvalidInput where there is none, or where
    the line is internal.
    """
    with recording(dossier, "") as work:
        session = work.session
        line: MinutesLine = live_record(session, "minutes_line", line_id)
        refuse_internal(line)
        about = commitment_id or commitment_of(session, line)
        if not about:
            raise InvalidInput(_("Choose the commitment this line is about."))
        commitment = live_record(session, "commitment", about)
        evidence_id = evidence_id_of(line_id, about)
        known = session.get(Evidence, evidence_id)
        if known is None:
            fields = evidence_fields(session, line, session.get_one(Meeting, line.meeting_id), about)
            add_record(session, "evidence", fields, record_id=evidence_id)
        elif known.deleted:
            known.deleted = False
        verdict = put_verdict(
            session,
            dossier,
            about,
            {
                "progress": progress,
                "off_scale": off_scale,
                "verdict_state": VerdictState.PROPOSED,
                "statement": statement.strip() or line.text,
            },
            evidence_ids=[evidence_id],
        )
        work.subject_id = verdict.id
        work.label = _("Verdict “{verdict}” proposed on “{name}”").format(
            verdict=label(standing_of(progress, off_scale)), name=name_of(commitment)
        )
    return work.changes
