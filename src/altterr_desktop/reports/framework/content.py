"""Turn a framework into the JSON or the table that the import of frameworks reads back; must write no file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from altterr_desktop.i18n import _, language_set
from altterr_desktop.i18n.dates import long_date
from altterr_desktop.rendering.workbook import CellKind, PageSheet, SheetColumn, TableSheet, Value, Workbook

if TYPE_CHECKING:
    from altterr_desktop.reports.framework.data import FrameworkData, MeasureLine

_LEAST_LEVELS = 3
_ABOUT = ("name", "edition", "publisher", "licence", "source_url", "description")


def framework_json(data: FrameworkData) -> str:
    """Write a framework in the schema of the guide's page on frameworks."""
    known = all(measure.title for measure in data.measures)
    document: dict[str, Any] = {name: getattr(data, name) for name in _ABOUT}
    document["complete"] = known
    document["skeleton"] = not known
    document["measures"] = [_measure(measure) for measure in data.measures]
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _measure(measure: MeasureLine) -> dict[str, Any]:
    return {
        "number": measure.number,
        "title": measure.title,
        "verbatim": measure.verbatim,
        "text": measure.text,
        "theme": measure.theme,
        "parent": measure.parent,
        "levels": {str(level): text for level, text in sorted(measure.levels.items())},
    }


def framework_workbook(data: FrameworkData) -> Workbook:
    """Describe a framework as a table, with a page that says how to fill it in."""
    with language_set(data.language):
        levels = range(1, max([_LEAST_LEVELS, *(max(m.levels, default=0) for m in data.measures)]) + 1)
        columns = (
            SheetColumn(_("Framework"), CellKind.TEXT, 28),
            SheetColumn(_("Edition"), CellKind.TEXT, 14),
            SheetColumn(_("Number"), CellKind.TEXT, 9),
            SheetColumn(_("Title"), CellKind.LONG_TEXT, 48),
            SheetColumn(_("Text"), CellKind.LONG_TEXT, 48),
            SheetColumn(_("Theme"), CellKind.TEXT, 24),
            SheetColumn(_("Parent measure"), CellKind.TEXT, 12),
            *(
                SheetColumn(_("Level {level}").format(level=level), CellKind.LONG_TEXT, 40)
                for level in levels
            ),
        )
        return Workbook(
            title=data.name,
            subject=_("Framework of measures"),
            author=data.group,
            language=data.language,
            written_on=data.written_on,
            territory="",
            # The measures come first: it is the sheet that is read back.
            sheets=(
                TableSheet(
                    _("Measures"), columns, [_row(data, measure, levels) for measure in data.measures]
                ),
                _about(data),
            ),
        )


def _row(data: FrameworkData, measure: MeasureLine, levels: range) -> tuple[Value, ...]:
    title = measure.title if measure.verbatim or not measure.title else f"[{measure.title}]"
    return (
        data.name,
        data.edition,
        measure.number,
        title,
        measure.text,
        measure.theme,
        measure.parent,
        *(measure.levels.get(level, "") for level in levels),
    )


def _about(data: FrameworkData) -> PageSheet:
    return PageSheet(
        _("Read me"),
        " ".join(part for part in (data.name, data.edition) if part),
        tuple(
            line
            for line in (
                _("Written on {day} by {group}.").format(day=long_date(data.written_on), group=data.group),
                data.publisher,
                data.licence,
                data.source_url,
                data.description,
                _(
                    "One line is one measure. A title between [brackets] is a summary, never the official text."
                ),
                _("Keep the first two columns as they are: by them the measures are recognised again."),
            )
            if line.strip()
        ),
    )
