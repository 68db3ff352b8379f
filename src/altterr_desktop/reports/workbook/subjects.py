"""Describe the sheets of the workbook, one per subject; the first column of each is the hidden identifier."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from altterr_desktop.domain.commitments import EvidenceKind, ProofStrength
from altterr_desktop.domain.meetings import FollowUpState, MeetingKind, MeetingSide, MeetingState
from altterr_desktop.domain.mobilisations import MobilisationKind, MobilisationState
from altterr_desktop.domain.officials import Side
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.rendering.workbook import CellKind, SheetColumn, TableSheet, Value

if TYPE_CHECKING:
    from altterr_desktop.reports.workbook.data import CommitmentRow, WorkbookData

# Places of columns that the dashboard counts, from 0.
THEME_COLUMN, STATE_COLUMN = 3, 4
FOLLOW_UP_STATE, FOLLOW_UP_DUE = 3, 5


def sheets(data: WorkbookData) -> tuple[TableSheet, ...]:
    """Describe all sheets, in the order of the window's tabs."""
    return (
        _officials(data),
        _commitments(data),
        _evidence(data),
        _meetings(data),
        _follow_ups(data),
        _mobilisations(data),
        _key_dates(data),
    )


def theme_of(one: CommitmentRow) -> str:
    """Give a commitment's theme, or what stands for none."""
    return one.theme.strip() or _("Without theme")


def _id() -> SheetColumn:
    return SheetColumn(_("Identifier"), CellKind.ID, 10, locked=True)


def _text(title: str, width: float = 24) -> SheetColumn:
    return SheetColumn(title, CellKind.TEXT, width)


def _long(title: str, width: float = 40) -> SheetColumn:
    return SheetColumn(title, CellKind.LONG_TEXT, width)


def _date(title: str) -> SheetColumn:
    return SheetColumn(title, CellKind.DATE, 13)


def _number(title: str) -> SheetColumn:
    return SheetColumn(title, CellKind.NUMBER, 11, locked=True)


def _choice(title: str, members: type[StrEnum], width: float = 22) -> SheetColumn:
    return SheetColumn(title, CellKind.TEXT, width, tuple(label(member) for member in members))


def _word(member: StrEnum | None) -> Value:
    return label(member) if member else None


def _officials(data: WorkbookData) -> TableSheet:
    columns = (
        _id(),
        _text(_("Name"), 28),
        _text(_("Function"), 28),
        _long(_("Delegation"), 34),
        _text(_("Territory"), 28),
        _choice(_("Majority or opposition"), Side, 16),
        _date(_("Start")),
        _date(_("End")),
        _number(_("Commitments")),
    )
    rows: list[tuple[Value, ...]] = [
        (
            one.id,
            one.name,
            one.function,
            one.delegation,
            one.territory,
            _word(one.side),
            one.start,
            one.end,
            one.commitments,
        )
        for one in data.officials
    ]
    return TableSheet(_("Officials"), columns, rows)


def _commitments(data: WorkbookData) -> TableSheet:
    columns = (
        _id(),
        _text(_("No."), 7),
        _long(_("Commitment"), 38),
        _text(_("Theme"), 24),
        SheetColumn(_("State"), CellKind.STANDING, 28),
        _text(_("Territory"), 24),
        _long(_("What was promised"), 44),
        _long(_("Document"), 26),
        _text(_("Page"), 7),
        _long(_("In charge"), 22),
        _date(_("Deadline")),
        _text(_("Late"), 8),
        _date(_("Checked on")),
        _long(_("What we see"), 50),
        _long(_("Next step"), 34),
        _number(_("Evidence")),
    )
    rows: list[tuple[Value, ...]] = [
        (
            one.id,
            one.number,
            one.title,
            theme_of(one),
            one.standing,
            one.territory,
            one.verbatim,
            one.document,
            one.page,
            one.in_charge,
            one.deadline,
            _("yes") if one.late else None,
            one.checked_on,
            one.findings,
            one.next_step,
            one.evidence,
        )
        for one in data.commitments
    ]
    return TableSheet(_("Commitments"), columns, rows)


def _evidence(data: WorkbookData) -> TableSheet:
    columns = (
        _id(),
        _long(_("Document"), 44),
        _choice(_("Kind"), EvidenceKind),
        _long(_("Commitment"), 38),
        _text(_("Publisher")),
        _date(_("Date")),
        _text(_("Page"), 8),
        _choice(_("Strength of proof"), ProofStrength),
        _text(_("Address"), 40),
    )
    rows: list[tuple[Value, ...]] = [
        (
            one.id,
            one.title,
            label(one.kind),
            one.commitment,
            one.publisher,
            one.dated_on,
            one.page,
            _word(one.strength),
            one.address,
        )
        for one in data.evidence
    ]
    return TableSheet(_("Evidence"), columns, rows)


def _meetings(data: WorkbookData) -> TableSheet:
    columns = (
        _id(),
        _long(_("Meeting"), 36),
        _choice(_("Kind"), MeetingKind),
        _choice(_("State"), MeetingState, 14),
        _date(_("Date")),
        _text(_("Place")),
        _long(_("Goal"), 44),
        _long(_("People"), 34),
        _number(_("Promises")),
    )
    rows: list[tuple[Value, ...]] = [
        (
            one.id,
            one.title,
            label(one.kind),
            label(one.state),
            one.held_on,
            one.place,
            one.goal,
            one.people,
            one.promises,
        )
        for one in data.meetings
    ]
    return TableSheet(_("Meetings"), columns, rows)


def _follow_ups(data: WorkbookData) -> TableSheet:
    columns = (
        _id(),
        _long(_("What"), 44),
        _choice(_("Side"), MeetingSide, 16),
        _choice(_("State"), FollowUpState, 12),
        _text(_("Who")),
        _date(_("By when")),
        _date(_("Done on")),
        _long(_("Meeting"), 34),
        _long(_("Commitment"), 34),
    )
    rows: list[tuple[Value, ...]] = [
        (
            one.id,
            one.title,
            label(one.side),
            label(one.state),
            one.who,
            one.due_on,
            one.done_on,
            one.meeting,
            one.commitment,
        )
        for one in data.follow_ups
    ]
    return TableSheet(_("Follow-ups"), columns, rows)


def _mobilisations(data: WorkbookData) -> TableSheet:
    columns = (
        _id(),
        _long(_("Mobilisation"), 36),
        _choice(_("Kind"), MobilisationKind),
        _choice(_("State"), MobilisationState, 16),
        _date(_("Date")),
        _text(_("Place")),
        _long(_("Aim")),
        _long(_("Demand")),
        SheetColumn(_("People present"), CellKind.NUMBER, 12),
        _long(_("Outcome")),
    )
    rows: list[tuple[Value, ...]] = [
        (
            one.id,
            one.title,
            label(one.kind),
            label(one.state),
            one.happens_on,
            one.place,
            one.aim,
            one.demand,
            one.attendance,
            one.outcome,
        )
        for one in data.mobilisations
    ]
    return TableSheet(_("Mobilisations"), columns, rows)


def _key_dates(data: WorkbookData) -> TableSheet:
    columns = (
        _id(),
        _long(_("Date to remember"), 40),
        _text(_("Kind")),
        _date(_("Start")),
        _date(_("End")),
        _long(_("Notes"), 60),
    )
    rows: list[tuple[Value, ...]] = [
        (one.id, one.title, one.kind, one.starts_on, one.ends_on, one.notes) for one in data.key_dates
    ]
    return TableSheet(_("Key dates"), columns, rows)
