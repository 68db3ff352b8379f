"""Where the program finds what it ships and what belongs to its user."""

import subprocess
import sys
from pathlib import Path

import pytest

from altterr_desktop.settings import paths


def test_a_clone_reads_its_own_folders() -> None:
    root = Path(__file__).resolve().parents[2]
    assert paths.resources_folder() == root / "resources"


def test_an_installed_wheel_reads_the_folders_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "altterr_desktop"
    (package / "forms").mkdir(parents=True)
    (package / "resources").mkdir()
    monkeypatch.setattr(paths, "_PACKAGE", package)
    assert paths.forms_folder() == package / "forms"
    assert paths.resources_folder() == package / "resources"


@pytest.mark.parametrize("inside", ["altterr_desktop", "."])
def test_a_frozen_folder_comes_first(inside: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / inside / "resources").mkdir(parents=True)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources_folder() == tmp_path / inside / "resources"


def test_a_frozen_folder_may_keep_them_beside_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "forms").mkdir()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "altterr"))
    assert paths.forms_folder() == tmp_path / "forms"


def test_an_incomplete_installation_says_where_it_looked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "src" / "altterr_desktop")
    with pytest.raises(FileNotFoundError, match="altterr_desktop"):
        paths.forms_folder()


def test_one_variable_moves_everything_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALTTERR_HOME", str(tmp_path))
    assert paths.user_data_folder() == tmp_path / "data"
    assert paths.user_config_folder() == tmp_path / "config"


def test_a_relative_home_stays_where_the_program_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALTTERR_HOME", "stick")
    assert paths.user_data_folder() == tmp_path / "stick" / "data"


def test_without_the_variable_the_system_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALTTERR_HOME", " ")
    assert paths.user_data_folder().is_absolute()
    assert "altterr-desktop" in paths.user_data_folder().parts
    assert "altterr-desktop" in paths.user_config_folder().parts


def test_finding_the_forms_does_not_load_platformdirs() -> None:
    code = "import sys; from altterr_desktop.settings import paths; sys.exit('platformdirs' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
