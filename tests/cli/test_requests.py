"""Requests by command: ask, change, list, and write the letter in each format."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from altterr_desktop.cli.main import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(command: str, *arguments: str) -> tuple[int, str, str]:
        try:
            code = main([command, str(tmp_path / "auch.altterr"), *arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    code, _out, err = call(
        "new", "--group", "Groupe d’Auch", "--territory", "32013", "--no-passphrase", "--volunteer", "Zoé"
    )
    assert (code, err) == (0, "")
    return call


@pytest.fixture
def told(run: Run) -> Callable[..., Any]:
    def call(command: str, *arguments: str) -> Any:
        code, out, err = run(command, *arguments, "--json")
        assert code == 0, err
        return json.loads(out)

    return call


@pytest.fixture
def request_id(told: Callable[..., Any]) -> str:
    official = told("add", "official", "given_name=Maëlle", "family_name=Verdier", "gender=F")["id"]
    made = told(
        "add",
        "request",
        "title=Les comptages de vélos",
        "request_kind=document_access",
        f"official={official}",
        "sent_on=03/02/2026",
        "channel=registered_letter",
        "text=Madame la Maire,\n\nNous vous demandons :\n\n– les comptages\n\nPour le groupe,\nZoé",
    )
    return str(made["id"])


def test_a_request_is_added_changed_and_listed(request_id: str, told: Callable[..., Any], run: Run) -> None:
    (row,) = told("list", "requests")
    assert (row["state"], row["refused_on"], row["refer_until"]) == (
        "refused_by_silence",
        "2026-03-03",
        "2026-05-03",
    )
    told("set", request_id, "answer_kind=no", "answered_on=10/02/2026")
    (row,) = told("list", "requests")
    assert (row["title"], row["answer_kind"], row["answered_on"]) == (
        "Les comptages de vélos",
        "no",
        "2026-02-10",
    )
    code, _out, err = run("set", request_id, "answered_on=01/02/2026")
    assert code != 0
    assert err.strip()


@pytest.mark.parametrize("fmt", ["pdf", "docx", "txt"])
def test_the_letter_of_a_request_is_written(
    request_id: str, told: Callable[..., Any], tmp_path: Path, fmt: str
) -> None:
    path = tmp_path / f"lettre.{fmt}"
    told("export", "letter", request_id, "-o", str(path))
    content = path.read_bytes()
    if fmt == "pdf":
        assert content.startswith(b"%PDF")
    elif fmt == "docx":
        with zipfile.ZipFile(path) as opened:
            said = opened.read("word/document.xml").decode()
        assert "Mme" in said
        assert "les comptages" in said
        assert "recommandée" in said
    else:
        assert content.decode().startswith("Objet\xa0: Les comptages de vélos\n\nMadame la Maire,")


def test_a_reminder_has_its_own_letter(
    request_id: str, told: Callable[..., Any], run: Run, tmp_path: Path
) -> None:
    reminder = told("add", "request_reminder", f"request={request_id}", "sent_on=01/03/2026", "text=Bonjour")[
        "id"
    ]
    path = tmp_path / "relance.txt"
    told("export", "letter", reminder, "-o", str(path))
    assert path.read_text("utf-8") == "Objet\xa0: Relance – Les comptages de vélos\n\nBonjour\n"
    code, _out, err = run("export", "letter", request_id, "-o", str(tmp_path / "x.xlsx"))
    assert code != 0
    assert "docx" in err
