"""The template's own explanations are no commitments, and its example is pointed at."""

from __future__ import annotations

from pathlib import Path

from altterr_desktop.importers.commitments.reader import read_commitments
from altterr_desktop.importers.commitments.template import is_template, mapping_for
from tests.importers import workbooks as books

HEADER = ("Axe (x)", "Sous-axe (x.x)", "Sous-sous axe (x.x.x)", "Titre de l'action", "Descriptif", "Notes")
EXPLAINED = (
    "Champ texte",
    "Champ texte",
    "Champ texte",
    "Champ texte",
    "Champ texte ",
    "Champ texte non importé",
)
HELP = ("Si vos axes sont numérotés, indiquez…", "", "", "Texte court de 300 caractères maximum", "", "")
EXAMPLE = (
    "1. Un axe", "", "", "Action 1 - Assurer la coordination de la transition écologique (ou) 1.1", "Texte",
    "Ces informations devront être saisies directement sur la plateforme après l'import.",
)  # fmt: skip


def test_explanations_are_passed_over_and_the_example_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    rows = (HEADER, EXPLAINED, HELP, EXAMPLE, ("1. Un axe", "", "", "Planter", "Des arbres", "À voir"))
    books.write_xlsx(path, books.sheet_xml(books.table_rows(rows)))
    reading = read_commitments(path)
    assert [(draft.line, draft.is_axis) for draft in reading.drafts] == [(4, True), (4, False), (5, False)]
    assert [draft.notes for draft in reading.drafts] == ["", "", "À voir"]
    assert [(problem.line, problem.kept) for problem in reading.problems] == [(4, True)]


def test_both_editions_are_known_and_other_tables_are_not() -> None:
    assert is_template(HEADER)
    assert is_template([name.replace("l'action", "la fiche action") for name in HEADER])
    assert mapping_for(["Axe", "Titre"]) is None
