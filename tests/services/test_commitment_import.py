"""Lists of commitments: the same line is the same commitment, and a status read is a verdict that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from altterr_desktop.domain.commitments import OffScale, Progress, ProofStrength, Standing, VerdictState
from altterr_desktop.domain.dates import Precision
from altterr_desktop.domain.drafts import CommitmentDraft, Problem
from altterr_desktop.domain.lists import Query
from altterr_desktop.domain.officials import OfficialKind
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.undo import undo
from altterr_desktop.model.commitments import Commitment, PledgeDocument
from altterr_desktop.model.frameworks import Theme
from altterr_desktop.model.officials import Official
from altterr_desktop.services.commitment_import import (
    CommitmentImportOptions,
    apply_commitments,
    preview_commitments,
    remember_mapping,
    remembered_mapping,
)
from altterr_desktop.services.commitments import list_commitments
from altterr_desktop.services.imports import ImportCounts
from altterr_desktop.services.records import change_record, delete_record
from altterr_desktop.services.verdicts import list_evidence, list_verdicts, record_verdict
from tests.builders import a_commitment_draft, a_dossier, an_official


@dataclass(frozen=True)
class Listed:
    drafts: Sequence[CommitmentDraft]
    problems: Sequence[Problem] = ()
    source: str = "suivi.xlsx, sheet «2026»"


PATH = a_commitment_draft(number="1", theme="Mobilités", level=2)
CANTEEN = a_commitment_draft(
    line=3, number="2", title="Cantine bio", theme="Alimentation", made_on=date(2026, 2, 1)
)


def bring(dossier: Dossier, drafts: Sequence[CommitmentDraft], **options: Any) -> ImportCounts:
    chosen = CommitmentImportOptions(**options)
    before = preview_commitments(dossier, Listed(drafts), options=chosen)
    changes, counts = apply_commitments(dossier, Listed(drafts), options=chosen)
    assert before.counts == counts
    assert bool(changes) == bool(counts.created or counts.updated)
    return counts


def only(dossier: Dossier, kind: type[Any]) -> Any:
    with dossier.reading() as session:
        return session.execute(select(kind).where(~kind.deleted)).scalars().one()


def test_a_list_comes_in_once_and_changed_cells_are_updated(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        assert bring(dossier, [PATH, CANTEEN]) == ImportCounts(created=2)
        assert bring(dossier, [CANTEEN, PATH]) == ImportCounts(unchanged=2)
        later = replace(
            PATH, deadline=date(2028, 12, 31), deadline_precision=Precision.YEAR, deadline_words="2028"
        )
        assert bring(dossier, [later, CANTEEN]) == ImportCounts(updated=1, unchanged=1)
        rows = {row.number: row for row in list_commitments(dossier, Query()).rows}
        assert rows["1"].deadline == date(2028, 12, 31)
        assert rows["1"].territory == "L'Isle-Jourdain"
        # An empty cell is not an erasure.
        assert bring(dossier, [PATH, CANTEEN]) == ImportCounts(unchanged=2)


def test_a_reworded_title_of_a_numbered_document_is_the_same_commitment(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        bring(dossier, [PATH, CANTEEN], document="Pacte 2026")
        reworded = replace(PATH, title="Piste cyclable jusqu’au lycée")
        assert bring(dossier, [reworded, CANTEEN], document="Pacte 2026") == ImportCounts(
            updated=1, unchanged=1
        )
        assert list_commitments(dossier, Query()).total == 2
        # Another document has its own number 1.
        assert bring(dossier, [replace(PATH, title="Autre chose")], document="PCAET") == ImportCounts(
            created=1
        )
        with dossier.reading() as session:
            assert len(session.execute(select(PledgeDocument)).scalars().all()) == 2


def test_a_plan_keeps_its_tree(tmp_path: Path) -> None:
    axis = a_commitment_draft(title="Se déplacer", is_axis=True)
    other = a_commitment_draft(title="Se nourrir", is_axis=True)
    parts = [
        a_commitment_draft(title="Communiquer", parent=0),
        a_commitment_draft(title="Communiquer", parent=1),
    ]
    with a_dossier(tmp_path) as dossier:
        assert bring(dossier, [axis, other, *parts]) == ImportCounts(created=4)
        assert bring(dossier, [axis, other, *parts]) == ImportCounts(unchanged=4)
        with dossier.reading() as session:
            parents = session.execute(select(Commitment.parent_id).where(Commitment.title == "Communiquer"))
            assert len({row[0] for row in parents}) == 2


def test_a_status_makes_a_verdict_that_names_its_file(tmp_path: Path) -> None:
    done = replace(
        PATH,
        progress=Progress.DONE,
        status_words="Terminé",
        status_confidence=1.0,
        reason="Inaugurée en mai.",
        evidence_urls=("https://exemple.fr/deliberation",),
    )
    with a_dossier(tmp_path) as dossier:
        bring(dossier, [done])
        (row,) = list_commitments(dossier, Query()).rows
        (verdict,) = list_verdicts(dossier, row.id)
        assert verdict.standing is Standing.DONE
        assert verdict.author == "Zoé"
        assert "suivi.xlsx" in verdict.reason
        assert "Terminé" in verdict.reason
        assert "Inaugurée en mai." in verdict.reason
        assert verdict.strength is ProofStrength.DOCUMENT
        assert [piece.url for piece in verdict.evidence] == ["https://exemple.fr/deliberation"]
        assert bring(dossier, [done]) == ImportCounts(unchanged=1)


def test_an_imported_status_never_replaces_what_the_group_judged(tmp_path: Path) -> None:
    done = replace(PATH, progress=Progress.DONE, status_words="Fait", status_confidence=1.0)
    with a_dossier(tmp_path) as dossier:
        bring(dossier, [done])
        (row,) = list_commitments(dossier, Query()).rows
        record_verdict(
            dossier,
            commitment_id=row.id,
            progress=Progress.PARTLY_DONE,
            values={"reason": "La moitié manque."},
        )
        assert bring(dossier, [done]) == ImportCounts(unchanged=1)
        (row,) = list_commitments(dossier, Query()).rows
        assert row.standing is Standing.PARTLY_DONE
        changed = replace(done, progress=None, off_scale=OffScale.VOID, status_words="Caduc")
        assert bring(dossier, [changed]) == ImportCounts(updated=1)
        assert len(list_verdicts(dossier, row.id)) == 3


def test_a_doubtful_status_is_only_proposed_and_no_status_is_no_verdict(tmp_path: Path) -> None:
    doubtful = replace(PATH, progress=Progress.DONE, status_words="ok", status_confidence=0.6)
    silent = replace(
        CANTEEN, progress=Progress.NOT_ASSESSED, status_words="à évaluer", evidence_quote="Page 12"
    )
    with a_dossier(tmp_path) as dossier:
        bring(dossier, [doubtful, silent])
        path, canteen = sorted(list_commitments(dossier, Query()).rows, key=lambda row: row.number)
        assert {path.standing, canteen.standing} == {Standing.NOT_ASSESSED}
        assert [verdict.state for verdict in list_verdicts(dossier, path.id)] == [VerdictState.PROPOSED]
        assert list_verdicts(dossier, canteen.id) == ()
        assert [piece.quote for piece in list_evidence(dossier, canteen.id)] == ["Page 12"]


def test_themes_are_matched_by_near_name_or_added(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        with dossier.reading() as session:
            names = session.execute(select(Theme.name)).scalars().all()
        near = replace(PATH, theme=names[0].upper())
        new = replace(CANTEEN, theme="Patrimoine")
        bring(dossier, [near, new], new_themes=False)
        rows = {row.number: row for row in list_commitments(dossier, Query()).rows}
        assert (rows["1"].theme, rows["2"].theme) == (names[0], "")
        assert bring(dossier, [near, new]) == ImportCounts(updated=1, unchanged=1)
        rows = {row.number: row for row in list_commitments(dossier, Query()).rows}
        assert rows["2"].theme == "Patrimoine"


def test_people_are_matched_services_added_and_unknown_names_reported(tmp_path: Path) -> None:
    drafts = [
        replace(PATH, official="MORVAN Alix", service="Direction des mobilités, Camille Roy"),
        replace(CANTEEN, official="Une inconnue", notes="Vu au conseil."),
    ]
    with a_dossier(tmp_path) as dossier:
        official_id = an_official(dossier)
        preview = preview_commitments(dossier, Listed(drafts))
        assert [(problem.line, problem.excerpt) for problem in preview.problems] == [
            (2, "Camille Roy"),
            (3, "Une inconnue"),
        ]
        bring(dossier, drafts)
        with dossier.reading() as session:
            path, canteen = session.execute(select(Commitment).order_by(Commitment.number)).scalars()
            service = session.get(Official, path.service_id)
            assert path.official_id == official_id
            assert service is not None
            assert (service.official_kind, service.function_title) == (
                OfficialKind.STAFF,
                "Direction des mobilités",
            )
            assert "Camille Roy" in path.notes
            assert canteen.official_id is None
            assert canteen.notes.startswith("Vu au conseil.")
            assert "Une inconnue" in canteen.notes


def test_notes_of_the_group_are_kept(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        bring(dossier, [replace(PATH, notes="Du fichier")])
        record = only(dossier, Commitment)
        change_record(dossier, kind="commitment", record_id=record.id, values={"notes": "Du groupe"})
        assert bring(dossier, [replace(PATH, notes="Du fichier, corrigé")]) == ImportCounts(unchanged=1)
        assert only(dossier, Commitment).notes == "Du groupe"


def test_lines_of_other_territories_are_left_out(tmp_path: Path) -> None:
    here = replace(PATH, territory="Mairie de L’Isle-Jourdain")
    elsewhere = replace(CANTEEN, territory="Auch")
    with a_dossier(tmp_path) as dossier:
        assert bring(dossier, [here, elsewhere]) == ImportCounts(created=1, skipped=1)
        child = replace(CANTEEN, title="Menu végétarien", parent=1, number="")
        assert bring(dossier, [here, elsewhere, child]) == ImportCounts(created=1, unchanged=1, skipped=1)


def test_doubles_are_left_out_and_problems_carried_through(tmp_path: Path) -> None:
    listed = Listed([PATH, replace(PATH, line=9)], (Problem(40, "unreadable"),))
    with a_dossier(tmp_path) as dossier:
        preview = preview_commitments(dossier, listed)
        assert preview.counts == ImportCounts(created=1, skipped=1)
        assert [problem.line for problem in preview.problems] == [9, 40]


def test_an_import_is_undone_at_once_and_can_be_done_again(tmp_path: Path) -> None:
    done = replace(PATH, progress=Progress.DONE, status_words="Fait", evidence_urls=("https://exemple.fr",))
    with a_dossier(tmp_path) as dossier:
        bring(dossier, [done])
        undo(dossier)
        assert list_commitments(dossier, Query()).total == 0
        assert bring(dossier, [done]) == ImportCounts(created=1)
        (row,) = list_commitments(dossier, Query()).rows
        assert len(list_verdicts(dossier, row.id)[0].evidence) == 1


def test_what_was_deleted_on_purpose_does_not_come_back(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        bring(dossier, [PATH, CANTEEN])
        (row,) = list_commitments(dossier, Query(words="cantine")).rows
        delete_record(dossier, kind="commitment", record_id=row.id)
        assert bring(dossier, [PATH, CANTEEN]) == ImportCounts(unchanged=1, skipped=1)


def test_the_mapping_of_a_header_is_remembered(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        assert remembered_mapping(dossier, ["Titre", "État"]) is None
        remember_mapping(dossier, ["Titre", "État"], {"title": ("Titre",)})
        assert remembered_mapping(dossier, ["titre", "Etat"]) == {"title": ["Titre"]}
        assert remembered_mapping(dossier, ["Titre"]) is None


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(order=st.permutations(range(6)), again=st.lists(st.integers(0, 5), max_size=3))
def test_lines_in_any_order_give_the_same_commitments(order: list[int], again: list[int]) -> None:
    drafts = [
        a_commitment_draft(
            line=at + 2, number=str(at % 4), title=f"Mesure {at // 2} {at % 3}", level=at % 3 + 1
        )
        for at in range(6)
    ]
    with TemporaryDirectory() as folder, a_dossier(Path(folder)) as dossier:
        for at in [*order, *again]:
            bring(dossier, [drafts[at]])
        assert bring(dossier, drafts) == ImportCounts(unchanged=6)
        assert list_commitments(dossier, Query()).total == 6
