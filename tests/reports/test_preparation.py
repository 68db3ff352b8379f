"""The meeting sheet with all it can hold, and its small pages for the pocket."""

from dataclasses import replace
from pathlib import Path

import pytest

from altterr_desktop.domain.meetings import Phase
from altterr_desktop.reports.catalogue import find_report
from altterr_desktop.reports.preparation.data import PreparationData, ToCheck
from tests.reports.golden import assert_golden, assert_sound, pages_of, pdf_text
from tests.reports.invented_actions import preparation


def whole() -> PreparationData:
    """Make a preparation with a series, stances, a checklist of its own and a plan B."""
    usual = preparation()
    return replace(
        usual,
        people=tuple(
            replace(person, stance="Énergie : soutien (a voté le plan, 3 février 2029)")
            for person in usual.people
        ),
        series="Suivi du plan climat, réunion 3, la précédente le 12 décembre 2028",
        supporting_asks="Publier la carte des points de collecte.",
        plan_b="Si elle est empêchée : vingt minutes avec sa directrice de cabinet.",
        rehearsal=(
            ToCheck(Phase.BEFORE, "Relire les trois fiches", done=True),
            ToCheck(Phase.BEFORE, "Apporter la carte en A3", who="Basile"),
            ToCheck(Phase.DURING, "Redire chaque date"),
            ToCheck(Phase.AFTER, "Remercier sous deux jours"),
        ),
    )


def text_of(data: PreparationData, tmp_path: Path) -> str:
    path = tmp_path / "fiche.pdf"
    find_report("preparation").report().build(data, "pdf", path)
    assert_sound(path)
    return pdf_text(path)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("pocket", [False, True])
def test_a_sheet_says_what_it_said(language: str, pocket: bool, tmp_path: Path) -> None:
    text = text_of(replace(whole(), language=language, pocket=pocket), tmp_path)
    name = "pocket_sheet" if pocket else "preparation_whole"
    assert_golden(text, f"{name}.{language}.txt")


def test_the_whole_sheet_still_has_two_pages(tmp_path: Path) -> None:
    text_of(whole(), tmp_path)
    assert pages_of(tmp_path / "fiche.pdf") == 2


def test_pocket_pages_are_a_quarter_of_a_sheet_and_few(tmp_path: Path) -> None:
    from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

    text_of(replace(whole(), pocket=True), tmp_path)
    document = PdfDocument(tmp_path / "fiche.pdf")
    sizes = {(round(page.get_width()), round(page.get_height())) for page in document}
    assert sizes == {(298, 421)}
    assert 4 <= len(document) <= 8
    document.close()


def test_small_pages_to_show_hold_nothing_of_ours(tmp_path: Path) -> None:
    inside = " ".join(text_of(replace(whole(), pocket=True), tmp_path).split())
    outside = " ".join(text_of(replace(whole(), pocket=True, internal=False), tmp_path).split())
    for words in (
        "Un second rendez-vous avec les services",
        "Nous n’avons pas le budget",
        "Ariane",
        "cabinet",
    ):
        assert words in inside
        assert words not in outside
    assert "Quelle est la date du premier vote" in outside


def test_the_sheet_to_show_names_no_volunteer(tmp_path: Path) -> None:
    outside = text_of(replace(whole(), internal=False), tmp_path)
    for name in ("Ariane", "Basile", "Dinh", "soutien"):
        assert name not in outside


def test_a_bare_meeting_has_its_pocket_pages_too(tmp_path: Path) -> None:
    usual = preparation()
    bare = PreparationData("Rendez-vous", usual.territory, usual.group, "fr", usual.written_on, pocket=True)
    assert "date à fixer" in text_of(bare, tmp_path)
