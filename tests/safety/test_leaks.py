"""With a passphrase, no word of a dossier and no passphrase is readable anywhere, even while it is being written."""

from __future__ import annotations

import logging
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from altterr_desktop.app.logs import start_logs
from altterr_desktop.domain.identity import new_id
from altterr_desktop.dossier import errors
from altterr_desktop.dossier.file import create_dossier, open_dossier
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.services.attachments import attach_file
from altterr_desktop.services.records import change_record, create_record
from altterr_desktop.services.search import search

MARKER = "marqueurtressecret"
PASSPHRASE = "phrasetressecrete du groupe"
SECRETS = (MARKER, PASSPHRASE, PASSPHRASE.split(maxsplit=1)[0])
FORMS = [form.encode(code) for form in SECRETS for code in ("utf-8", "utf-16-le")]


def readable_in(*folders: Path) -> list[str]:
    """List the files where a secret can be read, those this process has open without a name included."""
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    if sys.platform == "linux":
        files += Path("/proc/self/fd").iterdir()
    found = []
    for file in files:
        try:
            content = file.read_bytes() if file.is_file() else b""
        except OSError:
            continue
        found += [file.name for form in FORMS if form in content]
    return found


@pytest.fixture
def temporary(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the engine and Python a folder of their own for temporary files."""
    folder = tmp_path_factory.mktemp("temporary")
    for name in ("TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def logs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("logs")
    logger = logging.getLogger("altterr_desktop")
    before = list(logger.handlers)
    start_logs(folder)
    yield folder
    for handler in set(logger.handlers) - set(before):
        logger.removeHandler(handler)
        handler.close()


def test_a_secret_is_readable_nowhere_during_and_after_writes(
    tmp_path: Path, temporary: Path, logs: Path
) -> None:
    folders = (tmp_path, temporary, logs)
    path = tmp_path / "Dossier.altterr"
    with create_dossier(path, passphrase=PASSPHRASE) as dossier:
        with dossier.raw() as connection:
            connection.execute("PRAGMA cache_size = 10")  # a large write reaches the disk before its end
        with recording(dossier, f"Écrire {MARKER}") as work:
            for rank in range(200):
                text = f"{MARKER} {rank} " * 100
                work.session.add(Commitment(id=new_id(), title=f"{MARKER} {rank}", verbatim=text))
            work.session.flush()
            journal = path.with_name(f"{path.name}-journal")
            assert journal.stat().st_size > 0
            assert path.stat().st_size > 1_000_000
            assert readable_in(*folders) == []
        change_record(dossier, kind="commitment", record_id=work.changes.subject_id, values={"notes": MARKER})
        assert len(search(dossier, MARKER, limit=500)) == 200
        dossier.back_up()
        with dossier.raw() as connection:
            connection.execute("VACUUM")
        assert readable_in(*folders) == []
    assert readable_in(*folders) == []


def test_an_attached_file_is_not_readable_in_the_dossier(tmp_path: Path, temporary: Path) -> None:
    inside = tmp_path / "dossier"
    inside.mkdir()
    file = tmp_path / "pièce jointe.txt"
    file.write_text(MARKER * 10_000, "utf-8")
    with create_dossier(inside / "a.altterr", passphrase=PASSPHRASE) as dossier:
        attach_file(dossier, path=file)
        assert readable_in(inside, temporary) == []
    assert readable_in(tmp_path) == [file.name]


def test_a_failing_write_and_a_wrong_passphrase_tell_no_secret(tmp_path: Path, logs: Path) -> None:
    path = tmp_path / "a.altterr"
    with create_dossier(path, passphrase=PASSPHRASE) as dossier:
        create_record(dossier, kind="commitment", values={"title": MARKER})
        path.rename(tmp_path / "b.altterr")
        with pytest.raises(errors.DossierMoved) as moved:
            create_record(dossier, kind="commitment", values={"title": MARKER})
    with pytest.raises(errors.WrongPassphrase) as wrong:
        open_dossier(tmp_path / "b.altterr", passphrase=PASSPHRASE + "x")
    for caught in (moved, wrong):
        logging.getLogger("altterr_desktop.test").error("refused: %s", caught.value, exc_info=caught.value)
        assert not any(secret in str(caught.value) for secret in SECRETS)
    assert (logs / "altterr.log").stat().st_size > 0
    assert readable_in(tmp_path, logs) == []


def test_the_passphrase_is_in_no_file_after_it_was_changed(tmp_path: Path, temporary: Path) -> None:
    with create_dossier(tmp_path / "a.altterr", passphrase="une autre") as dossier:
        create_record(dossier, kind="commitment", values={"title": MARKER})
        dossier.change_passphrase(PASSPHRASE)
        assert readable_in(tmp_path, temporary) == []
    assert readable_in(tmp_path, temporary) == []
