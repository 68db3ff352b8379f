"""Read in one go what the page of a meeting shows, and offer the records it can refer to; it draws nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from altterr_desktop.domain.meetings import MeetingRole, MinutesState
from altterr_desktop.journal.changes import Changes
from altterr_desktop.services.after_meeting import AfterView, read_after
from altterr_desktop.services.choices import find_choices, read_choices
from altterr_desktop.services.meeting_plan import add_participant, set_role
from altterr_desktop.services.meeting_views import MeetingView
from altterr_desktop.services.preparation import Preparation, preparation_of
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.popup_list import Found


@dataclass(frozen=True)
class MeetingPage:
    """Hold a meeting with all that helps to prepare it, and the volunteers of the group (id, name)."""

    preparation: Preparation
    volunteers: tuple[tuple[str, str], ...]
    after: AfterView

    @property
    def meeting(self) -> MeetingView:
        """Give the meeting itself."""
        return self.preparation.meeting

    @property
    def is_validated(self) -> bool:
        """Tell whether its minutes no longer change."""
        return self.meeting.minutes_state is MinutesState.VALIDATED


def read_page(dossier: Any, meeting_id: str) -> MeetingPage:
    """Read a meeting for its page; used on the worker's thread. Raises NotFound."""
    return MeetingPage(
        preparation_of(dossier, meeting_id), read_volunteers(dossier), read_after(dossier, meeting_id)
    )


def read_volunteers(dossier: Any) -> tuple[tuple[str, str], ...]:
    """List the active volunteers as (id, name); used on the worker's thread."""
    return tuple((one.id, one.text) for one in read_choices(dossier).volunteers)


def search(context: TabContext, kind: str, words: str) -> Sequence[Found]:
    """Find records to refer to; used on the worker's thread."""
    found = find_choices(context.operations.dossier, kind, words)
    return [Found(kind, one.id, one.text, one.detail) for one in found]


def fill_role(
    dossier: Any, *, meeting_id: str, volunteer_id: str, participant_id: str, role: MeetingRole
) -> Changes:
    """Give a role to a volunteer, who joins the meeting unless they are a participant already. Raises KnownError."""
    if participant_id:
        return set_role(dossier, participant_id=participant_id, role=role)
    return add_participant(dossier, meeting_id=meeting_id, volunteer_id=volunteer_id, role=role)
