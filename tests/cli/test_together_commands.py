from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from altterr_desktop.cli.main import main
from altterr_desktop.dossier.file import Signature
from altterr_desktop.services.news import start_news
from altterr_desktop.services.records import change_record
from tests.builders import a_commitment, a_dossier, an_official


@pytest.fixture
def scene(tmp_path: Path) -> tuple[str, str, list[str]]:
    with a_dossier(tmp_path) as dossier:
        commitment = a_commitment(dossier, title="Piste")
        twins = [an_official(dossier, given_name=name, family_name="Dupré") for name in ("Élodie", "Elodie")]
        start_news(dossier)
        dossier.signature = Signature("", "Karim", "portable")
        change_record(dossier, kind="commitment", record_id=commitment, values={"title": "Piste du lycée"})
    return str(dossier.path), commitment, twins


def answer_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_news_are_listed_until_they_were_seen(
    scene: tuple[str, str, list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    path, commitment, _twins = scene
    news = answer_of(capsys, "news", path, "--seen")
    assert [(one["record_id"], one["lines"][0]["who"]) for one in news["records"]] == [(commitment, "Karim")]
    assert answer_of(capsys, "news", path)["acts"] == 0
    assert main(["news", path, "--days", "7"]) == 0
    assert "Piste → Piste du lycée" in capsys.readouterr().out


def test_twins_are_listed_merged_or_told_apart(
    scene: tuple[str, str, list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    path, commitment, twins = scene
    (pair,) = answer_of(capsys, "twins", path)
    assert {pair["kept_id"], pair["other_id"]} == set(twins)
    assert main(["merge", path, twins[0], commitment]) == 1
    assert "official" in capsys.readouterr().err
    answer_of(capsys, "merge", path, *twins, "--distinct")
    assert answer_of(capsys, "twins", path) == []
    merged = answer_of(capsys, "merge", path, *twins, "--take", "given_name")
    shown = answer_of(capsys, "show", path, merged["subject_id"])
    assert shown["given_name"] == pair["other_name"].split()[0]


def test_a_former_value_is_given_back(
    scene: tuple[str, str, list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    path, commitment, _twins = scene
    act = answer_of(capsys, "news", path)["records"][0]["lines"][0]["commit_id"]
    answer_of(capsys, "give-back", path, act, "title")
    assert answer_of(capsys, "show", path, commitment)["title"] == "Piste"
    assert main(["give-back", path, act, "title"]) == 1


def test_the_history_says_who_changed_what_and_narrows(
    scene: tuple[str, str, list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    path, commitment, _twins = scene
    whole = answer_of(capsys, "history", path)["acts"]
    assert len(whole) > 3
    assert main(["history", path, "--by", "Karim"]) == 0
    said = capsys.readouterr().out
    assert "Piste → Piste du lycée" in said
    assert len(answer_of(capsys, "history", path, commitment)["acts"]) == 2
    assert answer_of(capsys, "history", path, "--until", "01/01/2020")["acts"] == []
    assert main(["history", path, "--since", "bientôt"]) == 1
