"""Opens the page of meetings on a real dossier: one meeting held, one to come, three volunteers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from altterr_desktop.domain.meetings import LineKind, MeetingRole, MeetingSide
from altterr_desktop.domain.territories import Assembly
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.services.choices import read_choices
from altterr_desktop.services.follow_ups import add_follow_up
from altterr_desktop.services.meeting_plan import plan_meeting
from altterr_desktop.services.meeting_views import MeetingView, read_meeting
from altterr_desktop.services.minutes import add_minutes_line, mark_held
from altterr_desktop.services.officials import add_official
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.tabs.meetings.tab import MeetingsTab
from tests.builders import a_commitment, a_dossier, a_record

TODAY = date.today()  # noqa: DTZ011 - the page speaks of the local day


@dataclass
class Town:
    """What the page is opened on."""

    dossier: Dossier
    coming: str
    held: str
    official: str
    commitment: str
    volunteers: tuple[str, ...]
    follow_up: str

    def meeting(self, meeting_id: str = "") -> MeetingView:
        return read_meeting(self.dossier, meeting_id or self.coming)


@pytest.fixture
def town(tmp_path: Path, operations: Operations) -> Iterator[Town]:
    dossier = a_dossier(tmp_path)
    a_record(dossier, "volunteer", name="Karim")
    a_record(dossier, "volunteer", name="Inès")
    volunteers = tuple(one.id for one in read_choices(dossier).volunteers)
    official = add_official(
        dossier,
        values={"given_name": "Alix", "family_name": "Morvan"},
        seat={"assembly": Assembly.MUNICIPAL, "function": "Maire"},
    ).subject_id
    commitment = a_commitment(dossier, title="Piste cyclable continue", official_id=official)
    held = plan_meeting(
        dossier, values={"held_on": TODAY - timedelta(days=30), "place": "Mairie"}, official_ids=[official]
    ).subject_id
    mark_held(dossier, meeting_id=held)
    point = read_meeting(dossier, held).agenda[0]
    add_minutes_line(
        dossier,
        meeting_id=held,
        text="Le plan sera prêt en décembre.",
        kind=LineKind.PROMISE,
        point_id=point.id,
        speaker_id=official,
    )
    follow_up = add_follow_up(
        dossier,
        values={
            "title": "Envoyer les comptages",
            "side": MeetingSide.OURS,
            "due_on": TODAY - timedelta(days=2),
            "meeting_id": held,
        },
    ).subject_id
    coming = plan_meeting(
        dossier,
        values={"held_on": TODAY + timedelta(days=9), "start_time": "18:30"},
        official_ids=[official],
        volunteer_roles={volunteers[0]: MeetingRole.SPOKESPERSON},
    ).subject_id
    operations.use_dossier(dossier)
    yield Town(dossier, coming, held, official, commitment, volunteers, follow_up)
    operations.shut_down(dossier.close)


@pytest.fixture
def tab(context: TabContext, town: Town, qtbot: Any, idle: Callable[[], None]) -> MeetingsTab:
    made = MeetingsTab(context)
    qtbot.addWidget(made)
    made.resize(1366, 640)
    made.show()
    qtbot.waitUntil(lambda: made.meetings.detail.page is not None)
    idle()
    return made
