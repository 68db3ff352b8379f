"""List the dates an action can hang on, and propose those that come back every year."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import or_, select

from altterr_desktop.domain.mobilisations import KeyDateKind
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import language
from altterr_desktop.journal.changes import Changes
from altterr_desktop.model.mobilisations import KeyDate
from altterr_desktop.services.fields import today
from altterr_desktop.services.records import create_record
from altterr_desktop.settings.paths import resources_folder

_A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class KeyDateRow:
    """Hold one date; one that is only proposed has no id."""

    id: str
    title: str
    kind: KeyDateKind
    territory_id: str | None
    starts_on: date | None
    ends_on: date | None
    source: str
    notes: str


def list_key_dates(
    dossier: Dossier, *, since: date | None = None, until: date | None = None
) -> tuple[KeyDateRow, ...]:
    """List the dossier's key dates in order, those not over on the first day (today) and begun by the last."""
    first = since or today()
    query = (
        select(KeyDate)
        .where(~KeyDate.deleted, or_(KeyDate.ends_on >= first, KeyDate.starts_on >= first))
        .order_by(KeyDate.starts_on, KeyDate.title, KeyDate.id)
    )
    if until is not None:
        query = query.where(KeyDate.starts_on <= until)
    with dossier.reading() as session:
        return tuple(
            KeyDateRow(
                row.id,
                row.title,
                row.key_date_kind,
                row.territory_id,
                row.starts_on,
                row.ends_on,
                row.source,
                row.notes,
            )
            for row in session.execute(query).scalars()
        )


def add_key_date(dossier: Dossier, *, values: Mapping[str, Any]) -> Changes:
    """Add a key date. Raises InvalidInput."""
    return create_record(dossier, kind="key_date", values=values)


def yearly_key_dates(since: date | None = None) -> tuple[KeyDateRow, ...]:
    """Propose the world days of the twelve months to come, to be added to the dossier or not."""
    first = since or today()
    proposed = []
    for entry in _yearly():
        for year in (first.year, first.year + 1):
            starts_on = date.fromisoformat(f"{year}-{entry['starts']}")
            ends_on = date.fromisoformat(f"{year}-{entry['ends']}")
            if first <= ends_on and starts_on <= first + _A_YEAR:
                title = entry["title"][language()]
                span = (starts_on, ends_on if ends_on != starts_on else None)
                proposed.append(KeyDateRow("", title, KeyDateKind.NETWORK, None, *span, "", ""))
                break
    return tuple(sorted(proposed, key=lambda row: (row.starts_on or first, row.title)))


@cache
def _yearly() -> list[dict[str, Any]]:
    text = (resources_folder() / "reference" / "key_dates.json").read_text(encoding="utf-8")
    entries: list[dict[str, Any]] = json.loads(text)
    return entries
