import json
from pathlib import Path
from typing import Any

import pytest

from altterr_desktop.cli.main import main
from altterr_desktop.dossier.backup import list_backups
from altterr_desktop.dossier.file import open_dossier
from altterr_desktop.exchange.handover import handover_notes
from altterr_desktop.services.erasure import holding_backups
from tests.builders import a_commitment, a_dossier, a_record, an_official
from tests.exchange.postgres import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]


def answer_of(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, object]:
    capsys.readouterr()
    assert main([*map(str, arguments), "--json"]) == 0
    return dict(json.loads(capsys.readouterr().out))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with a_dossier(tmp_path) as dossier:
        made = an_official(dossier, family_name="Quellebranche")
        a_record(dossier, "contact_detail", official_id=made, value="0611223344")
        a_record(dossier, "follow_up", title="Rappeler Alix Quellebranche")
        a_commitment(dossier)
        dossier.back_up()
        (tmp_path / "id").write_text(made)
    return tmp_path / "essai.altterr"


def test_a_person_is_told_what_is_held_then_erased(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = (tmp_path / "id").read_text()
    answer_of(capsys, "person", path, made, "-o", tmp_path / "p.json")
    held = json.loads((tmp_path / "p.json").read_text("utf-8"))
    assert held["person"]["name"] == "Alix Quellebranche"
    assert [one["text"] for one in held["mentions"]] == ["Rappeler Alix Quellebranche"]
    answer_of(capsys, "person", path, made, "-o", tmp_path / "p.pdf")
    assert (tmp_path / "p.pdf").read_bytes().startswith(b"%PDF")
    assert main(["mentions", str(path), made]) == 0
    assert "1  " in capsys.readouterr().out
    assert main(["erase", str(path), made]) == 1
    assert main(["erase", str(path), made, "--yes", "--mention", "9"]) == 1
    done = answer_of(capsys, "erase", path, made, "--yes", "--mention", "1", "--backups")
    assert (done["records"], done["mentions"], done["backups_remade"]) == (2, 1, 1)
    with open_dossier(path) as dossier:
        assert holding_backups(dossier) == ()
        assert len(list_backups(path)) == 1
    assert main(["person", str(path), made, "-o", str(tmp_path / "p.docx")]) == 1


def test_a_key_is_changed_and_learnt(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = answer_of(capsys, "invite", path, "-o", tmp_path / "inv.altinv")["code"]
    other = tmp_path / "autre.altterr"
    answer_of(capsys, "join", tmp_path / "inv.altinv", other, "--code", code, "--no-passphrase")
    told = answer_of(capsys, "rotate-key", path, "-o", tmp_path / "clef.altinv")
    again = answer_of(capsys, "rotate-key", path, "-o", tmp_path / "encore.altinv", "--tell-again")
    assert told["code"] != again["code"]
    assert main(["learn-key", str(other), str(tmp_path / "clef.altinv")]) == 1
    answer_of(capsys, "learn-key", other, tmp_path / "encore.altinv", "--code", again["code"])
    for one in (path, other):
        assert main(["keys", str(one)]) == 0
        assert len(capsys.readouterr().out.splitlines()) == 2


def test_the_work_is_handed_over(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sealed = tmp_path / "passage.altinv"
    done = answer_of(
        capsys, "handover", path, "-o", sealed, "--place", "Nextcloud/Groupe", "--note", "Courage"
    )
    assert Path(str(done["page"])).read_bytes().startswith(b"%PDF")
    assert str(done["code"]).encode() not in Path(str(done["page"])).read_bytes()
    other = tmp_path / "suite.altterr"
    answer_of(capsys, "join", sealed, other, "--code", done["code"], "--no-passphrase")
    with open_dossier(other) as dossier:
        notes = handover_notes(dossier)
    assert notes is not None
    assert (notes.place, notes.note, notes.given_by) == ("Nextcloud/Groupe", "Courage", "Zoé")


def test_a_lost_laptop_leaves_the_list(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "partage").mkdir()
    laptops: Any = answer_of(capsys, "exchange", path, tmp_path / "partage")["laptops"]
    answer_of(capsys, "forget-laptop", path, tmp_path / "partage", laptops[0]["id"])
    assert list(tmp_path.glob("partage/*/postes/*.json")) == []


@pytest.mark.parametrize("where", ["file", "postgresql"])
def test_groups_are_consolidated_and_compared(
    path: Path, tmp_path: Path, where: str, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    with a_dossier(tmp_path, name="sud", group="Groupe sud") as sud:
        a_commitment(sud, title="Cantine bio")
    place = str(tmp_path / "tous.altterr") if where == "file" else request.getfixturevalue("postgres_url")
    done = answer_of(capsys, "consolidate", place, path, tmp_path / "sud.altterr", "--name", "Coordination")
    assert [len(done["groups"]), done["problems"]] == [2, []]  # type: ignore[arg-type]
    assert main(["consolidate", place, str(tmp_path / "absent.altterr")]) == 1
    if where == "file":
        for ending in ("pdf", "xlsx"):
            answer_of(capsys, "export", place, "comparison", "-o", tmp_path / f"comparaison.{ending}")
