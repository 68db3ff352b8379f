"""Read how officials and services can be reached, for an address book that leaves the dossier; write nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from altterr_desktop.domain.officials import ContactKind, OfficialKind, Side
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.model.officials import ContactDetail, Official, Seat
from altterr_desktop.model.territories import Territory


@dataclass(frozen=True)
class ContactLine:
    """Hold one way to reach somebody, with where it comes from."""

    kind: ContactKind
    value: str
    label: str
    source: str
    recorded_on: date | None


@dataclass(frozen=True)
class Contact:
    """Hold one person, or one service known by its function: the names of staff never leave the dossier."""

    id: str
    given_name: str
    family_name: str
    gender: str
    function: str
    delegation: str
    territory: str
    political_label: str
    side: Side | None
    lines: tuple[ContactLine, ...]

    def of_kind(self, kind: ContactKind) -> tuple[str, ...]:
        """Give the values of one kind, in the order they were noted."""
        return tuple(line.value for line in self.lines if line.kind is kind)


def read_contact_book(dossier: Dossier, official_ids: Collection[str] | None = None) -> tuple[Contact, ...]:
    """Read everybody, or those asked for, by family name; former officials only when asked for."""
    with dossier.reading() as session:
        places = {place.id: place.name for place in session.execute(select(Territory)).scalars()}
        lines: dict[str, list[ContactLine]] = defaultdict(list)
        details = (
            select(ContactDetail)
            .where(~ContactDetail.deleted)
            .order_by(ContactDetail.recorded_on, ContactDetail.id)
        )
        for detail in session.execute(details).scalars():
            lines[detail.official_id].append(
                ContactLine(
                    detail.contact_kind, detail.value, detail.label, detail.source, detail.recorded_on
                )
            )
        seats: dict[str, list[Seat]] = defaultdict(list)
        for seat in session.execute(select(Seat).where(~Seat.deleted)).scalars():
            seats[seat.official_id].append(seat)
        found = []
        for official in session.execute(select(Official).where(~Official.deleted)).scalars():
            held = seats[official.id]
            current = [seat for seat in held if seat.end is None]
            if official_ids is not None and official.id not in official_ids:
                continue
            if official_ids is None and held and not current:
                continue
            found.append(_contact(official, current or held, places, tuple(lines[official.id])))
    return tuple(
        sorted(found, key=lambda one: (one.family_name.casefold(), one.given_name.casefold(), one.function))
    )


def _contact(
    official: Official, seats: list[Seat], places: dict[str, str], lines: tuple[ContactLine, ...]
) -> Contact:
    is_staff = official.official_kind is OfficialKind.STAFF
    # The seat with a delegation or a function says most of what somebody does.
    seat = max(
        seats, key=lambda one: (bool(one.delegation), bool(one.function), -(one.rank or 0)), default=None
    )
    place = seat.territory_id if seat is not None else official.territory_id
    return Contact(
        id=official.id,
        given_name="" if is_staff else official.given_name,
        family_name="" if is_staff else official.family_name,
        gender="" if is_staff else official.gender,
        function=(seat.function if seat is not None else "") or official.function_title,
        delegation=seat.delegation if seat is not None else "",
        territory=places.get(place or "", ""),
        political_label=official.political_label,
        side=seat.side if seat is not None else None,
        lines=lines,
    )
