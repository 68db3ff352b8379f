"""Offer the address book to the catalogue: load its data, name its file, write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from altterr_desktop.domain.folding import fold

if TYPE_CHECKING:
    from pathlib import Path

    from altterr_desktop.reports.contacts.data import ContactsData


def load(dossier: Any, record_id: str | None = None, **choices: Any) -> ContactsData:
    """Read everybody, or the one official asked for."""
    from altterr_desktop.reports.contacts.data import load_contacts

    return load_contacts(dossier, record_id)


def file_name(data: ContactsData, fmt: str) -> str:
    """Propose «contacts-val-de-sorbelle-2029-03-15.vcf»."""
    territory = fold(data.territory).replace(" ", "-")[:60].strip("-")
    return f"contacts-{territory or 'dossier'}-{data.written_on.isoformat()}.{fmt}"


def build(data: ContactsData, fmt: str, path: Path) -> None:
    """Write cards, CSV or a workbook; raise NotSaved where that is not possible."""
    from altterr_desktop.reports.contacts import content

    if fmt == "vcf":
        from altterr_desktop.rendering.vcards import save_cards

        save_cards(content.cards(data), path)
    elif fmt == "csv":
        from altterr_desktop.rendering.csv import save_csv

        save_csv(content.header(), content.rows(data), path)
    else:
        from altterr_desktop.rendering.xlsx import save_workbook

        save_workbook(content.contacts_workbook(data), path)
