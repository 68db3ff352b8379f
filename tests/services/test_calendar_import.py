from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from altterr_desktop.domain.calendar import CalendarKind
from altterr_desktop.domain.calendar_drafts import CalendarDraft, EventDraft
from altterr_desktop.domain.mobilisations import KeyDateKind
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.undo import undo
from altterr_desktop.services.calendar import read_calendar
from altterr_desktop.services.calendar_import import apply_calendar, key_date_id, preview_calendar
from altterr_desktop.services.records import change_record, delete_record, load_record
from tests.services.scenes import in_days, made, small_dossier

SESSION = EventDraft(
    3, "seance@mairie", "Conseil municipal", in_days(10), "1", start_time="18:30", description="Ordre du jour"
)
SECOND = replace(SESSION, starts_on=in_days(40), occurrence="2", line=3)
FAIR = EventDraft(9, "fete@mairie", "Fête du lac", in_days(20), ends_on=in_days(22), place="Parc")


def calendar(*events: EventDraft) -> CalendarDraft:
    return CalendarDraft("Agenda de la mairie", in_days(-365), in_days(730), events, ())


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with small_dossier(tmp_path) as opened:
        yield opened


def test_events_become_key_dates_once(dossier: Dossier) -> None:
    draft = calendar(SESSION, SECOND, FAIR)
    assert preview_calendar(dossier, draft).counts.created == 3
    assert not read_calendar(dossier, since=in_days(0), until=in_days(50), kinds=[CalendarKind.COUNCIL])
    changes, counts = apply_calendar(dossier, draft)
    assert changes
    assert counts.created == 3
    again, counts = apply_calendar(dossier, draft)
    assert not again
    assert counts.unchanged == 3
    found = read_calendar(dossier, since=in_days(0), until=in_days(50))
    assert [item.kind for item in found] == [
        CalendarKind.COUNCIL,
        CalendarKind.KEY_DATE,
        CalendarKind.COUNCIL,
    ]
    assert found[0].territory != ""
    assert load_record(dossier, found[0].record_id).values["notes"] == "Ordre du jour"


def test_two_laptops_give_the_same_ids(tmp_path: Path, dossier: Dossier) -> None:
    (tmp_path / "b").mkdir()
    with small_dossier(tmp_path / "b") as other:
        for one in (dossier, other):
            apply_calendar(one, calendar(FAIR))
            assert load_record(one, key_date_id(FAIR)).values["title"] == "Fête du lac"
    assert key_date_id(FAIR) != key_date_id(replace(FAIR, uid=FAIR.uid.upper()))


def test_importing_again_updates_and_leaves_the_group_s_own_words(dossier: Dossier) -> None:
    apply_calendar(dossier, calendar(FAIR))
    own = {"notes": "Tenir un stand", "key_date_kind": KeyDateKind.NETWORK}
    change_record(dossier, kind="key_date", record_id=key_date_id(FAIR), values=own)
    moved = replace(FAIR, starts_on=in_days(27), ends_on=None, description="Autre texte")
    (line,) = preview_calendar(dossier, calendar(moved)).lines
    assert line.action == "updated"
    assert line.details
    apply_calendar(dossier, calendar(moved))
    values = load_record(dossier, key_date_id(FAIR)).values
    assert (values["starts_on"], values["ends_on"]) == (in_days(27), None)
    assert {name: values[name] for name in own} == own


def test_what_is_cancelled_stays_and_says_so(dossier: Dossier) -> None:
    apply_calendar(dossier, calendar(SESSION, SECOND, FAIR))
    draft = calendar(SESSION, replace(FAIR, cancelled=True))
    counts = preview_calendar(dossier, draft).counts
    assert (counts.closed, counts.unchanged) == (2, 1)
    apply_calendar(dossier, draft)
    cancelled = {
        item.title: item.cancelled for item in read_calendar(dossier, since=in_days(15), until=in_days(50))
    }
    assert cancelled == {"Fête du lac": True, "Conseil municipal": True}
    assert preview_calendar(dossier, draft).counts.unchanged == 2
    apply_calendar(dossier, calendar(SESSION, SECOND, FAIR))
    assert not any(item.cancelled for item in read_calendar(dossier, since=in_days(0), until=in_days(50)))


def test_a_date_deleted_on_purpose_stays_deleted_an_undone_import_comes_back(dossier: Dossier) -> None:
    apply_calendar(dossier, calendar(FAIR))
    delete_record(dossier, kind="key_date", record_id=key_date_id(FAIR))
    preview = preview_calendar(dossier, calendar(FAIR))
    assert preview.counts.skipped == 1
    assert preview.problems
    apply_calendar(dossier, calendar(SESSION))
    undo(dossier)
    _changes, counts = apply_calendar(dossier, calendar(SESSION))
    assert counts.updated + counts.created == 1
    assert not load_record(dossier, key_date_id(SESSION)).deleted


def test_a_calendar_of_our_own_brings_no_double(dossier: Dossier) -> None:
    meeting = made(dossier, "meeting", title="Rendez-vous", held_on=in_days(3))
    own = replace(FAIR, uid=f"meeting-{meeting}@altterr-desktop")
    limit = replace(FAIR, uid=f"follow_up-{meeting}@altterr-desktop")
    other = replace(FAIR, uid=f"key_date-{key_date_id(SESSION)}@altterr-desktop")
    counts = preview_calendar(dossier, calendar(own, limit, other)).counts
    assert (counts.skipped, counts.created) == (2, 1)


def test_what_was_left_aside_is_counted(dossier: Dossier) -> None:
    preview = preview_calendar(dossier, replace(calendar(FAIR), left_out=4))
    assert "4" in preview.problems[0].reason
    assert preview.counts.created == 1
