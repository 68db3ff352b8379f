"""Give everything that has a day, for the calendar's month, its list and its file; write nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from altterr_desktop.domain.calendar import CalendarKind
from altterr_desktop.domain.folding import fold
from altterr_desktop.domain.lists import Page, Query
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.batches import batches
from altterr_desktop.journal.values import pack_id, unpack_id
from altterr_desktop.model.journal import JournalCommit, JournalEdit
from altterr_desktop.model.meetings import Participant
from altterr_desktop.model.mobilisations import MobilisationTarget
from altterr_desktop.services.calendar_sources import SOURCES, CalendarItem, Span
from altterr_desktop.services.fields import today
from altterr_desktop.services.listing import query_words
from altterr_desktop.services.staff_names import staff_names, without_names

_KINDS = list(CalendarKind)
EVER = Span(date.min, date.max)


@dataclass(frozen=True)
class CalendarMonth:
    """Hold what has a day between two days, and the public holidays there by day."""

    first: date
    last: date
    today: date
    items: tuple[CalendarItem, ...]
    holidays: Mapping[date, str]


def read_calendar(
    dossier: Dossier,
    *,
    since: date,
    until: date,
    kinds: Collection[CalendarKind] = (),
    territory_ids: Collection[str] = (),
) -> tuple[CalendarItem, ...]:
    """Read everything that has a day between two days, in order; of some kinds and territories only where given."""
    with dossier.reading() as session:
        return items_in(session, Span(since, until), kinds, territory_ids)


def read_month(
    dossier: Dossier, *, since: date, until: date, kinds: Collection[CalendarKind] = ()
) -> CalendarMonth:
    """Read what a page of the calendar shows, French public holidays included."""
    items = read_calendar(dossier, since=since, until=until, kinds=kinds)
    return CalendarMonth(since, until, today(), items, public_holidays(since, until))


def public_holidays(since: date, until: date) -> dict[date, str]:
    """Name the French public holidays between two days."""
    from holidays.countries.france import France

    from altterr_desktop.i18n import language

    words = "fr" if language() == "fr" else "en_US"
    calendar: Any = France
    known = calendar(years=range(since.year, until.year + 1), language=words)
    return {day: name for day, name in sorted(known.items()) if since <= day <= until}


def list_calendar(dossier: Dossier, query: Query) -> Page[CalendarItem]:
    """List what has a day: late first, then what is to come, soonest first.

    Filters: kind, territory, when (late, upcoming, past, all; late and upcoming unless one is chosen).
    Sorts: day, title, kind, territory. Words are looked for in the title, the place and the officials.
    """
    with dossier.reading() as session:
        kinds = [CalendarKind(value) for value in query.chosen("kind")]
        found = items_in(session, EVER, kinds, query.chosen("territory"))
    words = query_words(query.words)
    when = query.chosen("when")
    kept = [item for item in found if _is_when(item, when) and _has_words(item, words)]
    kept.sort(key=lambda item: _rank(item, query.sort), reverse=query.descending)
    last = None if query.limit < 0 else query.offset + query.limit
    return Page(tuple(kept[query.offset : last]), len(kept))


def read_item(dossier: Dossier, key: str) -> CalendarItem | None:
    """Find one item by its key; None once it is gone."""
    with dossier.reading() as session:
        return next((item for item in items_in(session, EVER) if item.key == key), None)


def items_in(
    session: Session,
    span: Span,
    kinds: Collection[CalendarKind] = (),
    territory_ids: Collection[str] = (),
) -> tuple[CalendarItem, ...]:
    """Do as `read_calendar` inside a session."""
    found: Iterable[CalendarItem] = (item for source in SOURCES for item in source(session, span))
    kept = [
        item
        for item in found
        if (not kinds or item.kind in kinds) and (not territory_ids or item.territory_id in territory_ids)
    ]
    return tuple(sorted(kept, key=_by_day))


def _by_day(item: CalendarItem) -> tuple[object, ...]:
    return item.day, item.start_time or "99", _KINDS.index(item.kind), fold(item.title), item.key


def _is_when(item: CalendarItem, when: Collection[str]) -> bool:
    if "all" in when:
        return True
    wanted = when or ("late", "upcoming")
    past = item.last_day < today()
    return (
        ("late" in wanted and item.late)
        or ("upcoming" in wanted and not past)
        or ("past" in wanted and past and not item.late)
    )


def _has_words(item: CalendarItem, words: Collection[str]) -> bool:
    if not words:
        return True
    text = f" {fold(f'{item.title} {item.place} {item.officials} {item.territory}')}"
    return all(f" {word}" in text for word in words)


def _rank(item: CalendarItem, sort: str) -> tuple[object, ...]:
    firsts: dict[str, tuple[object, ...]] = {
        "day": (),
        "title": (fold(item.title),),
        "kind": (_KINDS.index(item.kind),),
        "territory": (fold(item.territory),),
    }
    return (*firsts.get(sort, (not item.late,)), *_by_day(item))


def changed_times(session: Session, record_ids: Collection[str]) -> dict[str, datetime]:
    """Give when records were last changed, in UTC to the second, from the journal."""
    found: dict[str, datetime] = {}
    for batch in batches(sorted(set(record_ids))):
        query = (
            select(JournalEdit.record, func.max(JournalCommit.made_at))
            .join(JournalCommit, JournalCommit.seq == JournalEdit.commit_seq)
            .where(JournalEdit.record.in_([pack_id(record_id) for record_id in batch]))
            .group_by(JournalEdit.record)
        )
        for record, made_at in session.execute(query):
            found[unpack_id(record)] = datetime.fromtimestamp(made_at // 1000, UTC)
    return found


def usual_span(day: date) -> tuple[date, date]:
    """Give the days a calendar file holds unless others are asked for: a year back, three years ahead."""
    return day - timedelta(days=365), day + timedelta(days=3 * 366)


def read_calendar_file(
    dossier: Dossier, *, since: date, until: date, kinds: Collection[CalendarKind] = ()
) -> tuple[tuple[CalendarItem, str, datetime | None], ...]:
    """Read what a calendar file holds: each item, its title without any name of staff, when it was changed."""
    with dossier.reading() as session:
        items = items_in(session, Span(since, until), kinds)
        made_of = {item.key: {*item.record_ids} for item in items}
        for item in items:
            made_of[item.key] |= _links_of(session, item)
        times = changed_times(session, {one for ids in made_of.values() for one in ids})
        hidden = staff_names(session)
    return tuple(
        (
            item,
            without_names(item.title, hidden),
            max((times[one] for one in made_of[item.key] if one in times), default=None),
        )
        for item in items
    )


def _links_of(session: Session, item: CalendarItem) -> set[str]:
    """Give the links that name the people of an item: one that is gone changed the item too."""
    link: Any
    if item.kind is CalendarKind.MEETING:
        link, owner = Participant, Participant.meeting_id
    elif item.kind is CalendarKind.MOBILISATION:
        link, owner = MobilisationTarget, MobilisationTarget.mobilisation_id
    else:
        return set()
    return set(session.execute(select(link.id).where(owner == item.record_id)).scalars())
