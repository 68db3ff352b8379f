"""List, read and add officials with what they hold, promised and answered; must import no register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from altterr_desktop.domain.commitments import Progress
from altterr_desktop.domain.dates import add_months
from altterr_desktop.domain.lists import Page, Query
from altterr_desktop.domain.meetings import MeetingState
from altterr_desktop.domain.officials import OfficialKind, Side
from altterr_desktop.domain.territories import Assembly
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _, msgid
from altterr_desktop.i18n.subjects import field_label
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.model.meetings import Meeting, Participant
from altterr_desktop.model.officials import Official, Seat
from altterr_desktop.model.requests import Request
from altterr_desktop.model.search import SearchDocument
from altterr_desktop.model.territories import Territory, TerritoryChange
from altterr_desktop.model.verdicts import Verdict
from altterr_desktop.services.attachments import add_attachment
from altterr_desktop.services.commitment_query import latest_verdict_id
from altterr_desktop.services.commitments import default_place
from altterr_desktop.services.fields import today
from altterr_desktop.services.held_places import held_mandates, held_territories, mandate_on
from altterr_desktop.services.listing import words_filter
from altterr_desktop.services.names import official_name
from altterr_desktop.services.records import (
    act_label,
    add_record,
    change_record,
    create_record,
    live_record,
    set_values,
)
from altterr_desktop.services.seats import SeatView, seats_of
from altterr_desktop.services.silences import silences_in

_LAST_RANK = 1_000
# Registers give plain members no function: they are named by their assembly.
_MEMBERS = {
    Assembly.MUNICIPAL: msgid("Municipal councillor"),
    Assembly.COMMUNITY: msgid("Community councillor"),
    Assembly.DEPARTMENTAL: msgid("Departmental councillor"),
    Assembly.REGIONAL: msgid("Regional councillor"),
    Assembly.DISTRICT: msgid("District councillor"),
    Assembly.DEPUTIES: msgid("Member of the National Assembly"),
    Assembly.SENATE: msgid("Senator"),
    Assembly.EUROPEAN: msgid("Member of the European Parliament"),
}


@dataclass(frozen=True)
class OfficialRow:
    """Hold one line of the list of officials; counts are of live commitments they carry or are in charge of."""

    id: str
    name: str
    kind: OfficialKind
    function: str
    territory: str
    side: Side | None
    in_office: bool
    commitments: int
    kept: int
    last_meeting_on: date | None
    from_register: bool


def list_officials(dossier: Dossier, query: Query) -> Page[OfficialRow]:
    """List officials by words, territory, assembly, side, kind, or whether they are in office.

    Filters: territory, mandate, link (ids), assembly, side, kind (values of their enumerations), in_office (yes, no),
    without_contact (months: neither met nor heard from since), flag (silent: not met for long, though open
    commitments are in their charge). Sorts: name (the usual one), function,
    territory, side, commitments, kept, last_meeting.
    """
    with dossier.reading() as session:
        day = today()
        main, territory = aliased(Seat), aliased(Territory)
        base = (
            select(Official.id)
            .outerjoin(main, main.id == _main_seat_id(day))
            .outerjoin(territory, territory.id == func.coalesce(main.territory_id, Official.territory_id))
            .where(~Official.deleted, *_conditions(session, query, day))
        )
        total = session.scalar(select(func.count()).select_from(base.subquery())) or 0
        ids = _ordered(base, query, main, territory, day).offset(query.offset).limit(query.limit)
        statement = (
            select(Official, main, territory.name, _carried(), _kept(), _last_meeting(day))
            .select_from(Official)
            .outerjoin(main, main.id == _main_seat_id(day))
            .outerjoin(territory, territory.id == func.coalesce(main.territory_id, Official.territory_id))
            .where(Official.id.in_(ids))
        )
        rows = session.execute(_ordered(statement, query, main, territory, day)).all()
        return Page(_rows(session, rows, day), total)


def _in_office(seat: Any, day: date) -> ColumnElement[bool]:
    return and_(
        ~seat.deleted, or_(seat.end.is_(None), seat.end >= day), or_(seat.start.is_(None), seat.start <= day)
    )


def _main_seat_id(day: date) -> ColumnElement[str]:
    """Select the seat an official is first known by: in office, in a followed territory, highest function."""
    seat, place = aliased(Seat), aliased(Territory)
    function = func.lower(seat.function)
    weight = case(
        (or_(function == "maire", function.like("président%")), 0), (seat.function != "", 1), else_=2
    )
    return (
        select(seat.id)
        .outerjoin(place, place.id == seat.territory_id)
        .where(seat.official_id == Official.id, ~seat.deleted)
        .order_by(
            _in_office(seat, day).desc(),
            place.followed.desc(),
            weight,
            func.coalesce(seat.rank, _LAST_RANK),
            seat.start.desc(),
            seat.id,
        )
        .limit(1)
        .correlate(Official)
        .scalar_subquery()
    )


def _conditions(session: Session, query: Query, day: date) -> list[Any]:
    seat = aliased(Seat)
    held = select(seat.id).where(seat.official_id == Official.id, ~seat.deleted)
    now = held.where(_in_office(seat, day))
    conditions = list(words_filter(query.words, Official.id, Official.territory_id, _HeldBy()))
    if query.chosen("territory"):
        wanted = query.chosen("territory")
        conditions.append(
            or_(Official.territory_id.in_(wanted), held.where(seat.territory_id.in_(wanted)).exists())
        )
    if query.chosen("mandate"):
        conditions.append(held.where(seat.mandate_id.in_(query.chosen("mandate"))).exists())
    conditions += [
        now.where(getattr(seat, name).in_(query.chosen(name))).exists()
        for name in ("assembly", "side")
        if query.chosen(name)
    ]
    if query.chosen("kind"):
        conditions.append(Official.official_kind.in_(query.chosen("kind")))
    if query.chosen("link"):
        conditions.append(Official.link_volunteer_id.in_(query.chosen("link")))
    if query.chosen("without_contact"):
        months = min(int(months) for months in query.chosen("without_contact"))
        conditions.append(_last_contact(day) < add_months(day, -months))
    if "silent" in query.chosen("flag"):
        conditions.append(Official.id.in_([silence.official_id for silence in silences_in(session)]))
    if len(query.chosen("in_office")) == 1:
        serves = or_(now.exists(), Official.official_kind == OfficialKind.STAFF)
        conditions.append(serves if query.chosen("in_office") == ("yes",) else ~serves)
    return conditions


class _HeldBy:
    """Stand for the officials behind a seat or its territory, where a search asks for ids."""

    def in_(self, found: Any) -> ColumnElement[bool]:
        """Ask for officials with a seat that was found, or in a territory that was, by its past name too."""
        seat = aliased(Seat)
        once = select(TerritoryChange.territory_id).where(TerritoryChange.id.in_(found))
        held = or_(seat.id.in_(found), seat.territory_id.in_(found), seat.territory_id.in_(once))
        return Official.id.in_(select(seat.official_id).where(~seat.deleted, held))


def _carries() -> ColumnElement[bool]:
    return and_(
        or_(Commitment.official_id == Official.id, Commitment.service_id == Official.id), ~Commitment.deleted
    )


def _carried() -> ColumnElement[int]:
    query = select(func.count()).select_from(Commitment).where(_carries())
    return query.correlate(Official).scalar_subquery()


def _kept() -> ColumnElement[int]:
    verdict = aliased(Verdict)
    return (
        select(func.count())
        .select_from(Commitment)
        .join(verdict, verdict.id == latest_verdict_id())
        .where(_carries(), verdict.progress == Progress.DONE, verdict.off_scale.is_(None))
        .correlate(Official)
        .scalar_subquery()
    )


def _last_meeting(day: date) -> ColumnElement[date | None]:
    return (
        select(func.max(Meeting.held_on))
        .join(Participant, Participant.meeting_id == Meeting.id)
        .where(Participant.official_id == Official.id, ~Participant.deleted, *_took_place(day))
        .correlate(Official)
        .scalar_subquery()
    )


def _last_contact(day: date) -> ColumnElement[date]:
    """Select the last day an official was met or answered, the first of all days where there is none."""
    answered = (
        select(func.max(Request.answered_on))
        .where(Request.official_id == Official.id, ~Request.deleted)
        .correlate(Official)
        .scalar_subquery()
    )
    return func.max(func.coalesce(_last_meeting(day), date.min), func.coalesce(answered, date.min))


def _took_place(day: date) -> tuple[ColumnElement[bool], ...]:
    return ~Meeting.deleted, Meeting.meeting_state != MeetingState.CANCELLED, Meeting.held_on <= day


def _ordered(statement: Any, query: Query, main: Any, territory: Any, day: date) -> Select[Any]:
    document = aliased(SearchDocument)
    statement = statement.outerjoin(document, document.record_id == Official.id)
    name = document.sort_key
    if query.sort == "function":
        keys = [func.nullif(main.function, ""), func.coalesce(main.rank, _LAST_RANK)]
    else:
        columns: dict[str, Any] = {
            "territory": territory.name,
            "side": main.side,
            "commitments": _carried() if query.sort == "commitments" else None,
            "kept": _kept() if query.sort == "kept" else None,
            "last_meeting": _last_meeting(day) if query.sort == "last_meeting" else None,
        }
        keys = [columns.get(query.sort, name)]
    turned = [(key.desc() if query.descending else key.asc()).nulls_last() for key in keys]
    ordered: Select[Any] = statement.order_by(*turned, name.asc(), Official.id)
    return ordered


def _rows(session: Session, rows: Sequence[Any], day: date) -> tuple[OfficialRow, ...]:
    seats = seats_of(session, [row[0].id for row in rows], day)
    return tuple(
        OfficialRow(
            id=official.id,
            name=official_name(official),
            kind=official.official_kind,
            function=held_words(official, seats.get(official.id, ())),
            territory=territory or "",
            side=main.side if main is not None else None,
            in_office=official.official_kind is OfficialKind.STAFF
            or any(seat.current for seat in seats.get(official.id, ())),
            commitments=carried,
            kept=kept,
            last_meeting_on=last_meeting_on,
            from_register=official.from_register,
        )
        for official, main, territory, carried, kept, last_meeting_on in rows
    )


def held_words(official: Official, seats: Sequence[SeatView]) -> str:
    """Say what an official does: a service's function, or the seats held now, else the last one.

    Plain members are named by their assembly. Seats come as `seats_of` sorts them.
    """
    if official.official_kind is OfficialKind.STAFF:
        return official.function_title
    told = [seat for seat in seats if seat.current] or seats[:1]
    words = [seat.words or member_words(seat.assembly) for seat in told]
    return " · ".join(dict.fromkeys(word for word in words if word)) or official.function_title


def member_words(assembly: Assembly) -> str:
    """Name a member of an assembly who has no function in it; empty where there is no word for it."""
    return _(_MEMBERS[assembly]) if assembly in _MEMBERS else ""


def list_official_territories(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """List the territories officials are listed under, (id, name), followed ones first: choices of a filter."""
    with dossier.reading() as session:
        return held_territories(session)


def list_official_mandates(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """List the mandates somebody sits or sat in, (id, words), newest first: choices of a filter."""
    with dossier.reading() as session:
        return held_mandates(session)


def add_official(
    dossier: Dossier, *, values: Mapping[str, Any], seat: Mapping[str, Any] | None = None
) -> Changes:
    """Add an official, elected or of a service, and the seat they hold, in one act. Raises InvalidInput.

    The only followed territory, and its mandate in force, are taken unless given.
    """
    with recording(dossier, "") as work:
        place = default_place(work.session)
        own = {"territory_id": place.get("territory_id"), **values}
        official = add_record(work.session, "official", own)
        if seat is not None:
            fields = _with_mandate(work.session, {**place, **seat})
            add_record(work.session, "seat", {**fields, "official_id": official.id})
        work.subject_id = official.id
        work.label = act_label(official)
    return work.changes


def add_seat(dossier: Dossier, *, official_id: str, values: Mapping[str, Any]) -> Changes:
    """Add what an official holds or held in an assembly, in the mandate of its first day unless one is given.

    Raises NotFound, InvalidInput.
    """
    with dossier.reading() as session:
        live_record(session, "official", official_id)
        place = default_place(session) if "territory_id" not in values else {}
        fields = _with_mandate(session, {**place, **values})
    return create_record(dossier, kind="seat", values={**fields, "official_id": official_id})


def change_seat(dossier: Dossier, *, seat_id: str, values: Mapping[str, Any]) -> Changes:
    """Change a seat; with another territory, assembly or first day it goes to the mandate of that day.

    Raises NotFound, InvalidInput.
    """
    with dossier.reading() as session:
        seat: Seat = live_record(session, "seat", seat_id)
        fields = dict(values)
        placing = {"territory_id": seat.territory_id, "assembly": seat.assembly, "start": seat.start}
        if any(name in values and values[name] != held for name, held in placing.items()):
            fields = {**values, "mandate_id": _mandate_for(session, {**placing, **values})}
    return change_record(dossier, kind="seat", record_id=seat_id, values=fields)


def _with_mandate(session: Session, values: Mapping[str, Any]) -> dict[str, Any]:
    if "mandate_id" in values and values["mandate_id"] is not None:
        return dict(values)
    return {**values, "mandate_id": _mandate_for(session, values)}


def _mandate_for(session: Session, values: Mapping[str, Any]) -> str | None:
    """Find the mandate of a seat's first day; without one, of its last or of today."""
    territory_id = values.get("territory_id")
    if not territory_id:
        return None
    day = values.get("start") or min(values.get("end") or today(), today())
    return mandate_on(session, territory_id, values.get("assembly") or Assembly.MUNICIPAL, day)


def set_photo(dossier: Dossier, *, official_id: str, path: Path) -> Changes:
    """Copy a photo into the dossier and show it with an official. Raises NotFound, InvalidInput: staff have none."""
    with recording(dossier, "") as work:
        official = live_record(work.session, "official", official_id)
        set_values(work.session, official, {"photo_id": add_attachment(work.session, path).id})
        work.subject_id = official_id
        work.label = act_label(official, field_label("official", "photo_id"))
    return work.changes


def add_contact_detail(dossier: Dossier, *, official_id: str, values: Mapping[str, Any]) -> Changes:
    """Add a way to reach an official, dated today unless given. Raises NotFound, InvalidInput."""
    with dossier.reading() as session:
        live_record(session, "official", official_id)
    fields = {"recorded_on": today(), **values, "official_id": official_id}
    return create_record(dossier, kind="contact_detail", values=fields)
