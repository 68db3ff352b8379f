import errno
import os
from pathlib import Path

import pytest

from altterr_desktop.domain.errors import KnownError
from altterr_desktop.i18n import language_set
from altterr_desktop.rendering import files
from altterr_desktop.rendering.files import NotSaved, save, save_bytes


def test_a_file_is_saved_whole(tmp_path: Path) -> None:
    save_bytes(tmp_path / "bilan.pdf", b"contenu")
    assert (tmp_path / "bilan.pdf").read_bytes() == b"contenu"
    assert [path.name for path in tmp_path.iterdir()] == ["bilan.pdf"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EACCES, "not allowed"),
        (errno.EROFS, "not allowed"),
        (errno.ENAMETOOLONG, "shorter"),
        (errno.ETXTBSY, "uses this name"),
        (errno.EIO, "Try another folder"),
    ],
)
def test_a_failure_says_what_to_do_and_keeps_the_old_file(code: int, words: str, tmp_path: Path) -> None:
    path = tmp_path / "bilan.pdf"
    path.write_bytes(b"ancien")

    def fail(beside: Path) -> None:
        beside.write_bytes(b"a moit")
        raise OSError(code, os.strerror(code))

    with language_set("en"), pytest.raises(NotSaved, match=words) as caught:
        save(path, fail)
    assert isinstance(caught.value, KnownError)
    assert "bilan.pdf" in str(caught.value)
    assert path.read_bytes() == b"ancien"
    assert [one.name for one in tmp_path.iterdir()] == ["bilan.pdf"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with language_set("en"), pytest.raises(NotSaved, match="nulle-part"):
        save_bytes(tmp_path / "nulle-part" / "bilan.pdf", b"")


def test_a_name_too_long_is_told(tmp_path: Path) -> None:
    with language_set("en"), pytest.raises(NotSaved, match="shorter"):
        save_bytes(tmp_path / ("x" * 300 + ".pdf"), b"")


def test_a_bug_is_not_dressed_as_a_known_error(tmp_path: Path) -> None:
    def fail(_beside: Path) -> None:
        raise RuntimeError("bug")

    with pytest.raises(RuntimeError, match="bug"):
        files.save(tmp_path / "bilan.pdf", fail)
    assert list(tmp_path.iterdir()) == []
