"""Say what the tables of meetings and of follow-ups show of each row; they ask for nothing by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from altterr_desktop.domain.lists import Page, Query
from altterr_desktop.domain.meetings import FollowUpState, MeetingState
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import short_date, time_words
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.numbers import fraction_words
from altterr_desktop.services.fields import today
from altterr_desktop.services.follow_ups import FollowUpRow, list_follow_ups
from altterr_desktop.services.meetings import MeetingRow, list_meetings
from altterr_desktop.ui.kit.columns import Cell, Column
from altterr_desktop.ui.tabs.meetings.words import due_words, who_words


class Ready(float):
    """Be the share of checks that are done, which still knows how many there are."""

    done: int
    total: int

    @classmethod
    def of(cls, done: int, total: int) -> Ready:
        """Make the share of so many done out of so many."""
        share = cls(done / total if total else 1.0)
        share.done, share.total = done, total
        return share


@dataclass(frozen=True)
class MeetingLine:
    """Hold one meeting in the words of the table."""

    id: str
    when: tuple[str, str]
    named: tuple[str, str]
    ready: Ready | None
    minutes: tuple[str, str]


@dataclass(frozen=True)
class FollowUpLine:
    """Hold one follow-up in the words of the table."""

    id: str
    done: bool
    named: tuple[str, str]
    who: str
    due: tuple[str, str]
    state: str


def list_meeting_lines(dossier: Any, query: Query) -> Page[MeetingLine]:
    """Ask for a page of meetings, in the words of the table; used on the worker's thread."""
    page = list_meetings(dossier, query)
    return Page(tuple(_meeting_line(row) for row in page.rows), page.total)


def list_follow_up_lines(dossier: Any, query: Query) -> Page[FollowUpLine]:
    """Ask for a page of follow-ups, in the words of the table; used on the worker's thread."""
    page = list_follow_ups(dossier, query)
    return Page(tuple(follow_up_line(row) for row in page.rows), page.total)


def meeting_columns() -> list[Column]:
    """Describe the table of meetings, in the language in force."""
    return [
        Column("when", _("Date"), 11, Cell.TWO_LINES, sort="date"),
        Column("named", _("Meeting"), 12, Cell.TWO_LINES, stretch=True, sort="title"),
        Column("ready", _("Ready"), 10, Cell.PROGRESS, sort="", text=_ready_words),
        Column("minutes", _("Minutes"), 12, Cell.ALERT, sort="", text=_first),
    ]


def follow_up_columns() -> list[Column]:
    """Describe the table of follow-ups, in the language in force."""
    return [
        Column(
            "done",
            _("Done"),
            3,
            sort="",
            text=lambda _done: "",
            spoken=lambda done: _("yes") if done else _("no"),
        ),
        Column("named", _("To be done"), 20, Cell.TWO_LINES, stretch=True, sort="title"),
        Column("who", _("Who"), 15, sort=""),
        Column("due", _("By when"), 12, Cell.ALERT, text=_first),
        Column("state", _("State"), 8, Cell.MUTED),
    ]


def _meeting_line(row: MeetingRow) -> MeetingLine:
    when = (
        short_date(row.held_on) if row.held_on else _("No day yet"),
        time_words(row.start_time) if row.start_time else "",
    )
    to_come = row.state is MeetingState.PLANNED and not row.to_write_up
    return MeetingLine(
        row.id,
        when,
        _named(row),
        Ready.of(row.readiness_done, row.readiness_total) if to_come else None,
        (_minutes_words(row), _("To write up") if row.to_write_up else ""),
    )


def _named(row: MeetingRow) -> tuple[str, str]:
    """Name a meeting by whom it is with; a title that only repeats their names is left out."""
    if not row.officials:
        return row.title, row.place
    repeats = row.officials.split(", ")[0] in row.title
    return row.officials, " · ".join(part for part in ("" if repeats else row.title, row.place) if part)


def _minutes_words(row: MeetingRow) -> str:
    if row.state is MeetingState.CANCELLED:
        return label(row.state)
    return label(row.minutes_state) if row.has_minutes else "–"


def follow_up_line(row: FollowUpRow) -> FollowUpLine:
    """Write a follow-up in the words of the table."""
    origin = row.meeting or row.commitment or row.mobilisation
    return FollowUpLine(
        row.id,
        row.state is FollowUpState.DONE,
        (row.title, origin),
        who_words(row),
        due_words(row, today()),
        label(row.state),
    )


def _ready_words(ready: Ready | None) -> str:
    return fraction_words(ready.done, ready.total) if ready is not None else "–"


def _first(value: tuple[str, str] | str) -> str:
    return value[0] if isinstance(value, tuple) else value
