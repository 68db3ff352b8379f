"""Read and change what the page of the group shows: its volunteers, territories and themes; it draws nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.frameworks import Theme
from altterr_desktop.model.territories import Mandate
from altterr_desktop.model.volunteers import Group, Volunteer
from altterr_desktop.services.dossiers import TerritoryRow, territory_rows
from altterr_desktop.services.records import live_record


@dataclass(frozen=True)
class VolunteerRow:
    """Hold one volunteer with what the group keeps of them."""

    id: str
    name: str
    pseudonym: str
    email: str
    phone: str
    contact_source: str
    active: bool


@dataclass(frozen=True)
class FollowedRow:
    """Hold one followed territory, and its mid-term where the group set it itself."""

    territory: TerritoryRow
    chosen_mid_term: date | None


@dataclass(frozen=True)
class GroupPage:
    """Hold the whole page; `signer_id` is who signs on this laptop, «» for nobody."""

    id: str
    name: str
    contact: str
    website: str
    document_language: str
    volunteers: tuple[VolunteerRow, ...]
    territories: tuple[FollowedRow, ...]
    themes: tuple[tuple[str, str], ...]
    signer_id: str


def read_group_page(dossier: Dossier) -> GroupPage:
    """Read the group, everybody in it, the territories it follows, and its themes in order."""
    with dossier.reading() as session:
        group = session.execute(select(Group).where(~Group.deleted).order_by(Group.id)).scalars().first()
        people = session.execute(
            select(Volunteer).where(~Volunteer.deleted).order_by(Volunteer.active.desc(), Volunteer.name)
        ).scalars()
        followed = []
        for row in territory_rows(session):
            mandate = session.get(Mandate, row.mandate_id) if row.mandate_id else None
            followed.append(FollowedRow(row, mandate.mid_term if mandate else None))
        themes = session.execute(
            select(Theme).where(~Theme.deleted).order_by(Theme.position, Theme.id)
        ).scalars()
        return GroupPage(
            group.id if group else "",
            group.name if group else "",
            group.contact if group else "",
            group.website if group else "",
            group.document_language if group else "",
            tuple(_volunteer(person) for person in people),
            tuple(followed),
            tuple((theme.id, theme.name) for theme in themes),
            dossier.signature.author_id,
        )


def stop_following(dossier: Dossier, *, territory_id: str) -> Changes:
    """Take a territory off those the group follows; what is known of it stays. Raises NotFound."""
    with dossier.reading() as session:
        name = live_record(session, "territory", territory_id).name
    with recording(dossier, _("Territory “{name}” no longer followed").format(name=name)) as work:
        live_record(work.session, "territory", territory_id).followed = False
        work.subject_id = territory_id
    return work.changes


def _volunteer(person: Volunteer) -> VolunteerRow:
    return VolunteerRow(
        person.id,
        person.name,
        person.pseudonym,
        person.email,
        person.phone,
        person.contact_source,
        person.active,
    )
