"""Offer address books to the catalogue: read a file, bring its people and how to reach them into the dossier."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from altterr_desktop.dossier.file import Dossier
from altterr_desktop.importers.contacts.fields import Field, mapping_from
from altterr_desktop.importers.contacts.reader import read_contacts
from altterr_desktop.importers.files.problems import Cancel, Progress
from altterr_desktop.importers.prepared import Prepared
from altterr_desktop.services.contact_import import apply_contacts, preview_contacts


def prepare(
    dossier: Dossier,
    path: Path,
    *,
    mapping: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> Prepared:
    """Read an address book and say what it would change. Raises NotContacts, WrongContactMapping, UnreadableFile."""
    chosen = mapping_from(mapping) if mapping else None
    reading = read_contacts(path, mapping=chosen, progress=progress, cancelled=cancelled)
    preview = preview_contacts(dossier, reading.drafts, source=path.name, problems=reading.problems)
    write = partial(apply_contacts, dossier, reading.drafts, source=path.name, problems=reading.problems)
    used = {str(field): list(names) for field, names in (reading.mapping or {}).items()}
    return Prepared(
        path.name, preview, write, header=reading.header, mapping=used, fields=[str(field) for field in Field]
    )
