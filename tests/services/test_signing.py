from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from altterr_desktop.domain.commitments import EvidenceKind, Progress, Signing, Standing, VerdictState
from altterr_desktop.domain.errors import InvalidInput, NotFound
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.history import dossier_history
from altterr_desktop.journal.undo import undo
from altterr_desktop.services.evidence_store import store_totals
from altterr_desktop.services.proposals import agree_verdicts, proposals, refuse_verdicts
from altterr_desktop.services.signers import Signature
from altterr_desktop.services.verdicts import VerdictView, list_verdicts, record_verdict, record_verdicts
from tests.builders import a_commitment, a_dossier, a_record


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with a_dossier(tmp_path) as dossier:
        yield dossier


@pytest.fixture
def people(dossier: Dossier) -> tuple[str, str, str]:
    names = ("Ana", "Bilal", "Chloé")
    first, second, third = (a_record(dossier, "volunteer", name=name) for name in names)
    return first, second, third


def the_verdict(dossier: Dossier, commitment: str) -> VerdictView:
    return list_verdicts(dossier, commitment)[0]


def judge(dossier: Dossier, commitment: str, **more: object) -> str:
    values = {"reason": "vu sur place", **more.pop("values", {})}  # type: ignore[dict-item]
    return record_verdict(
        dossier,
        commitment_id=commitment,
        progress=Progress.DONE,
        values=values,
        **more,  # type: ignore[arg-type]
    ).subject_id


def test_several_authors_readers_and_dissents_are_named(
    dossier: Dossier, people: tuple[str, str, str]
) -> None:
    commitment = a_commitment(dossier)
    ana, bilal, chloe = people
    judge(
        dossier,
        commitment,
        signatures=[
            Signature(ana),
            Signature(bilal, Signing.SECOND_READER),
            Signature(ana, Signing.SECOND_READER),
            Signature(chloe, Signing.DISSENT, "Trop indulgent."),
        ],
        values={"dissent": "Une voix demande d’attendre."},
    )
    verdict = the_verdict(dossier, commitment)
    assert verdict.author == "Zoé et Ana"
    assert verdict.second_reader == "Bilal et Ana"
    assert verdict.dissent == "Une voix demande d’attendre.\nChloé : Trop indulgent.".replace(" :", "\u00a0:")


def test_one_author_stays_in_the_verdicts_own_field_alone(
    dossier: Dossier, people: tuple[str, str, str]
) -> None:
    commitment = a_commitment(dossier)
    judge(
        dossier,
        commitment,
        values={"author_id": people[0]},
        signatures=[Signature(people[0]), Signature(people[1], Signing.SECOND_READER)],
    )
    verdict = the_verdict(dossier, commitment)
    assert (verdict.author, verdict.second_reader) == ("Ana", "Bilal")
    with dossier.reading() as session:
        from altterr_desktop.model.reviews import VerdictSigner

        assert session.query(VerdictSigner).count() == 0


def test_a_name_in_both_places_is_read_once(dossier: Dossier, people: tuple[str, str, str]) -> None:
    commitment = a_commitment(dossier)
    verdict = judge(dossier, commitment, values={"author_id": people[0]})
    a_record(dossier, "verdict_signer", verdict_id=verdict, volunteer_id=people[0], signing=Signing.AUTHOR)
    assert the_verdict(dossier, commitment).author == "Ana"


def test_a_disagreement_needs_its_words_and_a_refusal_changes_nothing(
    dossier: Dossier, people: tuple[str, str, str]
) -> None:
    commitment = a_commitment(dossier)
    before = len(dossier_history(dossier))
    with pytest.raises(InvalidInput):
        judge(dossier, commitment, signatures=[Signature(people[0], Signing.DISSENT)])
    with pytest.raises(NotFound):
        judge(dossier, commitment, signatures=[Signature("nobody")])
    assert list_verdicts(dossier, commitment) == ()
    assert len(dossier_history(dossier)) == before


def test_the_same_verdict_is_put_on_several_commitments_in_one_act(dossier: Dossier, tmp_path: Path) -> None:
    file = tmp_path / "budget.pdf"
    file.write_bytes(b"%PDF budget")
    ids = [a_commitment(dossier, title=f"Mesure {place}") for place in range(3)]
    piece = {"title": "Budget voté", "evidence_kind": EvidenceKind.BUDGET, "file": file}
    record_verdicts(dossier, commitment_ids=ids, progress=Progress.ANNOUNCED, new_evidence=[piece], values={})
    verdicts = [the_verdict(dossier, one) for one in ids]
    assert {verdict.standing for verdict in verdicts} == {Standing.ANNOUNCED}
    assert len({verdict.evidence[0].id for verdict in verdicts}) == 3
    assert store_totals(dossier).files == 1
    undo(dossier)
    assert [list_verdicts(dossier, one) for one in ids] == [(), (), ()]


def test_several_without_proof_are_refused_whole(dossier: Dossier) -> None:
    ids = [a_commitment(dossier), a_commitment(dossier)]
    with pytest.raises(InvalidInput):
        record_verdicts(dossier, commitment_ids=ids, progress=Progress.DONE)
    assert [list_verdicts(dossier, one) for one in ids] == [(), ()]


def test_a_proposal_is_agreed_with_the_names_of_who_agreed(
    dossier: Dossier, people: tuple[str, str, str]
) -> None:
    commitment = a_commitment(dossier)
    verdict = judge(dossier, commitment, values={"verdict_state": VerdictState.PROPOSED})
    assert proposals(dossier) == (commitment,)
    agree_verdicts(dossier, verdict_ids=[verdict], volunteer_ids=people[:2])
    agreed = the_verdict(dossier, commitment)
    assert (agreed.state, agreed.author, agreed.second_reader) == (
        VerdictState.AGREED,
        "Zoé",
        "Ana et Bilal",
    )
    assert proposals(dossier) == ()
    with pytest.raises(InvalidInput):
        agree_verdicts(dossier, verdict_ids=[verdict])
    with pytest.raises(InvalidInput):
        refuse_verdicts(dossier, verdict_ids=[verdict])


def test_a_refused_proposal_comes_back_with_undo(dossier: Dossier) -> None:
    commitment = a_commitment(dossier)
    verdict = judge(dossier, commitment, values={"verdict_state": VerdictState.PROPOSED})
    refuse_verdicts(dossier, verdict_ids=[verdict])
    assert list_verdicts(dossier, commitment) == ()
    undo(dossier)
    assert the_verdict(dossier, commitment).state is VerdictState.PROPOSED


def test_a_former_verdict_is_never_touched(dossier: Dossier) -> None:
    commitment = a_commitment(dossier)
    judge(dossier, commitment, values={"decided_on": date(2026, 5, 1), "statement": "Fait."})
    before = list_verdicts(dossier, commitment)
    judge(dossier, commitment, values={"decided_on": date(2026, 6, 1), "statement": "Défait."})
    assert list_verdicts(dossier, commitment)[1:] == before
