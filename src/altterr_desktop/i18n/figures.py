"""Write measured values and counts of votes as people read them; must not compute what they mean."""

from __future__ import annotations

from altterr_desktop.i18n.names import count_words
from altterr_desktop.i18n.numbers import decimal, number
from altterr_desktop.i18n.typography import NBSP

MOST_DECIMALS = 3


def value_words(value: float | None, unit: str) -> str:
    """Write a value with its unit and no more decimals than it has: «12,5 km», a dash for none."""
    if value is None:
        return "–"
    places = decimals_of(value)
    figure = decimal(value, places) if places else number(round(value))
    return f"{figure}{NBSP}{unit}" if unit else figure


def decimals_of(value: float) -> int:
    """Count the decimals a value is written with, at most MOST_DECIMALS."""
    return next((few for few in range(MOST_DECIMALS) if round(value, few) == value), MOST_DECIMALS)


def votes_words(votes_for: int | None, against: int | None, abstentions: int | None) -> str:
    """Write a count of votes: «24 pour, 3 contre, 2 abstentions»; nothing where nothing was counted."""
    parts = []
    if votes_for is not None:
        parts.append(count_words("{count} for", "{count} for", votes_for))
    if against is not None:
        parts.append(count_words("{count} against", "{count} against", against))
    if abstentions is not None:
        parts.append(count_words("{count} abstention", "{count} abstentions", abstentions))
    return ", ".join(parts)
