"""The delimiter, the header and the encoding of a text are found as a person would."""

from __future__ import annotations

from pathlib import Path

import pytest

from altterr_desktop.importers.files.encoding import guess_encoding
from altterr_desktop.importers.files.sniffer import NO_DELIMITER, distinct_names, sniff
from altterr_desktop.importers.files.words import label_of, mend, words_of


def sniffed(tmp_path: Path, content: str | bytes) -> tuple[str, tuple[str, ...], int]:
    path = tmp_path / "table.txt"
    data = content.encode() if isinstance(content, str) else content
    path.write_bytes(data)
    dialect = sniff(path, data)
    return dialect.delimiter, dialect.header, dialect.header_line


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_each_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    rows = [["Nom", "Budget", "Date"], ["Vélo", "1", "2"], ["Bus", "3", "4"]]
    text = "\n".join(delimiter.join(row) for row in rows)
    assert sniffed(tmp_path, text) == (delimiter, ("Nom", "Budget", "Date"), 1)


def test_commas_in_sentences_do_not_hide_semicolons(tmp_path: Path) -> None:
    text = "Titre;Texte\nVélo;Des pistes, des arceaux, des ateliers\nBus;Des bus, partout\n"
    assert sniffed(tmp_path, text)[0] == ";"


def test_decimal_commas_do_not_hide_semicolons(tmp_path: Path) -> None:
    assert sniffed(tmp_path, "Titre;Prix\na;1,5\nb;2,5\nc;3,5\n")[0] == ";"


def test_one_column_is_one_column(tmp_path: Path) -> None:
    assert sniffed(tmp_path, "Titre\nVélo\nBus\n") == (NO_DELIMITER, ("Titre",), 1)


def test_titles_above_the_header_are_passed_over(tmp_path: Path) -> None:
    text = "Bilan de la commune\n\nÉdition 2026\nTitre;Statut;Page\nVélo;En cours;1\nBus;Fait;2\n"
    assert sniffed(tmp_path, text) == (";", ("Titre", "Statut", "Page"), 4)


def test_a_title_padded_with_delimiters_is_passed_over(tmp_path: Path) -> None:
    text = "Bilan;;\nTitre;Statut;Page\nVélo;En cours;1\nBus;Fait;2\n"
    assert sniffed(tmp_path, text)[2] == 2


def test_a_header_on_two_physical_lines_is_one_header(tmp_path: Path) -> None:
    assert sniffed(tmp_path, 'Titre;"Budget\nprévu"\nVélo;1\n')[1] == ("Titre", "Budget\nprévu")


def test_repeated_and_missing_names_are_told_apart() -> None:
    names = distinct_names(["Titre", "Titre", "", "Titre", "Titre (2)"])
    assert (*names[:2], *names[3:]) == ("Titre", "Titre (2)", "Titre (3)", "Titre (2) (2)")
    assert "3" in names[2]


@pytest.mark.parametrize(
    ("codec", "expected"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("cp1252", "cp1252"),
        ("cp850", "cp850"),
        ("mac-roman", "mac-roman"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
    ],
)
def test_the_encoding_of_french_text_is_found(codec: str, expected: str) -> None:
    text = "Numéro;Prénom de l'élu;Échéance\n1;Noémie;à l'été\n2;Théo;où ça ?\n"
    assert guess_encoding(text.encode(codec)).codec == expected


def test_text_in_russian_is_read_too() -> None:
    text = "Название;Статус\nВелосипедные дорожки в городе;Сделано\nАвтобусы ночью по выходным дням;Нет\n" * 5
    assert text.encode("cp1251").decode(guess_encoding(text.encode("cp1251")).codec) == text


@pytest.mark.parametrize(
    "header",
    [
        "Code du département", "Code.du.departement", "code_du_departement", "CODE DU DÉPARTEMENT", "codeDuDepartement",
        "Code du dÃ©partement", "Code.du.departement...3", " Code  du département ",
    ],
)  # fmt: skip
def test_headers_written_in_many_ways_have_the_same_words(header: str) -> None:
    assert words_of(header) == ("code", "du", "departement")


def test_inclusive_dots_and_ligatures_do_not_part_words() -> None:
    assert label_of("Élu·e référent·e") == "elue referente"
    assert label_of("Mise en œuvre") == "mise en oeuvre"


def test_text_read_wrong_once_is_mended_and_sound_text_is_not_touched() -> None:
    assert mend("JosÃ© Ã‰lu") == "José Élu"
    assert mend("JOÃO") == "JOÃO"
    assert mend("Écoles à pied") == "Écoles à pied"
