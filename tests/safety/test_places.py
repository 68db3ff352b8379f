"""Every odd place, name and moment for a dossier's file, each with its documented result."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

import pytest

from altterr_desktop.dossier import backup, errors, placing
from altterr_desktop.dossier.backup import backup_folder, list_backups, restore, restored_name
from altterr_desktop.dossier.connection import uri_of
from altterr_desktop.dossier.file import Dossier, create_dossier, open_dossier
from altterr_desktop.dossier.migrate import migrate
from altterr_desktop.services.records import create_record

ELSEWHERE = """
import sys
from pathlib import Path
from altterr_desktop.domain.errors import KnownError
from altterr_desktop.dossier.file import open_dossier
from altterr_desktop.i18n import use_language
use_language("en")
try:
    open_dossier(Path(sys.argv[1])).set_state("other", "was here")
    print("opened")
except KnownError as error:
    print(f"{type(error).__name__}: {error}")
"""


def open_elsewhere(path: Path) -> str:
    """Open a dossier in another process and give what it says."""
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, str(path)],
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"},
    )
    return done.stdout.strip()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Dossier.altterr"


@pytest.fixture
def dossier(path: Path) -> Iterator[Dossier]:
    with create_dossier(path, passphrase=None) as dossier:
        yield dossier


posix_only = pytest.mark.skipif(os.name != "posix", reason="the system itself keeps an open file where it is")

NAMES = [
    "Val d’Été à vélo.altterr",
    "l'apostrophe.altterr",
    'les "guillemets".altterr',
    "100 %41 % sûr.altterr",
    "vrai ? #1 & autres.altterr",
    "[crochets] {accolades} $HOME.altterr",
    "dossier (conflit de Zoé).altterr",
    "sans suffixe",
    "deux\nlignes.altterr",
    "🌱🚲.altterr",
    "é" * 100 + ".altterr",
]


@pytest.mark.skipif(os.name != "posix", reason="Windows takes no such names")
@pytest.mark.parametrize("name", [*NAMES, os.fsdecode(b"pas de l'UTF-8 \xff.altterr")])
def test_any_name_the_disk_takes_works_for_writing_backing_up_and_restoring(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    with create_dossier(path, passphrase=None) as dossier:
        dossier.set_state("colour", "vert")
        made = dossier.back_up()
    with open_dossier(path) as dossier:
        assert dossier.state("colour") == "vert"
    (listed,) = list_backups(path)
    assert listed.path == made
    with open_dossier(restore(made, restored_name(path, listed))) as restored:
        assert restored.state("colour") == "vert"


@pytest.mark.parametrize("length", [240, 250, 255, 300])
def test_a_name_too_long_for_what_lies_beside_a_dossier_is_refused_at_once(
    tmp_path: Path, length: int
) -> None:
    path = tmp_path / ("a" * (length - 8) + ".altterr")
    with pytest.raises(errors.NameTooLong):
        create_dossier(path, passphrase=None)
    assert list(tmp_path.iterdir()) == []


@posix_only
def test_folders_too_deep_for_the_engine_are_refused_with_that_reason(
    tmp_path: Path, dossier: Dossier
) -> None:
    deep = tmp_path.joinpath(*["répertoire" * 8] * 6)
    deep.mkdir(parents=True)
    with pytest.raises(errors.NameTooLong):
        create_dossier(deep / "a.altterr", passphrase=None)
    copy = shutil.copy(dossier.path, deep / "b.altterr")
    with pytest.raises(errors.NameTooLong):
        open_dossier(Path(copy))


def test_a_name_too_long_to_be_looked_up_is_no_traceback(tmp_path: Path) -> None:
    with pytest.raises((errors.NameTooLong, errors.DossierMissing)):
        open_dossier(tmp_path / ("a" * 3000))


@pytest.mark.parametrize("name", ["rien/a.altterr", "fichier/a.altterr"])
def test_creating_or_restoring_in_a_folder_that_is_not_there_says_so(
    tmp_path: Path, dossier: Dossier, name: str
) -> None:
    (tmp_path / "fichier").write_bytes(b"un fichier")
    made = dossier.back_up()
    for work in (lambda path: create_dossier(path, passphrase=None), lambda path: restore(made, path)):
        with pytest.raises(errors.FolderMissing):
            work(tmp_path / name)


@posix_only
def test_a_symbolic_link_opens_the_file_it_names_and_what_lies_beside_it(tmp_path: Path, path: Path) -> None:
    create_dossier(path, passphrase=None).close()
    link = tmp_path / "ailleurs" / "lien.altterr"
    link.parent.mkdir()
    link.symlink_to(path)
    with open_dossier(link) as dossier:
        assert dossier.path == path
        assert dossier.back_up().parent == backup_folder(path)
        with pytest.raises(errors.DossierInUse):
            open_dossier(path)
    assert [file.name for file in link.parent.iterdir()] == ["lien.altterr"]


@posix_only
def test_a_link_to_nothing_is_a_missing_file_and_is_not_written_through(tmp_path: Path, path: Path) -> None:
    path.symlink_to(tmp_path / "parti.altterr")
    with pytest.raises(errors.DossierMissing):
        open_dossier(path)
    with pytest.raises(errors.DossierExists):
        create_dossier(path, passphrase=None)
    assert not (tmp_path / "parti.altterr").exists()


def test_a_file_that_appears_while_a_dossier_is_made_is_not_overwritten(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def migrate_and_let_a_file_appear(*args: Any, **options: Any) -> None:
        migrate(*args, **options)
        path.write_bytes(b"apparu")

    monkeypatch.setattr("altterr_desktop.dossier.file.migrate", migrate_and_let_a_file_appear)
    with pytest.raises(errors.DossierExists):
        create_dossier(path, passphrase=None)
    assert [(file.name, file.read_bytes()) for file in path.parent.iterdir()] == [(path.name, b"apparu")]


@posix_only
@pytest.mark.parametrize("written_before", [False, True])
def test_a_dossier_moved_while_open_takes_no_change_until_it_is_back(
    path: Path, *, written_before: bool
) -> None:
    with create_dossier(path, passphrase=None) as dossier:
        if written_before:
            dossier.set_state("colour", "vert")
        moved = path.rename(path.with_name("Renommé.altterr"))
        with pytest.raises(errors.DossierMoved):
            create_record(dossier, kind="commitment", values={"title": "Perdu ?"})
        with pytest.raises(errors.DossierMoved):
            dossier.change_passphrase("autre")
        assert dossier.state("program_version")
        moved.rename(path)
        dossier.set_state("colour", "rouge")
    with open_dossier(path) as dossier:
        assert dossier.state("colour") == "rouge"


@posix_only
def test_a_dossier_replaced_while_open_by_another_file_takes_no_change(path: Path, dossier: Dossier) -> None:
    other = path.with_name("autre.altterr")
    create_dossier(other, passphrase=None).close()
    other.replace(path)
    with pytest.raises(errors.DossierMoved):
        dossier.set_state("colour", "vert")


@posix_only
def test_a_folder_deleted_while_its_dossier_is_open_is_said_and_nothing_else_fails(tmp_path: Path) -> None:
    folder = tmp_path / "clé USB"
    folder.mkdir()
    with create_dossier(folder / "a.altterr", passphrase=None) as dossier:
        dossier.set_state("colour", "vert")
        shutil.rmtree(folder)
        with pytest.raises(errors.DossierMoved):
            create_record(dossier, kind="commitment", values={"title": "Perdu ?"})
        with pytest.raises(errors.BackupFailed):
            dossier.back_up()
        assert dossier.state("colour") == "vert"
    with pytest.raises(errors.DossierMissing):
        open_dossier(folder / "a.altterr")


def test_a_copy_that_a_sync_program_made_is_a_dossier_of_its_own(path: Path, dossier: Dossier) -> None:
    dossier.set_state("colour", "vert")
    dossier.back_up()
    conflict = Path(shutil.copy(path, path.with_name("Dossier (conflit de Zoé).altterr")))
    with open_dossier(conflict) as copy:
        copy.set_state("colour", "rouge")
        assert list_backups(conflict) == []
        copy.back_up()
        assert len(list_backups(conflict)) == 1
    assert dossier.state("colour") == "vert"
    assert len(list_backups(path)) == 1


def test_a_second_instance_is_told_who_has_the_dossier_open(dossier: Dossier) -> None:
    note = dossier.path.with_name(f".{dossier.path.name}.ouvert")
    note.write_text('{"user": "zoé", "computer": "portable", "process": 1}', "utf-8")
    said = open_elsewhere(dossier.path)
    assert said.startswith("DossierInUse")
    assert "zoé, portable" in said


@pytest.mark.parametrize(
    "note", [b"", b"\xff\xfe", b"[1]", b'{"user": {"a": "' + b"x" * 5000, b"[" * 100_000]
)
def test_a_note_that_is_no_note_is_no_trouble(dossier: Dossier, note: bytes) -> None:
    dossier.path.with_name(f".{dossier.path.name}.ouvert").write_bytes(note)
    with pytest.raises(errors.DossierInUse) as refused:
        open_dossier(dossier.path)
    assert len(str(refused.value)) < 300


def test_no_second_instance_gets_in_after_a_change_of_passphrase_or_another_look_at_the_file(
    path: Path, dossier: Dossier
) -> None:
    dossier.change_passphrase("autre")
    dossier.change_passphrase(None)
    with pytest.raises(errors.DossierInUse):
        open_dossier(path)
    with pytest.raises(errors.DossierInUse):
        restore(path, path.with_name("copie.altterr"))
    assert open_elsewhere(path).startswith("DossierInUse")
    assert not dossier.state("other")


def at(monkeypatch: pytest.MonkeyPatch, day: datetime) -> None:
    """Set the clock that files are stamped with."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Clock:
            return cls.fromtimestamp(day.timestamp(), tz)

    monkeypatch.setattr(backup, "datetime", Clock)
    monkeypatch.setattr("altterr_desktop.dossier.file.time.time", day.timestamp)


def test_a_clock_set_back_neither_stops_backups_nor_drops_the_one_just_made(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead = datetime(2034, 6, 1, tzinfo=UTC)
    for day in range(60):
        at(monkeypatch, ahead + timedelta(days=30 * day))
        dossier.back_up()
    at(monkeypatch, datetime(2027, 6, 1, tzinfo=UTC))
    made = dossier.back_up_if_older(24 * 3600)
    assert made is not None
    assert made.exists()
    assert dossier.back_up_if_older(24 * 3600) is None


@posix_only
def test_other_accounts_of_this_computer_cannot_read_a_dossier_nor_its_copies(
    path: Path, dossier: Dossier
) -> None:
    made = dossier.back_up()
    dossier.set_state("colour", "vert")
    given_back = restore(made, path.with_name("b.altterr"))
    for file in (path, path.with_name(f"{path.name}-journal"), made, given_back):
        assert file.stat().st_mode & 0o077 == 0, file.name


def test_leftovers_of_a_killed_backup_go_with_the_next_one(dossier: Dossier) -> None:
    folder = backup_folder(dossier.path)
    folder.mkdir()
    left = [folder / ".0123abcd-4567cdef.tmp", folder / ".0123abcd-4567cdef.tmp-journal"]
    for file in left:
        file.write_bytes(b"half")
    made = dossier.back_up()
    assert list(folder.iterdir()) == [made]


def test_leftovers_of_a_killed_creation_or_opening_go_with_the_next_opening(path: Path) -> None:
    create_dossier(path, passphrase=None).close()
    left = [placing.temporary_beside(path), placing.temporary_beside(path)]
    for file in left:
        file.write_bytes(b"half")
        file.with_name(f"{file.name}-journal").write_bytes(b"half")
    open_dossier(path).close()
    assert list(path.parent.iterdir()) == [path]


def test_what_another_program_keeps_beside_a_dossier_is_left_alone(path: Path, dossier: Dossier) -> None:
    kept = path.with_name(".autre.tmp")
    kept.write_bytes(b"kept")
    (backup_folder(path)).mkdir()
    kept_too = backup_folder(path) / "notes.tmp"
    kept_too.write_bytes(b"kept")
    dossier.back_up()
    dossier.close()
    open_dossier(path).close()
    assert kept.exists()
    assert kept_too.exists()


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("/home/quelquun/Été 100 %?.altterr", "file:///home/quelquun/%C3%89t%C3%A9%20100%20%25%3F.altterr"),
        ("//serveur/partage/a.altterr", "file:////serveur/partage/a.altterr"),
        ("C:/Users/quelquun/a.altterr", "file:///C%3A/Users/quelquun/a.altterr"),
    ],
)
def test_a_path_is_written_as_the_engine_reads_it(path: str, uri: str) -> None:
    from pathlib import PurePosixPath

    assert uri_of(PurePosixPath(path)) == uri
