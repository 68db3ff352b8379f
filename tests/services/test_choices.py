from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from altterr_desktop.domain.commitments import DocumentKind
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.services.choices import MOST_FOUND, find_choices, names_of, read_choices
from altterr_desktop.services.records import delete_record
from tests.builders import COMMUNE, EPCI, a_commitment, a_dossier, a_record, an_official


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with a_dossier(tmp_path, territory_codes=[COMMUNE, EPCI]) as dossier:
        yield dossier


def test_the_short_lists_are_those_of_the_dossier(dossier: Dossier) -> None:
    choices = read_choices(dossier)
    assert choices.themes[0].text == "Mobilités"
    assert len(choices.territories) == 2
    assert {one.territory_id for one in choices.mandates} == {one.id for one in choices.territories}
    assert [one.text for one in choices.volunteers] == ["Zoé"]


def test_officials_are_found_without_accents_and_in_the_order_of_names(dossier: Dossier) -> None:
    an_official(dossier, given_name="Zoé", family_name="Éluard")
    an_official(dossier, given_name="Ana", family_name="Zola")
    gone = an_official(dossier, given_name="Ana", family_name="Abel")
    delete_record(dossier, kind="official", record_id=gone)
    assert [one.text for one in find_choices(dossier, "official", "")] == ["Zoé Éluard", "Ana Zola"]
    assert [one.text for one in find_choices(dossier, "official", "elu")] == ["Zoé Éluard"]


def test_namesakes_are_told_apart_by_their_function(dossier: Dossier) -> None:
    an_official(dossier, function_title="Maire")
    [found] = find_choices(dossier, "official", "morvan")
    assert found.detail == "Maire"


def test_documents_and_measures_say_where_they_come_from(dossier: Dossier) -> None:
    a_record(
        dossier,
        "pledge_document",
        title="Pacte",
        document_kind=DocumentKind.PACT,
        dated_on=date(2026, 3, 4),
    )
    framework = a_record(dossier, "framework", name="Pacte national")
    a_record(dossier, "framework_measure", framework_id=framework, number="12", title="Zones 30")
    [document] = find_choices(dossier, "pledge_document", "pacte")
    assert document.detail == "Pacte · 04/03/2026"
    [measure] = find_choices(dossier, "framework_measure", "zones")
    assert (measure.text, measure.detail) == ("12 Zones 30", "Pacte national")


def test_commitments_are_found_by_who_is_in_charge_too(dossier: Dossier) -> None:
    a_commitment(dossier, official_id=an_official(dossier), number="4")
    a_commitment(dossier, title="Autre chose")
    [found] = find_choices(dossier, "commitment", "morvan")
    assert (found.text, found.detail) == ("Piste cyclable du lycée", "N° 4")


def test_no_more_is_found_than_a_list_can_show(dossier: Dossier) -> None:
    for number in range(MOST_FOUND + 3):
        a_commitment(dossier, title=f"Mesure {number}")
    assert len(find_choices(dossier, "commitment", "")) == MOST_FOUND


def test_names_come_in_the_order_asked_for(dossier: Dossier) -> None:
    first, second = an_official(dossier), an_official(dossier, given_name="Ana")
    assert names_of(dossier, "official", [second, "unknown", first]) == ("Ana Morvan", "Alix Morvan")
