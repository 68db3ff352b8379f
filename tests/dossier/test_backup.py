from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from altterr_desktop.dossier import errors
from altterr_desktop.dossier.backup import Backup, list_backups, restore, restored_name, superseded
from altterr_desktop.dossier.file import create_dossier, open_dossier


def test_a_backup_reads_back_and_is_listed(tmp_path: Path) -> None:
    path = tmp_path / "Groupe [été]*.altterr"
    with create_dossier(path, passphrase="secret") as dossier:
        dossier.set_state("colour", "vert")
        made = dossier.back_up()
        again = dossier.back_up()
    assert {backup.path for backup in list_backups(path)} == {made, again}
    with open_dossier(made, passphrase="secret") as copy:
        assert copy.state("colour") == "vert"


def test_a_recent_backup_is_not_made_again(tmp_path: Path) -> None:
    with create_dossier(tmp_path / "a.altterr", passphrase=None) as dossier:
        assert dossier.back_up_if_older(3600) is None
        assert dossier.back_up_if_older(-1) is not None


def test_restoring_gives_a_new_file_and_leaves_the_live_one(tmp_path: Path) -> None:
    path = tmp_path / "a.altterr"
    with create_dossier(path, passphrase=None) as dossier:
        dossier.set_state("colour", "vert")
        made = dossier.back_up()
        dossier.set_state("colour", "rouge")
    backup = list_backups(path)[0]
    target = restore(made, restored_name(path, backup))
    assert target != path
    with open_dossier(target) as restored, open_dossier(path) as live:
        assert (restored.state("colour"), live.state("colour")) == ("vert", "rouge")


@pytest.mark.parametrize("obstacle", ["", "-journal", "-wal"])
def test_restoring_never_goes_over_a_file_nor_beside_a_side_file(tmp_path: Path, obstacle: str) -> None:
    with create_dossier(tmp_path / "a.altterr", passphrase=None) as dossier:
        made = dossier.back_up()
    target = tmp_path / "b.altterr"
    (tmp_path / f"b.altterr{obstacle}").write_bytes(b"kept")
    with pytest.raises(errors.DossierExists):
        restore(made, target)
    assert (tmp_path / f"b.altterr{obstacle}").read_bytes() == b"kept"


def test_a_backup_that_cannot_be_written_says_so_and_leaves_the_dossier(tmp_path: Path) -> None:
    with create_dossier(tmp_path / "a.altterr", passphrase=None) as dossier:
        (tmp_path / "a.sauvegardes").write_text("a file in the way")
        with pytest.raises(errors.BackupFailed):
            dossier.back_up()
        dossier.set_state("colour", "vert")
        assert dossier.state("colour") == "vert"


NOW = datetime(2029, 3, 1, 12, tzinfo=UTC)


@given(st.lists(st.integers(0, 60 * 24 * 500), max_size=200, unique=True))
def test_rotation_keeps_the_last_ones_and_one_a_month(minutes: list[int]) -> None:
    backups = [Backup(Path(f"{at}"), NOW - timedelta(minutes=at)) for at in minutes]
    dropped = {backup.path for backup in superseded(backups)}
    kept = [backup for backup in backups if backup.path not in dropped]
    newest = sorted(backups, key=lambda backup: backup.made_at, reverse=True)
    assert set(newest[:10]) <= set(kept)
    assert len(kept) <= 10 + 7 + 8 + 12
    months = sorted({(backup.made_at.year, backup.made_at.month) for backup in backups}, reverse=True)[:12]
    assert set(months) <= {(backup.made_at.year, backup.made_at.month) for backup in kept}


def test_rotating_what_was_kept_drops_nothing_more() -> None:
    backups = [Backup(Path(f"{at}"), NOW - timedelta(hours=at * 5)) for at in range(300)]
    kept = [backup for backup in backups if backup not in superseded(backups)]
    assert superseded(kept) == []
