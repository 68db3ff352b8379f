"""Read what officials hold in their assemblies; write nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.dates import is_overdue
from altterr_desktop.domain.officials import OfficialKind, Side
from altterr_desktop.domain.territories import Assembly
from altterr_desktop.model.officials import Official, Seat
from altterr_desktop.model.territories import Mandate, Territory

_LAST_RANK = 1_000


@dataclass(frozen=True)
class SeatView:
    """Hold what an official holds or held in one assembly."""

    id: str
    assembly: Assembly
    territory: str
    function: str
    delegation: str
    side: Side | None
    start: date | None
    end: date | None
    current: bool
    source: str = ""
    mandate: str = ""

    @property
    def words(self) -> str:
        """Give what the official is there: the function and what they are in charge of."""
        return ", ".join(part for part in (self.function, self.delegation) if part)


def seats_of(session: Session, official_ids: Sequence[str], day: date) -> dict[str, tuple[SeatView, ...]]:
    """Read the seats of officials: those held on the day first, the highest rank before others."""
    rows = session.execute(
        select(Seat, Territory.name, Mandate.label)
        .outerjoin(Territory, Territory.id == Seat.territory_id)
        .outerjoin(Mandate, Mandate.id == Seat.mandate_id)
        .where(Seat.official_id.in_(official_ids), ~Seat.deleted)
    )
    found: dict[str, list[tuple[Seat, str, str]]] = {}
    for seat, territory, mandate in rows:
        found.setdefault(seat.official_id, []).append((seat, territory or "", mandate or ""))
    return {
        official_id: tuple(_view(*held, day) for held in _sorted(seats, day))
        for official_id, seats in found.items()
    }


def function_words(official: Official, seats: Sequence[SeatView]) -> str:
    """Say in a few words what an official does now: a service's function, or the seats held."""
    if official.official_kind is OfficialKind.STAFF:
        return official.function_title
    held = " · ".join(seat.words for seat in seats if seat.current and seat.words)
    return held or official.function_title


def _view(seat: Seat, territory: str, mandate: str, day: date) -> SeatView:
    return SeatView(
        id=seat.id,
        assembly=seat.assembly,
        territory=territory,
        function=seat.function,
        delegation=seat.delegation,
        side=seat.side,
        start=seat.start,
        end=seat.end,
        current=not is_overdue(seat.end, day),
        source=seat.source,
        mandate=mandate,
    )


def _sorted(seats: list[tuple[Seat, str, str]], day: date) -> list[tuple[Seat, str, str]]:
    newest_first = sorted(seats, key=lambda held: held[0].start or date.min, reverse=True)
    return sorted(newest_first, key=lambda held: (is_overdue(held[0].end, day), held[0].rank or _LAST_RANK))
