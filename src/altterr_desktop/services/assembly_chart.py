"""Read who sits in an assembly during a mandate, by rank and delegation; write nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from altterr_desktop.domain.assembly_ranks import Rank, place_of, rank_of
from altterr_desktop.domain.errors import NotFound
from altterr_desktop.domain.folding import fold
from altterr_desktop.domain.officials import Side
from altterr_desktop.domain.territories import ASSEMBLY_OF, Assembly
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.model.officials import Official, Seat
from altterr_desktop.model.territories import Mandate, Territory
from altterr_desktop.services.commitments import mandate_in_force
from altterr_desktop.services.fields import today
from altterr_desktop.services.held_places import held_territories, mandates_of
from altterr_desktop.services.names import official_name
from altterr_desktop.services.officials import member_words
from altterr_desktop.services.records import live_record

_LAST_RANK = 1_000


@dataclass(frozen=True)
class Member:
    """Hold somebody in an assembly: the function and delegation they have there, and where they sit."""

    official_id: str
    name: str
    function: str
    delegation: str
    side: Side | None


@dataclass(frozen=True)
class AssemblyChart:
    """Hold an assembly in a mandate: who leads it, deputies, delegated and other councillors by side.

    `members` holds the others as (side, people), None for those whose side nobody noted. `territories` and
    `mandates` are what can be chosen instead.
    """

    territory_id: str
    territory: str
    assembly: Assembly
    mandate_id: str
    mandate: str
    heads: tuple[Member, ...]
    deputies: tuple[Member, ...]
    delegated: tuple[Member, ...]
    members: tuple[tuple[Side | None, tuple[Member, ...]], ...]
    sides: tuple[tuple[Side | None, int], ...]
    territories: tuple[tuple[str, str], ...]
    mandates: tuple[tuple[str, str], ...]

    @property
    def total(self) -> int:
        """Count everybody."""
        return sum(count for _side, count in self.sides)


def read_assembly(dossier: Dossier, *, territory_id: str = "", mandate_id: str = "") -> AssemblyChart:
    """Read an assembly: of the followed territory most people sit in and its mandate in force unless they are given.

    With nobody known in the mandate in force, the latest with people is shown. A mandate that is over shows whoever
    sat in it to its end. Raises NotFound.
    """
    with dossier.reading() as session:
        choices = held_territories(session)
        territory: Territory = live_record(session, "territory", territory_id or _usual(session))
        assembly = ASSEMBLY_OF[territory.territory_kind]
        mandates = mandates_of(session, territory.id)
        chosen, seated = _chosen(session, territory.id, assembly, mandate_id, mandates)
        by_rank: dict[Rank, list[Member]] = {rank: [] for rank in Rank}
        for seat, official in seated:
            by_rank[rank_of(seat.function, seat.delegation)].append(_member(seat, official, assembly))
        heads = by_rank[Rank.HEAD]
        return AssemblyChart(
            territory_id=territory.id,
            territory=territory.name,
            assembly=assembly,
            mandate_id=chosen,
            mandate=dict(mandates).get(chosen, ""),
            heads=tuple(heads),
            deputies=tuple(by_rank[Rank.DEPUTY]),
            delegated=tuple(by_rank[Rank.DELEGATED]),
            members=_by_side(by_rank[Rank.MEMBER]),
            sides=tuple(
                (side, len(people))
                for side, people in _by_side([one for group in by_rank.values() for one in group])
            ),
            territories=choices,
            mandates=mandates,
        )


def _usual(session: Session) -> str:
    """Give the followed territory most people sit in. Raises NotFound where none is followed."""
    count = select(func.count()).where(Seat.territory_id == Territory.id, ~Seat.deleted).scalar_subquery()
    found = session.scalar(
        select(Territory.id)
        .where(~Territory.deleted, Territory.followed)
        .order_by(count.desc(), Territory.population.desc(), Territory.id)
    )
    if found is None:
        raise NotFound(_("No territory is followed yet: add one first."))
    return found


def _chosen(
    session: Session,
    territory_id: str,
    assembly: Assembly,
    mandate_id: str,
    mandates: Sequence[tuple[str, str]],
) -> tuple[str, list[tuple[Seat, Official]]]:
    """Take the mandate asked for, else the one in force; nobody known in it, the latest one with people."""
    chosen = mandate_id or mandate_in_force(session, territory_id, today()) or ""
    seated = _seated(session, territory_id, assembly, chosen)
    if seated or mandate_id:
        return chosen, seated
    for other, _label in mandates:
        if found := _seated(session, territory_id, assembly, other):
            return other, found
    return chosen, seated


def _seated(
    session: Session, territory_id: str, assembly: Assembly, mandate_id: str
) -> list[tuple[Seat, Official]]:
    """Read the seats of a mandate held to its end, or now: by rank, then by name, one a person."""
    mandate = session.get(Mandate, mandate_id) if mandate_id else None
    query = (
        select(Seat, Official)
        .join(Official, Official.id == Seat.official_id)
        .where(Seat.territory_id == territory_id, Seat.assembly == assembly)
        .where(~Seat.deleted, ~Official.deleted, *_during(mandate, today()))
    )
    rows = sorted(session.execute(query), key=_order)
    seen: dict[str, tuple[Seat, Official]] = {}
    for seat, official in rows:
        seen.setdefault(official.id, (seat, official))
    return list(seen.values())


def _during(mandate: Mandate | None, day: date) -> list[Any]:
    serving = or_(Seat.end.is_(None), Seat.end >= day)
    if mandate is None:
        return [serving]
    own = Seat.mandate_id == mandate.id
    if mandate.end is not None and mandate.end < day:
        return [own, or_(Seat.end.is_(None), Seat.end >= mandate.end)]
    # Somebody typed by hand without a mandate is of the one in force.
    return [or_(own, Seat.mandate_id.is_(None)), serving]


def _order(row: Any) -> tuple[int, int, str]:
    seat, official = row
    order = list(Rank).index(rank_of(seat.function, seat.delegation))
    # Councillors go by name; the rank of a deputy is the register's, or the place the function names.
    rank = (seat.rank or place_of(seat.function)) if order < len(Rank) - 1 else None
    return order, rank or _LAST_RANK, fold(f"{official.family_name} {official.given_name}")


def _member(seat: Seat, official: Official, assembly: Assembly) -> Member:
    return Member(
        official.id,
        official_name(official),
        seat.function or member_words(assembly),
        seat.delegation,
        seat.side,
    )


def _by_side(people: Iterable[Member]) -> tuple[tuple[Side | None, tuple[Member, ...]], ...]:
    found: dict[Side | None, list[Member]] = {side: [] for side in (*Side, None)}
    for one in people:
        found[one.side].append(one)
    return tuple((side, tuple(members)) for side, members in found.items() if members)
