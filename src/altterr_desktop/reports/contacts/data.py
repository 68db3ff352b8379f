"""Ask the services for the address book; hold what its documents need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from altterr_desktop.services.contacts import Contact, read_contact_book
from altterr_desktop.services.dossiers import read_group
from altterr_desktop.services.fields import today


@dataclass(frozen=True)
class ContactsData:
    """Hold the people and services of a dossier, and how to reach them, on one day."""

    group: str
    territory: str
    language: str
    written_on: date
    contacts: tuple[Contact, ...]


def load_contacts(dossier: Any, official_id: str | None = None) -> ContactsData:
    """Read everybody, or one official."""
    group = read_group(dossier)
    return ContactsData(
        group.name,
        ", ".join(row.name for row in group.territories),
        group.document_language,
        today(),
        read_contact_book(dossier, None if official_id is None else {official_id}),
    )
