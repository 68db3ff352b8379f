"""A file dropped on the window goes to the source it is for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from altterr_desktop.domain.errors import KnownError
from altterr_desktop.importers.catalogue import SOURCES, recognise, source_named

SAMPLES = Path(__file__).parent / "samples"
EXPECTED = {"suivi": "commitments", "tracker": "commitments", "plan": "commitments", "mesures": "framework",
            "referentiel": "framework", "contacts": "contacts", "agenda": "calendar", "candidats": "candidates",
            "plans": "plans"}  # fmt: skip


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*")), ids=lambda path: path.name)
def test_each_sample_goes_to_its_source(path: Path) -> None:
    beginning = path.name.replace("_", "-").replace(".", "-").split("-")[0]
    assert recognise(path) == EXPECTED.get(beginning, "rne")


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_each_source_can_be_loaded_and_named(source: object) -> None:
    found = source_named(source.name)  # type: ignore[attr-defined]
    assert callable(found.load().recognises)
    assert found.title
    assert "*.csv" in found.patterns or found.name == "calendar"


def test_other_files_are_refused_by_name(tmp_path: Path) -> None:
    for name, content in (
        ("points.csv", b"Latitude;Longitude\n1;2\n"),
        ("photo.jpg", b"\xff\xd8\xff\0\0"),
        ("vide.csv", b""),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(KnownError, match=name.replace(".", r"\.")):
            recognise(tmp_path / name)


def test_listing_the_sources_loads_no_library() -> None:
    code = (
        "import sys; import altterr_desktop.importers.catalogue; "
        "heavy = ('python_calamine', 'rapidfuzz', 'charset_normalizer', 'openpyxl'); "
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
