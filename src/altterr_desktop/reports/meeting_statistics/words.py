"""Name what becomes of a promise, and the columns of the figures, for the file and for the window."""

from __future__ import annotations

from altterr_desktop.i18n import _, msgid
from altterr_desktop.services.meeting_statistics import PromiseFate, StatisticsRow

_FATES = {
    PromiseFate.KEPT: msgid("Kept"),
    PromiseFate.UNDER_WAY: msgid("Under way"),
    PromiseFate.LATE: msgid("Late"),
    PromiseFate.GIVEN_UP: msgid("Given up"),
    PromiseFate.NOTHING: msgid("Not followed"),
}


def fate_words(fate: PromiseFate) -> str:
    """Name what became of a promise."""
    return _(_FATES[fate])


def hours_of(row: StatisticsRow) -> float:
    """Give hours to a tenth."""
    return round(row.minutes / 60, 1)


def header(first: str) -> tuple[str, ...]:
    """Name the columns of a table of figures."""
    return (
        first,
        _("Meetings"),
        _("Hours"),
        _("Last met"),
        _("Promises"),
        *(fate_words(fate) for fate in PromiseFate),
    )
