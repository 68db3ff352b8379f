"""The wheel: the program with its forms and resources inside, its commands, its licence."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": ""},
        capture_output=True,
        check=True,
    )
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def shipped(folder: str) -> set[str]:
    files = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix() for path in files if path.suffix != ".pyc"}


def test_the_wheel_holds_every_module_form_and_resource(wheel: zipfile.ZipFile) -> None:
    modules = {path.removeprefix("src/") for path in shipped("src") if path.endswith((".py", "py.typed"))}
    data = {f"altterr_desktop/{path}" for path in shipped("forms") | shipped("resources")}
    assert modules | data <= set(wheel.namelist())


def test_the_wheel_holds_nothing_but_the_program(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"altterr_desktop"}


def test_the_wheel_declares_both_commands_and_its_licence(wheel: zipfile.ZipFile) -> None:
    information = next(name.split("/")[0] for name in wheel.namelist() if ".dist-info/" in name)
    commands = wheel.read(f"{information}/entry_points.txt").decode()
    assert "altterr = altterr_desktop.cli.main:main" in commands
    assert "altterr-desktop = altterr_desktop.app.main:main" in commands
    assert "License-Expression: GPL-3.0-or-later" in wheel.read(f"{information}/METADATA").decode()
    assert f"{information}/licenses/LICENSE" in wheel.namelist()
