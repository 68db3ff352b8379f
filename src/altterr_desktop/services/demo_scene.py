"""Place the demonstration's texts in time and give its records their fixed ids; know no subject."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from altterr_desktop.domain.dates import (
    SATURDAY,
    Precision,
    add_months,
    end_of_half_year,
    half_year,
    last_day_of_month,
)
from altterr_desktop.domain.identity import public_id
from altterr_desktop.i18n.dates import deadline_words
from altterr_desktop.model import record_classes
from altterr_desktop.services.rules import check_record
from altterr_desktop.settings.paths import resources_folder

# The council is installed; before it nothing is judged.
FIRST_DAY = date(2026, 3, 23)
_SHORTEST_STORY = timedelta(days=70)


@dataclass(frozen=True)
class Scene:
    """Hold the texts and the days of one demonstration: everything is told as of one day."""

    texts: dict[str, Any]
    today: date
    mandate_end: date

    def past(self, share: float) -> date:
        """Give a working day of the story by its share of the time from the first day to today."""
        end = max(self.today, FIRST_DAY + _SHORTEST_STORY)
        return working_day(FIRST_DAY + timedelta(days=round((end - FIRST_DAY).days * share)))

    def coming(self, days: int) -> date:
        """Give the day some days from today, before it when negative."""
        return self.today + timedelta(days=days)

    def day_of(self, entry: dict[str, Any]) -> date:
        """Give the day of an event: past by its share (`at`) or counted from today (`days`), on its weekday."""
        if "at" in entry:
            day = self.past(entry["at"])
            return day - timedelta(days=(day.weekday() - entry.get("weekday", day.weekday())) % 7)
        day = self.coming(entry["days"])
        return day + timedelta(days=(entry.get("weekday", day.weekday()) - day.weekday()) % 7)

    def deadline(self, code: str) -> tuple[date | None, Precision]:
        """Read a deadline: «y1» the end of next year, «h-1» of the last half-year, «mandate», «none»."""
        if code == "none":
            return None, Precision.NONE
        if code == "mandate":
            return self.mandate_end, Precision.MANDATE
        if code.startswith("y"):
            return date(self.today.year + int(code[1:]), 12, 31), Precision.YEAR
        year, half = half_year(add_months(self.today, -6))
        earliest = last_day_of_month(FIRST_DAY.year, FIRST_DAY.month + 1)
        ended = end_of_half_year(year, half)
        return (ended, Precision.QUARTER) if ended > earliest else (earliest, Precision.MONTH)

    def promised(self, entry: dict[str, Any]) -> dict[str, Any]:
        """Give the exact words and the deadline of a commitment, one written in the other."""
        day, precision = self.deadline(entry["due"])
        words = deadline_words(day, precision)
        verbatim = entry["verbatim"].replace("{due}", words)
        kept = words if "{due}" in entry["verbatim"] else ""
        return {
            "verbatim": verbatim,
            "deadline": day,
            "deadline_precision": precision,
            "deadline_words": kept,
        }


def load_scene(day: date) -> Scene:
    """Read the demonstration's texts, to be told as of a day."""
    text = (resources_folder() / "reference" / "demo_fr.json").read_text(encoding="utf-8")
    texts: dict[str, Any] = json.loads(text)
    return Scene(texts, day, date.fromisoformat(texts["mandate"]["end"]))


def demo_id(kind: str, key: str) -> str:
    """Give the fixed id of a record of the demonstration."""
    return public_id("demo", kind, key)


def put(session: Session, kind: str, key: str, **values: Any) -> Any:
    """Add a record with its fixed id; what is None keeps the value of a new record."""
    given = {name: value for name, value in values.items() if value is not None}
    record = record_classes()[kind](id=demo_id(kind, key), **given)
    session.add(record)
    return record


def check_all(session: Session) -> None:
    """Write what was put and check it by the rules everybody's records are checked by. Raises InvalidInput."""
    added = list(session.new)
    session.flush()
    for record in added:
        check_record(session, record)


def working_day(day: date) -> date:
    """Give the day, or the Friday before a weekend."""
    while day.weekday() >= SATURDAY:
        day -= timedelta(days=1)
    return day


def noon(day: date) -> int:
    """Give noon of a day in milliseconds of the Unix clock."""
    return int(datetime.combine(day, time(12), tzinfo=UTC).timestamp() * 1000)
