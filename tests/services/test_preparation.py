from collections.abc import Iterator
from pathlib import Path

import pytest

from altterr_desktop.domain.commitments import EvidenceKind, Progress, Standing
from altterr_desktop.domain.meetings import LineKind, MeetingKind, MeetingRole, MeetingSide, MeetingState
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import language_set
from altterr_desktop.services.dossiers import read_group
from altterr_desktop.services.follow_ups import add_follow_up, tick_follow_up
from altterr_desktop.services.meeting_plan import add_commitment_to_agenda, plan_meeting
from altterr_desktop.services.minutes import add_minutes_line
from altterr_desktop.services.preparation import preparation_of
from altterr_desktop.services.readiness import unsourced_figures
from altterr_desktop.services.records import change_record
from altterr_desktop.services.verdicts import record_verdict
from tests.services.scenes import an_official, in_days, made, small_dossier


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with small_dossier(tmp_path) as opened:
        yield opened


@pytest.fixture
def official(dossier: Dossier) -> str:
    return an_official(dossier)


@pytest.fixture
def meeting(dossier: Dossier, official: str) -> str:
    return plan_meeting(dossier, values={"held_on": in_days(9)}, official_ids=[official]).subject_id


def judged(dossier: Dossier, commitment: str, progress: Progress, days: int = -10) -> None:
    values = {"reason": "Constaté", "decided_on": in_days(days)}
    record_verdict(dossier, commitment_id=commitment, progress=progress, values=values)


def checks(dossier: Dossier, meeting: str) -> dict[str, bool]:
    return {check.key: check.done for check in preparation_of(dossier, meeting).readiness}


def test_it_says_what_they_hold(dossier: Dossier, official: str, meeting: str) -> None:
    home = read_group(dossier).territories[0].id
    made(
        dossier,
        "seat",
        official_id=official,
        territory_id=home,
        function="Adjoint·e",
        delegation="Mobilités",
        rank=3,
    )
    made(dossier, "seat", official_id=official, territory_id=home, function="Ancien", end=in_days(-400))
    (brief,) = preparation_of(dossier, meeting).officials
    assert [(seat.words, seat.current) for seat in brief.seats] == [
        ("Adjoint·e, Mobilités", True),
        ("Ancien", False),
    ]
    assert preparation_of(dossier, meeting).meeting.theirs[0].function == "Adjoint·e, Mobilités"


def test_what_they_promised_is_what_they_lead_and_what_they_signed(
    dossier: Dossier, official: str, meeting: str
) -> None:
    pact = made(dossier, "pledge_document", title="Pacte", dated_on=in_days(-200))
    made(dossier, "signatory", pledge_document_id=pact, official_id=official)
    made(dossier, "commitment", title="Signé", pledge_document_id=pact)
    made(dossier, "commitment", title="En charge", official_id=official)
    made(dossier, "commitment", title="D’une autre")
    (brief,) = preparation_of(dossier, meeting).officials
    promises = {promise.title: promise for promise in brief.promises}
    assert set(promises) == {"Signé", "En charge"}
    assert promises["Signé"].made_on == in_days(-200)
    assert promises["Signé"].standing is Standing.NOT_ASSESSED


def test_a_promise_comes_with_its_verdict_its_strongest_proof_and_its_history(
    dossier: Dossier, official: str, meeting: str
) -> None:
    commitment = made(dossier, "commitment", title="Plan vélo", official_id=official)
    record_verdict(
        dossier,
        commitment_id=commitment,
        progress=Progress.IN_PROGRESS,
        new_evidence=[
            {"title": "Article", "evidence_kind": EvidenceKind.PRESS, "dated_on": in_days(-2)},
            {"title": "Vote", "evidence_kind": EvidenceKind.DELIBERATION, "dated_on": in_days(-9)},
        ],
        values={"decided_on": in_days(-1)},
    )
    ((promise,),) = [brief.promises for brief in preparation_of(dossier, meeting).officials]
    assert (promise.standing, promise.decided_on) == (Standing.IN_PROGRESS, in_days(-1))
    assert promise.key_evidence is not None
    assert promise.key_evidence.title == "Vote"
    assert promise.history[-1].standing is Standing.IN_PROGRESS
    assert (promise.history[-1].year, promise.evidence_count) == (in_days(0).year, 2)


def test_it_proposes_late_then_stuck_then_recent_commitments_three_at_most(
    dossier: Dossier, official: str, meeting: str
) -> None:
    def promised(title: str, made_days: int, due: int | None = None) -> str:
        deadline = None if due is None else in_days(due)
        return made(
            dossier,
            "commitment",
            title=title,
            official_id=official,
            made_on=in_days(made_days),
            deadline=deadline,
        )

    judged(dossier, promised("Tenu", -1, -5), Progress.DONE)
    promised("Récent", -10)
    promised("Ancien", -300)
    judged(dossier, promised("Bloqué", -200), Progress.SUSPENDED)
    late = promised("En retard", -250, -3)
    assert [promise.title for promise in preparation_of(dossier, meeting).proposed] == [
        "En retard",
        "Bloqué",
        "Récent",
    ]
    add_commitment_to_agenda(dossier, meeting_id=meeting, commitment_id=late, question="Quelle date ?")
    prepared = preparation_of(dossier, meeting)
    assert [promise.title for promise in prepared.commitments] == ["En retard"]
    assert [promise.title for promise in prepared.proposed] == ["Bloqué", "Récent"]
    assert prepared.question_on(late) == "Quelle date ?"


def test_a_proposed_verdict_does_not_count_yet(dossier: Dossier, official: str, meeting: str) -> None:
    commitment = made(dossier, "commitment", title="Plan vélo", official_id=official)
    values = {"reason": "À voter", "verdict_state": "proposed"}
    record_verdict(dossier, commitment_id=commitment, progress=Progress.DONE, values=values)
    ((promise,),) = [brief.promises for brief in preparation_of(dossier, meeting).officials]
    assert promise.standing is Standing.NOT_ASSESSED


def test_it_recalls_the_last_meeting_and_what_is_still_owed(
    dossier: Dossier, official: str, meeting: str
) -> None:
    past = ""
    for days, said in ((-200, "Vieux"), (-40, "On votera")):
        values = {"held_on": in_days(days), "meeting_state": MeetingState.HELD, "title": f"R{days}"}
        past = plan_meeting(dossier, values=values, official_ids=[official]).subject_id
        add_minutes_line(dossier, meeting_id=past, text=said, kind=LineKind.PROMISE, speaker_id=official)
        add_minutes_line(dossier, meeting_id=past, text="Fatigué", kind=LineKind.IMPRESSION)
    theirs = add_follow_up(
        dossier,
        values={"title": "Envoyer", "side": MeetingSide.THEIRS, "official_id": official},
    ).subject_id
    add_follow_up(dossier, values={"title": "Relire", "meeting_id": past})
    (brief,) = preparation_of(dossier, meeting).officials
    assert brief.last_meeting is not None
    assert [line.text for line in brief.last_meeting.lines] == ["On votera"]
    assert (brief.meetings_held, brief.silence_days) == (2, 40)
    assert [row.title for row in brief.theirs] == ["Envoyer"]
    assert [row.title for row in brief.ours] == ["Relire"]
    tick_follow_up(dossier, follow_up_id=theirs, done_on=in_days(-5))
    (brief,) = preparation_of(dossier, meeting).officials
    assert (brief.theirs, brief.silence_days) == ((), 5)


def test_someone_who_never_answered_has_no_days_of_silence(dossier: Dossier, meeting: str) -> None:
    (brief,) = preparation_of(dossier, meeting).officials
    assert (brief.last_meeting, brief.silence_days) == (None, None)


def test_readiness_grows_with_each_thing_done(dossier: Dossier, official: str, meeting: str) -> None:
    assert [key for key, done in checks(dossier, meeting).items() if done] == ["agenda"]
    people = [made(dossier, "volunteer", name=name) for name in ("Ana", "Bo", "Cléo")]
    roles = (MeetingRole.SPOKESPERSON, MeetingRole.NOTE_TAKER, MeetingRole.TIMEKEEPER)
    for person, role in zip(people[:2], roles[:2], strict=True):
        made(dossier, "participant", meeting_id=meeting, volunteer_id=person, meeting_role=role)
    assert not checks(dossier, meeting)["roles"]
    assert preparation_of(dossier, meeting).missing_roles == (MeetingRole.TIMEKEEPER,)
    made(dossier, "participant", meeting_id=meeting, volunteer_id=people[2], meeting_role=roles[2])
    values = {
        "goal": "Un calendrier",
        "ask_minimum": "Une date",
        "acknowledgement": "Merci pour la piste",
        "figures": "12 km promis (pacte, p. 4)",
        "place": "Mairie",
        "start_time": "18:00",
    }
    change_record(dossier, kind="meeting", record_id=meeting, values=values)
    commitment = made(dossier, "commitment", title="Plan vélo", official_id=official)
    assert [key for key, done in checks(dossier, meeting).items() if not done] == ["commitment"]
    add_commitment_to_agenda(dossier, meeting_id=meeting, commitment_id=commitment)
    prepared = preparation_of(dossier, meeting)
    assert (prepared.done, len(prepared.readiness)) == (8, 8)


def test_the_gap_between_agenda_and_slot_is_given(dossier: Dossier, meeting: str) -> None:
    change_record(dossier, kind="meeting", record_id=meeting, values={"duration_minutes": 45})
    with language_set("en"):
        prepared = preparation_of(dossier, meeting)
    assert prepared.minutes_gap == 15
    assert "15 min too many" in prepared.agenda_remark
    assert not checks(dossier, meeting)["agenda"]
    change_record(dossier, kind="meeting", record_id=meeting, values={"duration_minutes": None})
    assert preparation_of(dossier, meeting).minutes_gap is None


def test_an_internal_meeting_asks_for_less(dossier: Dossier) -> None:
    values = {"meeting_kind": MeetingKind.INTERNAL, "title": "Réunion"}
    meeting = plan_meeting(dossier, values=values).subject_id
    made(dossier, "commitment", title="Plan vélo", territory_id=read_group(dossier).territories[0].id)
    assert set(checks(dossier, meeting)) == {"goal", "agenda", "place_date"}
    assert preparation_of(dossier, meeting).proposed == ()


@pytest.mark.parametrize(
    ("figures", "missing"),
    [
        ("12 km (pacte, p. 4)", ()),
        ("12 km, source : service voirie", ()),
        ("12 km https://example.org/rapport", ()),
        ("12 km\nUne phrase sans chiffre", ("12 km",)),
        ("", ()),
    ],
)
def test_a_figure_without_its_source_is_found(figures: str, missing: tuple[str, ...]) -> None:
    assert unsourced_figures(figures) == missing
