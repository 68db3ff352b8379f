"""Keep the keys that seal what the group exchanges: every former one stays, to read older files."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from altterr_desktop.dossier.file import Dossier
from altterr_desktop.model.exchange import GroupKey
from altterr_desktop.model.journal import DossierState, JournalCommit

KEY_SIZE = 32
KEY_ID_SIZE = 8
GROUP_ID_SIZE = 16
GROUP_STATE = "exchange_group"
OPEN_STATE = "exchange_open"


@dataclass(frozen=True)
class Seals:
    """Hold what opens and seals a group's files; `current` is empty where the group wants no key."""

    group: bytes
    current: bytes
    keys: Mapping[bytes, bytes]

    @property
    def is_open(self) -> bool:
        """Tell whether the group wants no key."""
        return not self.current


def key_id(key: bytes) -> bytes:
    """Name a key without telling it."""
    return hashlib.sha256(b"altterr group key" + key).digest()[:KEY_ID_SIZE]


def seals_of(dossier: Dossier) -> Seals:
    """Give the group's id and keys; the first key is drawn where there is none and one is wanted."""
    with dossier.reading() as session:
        group, is_open, current, keys = _read(session)
    if group and (is_open or current):
        return Seals(group, b"" if is_open else current, keys)
    with dossier.session() as session:
        if not group:
            group = _first_commit(session)
            _set(session, GROUP_STATE, group.hex())
        if not is_open and not current:
            _add_key(session, secrets.token_bytes(KEY_SIZE))
        session.commit()
    return seals_of(dossier)


def _read(session: Session) -> tuple[bytes, bool, bytes, dict[bytes, bytes]]:
    group = session.get(DossierState, GROUP_STATE)
    is_open = session.get(DossierState, OPEN_STATE)
    keys: dict[bytes, bytes] = {}
    current = b""
    for row in session.execute(select(GroupKey).order_by(GroupKey.made_at, GroupKey.id)).scalars():
        keys[row.id] = row.key
        current = row.key if row.current else current
    return (
        bytes.fromhex(group.value) if group is not None else b"",
        bool(is_open is not None and is_open.value == "1"),
        current,
        keys,
    )


def _first_commit(session: Session) -> bytes:
    """Give the id every copy of a dossier shares: that of its first commit."""
    first = session.execute(
        select(JournalCommit.id).where(JournalCommit.parents == b"").order_by(JournalCommit.id).limit(1)
    ).scalar()
    return first or secrets.token_bytes(GROUP_ID_SIZE)


def rotate_key(dossier: Dossier) -> bytes:
    """Draw a new key for what is written from now on, when somebody leaves; give its id.

    The others learn it from an invitation; with former keys everything older stays readable.
    """
    seals_of(dossier)
    with dossier.session() as session:
        key = secrets.token_bytes(KEY_SIZE)
        _add_key(session, key)
        _set(session, OPEN_STATE, "0")
        session.commit()
    return key_id(key)


def exchange_in_clear(dossier: Dossier) -> None:
    """Write from now on files without key, that anybody can read and nobody can damage unseen."""
    seals_of(dossier)
    with dossier.session() as session:
        _set(session, OPEN_STATE, "1")
        session.commit()


def take_seals(dossier: Dossier, seals: Seals) -> None:
    """Keep the group id and keys of an invitation; its current key becomes ours, unless ours came after it.

    An old invitation opened late holds former keys only: they are kept, and change nothing.
    """
    with dossier.session() as session:
        _group, _is_open, ours, known = _read(session)
        if ours and seals.keys and key_id(ours) not in seals.keys and set(seals.keys) <= set(known):
            return
        _set(session, GROUP_STATE, seals.group.hex())
        _set(session, OPEN_STATE, "1" if seals.is_open else "0")
        for key in seals.keys.values():
            if key != seals.current:
                _add_key(session, key, current=False)
        if seals.current:
            _add_key(session, seals.current)
        session.commit()


def known_keys(dossier: Dossier) -> dict[bytes, bytes]:
    """Give every key this dossier holds, by its name."""
    with dossier.reading() as session:
        return _read(session)[3]


def keep_keys(dossier: Dossier, keys: Iterable[bytes]) -> None:
    """Keep keys to read with; what is written here goes on under the current one."""
    with dossier.session() as session:
        for key in keys:
            _add_key(session, key, current=False)
        session.commit()


def _add_key(session: Session, key: bytes, *, current: bool = True) -> None:
    known = session.get(GroupKey, key_id(key))
    if current:
        session.execute(update(GroupKey).values(current=False))
    if known is None:
        session.execute(
            insert(GroupKey).values(
                id=key_id(key), key=key, made_at=time.time_ns() // 1_000_000, current=current
            )
        )
    elif current:
        session.execute(update(GroupKey).where(GroupKey.id == known.id).values(current=True))


def _set(session: Session, key: str, value: str) -> None:
    state = session.get(DossierState, key)
    if state is None:
        session.add(DossierState(key=key, value=value))
    else:
        state.value = value
    session.flush()
