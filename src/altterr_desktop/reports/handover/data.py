"""Ask the services for what a newcomer needs on one page; hold no key, no code and no secret."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from altterr_desktop.services.dashboard import read_dashboard
from altterr_desktop.services.fields import today


@dataclass(frozen=True)
class HandoverData:
    """Hold who is who, where things are, what is next and what is late, on one day."""

    group: str
    language: str
    written_on: date
    file_name: str = ""
    place: str = ""
    note: str = ""
    volunteers: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    commitments: int = 0
    late_commitments: int = 0
    late_follow_ups: int = 0
    next_meeting: str = ""
    next_meeting_on: date | None = None
    follow_ups: tuple[tuple[str, date | None], ...] = ()


def load_handover(dossier: Any, *, file_name: str = "", place: str = "", note: str = "") -> HandoverData:
    """Read the page; `place` is that of the shared folder, `file_name` the sealed file it goes with."""
    page = read_dashboard(dossier)
    meeting = page.next_meeting
    return HandoverData(
        page.group.name,
        page.group.document_language,
        today(),
        file_name,
        place,
        note,
        tuple(name for _id, name in page.group.volunteers),
        tuple(
            f"{row.name} ({row.mandate_label})" if row.mandate_label else row.name
            for row in page.group.territories
        ),
        page.commitments,
        page.late_commitments,
        page.late_ours,
        meeting.title if meeting is not None else "",
        meeting.held_on if meeting is not None else None,
        tuple((row.title, row.due_on) for row in page.follow_ups),
    )
