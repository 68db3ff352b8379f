"""One story through the headless commands: a town, its register, promises, verdicts, a meeting, the documents."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from altterr_desktop.cli.main import main

REGISTER = (
    "Code du département;Libellé du département;Code de la commune;Libellé de la commune;Nom de l'élu;"
    "Prénom de l'élu;Code sexe;Date de naissance;Code de la catégorie socio-professionnelle;"
    "Libellé de la catégorie socio-professionnelle;Date de début du mandat;Libellé de la fonction;"
    "Date de début de la fonction\n"
    "32;Gers;32013;Auch;VERDIER;Maëlle;F;02/03/1971;37;Cadre;15/03/2026;Maire;22/03/2026\n"
    "32;Gers;32013;Auch;DE LA COMBE;Idriss;M;14/07/1985;34;Professeur;15/03/2026;1er adjoint au Maire;22/03/2026\n"
    "32;Gers;32013;Auch;LE GOFF;Anaïs;F;25/08/1955;74;Ancien cadre;15/03/2026;;\n"
    "32;Gers;32013;Auch;;;F;99/99/9999;74;;15/03/2026;;\n"
    "01;Ain;01004;Ambérieu;AILLEURS;Jean;M;01/01/1960;74;;15/03/2026;;\n"
)
PLAN = (
    "N°;Engagement;Thème;Échéance;Statut;Budget\n"
    "1;Douze kilomètres de pistes cyclables;Mobilités;fin 2028;En cours;120 000 €\n"
    "2;Rénover l’école Jean-Jaurès;Logement et bâtiments;2027;Pas commencé;\n"
    '3;=HYPERLINK("http://exemple.invalid");Énergie;bidon;À étudier un jour;beaucoup\n'
)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def call(command: str, *arguments: str) -> tuple[int, str, str]:
        try:
            code = main([command, str(tmp_path / "auch.altterr"), *arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.fixture
def told(run: Callable[..., tuple[int, str, str]]) -> Callable[..., Any]:
    def call(command: str, *arguments: str) -> Any:
        code, out, err = run(command, *arguments, "--json")
        assert code == 0, err
        return json.loads(out)

    return call


@pytest.fixture
def town(run: Callable[..., tuple[int, str, str]]) -> None:
    code, _out, err = run(
        "new", "--group", "Groupe d’Auch", "--territory", "32013", "--no-passphrase", "--volunteer", "Zoé"
    )
    assert (code, err) == (0, "")


def test_the_whole_thread(  # noqa: PLR0915 - one story, told from end to end
    town: None, told: Callable[..., Any], run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    register, plan = tmp_path / "rne.csv", tmp_path / "plan.csv"
    register.write_text(REGISTER, "utf-8")
    plan.write_text(PLAN, "utf-8")

    trial = told("import", "rne", str(register), "--dry-run")
    assert (trial["created"], trial["dry_run"]) == (3, True)
    assert told("list", "officials") == []
    done = told("import", "rne", str(register))
    assert (done["created"], done["unchanged"]) == (3, 0)
    assert [problem["line"] for problem in done["problems"]] == [5]
    again = told("import", "rne", str(register))
    assert (again["created"], again["updated"], again["closed"], again["unchanged"]) == (0, 0, 0, 3)

    officials = told("list", "officials")
    assert {official["name"] for official in officials} == {
        "Maëlle Verdier",
        "Idriss de la Combe",
        "Anaïs Le Goff",
    }
    mayor = next(official for official in officials if official["function"] == "Maire")
    assert mayor["name"] == "Maëlle Verdier"

    brought = told("import", "commitments", str(plan))
    assert brought["created"] == 3
    assert {problem["line"] for problem in brought["problems"]} == {4}
    commitments = {row["number"]: row for row in told("list", "commitments")}
    assert commitments["1"]["title"] == "Douze kilomètres de pistes cyclables"
    assert commitments["1"]["theme"] == "Mobilités"
    assert (commitments["1"]["deadline"], commitments["1"]["progress"]) == ("2028-12-31", "in_progress")

    second = commitments["2"]["id"]
    code, _out, err = run("add", "verdict", f"commitment={second}", "progress=done")
    assert (code, err.count("\n")) == (1, 1)
    assert "preuve" in err
    evidence = told(
        "add", "evidence", f"commitment={second}", "title=Délibération 2026-41", "evidence_kind=deliberation"
    )["id"]
    verdict = told(
        "add",
        "verdict",
        f"commitment={second}",
        "progress=partly_done",
        f"evidence={evidence}",
        "statement=Voté.",
    )
    assert verdict["changed"]
    shown = told("show", second)
    assert (shown["progress"], shown["proof_strength"], shown["evidence_count"]) == (
        "partly_done",
        "public_act",
        1,
    )

    told("set", second, f"official={mayor['id']}", "deadline=mars 2028", "theme=Énergie")
    assert told("show", second)["deadline_precision"] == "month"
    told("undo")
    assert told("show", second)["theme"] == "Logement et bâtiments"

    meeting = told(
        "add", "meeting", f"official={mayor['id']}", "title=Pistes cyclables", "held_on=2031-12-03",
        "start_time=18:30", "duration_minutes=40", "goal=Obtenir un calendrier",
    )["id"]  # fmt: skip
    told("add", "mobilisation", "title=Vélorution", "mobilisation_kind=bike_ride", "happens_on=2031-05-10")
    assert [row["id"] for row in told("list", "meetings")] == [meeting]
    assert len(told("list", "mobilisations")) == 1

    for report, fmt in (
        ("assessment", "pdf"), ("assessment", "xlsx"), ("preparation", "pdf"),
        ("mobilisation", "pdf"), ("workbook", "xlsx"),
    ):  # fmt: skip
        target = tmp_path / f"{report}.{fmt}"
        told("export", report, "--format", fmt, "-o", str(target))
        assert target.read_bytes()[:4] == (b"%PDF" if fmt == "pdf" else b"PK\x03\x04")
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "assessment.pdf"), "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "Douze kilomètres de pistes cyclables" in text
    assert "Délibération 2026-41" in text

    assert {found["kind"] for found in told("search", "cyclab")} >= {"commitment", "meeting"}
    history = told("list", "history")
    assert history[0]["author"] == "Zoé"
    assert told("check")["sound"] is True
    assert Path(told("backup")["path"]).exists()


def test_a_passphrase_is_asked_for_and_read_from_the_environment(
    run: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert run("new", "--group", "G", "--territory", "32013")[0] == 1
    monkeypatch.setenv("ALTTERR_PASSPHRASE", "vélo bleu")
    assert run("new", "--group", "G", "--territory", "32013")[0] == 0
    assert run("check")[0] == 0
    monkeypatch.setenv("ALTTERR_PASSPHRASE", "vélo rouge")
    assert run("check")[0] == 1
    monkeypatch.delenv("ALTTERR_PASSPHRASE")
    code, _out, err = run("check")
    assert (code, "phrase de passe" in err) == (1, True)
    secret = tmp_path / "secret.txt"
    secret.write_text("vélo bleu\n", "utf-8")
    assert run("check", "--passphrase-file", str(secret))[0] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("set", "no-such-id", "title=x"),
        ("show", "no-such-id"),
        ("undo",),
        ("add", "licorne", "title=x"),
        ("add", "commitment", "colour=red"),
        ("add", "commitment", "title"),
        ("add", "meeting", "title=x", "start_time=25:99"),
        ("export", "minutes", "-o", "x.pdf"),
        ("export", "minutes", "-o", "x.docx"),
        ("import", "rne", "absent.csv"),
    ],
)
def test_what_is_refused_is_one_sentence_and_changes_nothing(
    town: None, run: Callable[..., tuple[int, str, str]], told: Callable[..., Any], arguments: tuple[str, ...]
) -> None:
    before = told("list", "history")
    code, out, err = run(arguments[0], *arguments[1:])
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert told("list", "history") == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b"\x89PNG\r\n\x1a\n\0\0", b"%PDF-1.7\n"])
def test_a_file_that_is_no_table_has_its_sentence(
    town: None, run: Callable[..., tuple[int, str, str]], tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "liste.xlsx"
    path.write_bytes(content)
    for source in ("rne", "commitments", "framework"):
        code, out, err = run("import", source, str(path))
        assert (code, out, err.count("\n")) == (1, "", 1)


def test_wrong_usage_exits_with_two(run: Callable[..., tuple[int, str, str]]) -> None:
    assert run("list", "licornes")[0] == 2
    assert run("new")[0] == 2


def test_a_dossier_that_is_none_is_refused(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    assert run("list", "officials")[0] == 1
    (tmp_path / "auch.altterr").write_text("Bonjour")
    code, _out, err = run("list", "officials")
    assert (code, err.count("\n")) == (1, 1)
