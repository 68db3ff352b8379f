"""Write meetings, lines and follow-ups in the words of this page; it reads nothing."""

from __future__ import annotations

from datetime import date

from altterr_desktop.domain.meetings import LineKind, MeetingSide, MeetingState
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import long_date, medium_date, relative_day, short_date, time_words
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import count_words, join_words
from altterr_desktop.services.after_meeting import AmendmentView
from altterr_desktop.services.follow_ups import FollowUpRow
from altterr_desktop.services.meeting_views import LineView, MeetingView

_LINE_ICONS = {
    LineKind.SAID: "message-square",
    LineKind.FIGURE: "chart-column",
    LineKind.POSITION: "flag",
    LineKind.PROMISE: "handshake",
    LineKind.DIFFICULTY: "triangle-alert",
    LineKind.DOCUMENT_PROMISED: "file-text",
    LineKind.DEMAND: "megaphone",
    LineKind.IMPRESSION: "eye-off",
}


def line_icon(kind: LineKind) -> str:
    """Name the icon of a kind of line."""
    return _LINE_ICONS[kind]


def facts_words(meeting: MeetingView) -> str:
    """Say when, where and with whom a meeting is, on one line."""
    clock = time_words(meeting.start_time) if meeting.start_time else ""
    if clock and meeting.end_time:
        clock = f"{clock} – {time_words(meeting.end_time)}"
    day = long_date(meeting.held_on) if meeting.held_on else _("No day yet")
    names = join_words([person.name for person in meeting.theirs]) if meeting.theirs else ""
    return " · ".join(part for part in (day, clock, meeting.place, names) if part)


def state_words(meeting: MeetingView, today: date) -> str:
    """Say whether a meeting is to come, and how soon."""
    if meeting.state is not MeetingState.PLANNED or meeting.held_on is None:
        return label(meeting.state)
    if meeting.held_on == today:
        return _("Today")
    words = relative_day(meeting.held_on, today)
    return words[:1].upper() + words[1:]


def line_detail(line: LineView) -> str:
    """Say what goes with a line: who said it, who will do it by when, what was made of it."""
    parts = [line.speaker]
    if line.promise_who or line.promise_due:
        by = short_date(line.promise_due) if line.promise_due else ""
        parts.append(
            " · ".join(part for part in (line.promise_who, by and _("by {day}").format(day=by)) if part)
        )
    if line.obstacle is not None:
        parts.append(label(line.obstacle))
    if line.answer:
        parts.append(_("answer: {words}").format(words=line.answer))
    if line.follow_up_ids:
        parts.append(_("→ follow-up"))
    if line.commitment_id:
        parts.append(_("→ commitment"))
    if line.evidence_ids:
        parts.append(_("→ evidence"))
    if line.internal:
        parts.append(_("internal"))
    return " · ".join(part for part in parts if part)


def amendment_detail(one: AmendmentView) -> str:
    """Say who added a correction, when, and who asked for it."""
    day = short_date(one.made_on) if one.made_on else ""
    asked = _("asked by {name}").format(name=one.asked_by) if one.asked_by else ""
    return " · ".join(part for part in (day, one.author, asked) if part)


def due_words(row: FollowUpRow, today: date) -> tuple[str, str]:
    """Say when a follow-up is due, and in alarm how late it is."""
    if row.due_on is None:
        return "–", ""
    return short_date(row.due_on), relative_day(row.due_on, today) if row.overdue else ""


def who_words(row: FollowUpRow) -> str:
    """Say who does it and on which side."""
    side = _("Us") if row.side is MeetingSide.OURS else _("Them")
    return f"{side} · {row.who}" if row.who else side


def silence_words(days: int | None) -> str:
    """Say for how long an official has not given a sign."""
    if days is None:
        return _("No sign so far")
    return count_words("{count} day without a sign", "{count} days without a sign", days)


def held_words(day: date | None) -> str:
    """Say on which day a meeting was."""
    return medium_date(day) if day else _("No day yet")
