"""Bring people of an address book into the dossier, as one act; must read no file and overwrite nothing typed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.drafts import ContactDraft, ContactPoint, Problem
from altterr_desktop.domain.folding import fold
from altterr_desktop.domain.identity import public_id
from altterr_desktop.domain.officials import ContactKind, OfficialKind
from altterr_desktop.domain.territories import ASSEMBLY_OF
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.officials import ContactDetail, Official, Seat
from altterr_desktop.model.territories import Territory
from altterr_desktop.services.commitment_matching import place_named
from altterr_desktop.services.commitments import mandate_in_force
from altterr_desktop.services.fields import today
from altterr_desktop.services.imports import (
    ImportAction,
    ImportCounts,
    ImportLine,
    ImportPreview,
    Tally,
    brought_back,
    changed_words,
)

# Who answers to one of these was elected; every other function is that of a service.
_ELECTED = (
    "maire",
    "adjoint",
    "conseill",
    "president",
    "vice president",
    "depute",
    "senat",
    "mayor",
    "councillor",
    "elu",
)
_NOT_ELECTED = ("directeur", "directrice", "secretaire general", "chef", "charge", "assistant", "cabinet")


def preview_contacts(
    dossier: Dossier, drafts: Sequence[ContactDraft], *, source: str, problems: Sequence[Problem] = ()
) -> ImportPreview:
    """Say what bringing people in would change; nothing is written."""
    with dossier.reading() as session, session.no_autoflush:
        return _Import(session, source, problems).run(drafts).preview()


def apply_contacts(
    dossier: Dossier, drafts: Sequence[ContactDraft], *, source: str, problems: Sequence[Problem] = ()
) -> tuple[Changes, ImportCounts]:
    """Bring people in, as one act that can be undone; what the dossier already says of them stays.

    Somebody of the same name is the same person, of the same territory where several share it. Whoever has no
    elected function is kept as staff, known by the function. Raises ReadOnlyDossier, DiskFull.
    """
    label = _("Contacts imported: {source}").format(source=source)
    with recording(dossier, label) as work, work.session.no_autoflush:
        counts = _Import(work.session, source, problems).run(drafts).preview().counts
    return work.changes, counts


def is_elected(function: str) -> bool:
    """Tell an elected function from that of a service, by its words; no function at all is taken as elected."""
    words = fold(function)
    if not words:
        return True
    if any(words.startswith(start) or f" {start}" in words for start in _NOT_ELECTED):
        return False
    return any(words.startswith(start) or f" {start}" in words for start in _ELECTED)


class _Import:
    """Run the drafts of one address book through the dossier's officials."""

    def __init__(self, session: Session, source: str, problems: Sequence[Problem]) -> None:
        self._session = session
        self._source = _("Address book “{name}”").format(name=source)
        self._tally = Tally(problems=list(problems))
        self._territories = session.execute(select(Territory).where(~Territory.deleted)).scalars().all()
        followed = [place for place in self._territories if place.followed]
        self._only = followed[0] if len(followed) == 1 else None
        officials = session.execute(select(Official)).scalars().all()
        self._known = {official.id: official for official in officials}
        self._by_name: dict[str, list[Official]] = defaultdict(list)
        for official in officials:
            if not official.deleted:
                self._by_name[
                    _key(official.given_name, official.family_name, official.function_title)
                ].append(official)
        self._details: dict[str, list[ContactDetail]] = defaultdict(list)
        for detail in session.execute(select(ContactDetail)).scalars():
            self._details[detail.official_id].append(detail)
        self._seats: dict[str, list[Seat]] = defaultdict(list)
        for seat in session.execute(select(Seat).where(~Seat.deleted)).scalars():
            self._seats[seat.official_id].append(seat)
        self._done: set[str] = set()

    def run(self, drafts: Sequence[ContactDraft]) -> Tally:
        """Write every draft in order."""
        for draft in drafts:
            self._bring(draft)
        return self._tally

    def _bring(self, draft: ContactDraft) -> None:
        place = place_named(self._territories, draft.territory or draft.organisation)
        found = self._find(draft, place)
        if len(found) > 1:
            reason = _("Several people of the dossier are called “{name}”: say which one by hand.")
            self._skip(draft, reason)
            return
        official = found[0] if found else self._new(draft, place)
        if official is None:
            self._skip(draft, _("“{name}” was deleted from this dossier and is left out."))
            return
        is_new = official.id not in self._known
        self._known[official.id] = official
        changes = [] if is_new else self._complete(official, draft, place)
        added = self._add_points(official, draft.points)
        if draft.function and place is not None and official.official_kind is OfficialKind.ELECTED:
            added |= self._add_seat(official, draft, place)
        changes += sorted(added)
        again = official.id in self._done
        self._done.add(official.id)
        action: ImportAction = "created" if is_new else "updated" if changes else "unchanged"
        if again and not changes:
            self._skip(draft, _("“{name}” is in the file twice with the same words."))
            return
        self._tally.lines.append(
            ImportLine(
                action, "official", official.id, draft.name, "" if is_new else ", ".join(changes), draft.line
            )
        )

    def _skip(self, draft: ContactDraft, reason: str) -> None:
        self._tally.lines.append(ImportLine("skipped", "official", "", draft.name, line=draft.line))
        self._tally.problems.append(Problem(draft.line, reason.format(name=draft.name)))

    def _find(self, draft: ContactDraft, place: Territory | None) -> list[Official]:
        """List who the draft may be: by name, then by territory, then by a shared address."""
        named = self._by_name.get(_key(draft.given_name, draft.family_name, _function(draft)), [])
        if len(named) < 2:  # noqa: PLR2004 - nobody to tell apart
            return named
        values = {fold(point.value) for point in draft.points}
        same = [one for one in named if values & {fold(detail.value) for detail in self._details[one.id]}]
        if len(same) == 1:
            return same
        near = [
            one
            for one in named
            if place is not None
            and (
                one.territory_id == place.id
                or place.id in {seat.territory_id for seat in self._seats[one.id]}
            )
        ]
        return near if len(near) == 1 else named

    def _new(self, draft: ContactDraft, place: Territory | None) -> Official | None:
        """Make the person, under an id that another laptop importing the same book gives too."""
        elected = is_elected(draft.function) and bool(draft.family_name or draft.given_name)
        function = _function(draft)
        official_id = public_id(
            "official",
            "contact",
            draft.given_name,
            draft.family_name,
            function if not draft.family_name else "",
            place.code if place else "",
        )
        former = self._known.get(official_id)
        if former is not None:
            return former if brought_back(self._session, former) else None
        territory = place or self._only
        official = Official(
            id=official_id,
            official_kind=OfficialKind.ELECTED if elected else OfficialKind.STAFF,
            given_name=draft.given_name,
            family_name=draft.family_name,
            gender=draft.gender,
            function_title=""
            if elected and place is not None
            else (function or (_("To be completed") if not elected else "")),
            territory_id=territory.id if territory is not None else None,
            political_label=draft.political_label,
            political_label_source=self._source if draft.political_label else "",
        )
        self._session.add(official)
        self._by_name[_key(draft.given_name, draft.family_name, function)].append(official)
        return official

    def _complete(self, official: Official, draft: ContactDraft, place: Territory | None) -> list[str]:
        """Fill what is empty; never replace what somebody typed."""
        offered: dict[str, Any] = {"gender": draft.gender, "political_label": draft.political_label}
        if not self._seats[official.id]:
            offered["function_title"] = _function(draft)
            offered["territory_id"] = place.id if place is not None else None
        if draft.political_label and not official.political_label:
            offered["political_label_source"] = self._source
        for name, value in offered.items():
            if value and not getattr(official, name):
                setattr(official, name, value)
        words = changed_words(official)
        return [words] if words else []

    def _add_points(self, official: Official, points: Sequence[ContactPoint]) -> set[str]:
        added = set()
        held = {
            (detail.contact_kind, _compared(detail.contact_kind, detail.value))
            for detail in self._details[official.id]
            if not detail.deleted
        }
        gone = {detail.id: detail for detail in self._details[official.id] if detail.deleted}
        for point in points:
            key = (point.contact_kind, _compared(*key_of(point)))
            detail_id = public_id("contact_detail", official.id, *map(str, key))
            if key in held:
                continue
            held.add(key)
            if detail_id in gone:
                if brought_back(self._session, gone[detail_id]):
                    added.add(_("contact details"))
                continue
            detail = ContactDetail(
                id=detail_id,
                official_id=official.id,
                contact_kind=point.contact_kind,
                value=point.value,
                label=point.label,
                source=self._source,
                recorded_on=today(),
            )
            self._session.add(detail)
            self._details[official.id].append(detail)
            added.add(_("contact details"))
        return added

    def _add_seat(self, official: Official, draft: ContactDraft, place: Territory) -> set[str]:
        """Give the person the seat the list names, unless the dossier knows one there already."""
        current = [
            seat for seat in self._seats[official.id] if seat.territory_id == place.id and seat.end is None
        ]
        if current:
            seat = current[0]
            if draft.delegation and not seat.delegation:
                seat.delegation = draft.delegation
            if draft.side is not None and seat.side is None:
                seat.side = draft.side
            words = changed_words(seat)
            return {words} if words else set()
        seat_id = public_id("seat", "contact", official.id, place.code, draft.function)
        if self._session.get(Seat, seat_id) is not None:
            return set()
        seat = Seat(
            id=seat_id,
            official_id=official.id,
            territory_id=place.id,
            mandate_id=mandate_in_force(self._session, place.id, today()),
            assembly=ASSEMBLY_OF[place.territory_kind],
            function=draft.function,
            delegation=draft.delegation,
            side=draft.side,
            source=self._source,
        )
        self._session.add(seat)
        self._seats[official.id].append(seat)
        return {_("seat")}


def key_of(point: ContactPoint) -> tuple[ContactKind, str]:
    """Give what tells one way to reach somebody from another."""
    return point.contact_kind, point.value


def _compared(kind: ContactKind, value: str) -> str:
    """Give a number or an address in the form in which two writings of it compare equal."""
    if kind is ContactKind.PHONE:
        digits = "".join(char for char in value if char.isdigit())
        # «+33 5 62 …» and «05 62 …» ring the same telephone.
        return "0" + digits.removeprefix("00").removeprefix("33").removeprefix("0") if digits else value
    return fold(value) if kind is not ContactKind.EMAIL else value.strip().casefold()


def _function(draft: ContactDraft) -> str:
    return draft.function or draft.department or (draft.organisation if not draft.family_name else "")


def _key(given_name: str, family_name: str, function: str) -> str:
    """Give what names somebody: the person's name, or the function of a service."""
    named = fold(f"{given_name} {family_name}")
    return named or f"function {fold(function)}"
