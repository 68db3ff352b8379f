"""Read a calendar file into drafts, events that repeat as their dates; must never crash on what a file holds."""

from __future__ import annotations

import hashlib
import warnings
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from altterr_desktop.domain.calendar_drafts import CalendarDraft, EventDraft
from altterr_desktop.domain.drafts import Problem
from altterr_desktop.domain.errors import KnownError
from altterr_desktop.i18n import _
from altterr_desktop.importers.calendar.blocks import Block, blocks_of, lines_of, looks_like_calendar
from altterr_desktop.importers.calendar.recurrence import Moment, occurrences
from altterr_desktop.importers.files.kinds import read_sample
from altterr_desktop.importers.files.problems import Cancel, Problems, Progress, excerpt_of, stop_if_asked

if TYPE_CHECKING:
    from icalendar import Event

_PARIS = ZoneInfo("Europe/Paris")
_LAST_HOUR = time(23, 59)
_LONGEST_TITLE = 300
# What calendar libraries raise on texts made to break them.
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, OverflowError, ArithmeticError, RecursionError)


class NotACalendar(KnownError):
    """Say that a file holds no event."""


def recognises(path: Path) -> float:
    """Rate from 0 to 1 how surely a file is a calendar; never raises for what the file is."""
    try:
        return 1.0 if looks_like_calendar(read_sample(path)) else 0.0
    except KnownError:
        return 0.0


def read_calendar(
    path: Path,
    *,
    first: date,
    last: date,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> CalendarDraft:
    """Read the events of a calendar that fall between two days.

    An event that cannot be read is a problem with its first line. Raises NotACalendar, UnreadableFile, Cancelled.
    """
    lines = lines_of(path)
    problems = Problems()
    blocks = list(blocks_of(lines, problems))
    events = [block for block in blocks if block.name == "VEVENT"]
    if not events and not problems:
        raise NotACalendar(_("“{name}” holds no event: there is nothing to bring in.").format(name=path.name))
    for block in blocks:
        if block.name == "VTIMEZONE":
            _learn_zone(block)
    name, method = _heading(next(block for block in blocks if block.name == "VCALENDAR"))
    reading = _Reading(first, last, problems, is_cancelled=method == "CANCEL")
    for place, block in enumerate(events):
        stop_if_asked(cancelled)
        if progress is not None:
            progress(place, len(events))
        reading.add(block)
    return CalendarDraft(name or path.stem, first, last, reading.drafts(), tuple(problems), reading.left_out)


def _learn_zone(block: Block) -> None:
    """Let the library know a time zone the file describes itself; a wrong one is as if it were not there."""
    from icalendar import Timezone

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            Timezone.from_ical(block.text)
    except _BROKEN:
        return


def _heading(block: Block) -> tuple[str, str]:
    """Give the calendar's name and method."""
    found: dict[str, str] = {}
    for line in block.text.replace("\r\n ", "").replace("\r\n\t", "").split("\r\n"):
        key, _colon, value = line.partition(":")
        found.setdefault(key.partition(";")[0].upper(), value.strip())
    name = found.get("X-WR-CALNAME") or found.get("NAME", "")
    for mark, plain in ((r"\,", ","), (r"\;", ";"), (r"\n", " "), (r"\\", "\\")):
        name = name.replace(mark, plain)
    return excerpt_of(name, 120), found.get("METHOD", "").upper()


class _Reading:
    """Gather the occurrences of events; a version of one that comes later in time replaces the earlier."""

    def __init__(self, first: date, last: date, problems: Problems, *, is_cancelled: bool) -> None:
        self._first = first
        self._last = last
        self._problems = problems
        self._is_cancelled = is_cancelled
        self._plain: dict[tuple[str, str], EventDraft] = {}
        self._moved: dict[tuple[str, str], EventDraft] = {}
        self.left_out = 0

    def drafts(self) -> tuple[EventDraft, ...]:
        """Give the occurrences in order, exceptions in the place of what they replace."""
        found = {**self._plain, **self._moved}
        kept = [draft for draft in found.values() if self._is_inside(draft)]
        self.left_out += len(found) - len(kept)
        return tuple(
            sorted(kept, key=lambda draft: (draft.starts_on, draft.start_time, draft.uid, draft.occurrence))
        )

    def add(self, block: Block) -> None:
        """Read one event."""
        from icalendar import Event

        try:
            with warnings.catch_warnings():
                # Guesses about strange time zones are the library's own talk.
                warnings.simplefilter("ignore")
                event = Event.from_ical(block.text)
            if not isinstance(event, Event):
                raise TypeError(block.name)
            self._add(event, block.line)
        except _BROKEN as error:
            reason = _("This event cannot be read ({reason}): it was left out.")
            self._say(block.line, reason.format(reason=excerpt_of(str(error), 80)))

    def _add(self, event: Event, line: int) -> None:
        start = _moment(event.get("dtstart"))
        if start is None:
            self._say(
                line, _("This event has no day that can be read: it was left out."), _text(event, "summary")
            )
            return
        for name, _message in event.errors:
            self._say(line, _("This part cannot be read and was passed over."), name or "", kept=True)
        if _has_unknown_zone(event.get("dtstart")):
            self._say(line, _("Its time zone is not known: the time is taken as written."), kept=True)
        draft = self._draft(event, start, line)
        exception = _moment(event.get("recurrence-id"))
        if exception is not None:
            self._keep(self._moved, replace(draft, occurrence=_stamp(exception)))
            return
        if not any(event.get(name) for name in ("rrule", "rdate")):
            self._keep(self._plain, draft)
            return
        self._repeat(event, start, draft)

    def _repeat(self, event: Event, start: Moment, draft: EventDraft) -> None:
        dates, problem = occurrences(event, start, self._first, self._last, _moment)
        if problem:
            self._say(draft.line, problem, draft.title, kept=True)
        for moment in dates:
            moved = _shifted(draft, start, moment)
            self._keep(self._plain, replace(moved, occurrence=_stamp(moment)))

    def _draft(self, event: Event, start: Moment, line: int) -> EventDraft:
        title = " ".join(_text(event, "summary").split())[:_LONGEST_TITLE]
        place = " ".join(_text(event, "location").split())[:_LONGEST_TITLE]
        uid = _text(event, "uid").strip()
        if not uid:
            # Told by what it says: the same event without identity is the same at the next import.
            uid = hashlib.sha256(f"{title}|{_stamp(start)}".encode()).hexdigest()[:32]
        ends_on, end_time = _end(event, start)
        return EventDraft(
            line=line,
            uid=uid,
            title=title or place or _("Event without a title"),
            starts_on=_day(start),
            ends_on=ends_on,
            start_time=_clock(start),
            end_time=end_time,
            place=place,
            description=_text(event, "description").strip(),
            cancelled=self._is_cancelled or _text(event, "status").upper() == "CANCELLED",
            revision=(_number(event.get("sequence")), _changed(event)),
        )

    def _keep(self, kept: dict[tuple[str, str], EventDraft], draft: EventDraft) -> None:
        known = kept.get((draft.uid, draft.occurrence))
        if known is None or known.revision <= draft.revision:
            kept[draft.uid, draft.occurrence] = draft

    def _is_inside(self, draft: EventDraft) -> bool:
        return (draft.ends_on or draft.starts_on) >= self._first and draft.starts_on <= self._last

    def _say(self, line: int, reason: str, excerpt: str = "", *, kept: bool = False) -> None:
        self._problems.add(Problem(line, reason, excerpt=excerpt_of(excerpt), kept=kept))


def _value(value: Any) -> Any:
    """Give what a property holds, None where it is broken; of one that is there twice, the first counts."""
    if isinstance(value, list):
        value = value[0] if value else None
    try:
        return getattr(value, "dt", value)
    except _BROKEN:
        return None


def _moment(value: Any) -> Moment | None:
    """Give a day, or a day and time of Paris; a time without zone is taken as written."""
    found = _value(value)
    if isinstance(found, tuple) and found:
        found = found[0]
    if isinstance(found, datetime):
        if found.tzinfo is not None:
            found = found.astimezone(_PARIS).replace(tzinfo=None)
        return found.replace(microsecond=0, fold=0)
    return found if isinstance(found, date) else None


def _has_unknown_zone(value: Any) -> bool:
    found = _value(value)
    params = getattr(value, "params", {})
    return isinstance(found, datetime) and found.tzinfo is None and bool(params.get("TZID"))


def _end(event: Event, start: Moment) -> tuple[date | None, str]:
    """Give the last day, where it is another one, and the time it ends."""
    end = _moment(event.get("dtend"))
    length = _value(event.get("duration"))
    if end is None and isinstance(length, timedelta):
        end = start + length
    if end is None or type(end) is not type(start) or end <= start:
        return None, ""
    if not isinstance(end, datetime):
        # The end of whole days is the day after the last one (RFC 5545, 3.6.1).
        last = end - timedelta(days=1)
        return (last if last > start else None), ""
    last = (end - timedelta(minutes=1)).date() if end.time() == time() else end.date()
    return (last if last > _day(start) else None), end.strftime("%H:%M")


def _shifted(draft: EventDraft, start: Moment, moment: Moment) -> EventDraft:
    """Put an event on another of its dates."""
    gap = _day(moment) - _day(start)
    return replace(
        draft,
        starts_on=_day(moment),
        ends_on=draft.ends_on + gap if draft.ends_on else None,
        start_time=_clock(moment) if isinstance(moment, datetime) else draft.start_time,
    )


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _clock(moment: Moment) -> str:
    return moment.strftime("%H:%M") if isinstance(moment, datetime) else ""


def _stamp(moment: Moment) -> str:
    """Name an occurrence by its first day and time, the same on every laptop."""
    return moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()


def _text(event: Event, name: str) -> str:
    value = event.get(name, "")
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value).replace("\r\n", "\n").replace("\r", "\n")


def _number(value: Any) -> int:
    try:
        return int(value or 0)
    except (ValueError, TypeError):
        return 0


def _changed(event: Event) -> str:
    for name in ("last-modified", "dtstamp"):
        moment = _moment(event.get(name))
        if moment is not None:
            return _stamp(moment)
    return ""
