import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from altterr_desktop.cli.main import main
from altterr_desktop.dossier.file import open_dossier
from altterr_desktop.services.meeting_plan import add_agenda_point, plan_meeting
from altterr_desktop.services.meeting_views import read_meeting
from altterr_desktop.services.minutes import mark_held
from tests.builders import a_dossier, a_record

YESTERDAY = date.today() - timedelta(days=1)  # noqa: DTZ011 - a meeting is held on a local day


@pytest.fixture
def held(tmp_path: Path) -> tuple[str, str]:
    """Give a dossier's path and a meeting held yesterday, with a point nobody came to."""
    with a_dossier(tmp_path) as dossier:
        meeting = plan_meeting(dossier, values={"title": "Suivi", "held_on": YESTERDAY}).subject_id
        add_agenda_point(dossier, meeting_id=meeting, title="Le pont")
        mark_held(dossier, meeting_id=meeting)
        a_record(dossier, "objection", objection="Trop cher.", answer="La Région aide.")
        return str(dossier.path), meeting


def test_the_next_meeting_is_tried_then_planned(
    held: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    path, meeting = held
    assert main(["next-meeting", path, meeting, "--dry-run", "--json"]) == 0
    tried = json.loads(capsys.readouterr().out)
    assert (tried["id"], tried["points"], tried["rhythm"]) == ("", ["Le pont"], "quarterly")
    assert main(["next-meeting", path, meeting, "--on", "13/03/2031", "--rhythm", "monthly", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)["id"]
    with open_dossier(Path(path)) as dossier:
        planned = read_meeting(dossier, made)
    assert str(planned.held_on) == "2031-03-13"
    assert "Le pont" in [point.title for point in planned.agenda if point.carried_from_id]
    assert main(["next-meeting", path, meeting]) != 0, "it is planned already"


def test_a_day_that_cannot_be_read_changes_nothing(
    held: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    path, meeting = held
    assert main(["next-meeting", path, meeting, "--on", "bientôt"]) != 0
    assert "31/12/2027" in capsys.readouterr().err
    with open_dossier(Path(path)) as dossier:
        assert read_meeting(dossier, meeting).series_id is None


def test_cards_are_found_by_words(held: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    path, _meeting = held
    assert main(["cards", path, "region", "--json"]) == 0
    assert [card["objection"] for card in json.loads(capsys.readouterr().out)] == ["Trop cher."]
    assert main(["cards", path, "tramway", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
