from collections.abc import Iterator
from pathlib import Path

import pytest

from altterr_desktop.domain.commitments import Progress, ProofStrength, Standing, VerdictState
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.meetings import Audience, LineKind, MinutesState
from altterr_desktop.domain.requests import Channel
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.services.after_meeting import amend_minutes, note_thanks, read_after, record_sending
from altterr_desktop.services.meeting_plan import add_commitment_to_agenda, plan_meeting
from altterr_desktop.services.meeting_views import read_meeting
from altterr_desktop.services.minutes import (
    add_minutes_line,
    change_minutes_line,
    mark_held,
    turn_line_into_commitment,
    turn_line_into_evidence,
    turn_line_into_follow_up,
    validate_minutes,
)
from altterr_desktop.services.minutes_verdict import propose_verdict_from_line
from altterr_desktop.services.requests import request_from_line
from altterr_desktop.services.verdicts import list_verdicts
from tests.services.scenes import an_official, in_days, made, small_dossier


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with small_dossier(tmp_path) as opened:
        yield opened


@pytest.fixture
def meeting(dossier: Dossier) -> str:
    values = {"title": "Rencontre", "held_on": in_days(-3)}
    meeting_id = plan_meeting(dossier, values=values, official_ids=[an_official(dossier)]).subject_id
    mark_held(dossier, meeting_id=meeting_id)
    return meeting_id


@pytest.fixture
def line(dossier: Dossier, meeting: str) -> str:
    return add_minutes_line(
        dossier, meeting_id=meeting, text="La piste ouvrira.", kind=LineKind.PROMISE
    ).subject_id


def state_of(dossier: Dossier, meeting: str) -> MinutesState:
    return read_meeting(dossier, meeting).minutes_state


def test_a_correction_is_added_to_validated_minutes_and_their_text_stays(
    dossier: Dossier, meeting: str, line: str
) -> None:
    with pytest.raises(InvalidInput):
        amend_minutes(dossier, meeting_id=meeting, text="Ce n’est pas dit ainsi.")
    validate_minutes(dossier, meeting_id=meeting)
    amend_minutes(dossier, meeting_id=meeting, text="En octobre.", line_id=line, asked_by="La mairie")
    (found,) = read_after(dossier, meeting).amendments
    assert (found.line, found.text, found.asked_by, found.author) == (
        "La piste ouvrira.",
        "En octobre.",
        "La mairie",
        "Zoé",
    )
    assert found.made_on == in_days(0)
    view = read_meeting(dossier, meeting)
    assert (view.minutes_state, view.lines[0].text) == (MinutesState.VALIDATED, "La piste ouvrira.")
    with pytest.raises(InvalidInput):
        amend_minutes(dossier, meeting_id=meeting, text=" ")


def test_a_draft_that_was_read_by_the_people_met_becomes_amended_when_it_changes(
    dossier: Dossier, meeting: str, line: str
) -> None:
    change_minutes_line(dossier, line_id=line, values={"text": "La piste ouvrira en mai."})
    assert state_of(dossier, meeting) is MinutesState.DRAFT
    record_sending(dossier, meeting_id=meeting, audience=Audience.INTERNAL, recipient="Le groupe")
    change_minutes_line(dossier, line_id=line, values={"text": "La piste ouvrira en juin."})
    assert state_of(dossier, meeting) is MinutesState.DRAFT
    record_sending(dossier, meeting_id=meeting, audience=Audience.OFFICIAL, recipient="La maire")
    add_minutes_line(dossier, meeting_id=meeting, text="Et le budget est voté.")
    assert state_of(dossier, meeting) is MinutesState.AMENDED


def test_each_version_sent_is_kept_with_for_whom_when_and_how(dossier: Dossier, meeting: str) -> None:
    record_sending(
        dossier,
        meeting_id=meeting,
        audience=Audience.OFFICIAL,
        recipient="La maire",
        channel=Channel.EMAIL,
        sent_on=in_days(-1),
    )
    record_sending(dossier, meeting_id=meeting, audience=Audience.PUBLIC, recipient="Site du groupe")
    after = read_after(dossier, meeting)
    assert [(one.audience, one.recipient, one.channel, one.author) for one in after.sendings] == [
        (Audience.PUBLIC, "Site du groupe", None, "Zoé"),
        (Audience.OFFICIAL, "La maire", Channel.EMAIL, "Zoé"),
    ]
    assert after.minutes_sent_on == in_days(0)
    with pytest.raises(InvalidInput):
        record_sending(dossier, meeting_id=meeting, audience=Audience.PUBLIC, sent_on=in_days(1))


def test_thanks_are_noted_once_written(dossier: Dossier, meeting: str) -> None:
    assert read_after(dossier, meeting).thanked_on is None
    note_thanks(dossier, meeting_id=meeting)
    assert read_after(dossier, meeting).thanked_on == in_days(0)
    with pytest.raises(InvalidInput):
        note_thanks(dossier, meeting_id=meeting, thanked_on=in_days(2))


def test_what_a_line_became_is_found_again(dossier: Dossier, meeting: str, line: str) -> None:
    commitment = made(dossier, "commitment", title="Plan vélo")
    turn_line_into_follow_up(dossier, line_id=line)
    turn_line_into_commitment(dossier, line_id=line)
    turn_line_into_evidence(dossier, line_id=line, commitment_id=commitment)
    request_from_line(dossier, line_id=line)
    propose_verdict_from_line(dossier, line_id=line, commitment_id=commitment, progress=Progress.ANNOUNCED)
    became = read_after(dossier, meeting).became[line]
    assert [one.kind for one in became] == ["commitment", "follow_up", "request", "evidence", "verdict"]
    assert all(one.name and one.record_id for one in became)


def test_a_line_becomes_a_verdict_that_is_only_proposed_and_rests_on_it(
    dossier: Dossier, meeting: str
) -> None:
    commitment = made(dossier, "commitment", title="Plan vélo")
    point = add_commitment_to_agenda(dossier, meeting_id=meeting, commitment_id=commitment).subject_id
    said = add_minutes_line(
        dossier, meeting_id=meeting, text="Le budget est voté.", point_id=point
    ).subject_id
    propose_verdict_from_line(dossier, line_id=said, progress=Progress.IN_PROGRESS)
    (verdict,) = list_verdicts(dossier, commitment)
    assert (verdict.state, verdict.standing) == (VerdictState.PROPOSED, Standing.IN_PROGRESS)
    assert verdict.statement == "Le budget est voté."
    assert verdict.strength is ProofStrength.SAID_BY_OFFICIAL
    propose_verdict_from_line(dossier, line_id=said, progress=Progress.DONE)
    assert len(list_verdicts(dossier, commitment)) == 2


def test_an_internal_line_and_one_about_nothing_give_no_verdict(dossier: Dossier, meeting: str) -> None:
    commitment = made(dossier, "commitment", title="Plan vélo")
    felt = add_minutes_line(
        dossier, meeting_id=meeting, text="Elle hésite.", kind=LineKind.IMPRESSION
    ).subject_id
    said = add_minutes_line(dossier, meeting_id=meeting, text="Bonjour.").subject_id
    with pytest.raises(InvalidInput):
        propose_verdict_from_line(dossier, line_id=felt, commitment_id=commitment)
    with pytest.raises(InvalidInput):
        propose_verdict_from_line(dossier, line_id=said)
    assert list_verdicts(dossier, commitment) == ()
