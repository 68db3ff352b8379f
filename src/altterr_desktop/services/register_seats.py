"""Keep the seats of an assembly as its register says them: one a person and mandate; must read no file.

A person has one seat in an assembly during a mandate, and its function changes in place (the journal keeps what
it was): commitments, lists and reports ask what somebody holds there, and the registers of mayors and of municipal
councillors both speak of the same seat. A new mandate is a new seat.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.drafts import SeatDraft
from altterr_desktop.domain.folding import fold
from altterr_desktop.domain.identity import public_id
from altterr_desktop.domain.territories import ASSEMBLY_OF, Assembly, mandate_dates
from altterr_desktop.model.officials import Official, Seat
from altterr_desktop.model.territories import Mandate, Territory
from altterr_desktop.services.dossiers import ensure_mandate
from altterr_desktop.services.fields import today
from altterr_desktop.services.imports import revivable, set_changed

MAYORS = "mayors"
_MAYOR = "maire"
_ONE_DAY = timedelta(days=1)
# Most of an assembly that began its mandate in the last months of a proposed term was in fact renewed: the proposed
# end of a term to come is a guess, the register is not.
_EARLY = timedelta(days=120)
_SOURCE = re.compile(r"rne:([a-z,]*)")


class Mandates:
    """Find the mandate each day belongs to, territory by territory, adding those that are missing."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[str, list[Mandate]] = defaultdict(list)
        self._by_id: dict[str, Mandate] = {}
        for mandate in session.execute(select(Mandate).where(~Mandate.deleted)).scalars():
            if mandate.start is not None:
                self._keep(mandate)

    def assign(self, territory: Territory, days: Sequence[date | None]) -> dict[date | None, Mandate]:
        """Give the mandate of each day on which somebody of one territory's assembly began."""
        begun = [day for day in days if day is not None]
        self._renew_early(territory, begun)
        return {day: self._of(territory, day or max(begun, default=today())) for day in set(days)}

    def _of(self, territory: Territory, day: date) -> Mandate:
        holding = [
            mandate
            for mandate in self._known[territory.id]
            if mandate.start and mandate.start <= day and (mandate.end is None or day < mandate.end)
        ]
        if holding:
            return max(holding, key=lambda mandate: (mandate.start or date.min, mandate.id))
        return self._ensure(territory, *mandate_dates(territory.territory_kind, day))

    def _ensure(self, territory: Territory, start: date, end: date) -> Mandate:
        mandate_id = public_id("mandate", territory.code, start.isoformat())
        for mandate in self._known[territory.id]:
            if mandate.id == mandate_id:
                return mandate
        mandate = ensure_mandate(self._session, territory.id, territory.code, start, end)
        if mandate.deleted:
            mandate.deleted = False
        self._keep(mandate)
        return mandate

    def _keep(self, mandate: Mandate) -> None:
        self._known[mandate.territory_id].append(mandate)
        self._by_id[mandate.id] = mandate

    def _renew_early(self, territory: Territory, days: Sequence[date]) -> None:
        for mandate in list(self._known[territory.id]):
            end = mandate.end
            if end is None:
                continue
            late = [day for day in days if end - _EARLY <= day < end]
            if len(late) * 2 > len(days):
                start = min(late)
                self._ensure(territory, start, start.replace(year=start.year + 6))
                mandate.end = start

    def get(self, mandate_id: str | None) -> Mandate | None:
        """Give one mandate by id, among those with a first day."""
        return self._by_id.get(mandate_id or "")


class Seats:
    """Index the seats of a dossier by person and assembly, and write what a register says of them."""

    def __init__(self, session: Session, register: str, mandates: Mandates) -> None:
        self._session = session
        self._register = register
        self._mandates = mandates
        # The first days of the mandates each register told of, by council.
        self._terms: dict[tuple[str, Assembly, str], set[date]] = defaultdict(set)
        everything = session.execute(select(Seat).order_by(Seat.id)).scalars().all()
        self._revivable = revivable(session, everything)
        self._by_id = {seat.id: seat for seat in everything}
        self._by_person: dict[tuple[str, str, Assembly], list[Seat]] = defaultdict(list)
        self._by_assembly: dict[tuple[str, Assembly], list[Seat]] = defaultdict(list)
        self.added: set[str] = set()
        for seat in everything:
            self._index(seat)
            if not seat.deleted:
                self._note_term(seat)

    def _index(self, seat: Seat) -> None:
        self._by_id[seat.id] = seat
        self._by_person[seat.official_id, seat.territory_id, seat.assembly].append(seat)
        self._by_assembly[seat.territory_id, seat.assembly].append(seat)

    def _note_term(self, seat: Seat) -> None:
        mandate = self._mandates.get(seat.mandate_id)
        if mandate is not None and mandate.start is not None:
            for register in registers_of(seat.source):
                self._terms[seat.territory_id, seat.assembly, register].add(mandate.start)

    def last_day(self, seat: Seat) -> date | None:
        """Give the last day of a seat whose mandate is known to be over, from a register of the seat; else None.

        It is the day before the next mandate. A mandate's own end is only proposed: alone it closes nothing.
        """
        mandate = self._mandates.get(seat.mandate_id)
        if mandate is None or mandate.start is None:
            return None
        councils = [(seat.territory_id, seat.assembly, register) for register in registers_of(seat.source)]
        newer = [start for council in councils for start in self._terms[council] if start > mandate.start]
        if not newer:
            return None
        day = min([*newer, mandate.end or min(newer)]) - _ONE_DAY
        return max(day, seat.start or day)

    def is_overdue(self, seat: Seat) -> bool:
        """Tell whether a seat has no end although its mandate should be over by now."""
        mandate = self._mandates.get(seat.mandate_id)
        return seat.end is None and mandate is not None and mandate.end is not None and mandate.end <= today()

    @property
    def places(self) -> list[tuple[str, str]]:
        """Give (official, territory) of each seat that is kept."""
        return [(seat.official_id, seat.territory_id) for seat in self._by_id.values() if not seat.deleted]

    def hold(
        self, official: Official, territory: Territory, mandate: Mandate | None, draft: SeatDraft
    ) -> Seat | None:
        """Write a draft's seat but for its end; None for one a volunteer deleted."""
        seat = self._find(official, territory, mandate, draft)
        if seat is None:
            seat = Seat(
                id=_seat_id(official, territory, mandate, draft),
                official_id=official.id,
                territory_id=territory.id,
                assembly=draft.assembly,
                function="",
                source="",
            )
            self._session.add(seat)
            self.added.add(seat.id)
            self._index(seat)
        elif seat.deleted:
            if seat.id not in self._revivable:
                return None
            seat.deleted = False
        values = {
            "mandate_id": mandate.id if mandate is not None else None,
            "start": _earliest(seat.start, draft.mandate_start),
            "canton": draft.canton or seat.canton or "",
            "attached_commune_code": draft.commune_of_attachment or seat.attached_commune_code or "",
            **self._function(seat, draft),
            **_kept_words(seat, draft),
            "source": _with_register(seat.source, self._register),
        }
        set_changed(seat, values)
        self._note_term(seat)
        return seat

    def _find(
        self, official: Official, territory: Territory, mandate: Mandate | None, draft: SeatDraft
    ) -> Seat | None:
        own = self._by_person[official.id, territory.id, draft.assembly]
        usual = _seat_id(official, territory, mandate, draft)
        live = [seat for seat in own if not seat.deleted and _is_of(seat, mandate, draft)]
        same = next((seat for seat in live if seat.id == usual), None)
        return same or next(iter(live), None) or self._by_id.get(usual)

    def _function(self, seat: Seat, draft: SeatDraft) -> dict[str, Any]:
        """Choose between the function that is known and the draft's: the one that began later."""
        known = {"function": seat.function, "rank": seat.rank, "function_start": seat.function_start}
        said = {"function": draft.function, "rank": draft.rank, "function_start": draft.function_start}
        if fold(seat.function) == fold(draft.function):
            if draft.rank not in (None, seat.rank):
                return {**said, "function": seat.function or draft.function}
            return {**known, "function_start": _earliest(seat.function_start, draft.function_start)}
        by_mayors = MAYORS in registers_of(seat.source) and self._register != MAYORS
        if by_mayors and _is_mayor(seat) and not draft.function:
            return known
        both = seat.function_start and draft.function_start
        return known if both and draft.function_start < seat.function_start else said  # type: ignore[operator]

    def settle_mayor(self, territory: Territory, mandate: Mandate, day: date) -> list[Seat]:
        """Leave one mayor, the latest: a former one stays a councillor unless only known as mayor.

        Gives the seats that were closed.
        """
        mayors = [
            seat
            for seat in self._by_assembly[territory.id, Assembly.MUNICIPAL]
            if not seat.deleted and seat.mandate_id == mandate.id and _is_mayor(seat)
        ]
        # In an ended mandate every seat has an end: the last mayor is still the latest one.
        sitting = [seat for seat in mayors if seat.end is None or seat.end == self.last_day(seat)]
        last = max(
            sitting, key=lambda seat: (seat.function_start or seat.start or date.min, seat.id), default=None
        )
        closed = []
        for seat in sitting:
            if last is None or seat is last:
                continue
            if registers_of(seat.source) == {MAYORS}:
                left = last.function_start - _ONE_DAY if last.function_start else day
                set_changed(seat, {"end": max(left, seat.start or left)})
                closed.append(seat)
            else:
                set_changed(seat, {"function": "", "rank": None, "function_start": None})
        return closed

    def open_seats(self, territory: Territory, assembly: Assembly) -> list[Seat]:
        """List the seats of an assembly that this register spoke of before and that have no end."""
        return [
            seat
            for seat in self._by_assembly[territory.id, assembly]
            if not seat.deleted and seat.end is None and self._register in registers_of(seat.source)
        ]


def _kept_words(seat: Seat, draft: SeatDraft) -> dict[str, str]:
    """Keep what a volunteer wrote as a function, often the delegation, when the register's takes its place."""
    is_new_to_register = not registers_of(seat.source)
    if (
        is_new_to_register
        and seat.function
        and not seat.delegation
        and fold(seat.function) != fold(draft.function)
    ):
        return {"delegation": seat.function}
    return {}


def has_mandate(territory: Territory, assembly: Assembly) -> bool:
    """Tell whether an assembly is the territory's own: deputies and senators sit elsewhere, for other terms."""
    return assembly is Assembly.DISTRICT or ASSEMBLY_OF[territory.territory_kind] is assembly


def registers_of(source: str | None) -> frozenset[str]:
    """Give the codes of the registers a seat is known from."""
    found = _SOURCE.search(source or "")
    return frozenset(found.group(1).split(",")) if found else frozenset()


def _with_register(source: str | None, register: str) -> str:
    """Note one more register in a seat's source, beside what a volunteer may have written there."""
    codes = "rne:" + ",".join(sorted({*registers_of(source), register}))
    if not source:
        return codes
    return _SOURCE.sub(codes, source) if _SOURCE.search(source) else f"{source} ; {codes}"


def _is_of(seat: Seat, mandate: Mandate | None, draft: SeatDraft) -> bool:
    """Tell whether a seat is the one of a mandate; without mandate, of the same first day."""
    if mandate is None:
        return seat.start == draft.mandate_start
    if seat.mandate_id is not None:
        return seat.mandate_id == mandate.id
    # Typed by hand without a mandate: its dates say whether it can be this one.
    day = seat.start or mandate.start
    return day is not None and (mandate.start or day) <= day and (mandate.end is None or day < mandate.end)


def _seat_id(official: Official, territory: Territory, mandate: Mandate | None, draft: SeatDraft) -> str:
    term = mandate.id if mandate is not None else str(draft.mandate_start or "")
    return public_id("seat", territory.code, draft.assembly, term, official.id)


def _is_mayor(seat: Seat) -> bool:
    return fold(seat.function) == _MAYOR


def _earliest(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)
