from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from altterr_desktop.reports.catalogue import find_report
from tests.reports import (
    invented,
    invented_actions,
    invented_groups,
    invented_letters,
    invented_lists,
    invented_people,
)
from tests.reports.golden import assert_golden, assert_sound, pdf_text

DOCUMENTS = {
    "assessment": invented.assessment(10),
    "preparation": invented_actions.preparation(),
    "minutes": invented_actions.minutes(),
    "mobilisation": invented_actions.mobilisation(),
    "letter": invented_letters.letter(),
    "election": invented_lists.election(),
    "comparison": invented_groups.comparison(),
    "handover": invented_groups.handover(),
    "person": invented_groups.person(),
    "stakeholder_map": invented_people.stakeholder_map(),
    "assembly": invented_people.assembly(),
}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_says_what_it_said(name: str, language: str, tmp_path: Path) -> None:
    data: Any = replace(DOCUMENTS[name], language=language)  # type: ignore[type-var]
    path = tmp_path / "document.pdf"
    find_report(name).report().build(data, "pdf", path)
    assert_sound(path)
    assert_golden(pdf_text(path), f"{name}.{language}.txt")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_data_give_the_same_bytes(name: str, tmp_path: Path) -> None:
    report = find_report(name).report()
    report.build(DOCUMENTS[name], "pdf", tmp_path / "one.pdf")
    report.build(DOCUMENTS[name], "pdf", tmp_path / "two.pdf")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
