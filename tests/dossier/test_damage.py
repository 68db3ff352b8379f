"""Damage inside a file that opens: what is read says so, and no backup is made of it."""

from pathlib import Path

import pytest

from altterr_desktop.dossier import errors
from altterr_desktop.dossier.backup import list_backups
from altterr_desktop.dossier.connection import failures_named
from altterr_desktop.dossier.file import create_dossier, open_dossier

PAGE = 4096
TEXT = " ".join(f"mot{number}" for number in range(5000))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.altterr"
    with create_dossier(path, passphrase=None) as dossier:
        dossier.set_state("text", TEXT)
    return path


def test_a_page_gone_to_zeros_is_never_backed_up(path: Path) -> None:
    content = path.read_bytes()
    passed_unseen = 0
    for start in range(len(content) - 20 * PAGE, len(content), PAGE):
        path.write_bytes(content[:start] + bytes(PAGE) + content[start + PAGE :])
        try:
            with open_dossier(path, known=True) as dossier:
                passed_unseen += dossier.state("text") not in (TEXT, "")
                dossier.back_up()
        except errors.DamagedDossier:
            continue
        pytest.fail(f"page {start // PAGE + 1} was not noticed")
    assert passed_unseen > 0
    assert list_backups(path) == []


def test_a_sound_dossier_is_backed_up(path: Path) -> None:
    with open_dossier(path, known=True) as dossier:
        dossier.back_up()
    assert len(list_backups(path)) == 1


def test_a_lack_of_memory_is_damage_only_where_the_file_is_damaged(path: Path) -> None:
    with open_dossier(path) as dossier, pytest.raises(MemoryError), dossier.raw():
        raise MemoryError
    content = bytearray(path.read_bytes())
    content[-5 * PAGE : -4 * PAGE] = bytes(PAGE)
    path.write_bytes(content)
    with open_dossier(path, known=True) as dossier, pytest.raises(errors.DamagedDossier), dossier.raw():
        raise MemoryError


@pytest.mark.parametrize(
    "words",
    [
        "vtable constructor failed: search_words",
        'fts5: corruption on page 3, segment 1, table "search_words"',
    ],
)
def test_a_damaged_search_index_is_damage(path: Path, words: str) -> None:
    from sqlcipher3 import dbapi2

    with pytest.raises(errors.DamagedDossier), failures_named(path):
        raise dbapi2.DatabaseError(words)
