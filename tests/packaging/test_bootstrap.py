"""Setting up: what is decided from what is found, and what a person reads."""

import ast
import json
import string
from pathlib import Path

import pytest

from tests.packaging.setting_up import PACKAGING, Hands, bootstrap, shop

# --- what is read


@pytest.mark.parametrize(
    ("typed", "command", "demo", "rest"),
    [
        ([], "help", False, ()),
        (["--help"], "help", False, ()),
        (["run"], "run", False, ()),
        (["run", "--demo"], "run", True, ()),
        (["run", "mairie.altterr", "--demo", "-v"], "run", True, ("mairie.altterr", "-v")),
        (["test", "-k", "midterm", "--demo"], "test", False, ("-k", "midterm", "--demo")),
        (["wheels"], "wheels", False, ()),
    ],
)
def test_the_command_line_is_read(
    typed: list[str], command: str, *, demo: bool, rest: tuple[str, ...]
) -> None:
    assert bootstrap.read_order(typed) == bootstrap.Order(command, demo, rest)


@pytest.mark.parametrize(
    ("environ", "lang"),
    [
        ({}, "fr"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "", "LC_MESSAGES": "en_US"}, "en"),
    ],
)
def test_the_language_follows_the_system_and_french_is_the_default(
    environ: dict[str, str], lang: str
) -> None:
    assert bootstrap.language(environ) == lang


@pytest.mark.parametrize(
    ("environ", "system", "seen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_a_screen_is_recognised(environ: dict[str, str], system: str, *, seen: bool) -> None:
    assert bootstrap.has_screen(environ, system) is seen


def test_variables_that_send_packages_elsewhere_are_dropped() -> None:
    kept = bootstrap.surroundings({"PATH": "/usr/bin", "PIP_TARGET": "/elsewhere", "PIP_USER": "1"})
    assert kept["PATH"] == "/usr/bin"
    assert kept["PYTHONUTF8"] == "1"
    assert not {"PIP_TARGET", "PIP_USER"} & set(kept)


# --- what is said


def test_every_sentence_exists_in_both_languages_with_the_same_blanks() -> None:
    words = json.loads((PACKAGING / "sentences.json").read_text(encoding="utf-8"))
    for key, pair in words.items():
        assert set(pair) == {"fr", "en"}, key
        blanks = [
            {field for _, field, _, _ in string.Formatter().parse(text) if field} for text in pair.values()
        ]
        assert blanks[0] == blanks[1], key
        assert pair["fr"] != pair["en"], key


def test_every_sentence_that_is_said_is_written_and_the_reverse() -> None:
    written = set(json.loads((PACKAGING / "sentences.json").read_text(encoding="utf-8")))
    tree = ast.parse((PACKAGING / "bootstrap.py").read_text(encoding="utf-8"))
    constants = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert written <= constants
    said = {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and getattr(node.func, "attr", getattr(node.func, "id", "")) in {"say", "stop", "sentence"}
    }
    assert said <= written


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 11, 7), (3, 14, 2), (4, 0, 0)])
def test_a_recent_python_is_accepted(version: tuple[int, ...]) -> None:
    assert bootstrap.python_problem(version, "fr") == ""


def test_an_old_python_is_told_what_to_do_in_both_languages() -> None:
    assert "3.11 ou plus récent ; celui-ci est 3.9.2" in bootstrap.python_problem((3, 9, 2), "fr")
    assert "3.11 or newer is needed; this one is 3.9.2" in bootstrap.python_problem((3, 9, 2), "en")


def test_an_old_python_can_read_the_file_far_enough_to_say_so() -> None:
    ast.parse((PACKAGING / "bootstrap.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_an_unknown_command_is_named_and_gets_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(["bake"]) == 2
    said = capsys.readouterr().out
    assert "bake" in said
    assert "run --demo" in said


def test_help_is_not_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main([]) == 0
    assert "bootstrap.py wheels" in capsys.readouterr().out


# --- system packages

LISTING = (
    "libgl1\tinstalled\t\n"
    "libegl1\tconfig-files\t\n"
    "libglib2.0-0t64\tinstalled\tlibglib2.0-0 (= 2.80.0-6ubuntu3)\n"
    "libsomething\tinstalled\tliba, libxkbcommon0 (= 1.0), libb\n"
)


def test_missing_packages_are_those_neither_installed_nor_provided_under_a_new_name() -> None:
    wanted = ("libgl1", "libegl1", "libglib2.0-0", "libxkbcommon0", "xvfb")
    assert bootstrap.missing_packages(wanted, LISTING) == ["libegl1", "xvfb"]


def test_each_command_asks_for_the_packages_it_uses() -> None:
    run, test = bootstrap.read_order(["run"]), bootstrap.read_order(["test"])
    assert bootstrap.debian_packages(run, screen=False) == ()
    assert "libxcb-cursor0" in bootstrap.debian_packages(run, screen=True)
    assert "xvfb" not in bootstrap.debian_packages(run, screen=True)
    assert {"libgl1", "libxcb-cursor0", "xvfb", "qpdf"} <= set(bootstrap.debian_packages(test, screen=False))


def test_root_installs_only_what_is_missing_without_a_question(tmp_path: Path) -> None:
    hands = Hands()
    listing = "".join(
        f"{name}\tinstalled\t\n" for name in bootstrap.PACKAGES_OF_QT + bootstrap.PACKAGES_OF_WINDOW[1:]
    )
    order = bootstrap.read_order(["run"])
    bootstrap.check_debian(shop(tmp_path, hands, screen=True, is_root=True), order, listing)
    assert [line.split()[1] for line in hands.lines] == ["update", "install"]
    assert hands.lines[1].endswith("--no-install-recommends libxkbcommon-x11-0")
    assert all(environ["DEBIAN_FRONTEND"] == "noninteractive" for environ in hands.environs)


def test_nothing_is_installed_when_nothing_is_missing(tmp_path: Path) -> None:
    hands = Hands()
    listing = "".join(
        f"{name}\tinstalled\t\n" for name in bootstrap.PACKAGES_OF_QT + bootstrap.PACKAGES_OF_WINDOW
    )
    bootstrap.check_debian(
        shop(tmp_path, hands, screen=True, is_root=True), bootstrap.read_order(["run"]), listing
    )
    assert hands.started == []


def test_one_unknown_package_does_not_keep_the_others_out(tmp_path: Path) -> None:
    hands = Hands({"xvfb": 100})
    assert not bootstrap.install_debian(shop(tmp_path, hands, is_root=True), ["qpdf", "xvfb", "xauth"])
    assert [line.rsplit(" ", 1)[1] for line in hands.lines[2:]] == ["qpdf", "xvfb", "xauth"]


def test_a_user_gets_the_command_and_the_program_goes_on_if_it_can(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hands = Hands()
    bootstrap.check_debian(shop(tmp_path, hands, screen=True), bootstrap.read_order(["run"]), LISTING)
    assert "sudo apt-get install -y --no-install-recommends libegl1" in capsys.readouterr().out
    assert len(hands.started) == 1
    assert "QApplication" in hands.lines[0]


def test_a_user_without_what_qt_needs_is_stopped_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hands = Hands({"QApplication": 134})
    with pytest.raises(bootstrap.Stop) as stopped:
        bootstrap.check_debian(shop(tmp_path, hands, screen=True), bootstrap.read_order(["run"]), LISTING)
    assert stopped.value.code == 1
    assert "cannot open" in capsys.readouterr().err


def test_a_python_without_venv_names_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        bootstrap.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else name
    )
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(bootstrap.sys, "executable", "/usr/bin/python3")
    with pytest.raises(bootstrap.Stop):
        bootstrap.check_venv_module(shop(tmp_path, Hands(), lang="fr"))
    said = capsys.readouterr().err
    assert "ensurepip" in said
    assert "sudo apt-get install -y --no-install-recommends python3-venv" in said
    hands = Hands()
    bootstrap.check_venv_module(shop(tmp_path, hands, is_root=True))
    assert hands.lines[-1].endswith("python3-venv")
