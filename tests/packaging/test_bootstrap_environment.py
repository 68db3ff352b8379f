"""Setting up: the environment made once, made again when it must be, and each command carried out."""

import sys
from pathlib import Path

import pytest

from tests.packaging.setting_up import Hands, bootstrap, project, ready, shop, with_venv


@pytest.fixture(autouse=True)
def no_system_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "installed_packages", lambda: "")


# --- the environment


def test_wheels_are_used_without_the_network_only_when_the_folder_holds_some(tmp_path: Path) -> None:
    assert bootstrap.pip_sources(tmp_path) == [("from_network", [])]
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    assert bootstrap.pip_sources(tmp_path) == [("from_network", [])]
    (wheels / "reportlab-5.1.0-py3-none-any.whl").touch()
    assert bootstrap.pip_sources(tmp_path)[0] == (
        "from_wheels",
        ["--no-index", "--find-links", str(wheels)],
    )


def test_the_first_run_installs_by_hash_then_the_project_in_place(tmp_path: Path) -> None:
    hands = Hands()
    venv = with_venv(project(tmp_path))
    bootstrap.prepare(shop(tmp_path, hands), bootstrap.RUN_LOCK)
    assert len(hands.started) == 2
    assert "--require-hashes" in hands.started[0]
    assert hands.started[0][hands.started[0].index("-r") + 1] == bootstrap.RUN_LOCK
    assert {"--no-build-isolation", "--no-deps", "--no-index", "-e"} <= set(hands.started[1])
    assert not (venv / bootstrap.HALF_MADE).exists()


def test_the_second_run_does_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_venv(project(tmp_path))
    bootstrap.prepare(shop(tmp_path, Hands()), bootstrap.RUN_LOCK)
    capsys.readouterr()
    hands = Hands()
    bootstrap.prepare(shop(tmp_path, hands), bootstrap.RUN_LOCK)
    assert hands.started == []
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("changed", ["packaging/requirements.lock", "pyproject.toml"])
def test_a_changed_lock_or_project_is_installed_again(tmp_path: Path, changed: str) -> None:
    with_venv(project(tmp_path))
    bootstrap.prepare(shop(tmp_path, Hands()), bootstrap.RUN_LOCK)
    (tmp_path / changed).write_text("changed\n")
    assert not bootstrap.is_ready(tmp_path, bootstrap.RUN_LOCK)


def test_the_tests_environment_serves_the_program_but_not_the_reverse(tmp_path: Path) -> None:
    with_venv(project(tmp_path))
    bootstrap.prepare(shop(tmp_path, Hands()), bootstrap.RUN_LOCK)
    assert not bootstrap.is_ready(tmp_path, bootstrap.TEST_LOCK)
    bootstrap.prepare(shop(tmp_path, Hands()), bootstrap.TEST_LOCK)
    assert bootstrap.is_ready(tmp_path, bootstrap.TEST_LOCK)
    assert bootstrap.is_ready(tmp_path, bootstrap.RUN_LOCK)


def test_a_moved_project_is_installed_again(tmp_path: Path) -> None:
    first = tmp_path / "first"
    first.mkdir()
    with_venv(project(first))
    bootstrap.prepare(shop(first, Hands()), bootstrap.RUN_LOCK)
    assert not bootstrap.is_ready(first.rename(tmp_path / "second"), bootstrap.RUN_LOCK)


@pytest.mark.parametrize("damage", ["mark", "python", "pip", "settings", "other_python"])
def test_a_half_made_environment_is_made_again_from_nothing(tmp_path: Path, damage: str) -> None:
    venv = with_venv(project(tmp_path), "3.8.1" if damage == "other_python" else "")
    if damage == "mark":
        (venv / bootstrap.HALF_MADE).touch()
    elif damage == "python":
        bootstrap.venv_python(tmp_path).unlink()
    elif damage == "pip":
        next(venv.glob("lib/*/site-packages/pip/__main__.py")).unlink()
    elif damage == "settings":
        (venv / "pyvenv.cfg").unlink()
    (venv / "left-over").touch()
    hands = Hands()
    bootstrap.prepare(shop(tmp_path, hands), bootstrap.RUN_LOCK)
    assert hands.started[0][1:] == ["-m", "venv", str(venv)]
    assert not (venv / "left-over").exists()
    assert len(hands.started) == 3


def test_an_installation_cut_short_leaves_its_mark(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_venv(project(tmp_path))
    with pytest.raises(bootstrap.Stop):
        bootstrap.prepare(shop(tmp_path, Hands({"--require-hashes": 1})), bootstrap.RUN_LOCK)
    said = capsys.readouterr().err
    assert "wheels/" in said
    assert "bootstrap.py wheels" in said
    assert not bootstrap.is_ready(tmp_path, bootstrap.RUN_LOCK)
    assert not bootstrap.venv_is_usable(tmp_path, sys.version_info[:3])


def test_wheels_that_are_not_enough_lead_to_the_network(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_venv(project(tmp_path))
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "other-1-py3-none-any.whl").touch()
    hands = Hands({"--find-links": 1})
    bootstrap.prepare(shop(tmp_path, hands), bootstrap.RUN_LOCK)
    assert "not enough" in capsys.readouterr().out
    assert bootstrap.is_ready(tmp_path, bootstrap.RUN_LOCK)
    assert len(hands.started) == 3


# --- commands


def test_run_opens_the_program_with_its_arguments_and_hands_its_code_on(tmp_path: Path) -> None:
    hands = Hands({"altterr_desktop": 3})
    order = bootstrap.read_order(["run", "--demo", "mairie.altterr"])
    assert bootstrap.run(shop(ready(tmp_path), hands, screen=True), order) == 3
    assert hands.started[0][-4:] == ["-m", "altterr_desktop", "--demo", "mairie.altterr"]


def test_run_without_a_screen_says_what_can_be_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hands = Hands()
    with pytest.raises(bootstrap.Stop) as stopped:
        bootstrap.run(shop(ready(tmp_path), hands), bootstrap.read_order(["run"]))
    assert stopped.value.code == 1
    assert "run --demo" in capsys.readouterr().err
    assert hands.started == []


def test_the_demonstration_without_a_screen_writes_each_document_and_names_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = ready(tmp_path) / "demo" / "Demo.altterr"
    old.parent.mkdir()
    old.touch()
    hands = Hands()
    assert bootstrap.run(shop(tmp_path, hands), bootstrap.read_order(["run", "--demo"])) == 0
    assert not old.exists()
    assert hands.started[0][1:] == ["demo", str(old)]
    asked = [(command[3], command[5], Path(command[7]).name) for command in hands.started[1:]]
    assert asked == list(bootstrap.DEMO_DOCUMENTS)
    said = capsys.readouterr().out
    assert all(str(old.parent / name) in said for _, _, name in bootstrap.DEMO_DOCUMENTS)


def test_the_demonstration_stops_at_the_first_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hands = Hands({"export": 4})
    assert bootstrap.run(shop(ready(tmp_path), hands), bootstrap.read_order(["run", "--demo"])) == 4
    assert len(hands.started) == 2
    assert "Demo-bilan.pdf" not in capsys.readouterr().out


def test_test_runs_every_check_and_pytest_last_off_the_screen(tmp_path: Path) -> None:
    hands = Hands()
    order = bootstrap.read_order(["test", "-k", "midterm"])
    assert bootstrap.test(shop(ready(tmp_path), hands, screen=True), order) == 0
    assert [command[2:4] for command in hands.started] == [
        ["ruff", "check"],
        ["ruff", "format"],
        ["mypy"],
        ["pytest", "-n"],
    ]
    assert hands.started[-1][-2:] == ["-k", "midterm"]
    assert hands.environs[-1]["QT_QPA_PLATFORM"] == "offscreen"


def test_test_stops_at_the_first_check_that_fails_and_names_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hands = Hands({"mypy": 1})
    assert bootstrap.test(shop(ready(tmp_path), hands), bootstrap.read_order(["test"])) == 1
    assert [command[2] for command in hands.started] == ["ruff", "ruff", "mypy"]
    assert capsys.readouterr().out.endswith("Failed step: mypy.\n")


def test_wheels_are_downloaded_by_hash(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hands = Hands()
    assert bootstrap.fill_wheels(shop(ready(tmp_path), hands), bootstrap.read_order(["wheels"])) == 0
    assert hands.started[0][3] == "download"
    assert {"--require-hashes", bootstrap.TEST_LOCK} <= set(hands.started[0])
    assert "wheels/" in capsys.readouterr().out


@pytest.mark.parametrize(("returned", "code"), [(0, 0), (5, 5), (-9, 137), (-15, 143)])
def test_the_end_of_a_process_is_told_as_shells_do(returned: int, code: int) -> None:
    assert bootstrap.exit_code(returned) == code


@pytest.mark.parametrize(
    ("problem", "code", "part"),
    [
        (KeyboardInterrupt(), 130, "Interrompu"),
        (OSError(28, "No space left on device"), 1, "No space left on device"),
    ],
)
def test_what_cuts_a_run_short_is_one_sentence(
    problem: BaseException,
    code: int,
    part: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def cut(*_: object) -> int:
        raise problem

    monkeypatch.setitem(bootstrap.COMMANDS, "run", cut)
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert bootstrap.main(["run"]) == code
    assert part in capsys.readouterr().out
