from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from altterr_desktop.domain.commitments import EvidenceKind, Progress, Standing
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.officials import OfficialKind
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.services.assessment_views import list_assessments
from altterr_desktop.services.assessments import (
    change_assessment,
    freeze_assessment,
    prepare_assessment,
    read_snapshot,
)
from altterr_desktop.services.commitments import enter_commitment
from altterr_desktop.services.dossiers import start_dossier
from altterr_desktop.services.records import change_record, create_record
from altterr_desktop.services.snapshots import from_json, to_json
from altterr_desktop.services.verdicts import record_verdict

AS_OF = date(2029, 3, 15)


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with start_dossier(
        tmp_path / "a.altterr", group="Groupe", territory_codes=["32013"], volunteer="Zoé"
    ) as dossier:
        yield dossier


def promise(dossier: Dossier, title: str, **values: object) -> str:
    return enter_commitment(dossier, values={"title": title, **values}).subject_id


def judge(dossier: Dossier, commitment: str, progress: Progress, day: date, **values: object) -> None:
    record_verdict(
        dossier,
        commitment_id=commitment,
        progress=progress,
        new_evidence=[{"title": f"Preuve {day}", "evidence_kind": EvidenceKind.REPORT}],
        values={"decided_on": day, **values},
    )


def test_verdicts_are_those_of_the_day(dossier: Dossier) -> None:
    one = promise(dossier, "Piste cyclable")
    judge(dossier, one, Progress.IN_PROGRESS, date(2027, 5, 1))
    judge(dossier, one, Progress.DONE, date(2029, 6, 1))
    prepare_assessment(dossier, values={"as_of": AS_OF})
    (printed,) = read_snapshot(dossier).commitments
    assert printed.standing is Standing.IN_PROGRESS
    assert [(point.year, point.half, point.standing) for point in printed.history] == [
        (2026, 1, Standing.NOT_ASSESSED),
        (2026, 2, Standing.NOT_ASSESSED),
        (2027, 1, Standing.IN_PROGRESS),
        (2027, 2, Standing.IN_PROGRESS),
        (2028, 1, Standing.IN_PROGRESS),
        (2028, 2, Standing.IN_PROGRESS),
        (2029, 1, Standing.IN_PROGRESS),
    ]


def test_a_frozen_assessment_prints_the_same_for_ever(dossier: Dossier) -> None:
    one = promise(dossier, "Piste cyclable", verbatim="12 km d’ici 2028")
    judge(dossier, one, Progress.DONE, date(2028, 5, 1), statement="Faite.")
    chosen = prepare_assessment(dossier, values={"as_of": AS_OF}).subject_id
    freeze_assessment(dossier, assessment_id=chosen)
    before = read_snapshot(dossier, chosen)
    change_record(dossier, kind="commitment", record_id=one, values={"title": "Autre"})
    judge(dossier, one, Progress.ABANDONED, date(2028, 6, 1))
    promise(dossier, "Nouvelle")
    assert read_snapshot(dossier, chosen) == before
    with pytest.raises(InvalidInput):
        change_assessment(dossier, assessment_id=chosen, values={"as_of": date(2030, 1, 1)})
    with pytest.raises(InvalidInput):
        freeze_assessment(dossier, assessment_id=chosen)


def test_a_snapshot_is_written_and_read_back_whole(dossier: Dossier) -> None:
    one = promise(dossier, "Piste cyclable", deadline=date(2028, 1, 1))
    judge(dossier, one, Progress.DONE, date(2028, 5, 1), dissent="Pas d’accord", authority_reply="Merci")
    prepare_assessment(dossier, values={"as_of": AS_OF, "demands": "Publier\n- Financer\n\n• Décider"})
    snapshot = read_snapshot(dossier)
    assert snapshot.demands == ("Publier", "Financer", "Décider")
    assert from_json(to_json(snapshot)) == snapshot


def test_what_is_internal_and_staff_names_stay_inside(dossier: Dossier) -> None:
    service = create_record(
        dossier,
        kind="official",
        values={
            "official_kind": OfficialKind.STAFF,
            "given_name": "Camille",
            "family_name": "Secret",
            "function_title": "Service voirie",
        },
    ).subject_id
    promise(dossier, "Publique", service_id=service, notes="note interne")
    promise(dossier, "Interne", publishable=False)
    prepare_assessment(dossier, values={"as_of": AS_OF})
    snapshot = read_snapshot(dossier)
    assert [one.title for one in snapshot.commitments] == ["Publique"]
    assert snapshot.left_out == 1
    assert snapshot.commitments[0].in_charge == "Service voirie"
    assert "Secret" not in to_json(snapshot)
    assert "note interne" not in to_json(snapshot)


def test_an_internal_verdict_is_not_printed(dossier: Dossier) -> None:
    one = promise(dossier, "Piste cyclable")
    judge(dossier, one, Progress.DONE, date(2028, 5, 1), publishable=False)
    prepare_assessment(dossier, values={"as_of": AS_OF})
    assert read_snapshot(dossier).commitments[0].standing is Standing.NOT_ASSESSED


def test_an_axis_is_not_a_promise_by_itself(dossier: Dossier) -> None:
    axis = promise(dossier, "Axe 1")
    promise(dossier, "Mesure 1.1", parent_id=axis)
    prepare_assessment(dossier, values={"as_of": AS_OF})
    assert [one.title for one in read_snapshot(dossier).commitments] == ["Mesure 1.1"]


def test_without_any_assessment_the_present_state_is_shown(dossier: Dossier) -> None:
    promise(dossier, "Piste cyclable")
    snapshot = read_snapshot(dossier)
    assert (snapshot.assessment_id, len(snapshot.commitments)) == ("", 1)
    assert list_assessments(dossier).total == 0


def test_an_unknown_scale_is_refused(dossier: Dossier) -> None:
    with pytest.raises(InvalidInput, match="halves"):
        prepare_assessment(dossier, values={"scale_key": "au doigt mouillé"})
