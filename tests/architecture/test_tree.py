"""What must not be in the tree: the place where somebody works."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

MADE_BY_TOOLS = {
    ".git",
    ".hypothesis",
    ".import_linter_cache",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".venv",
    "__pycache__",
    "build",
    "demo",
    "dist",
    "htmlcov",
    "wheels",
}
# A home folder on Linux, macOS or Windows. An invented one in a test is named « quelquun ».
HOME = re.compile(
    r"(?:(?<![\w.])/home/|(?<![\w.])/Users/|[A-Z]:\\{1,2}Users\\{1,2})(?!quelquun\b)[A-Za-z][\w.-]*|(?<![\w.])/root/\w+"
)


def texts() -> Iterator[tuple[str, str]]:
    """Read every text file of the project: what git would keep, without asking git."""
    for folder, names, files in os.walk(ROOT):
        names[:] = sorted(set(names) - MADE_BY_TOOLS)
        for name in sorted(files):
            path = Path(folder, name)
            try:
                yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue  # a picture, a font, a sample in another encoding


def places_of_this_machine(root: Path, home: Path) -> list[str]:
    """Name the checkout, the folder around it and the home folder; none so short that it means nothing."""
    around = [root, root.parent] if len(root.parts) > 2 else [root]
    common = {Path("/"), Path("/tmp"), Path("/home"), Path("/root"), Path("/Users"), Path("/builds")}
    return sorted({str(path) for path in (*around, home) if path not in common})


def found_in(text: str, places: list[str]) -> list[str]:
    here = [re.compile(rf"(?<![\w./-]){re.escape(place)}(?![\w-])") for place in places]
    return [match.group() for pattern in (*here, HOME) for match in pattern.finditer(text)]


def test_no_file_names_a_place_of_a_machine() -> None:
    places = places_of_this_machine(ROOT, Path.home())
    named = {path: found for path, text in texts() if (found := found_in(text, places))}
    assert named == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("open('/srv/atelier/altterr/forms')", ["/srv/atelier"]),
        ("see /srv/atelier-2/forms", []),
        ("file" + "://" + "/home" + "/camille/dossier", ["/home" + "/camille"]),
        ("C:" + r"\Users" + r"\Camille\Bureau", ["C:" + r"\Users" + r"\Camille"]),
        ("/home/quelquun/Documents", []),
        ("resources/home/icons", []),
    ],
)
def test_a_place_is_told_from_a_word(text: str, found: list[str]) -> None:
    assert found_in(text, ["/srv/atelier"]) == found
