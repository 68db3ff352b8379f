"""Turn a dossier's lists into a workbook: a page to read first, a dashboard, one sheet per subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from altterr_desktop.i18n import _, language_set
from altterr_desktop.i18n.dates import long_date
from altterr_desktop.rendering.workbook import PageSheet, Workbook
from altterr_desktop.reports.workbook import dashboard, subjects

if TYPE_CHECKING:
    from altterr_desktop.reports.workbook.data import WorkbookData


def dossier_workbook(data: WorkbookData) -> Workbook:
    """Describe the workbook of a whole dossier."""
    with language_set(data.language):
        return Workbook(
            title=_("Workbook of the dossier"),
            subject=_("Workbook of the dossier"),
            author=data.group,
            language=data.language,
            written_on=data.written_on,
            territory=data.territory,
            sheets=(_readme(data), dashboard.dashboard(data), *subjects.sheets(data)),
        )


def _readme(data: WorkbookData) -> PageSheet:
    return PageSheet(
        _("Read me"),
        f"{data.group} – {data.territory}",
        (
            _("Written on {day} from the dossier of the group.").format(day=long_date(data.written_on)),
            _("This file is in clear: anybody who has it can read it. Do not leave it lying about."),
            _("Each subject has its sheet. Filter and sort with the arrows of the header."),
            _("Cells with a list offer the words that the dossier understands. Dates are real dates."),
            _(
                "The first column of each sheet is hidden: it holds the identifier by which the dossier "
                "finds the line again. Leave it as it is."
            ),
            _(
                "To bring changes back, import this file: the dossier first shows the differences and "
                "changes nothing by itself."
            ),
            _("The names of technical staff, of signatories and of participants are not in this file."),
        ),
    )
