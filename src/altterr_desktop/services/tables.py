"""Read whole kinds of record as plain rows, for lists, exports and machines; nothing lazy, nothing technical."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.lists import Query
from altterr_desktop.domain.officials import OfficialKind
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.search_index import name_of
from altterr_desktop.model import Record, record_classes
from altterr_desktop.model.officials import Official, Seat
from altterr_desktop.model.territories import Territory
from altterr_desktop.services.commitments import list_commitments
from altterr_desktop.services.fields import fields_of, today
from altterr_desktop.services.names import official_name
from altterr_desktop.services.request_views import requests_where

# Fields that only serve the program: keys, hashes, places in a list, frozen states.
TECHNICAL = frozenset({"birth_key", "birth_salt", "position", "key", "sha256", "snapshot", "recorded_at"})


_ORDER = ("position", "held_on", "happens_on", "due_on", "family_name", "name", "id")


def read_table(dossier: Dossier, kind: str, *, leaving: bool = False) -> list[dict[str, Any]]:
    """Read every live record of a kind as a dict of its fields, names beside references.

    A reference `theme_id` is followed by `theme`, the name of what it refers to. `leaving` is for what leaves
    the dossier: staff are named by their function only, and what may not be published is left out.
    """
    with dossier.reading() as session:
        rows = _rows(session, kind, leaving=leaving)
        if kind == "official":
            _add_seats(session, rows)
        elif kind == "request":
            _add_request_states(session, rows)
    if kind == "commitment":
        _add_standings(dossier, rows)
    return rows


def _rows(session: Session, kind: str, *, leaving: bool) -> list[dict[str, Any]]:
    record_class = record_classes()[kind]
    fields = {name: field for name, field in fields_of(kind).items() if name not in TECHNICAL}
    names = {
        field.target: _names(session, record_classes()[field.target], leaving=leaving)
        for field in fields.values()
        if field.shape == "reference"
    }
    query: Any = select(record_class).where(~record_class.deleted)
    query = query.order_by(*(getattr(record_class, name) for name in _ORDER if hasattr(record_class, name)))
    rows = []
    for record in session.execute(query).scalars():
        if leaving and not getattr(record, "publishable", True):
            continue
        row: dict[str, Any] = {"id": record.id}
        for name, field in fields.items():
            value = getattr(record, name)
            row[name] = value
            if field.shape == "reference":
                row[name.removesuffix("_id")] = names[field.target].get(value, "") if value else ""
        if leaving and isinstance(record, Official) and record.official_kind is OfficialKind.STAFF:
            row.update(given_name="", family_name="", gender="", notes="")
        if isinstance(record, Official):
            row["name"] = _public_name(record) if leaving else official_name(record)
        rows.append(row)
    return rows


def _public_name(official: Official) -> str:
    return (
        official.function_title if official.official_kind is OfficialKind.STAFF else official_name(official)
    )


def _names(session: Session, record_class: type[Record], *, leaving: bool) -> dict[str, str]:
    names = {}
    for record in session.execute(select(record_class)).scalars():
        if isinstance(record, Official):
            names[record.id] = _public_name(record) if leaving else official_name(record)
        else:
            names[record.id] = name_of(record)
    return names


def _add_seats(session: Session, rows: list[dict[str, Any]]) -> None:
    """Add to each official the seats they hold now and, first, the highest function."""
    held: dict[str, list[dict[str, Any]]] = {}
    query = (
        select(Seat, Territory.name, Territory.code)
        .join(Territory, Territory.id == Seat.territory_id)
        .where(~Seat.deleted)
        .order_by(Seat.rank.nulls_last(), Seat.start.desc(), Seat.id)
    )
    for seat, territory, code in session.execute(query):
        held.setdefault(seat.official_id, []).append(
            {
                "id": seat.id,
                "function": seat.function,
                "delegation": seat.delegation,
                "assembly": seat.assembly,
                "territory": territory,
                "territory_code": code,
                "mandate_id": seat.mandate_id,
                "rank": seat.rank,
                "side": seat.side,
                "start": seat.start,
                "end": seat.end,
            }
        )
    for row in rows:
        seats = held.get(row["id"], [])
        current = [seat for seat in seats if seat["end"] is None or seat["end"] >= today()]
        row["function"] = current[0]["function"] if current else ""
        row["territory"] = row["territory"] or (current[0]["territory"] if current else "")
        row["in_office"] = bool(current)
        row["seats"] = seats


def _add_request_states(session: Session, rows: list[dict[str, Any]]) -> None:
    """Add to each request where it stands and the days that are counted."""
    listed = {row.id: row for row in requests_where(session)}
    for row in rows:
        line = listed[row["id"]]
        row["state"] = line.state
        row["expected_by"] = line.expected_by
        row["silence_days"] = line.days
        row["reminders"] = line.reminders
        row["refused_on"] = line.clock.refused_on if line.clock else None
        row["refer_until"] = line.clock.refer_until if line.clock else None


def _add_standings(dossier: Dossier, rows: list[dict[str, Any]]) -> None:
    listed = {row.id: row for row in list_commitments(dossier, Query(limit=-1)).rows}
    for row in rows:
        line = listed[row["id"]]
        row["progress"] = line.progress
        row["off_scale"] = line.off_scale
        row["standing"] = line.standing
        row["decided_on"] = line.decided_on
        row["proof_strength"] = line.proof_strength
        row["late"] = line.late
        row["evidence_count"] = line.evidence_count
