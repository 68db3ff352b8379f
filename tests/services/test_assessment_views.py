from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

from altterr_desktop.domain.commitments import EvidenceKind, OffScale, Progress, Standing
from altterr_desktop.domain.lists import Query
from altterr_desktop.services.assessment_views import Doubt, list_assessments, read_assessment
from altterr_desktop.services.assessments import change_assessment, freeze_assessment, prepare_assessment
from altterr_desktop.services.verdicts import record_verdict
from tests.builders import EPCI, a_commitment, a_dossier

TODAY = date.today()  # noqa: DTZ011 - a local day
PROOF = [{"title": "Délibération", "evidence_kind": EvidenceKind.DELIBERATION}]


def test_the_score_leaves_out_what_is_off_the_scale_and_what_is_not_assessed(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        kept, part, vague = (a_commitment(dossier, title=title) for title in ("Eau", "Vélo", "Vert"))
        a_commitment(dossier, title="Cantine")
        record_verdict(dossier, commitment_id=kept, progress=Progress.DONE, new_evidence=PROOF)
        record_verdict(dossier, commitment_id=part, progress=Progress.PARTLY_DONE, new_evidence=PROOF)
        record_verdict(
            dossier, commitment_id=vague, off_scale=OffScale.NOT_MEASURABLE, values={"reason": "Trop vague."}
        )
        made = prepare_assessment(dossier).subject_id
        figures = read_assessment(dossier, made).figures
    assert figures.total == 4
    assert (figures.score.points, figures.score.counted) == (Fraction(3, 2), 2)
    assert (figures.score.off_scale, figures.score.not_assessed) == (1, 1)
    assert figures.counts[Standing.NOT_MEASURABLE] == 1


def test_doubts_name_what_can_still_be_mended(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        made = prepare_assessment(dossier).subject_id
        assert [one.doubt for one in read_assessment(dossier, made).doubts] == [Doubt.NOTHING]
        old = a_commitment(dossier, title="Ancien")
        waiting = a_commitment(dossier, title="Attend")
        record_verdict(
            dossier,
            commitment_id=old,
            progress=Progress.DONE,
            values={"reason": "Vu sur place.", "decided_on": TODAY - timedelta(days=500)},
        )
        change_assessment(dossier, assessment_id=made, values={"as_of": TODAY + timedelta(days=1)})
        doubts = {one.doubt: one.commitments for one in read_assessment(dossier, made).doubts}
    assert doubts == {
        Doubt.NOT_ASSESSED: ((waiting, "Attend"),),
        Doubt.OLD_VERDICT: ((old, "Ancien"),),
        Doubt.NO_EVIDENCE: ((old, "Ancien"),),
        Doubt.DAY_TO_COME: (),
    }


def test_demands_are_proposed_from_what_is_stuck_with_its_next_step(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        stuck = a_commitment(dossier, title="Vélo")
        a_commitment(dossier, title="Tard", deadline=TODAY - timedelta(days=9))
        values = {"reason": "Rien au budget.", "next_step": "Inscrire 200 000 € au budget."}
        record_verdict(dossier, commitment_id=stuck, progress=Progress.ABANDONED, values=values)
        made = prepare_assessment(dossier).subject_id
        view = read_assessment(dossier, made)
    assert view.proposed_demands[0] == "Inscrire 200 000 € au budget."
    assert "Tard" in view.proposed_demands[1]
    assert len(view.proposed_stuck) == 1
    assert view.proposed_stuck[0].startswith("Vélo (")


def test_another_territory_brings_its_own_mandate(tmp_path: Path) -> None:
    with a_dossier(tmp_path, territory_codes=["32160", EPCI]) as dossier:
        from altterr_desktop.services.dossiers import read_group

        town, community = read_group(dossier).territories
        made = prepare_assessment(dossier, values={"territory_id": town.id}).subject_id
        change_assessment(dossier, assessment_id=made, values={"territory_id": community.id})
        view = read_assessment(dossier, made)
    assert view.mandate_id == community.mandate_id
    assert view.mandate_id in dict(view.mandates)


def test_the_list_has_the_latest_day_first_and_narrows_by_state(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        first = prepare_assessment(dossier, values={"as_of": date(2026, 6, 1), "title": "Juin"}).subject_id
        last = prepare_assessment(
            dossier, values={"as_of": date(2026, 9, 1), "title": "Septembre"}
        ).subject_id
        freeze_assessment(dossier, assessment_id=first)
        assert [row.id for row in list_assessments(dossier).rows] == [last, first]
        frozen = list_assessments(dossier, Query(filters=(("state", ("frozen",)),)))
        assert [row.title for row in frozen.rows] == ["Juin"]
        assert [row.title for row in list_assessments(dossier, Query(words="sept")).rows] == ["Septembre"]
