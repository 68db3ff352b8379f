"""The calendar and the versions of the minutes, by command."""

from __future__ import annotations

from pathlib import Path

import pytest
from icalendar import Calendar

from altterr_desktop.cli.main import main
from altterr_desktop.services.demo import make_demo

SAMPLE = Path(__file__).parents[1] / "importers" / "samples" / "agenda_conseil.ics"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.altterr"
    make_demo(path).close()
    return path


def test_the_calendar_is_written_and_read_again(demo: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.ics"
    assert main(["export", str(demo), "calendar", "-o", str(out)]) == 0
    events = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert len({str(event["uid"]) for event in events}) == len(events) > 20
    assert main(["import", str(demo), "calendar", str(out), "--dry-run"]) == 0


def test_a_council_s_calendar_is_brought_in_once(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(demo), "calendar", str(SAMPLE)]) == 0
    assert main(["import", str(demo), "calendar", str(SAMPLE), "--json"]) == 0
    said = capsys.readouterr().out
    assert '"created": 0' in said
    assert '"unchanged": 0' not in said


@pytest.mark.parametrize("fmt", ["md", "docx", "pdf"])
@pytest.mark.parametrize("audience", ["internal", "official", "public"])
def test_the_minutes_are_written_for_an_audience(demo: Path, tmp_path: Path, fmt: str, audience: str) -> None:
    out = tmp_path / f"a.{fmt}"
    words = ["export", str(demo), "minutes", "--format", fmt, "--audience", audience, "-o", str(out)]
    assert main(words) == 0
    assert out.stat().st_size > 0


def test_no_other_report_takes_an_audience(demo: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "a.pdf")
    assert main(["export", str(demo), "mobilisation", "--audience", "public", "-o", out]) != 0
    assert not Path(out).exists()
