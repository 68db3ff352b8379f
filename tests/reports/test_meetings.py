from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from altterr_desktop.domain.meetings import Audience, MinutesState
from altterr_desktop.reports.catalogue import find_report
from altterr_desktop.reports.mobilisation.data import RoleNeeded
from altterr_desktop.reports.preparation.data import PreparationData
from tests.reports.golden import pages_of, pdf_text
from tests.reports.invented_actions import minutes, mobilisation, preparation


def text_of(name: str, data: Any, tmp_path: Path) -> str:
    path = tmp_path / "document.pdf"
    find_report(name).report().build(data, "pdf", path)
    return " ".join(pdf_text(path).split())


def test_a_bare_preparation_has_two_pages(tmp_path: Path) -> None:
    data = PreparationData("Rendez-vous", "Val-de-Sorbelle", "Collectif", "fr", date(2029, 3, 9))
    find_report("preparation").report().build(data, "pdf", tmp_path / "fiche.pdf")
    assert pages_of(tmp_path / "fiche.pdf") == 2


def test_the_version_to_show_leaves_out_people_and_strategy(tmp_path: Path) -> None:
    inside = text_of("preparation", preparation(), tmp_path)
    outside = text_of("preparation", replace(preparation(), internal=False), tmp_path)
    secret = (
        "Un second rendez-vous avec les services",
        "Nous n’avons pas le budget",
        "répond en général",
        "Dinh Prise",
    )
    for words in secret[:3]:
        assert words in inside
    for words in secret:
        assert words not in outside
    assert "Quelle est la date du premier vote" in outside
    assert "ne pas diffuser" in inside
    assert "ne pas diffuser" not in outside


def test_a_running_order_longer_than_the_time_given_is_flagged(tmp_path: Path) -> None:
    assert "à raccourcir" not in text_of("preparation", preparation(), tmp_path)
    assert "40 min pour 30 min" in text_of(
        "preparation", replace(preparation(), duration_minutes=30), tmp_path
    )


def test_impressions_stay_inside(tmp_path: Path) -> None:
    outside = text_of("minutes", minutes(), tmp_path)
    inside = text_of("minutes", replace(minutes(), audience=Audience.INTERNAL), tmp_path)
    for words in ("Elle semble soulagée", "insister sur la date", "obtenir un calendrier public"):
        assert words not in outside
        assert words in inside


def test_promises_come_first_with_their_date(tmp_path: Path) -> None:
    text = text_of("minutes", minutes(), tmp_path)
    promise = text.index("Je mettrai le calendrier")
    assert "24 avril 2029" in text[promise : promise + 200]
    assert promise < text.index("L’étude n’est pas lancée")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (MinutesState.DRAFT, "Brouillon, à relire"),
        (MinutesState.AMENDED, "pas encore validé"),
        (MinutesState.VALIDATED, "validé le 20 mars 2029, Basile"),
    ],
)
def test_the_state_of_the_minutes_is_on_each_page(state: MinutesState, words: str, tmp_path: Path) -> None:
    data = replace(minutes(), state=state, validated_on=date(2029, 3, 20), validated_by="Basile")
    assert words in text_of("minutes", data, tmp_path)


def test_minutes_without_a_line_say_so(tmp_path: Path) -> None:
    assert "Rien n’a été noté." in text_of("minutes", replace(minutes(), points=()), tmp_path)


def test_a_plan_counts_who_is_missing_role_by_role(tmp_path: Path) -> None:
    roles = (RoleNeeded("Affiches", 2, ("Ariane", "Basile", "Chloé")), RoleNeeded("Presse", 3, ()))
    text = text_of("mobilisation", replace(mobilisation(), roles=roles), tmp_path)
    assert "2/5" in text.replace(" / ", "/")
    assert "3 manquantes" in text


def test_a_plan_on_the_public_road_gives_the_days_of_declaration(tmp_path: Path) -> None:
    text = text_of("mobilisation", mobilisation(), tmp_path)
    assert "entre le jeudi 5 avril 2029 et le mardi 17 avril 2029" in text
    assert "L211-2" in text
    assert "L211" not in text_of("mobilisation", replace(mobilisation(), on_public_road=False), tmp_path)
    declared = replace(mobilisation(), declared_on=date(2029, 4, 6))
    assert "Déclarée le 6 avril 2029 ; garder le récépissé." in text_of("mobilisation", declared, tmp_path)


def test_late_steps_are_told_and_sorted_by_day(tmp_path: Path) -> None:
    text = text_of("mobilisation", mobilisation(), tmp_path)
    assert "1 en retard" in text
    assert (
        text.index("Repérer le parcours")
        < text.index("Envoyer le communiqué")
        < text.index("Déclarer à la mairie")
    )
