"""Say in words and signs what is in the calendar; it draws nothing."""

from __future__ import annotations

from altterr_desktop.domain.calendar import CalendarKind
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import time_words
from altterr_desktop.i18n.labels import label
from altterr_desktop.services.calendar_sources import CalendarItem

_ICONS = {
    CalendarKind.MEETING: "handshake",
    CalendarKind.COUNCIL: "landmark",
    CalendarKind.MOBILISATION: "megaphone",
    CalendarKind.KEY_DATE: "star",
    CalendarKind.ELECTION: "vote",
    CalendarKind.DECLARATION: "file-text",
    CalendarKind.PLAN_STEP: "route",
    CalendarKind.FOLLOW_UP: "list-checks",
    CalendarKind.REMINDER: "bell",
    CalendarKind.ANSWER: "mail-question",
    CalendarKind.REFUSAL: "megaphone-off",
    CalendarKind.REFERRAL: "scale",
    CalendarKind.OPINION: "gavel",
    CalendarKind.COURT: "gavel",
    CalendarKind.DEADLINE: "target",
    CalendarKind.MID_TERM: "hourglass",
    CalendarKind.MID_TERM_REPORT: "chart-column",
}
# What a page of the program shows when it is opened.
OPENED = frozenset(
    {
        "meeting",
        "mobilisation",
        "key_date",
        "commitment",
        "follow_up",
        "request",
        "pledge_document",
        "election",
    }
)


def kind_icon(kind: CalendarKind) -> str:
    """Give the sign of a kind."""
    return _ICONS[kind]


def clock_words(item: CalendarItem) -> str:
    """Give «18 h 30», «18 h 30 – 20 h», «» for a whole day."""
    parts = [time_words(one) for one in (item.start_time, item.end_time) if one]
    return " – ".join(parts)


def state_word(item: CalendarItem) -> str:
    """Say what a colour says too: late, cancelled, done."""
    if item.cancelled:
        return _("Cancelled")
    if item.late:
        return _("Late")
    return _("Done") if item.done else ""


def item_words(item: CalendarItem) -> str:
    """Say a whole item, as a screen reader does."""
    parts = (state_word(item), clock_words(item), label(item.kind), item.title, item.place)
    return ", ".join(part for part in parts if part)
