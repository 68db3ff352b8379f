"""The lock files: complete, hashed, the same everywhere; each dependency has a reason and a notice."""

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-test.lock")


@cache
def locked(name: str) -> dict[str, list[str]]:
    """Read a lock: for each pinned package, its lines."""
    text = (ROOT / "packaging" / name).read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z])", text.strip())
    return {block.split(" ")[0]: block.splitlines() for block in blocks}


def project() -> dict[str, list[str]]:
    content = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = content["dependency-groups"]
    return {
        "requirements.lock": [*content["project"]["dependencies"], *groups["build"]],
        "requirements-test.lock": [line for line in groups["test"] if isinstance(line, str)],
    }


def stem(requirement: str) -> str:
    """Return the name alone, as indexes write it: `SQLAlchemy>=2.1` is `sqlalchemy`."""
    return re.sub(r"[-_.]+", "-", re.split(r"[=<>!~ ;\[]", requirement)[0]).lower()


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_with_hashes(name: str) -> None:
    for pin, lines in locked(name).items():
        assert re.fullmatch(r"[a-z0-9-]+==[\w.]+", pin)
        assert any(line.strip().startswith("--hash=sha256:") for line in lines), pin


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_names_a_place_to_download_from(name: str) -> None:
    text = (ROOT / "packaging" / name).read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|--index|--extra-index|--find-links|--trusted-host", text)


@pytest.mark.parametrize("name", LOCKS)
def test_every_dependency_of_the_project_is_locked(name: str) -> None:
    pinned = {stem(pin) for pin in locked(name)}
    assert {stem(requirement) for requirement in project()[name]} <= pinned


def test_the_tests_lock_holds_the_run_lock_at_the_same_versions() -> None:
    assert set(locked("requirements.lock")) <= set(locked("requirements-test.lock"))


def test_the_toolkit_stays_below_the_version_that_crashes() -> None:
    pin = next(pin for pin in locked("requirements.lock") if pin.startswith("pyside6-essentials=="))
    assert (6, 11, 3) <= tuple(int(part) for part in pin.split("==")[1].split(".")) < (6, 12)


def test_every_runtime_dependency_has_its_reason_above_it() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    start = lines.index("dependencies = [")
    block = lines[start + 1 : lines.index("]", start)]
    bare = [
        line for before, line in zip(["", *block], block, strict=False) if '"' in line and "#" not in before
    ]
    assert bare == []


def test_every_package_that_is_shipped_has_a_notice() -> None:
    notices = (ROOT / "packaging" / "notices" / "THIRD_PARTY.md").read_text(encoding="utf-8")
    named = {stem(name) for name in re.findall(r"^\| \[?([\w.-]+)", notices, flags=re.MULTILINE)}
    build_only = {"hatchling", "packaging", "pathspec", "pluggy", "tomlkit", "trove-classifiers"}
    assert {stem(pin) for pin in locked("requirements.lock")} - build_only <= named
