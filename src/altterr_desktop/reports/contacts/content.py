"""Turn the address book into cards, lines and sheets; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from altterr_desktop.domain.officials import ContactKind
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import short_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.rendering.vcards import Card
from altterr_desktop.rendering.workbook import CellKind, SheetColumn, TableSheet, Workbook

if TYPE_CHECKING:
    from altterr_desktop.reports.contacts.data import ContactsData
    from altterr_desktop.services.contacts import Contact

_KINDS = (
    ContactKind.EMAIL,
    ContactKind.PHONE,
    ContactKind.SECRETARIAT,
    ContactKind.ADDRESS,
    ContactKind.WEBSITE,
)


def cards(data: ContactsData) -> list[Card]:
    """Write a card for everybody; a secretariat that is a number or an address joins them."""
    return [_card(contact) for contact in data.contacts]


def _card(contact: Contact) -> Card:
    secretariat = contact.of_kind(ContactKind.SECRETARIAT)
    mails = tuple(value for value in secretariat if "@" in value)
    sources = dict.fromkeys(line.source for line in contact.lines if line.source)
    return Card(
        uid=contact.id,
        given_name=contact.given_name,
        family_name=contact.family_name,
        title=", ".join(part for part in (contact.function, contact.delegation) if part),
        organisation=contact.territory,
        emails=(*contact.of_kind(ContactKind.EMAIL), *mails),
        phones=(*contact.of_kind(ContactKind.PHONE), *(value for value in secretariat if value not in mails)),
        addresses=contact.of_kind(ContactKind.ADDRESS),
        websites=contact.of_kind(ContactKind.WEBSITE),
        note=_("Source: {source}").format(source=", ".join(sources)) if sources else "",
    )


def header() -> list[str]:
    """Name the columns; mail programs and this program recognise them again."""
    return [
        _("Family name"),
        _("Given name"),
        _("Function"),
        _("Delegation"),
        _("Territory"),
        _("Political label"),
        _("Majority or opposition"),
        *(label(kind) for kind in _KINDS),
        _("Source"),
    ]


def rows(data: ContactsData) -> list[list[str]]:
    """Give one line for everybody; several addresses stand in one cell, parted by semicolons."""
    return [_row(contact) for contact in data.contacts]


def _row(contact: Contact) -> list[str]:
    return [
        contact.family_name,
        contact.given_name,
        contact.function,
        contact.delegation,
        contact.territory,
        contact.political_label,
        label(contact.side) if contact.side is not None else "",
        *(" ; ".join(contact.of_kind(kind)) for kind in _KINDS),
        _sources(contact),
    ]


def _sources(contact: Contact) -> str:
    said = dict.fromkeys(
        f"{line.source} ({short_date(line.recorded_on)})" if line.recorded_on is not None else line.source
        for line in contact.lines
        if line.source
    )
    return " ; ".join(said)


def contacts_workbook(data: ContactsData) -> Workbook:
    """Describe the address book as a workbook of one sheet, with the identifiers hidden."""
    columns = (
        SheetColumn(_("Identifier"), CellKind.ID, 10, locked=True),
        *(SheetColumn(title, CellKind.TEXT, 24) for title in header()),
    )
    lines = [(contact.id, *_row(contact)) for contact in data.contacts]
    return Workbook(
        title=_("Officials and how to reach them"),
        subject=_("Address book of the dossier"),
        author=data.group,
        language=data.language,
        written_on=data.written_on,
        territory=data.territory,
        sheets=(TableSheet(_("Officials"), columns, lines),),
    )
