"""Change the group's key when somebody leaves or a laptop is lost, and learn the new one; forget no former key.

The new key never travels under the former one, which whoever left holds too: it goes in a file sealed by a code that
is read aloud to those who stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from altterr_desktop.dossier.file import Dossier
from altterr_desktop.exchange.errors import FileRefused
from altterr_desktop.exchange.invitation import accept, invite
from altterr_desktop.exchange.keys import Seals, rotate_key, seals_of, take_seals
from altterr_desktop.model.exchange import GroupKey


@dataclass(frozen=True)
class KeyView:
    """Name one key of the group, and when this laptop first had it; the key itself is never shown."""

    id: str
    made_at: datetime
    is_current: bool


def list_keys(dossier: Dossier) -> tuple[KeyView, ...]:
    """List the keys this dossier holds, newest first."""
    seals_of(dossier)
    with dossier.reading() as session:
        rows = session.execute(select(GroupKey).order_by(GroupKey.made_at.desc(), GroupKey.id)).scalars()
        return tuple(
            KeyView(row.id.hex(), datetime.fromtimestamp(row.made_at / 1000, UTC), row.current)
            for row in rows
        )


def rotate(dossier: Dossier, path: Path) -> str:
    """Draw a new key, write it for those who stay, and give the code to read aloud to them.

    What is written from now on is closed to who left; what they had received stays with them. Raises FileRefused,
    and then the key is the former one still.
    """
    if path.exists() or not path.absolute().parent.is_dir():
        raise FileRefused(path)
    former = seals_of(dossier)
    rotate_key(dossier)
    try:
        return tell_key(dossier, path)
    except BaseException:
        # Nobody could have learnt the new one.
        _back_to(dossier, former.current, is_open=former.is_open)
        raise


def _back_to(dossier: Dossier, key: bytes, *, is_open: bool) -> None:
    seals = seals_of(dossier)
    take_seals(dossier, Seals(seals.group, b"" if is_open else key, seals.keys))


def tell_key(dossier: Dossier, path: Path) -> str:
    """Write the group's keys once more, under another code, for somebody who missed them. Raises FileRefused."""
    return invite(dossier, path, with_copy=False)


def learn_key(dossier: Dossier, path: Path, *, code: str) -> None:
    """Take the group's new key from the file somebody gave. Raises as `exchange.invitation.accept`."""
    accept(dossier, path, code=code)
