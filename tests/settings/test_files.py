import os
import sys
from pathlib import Path

import pytest

from altterr_desktop.settings.files import write_atomically


def _write_new(beside: Path) -> None:
    beside.write_text("nouveau")


def test_the_new_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "bilan.pdf"
    path.write_text("ancien")
    write_atomically(path, _write_new)
    assert path.read_text() == "nouveau"
    assert list(tmp_path.iterdir()) == [path]


def test_the_writer_works_beside_the_file_under_a_name_with_its_ending(tmp_path: Path) -> None:
    seen: list[Path] = []
    write_atomically(tmp_path / "bilan.pdf", seen.append)
    assert seen[0].parent == tmp_path
    assert seen[0].name.endswith(".pdf.part")


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files are those of Unix")
def test_others_may_read_a_new_file_as_any_other_and_an_old_one_keeps_its_mode(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        write_atomically(tmp_path / "neuf.pdf", lambda _beside: None)
    finally:
        os.umask(mask)
    assert (tmp_path / "neuf.pdf").stat().st_mode & 0o777 == 0o644
    private = tmp_path / "prive.pdf"
    private.touch(mode=0o600)
    write_atomically(private, lambda _beside: None)
    assert private.stat().st_mode & 0o777 == 0o600


def test_an_interruption_leaves_the_old_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "bilan.pdf"
    path.write_text("ancien")

    def interrupted(beside: Path) -> None:
        beside.write_text("a moit")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, interrupted)
    assert path.read_text() == "ancien"
    assert list(tmp_path.iterdir()) == [path]
