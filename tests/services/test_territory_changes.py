"""Communes renamed, recoded, merged, created: past names and codes still find them, in searches and in registers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.lists import Query
from altterr_desktop.domain.territories import TerritoryChangeKind, TerritoryKind
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import use_language
from altterr_desktop.importers.rne.spec import prepare
from altterr_desktop.journal.undo import undo
from altterr_desktop.model.territories import Territory
from altterr_desktop.services.choices import find_choices
from altterr_desktop.services.dossiers import follow_territory, read_group
from altterr_desktop.services.officials import add_official, list_officials
from altterr_desktop.services.records import load_record
from altterr_desktop.services.search import search
from altterr_desktop.services.territory_changes import (
    create_territory,
    merge_territories,
    recode_territory,
    rename_territory,
    territory_history,
)
from tests.builders import COMMUNE, a_commitment, a_dossier, the_place


@pytest.fixture(autouse=True)
def in_english() -> None:
    use_language("en")


NEW_CODE = "32999"
_HEADER = (
    "Code du département;Libellé du département;Code de la commune;Libellé de la commune;Nom de l'élu;"
    "Prénom de l'élu;Code sexe;Date de naissance;Code de la catégorie socio-professionnelle;"
    "Libellé de la catégorie socio-professionnelle;Date de début du mandat;Libellé de la fonction;"
    "Date de début de la fonction;Code nationalité"
)


def a_register(folder: Path, code: str, *people: tuple[str, str, str]) -> Path:
    """Write a small register of municipal councillors under a commune's code."""
    lines = [
        f"32;Gers;{code};Ici;{family};{given};F;{birth};0;;15/03/2026;;;FR" for family, given, birth in people
    ]
    path = folder / f"elus-conseillers-municipaux-cm-{code}.csv"
    path.write_text("\n".join([_HEADER, *lines]) + "\n", encoding="utf-8")
    return path


def value_of(dossier: Dossier, territory_id: str, field: str) -> Any:
    with dossier.reading() as session:
        territory = session.get(Territory, territory_id)
        return getattr(territory, field)


def test_a_past_name_still_finds_the_territory_and_its_people(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        place = the_place(dossier)["territory_id"]
        former = value_of(dossier, place, "name")
        add_official(dossier, values={"family_name": "Morvan"}, seat={"function": "Maire"})
        rename_territory(
            dossier,
            territory_id=place,
            name="Val-Nouveau",
            happened_on=date(2027, 1, 1),
            source="Arrêté préfectoral",
        )
        assert value_of(dossier, place, "name") == "Val-Nouveau"
        assert [one.id for one in find_choices(dossier, "territory", former)] == [place]
        assert [row.name for row in list_officials(dossier, Query(words=former)).rows] == ["Morvan"]
        assert any(found.owner_id == place for found in search(dossier, former))
        (change,) = territory_history(dossier, place)
        assert (change.kind, change.former_name, change.source) == (
            TerritoryChangeKind.RENAMED,
            former,
            "Arrêté préfectoral",
        )
        undo(dossier)
        assert value_of(dossier, place, "name") == former
        assert territory_history(dossier, place) == ()


def test_a_register_that_uses_the_past_code_reaches_the_recoded_commune(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        place = the_place(dossier)["territory_id"]
        recode_territory(dossier, territory_id=place, code=NEW_CODE, happened_on=date(2027, 1, 1))
        old = a_register(
            tmp_path, COMMUNE, ("MORVAN", "Alix", "09/04/1971"), ("BEDARD", "Eloi", "01/02/1960")
        )
        counts = prepare(dossier, old).write()[1]
        assert counts.created == 2
        assert {row.territory for row in list_officials(dossier, Query()).rows} == {
            value_of(dossier, place, "name")
        }
        # The next file uses the new code: the same people, nobody twice.
        new = a_register(
            tmp_path, NEW_CODE, ("MORVAN", "Alix", "09/04/1971"), ("BEDARD", "Eloi", "01/02/1960")
        )
        assert prepare(dossier, new).write()[1].created == 0
        assert list_officials(dossier, Query()).total == 2
        assert [one.id for one in find_choices(dossier, "territory", COMMUNE)] == [place]


def test_merged_communes_carry_their_promises_on_and_their_past_code_is_read(tmp_path: Path) -> None:
    with a_dossier(tmp_path, territory_codes=[COMMUNE, "32013"]) as dossier:
        rows = {row.code: row for row in read_group(dossier).territories}
        into, gone = rows[COMMUNE], rows["32013"]
        promise = a_commitment(dossier, territory_id=gone.id, mandate_id=gone.mandate_id)
        merge_territories(
            dossier, into_id=into.id, from_ids=[gone.id], name="Val-Uni", happened_on=date(2027, 1, 1)
        )
        assert [row.name for row in read_group(dossier).territories] == ["Val-Uni"]
        kept = load_record(dossier, promise).values
        assert (kept["territory_id"], kept["mandate_id"]) == (into.id, into.mandate_id)
        assert {change.kind for change in territory_history(dossier, into.id)} == {
            TerritoryChangeKind.MERGED,
            TerritoryChangeKind.RENAMED,
        }
        prepare(dossier, a_register(tmp_path, "32013", ("MORVAN", "Alix", "09/04/1971"))).write()
        assert [row.territory for row in list_officials(dossier, Query()).rows] == ["Val-Uni"]


def test_what_cannot_be_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    with a_dossier(tmp_path, territory_codes=[COMMUNE, "32013", "200023620"]) as dossier:
        rows = {row.code: row.id for row in read_group(dossier).territories}
        with pytest.raises(InvalidInput, match="new name"):
            rename_territory(dossier, territory_id=rows[COMMUNE], name=" ")
        for code in ("", "3 2", "32013"):
            with pytest.raises(InvalidInput, match="code"):
                recode_territory(dossier, territory_id=rows[COMMUNE], code=code)
        with pytest.raises(InvalidInput, match="same kind"):
            merge_territories(dossier, into_id=rows[COMMUNE], from_ids=[rows["200023620"]])
        with pytest.raises(InvalidInput, match="at least one other"):
            merge_territories(dossier, into_id=rows[COMMUNE], from_ids=[rows[COMMUNE]])
        assert territory_history(dossier, rows[COMMUNE]) == ()


def test_a_commune_that_no_list_knows_is_created_with_its_mandate(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        made = create_territory(
            dossier,
            kind=TerritoryKind.COMMUNE,
            code=NEW_CODE,
            name="Val-Neuf",
            population=1200,
            happened_on=date(2028, 1, 1),
        ).subject_id
        row = next(row for row in read_group(dossier).territories if row.id == made)
        assert (row.name, row.start) == ("Val-Neuf", date(2028, 1, 1))
        assert row.mandate_id is not None


def test_following_the_new_code_makes_no_second_commune(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        place = the_place(dossier)["territory_id"]
        recode_territory(dossier, territory_id=place, code="32013")
        assert follow_territory(dossier, code="32013").subject_id == place
        assert len(read_group(dossier).territories) == 1
