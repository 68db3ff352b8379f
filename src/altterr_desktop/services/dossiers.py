"""Start a dossier: its group, its people, its territories with the mandate in force; sign what is changed."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.identity import new_id, public_id
from altterr_desktop.domain.ordering import keys_after
from altterr_desktop.domain.territories import TerritoryKind, mandate_dates, mid_term
from altterr_desktop.dossier.file import Dossier, Signature, create_dossier, open_dossier
from altterr_desktop.i18n import _, language, msgid
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.journal.updating import project_newly_known
from altterr_desktop.model.frameworks import Theme
from altterr_desktop.model.territories import Mandate, Territory
from altterr_desktop.model.volunteers import Group, Volunteer
from altterr_desktop.services.fields import today
from altterr_desktop.settings.places import Place, find_place

# The eight themes of the 2023 assessment; a group edits its own list.
THEMES = (
    ("mobility", msgid("Mobility"), "bike"),
    ("food", msgid("Food and farming"), "sprout"),
    ("energy", msgid("Energy"), "zap"),
    ("housing", msgid("Housing and buildings"), "building-2"),
    ("nature", msgid("Water and nature"), "trees"),
    ("waste", msgid("Waste and sobriety"), "recycle"),
    ("justice", msgid("Social justice and public money"), "scale"),
    ("democracy", msgid("Democracy and information"), "vote"),
)


@dataclass(frozen=True)
class TerritoryRow:
    """Hold one followed territory with its mandate in force."""

    id: str
    code: str
    name: str
    kind: TerritoryKind
    population: int | None
    mandate_id: str | None
    mandate_label: str
    start: date | None
    end: date | None
    mid_term: date | None


@dataclass(frozen=True)
class GroupView:
    """Hold what names the dossier and its group."""

    id: str
    name: str
    document_language: str
    is_demo: bool
    territories: tuple[TerritoryRow, ...]
    volunteers: tuple[tuple[str, str], ...]


def start_dossier(
    path: Path,
    *,
    group: str,
    territory_codes: Sequence[str],
    volunteer: str = "",
    passphrase: str | None = None,
    is_demo: bool = False,
) -> Dossier:
    """Make a dossier with its group, the volunteer who starts it, the themes and the territories.

    Raises InvalidInput for an unknown code or an empty name, and the errors of `create_dossier`.
    """
    if not group.strip():
        raise InvalidInput(_("Give the group's name."))
    places = [known_place(code) for code in territory_codes]
    dossier = create_dossier(path, passphrase=passphrase, signature=Signature(device=device_name()))
    try:
        _write_start(dossier, group.strip(), volunteer.strip(), places, is_demo=is_demo)
    except BaseException:
        dossier.close()
        path.unlink(missing_ok=True)
        raise
    return dossier


def device_name() -> str:
    """Give the name of this computer, which signs changes beside the volunteer's."""
    return socket.gethostname()


def known_place(code: str) -> Place:
    """Find a territory by INSEE code or SIREN. Raises InvalidInput."""
    place = find_place(code)
    if place is None:
        raise InvalidInput(
            _("“{code}” is not the code of a French territory (INSEE code or SIREN).").format(code=code[:40])
        )
    return place


def _write_start(
    dossier: Dossier, group: str, volunteer: str, places: Sequence[Place], *, is_demo: bool
) -> None:
    volunteer_id = new_id() if volunteer else ""
    dossier.signature = Signature(volunteer_id, volunteer, device_name())
    with recording(dossier, _("Dossier created")) as work:
        work.session.add(
            Group(
                id=new_id(),
                name=group,
                document_language=language(),
                birth_salt=secrets.token_hex(16),
                is_demo=is_demo,
            )
        )
        if volunteer:
            work.session.add(Volunteer(id=volunteer_id, name=volunteer))
        for (key, name, icon), position in zip(THEMES, keys_after("", len(THEMES)), strict=True):
            theme_id = public_id("theme", key)
            work.session.add(Theme(id=theme_id, key=key, name=_(name), icon=icon, position=position))
        for place in places:
            add_place(work.session, place)
    dossier.set_state("volunteer_id", volunteer_id)


def open_signed(path: Path, *, passphrase: str | None = None, known: bool = False) -> Dossier:
    """Open a dossier and sign with the volunteer last chosen on this laptop. Raises as `open_dossier`."""
    dossier = open_dossier(path, passphrase=passphrase, known=known)
    project_newly_known(dossier)
    volunteer_id = dossier.state("volunteer_id")
    with dossier.reading() as session:
        volunteer = session.get(Volunteer, volunteer_id) if volunteer_id else None
    name = (volunteer.pseudonym or volunteer.name) if volunteer is not None else ""
    dossier.signature = Signature(volunteer_id if volunteer is not None else "", name, device_name())
    return dossier


def sign_as(dossier: Dossier, volunteer_id: str) -> None:
    """Sign what follows with this volunteer, and next time too. Raises NotFound."""
    from altterr_desktop.services.records import live_record

    with dossier.reading() as session:
        volunteer = live_record(session, "volunteer", volunteer_id)
        name = volunteer.pseudonym or volunteer.name
    dossier.set_state("volunteer_id", volunteer_id)
    dossier.signature = Signature(volunteer_id, name, device_name())


def follow_territory(dossier: Dossier, *, code: str) -> Changes:
    """Add a territory to those the group follows, with its mandate in force. Raises InvalidInput."""
    place = known_place(code)
    with recording(dossier, _("Territory “{name}” added").format(name=place.name)) as work:
        work.subject_id = add_place(work.session, place)
    return work.changes


def add_place(session: Session, place: Place) -> str:
    """Add a territory, its intercommunality for context, and its mandate in force; give its id."""
    parent_id = None
    if place.epci_code and place.epci_code != place.code:
        epci = find_place(place.epci_code)
        if epci is not None:
            parent_id = _territory(session, epci, followed=False).id
    territory = _territory(session, place, followed=True)
    territory.followed = True
    territory.parent_id = territory.parent_id or parent_id
    start, end = mandate_dates(TerritoryKind(place.kind), today())
    ensure_mandate(session, territory.id, territory.code, start, end)
    return territory.id


def _territory(session: Session, place: Place, *, followed: bool) -> Territory:
    territory_id = public_id("territory", place.kind, place.code)
    territory = session.get(Territory, territory_id) or _coded(session, place)
    if territory is None:
        territory = Territory(
            id=territory_id,
            code=place.code,
            name=place.name,
            territory_kind=TerritoryKind(place.kind),
            nature=place.nature,
            population=place.population,
            department_code=place.department_code,
            region_code=place.region_code,
            former_codes=" ".join(place.former_codes),
            followed=followed,
        )
        session.add(territory)
    territory.deleted = False
    return territory


def _coded(session: Session, place: Place) -> Territory | None:
    """Find a territory that took this code later: its id still comes from its first one."""
    query = select(Territory).where(
        Territory.code == place.code,
        Territory.territory_kind == TerritoryKind(place.kind),
        ~Territory.deleted,
    )
    return session.execute(query).scalars().first()


def ensure_mandate(session: Session, territory_id: str, code: str, start: date, end: date) -> Mandate:
    """Give the mandate of a territory that starts on a day, added where it is missing."""
    mandate_id = public_id("mandate", code, start.isoformat())
    mandate = session.get(Mandate, mandate_id)
    if mandate is None:
        mandate = Mandate(
            id=mandate_id, territory_id=territory_id, label=f"{start.year}–{end.year}", start=start, end=end
        )
        session.add(mandate)
    return mandate


def read_group(dossier: Dossier) -> GroupView:
    """Read who keeps the dossier, for whom and where."""
    with dossier.reading() as session:
        group = session.execute(select(Group).where(~Group.deleted).order_by(Group.id)).scalars().first()
        volunteers = session.execute(
            select(Volunteer).where(~Volunteer.deleted, Volunteer.active).order_by(Volunteer.name)
        ).scalars()
        return GroupView(
            group.id if group else "",
            group.name if group else "",
            (group.document_language if group else "") or language(),
            bool(group and group.is_demo),
            tuple(territory_rows(session)),
            tuple((person.id, person.pseudonym or person.name) for person in volunteers),
        )


def territory_rows(session: Session) -> list[TerritoryRow]:
    """List the followed territories with their mandate in force, largest first."""
    from altterr_desktop.services.commitments import mandate_in_force

    territories = session.execute(
        select(Territory).where(Territory.followed, ~Territory.deleted).order_by(Territory.population.desc())
    ).scalars()
    return [_territory_row(session, territory, mandate_in_force) for territory in territories]


def _territory_row(session: Session, territory: Territory, mandate_in_force: Any) -> TerritoryRow:
    mandate_id = mandate_in_force(session, territory.id, today())
    mandate = session.get(Mandate, mandate_id) if mandate_id else None
    return TerritoryRow(
        territory.id,
        territory.code,
        territory.name,
        territory.territory_kind,
        territory.population,
        mandate_id,
        mandate.label if mandate else "",
        mandate.start if mandate else None,
        mandate.end if mandate else None,
        mid_term_of(mandate) if mandate else None,
    )


def mid_term_of(mandate: Mandate) -> date | None:
    """Give a mandate's mid-term: as set by the group, or halfway."""
    if mandate.mid_term is not None or mandate.start is None or mandate.end is None:
        return mandate.mid_term
    return mid_term(mandate.start, mandate.end)
