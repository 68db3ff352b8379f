"""Every released version of the dossier's file opens for ever: one file of each is kept in `released/`."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from altterr_desktop.dossier.backup import list_backups
from altterr_desktop.dossier.file import open_dossier
from altterr_desktop.dossier.migrations import latest_version
from altterr_desktop.journal.projection import count_newer, unknown_cells
from altterr_desktop.journal.updating import project_newly_known
from altterr_desktop.journal.verify import verify
from altterr_desktop.model import record_classes
from altterr_desktop.services.dossiers import open_signed, read_group
from altterr_desktop.services.records import change_record
from altterr_desktop.services.search import search
from tests.exchange.comparing import everything

RELEASED = sorted((Path(__file__).parent / "released").glob("*.altterr"), key=lambda path: path.stem)


@pytest.fixture(params=RELEASED, ids=lambda path: path.stem)
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Lend a copy of a released dossier."""
    path = tmp_path / "Ancien.altterr"
    shutil.copyfile(request.param, path)
    return path


def test_each_released_version_before_this_one_has_its_file() -> None:
    assert {path.stem for path in RELEASED} >= {f"v{version}" for version in range(2, latest_version())}


def test_a_released_dossier_is_backed_up_then_brought_up_to_date(released: Path) -> None:
    with open_dossier(released) as dossier, dossier.raw() as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (latest_version(),)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert len(list_backups(released)) == 1


def test_rows_and_journal_are_those_that_were_written(released: Path) -> None:
    with open_signed(released) as dossier:
        assert verify(dossier) == []
        found = everything(dossier)
        assert [row[2] for row in found["group"]] == ["Groupe d’essai"]
        (commitment,) = found["commitment"]
        assert "Piste cyclable rue Basse" in commitment
        titles = [
            value
            for kind, _r, name, value, *_rest in found["journal"]
            if (kind, name) == ("commitment", "title")
        ]
        assert sorted(titles) == ["Piste cyclable", "Piste cyclable rue Basse"]
        assert read_group(dossier).territories
        assert [one.kind for one in search(dossier, "piste")] == ["commitment"]


def test_what_a_newer_program_had_sent_appears_after_the_update(tmp_path: Path) -> None:
    path = tmp_path / "v2.altterr"
    shutil.copyfile(RELEASED[0], path)
    with open_dossier(path) as dossier:
        # Requests, indicators, press items, and a field of a meeting, received by the program of before.
        assert count_newer(dossier) == 6
        assert everything(dossier)["request"] == []
        shown = project_newly_known(dossier)
        assert {kind for kind, _id in shown} == {
            "request", "request_reminder", "indicator", "indicator_value", "press_item", "meeting",
        }  # fmt: skip
        assert (unknown_cells(dossier), count_newer(dossier), verify(dossier)) == ([], 0, [])
        with dossier.reading() as session:
            kinds: Any = record_classes()
            assert [row.measure for row in session.query(kinds["indicator_value"])] == [0.1]
            assert [row.title for row in session.query(kinds["request"])] == ["Demande de rendez-vous"]
            assert [row.debrief_learnt for row in session.query(kinds["meeting"])] == ["le budget est voté"]


def test_work_goes_on_in_a_dossier_of_before(released: Path) -> None:
    with open_signed(released) as dossier:
        (found,) = search(dossier, "piste")
        change_record(dossier, kind="commitment", record_id=found.id, values={"title": "Voie verte"})
        assert search(dossier, "voie verte")
        assert verify(dossier) == []
