from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from altterr_desktop.domain.commitments import (
    EvidenceKind,
    IndicatorKind,
    Progress,
    Standing,
    VerdictState,
    Weakness,
)
from altterr_desktop.domain.errors import InvalidInput, NotFound
from altterr_desktop.domain.lists import Query
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.history import dossier_history
from altterr_desktop.journal.undo import undo
from altterr_desktop.services import commitment_page
from altterr_desktop.services.commitment_page import (
    duplicate_commitment,
    owner_commitment,
    read_commitment,
)
from altterr_desktop.services.commitments import commitment_ids, list_commitments
from altterr_desktop.services.half_years import HalfYearStanding
from altterr_desktop.services.records import delete_record, delete_records, restore_records
from altterr_desktop.services.verdicts import add_evidence, change_evidence, list_evidence, record_verdict
from tests.builders import a_commitment, a_dossier, a_record, an_official


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dossier]:
    monkeypatch.setattr(commitment_page, "today", lambda: date(2027, 2, 15))
    with a_dossier(tmp_path) as dossier:
        yield dossier


def judge(dossier: Dossier, commitment: str, progress: Progress, day: date, **values: object) -> str:
    return record_verdict(
        dossier,
        commitment_id=commitment,
        progress=progress,
        values={"decided_on": day, "reason": "vu sur place", **values},
    ).subject_id


def test_the_page_shows_the_latest_agreed_verdict_and_the_past_by_half_year(dossier: Dossier) -> None:
    commitment = a_commitment(dossier)
    judge(dossier, commitment, Progress.ANNOUNCED, date(2026, 5, 2))
    judge(dossier, commitment, Progress.IN_PROGRESS, date(2027, 1, 10))
    judge(dossier, commitment, Progress.DONE, date(2027, 2, 1), verdict_state=VerdictState.PROPOSED)
    page = read_commitment(dossier, commitment)
    assert (page.standing, page.decided_on) == (Standing.IN_PROGRESS, date(2027, 1, 10))
    assert page.history == (
        HalfYearStanding(2026, 1, Standing.ANNOUNCED),
        HalfYearStanding(2026, 2, Standing.ANNOUNCED),
        HalfYearStanding(2027, 1, Standing.IN_PROGRESS),
    )
    assert page.verdicts[0].state is VerdictState.PROPOSED


def test_a_commitment_without_verdict_is_not_assessed(dossier: Dossier) -> None:
    page = read_commitment(dossier, a_commitment(dossier))
    assert page.standing is Standing.NOT_ASSESSED
    assert page.decided_on is None
    assert {point.standing for point in page.history} == {Standing.NOT_ASSESSED}


def test_weaknesses_are_computed_from_the_fields(dossier: Dossier) -> None:
    commitment = a_commitment(
        dossier,
        deadline=date(2026, 12, 31),
        deadline_precision="year",
        official_id=an_official(dossier),
        indicator="km",
        indicator_kind=IndicatorKind.MEANS,
        budget_planned=10,
    )
    add_evidence(
        dossier,
        commitment_id=commitment,
        values={"title": "Photo", "evidence_kind": EvidenceKind.PHOTO, "dated_on": date(2027, 1, 5)},
    )
    page = read_commitment(dossier, commitment)
    assert page.weaknesses == (Weakness.PAST_DEADLINE, Weakness.INDICATOR_OF_MEANS)
    assert page.late
    assert page.names["official_id"] == "Alix Morvan"


def test_a_deleted_commitment_has_no_page(dossier: Dossier) -> None:
    commitment = a_commitment(dossier)
    delete_record(dossier, kind="commitment", record_id=commitment)
    with pytest.raises(NotFound):
        read_commitment(dossier, commitment)


def test_a_copy_shares_neither_number_nor_verdicts(dossier: Dossier) -> None:
    commitment = a_commitment(dossier, number="7", verbatim="Mot pour mot")
    judge(dossier, commitment, Progress.DONE, date(2027, 1, 1))
    page = read_commitment(dossier, duplicate_commitment(dossier, commitment_id=commitment).subject_id)
    assert (page.values["number"], page.values["verbatim"], page.verdicts) == ("", "Mot pour mot", ())
    assert page.title == "Piste cyclable du lycée (copie)"


def test_a_verdict_and_evidence_lead_to_their_commitment(dossier: Dossier) -> None:
    commitment = a_commitment(dossier)
    verdict = judge(dossier, commitment, Progress.DONE, date(2027, 1, 1))
    evidence = a_record(dossier, "evidence", commitment_id=commitment, title="Photo")
    assert {owner_commitment(dossier, one) for one in (commitment, verdict, evidence)} == {commitment}
    with pytest.raises(NotFound):
        owner_commitment(dossier, an_official(dossier))


def test_evidence_and_its_file_are_one_act_and_the_same_bytes_are_kept_once(
    dossier: Dossier, tmp_path: Path
) -> None:
    commitment = a_commitment(dossier)
    path = tmp_path / "délibération.pdf"
    path.write_bytes(b"12 km")
    before = len(dossier_history(dossier))
    evidence = add_evidence(
        dossier, commitment_id=commitment, values={"title": "Délibération", "file": path}
    ).subject_id
    assert len(dossier_history(dossier)) == before + 1
    [piece] = list_evidence(dossier, commitment)
    assert (piece.file_name, piece.file_size) == ("délibération.pdf", 5)
    change_evidence(dossier, evidence_id=evidence, values={"page": "3", "attachment_id": None})
    assert list_evidence(dossier, commitment)[0].file_name == ""
    undo(dossier)
    assert list_evidence(dossier, commitment)[0].file_name == "délibération.pdf"


def test_a_verdict_whose_file_cannot_be_copied_writes_nothing(dossier: Dossier, tmp_path: Path) -> None:
    commitment = a_commitment(dossier)
    with pytest.raises(InvalidInput, match=r"absent\.pdf"):
        record_verdict(
            dossier,
            commitment_id=commitment,
            progress=Progress.DONE,
            new_evidence=[{"title": "Délibération", "file": tmp_path / "absent.pdf"}],
        )
    assert read_commitment(dossier, commitment).verdicts == ()
    assert list_evidence(dossier, commitment) == ()


def test_several_are_deleted_and_given_back_in_one_act_each(dossier: Dossier) -> None:
    commitments = [a_commitment(dossier, title=title) for title in ("A", "B", "C")]
    before = len(dossier_history(dossier))
    delete_records(dossier, kind="commitment", record_ids=commitments[:2])
    assert [row.title for row in list_commitments(dossier, Query()).rows] == ["C"]
    restore_records(dossier, kind="commitment", record_ids=commitments[:2])
    assert list_commitments(dossier, Query()).total == 3
    assert len(dossier_history(dossier)) == before + 2


@pytest.mark.parametrize("query", [Query(), Query(sort="title", descending=True), Query(words="lycee")])
def test_the_ids_of_a_list_come_in_its_order(dossier: Dossier, query: Query) -> None:
    for title in ("Égalité au lycée", "Arbres", "Zone 30 du lycée"):
        a_commitment(dossier, title=title)
    rows = list_commitments(dossier, query).rows
    assert commitment_ids(dossier, query) == tuple(row.id for row in rows)
