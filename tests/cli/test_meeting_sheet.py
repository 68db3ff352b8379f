from pathlib import Path

import pytest

from altterr_desktop.cli.main import main
from altterr_desktop.services.meeting_plan import plan_meeting
from tests.builders import a_dossier
from tests.reports.golden import pages_of, pdf_text


@pytest.fixture
def path(tmp_path: Path) -> str:
    with a_dossier(tmp_path) as dossier:
        plan_meeting(dossier, values={"title": "Mairie", "ask_minimum": "Un second rendez-vous"})
        plan_meeting(dossier, values={"title": "Sans jour", "held_on": None})
        meeting = plan_meeting(dossier, values={"title": "Le plan", "ask_minimum": "Une date de vote"})
        return f"{dossier.path}|{meeting.subject_id}"


def test_the_sheet_is_written_whole_public_or_for_the_pocket(path: str, tmp_path: Path) -> None:
    dossier, meeting = path.split("|")
    out = tmp_path / "fiche.pdf"
    written = {}
    for name, options in {
        "whole": [],
        "internal": ["--internal"],
        "public": ["--public"],
        "pocket": ["--pocket"],
        "pocket to show": ["--pocket", "--public"],
    }.items():
        assert main(["export", dossier, "preparation", meeting, "-o", str(out), *options]) == 0
        written[name] = pdf_text(out), pages_of(out)
    holding = [name for name, (text, _pages) in written.items() if "Une date de vote" in text]
    assert holding == ["whole", "internal", "pocket"]
    assert [pages for _text, pages in written.values()][:3] == [2, 2, 2]
    assert written["whole"] == written["internal"]


def test_a_choice_another_document_does_not_have_is_refused(
    path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier, _meeting = path.split("|")
    out = tmp_path / "classeur.xlsx"
    assert main(["export", dossier, "workbook", "-o", str(out), "--pocket"]) != 0
    assert "workbook" in capsys.readouterr().err
    assert not out.exists()
