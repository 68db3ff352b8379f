"""The commands about people and places, run as a person types them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from altterr_desktop.cli.main import main
from altterr_desktop.services.dossiers import open_signed, read_group
from altterr_desktop.services.officials import add_official
from tests.builders import COMMUNE, a_dossier

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with a_dossier(tmp_path, territory_codes=[COMMUNE, "32013"]) as dossier:
        return dossier.path


@pytest.fixture
def run(path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(command: str, *arguments: str) -> tuple[int, str]:
        code = main([command, str(path), *arguments, "--lang", "en"])
        said = capsys.readouterr()
        return code, (said.out + said.err).strip()

    return call


def rows(path: Path) -> dict[str, Any]:
    with open_signed(path) as dossier:
        return {row.code: row.name for row in read_group(dossier).territories}


def test_territories_are_renamed_recoded_merged_and_created(path: Path, run: Run) -> None:
    assert run("territory", "rename", COMMUNE, "--name", "Val-Nouveau", "--on", "1/1/2027")[0] == 0
    assert run("territory", "recode", COMMUNE, "--new-code", "32999")[0] == 0
    assert rows(path)["32999"] == "Val-Nouveau"
    # The past code still says which one is meant.
    assert run("territory", "merge", COMMUNE, "32013", "--name", "Val-Uni")[0] == 0
    assert rows(path) == {"32999": "Val-Uni"}
    assert run("territory", "create", "32888", "--name", "Val-Neuf", "--source", "Arrêté")[0] == 0
    assert rows(path)["32888"] == "Val-Neuf"


def test_what_is_wrong_is_said_in_one_sentence(path: Path, run: Run) -> None:
    before = rows(path)
    assert run("territory", "rename", "00000", "--name", "Rien") == (
        1,
        "No territory of this dossier has the code “00000”.",
    )
    code, said = run("territory", "rename", COMMUNE, "--name", "Ici", "--on", "hier peut-être")
    assert (code, "is not a date" in said) == (1, True)
    assert rows(path) == before


def test_a_story_is_told_for_people_and_for_machines(path: Path, run: Run) -> None:
    with open_signed(path) as dossier:
        place = read_group(dossier).territories[0].id
        mayor = add_official(
            dossier, values={"family_name": "Morvan"}, seat={"function": "Maire", "territory_id": place}
        ).subject_id
    assert "Takes office: Maire" in run("story", mayor)[1]
    (line,) = json.loads(run("story", mayor, "--only", "seat", "--json")[1])
    assert line["kind"] == "seat"
    assert run("story", mayor, "--only", "press")[1] == "Nothing yet."
