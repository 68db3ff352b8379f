import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from altterr_desktop.i18n import language_set
from altterr_desktop.reports.catalogue import REPORTS, find_report
from tests.reports import (
    invented,
    invented_actions,
    invented_calendar,
    invented_frameworks,
    invented_groups,
    invented_letters,
    invented_lists,
    invented_people,
    test_review,
)
from tests.reports.golden import STARTS

DATA: dict[str, Any] = {
    "assessment": invented.assessment(2),
    "preparation": invented_actions.preparation(),
    "minutes": invented_actions.minutes(),
    "mobilisation": invented_actions.mobilisation(),
    "workbook": invented_lists.lists(2),
    "framework": invented_frameworks.framework(),
    "calendar": invented_calendar.calendar(),
    "meeting_statistics": invented_calendar.statistics(),
    "letter": invented_letters.letter(),
    "contacts": invented_lists.contacts(),
    "election": invented_lists.election(),
    "review": test_review.DATA,
    "comparison": invented_groups.comparison(),
    "handover": invented_groups.handover(),
    "person": invented_groups.person(),
    "stakeholder_map": invented_people.stakeholder_map(),
    "assembly": invented_people.assembly(),
    "officials": invented_people.officials(),
}


def test_reports_have_names_of_their_own() -> None:
    assert sorted(spec.name for spec in REPORTS) == sorted(DATA)


def test_a_report_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(KeyError, match="poster"):
        find_report("poster")


@pytest.mark.parametrize("spec", REPORTS, ids=lambda spec: spec.name)
def test_each_report_writes_each_of_its_formats(spec: Any, tmp_path: Path) -> None:
    with language_set("fr"):
        assert spec.title
    report = spec.report()
    for fmt in spec.formats:
        name = report.file_name(DATA[spec.name], fmt)
        assert name.endswith(f".{fmt}")
        assert name == name.lower()
        assert " " not in name
        report.build(DATA[spec.name], fmt, tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(STARTS[fmt])


def test_listing_the_reports_loads_no_library_of_documents() -> None:
    code = (
        "import sys; import altterr_desktop.reports.catalogue as c; [s.title for s in c.REPORTS]; "
        "sys.exit(any(m in sys.modules for m in ('reportlab', 'openpyxl')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
