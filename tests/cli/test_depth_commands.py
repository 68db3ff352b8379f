from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from altterr_desktop.cli.main import main
from tests.builders import a_commitment, a_dossier


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    assert main([*(str(one) for one in arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_indicators_reviews_and_deliberations_are_written_by_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with a_dossier(tmp_path) as dossier:
        commitment, path = a_commitment(dossier), dossier.path
    added = run(
        capsys, "add", path, "indicator", f"commitment={commitment}", "name=Pistes", "target=12,5", "unit=km"
    )
    indicator = added["id"]
    run(
        capsys,
        "add",
        path,
        "indicator_value",
        f"indicator={indicator}",
        "measured_on=01/03/2027",
        "measure=3,5",
    )
    run(capsys, "set", path, indicator, "baseline=0,5")
    assert "Pistes" in json.dumps(run(capsys, "list", path, "indicators"))
    run(capsys, "add", path, "deliberation", "number=2027-12", "votes_for=20")
    review = run(capsys, "add", path, "review_session", "title=Relecture")["id"]
    run(capsys, "add", path, "review_item", f"review_session={review}", f"commitment={commitment}")
    target = tmp_path / "relecture.pdf"
    run(capsys, "export", path, "review", "--id", review, "-o", target)
    assert target.read_bytes().startswith(b"%PDF")


def test_a_value_without_a_day_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with a_dossier(tmp_path) as dossier:
        commitment, path = a_commitment(dossier), dossier.path
    added = run(capsys, "add", path, "indicator", f"commitment={commitment}", "name=Pistes")
    arguments = ["add", str(path), "indicator_value", f"indicator={added['id']}", "measure=2"]
    assert main(arguments) == 1
    assert "chiffre" in capsys.readouterr().err
