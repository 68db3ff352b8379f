from datetime import date, timedelta
from pathlib import Path

import pytest

from altterr_desktop.domain.commitments import Progress
from altterr_desktop.domain.meetings import MeetingSide, MeetingState
from altterr_desktop.domain.requests import AnswerKind
from altterr_desktop.services.requests import add_request, answer_request
from altterr_desktop.services.silences import list_silences
from altterr_desktop.services.verdicts import record_verdict
from tests.builders import a_commitment, a_dossier, a_meeting, a_record, an_official

TODAY = date.today()  # noqa: DTZ011 - a local day


@pytest.mark.parametrize(("days", "is_silent"), [(89, False), (90, False), (91, True)])
def test_silence_begins_after_ninety_days(tmp_path: Path, days: int, is_silent: bool) -> None:
    with a_dossier(tmp_path) as dossier:
        official = an_official(dossier)
        a_commitment(dossier, official_id=official)
        held = TODAY - timedelta(days=days)
        meeting = a_meeting(dossier, held_on=held, meeting_state=MeetingState.HELD)
        a_record(dossier, "participant", meeting_id=meeting, official_id=official, side=MeetingSide.THEIRS)
        found = list_silences(dossier)
    assert [one.official_id for one in found] == ([official] if is_silent else [])
    assert all(one.last_met == held for one in found)


def test_who_is_in_charge_of_nothing_open_is_not_silent(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        an_official(dossier, family_name="Sans charge")
        official = an_official(dossier)
        kept = a_commitment(dossier, official_id=official)
        assert [one.commitments for one in list_silences(dossier)] == [1]
        record_verdict(
            dossier, commitment_id=kept, progress=Progress.DONE, values={"reason": "Constaté sur place."}
        )
        assert list_silences(dossier) == ()


def test_never_met_comes_before_met_long_ago(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        met, never = an_official(dossier, family_name="Abad"), an_official(dossier, family_name="Zola")
        for official in (met, never):
            a_commitment(dossier, official_id=official)
        meeting = a_meeting(dossier, held_on=TODAY - timedelta(days=400), meeting_state=MeetingState.HELD)
        a_record(dossier, "participant", meeting_id=meeting, official_id=met, side=MeetingSide.THEIRS)
        assert [one.official_id for one in list_silences(dossier)] == [never, met]


def test_a_request_without_answer_is_a_silence_whoever_it_went_to(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        official = an_official(dossier)
        sent = TODAY - timedelta(days=45)
        late = add_request(dossier, values={"official_id": official, "sent_on": sent}).subject_id
        add_request(dossier, values={"official_id": official, "sent_on": TODAY})
        (silence,) = list_silences(dossier)
        assert (silence.official_id, silence.unanswered, silence.asked_on) == (official, 1, sent)
        assert (silence.commitments, silence.last_sign) == (0, None)
        answer_request(dossier, request_id=late, kind=AnswerKind.EVASIVE)
        assert list_silences(dossier) == ()


def test_a_meeting_to_come_ends_the_silence(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        official = an_official(dossier)
        sent = TODAY - timedelta(days=45)
        add_request(dossier, values={"official_id": official, "sent_on": sent})
        meeting = a_meeting(dossier, held_on=TODAY + timedelta(days=8))
        a_record(dossier, "participant", meeting_id=meeting, official_id=official, side=MeetingSide.THEIRS)
        assert list_silences(dossier) == ()


@pytest.mark.parametrize(("days", "is_silent"), [(90, False), (91, True)])
def test_an_answer_is_a_sign_of_life(tmp_path: Path, days: int, is_silent: bool) -> None:
    with a_dossier(tmp_path) as dossier:
        official = an_official(dossier)
        a_commitment(dossier, official_id=official)
        asked = TODAY - timedelta(days=days + 5)
        request = add_request(dossier, values={"official_id": official, "sent_on": asked}).subject_id
        answered = TODAY - timedelta(days=days)
        answer_request(dossier, request_id=request, kind=AnswerKind.NO, answered_on=answered)
        assert [one.last_answer for one in list_silences(dossier)] == ([answered] if is_silent else [])
