"""Bring a register of officials into the dossier: who came, who changed, who is gone; must read no file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.drafts import Problem, RegisterInfo, SeatDraft
from altterr_desktop.domain.folding import fold
from altterr_desktop.domain.identity import public_id
from altterr_desktop.domain.territories import Assembly, TerritoryChangeKind, TerritoryKind
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _, ngettext
from altterr_desktop.i18n.names import display_name
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.officials import Official, Seat
from altterr_desktop.model.territories import Mandate, Territory, TerritoryChange
from altterr_desktop.model.volunteers import Group
from altterr_desktop.services.fields import today
from altterr_desktop.services.imports import (
    ImportAction,
    ImportCounts,
    ImportLine,
    ImportPreview,
    Tally,
    changed_fields,
    changed_words,
    set_changed,
)
from altterr_desktop.services.names import official_name
from altterr_desktop.services.register_people import People, person_key
from altterr_desktop.services.register_seats import (
    Mandates,
    Seats,
    has_mandate,
)

RegisterPreview = ImportPreview

_KIND_OF = {
    Assembly.MUNICIPAL: TerritoryKind.COMMUNE,
    Assembly.DISTRICT: TerritoryKind.COMMUNE,
    Assembly.COMMUNITY: TerritoryKind.EPCI,
    Assembly.REGIONAL: TerritoryKind.REGION,
}
_MAYORS = "mayors"
# A file with far fewer people than the dossier knows is an extract: nobody is gone because of it.
_WHOLE = 0.5


@dataclass(frozen=True)
class RegisterScope:
    """Hold the codes of the territories whose lines a register is read for."""

    communes: frozenset[str]
    epcis: frozenset[str]
    departments: frozenset[str]
    regions: frozenset[str]


def register_scope(dossier: Dossier) -> RegisterScope:
    """Give the codes of the dossier's territories, past ones included: those followed and, for context, their EPCI."""
    codes: dict[TerritoryKind, set[str]] = defaultdict(set)
    with dossier.reading() as session:
        for territory in session.execute(select(Territory).where(~Territory.deleted)).scalars():
            codes[territory.territory_kind] |= {territory.code, *territory.former_codes.split()}
    return RegisterScope(
        frozenset(codes[TerritoryKind.COMMUNE]),
        frozenset(codes[TerritoryKind.EPCI]),
        frozenset(codes[TerritoryKind.DEPARTMENT]),
        frozenset(codes[TerritoryKind.REGION]),
    )


def preview_register(
    dossier: Dossier, drafts: Sequence[SeatDraft], *, register_info: RegisterInfo
) -> RegisterPreview:
    """Say what importing a register would change; nothing is written."""
    with dossier.reading() as session:
        return _Import(session, register_info).run(drafts).preview()


def apply_register(
    dossier: Dossier, drafts: Sequence[SeatDraft], *, register_info: RegisterInfo
) -> tuple[Changes, ImportCounts]:
    """Bring a register in, as one act that can be undone; nothing to change makes no commit.

    People are recognised by a salted hash of their birth date, or by name; re-elected people get a seat in the new
    mandate and their former one is closed; seats the file no longer has are closed, their people stay. Only the
    lines of the dossier's territories count. Raises ReadOnlyDossier, DiskFull.
    """
    label = _("Register imported: {register}").format(register=register_info.title or register_info.register)
    with recording(dossier, label) as work, work.session.no_autoflush:
        counts = _Import(work.session, register_info).run(drafts).preview().counts
    return work.changes, counts


@dataclass
class _Held:
    """Hold one draft with the records it became."""

    draft: SeatDraft
    official: Official
    seat: Seat


class _Import:
    """Run one register through the dossier's people, mandates and seats."""

    def __init__(self, session: Session, info: RegisterInfo) -> None:
        self._info = info
        self._day = info.dated_on or today()
        self._mandates = Mandates(session)
        self._seats = Seats(session, info.register, self._mandates)
        salt = session.scalar(select(Group.birth_salt).where(~Group.deleted).order_by(Group.id)) or ""
        self._people = People(session, salt)
        for official_id, territory_id in self._seats.places:
            self._people.place(official_id, territory_id)
        self._territories = _territories(session)
        self._tally = Tally(problems=list(info.problems))

    def run(self, drafts: Iterable[SeatDraft]) -> Tally:
        """Write every draft, then close what is gone."""
        drafts = self._of_known_territories(drafts)
        namesakes = self._namesakes(drafts)
        held: list[_Held] = []
        for (code, assembly), group in groupby(sorted(drafts, key=_order), key=_council):
            territory = self._territories[_kind_of(assembly), code]
            held += self._hold_council(territory, assembly, self._without_doubles(list(group)), namesakes)
        for one in held:
            self._tell(one)
        self._tell_overdue(sum(self._seats.is_overdue(one.seat) for one in held))
        return self._tally

    def _tell_overdue(self, count: int) -> None:
        if count:
            reason = ngettext(
                "The mandate of {count} person of this file should be over: look for a newer file.",
                "The mandates of {count} people of this file should be over: look for a newer file.",
                count,
            )
            self._tally.problems.append(Problem(0, reason.format(count=count), kept=True))

    def _of_known_territories(self, drafts: Iterable[SeatDraft]) -> list[SeatDraft]:
        kept = []
        for draft in drafts:
            territory = self._territories.get((_kind_of(draft.assembly), draft.territory_code))
            if territory is not None and draft.family_name.strip():
                # A past code speaks of the territory it became, and both are one council.
                kept.append(replace(draft, territory_code=territory.code))
            else:
                self._skip(draft)
        return kept

    def _skip(self, draft: SeatDraft, reason: str = "") -> None:
        name = display_name(draft.given_name, draft.family_name)
        self._tally.lines.append(ImportLine("skipped", "seat", "", name, line=draft.line))
        if reason:
            self._tally.problems.append(Problem(draft.line, reason.format(name=name)))

    def _namesakes(self, drafts: Sequence[SeatDraft]) -> set[tuple[str, str]]:
        """Find the names that several people of the file bear in one territory."""
        keys: dict[tuple[str, str], set[str]] = defaultdict(set)
        for draft in drafts:
            name = person_key(draft.family_name, draft.given_name)
            for place in self._places(draft):
                keys[name, place].add(self._people.key_of(draft))
        return {name_place for name_place, found in keys.items() if len(found) > 1}

    def _places(self, draft: SeatDraft) -> list[str]:
        places = [self._territories[_kind_of(draft.assembly), draft.territory_code].id]
        if draft.commune_of_attachment:
            commune = self._territories.get((TerritoryKind.COMMUNE, draft.commune_of_attachment))
            own = public_id("territory", TerritoryKind.COMMUNE, draft.commune_of_attachment)
            places.append(commune.id if commune is not None else own)
        return places

    def _without_doubles(self, drafts: list[SeatDraft]) -> list[SeatDraft]:
        """Keep one line of somebody listed twice with two functions: the one that began last."""
        chosen: dict[tuple[str, str], SeatDraft] = {}
        for draft in drafts:
            person = (person_key(draft.family_name, draft.given_name), self._people.key_of(draft))
            other = chosen.get(person)
            chosen[person] = draft if other is None else max(other, draft, key=_recency)
            if other is not None:
                left = other if chosen[person] is draft else draft
                reason = _("{name} is listed twice: the function that began last is kept.")
                self._skip(left, reason if fold(left.function) != fold(chosen[person].function) else "")
        return list(chosen.values())

    def _hold_council(
        self,
        territory: Territory,
        assembly: Assembly,
        drafts: list[SeatDraft],
        namesakes: set[tuple[str, str]],
    ) -> list[_Held]:
        mandates: dict[date | None, Mandate] = {}
        if has_mandate(territory, assembly):
            mandates = self._mandates.assign(territory, [draft.mandate_start for draft in drafts])
        before = self._seats.open_seats(territory, assembly)
        held = []
        for draft in drafts:
            one = self._hold(territory, mandates.get(draft.mandate_start), draft, namesakes)
            if one is not None:
                held.append(one)
        for one in held:
            set_changed(one.seat, {"end": self._seats.last_day(one.seat)})
        touched = {one.seat.id for one in held}
        gone = [seat for seat in before if seat.id not in touched and self._people.is_kept(seat.official_id)]
        self._close_gone(territory, gone, mandates, len(held))
        if assembly is Assembly.MUNICIPAL:
            for mandate in {mandate.id: mandate for mandate in mandates.values()}.values():
                for seat in self._seats.settle_mayor(territory, mandate, self._day):
                    self._tell_closed(seat)
        return held

    def _hold(
        self,
        territory: Territory,
        mandate: Mandate | None,
        draft: SeatDraft,
        namesakes: set[tuple[str, str]],
    ) -> _Held | None:
        places = self._places(draft)
        name = person_key(draft.family_name, draft.given_name)
        shared = any((name, place) in namesakes for place in places)
        official = self._people.recognise(draft, places, namesakes=shared)
        if official is None:
            reason = _(
                "{name} was deleted from this dossier and is left out. The history can give them back."
            )
            self._skip(draft, reason)
            return None
        seat = self._seats.hold(official, territory, mandate, draft)
        if seat is None:
            self._skip(draft, _("The seat of {name} was deleted from this dossier and is left out."))
            return None
        return _Held(draft, official, seat)

    def _close_gone(
        self, territory: Territory, gone: list[Seat], mandates: dict[date | None, Mandate], count: int
    ) -> None:
        """Close the seats of this register that the file no longer has: of earlier mandates, then of its own."""
        for seat in gone:
            self._close(seat, self._seats.last_day(seat))
        own = {mandate.id for mandate in mandates.values()}
        same = [seat for seat in gone if seat.end is None and (not mandates or seat.mandate_id in own)]
        if self._info.register == _MAYORS or not same:
            return
        if count < (count + len(same)) * _WHOLE:
            reason = _(
                "The file holds {count} people for {territory}, the dossier {known}: the others were not closed."
            )
            self._tally.problems.append(
                Problem(
                    0,
                    reason.format(count=count, territory=territory.name, known=count + len(same)),
                    kept=True,
                )
            )
            return
        for seat in same:
            self._close(seat, self._day)

    def _close(self, seat: Seat, day: date | None) -> None:
        if day is not None:
            seat.end = max(day, seat.start or day)
            self._tell_closed(seat)

    def _tell_closed(self, seat: Seat) -> None:
        official = self._people.named(seat.official_id)
        self._tally.lines.append(
            ImportLine("closed", "seat", seat.id, official_name(official) if official else "", seat.function)
        )

    def _tell(self, one: _Held) -> None:
        action: ImportAction = "unchanged"
        details = ""
        if one.seat.id in self._seats.added or "deleted" in changed_fields(one.seat):
            action, details = "created", one.seat.function or ""
        else:
            changed = [changed_words(one.seat)]
            if one.official.id not in self._people.added:
                changed.append(changed_words(one.official))
            details = ", ".join(words for words in changed if words)
            action = "updated" if details or "deleted" in changed_fields(one.official) else "unchanged"
        self._tally.lines.append(
            ImportLine(action, "seat", one.seat.id, official_name(one.official), details, one.draft.line)
        )


def _territories(session: Session) -> dict[tuple[TerritoryKind, str], Territory]:
    """Index the dossier's territories by kind and code, former codes of merged communes included."""
    found: dict[tuple[TerritoryKind, str], Territory] = {}
    for territory in session.execute(select(Territory).where(~Territory.deleted)).scalars():
        found[territory.territory_kind, territory.code] = territory
        for code in territory.former_codes.split():
            found.setdefault((territory.territory_kind, code), territory)
    for code, territory in _merged(session):
        found[territory.territory_kind, code] = territory
    return found


def _merged(session: Session) -> list[tuple[str, Territory]]:
    """Give the past codes of merged territories with what they became, however often they merged."""
    query = select(TerritoryChange).where(
        TerritoryChange.territory_change_kind == TerritoryChangeKind.MERGED, ~TerritoryChange.deleted
    )
    changes = session.execute(query).scalars().all()
    became = {change.former_territory_id: change.territory_id for change in changes}
    found = []
    for change in changes:
        target, seen = change.territory_id, {change.former_territory_id}
        while target in became and target not in seen:
            seen.add(target)
            target = became[target]
        territory = session.get(Territory, target)
        if territory is not None and not territory.deleted:
            found.append((change.former_code, territory))
    return found


def _kind_of(assembly: Assembly) -> TerritoryKind:
    return _KIND_OF.get(assembly, TerritoryKind.DEPARTMENT)


def _council(draft: SeatDraft) -> tuple[str, Assembly]:
    return draft.territory_code, draft.assembly


def _order(draft: SeatDraft) -> tuple[str, ...]:
    """Order drafts by what they say and not by their line, so that a file sorted otherwise gives the same rows."""
    return (
        draft.territory_code,
        draft.assembly,
        fold(draft.family_name),
        fold(draft.given_name),
        str(draft.birth_date),
        str(draft.mandate_start),
        draft.function,
        str(draft.function_start),
    )


def _recency(draft: SeatDraft) -> tuple[date, bool, int, str]:
    return draft.function_start or date.min, bool(draft.function), -(draft.rank or 0), draft.function
