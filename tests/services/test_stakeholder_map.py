"""The map of support and influence: who is on it, who is beside it, and one act to move somebody."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.officials import OfficialKind
from altterr_desktop.journal.undo import undo
from altterr_desktop.services.officials import add_official
from altterr_desktop.services.stakeholder_map import place_official, read_map
from tests.builders import EPCI, a_dossier, the_place


def test_people_in_office_and_services_are_placed_or_wait_beside(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        mayor = add_official(dossier, values={"family_name": "Morvan"}, seat={"function": "Maire"}).subject_id
        add_official(
            dossier, values={"family_name": "Ancien"}, seat={"function": "Maire", "end": date(2026, 3, 1)}
        )
        add_official(dossier, values={"official_kind": OfficialKind.STAFF, "function_title": "Voirie"})
        assert [one.name for one in read_map(dossier).unplaced] == ["Morvan", "Voirie"]
        place_official(dossier, official_id=mayor, support=4, influence=5)
        (placed,) = read_map(dossier).placed
        assert (placed.name, placed.support, placed.influence) == ("Morvan", 4, 5)
        undo(dossier)
        assert read_map(dossier).placed == ()
        with pytest.raises(InvalidInput):
            place_official(dossier, official_id=mayor, support=6, influence=1)


def test_it_is_narrowed_by_territory_and_by_mandate(tmp_path: Path) -> None:
    with a_dossier(tmp_path, territory_codes=["32160", EPCI]) as dossier:
        places = dict(read_map(dossier).territories)
        commune = the_place(dossier)
        for name, place in zip(("Ici", "Là"), places, strict=True):
            seat = {"territory_id": place, "mandate_id": None, "function": "Conseil"}
            if place == commune["territory_id"]:
                seat["mandate_id"] = commune["mandate_id"]
            add_official(dossier, values={"family_name": name, "territory_id": place}, seat=seat)
        only = read_map(dossier, territory_id=commune["territory_id"])
        assert len(only.unplaced) == 1
        assert [one.id for one in read_map(dossier, **commune).unplaced] == [only.unplaced[0].id]
        assert commune["mandate_id"] in dict(only.mandates)
