"""Frameworks: measures come in once, and adopting them makes commitments that live their own life."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from altterr_desktop.domain.drafts import FrameworkDraft, MeasureDraft
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.undo import undo
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.services.frameworks import (
    adopt_measures,
    apply_framework,
    framework_id_of,
    list_frameworks,
    list_measures,
    preview_framework,
)
from altterr_desktop.services.imports import ImportCounts
from tests.builders import a_dossier

LEVELS = {1: "20 %", 2: "50 %"}
FOOD = MeasureDraft(1, "1", "Passer la cantine au bio et au local.", theme="Alimentation", levels=LEVELS)
BIKES = MeasureDraft(2, "2", "Faire des pistes cyclables", verbatim=False, theme="Mobilités")
PARKING = MeasureDraft(3, "2.1", "Ranger les vélos à l’abri.", parent="2")


def a_framework(**values: Any) -> FrameworkDraft:
    usual: dict[str, Any] = {
        "name": "Pacte d’essai",
        "edition": "2026",
        "publisher": "Collectif",
        "licence": "",
        "source_url": "",
        "description": "",
        "complete": True,
        "measures": [FOOD, BIKES, PARKING],
        "missing": (),
        "problems": [],
    }
    return FrameworkDraft(**{**usual, **values})


def commitments(dossier: Dossier) -> list[Commitment]:
    with dossier.reading() as session:
        query = select(Commitment).where(~Commitment.deleted).order_by(Commitment.position)
        return list(session.execute(query).scalars())


def test_a_framework_comes_in_once_with_levels_and_parents(tmp_path: Path) -> None:
    draft = a_framework()
    with a_dossier(tmp_path) as dossier:
        assert preview_framework(dossier, draft).counts == ImportCounts(created=3)
        changes, counts = apply_framework(dossier, draft)
        assert counts == ImportCounts(created=3)
        assert changes.subject_id == framework_id_of(draft)
        changes, counts = apply_framework(dossier, draft)
        assert (bool(changes), counts) == (False, ImportCounts(unchanged=3))
        assert [(row.name, row.edition, row.measures) for row in list_frameworks(dossier)] == [
            ("Pacte d’essai", "2026", 3)
        ]
        food, bikes, parking = list_measures(dossier, framework_id_of(draft))
        assert food.levels == ((1, "20 %"), (2, "50 %"))
        assert (bikes.title, bikes.is_verbatim) == ("Faire des pistes cyclables", False)
        assert parking.parent_id == bikes.id


def test_a_corrected_wording_updates_the_measure_and_another_edition_is_another_framework(
    tmp_path: Path,
) -> None:
    with a_dossier(tmp_path) as dossier:
        apply_framework(dossier, a_framework())
        corrected = a_framework(measures=[replace(FOOD, levels={1: "30 %", 2: "50 %"}), BIKES, PARKING])
        assert apply_framework(dossier, corrected)[1] == ImportCounts(updated=1, unchanged=2)
        assert apply_framework(dossier, a_framework(edition="2032"))[1] == ImportCounts(created=3)
        assert len(list_frameworks(dossier)) == 2


def test_an_undone_framework_can_be_imported_again(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        apply_framework(dossier, a_framework())
        undo(dossier)
        assert list_frameworks(dossier) == ()
        assert apply_framework(dossier, a_framework())[1] == ImportCounts(created=3)
        assert list_measures(dossier, framework_id_of(a_framework()))[0].levels == ((1, "20 %"), (2, "50 %"))


def test_adopting_takes_exact_words_only_where_they_are_known(tmp_path: Path) -> None:
    draft = a_framework()
    with a_dossier(tmp_path) as dossier:
        apply_framework(dossier, draft)
        measures = list_measures(dossier, framework_id_of(draft))
        ids = [measure.id for measure in measures]
        changes = adopt_measures(
            dossier, framework_id=framework_id_of(draft), measure_ids=ids, levels={ids[0]: 2}
        )
        assert "Pacte d’essai" in changes.label
        food, bikes, parking = commitments(dossier)
        assert (food.number, food.level) == ("1", 2)
        assert food.verbatim == "Passer la cantine au bio et au local.\n\n50 %"
        assert (bikes.title, bikes.verbatim) == ("Faire des pistes cyclables", "")
        assert parking.parent_id == bikes.id
        assert food.territory_id is not None
        assert food.mandate_id is not None
        again = adopt_measures(dossier, framework_id=framework_id_of(draft), measure_ids=ids)
        assert not again
        assert [measure.adopted for measure in list_measures(dossier, framework_id_of(draft))] == [1, 1, 1]


def test_a_commitment_once_made_is_not_touched_by_its_framework(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        apply_framework(dossier, a_framework())
        (food, *_others) = list_measures(dossier, framework_id_of(a_framework()))
        adopt_measures(dossier, framework_id=framework_id_of(a_framework()), measure_ids=[food.id])
        before = commitments(dossier)[0].verbatim
        apply_framework(dossier, a_framework(measures=[replace(FOOD, title="Autre texte"), BIKES, PARKING]))
        assert commitments(dossier)[0].verbatim == before


def test_measures_of_another_framework_are_refused(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        apply_framework(dossier, a_framework())
        with pytest.raises(InvalidInput):
            adopt_measures(dossier, framework_id=framework_id_of(a_framework()), measure_ids=["elsewhere"])
        with pytest.raises(InvalidInput):
            adopt_measures(dossier, framework_id=framework_id_of(a_framework()), measure_ids=[])
        assert commitments(dossier) == []
