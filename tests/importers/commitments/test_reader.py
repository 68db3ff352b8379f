"""Lists of commitments of any shape become drafts, and what is unclear is said cell by cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from altterr_desktop.domain.commitments import OffScale, Progress
from altterr_desktop.domain.dates import Precision
from altterr_desktop.importers.commitments.fields import Field
from altterr_desktop.importers.commitments.mapping import WrongMapping
from altterr_desktop.importers.commitments.reader import NotCommitments, read_commitments, recognises

SAMPLES = Path(__file__).parents[1] / "samples"
TODAY = date(2026, 11, 23)


def test_a_list_kept_in_a_spreadsheet_is_read() -> None:
    reading = read_commitments(SAMPLES / "suivi_engagements.csv", today=TODAY)
    first = reading.drafts[0]
    assert [draft.title for draft in reading.drafts] == [
        "Plan vélo", "Cantines bio", "Zone sans voiture", "Lumières éteintes la nuit", "Arbres en ville",
    ]  # fmt: skip
    assert (first.line, first.number, first.theme, first.official, first.page) == (
        4, "1", "Mobilités", "Nadia Exemple", "12",
    )  # fmt: skip
    assert first.verbatim == "« Nous doublerons les pistes cyclables\nd'ici la fin du mandat. »"
    assert (first.deadline, first.deadline_precision, first.deadline_words) == (
        date(2025, 12, 31), Precision.YEAR, "d'ici 2025",
    )  # fmt: skip
    assert [draft.budget_planned for draft in reading.drafts] == [1_200_000, 30_000, 12_000, None, None]
    assert [draft.progress for draft in reading.drafts] == [
        Progress.IN_PROGRESS, Progress.DONE, Progress.DONE, None, Progress.NOT_STARTED,
    ]  # fmt: skip
    assert reading.drafts[3].status_words == "Mystère"
    assert reading.drafts[3].deadline_words == "bientôt"


def test_what_is_unclear_is_reported_by_cell() -> None:
    reading = read_commitments(SAMPLES / "suivi_engagements.csv", today=TODAY)
    assert {
        (problem.line, problem.column, problem.excerpt, problem.kept) for problem in reading.problems
    } == {
        (8, "Échéance", "bientôt", True),
        (8, "État d'avancement", "Mystère", True),
        (8, "Budget prévisionnel (€ HT)", "beaucoup", True),
        (9, "", "", False),
    }


def test_a_tracker_in_english_is_read() -> None:
    reading = read_commitments(SAMPLES / "tracker.csv", today=TODAY)
    first, second, third = reading.drafts
    assert first.title == "Pass a local climate act and create a panel of citizens."
    assert (first.theme, first.progress, first.document) == (
        "Climate & Emissions",
        Progress.DONE,
        "Manifesto 2019",
    )
    assert first.evidence_urls == ("https://example.org/act", "https://example.org/panel")
    assert (second.progress, second.status_confidence < 0.75) == (Progress.NOT_STARTED, True)
    assert (third.progress, third.off_scale) == (None, OffScale.VOID)
    assert [(problem.line, problem.column) for problem in reading.problems] == [(3, "status")]


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_the_action_plan_template_gives_a_tree(ending: str) -> None:
    reading = read_commitments(SAMPLES / f"plan_actions.{ending}", today=TODAY)
    titles = dict[int | None, str](enumerate(draft.title for draft in reading.drafts))
    assert reading.is_template
    assert [
        (draft.is_axis, draft.number, draft.title, titles.get(draft.parent)) for draft in reading.drafts
    ] == [
        (True, "1", "Se déplacer autrement", None),
        (True, "1.1", "Le vélo", "Se déplacer autrement"),
        (False, "1.1.1", "Relier les écoles à vélo", "Le vélo"),
        (False, "", "Compter les passages", "Relier les écoles à vélo"),
        (True, "1.2", "Le bus", "Se déplacer autrement"),
        (False, "", "Des bus le dimanche", "Le bus"),
        (True, "2", "Manger mieux", None),
        (False, "4", "Une régie maraîchère", "Manger mieux"),
    ]
    action = reading.drafts[2]
    assert (action.deadline, action.budget_planned, action.official) == (
        date(2027, 3, 9),
        124_566,
        "Renée MODÈLE",
    )
    assert action.document == ""
    assert [draft.progress for draft in reading.drafts if not draft.is_axis] == [
        Progress.NOT_STARTED, Progress.IN_PROGRESS, Progress.ABANDONED, Progress.SUSPENDED,
    ]  # fmt: skip
    assert list(reading.problems) == []


def test_the_template_reads_the_same_from_both_formats() -> None:
    from_xlsx = read_commitments(SAMPLES / "plan_actions.xlsx", today=TODAY)
    from_ods = read_commitments(SAMPLES / "plan_actions.ods", today=TODAY)
    assert from_xlsx.drafts == from_ods.drafts
    assert replace(from_xlsx, source="") == replace(from_ods, source="")


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "liste.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_mapping_decides_over_the_headers(tmp_path: Path) -> None:
    path = written(tmp_path, "Colonne A;Colonne B;Titre\nVélo;Fait;x\nBus;En cours;y\n")
    mapping = {Field.TITLE: ("Colonne A",), Field.PROGRESS: ("Colonne B",)}
    reading = read_commitments(path, mapping=mapping, today=TODAY)
    assert [(draft.title, draft.progress) for draft in reading.drafts] == [
        ("Vélo", Progress.DONE),
        ("Bus", Progress.IN_PROGRESS),
    ]
    assert reading.mapping == mapping


def test_a_mapping_to_a_missing_column_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "Titre;Statut\nVélo;Fait\n")
    with pytest.raises(WrongMapping, match="Intitulé"):
        read_commitments(path, mapping={Field.TITLE: ("Intitulé",)})


def test_a_table_that_promises_nothing_is_refused_with_its_columns(tmp_path: Path) -> None:
    with pytest.raises(NotCommitments, match="Latitude"):
        read_commitments(written(tmp_path, "Latitude;Longitude\n1.5;2.5\n1.6;2.6\n"))


def test_parents_are_found_by_number_or_title_and_never_in_a_circle(tmp_path: Path) -> None:
    text = "N°;Titre;Parent\n1;Plan vélo;\n2;Pistes;1\n3;Arceaux;plan velo\n4;Perdu;99\n5;Boucle;6\n6;Boucle bis;5\n"
    reading = read_commitments(written(tmp_path, text))
    assert [draft.parent for draft in reading.drafts] == [None, 0, 0, None, 5, None]
    assert [problem.line for problem in reading.problems] == [5, 7]


def test_a_long_text_without_title_gives_a_short_title(tmp_path: Path) -> None:
    sentence = "Nous ouvrirons une maison du vélo dans chaque quartier de la ville avant l'été. "
    path = written(tmp_path, f"Texte;Statut\n{sentence * 5};Fait\n")
    draft = read_commitments(path).drafts[0]
    assert draft.title == (sentence * 2).strip()
    assert draft.verbatim == (sentence * 5).strip()


def test_promises_that_look_like_formulas_stay_texts(tmp_path: Path) -> None:
    draft = read_commitments(written(tmp_path, "Titre;Statut\n=cmd|'/C calc'!A0;Fait\n")).drafts[0]
    assert draft.title == "=cmd|'/C calc'!A0"


@pytest.mark.parametrize(
    "name", ["suivi_engagements.csv", "tracker.csv", "plan_actions.xlsx", "plan_actions.ods"]
)
def test_lists_of_commitments_are_recognised(name: str) -> None:
    assert recognises(SAMPLES / name) >= 0.5
