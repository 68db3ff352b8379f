"""Write a copy of the dossier as it was on a day, to be looked at and thrown away; change nothing of the dossier."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from altterr_desktop.dossier.copying import copy_dossier, take_copy
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.dossier.key import KEY_SIZE, propose_passphrase
from altterr_desktop.journal.asof import rewind


@dataclass(frozen=True)
class Look:
    """Hold where the copy is, the words that open it and are kept nowhere, and how many later acts it leaves out."""

    path: Path
    passphrase: str
    day: date
    left_out: int


def copy_to_look(dossier: Dossier, day: date, folder: Path) -> Look:
    """Write the dossier as it was at the end of a day in a private folder, under a passphrase of its own.

    The passphrase serves once: what a crash would leave behind stays closed. Days are those of this computer.
    Raises the errors of `copy_dossier`.
    """
    moment = datetime.combine(day + timedelta(days=1), time()).astimezone() - timedelta(milliseconds=1)
    dropped: list[int] = []
    draft, target = folder / "draft.altterr", folder / dossier.path.name
    key, passphrase = secrets.token_bytes(KEY_SIZE), propose_passphrase()
    copy_dossier(dossier, draft, key=key, change=lambda copy: dropped.append(rewind(copy, moment)))
    try:
        take_copy(draft, target, key=key, passphrase=passphrase)
    finally:
        draft.unlink()
    target.chmod(0o400)
    return Look(target, passphrase, day, dropped[0])
