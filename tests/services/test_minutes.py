from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from altterr_desktop.domain.commitments import EvidenceKind, ProofStrength
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.lists import Query
from altterr_desktop.domain.meetings import LineKind, MeetingSide, MeetingState, MinutesState
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.verify import verify
from altterr_desktop.services.follow_ups import list_follow_ups
from altterr_desktop.services.meeting_plan import add_commitment_to_agenda, plan_meeting
from altterr_desktop.services.meeting_views import LineView, read_meeting
from altterr_desktop.services.minutes import (
    add_minutes_line,
    change_minutes_line,
    delete_minutes_line,
    mark_held,
    turn_line_into_commitment,
    turn_line_into_evidence,
    turn_line_into_follow_up,
    validate_minutes,
)
from altterr_desktop.services.records import change_record, delete_record, load_record
from altterr_desktop.services.verdicts import list_evidence
from tests.services.scenes import an_official, in_days, made, small_dossier

WORDS = "Nous voterons le plan vélo avant l’été."


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with small_dossier(tmp_path) as opened:
        yield opened


@pytest.fixture
def official(dossier: Dossier) -> str:
    return an_official(dossier)


@pytest.fixture
def meeting(dossier: Dossier, official: str) -> str:
    values = {"title": "Rencontre", "held_on": in_days(-3), "duration_minutes": 60}
    return plan_meeting(dossier, values=values, official_ids=[official]).subject_id


@pytest.fixture
def line(dossier: Dossier, meeting: str, official: str) -> str:
    return add_minutes_line(
        dossier,
        meeting_id=meeting,
        text=WORDS,
        kind=LineKind.PROMISE,
        speaker_id=official,
        promise_due=in_days(60),
    ).subject_id


def the_line(dossier: Dossier, meeting: str) -> LineView:
    (view,) = read_meeting(dossier, meeting).lines
    return view


def test_a_promise_becomes_a_follow_up_of_theirs_that_keeps_its_line(
    dossier: Dossier, meeting: str, official: str, line: str
) -> None:
    follow_up = turn_line_into_follow_up(dossier, line_id=line).subject_id
    (row,) = list_follow_ups(dossier, Query()).rows
    assert (row.id, row.title, row.side, row.who) == (follow_up, WORDS, MeetingSide.THEIRS, "Alix Morvan")
    assert (row.meeting_id, row.minutes_line_id, row.due_on) == (meeting, line, in_days(60))
    assert row.official_id == official
    assert the_line(dossier, meeting).follow_up_ids == (follow_up,)
    assert [task.id for task in read_meeting(dossier, meeting).follow_ups] == [follow_up]


def test_anything_else_becomes_ours_unless_said_otherwise(dossier: Dossier, meeting: str) -> None:
    said = add_minutes_line(dossier, meeting_id=meeting, text="Envoyer nos comptages").subject_id
    turn_line_into_follow_up(dossier, line_id=said, title="Envoyer les comptages", due_on=in_days(5))
    (row,) = list_follow_ups(dossier, Query()).rows
    assert (row.title, row.side, row.due_on) == ("Envoyer les comptages", MeetingSide.OURS, in_days(5))


def test_a_promise_becomes_a_commitment_in_its_exact_words(
    dossier: Dossier, meeting: str, official: str, line: str
) -> None:
    commitment = turn_line_into_commitment(dossier, line_id=line, title="Plan vélo").subject_id
    record = load_record(dossier, commitment).values
    assert (record["title"], record["verbatim"]) == ("Plan vélo", WORDS)
    assert (record["official_id"], record["made_on"], record["deadline"]) == (
        official,
        in_days(-3),
        in_days(60),
    )
    assert the_line(dossier, meeting).commitment_id == commitment
    document = load_record(dossier, record["pledge_document_id"])
    assert document.values["dated_on"] == in_days(-3)
    assert "Rencontre" in document.name
    with pytest.raises(InvalidInput):
        turn_line_into_commitment(dossier, line_id=line)


def test_two_promises_of_one_meeting_share_its_document(dossier: Dossier, meeting: str, line: str) -> None:
    other = add_minutes_line(
        dossier, meeting_id=meeting, text="Et un autre", kind=LineKind.PROMISE
    ).subject_id
    documents = {
        load_record(dossier, turn_line_into_commitment(dossier, line_id=one).subject_id).values[
            "pledge_document_id"
        ]
        for one in (line, other)
    }
    assert len(documents) == 1


def test_a_deleted_commitment_can_be_made_again_from_its_line(
    dossier: Dossier, meeting: str, line: str
) -> None:
    commitment = turn_line_into_commitment(dossier, line_id=line).subject_id
    delete_record(dossier, kind="commitment", record_id=commitment)
    assert the_line(dossier, meeting).commitment_id is None
    again = turn_line_into_commitment(dossier, line_id=line, title="De nouveau").subject_id
    assert again == commitment
    assert load_record(dossier, again).values["title"] == "De nouveau"
    assert verify(dossier) == []


def test_a_line_becomes_evidence_about_the_commitment_of_its_point(
    dossier: Dossier, meeting: str, official: str
) -> None:
    commitment = made(dossier, "commitment", title="Plan vélo")
    point = add_commitment_to_agenda(dossier, meeting_id=meeting, commitment_id=commitment).subject_id
    said = add_minutes_line(
        dossier, meeting_id=meeting, text="2 km faits", point_id=point, speaker_id=official
    ).subject_id
    evidence = turn_line_into_evidence(dossier, line_id=said).subject_id
    (piece,) = list_evidence(dossier, commitment)
    assert (piece.id, piece.kind, piece.strength) == (
        evidence,
        EvidenceKind.MINUTES,
        ProofStrength.SAID_BY_OFFICIAL,
    )
    assert (piece.quote, piece.publisher, piece.dated_on) == ("2 km faits", "Alix Morvan", in_days(-3))
    assert the_line(dossier, meeting).evidence_ids == (evidence,)
    with pytest.raises(InvalidInput):
        turn_line_into_evidence(dossier, line_id=said)


def test_evidence_needs_a_commitment(dossier: Dossier, line: str) -> None:
    with pytest.raises(InvalidInput):
        turn_line_into_evidence(dossier, line_id=line)


def test_an_impression_is_internal_and_becomes_nothing_that_leaves(dossier: Dossier, meeting: str) -> None:
    felt = add_minutes_line(dossier, meeting_id=meeting, text="Agacé", kind=LineKind.IMPRESSION).subject_id
    commitment = made(dossier, "commitment", title="Plan vélo")
    assert the_line(dossier, meeting).internal
    with pytest.raises(InvalidInput):
        turn_line_into_commitment(dossier, line_id=felt)
    with pytest.raises(InvalidInput):
        turn_line_into_evidence(dossier, line_id=felt, commitment_id=commitment)


def test_validated_minutes_refuse_every_change(dossier: Dossier, meeting: str, line: str) -> None:
    mark_held(dossier, meeting_id=meeting)
    validate_minutes(dossier, meeting_id=meeting)
    view = read_meeting(dossier, meeting)
    assert (view.minutes_state, view.minutes_validated_by) == (MinutesState.VALIDATED, "Zoé")
    refused: tuple[Callable[[], Changes], ...] = (
        lambda: add_minutes_line(dossier, meeting_id=meeting, text="Encore"),
        lambda: change_minutes_line(dossier, line_id=line, values={"text": "Autre"}),
        lambda: change_record(dossier, kind="minutes_line", record_id=line, values={"text": "Autre"}),
        lambda: delete_minutes_line(dossier, line_id=line),
        lambda: validate_minutes(dossier, meeting_id=meeting),
    )
    for change in refused:
        with pytest.raises(InvalidInput):
            change()
    assert the_line(dossier, meeting).text == WORDS
    turn_line_into_follow_up(dossier, line_id=line)


def test_only_a_meeting_that_took_place_and_has_a_line_is_validated(dossier: Dossier, meeting: str) -> None:
    with pytest.raises(InvalidInput):
        validate_minutes(dossier, meeting_id=meeting)
    mark_held(dossier, meeting_id=meeting)
    with pytest.raises(InvalidInput):
        validate_minutes(dossier, meeting_id=meeting)
    add_minutes_line(dossier, meeting_id=meeting, text="Bonjour")
    assert validate_minutes(dossier, meeting_id=meeting)


def test_a_meeting_to_come_cannot_be_held_and_who_came_is_noted(
    dossier: Dossier, meeting: str, official: str
) -> None:
    tomorrow = plan_meeting(dossier, values={"title": "Demain", "held_on": in_days(1)}).subject_id
    with pytest.raises(InvalidInput):
        mark_held(dossier, meeting_id=tomorrow)
    mark_held(dossier, meeting_id=meeting, attended_ids=[], next_meeting_on=in_days(30))
    view = read_meeting(dossier, meeting)
    assert (view.state, view.next_meeting_on) == (MeetingState.HELD, in_days(30))
    assert [person.attended for person in view.theirs] == [False]


def test_a_point_of_another_meeting_is_refused(dossier: Dossier, meeting: str) -> None:
    other = plan_meeting(dossier, values={"title": "Autre"}).subject_id
    point = read_meeting(dossier, other).agenda[0].id
    with pytest.raises(InvalidInput):
        add_minutes_line(dossier, meeting_id=meeting, text="Non", point_id=point)
