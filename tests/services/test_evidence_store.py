from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from altterr_desktop.domain.commitments import EvidenceKind, ProofStrength
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.lists import Query
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.services import evidence_store
from altterr_desktop.services.evidence_store import (
    archive_link,
    list_store,
    mark_link,
    replace_link,
    store_totals,
)
from altterr_desktop.services.records import delete_record, load_record
from altterr_desktop.services.verdicts import add_evidence, list_evidence
from tests.builders import a_commitment, a_dossier, a_record

TODAY = date(2027, 5, 2)


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dossier]:
    monkeypatch.setattr(evidence_store, "today", lambda: TODAY)
    with a_dossier(tmp_path) as dossier:
        yield dossier


def evidence(dossier: Dossier, commitment: str, title: str, **values: object) -> str:
    return add_evidence(dossier, commitment_id=commitment, values={"title": title, **values}).subject_id


def titles(dossier: Dossier, sort: str = "", **filters: str) -> list[str]:
    query = Query(filters=tuple((name, (value,)) for name, value in filters.items()), sort=sort)
    return [row.title for row in list_store(dossier, query).rows]


def test_the_store_lists_the_evidence_of_all_commitments_strongest_first_if_asked(dossier: Dossier) -> None:
    one, two = a_commitment(dossier), a_commitment(dossier, title="Cantine")
    evidence(dossier, one, "Article", evidence_kind=EvidenceKind.PRESS, dated_on=date(2027, 4, 1))
    evidence(dossier, two, "Délibération", evidence_kind=EvidenceKind.DELIBERATION, dated_on=date(2026, 1, 1))
    evidence(
        dossier,
        two,
        "Photo datée",
        evidence_kind=EvidenceKind.PHOTO,
        proof_strength=ProofStrength.DOCUMENT,
        dated_on=date(2027, 1, 1),
    )
    assert titles(dossier) == ["Article", "Photo datée", "Délibération"]
    assert titles(dossier, sort="strength") == ["Délibération", "Photo datée", "Article"]
    assert titles(dossier, strength="document") == ["Photo datée"]
    assert titles(dossier, kind="press") == ["Article"]
    assert titles(dossier, commitment=two) == ["Photo datée", "Délibération"]
    assert titles(dossier, flag="old") == ["Délibération"]
    page = list_store(dossier, Query(words="cantine", limit=1))
    assert (len(page.rows), page.total) == (1, 2)


def test_evidence_consulted_lately_is_not_old(dossier: Dossier) -> None:
    commitment = a_commitment(dossier)
    evidence(dossier, commitment, "Page", dated_on=date(2020, 1, 1), consulted_on=date(2027, 4, 1))
    evidence(dossier, commitment, "Sans date")
    assert titles(dossier, flag="old") == ["Sans date"]


def test_the_same_file_is_counted_once(dossier: Dossier, tmp_path: Path) -> None:
    file = tmp_path / "acte.pdf"
    file.write_bytes(b"%PDF" + b"x" * 996)
    one, two = a_commitment(dossier), a_commitment(dossier)
    for commitment in (one, two):
        evidence(dossier, commitment, "Acte", file=file)
    totals = store_totals(dossier)
    assert (totals.pieces, totals.files, totals.size) == (2, 1, 1000)


def test_a_file_whose_bytes_never_came_is_flagged(dossier: Dossier) -> None:
    commitment = a_commitment(dossier)
    elsewhere = a_record(dossier, "attachment", file_name="photo.jpg", size=12, sha256="0" * 64)
    evidence(dossier, commitment, "Photo", attachment_id=elsewhere)
    assert titles(dossier, flag="missing_file") == ["Photo"]
    assert list_evidence(dossier, commitment)[0].file_missing
    assert store_totals(dossier).missing_files == 1
    assert store_totals(dossier).size == 0


def test_a_dead_link_is_noted_with_its_day_and_replaced_without_losing_the_former(dossier: Dossier) -> None:
    commitment = a_commitment(dossier)
    piece = evidence(dossier, commitment, "Page", url="https://mairie.example/velo")
    mark_link(dossier, evidence_id=piece, dead_on=TODAY)
    assert titles(dossier, flag="dead_link") == ["Page"]
    proposed = archive_link("https://mairie.example/velo", date(2026, 3, 1))
    assert proposed == "https://web.archive.org/web/20260301/https://mairie.example/velo"
    replace_link(dossier, evidence_id=piece, url=proposed)
    values = load_record(dossier, piece).values
    assert (values["url"], values["link_dead_on"]) == (proposed, None)
    assert "https://mairie.example/velo" in values["notes"]
    assert titles(dossier, flag="dead_link") == []


def test_only_a_link_can_be_dead(dossier: Dossier) -> None:
    piece = evidence(dossier, a_commitment(dossier), "Photo")
    with pytest.raises(InvalidInput):
        mark_link(dossier, evidence_id=piece, dead_on=TODAY)
    with pytest.raises(InvalidInput):
        replace_link(dossier, evidence_id=piece, url=" ")


def test_evidence_of_a_deleted_commitment_is_not_listed(dossier: Dossier) -> None:
    commitment = a_commitment(dossier)
    evidence(dossier, commitment, "Page")
    delete_record(dossier, kind="commitment", record_id=commitment)
    assert titles(dossier) == []
    assert store_totals(dossier).pieces == 0
