from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from altterr_desktop.domain.commitments import EvidenceKind, Obstacle, Progress, VerdictState
from altterr_desktop.domain.meetings import LineKind
from altterr_desktop.domain.stories import StoryKind
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n.figures import votes_words
from altterr_desktop.services.commitment_story import commitment_story
from altterr_desktop.services.deliberations import save_deliberation
from altterr_desktop.services.obstacles import obstacle_statistics
from altterr_desktop.services.records import delete_record
from altterr_desktop.services.verdicts import add_evidence, record_verdict
from tests.builders import a_commitment, a_dossier, a_meeting, a_record, an_official


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with a_dossier(tmp_path) as dossier:
        yield dossier


@pytest.fixture
def commitment(dossier: Dossier) -> str:
    document = a_record(dossier, "pledge_document", title="Pacte", dated_on=date(2026, 2, 1))
    official = an_official(dossier)
    a_record(dossier, "signatory", pledge_document_id=document, official_id=official)
    return a_commitment(dossier, pledge_document_id=document, deadline=date(2029, 12, 31))


def kinds(dossier: Dossier, commitment: str) -> list[StoryKind]:
    return [line.kind for line in commitment_story(dossier, commitment).rows]


def test_the_story_gathers_what_every_subject_says_latest_first(dossier: Dossier, commitment: str) -> None:
    meeting = a_meeting(dossier, held_on=date(2026, 10, 6))
    point = a_record(dossier, "agenda_point", meeting_id=meeting, title="Vélo", commitment_id=commitment)
    a_record(dossier, "minutes_line", meeting_id=meeting, agenda_point_id=point, text="Ce sera fait.")
    request = a_record(dossier, "request", title="Demande de plan", sent_on=date(2026, 6, 1))
    a_record(dossier, "request_commitment", request_id=request, commitment_id=commitment)
    a_record(dossier, "request_reminder", request_id=request, sent_on=date(2026, 7, 1), text="Relance")
    vote = save_deliberation(
        dossier,
        values={"number": "12", "decided_on": date(2026, 11, 2), "votes_for": 20, "abstentions": 1},
    ).subject_id
    piece = {"title": "Vote", "evidence_kind": EvidenceKind.DELIBERATION, "deliberation_id": vote}
    add_evidence(dossier, commitment_id=commitment, values=piece)
    photo = {"title": "Photo du chantier", "dated_on": date(2026, 11, 5)}
    add_evidence(dossier, commitment_id=commitment, values=photo)
    judged = {"decided_on": date(2026, 12, 1), "reason": "vu", "authority_reply": "D’accord."}
    record_verdict(dossier, commitment_id=commitment, progress=Progress.ANNOUNCED, values=judged)
    indicator = a_record(dossier, "indicator", commitment_id=commitment, name="km", unit="km")
    a_record(dossier, "indicator_value", indicator_id=indicator, measured_on=date(2026, 12, 3), measure=2.5)
    a_record(dossier, "press_item", title="Un article", commitment_id=commitment, dated_on=date(2027, 1, 1))
    a_record(dossier, "follow_up", title="Envoyer le plan", commitment_id=commitment)
    page = commitment_story(dossier, commitment)
    assert [line.kind for line in page.rows] == [
        StoryKind.DEADLINE,
        StoryKind.PRESS,
        StoryKind.MEASURE,
        StoryKind.VERDICT,
        StoryKind.REPLY,
        StoryKind.EVIDENCE,
        StoryKind.DELIBERATION,
        StoryKind.MEETING,
        StoryKind.REMINDER,
        StoryKind.REQUEST,
        StoryKind.PROMISE,
        StoryKind.SIGNATURE,
        StoryKind.FOLLOW_UP,
    ]
    by_kind = {line.kind: line for line in page.rows}
    assert by_kind[StoryKind.MEETING].detail == "Ce sera fait."
    assert by_kind[StoryKind.DELIBERATION].detail == "Adoptée · " + votes_words(20, None, 1)
    assert by_kind[StoryKind.MEASURE].title.endswith("2,5\u00a0km")
    opened = {(line.record_kind, line.record_id) for line in page.rows}
    assert {("meeting", meeting), ("request", request), ("deliberation", vote)} <= opened


def test_it_is_read_page_by_page(dossier: Dossier, commitment: str) -> None:
    for month in range(1, 8):
        add_evidence(
            dossier,
            commitment_id=commitment,
            values={"title": f"Article {month}", "dated_on": date(2027, month, 1)},
        )
    first = commitment_story(dossier, commitment, limit=4)
    second = commitment_story(dossier, commitment, offset=4, limit=4)
    assert first.total == second.total == 10
    assert [line.title for line in second.rows][:2] == ["Article 4", "Article 3"]


def test_internal_notes_and_deleted_records_stay_out(dossier: Dossier, commitment: str) -> None:
    meeting = a_meeting(dossier)
    point = a_record(dossier, "agenda_point", meeting_id=meeting, title="Vélo", commitment_id=commitment)
    a_record(dossier, "minutes_line", meeting_id=meeting, agenda_point_id=point, text="Secret", internal=True)
    told = commitment_story(dossier, commitment).rows
    assert not any("Secret" in line.detail for line in told)
    delete_record(dossier, kind="meeting", record_id=meeting)
    assert StoryKind.MEETING not in kinds(dossier, commitment)


def test_a_proposal_is_not_told_as_a_verdict(dossier: Dossier, commitment: str) -> None:
    values = {"reason": "dit", "verdict_state": VerdictState.PROPOSED}
    record_verdict(dossier, commitment_id=commitment, progress=Progress.DONE, values=values)
    told = kinds(dossier, commitment)
    assert StoryKind.PROPOSAL in told
    assert StoryKind.VERDICT not in told


def test_reasons_are_counted_by_commitment_theme_and_year(dossier: Dossier, commitment: str) -> None:
    theme = a_record(dossier, "theme", name="Déchets")
    other = a_commitment(dossier, title="Compost", theme_id=theme)
    for one, day, obstacle in (
        (commitment, date(2026, 5, 1), Obstacle.BUDGET),
        (commitment, date(2027, 5, 1), Obstacle.BUDGET),
        (other, date(2027, 6, 1), Obstacle.BUDGET),
        (other, date(2027, 6, 2), Obstacle.STAFF),
    ):
        values = {"decided_on": day, "reason": "dit", "obstacle": obstacle}
        record_verdict(dossier, commitment_id=one, progress=Progress.SUSPENDED, values=values)
    found = obstacle_statistics(dossier)
    assert [(row.obstacle, len(row.cases)) for row in found.rows] == [
        (Obstacle.BUDGET, 2),
        (Obstacle.STAFF, 1),
    ]
    assert found.commitments == 2
    assert dict(found.themes)["Déchets"] == {Obstacle.BUDGET: 1, Obstacle.STAFF: 1}
    assert dict(found.years)[2026] == {Obstacle.BUDGET: 1}
    assert dict(found.years)[2027] == {Obstacle.BUDGET: 2, Obstacle.STAFF: 1}
    assert [case.commitment_id for case in obstacle_statistics(dossier, theme_id=theme).rows[0].cases] == [
        other
    ]
    assert obstacle_statistics(dossier, until=date(2026, 12, 31)).commitments == 1


def test_a_difficulty_heard_in_a_meeting_counts(dossier: Dossier, commitment: str) -> None:
    meeting = a_meeting(dossier)
    point = a_record(dossier, "agenda_point", meeting_id=meeting, title="Vélo", commitment_id=commitment)
    a_record(
        dossier,
        "minutes_line",
        meeting_id=meeting,
        agenda_point_id=point,
        text="Nous n’avons personne.",
        line_kind=LineKind.DIFFICULTY,
        obstacle=Obstacle.STAFF,
    )
    (row,) = obstacle_statistics(dossier).rows
    assert (row.obstacle, row.cases[0].note) == (Obstacle.STAFF, "Nous n’avons personne.")
