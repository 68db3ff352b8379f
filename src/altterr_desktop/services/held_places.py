"""List the territories somebody sits in and the mandates of a territory, for filters and choices; write nothing."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from altterr_desktop.domain.territories import ASSEMBLY_OF, Assembly
from altterr_desktop.model.officials import Seat
from altterr_desktop.model.territories import Mandate, Territory


def held_territories(session: Session) -> tuple[tuple[str, str], ...]:
    """List the followed territories and those somebody sits in, (id, name): followed ones first, then by name."""
    held = select(Seat.id).where(Seat.territory_id == Territory.id, ~Seat.deleted).exists()
    query = (
        select(Territory.id, Territory.name)
        .where(~Territory.deleted, or_(Territory.followed, held))
        .order_by(Territory.followed.desc(), Territory.name, Territory.id)
    )
    return tuple((row[0], row[1]) for row in session.execute(query))


def mandates_of(session: Session, territory_id: str) -> tuple[tuple[str, str], ...]:
    """List the mandates of a territory, (id, label), newest first."""
    query = (
        select(Mandate.id, Mandate.label)
        .where(~Mandate.deleted, Mandate.territory_id == territory_id)
        .order_by(Mandate.start.desc(), Mandate.id)
    )
    return tuple((row[0], row[1]) for row in session.execute(query))


def mandate_on(session: Session, territory_id: str, assembly: Assembly, day: date) -> str | None:
    """Find the mandate of a territory's own assembly on a day; None for an assembly that sits elsewhere."""
    territory = session.get(Territory, territory_id)
    owns = territory is not None and (
        assembly is Assembly.DISTRICT or ASSEMBLY_OF[territory.territory_kind] is assembly
    )
    if not owns:
        return None
    return session.scalar(
        select(Mandate.id)
        .where(Mandate.territory_id == territory_id, ~Mandate.deleted)
        .where(Mandate.start <= day, or_(Mandate.end.is_(None), Mandate.end > day))
        .order_by(Mandate.start.desc(), Mandate.id)
    )


def held_mandates(session: Session) -> tuple[tuple[str, str], ...]:
    """List the mandates somebody sits or sat in, (id, territory and label), newest first."""
    held = select(Seat.id).where(Seat.mandate_id == Mandate.id, ~Seat.deleted).exists()
    query = (
        select(Mandate.id, Mandate.label, Territory.name)
        .join(Territory, Territory.id == Mandate.territory_id)
        .where(~Mandate.deleted, ~Territory.deleted, held)
        .order_by(Mandate.start.desc(), Territory.name, Mandate.id)
    )
    return tuple((row[0], f"{row[1]} · {row[2]}") for row in session.execute(query))
