"""Follow a commune that is renamed, recoded, merged or created; past codes and names stay findable. Must fetch nothing.

Communes merge on 1 January (code général des collectivités territoriales, L2113-1 and after); registers and
spreadsheets keep the past codes for years.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.errors import InvalidInput, NotFound
from altterr_desktop.domain.identity import public_id
from altterr_desktop.domain.territories import TerritoryChangeKind, TerritoryKind, mandate_dates
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.model import record_classes
from altterr_desktop.model.territories import Mandate, Territory, TerritoryChange
from altterr_desktop.services.commitments import mandate_in_force
from altterr_desktop.services.dossiers import ensure_mandate
from altterr_desktop.services.fields import today
from altterr_desktop.services.records import add_record, live_record, set_values

# What goes on in the merged territory. Seats and mandates stay where people were elected.
_GOES_ON = ("commitment", "meeting", "request", "mobilisation", "key_date", "meeting_series", "official")


@dataclass(frozen=True)
class ChangeView:
    """Hold one thing that happened to a territory, with its past code and name."""

    id: str
    kind: TerritoryChangeKind
    happened_on: date | None
    former_code: str
    former_name: str
    source: str


def territory_history(dossier: Dossier, territory_id: str) -> tuple[ChangeView, ...]:
    """List what happened to a territory, newest first. Raises NotFound."""
    with dossier.reading() as session:
        live_record(session, "territory", territory_id)
        query = (
            select(TerritoryChange)
            .where(TerritoryChange.territory_id == territory_id, ~TerritoryChange.deleted)
            .order_by(TerritoryChange.happened_on.desc().nulls_last(), TerritoryChange.id)
        )
        return tuple(
            ChangeView(
                one.id,
                one.territory_change_kind,
                one.happened_on,
                one.former_code,
                one.former_name,
                one.source,
            )
            for one in session.execute(query).scalars()
        )


def territory_id_of(dossier: Dossier, code: str) -> str:
    """Find a territory of the dossier by id, code or past code, a present code before past ones. Raises NotFound."""
    with dossier.reading() as session:
        known = list(session.execute(select(Territory).where(~Territory.deleted)).scalars())
        for found in (
            [one.id for one in known if code in (one.id, one.code)],
            [one.id for one in known if code in one.former_codes.split()],
        ):
            if found:
                return found[0]
    raise NotFound(_("No territory of this dossier has the code “{code}”.").format(code=code[:40]))


def rename_territory(
    dossier: Dossier, *, territory_id: str, name: str, happened_on: date | None = None, source: str = ""
) -> Changes:
    """Give a territory its new name; the past one stays findable. Raises NotFound, InvalidInput."""
    with recording(dossier, "") as work:
        territory: Territory = live_record(work.session, "territory", territory_id)
        former = territory.name
        if not name.strip() or name.strip() == former:
            raise InvalidInput(_("Write the new name."))
        _note(work.session, territory, TerritoryChangeKind.RENAMED, happened_on, source, former_name=former)
        set_values(work.session, territory, {"name": name.strip()})
        work.subject_id = territory_id
        work.label = _("“{former}” is now called “{name}”").format(former=former, name=territory.name)
    return work.changes


def recode_territory(
    dossier: Dossier, *, territory_id: str, code: str, happened_on: date | None = None, source: str = ""
) -> Changes:
    """Give a territory its new code; the past one is still understood. Raises NotFound, InvalidInput."""
    with recording(dossier, "") as work:
        territory: Territory = live_record(work.session, "territory", territory_id)
        _recode(work.session, territory, code, happened_on, source)
        work.subject_id = territory_id
        work.label = _("New code of {name}: {code}").format(name=territory.name, code=territory.code)
    return work.changes


def merge_territories(
    dossier: Dossier,
    *,
    into_id: str,
    from_ids: Sequence[str],
    name: str = "",
    code: str = "",
    happened_on: date | None = None,
    source: str = "",
) -> Changes:
    """Merge territories into one of the same kind, in one undoable act; name and code change where they are given.

    Commitments, meetings, requests, actions and dates go on in the merged territory; seats and mandates stay where
    people were elected, and the merged ones are not followed any more. Raises NotFound, InvalidInput.
    """
    with recording(dossier, "") as work:
        session = work.session
        into: Territory = live_record(session, "territory", into_id)
        gone: list[Territory] = [live_record(session, "territory", one) for one in dict.fromkeys(from_ids)]
        if not gone or any(one.id == into_id for one in gone):
            raise InvalidInput(_("Choose at least one other territory to merge."))
        if any(one.territory_kind is not into.territory_kind for one in gone):
            raise InvalidInput(_("Only territories of the same kind merge."))
        for one in gone:
            _merge(session, into, one, happened_on, source)
        if code.strip() and code.strip() != into.code:
            _recode(session, into, code, happened_on, source)
        if name.strip() and name.strip() != into.name:
            _note(
                session,
                into,
                TerritoryChangeKind.RENAMED,
                happened_on,
                source,
                former_name=into.name,
            )
            set_values(session, into, {"name": name.strip()})
        work.subject_id = into_id
        work.label = _("{former} merged into {name}").format(
            former=", ".join(one.name for one in gone), name=into.name
        )
    return work.changes


def create_territory(
    dossier: Dossier,
    *,
    kind: TerritoryKind,
    code: str,
    name: str,
    population: int | None = None,
    happened_on: date | None = None,
    source: str = "",
) -> Changes:
    """Follow a territory that was just created and that no list knows yet, with its mandate. Raises InvalidInput."""
    with recording(dossier, "") as work:
        session = work.session
        if not name.strip():
            raise InvalidInput(_("Write the new name."))
        clean = _free_code(session, kind, code)
        fields = {"territory_kind": kind, "code": clean, "name": name.strip(), "population": population}
        record_id = public_id("territory", kind, clean)
        territory = add_record(session, "territory", {**fields, "followed": True}, record_id=record_id)
        start, end = mandate_dates(kind, happened_on or today())
        ensure_mandate(session, territory.id, clean, max(start, happened_on or start), end)
        _note(session, territory, TerritoryChangeKind.CREATED, happened_on, source)
        work.subject_id = territory.id
        work.label = _("Territory “{name}” created").format(name=territory.name)
    return work.changes


def _note(
    session: Session,
    territory: Territory,
    kind: TerritoryChangeKind,
    happened_on: date | None,
    source: str,
    **former: Any,
) -> None:
    values = {"territory_change_kind": kind, "happened_on": happened_on, "source": source.strip()}
    add_record(session, "territory_change", {**values, **former, "territory_id": territory.id})


def _recode(session: Session, territory: Territory, code: str, happened_on: date | None, source: str) -> None:
    clean = _free_code(session, territory.territory_kind, code)
    _note(
        session,
        territory,
        TerritoryChangeKind.RECODED,
        happened_on,
        source,
        former_code=territory.code,
        former_name=territory.name,
    )
    set_values(
        session, territory, {"code": clean, "former_codes": _codes(territory.former_codes, territory.code)}
    )


def _free_code(session: Session, kind: TerritoryKind, code: str) -> str:
    """Check that a code can be one, and that no other territory of the dossier has it. Raises InvalidInput."""
    clean = code.strip().upper()
    if not clean.isalnum():
        raise InvalidInput(_("Write the new code: five characters for a commune, nine digits for a SIREN."))
    taken = session.scalar(
        select(Territory.name).where(
            Territory.code == clean, Territory.territory_kind == kind, ~Territory.deleted
        )
    )
    if taken is not None:
        raise InvalidInput(_("“{code}” is already the code of {name}.").format(code=clean, name=taken))
    return clean


def _merge(session: Session, into: Territory, gone: Territory, happened_on: date | None, source: str) -> None:
    _note(
        session,
        into,
        TerritoryChangeKind.MERGED,
        happened_on,
        source,
        former_code=gone.code,
        former_name=gone.name,
        former_territory_id=gone.id,
    )
    codes = _codes(into.former_codes, gone.code, *gone.former_codes.split())
    set_values(session, into, {"former_codes": codes, "population": _together(into, gone)})
    set_values(session, gone, {"followed": False})
    mandate_id = mandate_in_force(session, into.id, happened_on or today())
    ended = set(session.scalars(select(Mandate.id).where(Mandate.territory_id == gone.id, *_over())))
    for kind in _GOES_ON:
        record_class: Any = record_classes()[kind]
        query = select(record_class).where(record_class.territory_id == gone.id, ~record_class.deleted)
        for record in session.execute(query).scalars():
            record.territory_id = into.id
            if getattr(record, "mandate_id", None) and record.mandate_id not in ended:
                record.mandate_id = mandate_id


def _over() -> tuple[Any, ...]:
    return Mandate.end.is_not(None), Mandate.end < today()


def _together(into: Territory, gone: Territory) -> int | None:
    if into.population is None or gone.population is None:
        return into.population
    return into.population + gone.population


def _codes(former: str, *more: str) -> str:
    return " ".join(dict.fromkeys([*former.split(), *(code for code in more if code)]))
