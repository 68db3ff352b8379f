from pathlib import Path

import pytest

from altterr_desktop.importers.candidates.reader import NotCandidates, columns_of, read_candidates

SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.mark.parametrize("name", ["candidats_2026.csv", "candidats_2020.txt"])
def test_files_of_two_elections_read_the_same(name: str) -> None:
    first = read_candidates(SAMPLES / name).drafts[0]
    assert (first.list_name, first.rank, first.given_name, first.family_name, first.gender, first.place) == (
        "ENSEMBLE POUR L'ISLE",
        1,
        "Solène",
        "KERGOAT",
        "F",
        "32160",
    )


def test_a_list_typed_by_a_group_is_read_and_a_line_without_list_is_named(tmp_path: Path) -> None:
    path = tmp_path / "listes.csv"
    path.write_text("Liste;Nom;Prénom\nPour la ville;Morvan;Alix\n;Roux;Éloi\n", "utf-8")
    reading = read_candidates(path)
    assert [(draft.list_name, draft.family_name) for draft in reading.drafts] == [("Pour la ville", "Morvan")]
    assert [problem.line for problem in reading.problems] == [3]


def test_a_table_of_something_else_is_refused_with_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "prix.csv"
    path.write_text("Produit;Prix\nPain;1\n", "utf-8")
    with pytest.raises(NotCandidates, match="Produit, Prix"):
        read_candidates(path)


def test_the_sign_of_the_list_does_not_pass_for_its_rank() -> None:
    found = columns_of(["N° Panneau Liste", "N° candidat", "Nom candidat", "Libellé abrégé liste"])
    assert found == {"rank": 1, "family_name": 2, "list_short_name": 3}
