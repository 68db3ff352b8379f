from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from altterr_desktop.domain.errors import NotFound
from altterr_desktop.domain.meetings import Audience
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import language_set
from altterr_desktop.reports.catalogue import REPORTS, find_report
from altterr_desktop.services.assessments import freeze_assessment, read_snapshot
from altterr_desktop.services.demo import make_demo
from altterr_desktop.services.dossiers import start_dossier
from altterr_desktop.services.tables import read_table
from tests.reports.golden import STARTS, assert_sound, pages_of, pdf_text


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    with language_set("fr"):
        dossier = make_demo(tmp_path_factory.mktemp("demo") / "demo.altterr", day=date(2029, 3, 15))
        yield dossier
        dossier.close()


@pytest.fixture
def french() -> Iterator[None]:
    with language_set("fr"):
        yield


def official(dossier: Dossier) -> str:
    return str(read_table(dossier, "official")[0]["id"])


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize("spec", REPORTS, ids=lambda spec: spec.name)
def test_each_report_is_written_from_a_dossier(spec: Any, demo: Dossier, tmp_path: Path) -> None:
    report = spec.report()
    data = report.load(demo, official(demo) if spec.name == "person" else None)
    for fmt in spec.formats:
        path = tmp_path / report.file_name(data, fmt)
        report.build(data, fmt, path)
        if fmt == "pdf":
            assert_sound(path)
        elif fmt == "xlsx":
            openpyxl.load_workbook(path).close()
        else:
            assert path.read_bytes().startswith(STARTS[fmt])
        if spec.name == "preparation":
            assert pages_of(path) == 2


@pytest.mark.usefixtures("french")
def test_an_assessment_prints_the_figures_of_its_snapshot(demo: Dossier, tmp_path: Path) -> None:
    snapshot = read_snapshot(demo)
    report = find_report("assessment").report()
    data = report.load(demo)
    assert [one.title for one in data.commitments] == [one.title for one in snapshot.commitments]
    assert [one.standing for one in data.commitments] == [one.standing for one in snapshot.commitments]
    report.build(data, "pdf", tmp_path / "bilan.pdf")
    text = pdf_text(tmp_path / "bilan.pdf")
    assert "Exemple inventé" in text
    for one in snapshot.commitments:
        assert one.title.split()[0] in text


@pytest.mark.usefixtures("french")
def test_a_frozen_assessment_prints_the_same_bytes_later(tmp_path: Path) -> None:
    dossier = make_demo(tmp_path / "demo.altterr", day=date(2029, 3, 15))
    snapshot = read_snapshot(dossier)
    if snapshot.assessment_id and snapshot.state.value != "frozen":
        freeze_assessment(dossier, assessment_id=snapshot.assessment_id)
    report = find_report("assessment").report()
    report.build(report.load(dossier), "pdf", tmp_path / "one.pdf")
    report.build(report.load(dossier), "pdf", tmp_path / "two.pdf")
    dossier.close()
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


@pytest.mark.usefixtures("french")
def test_the_internal_choice_reaches_the_document(demo: Dossier) -> None:
    report = find_report("preparation").report()
    assert report.load(demo).internal
    assert not report.load(demo, internal=False).internal
    minutes = find_report("minutes").report()
    assert not minutes.load(demo).internal
    assert minutes.load(demo, audience=Audience.INTERNAL).internal


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize("name", ["assessment", "preparation", "minutes", "mobilisation"])
def test_a_record_that_is_not_there_is_not_found(name: str, demo: Dossier) -> None:
    with pytest.raises(NotFound):
        find_report(name).report().load(demo, "00000000-0000-0000-0000-000000000000")


@pytest.mark.usefixtures("french")
def test_an_empty_dossier_has_only_an_assessment_to_print(tmp_path: Path) -> None:
    dossier = start_dossier(tmp_path / "vide.altterr", group="Collectif", territory_codes=["32013"])
    for name in ("preparation", "minutes", "mobilisation"):
        with pytest.raises(NotFound):
            find_report(name).report().load(dossier)
    report = find_report("assessment").report()
    report.build(report.load(dossier), "pdf", tmp_path / "bilan.pdf")
    dossier.close()
    assert_sound(tmp_path / "bilan.pdf")
    assert "Aucun engagement" in pdf_text(tmp_path / "bilan.pdf")
