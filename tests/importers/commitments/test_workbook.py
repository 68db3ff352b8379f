"""The workbook this program exports comes back: differences are shown, a state changes no verdict."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from altterr_desktop.domain.commitments import Progress, Standing
from altterr_desktop.domain.dates import Precision
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import language_set
from altterr_desktop.i18n.dates import short_date
from altterr_desktop.importers.catalogue import recognise
from altterr_desktop.importers.commitments.spec import prepare
from altterr_desktop.reports.catalogue import find_report
from altterr_desktop.services.choices import read_choices
from altterr_desktop.services.commitment_page import read_commitment
from altterr_desktop.services.dossiers import read_group
from altterr_desktop.services.imports import ImportCounts
from altterr_desktop.services.records import change_record, delete_record
from altterr_desktop.services.verdicts import record_verdict
from tests.builders import a_commitment, a_dossier, a_record


@pytest.fixture(params=["fr", "en"])
def dossier(tmp_path: Path, request: Any) -> Iterator[Dossier]:
    with language_set(request.param), a_dossier(tmp_path) as opened:
        change_record(
            opened, kind="group", record_id=read_group(opened).id, values={"document_language": request.param}
        )
        yield opened


@pytest.fixture
def town(dossier: Dossier) -> dict[str, str]:
    theme = read_choices(dossier).themes[0].id
    pact = a_record(dossier, "pledge_document", title="Pacte de 2026")
    made = {
        "path": a_commitment(
            dossier,
            number="1",
            title="Piste cyclable",
            verbatim="Douze kilomètres,\n\nsans coupure.",
            theme_id=theme,
            pledge_document_id=pact,
            page="p. 4",
            deadline=date(2028, 12, 31),
            deadline_precision=Precision.YEAR,
            deadline_words="d’ici 2028",
        ),
        "trees": a_commitment(dossier, title="=Arbres + bancs"),
        "words": a_commitment(dossier, title="", verbatim="Nous planterons " + "des arbres " * 30),
    }
    record_verdict(
        dossier, commitment_id=made["path"], progress=Progress.PARTLY_DONE, values={"reason": "vu"}
    )
    return made


@pytest.fixture
def file(dossier: Dossier, town: dict[str, str], tmp_path: Path) -> Path:
    report = find_report("workbook").report()
    path = tmp_path / "classeur.xlsx"
    report.build(report.load(dossier, None), "xlsx", path)
    return path


def change(file: Path, record_id: str, **values: Any) -> None:
    """Change cells of one commitment's line by the place of their column."""
    book = openpyxl.load_workbook(file)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=2):
            if row[0].value == record_id:
                for name, value in values.items():
                    row[int(name[1:])].value = value
    book.save(file)


def test_a_workbook_that_nobody_touched_changes_nothing(dossier: Dossier, file: Path) -> None:
    assert recognise(file) == "commitments"
    preview = prepare(dossier, file).preview
    assert preview.counts == ImportCounts(unchanged=3)
    assert preview.problems == ()


def test_the_preview_says_what_each_field_becomes(dossier: Dossier, town: dict[str, str], file: Path) -> None:
    change(file, town["path"], c2="Une piste", c10=date(2029, 6, 30))
    prepared = prepare(dossier, file)
    (line,) = [line for line in prepared.preview.lines if line.action == "updated"]
    assert line.record_id == town["path"]
    assert "Piste cyclable → Une piste" in line.details
    assert f"→ {short_date(date(2029, 6, 30))}" in line.details
    assert read_commitment(dossier, town["path"]).title == "Piste cyclable"
    prepared.write()
    values = read_commitment(dossier, town["path"]).values
    assert (values["title"], values["deadline"], values["deadline_precision"]) == (
        "Une piste",
        date(2029, 6, 30),
        Precision.DAY,
    )
    assert prepare(dossier, file).preview.counts == ImportCounts(unchanged=3)


def test_a_state_typed_in_the_table_makes_no_verdict(
    dossier: Dossier, town: dict[str, str], file: Path
) -> None:
    change(file, town["path"], c4="Abandonné")
    prepared = prepare(dossier, file)
    assert prepared.preview.counts == ImportCounts(unchanged=3)
    (problem,) = prepared.preview.problems
    assert (problem.kept, problem.excerpt) == (True, "Abandonné")
    prepared.write()
    page = read_commitment(dossier, town["path"])
    assert (page.standing, len(page.verdicts)) == (Standing.PARTLY_DONE, 1)


def test_a_commitment_deleted_meanwhile_stays_deleted(
    dossier: Dossier, town: dict[str, str], file: Path
) -> None:
    delete_record(dossier, kind="commitment", record_id=town["trees"])
    assert prepare(dossier, file).preview.counts == ImportCounts(unchanged=2, skipped=1)
