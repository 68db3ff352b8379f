from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from altterr_desktop.domain.commitments import (
    EvidenceKind,
    OffScale,
    Progress,
    ProofStrength,
    Standing,
    VerdictState,
)
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.lists import Query
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.history import dossier_history
from altterr_desktop.services.commitments import count_standings, enter_commitment, list_commitments
from altterr_desktop.services.dossiers import start_dossier
from altterr_desktop.services.records import change_record, create_record, delete_record
from altterr_desktop.services.verdicts import list_evidence, list_verdicts, record_verdict


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with start_dossier(
        tmp_path / "a.altterr", group="Groupe d’essai", territory_codes=["32013"], volunteer="Zoé"
    ) as dossier:
        yield dossier


@pytest.fixture
def commitment(dossier: Dossier) -> str:
    return enter_commitment(dossier, values={"title": "Piste cyclable"}).subject_id


def standing(dossier: Dossier) -> Standing:
    return list_commitments(dossier, Query()).rows[0].standing


@pytest.mark.parametrize(
    "said", [{"progress": Progress.DONE}, {"progress": Progress.NOT_STARTED}, {"off_scale": OffScale.VOID}]
)
def test_a_verdict_without_evidence_nor_reason_is_refused_and_changes_nothing(
    dossier: Dossier, commitment: str, said: dict[str, object]
) -> None:
    before = len(dossier_history(dossier))
    with pytest.raises(InvalidInput, match="preuve"):
        record_verdict(dossier, commitment_id=commitment, values={"reason": "  "}, **said)  # type: ignore[arg-type]
    assert list_verdicts(dossier, commitment) == ()
    assert len(dossier_history(dossier)) == before
    assert standing(dossier) is Standing.NOT_ASSESSED


def test_a_written_reason_is_enough(dossier: Dossier, commitment: str) -> None:
    record_verdict(
        dossier,
        commitment_id=commitment,
        progress=Progress.NOT_STARTED,
        values={"reason": "aucune trace au conseil"},
    )
    assert standing(dossier) is Standing.NOT_STARTED


def test_a_verdict_takes_the_strength_of_its_best_evidence(dossier: Dossier, commitment: str) -> None:
    record_verdict(
        dossier,
        commitment_id=commitment,
        progress=Progress.IN_PROGRESS,
        new_evidence=[
            {"title": "Article", "evidence_kind": EvidenceKind.PRESS},
            {"title": "Délibération", "evidence_kind": EvidenceKind.DELIBERATION},
        ],
    )
    (verdict,) = list_verdicts(dossier, commitment)
    assert verdict.strength is ProofStrength.PUBLIC_ACT
    assert {piece.title for piece in verdict.evidence} == {"Article", "Délibération"}
    assert verdict.author == "Zoé"
    assert len(list_evidence(dossier, commitment)) == 2


def test_the_latest_agreed_verdict_counts_and_none_is_overwritten(dossier: Dossier, commitment: str) -> None:
    for day, progress in ((date(2026, 9, 1), Progress.ANNOUNCED), (date(2026, 5, 1), Progress.DONE)):
        record_verdict(
            dossier, commitment_id=commitment, progress=progress, values={"decided_on": day, "reason": "vu"}
        )
    record_verdict(
        dossier,
        commitment_id=commitment,
        progress=Progress.ABANDONED,
        values={"decided_on": date(2026, 10, 1), "reason": "vu", "verdict_state": VerdictState.PROPOSED},
    )
    assert standing(dossier) is Standing.ANNOUNCED
    assert len(list_verdicts(dossier, commitment)) == 3


def test_two_verdicts_of_one_day_follow_the_order_they_were_given(dossier: Dossier, commitment: str) -> None:
    for progress in (Progress.ANNOUNCED, Progress.IN_PROGRESS, Progress.PARTLY_DONE):
        record_verdict(
            dossier,
            commitment_id=commitment,
            progress=progress,
            values={"decided_on": date(2026, 9, 1), "reason": "vu"},
        )
    assert standing(dossier) is Standing.PARTLY_DONE


def test_deleting_a_verdict_brings_back_the_one_before(dossier: Dossier, commitment: str) -> None:
    record_verdict(
        dossier,
        commitment_id=commitment,
        progress=Progress.ANNOUNCED,
        values={"decided_on": date(2026, 5, 1), "reason": "vu"},
    )
    latest = record_verdict(
        dossier, commitment_id=commitment, progress=Progress.DONE, values={"reason": "vu"}
    )
    delete_record(dossier, kind="verdict", record_id=latest.subject_id)
    assert standing(dossier) is Standing.ANNOUNCED


def test_existing_evidence_can_be_used_again(dossier: Dossier, commitment: str) -> None:
    piece = create_record(
        dossier, kind="evidence", values={"commitment_id": commitment, "title": "Budget 2026"}
    ).subject_id
    record_verdict(dossier, commitment_id=commitment, progress=Progress.DONE, evidence_ids=[piece])
    record_verdict(dossier, commitment_id=commitment, off_scale=OffScale.NOT_MEASURABLE, evidence_ids=[piece])
    assert [len(verdict.evidence) for verdict in list_verdicts(dossier, commitment)] == [1, 1]
    assert standing(dossier) is Standing.NOT_MEASURABLE


def test_the_list_is_filtered_by_words_of_people_and_themes_too(dossier: Dossier) -> None:
    theme = create_record(dossier, kind="theme", values={"name": "Forêt"}).subject_id
    official = create_record(
        dossier, kind="official", values={"given_name": "Élodie", "family_name": "D'Ornano"}
    ).subject_id
    enter_commitment(dossier, values={"title": "Planter", "theme_id": theme, "official_id": official})
    enter_commitment(dossier, values={"title": "Rénover l’école", "verbatim": "pour tous·tes les élu·es"})

    def titles(words: str) -> list[str]:
        return [row.title for row in list_commitments(dossier, Query(words=words)).rows]

    assert titles("foret ornan") == ["Planter"]
    assert titles("ecole élues") == ["Rénover l’école"]
    assert titles("élu·es") == ["Rénover l’école"]
    assert titles("introuvable") == []
    assert titles('"(*') == titles("")


def test_lists_are_sorted_past_accents_and_by_people(dossier: Dossier) -> None:
    for title in ("Zone", "École", "abri", "Étude", "Eau"):
        enter_commitment(dossier, values={"title": title})
    rows = list_commitments(dossier, Query(sort="title")).rows
    assert [row.title for row in rows] == ["abri", "Eau", "École", "Étude", "Zone"]
    page = list_commitments(dossier, Query(sort="title", descending=True, offset=1, limit=2))
    assert ([row.title for row in page.rows], page.total) == (["Étude", "École"], 5)


def test_late_is_computed_and_counts_follow_the_filter(dossier: Dossier, commitment: str) -> None:
    change_record(dossier, kind="commitment", record_id=commitment, values={"deadline": date(2020, 1, 1)})
    assert list_commitments(dossier, Query(filters=(("flag", ("late",)),))).total == 1
    assert count_standings(dossier, Query()) == {Standing.NOT_ASSESSED: 1}
    record_verdict(dossier, commitment_id=commitment, progress=Progress.DONE, values={"reason": "vu"})
    assert list_commitments(dossier, Query(filters=(("flag", ("late",)),))).total == 0
    assert count_standings(dossier, Query(words="cyclable")) == {Standing.DONE: 1}


def test_the_only_proof_of_a_verdict_is_not_taken_away(dossier: Dossier, commitment: str) -> None:
    record_verdict(
        dossier, commitment_id=commitment, progress=Progress.DONE, new_evidence=[{"title": "Budget 2026"}]
    )
    (piece,) = list_evidence(dossier, commitment)
    with pytest.raises(InvalidInput, match="preuve"):
        delete_record(dossier, kind="evidence", record_id=piece.id)
    (verdict,) = list_verdicts(dossier, commitment)
    change_record(dossier, kind="verdict", record_id=verdict.id, values={"reason": "budget retiré du site"})
    delete_record(dossier, kind="evidence", record_id=piece.id)
    assert list_evidence(dossier, commitment) == ()
