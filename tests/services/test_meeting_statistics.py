from collections.abc import Iterator
from pathlib import Path

import pytest

from altterr_desktop.domain.commitments import Progress
from altterr_desktop.domain.meetings import LineKind, MeetingState
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.reports.catalogue import find_report
from altterr_desktop.services.follow_ups import drop_follow_up, tick_follow_up
from altterr_desktop.services.meeting_plan import add_commitment_to_agenda, plan_meeting
from altterr_desktop.services.meeting_statistics import PromiseFate, read_meeting_statistics
from altterr_desktop.services.minutes import (
    add_minutes_line,
    mark_held,
    turn_line_into_commitment,
    turn_line_into_follow_up,
)
from altterr_desktop.services.records import change_record
from altterr_desktop.services.verdicts import record_verdict
from tests.services.scenes import an_official, in_days, made, small_dossier


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with small_dossier(tmp_path) as opened:
        yield opened


def held(dossier: Dossier, *officials: str, days: int = -30, **values: object) -> str:
    fields = {"title": "Rencontre", "held_on": in_days(days), "duration_minutes": 60, **values}
    meeting = plan_meeting(dossier, values=fields, official_ids=officials).subject_id
    mark_held(dossier, meeting_id=meeting)
    return meeting


def test_meetings_and_hours_are_counted_by_official_theme_and_year(dossier: Dossier) -> None:
    mayor, deputy = an_official(dossier), an_official(dossier, "Kerbrat")
    theme = made(dossier, "theme", name="Mobilités")
    commitment = made(dossier, "commitment", title="Piste", theme_id=theme)
    first = held(dossier, mayor, deputy, days=-400)
    second = held(dossier, mayor)
    change_record(dossier, kind="meeting", record_id=second, values={"held_minutes": 90})
    add_commitment_to_agenda(dossier, meeting_id=second, commitment_id=commitment)
    plan_meeting(dossier, values={"title": "À venir", "held_on": in_days(3)}, official_ids=[mayor])
    cancelled = held(dossier, mayor)
    change_record(
        dossier, kind="meeting", record_id=cancelled, values={"meeting_state": MeetingState.CANCELLED}
    )
    found = read_meeting_statistics(dossier)
    assert (found.whole.meetings, found.whole.minutes) == (2, 150)
    assert [(row.name, row.meetings, row.minutes) for row in found.officials] == [
        ("Alix Morvan", 2, 150),
        ("Alix Kerbrat", 1, 60),
    ]
    assert found.officials[0].last_on == in_days(-30)
    assert [(row.name, row.meetings) for row in found.themes] == [("Mobilités", 1)]
    assert sum(row.meetings for row in found.years) == 2
    assert first


def test_a_promise_is_kept_late_under_way_given_up_or_not_followed(dossier: Dossier) -> None:
    mayor, deputy = an_official(dossier), an_official(dossier, "Kerbrat")
    meeting = held(dossier, mayor, deputy)

    def promised(text: str, due: int | None = None, speaker: str | None = mayor) -> str:
        return add_minutes_line(
            dossier,
            meeting_id=meeting,
            text=text,
            kind=LineKind.PROMISE,
            speaker_id=speaker,
            promise_due=None if due is None else in_days(due),
        ).subject_id

    tick_follow_up(dossier, follow_up_id=turn_line_into_follow_up(dossier, line_id=promised("a")).subject_id)
    turn_line_into_follow_up(dossier, line_id=promised("b", due=9))
    turn_line_into_follow_up(dossier, line_id=promised("c", due=-9))
    drop_follow_up(dossier, follow_up_id=turn_line_into_follow_up(dossier, line_id=promised("d")).subject_id)
    promised("e", speaker=None)
    kept = turn_line_into_commitment(dossier, line_id=promised("f", due=-2, speaker=deputy)).subject_id
    record_verdict(dossier, commitment_id=kept, progress=Progress.DONE, values={"reason": "Vu"})
    add_minutes_line(dossier, meeting_id=meeting, text="dit", kind=LineKind.SAID)
    found = read_meeting_statistics(dossier)
    assert found.whole.promises == {
        PromiseFate.KEPT: 2,
        PromiseFate.UNDER_WAY: 1,
        PromiseFate.LATE: 1,
        PromiseFate.GIVEN_UP: 1,
        PromiseFate.NOTHING: 1,
    }
    rows = {row.id: row for row in found.officials}
    assert rows[mayor].promised == 5
    assert rows[deputy].promises == {PromiseFate.KEPT: 1, PromiseFate.NOTHING: 1}


def test_a_dossier_without_meetings_has_empty_figures(dossier: Dossier, tmp_path: Path) -> None:
    found = read_meeting_statistics(dossier)
    assert (found.whole.meetings, found.officials, found.years) == (0, (), ())
    report = find_report("meeting_statistics").report()
    report.build(report.load(dossier), "xlsx", tmp_path / "a.xlsx")
    assert (tmp_path / "a.xlsx").stat().st_size > 0
