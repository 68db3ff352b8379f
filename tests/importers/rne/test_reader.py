"""Registers of every year and dialect give the seats of the followed territories, and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from altterr_desktop.domain.drafts import SeatDraft
from altterr_desktop.domain.errors import Cancelled, KnownError
from altterr_desktop.domain.territories import Assembly
from altterr_desktop.importers.rne.reader import (
    NoLineForTerritories,
    NotARegister,
    RegisterReading,
    read_register,
    recognises,
)
from altterr_desktop.importers.rne.register import Register
from altterr_desktop.settings import places

SAMPLES = Path(__file__).parents[1] / "samples"
TODAY = date(2026, 11, 23)


def read(
    name: str | Path, *, communes: str = "", epcis: str = "", departments: str = "", regions: str = ""
) -> RegisterReading:
    return read_register(
        SAMPLES / name,
        communes=frozenset(communes.split()),
        epcis=frozenset(epcis.split()),
        departments=frozenset(departments.split()),
        regions=frozenset(regions.split()),
        today=TODAY,
    )


def only(reading: RegisterReading) -> SeatDraft:
    assert [problem for problem in reading.problems if not problem.kept] == []
    (draft,) = reading.drafts
    return draft


def test_mayors_of_2019_with_a_title_tabulations_and_two_part_codes() -> None:
    reading = read("maires_2019.txt", communes="01004")
    assert (reading.register, reading.lines_read, reading.kept) == (Register.MAYORS, 4, 1)
    assert only(reading) == SeatDraft(
        assembly=Assembly.MUNICIPAL,
        territory_code="01004",
        family_name="FOUGERÊT",
        given_name="Élodie",
        gender="F",
        birth_date=date(1961, 9, 7),
        mandate_start=date(2014, 3, 30),
        function="Maire",
        function_start=date(2014, 4, 4),
        rank=None,
        commune_of_attachment="",
        canton="",
        line=3,
    )


def test_the_same_person_is_the_same_in_2019_and_2026() -> None:
    before = {person_of(draft) for draft in read("maires_2019.txt", communes="01004 32013 97101").drafts}
    after = {person_of(draft) for draft in read("maires_2026.csv", communes="01004 32013 97101").drafts}
    assert {name for name, *_birth in before & after} == {"FOUGERÊT", "NAVRAIN"}


def person_of(draft: SeatDraft) -> tuple[str, str, date | None]:
    return draft.family_name, draft.given_name, draft.birth_date


def test_quotation_marks_inside_a_name_are_kept() -> None:
    assert only(read("maires_2026.csv", communes="32001")).given_name == 'Roger "Rogé"'


@pytest.mark.parametrize(("name", "codes"), [("maires_2019.txt", "97101"), ("maires_2026.csv", "97101")])
def test_overseas_codes_of_both_times_are_those_of_today(name: str, codes: str) -> None:
    assert only(read(name, communes=codes)).family_name == "NAVRAIN"


def test_corsican_codes_are_found() -> None:
    assert only(read("maires_2019.txt", communes="2A004")).given_name == "Ange"


def test_municipal_councillors_through_r_with_codes_as_numbers() -> None:
    reading = read("conseillers-municipaux_via_R.csv", communes="32013 32001")
    assert (reading.register, reading.lines_read, reading.kept) == (Register.MUNICIPAL, 5, 4)
    assert [(draft.function, draft.rank, draft.territory_code) for draft in reading.drafts] == [
        ("", None, "32001"), ("Maire", None, "32001"),
        ("Adjoint au maire", 3, "32013"), ("Adjoint au maire", 1, "32013"),
    ]  # fmt: skip
    last = reading.drafts[-1]
    assert (last.family_name, last.birth_date, last.mandate_start) == (
        "DUPRUILH d'ARBLADE", date(1955, 8, 25), date(2020, 6, 28),
    )  # fmt: skip


def test_municipal_councillors_in_quotation_marks_with_lost_zeros() -> None:
    reading = read("conseillers-municipaux_guillemets.csv", communes="01004")
    assert [(draft.family_name, draft.function, draft.rank, draft.line) for draft in reading.drafts] == [
        ("GRÉVISSE", "Adjoint au maire", 5, 2), ("HÉLAS", "", None, 3),
    ]  # fmt: skip
    assert reading.departments == {"01": 2, "32": 1}


def test_community_councillors_keep_siren_and_commune() -> None:
    reading = read("epci_2026.csv", epcis="200029999")
    first = reading.drafts[0]
    assert (reading.register, reading.kept) == (Register.COMMUNITY, 2)
    assert (first.assembly, first.territory_code, first.commune_of_attachment) == (
        Assembly.COMMUNITY, "200029999", "01056",
    )  # fmt: skip
    assert (first.function, first.rank, first.mandate_start) == (
        "Vice-président du conseil communautaire", 5, date(2026, 3, 15),
    )  # fmt: skip


def test_departmental_councillors_and_alsace_by_its_cantons() -> None:
    reading = read("conseillers-departementaux_2022.csv", departments="01 67")
    assert [(draft.territory_code, draft.canton) for draft in reading.drafts] == [
        ("01", "Attignat"),
        ("67", "Bischwiller"),
    ]
    assert only(read("conseillers-departementaux_2022.csv", departments="6AE")).territory_code == "6AE"


def test_regional_councillors_in_snake_case() -> None:
    draft = only(read("elus-regional_2023.csv", regions="76"))
    assert (draft.assembly, draft.rank, draft.mandate_start) == (Assembly.REGIONAL, 2, date(2021, 7, 2))
    assert only(read("elus-regional_2023.csv", regions="01")).territory_code == "01"


@pytest.mark.parametrize(
    ("name", "territories", "register", "assembly", "territory"),
    [
        ("elus-deputes.csv", {"departments": "01"}, Register.DEPUTIES, Assembly.DEPUTIES, "01"),
        ("elus-senateurs.csv", {"departments": "01"}, Register.SENATORS, Assembly.SENATE, "01"),
        ("elus-senateurs.csv", {"departments": "972"}, Register.SENATORS, Assembly.SENATE, "972"),
        ("elus-parlement-europeen.txt", {}, Register.EUROPEAN, Assembly.EUROPEAN, ""),
        ("elus-corse.txt", {"regions": "94"}, Register.CORSICA, Assembly.REGIONAL, "94"),
        ("elus-membres-assemblees.csv", {"regions": "94"}, Register.SPECIAL, Assembly.REGIONAL, "94"),
        ("elus-membres-assemblees.csv", {"regions": "02"}, Register.SPECIAL, Assembly.REGIONAL, "02"),
        (
            "elus-membres-assemblees.csv",
            {"epcis": "200046977"},
            Register.SPECIAL,
            Assembly.COMMUNITY,
            "200046977",
        ),
        (
            "conseillers-arrondissement.csv",
            {"communes": "13055"},
            Register.DISTRICT,
            Assembly.DISTRICT,
            "13055",
        ),
    ],
)
def test_the_other_registers(
    name: str, territories: dict[str, str], register: Register, assembly: Assembly, territory: str
) -> None:
    reading = read(name, **territories)
    draft = only(reading)
    assert (reading.register, draft.assembly, draft.territory_code) == (register, assembly, territory)


def test_merged_communes_go_to_the_commune_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def find(code: str) -> object:
        asked.append(code)
        return type("Place", (), {"code": "32013"}) if code == "32002" else None

    monkeypatch.setattr(places, "find_place", find)
    from altterr_desktop.importers.rne import territories

    territories._current_code.cache_clear()
    reading = read("conseillers-municipaux_via_R.csv", communes="32013")
    territories._current_code.cache_clear()
    assert [draft.family_name for draft in reading.drafts][-1] == "EMPRUN"
    assert {draft.territory_code for draft in reading.drafts} == {"32013"}
    assert set(asked) <= {"32001", "32002"}


HEADER = "Code de la commune;Nom de l'élu;Prénom de l'élu;Code sexe;Date de naissance;Date de début du mandat;Fonction"


def written(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "registre.csv"
    path.write_text("\n".join([HEADER, *lines]), encoding="utf-8")
    return path


def test_bad_lines_are_reported_and_good_ones_go_in(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "32013;BON;Ami;M;01/02/1960;15/03/2026;",
        "???;PERDU;Jean;M;01/02/1960;15/03/2026;",
        "32013;;Jean;M;01/02/1960;15/03/2026;",
        "32013;FLOU;Léa;X;31/02/1960;demain;",
        "32013;COURT;Léa",
        "32013;LONG;Léa;F;01/02/1960;15/03/2026;;;en trop",
        "32013;BONNE;Amie;F;01/02/1960;15/03/2026;Maire",
    )
    reading = read(path, communes="32013")
    assert [draft.family_name for draft in reading.drafts] == ["BON", "FLOU", "COURT", "BONNE"]
    assert [(problem.line, problem.kept) for problem in reading.problems] == [
        (3, False), (4, False), (5, True), (5, True), (6, True), (7, False),
    ]  # fmt: skip
    assert reading.lines_read == 7
    assert reading.drafts[1].gender == ""
    assert reading.drafts[1].mandate_start is None


def test_no_problem_shows_a_birth_date(tmp_path: Path) -> None:
    path = written(
        tmp_path, "32013;FLOU;Léa;F;30/02/1960;15/03/2026;", "XX;FLOU;Léa;F;29/02/1960;15/03/2026;"
    )
    reading = read(path, communes="32013")
    assert len(reading.problems) == 2
    assert "1960" not in str(list(reading.problems))
    assert "1960" not in repr(reading.drafts)


def test_names_read_wrong_once_are_mended(tmp_path: Path) -> None:
    path = tmp_path / "registre.csv"
    text = HEADER + "\n32013;ÉLÉGANT;Zoé;F;01/02/1960;15/03/2026;\n"
    path.write_text(text.encode().decode("cp1252"), encoding="utf-8")
    assert only(read(path, communes="32013")).family_name == "ÉLÉGANT"


def test_a_register_saved_as_a_workbook_reads_the_same(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Registre des maires"])
    sheet.append([
        "Code du département", "Code de la commune", "Nom de l'élu", "Prénom de l'élu", "Code sexe",
        "Date de naissance", "Date de début du mandat", "Date de début de la fonction",
    ])  # fmt: skip
    sheet.append([1, 1004, "FOUGERÊT", "Élodie", "F", date(1961, 9, 7), date(2026, 3, 15), date(2026, 3, 20)])
    sheet.append([32, 32013, "AUTRE", "Luc", "M", date(1961, 9, 7), date(2026, 3, 15), date(2026, 3, 20)])
    path = tmp_path / "maires.xlsx"
    book.save(path)
    reading = read(path, communes="01004")
    draft = only(reading)
    assert (reading.register, reading.lines_read, draft.line) == (Register.MAYORS, 2, 3)
    assert (draft.birth_date, draft.function_start) == (date(1961, 9, 7), date(2026, 3, 20))


def test_a_function_that_was_left_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "cd.csv"
    path.write_text(
        "Code du département;Code du canton;Nom de l'élu;Prénom de l'élu;Libellé de fonction;Date de début du mandat;"
        "Date de début de la fonction;Date de fin de la fonction\n"
        "01;16;ANCIEN;Luc;Président du conseil départemental;02/04/2015;02/04/2015;10/07/2017\n",
        encoding="utf-8",
    )
    draft = only(read(path, departments="01"))
    assert (draft.function, draft.function_start) == ("", None)


def test_no_line_for_the_territories_says_which_the_file_has() -> None:
    with pytest.raises(NoLineForTerritories, match=r"01 \(2\), 32 \(1\)"):
        read("conseillers-municipaux_guillemets.csv", communes="75056")


def test_another_table_is_refused_with_its_columns() -> None:
    with pytest.raises(NotARegister, match="areaLabel"):
        read("tracker.csv", communes="32013")


def test_a_register_without_lines_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotARegister):
        read(written(tmp_path), communes="32013")


def test_representatives_abroad_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "afe.csv"
    path.write_text(
        "Code de la circ. AFE;Nom de l'élu;Prénom de l'élu;Code sexe;Date de début du mandat\n1;A;B;F;06/12/2021\n",
        encoding="utf-8",
    )
    with pytest.raises(NotARegister):
        read(path)


def test_reading_stops_when_asked(tmp_path: Path) -> None:
    header, *lines = (SAMPLES / "conseillers-municipaux_via_R.csv").read_text(encoding="utf-8").splitlines()
    path = tmp_path / "long.csv"
    path.write_text("\n".join([header, *(lines * 3000)]), encoding="utf-8")
    with pytest.raises(Cancelled):
        read_register(path, communes=frozenset({"32013"}), cancelled=lambda: True)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*")), ids=lambda path: path.name)
def test_registers_are_told_from_other_files(path: Path) -> None:
    is_register = path.name.startswith(("maires", "conseillers", "elus", "epci"))
    assert (recognises(path) > 0.5) == is_register


def test_a_missing_file_is_a_known_error(tmp_path: Path) -> None:
    with pytest.raises(KnownError):
        read(tmp_path / "nowhere.csv", communes="32013")
