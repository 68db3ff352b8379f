"""The assembly by rank, delegation and side, in a mandate."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from altterr_desktop.domain.assembly_ranks import Rank, place_of, rank_of
from altterr_desktop.domain.officials import Side
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import use_language
from altterr_desktop.services.assembly_chart import read_assembly
from altterr_desktop.services.officials import add_official
from altterr_desktop.services.records import create_record
from tests.builders import a_dossier, the_place


@pytest.fixture(autouse=True)
def in_english() -> None:
    use_language("en")


@pytest.mark.parametrize(
    ("function", "delegation", "rank"),
    [
        ("Maire", "", Rank.HEAD),
        ("Présidente du conseil départemental", "", Rank.HEAD),
        ("Président", "", Rank.HEAD),
        ("Président du groupe d’opposition", "", Rank.MEMBER),
        ("1er adjoint au Maire", "", Rank.DEPUTY),
        ("11ème Vice-présidente du conseil communautaire", "", Rank.DEPUTY),
        ("Maire délégué", "", Rank.DEPUTY),
        ("Conseillère municipale déléguée", "", Rank.DELEGATED),
        ("Conseiller municipal", "Plan vélo", Rank.DELEGATED),
        ("", "", Rank.MEMBER),
    ],
)
def test_a_function_tells_the_rank(function: str, delegation: str, rank: Rank) -> None:
    assert rank_of(function, delegation) is rank


@pytest.mark.parametrize(
    ("function", "place"),
    [
        ("1er adjoint au Maire", 1),
        ("11ème Vice-présidente", 11),
        ("Deuxième adjointe", 2),
        ("Adjoint", None),
        ("", None),
    ],
)
def test_a_function_may_name_its_place(function: str, place: int | None) -> None:
    assert place_of(function) == place


def somebody(dossier: Dossier, name: str, **seat: Any) -> str:
    return add_official(dossier, values={"family_name": name}, seat=seat).subject_id


def test_an_assembly_goes_from_its_head_to_its_councillors_by_side(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        somebody(dossier, "Zut", function="2ème adjoint au Maire", rank=3, delegation="Écoles")
        somebody(dossier, "Abel", function="1er adjoint au Maire", rank=2, side=Side.MAJORITY)
        mayor = somebody(dossier, "Morvan", function="Maire", rank=1, side=Side.MAJORITY)
        somebody(dossier, "Plan", delegation="Plan vélo")
        somebody(dossier, "Oppo", side=Side.OPPOSITION)
        somebody(dossier, "Parti", function="Conseiller", end=date(2026, 4, 1))
        chart = read_assembly(dossier)
        assert [one.official_id for one in chart.heads] == [mayor]
        assert [one.name for one in chart.deputies] == ["Abel", "Zut"]
        assert [(one.name, one.delegation) for one in chart.delegated] == [("Plan", "Plan vélo")]
        assert chart.delegated[0].function == "Municipal councillor"
        assert [(side, [one.name for one in people]) for side, people in chart.members] == [
            (Side.OPPOSITION, ["Oppo"])
        ]
        assert dict(chart.sides) == {Side.MAJORITY: 2, Side.OPPOSITION: 1, None: 2}
        assert chart.total == 5


def test_a_mandate_that_is_over_shows_who_sat_in_it_to_its_end(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        territory = the_place(dossier)["territory_id"]
        past = create_record(
            dossier,
            kind="mandate",
            values={
                "territory_id": territory,
                "label": "2014–2020",
                "start": date(2014, 3, 23),
                "end": date(2020, 3, 15),
            },
        ).subject_id
        somebody(dossier, "Jadis", function="Maire", mandate_id=past, end=date(2020, 3, 15))
        somebody(dossier, "Démis", function="Adjoint", mandate_id=past, end=date(2017, 1, 1))
        chart = read_assembly(dossier, territory_id=territory, mandate_id=past)
        assert chart.mandate == "2014–2020"
        assert [one.name for one in chart.heads] == ["Jadis"]
        assert chart.deputies == ()
        # Nobody of the mandate in force is known yet: the latest council that is stays in sight.
        assert read_assembly(dossier, territory_id=territory).mandate == "2014–2020"
        somebody(dossier, "Nouvelle", function="Maire")
        now = read_assembly(dossier, territory_id=territory)
        assert (now.mandate, [one.name for one in now.heads]) == ("2026–2032", ["Nouvelle"])
