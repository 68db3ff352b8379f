"""Write a copy of the dossier as it was at the end of a day, to be read; change nothing of the dossier."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

from altterr_desktop.dossier.copying import copy_dossier
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.asof import rewind


def copy_as_of(dossier: Dossier, day: date, target: Path) -> int:
    """Write the copy, protected against writing, and give the number of later acts it leaves out.

    It has the dossier's passphrase. Days are those of this computer. Raises the errors of `copy_dossier`.
    """
    moment = datetime.combine(day + timedelta(days=1), time()).astimezone() - timedelta(milliseconds=1)
    dropped: list[int] = []
    copy_dossier(dossier, target, change=lambda copy: dropped.append(rewind(copy, moment)))
    target.chmod(0o444)
    return dropped[0]
