"""Place officials by how much they support the group's demands and how much they weigh; internal, judge nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from altterr_desktop.domain.officials import OfficialKind, Side
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.changes import Changes
from altterr_desktop.model.officials import Official, Seat
from altterr_desktop.services.fields import today
from altterr_desktop.services.held_places import held_territories, mandates_of
from altterr_desktop.services.names import official_name
from altterr_desktop.services.officials import held_words
from altterr_desktop.services.records import change_record
from altterr_desktop.services.seats import SeatView, seats_of

STEPS = 5
MIDDLE = 3


@dataclass(frozen=True)
class MapPerson:
    """Hold somebody on the map, or beside it: support and influence from 1 to 5, both None when not placed."""

    id: str
    name: str
    kind: OfficialKind
    function: str
    side: Side | None
    support: int | None
    influence: int | None

    @property
    def is_placed(self) -> bool:
        """Tell whether both figures are known."""
        return self.support is not None and self.influence is not None


@dataclass(frozen=True)
class StakeholderMap:
    """Hold who is placed and who is not yet, each by name; and the places the map can be narrowed to."""

    placed: tuple[MapPerson, ...]
    unplaced: tuple[MapPerson, ...]
    territories: tuple[tuple[str, str], ...]
    mandates: tuple[tuple[str, str], ...]


def read_map(dossier: Dossier, *, territory_id: str = "", mandate_id: str = "") -> StakeholderMap:
    """Read the officials in office and the services, or whoever sat in a mandate, of a territory or of all."""
    with dossier.reading() as session:
        people = list(session.execute(_wanted(territory_id, mandate_id)).scalars())
        seats = seats_of(session, [one.id for one in people], today())
        shown = sorted((_person(one, seats.get(one.id, ())) for one in people), key=lambda one: one.name)
        return StakeholderMap(
            tuple(one for one in shown if one.is_placed),
            tuple(one for one in shown if not one.is_placed),
            held_territories(session),
            mandates_of(session, territory_id) if territory_id else (),
        )


def place_official(
    dossier: Dossier, *, official_id: str, support: int | None, influence: int | None
) -> Changes:
    """Put somebody on the map, or take them off it (None), in one undoable act. Raises NotFound, InvalidInput."""
    values = {"support": support, "influence": influence}
    return change_record(dossier, kind="official", record_id=official_id, values=values)


def _wanted(territory_id: str, mandate_id: str) -> Any:
    seat = aliased(Seat)
    held = select(seat.id).where(seat.official_id == Official.id, ~seat.deleted)
    if mandate_id:
        held = held.where(seat.mandate_id == mandate_id)
    else:
        held = held.where(or_(seat.end.is_(None), seat.end >= today()))
    if territory_id:
        held = held.where(seat.territory_id == territory_id)
    works = Official.official_kind == OfficialKind.STAFF
    if territory_id:
        works = works & (Official.territory_id == territory_id)
    if mandate_id:
        return select(Official).where(~Official.deleted, held.exists())
    return select(Official).where(~Official.deleted, or_(held.exists(), works))


def _person(official: Official, seats: Sequence[SeatView]) -> MapPerson:
    return MapPerson(
        id=official.id,
        name=official_name(official),
        kind=official.official_kind,
        function=held_words(official, seats) if official.official_kind is OfficialKind.ELECTED else "",
        side=next((seat.side for seat in seats if seat.current and seat.side), None),
        support=official.support,
        influence=official.influence,
    )
