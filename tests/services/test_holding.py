import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.identity import new_id
from altterr_desktop.domain.meeting_clock import MeetingClock, started, talking, turned_to
from altterr_desktop.domain.meetings import LineKind, MeetingSide, MeetingState
from altterr_desktop.dossier.file import Dossier, Signature, open_dossier
from altterr_desktop.exchange.folder import exchange
from altterr_desktop.exchange.keys import seals_of
from altterr_desktop.journal.undo import undo
from altterr_desktop.services.history import read_history
from altterr_desktop.services.holding import finish_meeting, keep_clock, keep_note, keep_times, read_held
from altterr_desktop.services.meeting_plan import plan_meeting
from altterr_desktop.services.meeting_views import read_meeting
from altterr_desktop.services.minutes import mark_held, validate_minutes
from tests.builders import a_dossier

TODAY = date.today()  # noqa: DTZ011 - a meeting is held on the local day


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with a_dossier(tmp_path) as opened:
        yield opened


@pytest.fixture
def meeting(dossier: Dossier) -> str:
    return plan_meeting(dossier, values={"held_on": TODAY + timedelta(days=2)}).subject_id


def note(dossier: Dossier, meeting_id: str, text: str, line_id: str = "", **values: object) -> str:
    line_id = line_id or new_id()
    keep_note(dossier, meeting_id=meeting_id, line_id=line_id, values={"text": text, **values})
    return line_id


def test_a_note_grows_under_the_keys_and_stays_one_line(dossier: Dossier, meeting: str) -> None:
    line_id = note(dossier, meeting, "Le bud", line_kind=LineKind.PROMISE)
    for text in ("Le budget", "Le budget sera", "Le budget sera voté."):
        note(dossier, meeting, text, line_id)
    (line,) = read_meeting(dossier, meeting).lines
    assert (line.id, line.text, line.kind) == (line_id, "Le budget sera voté.", LineKind.PROMISE)
    # Born, then one act for all the saves that followed.
    assert len({entry.made_at for entry in read_history(dossier, line_id)}) == 2


def test_an_emptied_note_goes_and_comes_back_with_its_words(dossier: Dossier, meeting: str) -> None:
    line_id = note(dossier, meeting, "Rien")
    note(dossier, meeting, "  ", line_id)
    assert read_meeting(dossier, meeting).lines == ()
    note(dossier, meeting, "Si, finalement", line_id)
    assert [line.text for line in read_meeting(dossier, meeting).lines] == ["Si, finalement"]


def test_nothing_typed_writes_nothing(dossier: Dossier, meeting: str) -> None:
    assert not keep_note(dossier, meeting_id=meeting, line_id=new_id(), values={"text": " "})


def test_an_impression_is_internal_whatever_it_was_before(dossier: Dossier, meeting: str) -> None:
    line_id = note(dossier, meeting, "Elle semble lasse", line_kind=LineKind.IMPRESSION)
    assert read_meeting(dossier, meeting).lines[0].internal
    note(dossier, meeting, "Elle semble lasse", line_id, line_kind=LineKind.SAID)
    assert not read_meeting(dossier, meeting).lines[0].internal


def test_a_point_of_another_meeting_and_validated_minutes_are_refused(dossier: Dossier, meeting: str) -> None:
    other = plan_meeting(dossier, values={"held_on": TODAY}).subject_id
    stranger = read_meeting(dossier, other).agenda[0].id
    with pytest.raises(InvalidInput):
        note(dossier, meeting, "Ici", agenda_point_id=stranger)
    note(dossier, other, "Dit")
    mark_held(dossier, meeting_id=other)
    validate_minutes(dossier, meeting_id=other)
    with pytest.raises(InvalidInput):
        note(dossier, other, "Trop tard")


def test_the_end_writes_the_day_the_length_the_points_and_who_spoke(dossier: Dossier, meeting: str) -> None:
    first, second = (point.id for point in read_meeting(dossier, meeting).agenda[:2])
    clock = started(MeetingClock(point_id=first), 0)
    clock = talking(clock, MeetingSide.THEIRS, 30)
    clock = turned_to(clock, second, 300)
    clock = talking(clock, MeetingSide.OURS, 400)
    finish_meeting(dossier, meeting_id=meeting, clock=clock, now=1000)
    held = read_meeting(dossier, meeting)
    assert (held.state, held.held_on, held.held_minutes) == (MeetingState.HELD, TODAY, 17)
    assert [point.seconds_spent for point in held.agenda[:3]] == [300, 700, None]
    assert (held.talk_ours_seconds, held.talk_theirs_seconds) == (600, 370)
    assert not read_held(dossier, meeting, now=2000).clock.is_running


def test_a_clock_that_never_ran_writes_no_time(dossier: Dossier, meeting: str) -> None:
    finish_meeting(dossier, meeting_id=meeting, clock=MeetingClock(), now=1000)
    held = read_meeting(dossier, meeting)
    assert (held.state, held.held_minutes, held.talk_ours_seconds) == (MeetingState.HELD, None, None)


def test_the_clock_does_not_travel_nor_fill_the_history(dossier: Dossier, meeting: str) -> None:
    clock = started(MeetingClock(), 100)
    before = read_meeting(dossier, meeting)
    keep_clock(dossier, meeting_id=meeting, clock=clock)
    assert read_held(dossier, meeting, now=160).clock == clock
    assert read_meeting(dossier, meeting) == before
    assert not keep_times(dossier, meeting_id=meeting, clock=MeetingClock(), now=200)


_NOTE_TAKER = """
import sys, time
from pathlib import Path
from altterr_desktop.dossier.file import open_dossier
from altterr_desktop.domain.meeting_clock import MeetingClock, started
from altterr_desktop.services.holding import keep_clock, keep_note
path, meeting = Path(sys.argv[1]), sys.argv[2]
dossier = open_dossier(path)
keep_clock(dossier, meeting_id=meeting, clock=started(MeetingClock(), 1000.0))
keep_note(dossier, meeting_id=meeting, line_id=sys.argv[3], values={"text": "Nous voterons le pl"})
print("kept", flush=True)
sys.stdin.read()
"""


def test_a_killed_program_loses_neither_the_note_being_typed_nor_the_clock(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        path = dossier.path
        meeting = plan_meeting(dossier, values={"held_on": TODAY}).subject_id
    line_id = new_id()
    taker = subprocess.Popen(
        [sys.executable, "-c", _NOTE_TAKER, str(path), meeting, line_id],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert taker.stdout is not None
    assert taker.stdout.readline().strip() == "kept"
    taker.send_signal(signal.SIGKILL)
    taker.communicate()
    with open_dossier(path) as again:
        held = read_held(again, meeting, now=1600.0)
        assert [line.text for line in held.meeting.lines] == ["Nous voterons le pl"]
        assert held.clock.is_running
        assert held.clock.elapsed(1600.0) == 600


def test_two_note_takers_offline_end_with_both_sets_of_notes(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        path = dossier.path
        meeting = plan_meeting(dossier, values={"held_on": TODAY}).subject_id
        point = read_meeting(dossier, meeting).agenda[0].id
        seals_of(dossier)
    (tmp_path / "partage").mkdir()
    takers = []
    for name in ("Zoé", "Karim"):
        copy = tmp_path / f"{name}.altterr"
        shutil.copyfile(path, copy)
        takers.append(open_dossier(copy, signature=Signature(name, name, f"pc de {name}")))
    for taker, said in zip(takers, ("Oui au plan", "Non au parking"), strict=True):
        line_id = note(taker, meeting, said[:4], agenda_point_id=point)
        note(taker, meeting, said, line_id)
        note(taker, meeting, f"Puis {said}", agenda_point_id=point)
    for taker in takers * 2:
        exchange(taker, tmp_path / "partage")
    notes = [[(line.id, line.text) for line in read_meeting(taker, meeting).lines] for taker in takers]
    for taker in takers:
        taker.close()
    assert notes[0] == notes[1]
    texts = ["Non au parking", "Oui au plan", "Puis Non au parking", "Puis Oui au plan"]
    assert sorted(text for _id, text in notes[0]) == texts


def test_the_end_can_be_undone(dossier: Dossier, meeting: str) -> None:
    finish_meeting(dossier, meeting_id=meeting, clock=started(MeetingClock(), 0), now=1000)
    undo(dossier)
    assert read_meeting(dossier, meeting).state is MeetingState.PLANNED
