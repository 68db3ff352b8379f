"""The direction of imports: the contracts of pyproject.toml are kept, and each of them can be broken."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, SRC

CONFIGURATION = ROOT / "pyproject.toml"
CONTRACTS = {
    contract["id"]: contract["name"]
    for contract in tomllib.loads(CONFIGURATION.read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
}

# For each contract, one file that breaks it (beside files that hold nothing).
BREACHES = {
    "layers": ("domain/verdicts.py", "import altterr_desktop.services.commitments"),
    "qt": ("services/clock.py", "def now():\n    from PySide6.QtCore import QDateTime"),
    "headless": ("cli/export.py", "import altterr_desktop.ui.forms"),
    "sql": ("reports/scorecard/data.py", "from sqlalchemy.orm import Session"),
    "documents": ("importers/register/reader.py", "import openpyxl"),
    "tabs": ("ui/tabs/officials/tab.py", "import altterr_desktop.ui.tabs.meetings.tab"),
    "reports": ("reports/minutes/data.py", "from altterr_desktop.reports.scorecard import spec"),
    "importers": ("importers/grid/reader.py", "from altterr_desktop.importers.register import mapping"),
    "cycles": (
        "services/requests.py",
        "import altterr_desktop.services.meetings\n",
    ),
}
EMPTY = (
    "services/commitments.py",
    "ui/forms.py",
    "ui/tabs/meetings/tab.py",
    "reports/scorecard/spec.py",
    "importers/register/mapping.py",
)
OTHER_HALF_OF_A_CYCLE = ("services/meetings.py", "import altterr_desktop.services.requests")

ALLOWED = {
    "__main__.py": "import altterr_desktop.app.main",
    "app/main.py": "from PySide6.QtWidgets import QApplication\nimport altterr_desktop.ui.tabs.meetings.tab",
    "ui/tabs/meetings/tab.py": "import shiboken6, PySide6.QtCore, altterr_desktop.reports.catalogue",
    "reports/catalogue.py": "from altterr_desktop.reports import minutes, scorecard",
    "reports/minutes/spec.py": "import altterr_desktop.rendering.pdf",
    "reports/scorecard/spec.py": "import altterr_desktop.services.meetings",
    "importers/catalogue.py": "from altterr_desktop.importers import grid, register",
    "importers/files/text.py": "import altterr_desktop.i18n",
    "importers/grid/spec.py": "import altterr_desktop.importers.files.text",
    "importers/register/spec.py": "import altterr_desktop.importers.files.text",
    "exchange/bundle.py": "from sqlalchemy import select",
    "rendering/pdf.py": "import reportlab.platypus, openpyxl",
    "services/meetings.py": "import sqlalchemy.orm, altterr_desktop.journal.capture",
    "journal/capture.py": "import altterr_desktop.dossier.file",
    "dossier/file.py": "import sqlcipher3.dbapi2, altterr_desktop.model.official",
    "model/official.py": "import altterr_desktop.model.seat, altterr_desktop.i18n",
    "model/seat.py": "import altterr_desktop.model.official",
    "i18n/words.py": "import altterr_desktop.settings.paths, altterr_desktop.domain.errors",
    "settings/paths.py": "import altterr_desktop.domain.errors",
    "domain/errors.py": "",
    "cli/main.py": "import altterr_desktop.reports.catalogue",
}


def contract_lines(package_root: Path) -> dict[str, str]:
    """Run the contracts on a tree; return for each name KEPT or BROKEN, as the tool prints them."""
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", command, "--config", str(CONFIGURATION), "--no-cache", "--no-logo"],
        cwd=package_root,
        env={**os.environ, "PYTHONPATH": str(package_root), "COLUMNS": "400", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    verdicts = {}
    for name in CONTRACTS.values():
        line = next((line for line in done.stdout.splitlines() if line.startswith(name)), "")
        verdicts[name] = line.removeprefix(name).split()[0] if line else done.stdout + done.stderr
    print(done.stdout)
    return verdicts


def write_package(root: Path, files: dict[str, str]) -> Path:
    package = root / "altterr_desktop"
    for name, text in files.items():
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
        for folder in path.parents:
            if folder == root:
                break
            (folder / "__init__.py").touch()
    return root


def test_the_sources_keep_every_contract() -> None:
    assert contract_lines(SRC) == dict.fromkeys(CONTRACTS.values(), "KEPT")


def test_what_the_architecture_allows_keeps_every_contract(tmp_path: Path) -> None:
    assert contract_lines(write_package(tmp_path, ALLOWED)) == dict.fromkeys(CONTRACTS.values(), "KEPT")


def test_each_contract_has_its_breach() -> None:
    assert set(BREACHES) == set(CONTRACTS)


def test_every_contract_is_broken_by_its_breach(tmp_path: Path) -> None:
    files = {**dict.fromkeys(EMPTY, ""), **dict(BREACHES.values()), **dict([OTHER_HALF_OF_A_CYCLE])}
    assert contract_lines(write_package(tmp_path, files)) == dict.fromkeys(CONTRACTS.values(), "BROKEN")


@pytest.mark.parametrize("name", ["helpers", "common"])
def test_a_package_without_a_layer_is_refused(tmp_path: Path, name: str) -> None:
    tree = write_package(tmp_path, {**ALLOWED, f"{name}/anything.py": ""})
    broken = {name for name, verdict in contract_lines(tree).items() if verdict != "KEPT"}
    assert broken == {CONTRACTS["layers"]}
