import json
from pathlib import Path

import pytest

from altterr_desktop.cli.main import main
from altterr_desktop.dossier.file import open_dossier
from altterr_desktop.journal.verify import verify
from tests.builders import a_dossier


@pytest.fixture
def pair(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[str, str, str]:
    """Give the paths of two dossiers of one group, made by inviting and joining, and a shared folder."""
    one, other = str(tmp_path / "essai.altterr"), str(tmp_path / "autre.altterr")
    a_dossier(tmp_path).close()
    (tmp_path / "partage").mkdir()
    invitation = str(tmp_path / "inv.altinv")
    assert main(["invite", one, "-o", invitation, "--json"]) == 0
    code = json.loads(capsys.readouterr().out)["code"]
    assert main(["join", invitation, other, "--code", code, "--no-passphrase"]) == 0
    capsys.readouterr()
    return one, other, str(tmp_path / "partage")


def answer_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert main([*arguments, "--json"]) == 0
    return dict(json.loads(capsys.readouterr().out))


def test_a_whole_exchange_by_command(pair: tuple[str, str, str], capsys: pytest.CaptureFixture[str]) -> None:
    one, other, shared = pair
    made = str(answer_of(capsys, "add", one, "commitment", "title=Piste")["id"])
    assert answer_of(capsys, "exchange", one, shared)["written"] == 2
    assert answer_of(capsys, "exchange", other, shared)["received"] == 1
    for path, title in ((one, "Piste A"), (other, "Piste B")):
        answer_of(capsys, "set", path, made, f"title={title}")
    answer_of(capsys, "exchange", one, shared)
    assert answer_of(capsys, "exchange", other, shared)["conflicts"] == 1
    assert main(["conflicts", other, "--json"]) == 0
    (conflict,) = json.loads(capsys.readouterr().out)
    assert [version["value"] for version in conflict["versions"]] == ["Piste A", "Piste B"]
    answer_of(capsys, "settle", other, str(conflict["id"]), conflict["versions"][0]["commit_id"])
    answer_of(capsys, "exchange", other, shared)
    assert answer_of(capsys, "exchange", one, shared)["conflicts"] == 0
    for path in (one, other):
        with open_dossier(Path(path)) as dossier:
            assert verify(dossier) == []


def test_a_file_is_tried_then_received(
    pair: tuple[str, str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other, _shared = pair
    answer_of(capsys, "add", one, "commitment", "title=Piste")
    letter = str(tmp_path / "envoi.altlot")
    answer_of(capsys, "bundle", one, "-o", letter)
    assert main(["receive", other, letter, "--dry-run"]) == 0
    assert "Piste" in capsys.readouterr().out
    assert answer_of(capsys, "receive", other, letter)["applied"] == 1
    assert answer_of(capsys, "receive", other, letter)["applied"] == 0


def test_what_goes_wrong_is_one_sentence(
    pair: tuple[str, str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, _other, _shared = pair
    (tmp_path / "photo.altlot").write_bytes(b"\x89PNG")
    for arguments in (
        ["receive", one, str(tmp_path / "photo.altlot")],
        ["exchange", one, str(tmp_path / "absent")],
        ["settle", one, "7"],
        ["settle", one],
        [
            "join",
            str(tmp_path / "photo.altlot"),
            str(tmp_path / "x.altterr"),
            "--code",
            "un",
            "--no-passphrase",
        ],
        ["join", str(tmp_path / "photo.altlot"), str(tmp_path / "x.altterr"), "--no-passphrase"],
        ["asof", one, "pas une date", "-o", str(tmp_path / "copie.altterr")],
    ):
        assert main(arguments) == 1, arguments
        said = capsys.readouterr().err
        assert said.count("\n") == 1, said


def test_the_dossier_of_a_past_day_is_written(
    pair: tuple[str, str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, _other, _shared = pair
    copy = str(tmp_path / "copie.altterr")
    assert answer_of(capsys, "asof", one, "31/12/2020", "-o", copy)["left_out"] == 1
    assert main(["list", copy, "history"]) == 0
    assert capsys.readouterr().out.strip() == ""
