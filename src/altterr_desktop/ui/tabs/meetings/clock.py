"""Read a time of day as people write it («18h30», «18 h», «1830»); it stores nothing."""

from __future__ import annotations

import re

_CLOCK = re.compile(
    r"(\d{1,2})(?:\s*(?:h|:|\.|heures?)\s*(\d{2})?\s*(?:min)?)?|(\d{2})(\d{2})", re.IGNORECASE
)
_LAST_HOUR = 23
_LAST_MINUTE = 59


def read_clock(text: str) -> str | None:
    """Give a time as HH:MM, «» for no text, None for words that are no time of day."""
    words = " ".join(text.split())
    if not words:
        return ""
    found = _CLOCK.fullmatch(words)
    if found is None:
        return None
    hour = int(found[1] or found[3])
    minute = int(found[2] or found[4] or 0)
    return f"{hour:02d}:{minute:02d}" if hour <= _LAST_HOUR and minute <= _LAST_MINUTE else None
