"""A journal found beside a dossier: its own is played back, another's is set aside, a wrong key touches neither."""

import os
import shutil
from pathlib import Path

import pytest

from altterr_desktop.dossier import errors, journals
from altterr_desktop.dossier.file import Dossier, create_dossier, open_dossier

PASSPHRASE = "le bon mot"
ROWS = 300


def journal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def cut_short(dossier: Dossier, name: str) -> Path:
    """Copy a dossier and its journal in the middle of a write too large for memory, as a power cut leaves them."""
    copy = dossier.path.with_name(name)
    with dossier.raw() as connection:
        connection.execute("PRAGMA cache_size = 10")
        connection.execute("BEGIN")
        for row in range(ROWS):
            connection.execute("INSERT INTO dossier_state VALUES (?, ?)", (f"half {row}", "x" * 1000))
            connection.execute("UPDATE dossier_state SET value = 'half' WHERE key = 'colour'")
        shutil.copy(dossier.path, copy)
        shutil.copy(journal_of(dossier.path), journal_of(copy))
        connection.execute("ROLLBACK")
    assert journals.is_alive(copy)
    return copy


def make(path: Path, colour: str, passphrase: str | None = None) -> Dossier:
    dossier = create_dossier(path, passphrase=passphrase)
    dossier.set_state("colour", colour)
    return dossier


@pytest.mark.parametrize("known", [False, True])
def test_a_write_cut_short_is_taken_back(tmp_path: Path, *, known: bool) -> None:
    with make(tmp_path / "a.altterr", "vert") as dossier:
        copy = cut_short(dossier, "b.altterr")
    with open_dossier(copy, known=known) as opened:
        assert opened.state("colour") == "vert"
        assert not opened.state("half 0")
    assert not journals.is_alive(copy)


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_another_dossier_s_journal_is_set_aside_and_not_obeyed(
    tmp_path: Path, passphrase: str | None
) -> None:
    with make(tmp_path / "a.altterr", "vert") as dossier:
        stale = journal_of(cut_short(dossier, "b.altterr"))
    other = tmp_path / "c.altterr"
    make(other, "rouge", passphrase).close()
    content = other.read_bytes()
    shutil.copy(stale, journal_of(other))
    with open_dossier(other, passphrase=passphrase, known=True) as opened:
        assert opened.state("colour") == "rouge"
        opened.check()
    assert other.read_bytes() == content
    assert other.with_name("c.altterr.journal-ecarte-1").read_bytes() == stale.read_bytes()


def test_a_wrong_passphrase_touches_neither_the_dossier_nor_its_journal(tmp_path: Path) -> None:
    with make(tmp_path / "a.altterr", "vert", PASSPHRASE) as dossier:
        copy = cut_short(dossier, "b.altterr")
    before = copy.read_bytes(), journal_of(copy).read_bytes()
    with pytest.raises(errors.WrongPassphrase):
        open_dossier(copy, passphrase="un mauvais mot")
    assert (copy.read_bytes(), journal_of(copy).read_bytes()) == before
    with open_dossier(copy, passphrase=PASSPHRASE) as opened:
        assert opened.state("colour") == "vert"


def test_a_size_cut_in_the_middle_of_a_page_is_mended_by_the_journal(tmp_path: Path) -> None:
    with make(tmp_path / "a.altterr", "vert") as dossier:
        copy = cut_short(dossier, "b.altterr")
    with copy.open("ab") as file:
        file.write(b"x" * 1000)
    with open_dossier(copy) as opened:
        assert opened.state("colour") == "vert"


def test_a_journal_set_aside_comes_back_where_the_dossier_is_refused_all_the_same(tmp_path: Path) -> None:
    with make(tmp_path / "a.altterr", "vert") as dossier:
        stale = journal_of(cut_short(dossier, "b.altterr"))
    other = tmp_path / "c.altterr"
    with make(other, "rouge") as dossier, dossier.raw() as connection:
        connection.execute("CREATE VIEW v AS SELECT 1")
    shutil.copy(stale, journal_of(other))
    with pytest.raises(errors.AlteredDossier):
        open_dossier(other)
    assert journal_of(other).read_bytes() == stale.read_bytes()
    assert not other.with_name("c.altterr.journal-ecarte-1").exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a folder in the journal's place is told otherwise there")
def test_a_journal_that_cannot_be_read_is_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "a.altterr"
    make(path, "vert").close()
    journal_of(path).mkdir()
    with pytest.raises(errors.DossierError):
        open_dossier(path)


@pytest.mark.parametrize("content", [b"", b"\0" * 4096, b"not a journal", bytes.fromhex("d9d505f920a163d7")])
def test_a_journal_that_says_nothing_hinders_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.altterr"
    make(path, "vert").close()
    journal_of(path).write_bytes(content)
    with open_dossier(path) as opened:
        assert opened.state("colour") == "vert"
