"""Say how an official is addressed and where a letter goes; the forms of address are those of French custom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.folding import fold
from altterr_desktop.domain.officials import ContactKind, OfficialKind
from altterr_desktop.i18n import _, msgid
from altterr_desktop.i18n.names import civil, display_name
from altterr_desktop.model.officials import ContactDetail, Official
from altterr_desktop.model.territories import Territory
from altterr_desktop.model.volunteers import Group
from altterr_desktop.services.seats import SeatView, seats_of

# The word a function holds, and how a man and a woman who holds it are addressed; the first one found counts.
_FORMS = (
    ("vice president", msgid("Mr Vice-President"), msgid("Madam Vice-President")),
    ("president", msgid("Mr President"), msgid("Madam President")),
    ("adjoint", msgid("Mr Deputy Mayor"), msgid("Madam Deputy Mayor")),
    ("maire", msgid("Mr Mayor"), msgid("Madam Mayor")),
    ("senat", msgid("Mr Senator"), msgid("Madam Senator")),
    ("depute", msgid("Mr Deputy"), msgid("Madam Deputy")),
    ("conseill", msgid("Mr Councillor"), msgid("Madam Councillor")),
    ("", msgid("Sir"), msgid("Madam")),
)


@dataclass(frozen=True)
class Addressee:
    """Hold whom a letter goes to: the form of address («Madame la Maire»), and the lines of the address."""

    title: str
    name: str
    function: str
    lines: tuple[str, ...]


def addressee_of(session: Session, official_id: str | None, day: date) -> Addressee:
    """Say how an official or a service is written to on a day; staff by their function alone."""
    official = session.get(Official, official_id) if official_id else None
    if official is None:
        return Addressee(_("Dear Sir or Madam"), "", "", ())
    seats = [seat for seat in seats_of(session, [official.id], day).get(official.id, ()) if seat.current]
    function = _function(official, seats)
    territory = session.get(Territory, official.territory_id) if official.territory_id else None
    place = next((seat.territory for seat in seats if seat.territory), territory.name if territory else "")
    address = session.scalar(
        select(ContactDetail.value)
        .where(
            ContactDetail.official_id == official.id,
            ContactDetail.contact_kind == ContactKind.ADDRESS,
            ~ContactDetail.deleted,
        )
        .order_by(ContactDetail.id)
    )
    if official.official_kind is OfficialKind.STAFF:
        name = ""
        shown = [official.function_title]
    else:
        name = display_name(official.given_name, official.family_name)
        shown = [" ".join(part for part in (civil(official.gender), name) if part), function]
    lines = [*shown, *(address.splitlines() if address else [place])]
    return Addressee(
        _form(official, function), name or official.function_title, function, tuple(filter(None, lines))
    )


def sender_lines(group: Group | None) -> tuple[str, ...]:
    """Give the lines that say who writes: the group, its contact, its site."""
    if group is None:
        return ()
    lines = [group.name, *group.contact.splitlines(), group.website]
    return tuple(line.strip() for line in lines if line.strip())


def _function(official: Official, seats: Sequence[SeatView]) -> str:
    if official.official_kind is OfficialKind.STAFF:
        return official.function_title
    return next((seat.words for seat in seats if seat.function), official.function_title)


def _form(official: Official, function: str) -> str:
    gender = official.gender.strip().upper()
    if official.official_kind is OfficialKind.STAFF or gender not in ("M", "F"):
        return _("Dear Sir or Madam")
    held = fold(function)
    man, woman = next((man, woman) for word, man, woman in _FORMS if word in held)
    form = man if gender == "M" else woman
    return _(form)
