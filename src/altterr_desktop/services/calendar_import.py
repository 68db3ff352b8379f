"""Bring the events of somebody else's calendar into the dossier as key dates; importing again updates them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from altterr_desktop.domain.calendar import GATHERINGS, CalendarKind
from altterr_desktop.domain.calendar_drafts import CalendarDraft, EventDraft
from altterr_desktop.domain.drafts import Problem
from altterr_desktop.domain.folding import fold
from altterr_desktop.domain.identity import public_id
from altterr_desktop.domain.mobilisations import KeyDateKind
from altterr_desktop.domain.territories import TerritoryKind
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _, ngettext
from altterr_desktop.i18n.dates import short_date
from altterr_desktop.i18n.numbers import number
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.model import record_classes
from altterr_desktop.model.mobilisations import KeyDate
from altterr_desktop.model.territories import Territory
from altterr_desktop.services.fields import today
from altterr_desktop.services.imports import (
    ImportAction,
    ImportCounts,
    ImportLine,
    ImportPreview,
    Tally,
    brought_back,
    changed_words,
    set_changed,
)

# What calendars this program writes end their identifiers with (reports/calendar).
OWN_ADDRESS = "@altterr-desktop"
_ID_LENGTH = 36
_ASSEMBLIES: Mapping[str, tuple[TerritoryKind, ...]] = {
    "conseil municipal": (TerritoryKind.COMMUNE,),
    "conseil communautaire": (TerritoryKind.EPCI,),
    "conseil metropolitain": (TerritoryKind.EPCI,),
    "comite syndical": (TerritoryKind.EPCI,),
    "conseil departemental": (TerritoryKind.DEPARTMENT,),
    "conseil regional": (TerritoryKind.REGION,),
    "seance du conseil": (TerritoryKind.COMMUNE, TerritoryKind.EPCI),
}
_COPIED = ("title", "starts_on", "ends_on", "start_time", "end_time", "place", "cancelled")


def preview_calendar(dossier: Dossier, draft: CalendarDraft) -> ImportPreview:
    """Say what bringing a calendar in would change; nothing is written."""
    with dossier.reading() as session:
        return _Import(session, draft).run().preview()


def apply_calendar(dossier: Dossier, draft: CalendarDraft) -> tuple[Changes, ImportCounts]:
    """Bring a calendar in as one act that can be undone; twice changes nothing.

    An event known already takes the day, times, place and title of the file; a date the file no longer has,
    of an event that repeats, is marked as cancelled. The group's own notes, kind and territory stay.
    """
    label = _("Calendar imported: {name}").format(name=draft.name)
    with recording(dossier, label) as work, work.session.no_autoflush:
        counts = _Import(work.session, draft).run().preview().counts
    return work.changes, counts


def key_date_id(draft: EventDraft) -> str:
    """Give the id an event's occurrence has in every dossier; identifiers differ by case, so they are hashed."""
    exact = hashlib.sha256(f"{draft.uid}|{draft.occurrence}".encode()).hexdigest()
    return public_id("key_date", "calendar", exact)


def calendar_uid(draft: EventDraft) -> str:
    """Write an event's identifier with its occurrence, as a key date keeps it."""
    return f"{draft.uid}#{draft.occurrence}" if draft.occurrence else draft.uid


class _Import:
    """Run one calendar through the dossier."""

    def __init__(self, session: Session, draft: CalendarDraft) -> None:
        self._session = session
        self._draft = draft
        self._tally = Tally(problems=list(draft.problems))
        followed = select(Territory).where(Territory.followed, ~Territory.deleted)
        self._territories = list(session.execute(followed.order_by(Territory.id)).scalars())

    def run(self) -> Tally:
        """Write the events in order, then cancel the dates that are gone."""
        for event in self._draft.events:
            refusal = self._refusal(event)
            if refusal:
                self._skip(event, refusal)
            else:
                self._event(event)
        self._cancel_gone()
        if self._draft.left_out:
            count = self._draft.left_out
            words = ngettext(
                "{count} event before {first} or after {last} was left aside.",
                "{count} events before {first} or after {last} were left aside.",
                count,
            ).format(
                count=number(count), first=short_date(self._draft.first), last=short_date(self._draft.last)
            )
            self._tally.problems.append(Problem(0, words))
        return self._tally

    def _refusal(self, event: EventDraft) -> str:
        """Say why an event that this program wrote itself is not to be brought in, «» for any other."""
        if not event.uid.endswith(OWN_ADDRESS):
            return ""
        kind, _dash, rest = event.uid.removesuffix(OWN_ADDRESS).partition("-")
        if kind not in list(map(str, GATHERINGS)):
            return _("This is a deadline of a group, not a date to come to: it was left out.")
        record_class = record_classes()["key_date" if kind == CalendarKind.COUNCIL else kind]
        if self._session.get(record_class, rest[:_ID_LENGTH]) is not None:
            return _("This date comes from this dossier: it is there already.")
        return ""

    def _event(self, event: EventDraft) -> None:
        record_id = key_date_id(event)
        known = self._session.get(KeyDate, record_id)
        values = {name: getattr(event, name) for name in _COPIED}
        if known is None:
            if event.cancelled:
                self._skip(event, "")
                return
            created = KeyDate(
                id=record_id,
                calendar_uid=calendar_uid(event),
                source=self._draft.name,
                notes=event.description,
                **self._place(event),
                **values,
            )
            self._session.add(created)
            self._note("created", event, record_id, "")
            return
        was_deleted, was_cancelled = known.deleted, known.cancelled
        if not brought_back(self._session, known):
            self._skip(event, _("This date was deleted from the dossier: it stays so."))
            return
        set_changed(known, values)
        words = changed_words(known)
        action: ImportAction = "updated" if words or was_deleted else "unchanged"
        self._note("closed" if event.cancelled and not was_cancelled else action, event, record_id, words)

    def _place(self, event: EventDraft) -> dict[str, Any]:
        """Tell council sessions and their territory by their names."""
        text = fold(f"{event.title} {self._draft.name} {event.place}")
        kinds = next((kinds for words, kinds in _ASSEMBLIES.items() if words in text), ())
        named = [one for one in self._territories if f" {fold(one.name)} " in f" {text} "]
        of_kind = [one for one in self._territories if one.territory_kind in kinds]
        candidates = [one for one in named if one in of_kind] or named or of_kind or self._territories
        return {
            "key_date_kind": KeyDateKind.COUNCIL if kinds else KeyDateKind.LOCAL,
            "territory_id": candidates[0].id if len(candidates) == 1 else None,
        }

    def _cancel_gone(self) -> None:
        """Cancel the coming dates of events that repeat, where the file has the event but no longer the date."""
        repeated = {event.uid for event in self._draft.events if event.occurrence}
        seen = {key_date_id(event) for event in self._draft.events}
        for uid in sorted(repeated):
            gone = select(KeyDate).where(
                ~KeyDate.deleted,
                ~KeyDate.cancelled,
                or_(KeyDate.calendar_uid == uid, KeyDate.calendar_uid.startswith(f"{uid}#", autoescape=True)),
                KeyDate.starts_on.between(max(self._draft.first, today()), self._draft.last),
            )
            for row in self._session.execute(gone.order_by(KeyDate.starts_on)).scalars():
                if row.id not in seen:
                    row.cancelled = True
                    name = _with_day(row.title, row.starts_on)
                    self._tally.lines.append(
                        ImportLine("closed", "key_date", row.id, name, _("cancelled"), 0)
                    )

    def _note(self, action: ImportAction, event: EventDraft, record_id: str, details: str) -> None:
        self._tally.lines.append(
            ImportLine(action, "key_date", record_id, _named(event), details, event.line)
        )

    def _skip(self, event: EventDraft, reason: str) -> None:
        self._note("skipped", event, "", reason)
        if reason:
            self._tally.problems.append(Problem(event.line, reason))


def _named(event: EventDraft) -> str:
    return _with_day(event.title, event.starts_on)


def _with_day(title: str, day: date | None) -> str:
    return f"{title} · {short_date(day)}" if day else title
