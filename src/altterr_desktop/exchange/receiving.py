"""Take one file of contributions into the dossier, or say what it would change."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.exc import IntegrityError

from altterr_desktop.dossier.file import Dossier
from altterr_desktop.exchange import bundle
from altterr_desktop.exchange.errors import InconsistentBundle
from altterr_desktop.exchange.keys import seals_of
from altterr_desktop.journal.merge import Received, receive


def receive_file(dossier: Dossier, path: Path, *, dry_run: bool = False) -> Received:
    """Take in a file of contributions whole, or nothing; with `dry_run` say what it would change.

    Raises the errors of `exchange.errors` and those of the dossier's disk.
    """
    return receive_lot(dossier, bundle.open_file(path, seals_of(dossier)), dry_run=dry_run)


def receive_lot(dossier: Dossier, lot: bundle.Lot, *, dry_run: bool = False) -> Received:
    """Take in an opened file. Raises DamagedBundle, InconsistentBundle; then nothing was changed."""
    try:
        return receive(dossier, lot.commits, lot.edits(), lot.contents(), dry_run=dry_run)
    except IntegrityError as error:
        raise InconsistentBundle(lot.name) from error
