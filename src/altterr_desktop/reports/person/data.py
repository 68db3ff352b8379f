"""Ask the services for what is held about a person; hold what its documents need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from altterr_desktop.domain.errors import NotFound
from altterr_desktop.i18n import _
from altterr_desktop.services.dossiers import read_group
from altterr_desktop.services.erasure import Held, Mention, find_mentions, held_about
from altterr_desktop.services.fields import today


@dataclass(frozen=True)
class PersonData:
    """Hold what is kept about one person, and the texts of others that name them."""

    group: str
    territory: str
    language: str
    written_on: date
    held: Held
    mentions: tuple[Mention, ...]


def load_person(dossier: Any, record_id: str | None) -> PersonData:
    """Read it. Raises NotFound, InvalidInput where the record is no person."""
    if record_id is None:
        raise NotFound(_("Say which person."))
    group = read_group(dossier)
    return PersonData(
        group.name,
        ", ".join(row.name for row in group.territories),
        group.document_language,
        today(),
        held_about(dossier, record_id=record_id),
        # A family name alone may be another person's: it is no business of this one.
        tuple(one for one in find_mentions(dossier, record_id=record_id) if one.is_sure),
    )
