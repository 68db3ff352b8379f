"""Invite somebody and join: the group's keys, and a whole copy if wanted, sealed by a code read aloud once.

Layout: magic, format, salt, length, the sealed JSON (ChaCha20-Poly1305 under a key derived from the code), then
the copy, which has a key of its own told by the JSON.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
import struct
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import delete, update

from altterr_desktop.domain.folding import fold
from altterr_desktop.dossier import key as dossier_keys
from altterr_desktop.dossier.copying import copy_dossier, take_copy
from altterr_desktop.dossier.errors import DossierExists
from altterr_desktop.dossier.file import Dossier, create_dossier
from altterr_desktop.exchange.errors import FileRefused, NewerBundle, NotAnInvitation, OtherGroup, WrongCode
from altterr_desktop.exchange.keys import GROUP_STATE, OPEN_STATE, Seals, key_id, seals_of, take_seals
from altterr_desktop.exchange.synced import refuse_synced
from altterr_desktop.journal.erasing import ERASURES_KEY
from altterr_desktop.journal.projection import UNKNOWN_KEY
from altterr_desktop.journal.travelling import commit_ids, mark_sent
from altterr_desktop.journal.updating import project_newly_known
from altterr_desktop.model.exchange import ExchangeLot
from altterr_desktop.model.journal import DossierState, JournalCommit
from altterr_desktop.settings.files import write_atomically

MAGIC = b"altinv"
# Where a dossier made from an invitation keeps the notes that came with it.
NOTES_STATE = "handover"
FORMAT = 1
_HEADER = struct.Struct(">6sB16sI")
_MOST_SEALED = 1024 * 1024
# What a copy keeps of what the dossier knows of itself; the rest is about one laptop.
_SHARED_STATE = (GROUP_STATE, OPEN_STATE, UNKNOWN_KEY, ERASURES_KEY, "program_version")


@dataclass(frozen=True)
class Invitation:
    """Hold an opened invitation."""

    seals: Seals
    copy_key: bytes
    copy_size: int
    copy_sha256: str
    copy_at: int
    notes: str = ""

    @property
    def has_copy(self) -> bool:
        """Tell whether a whole dossier comes with it."""
        return bool(self.copy_size)


def invite(dossier: Dossier, path: Path, *, with_copy: bool = True, notes: str = "") -> str:
    """Write an invitation and give the code to read aloud; whoever has both is in the group.

    `notes` is a text that travels sealed with it.

    Raises FileRefused and the errors of the dossier's disk.
    """
    code = dossier_keys.propose_passphrase()
    seals = seals_of(dossier)
    with tempfile.TemporaryDirectory(dir=_folder_of(path), prefix=".invitation-") as folder:
        copy = Path(folder) / "copie.altterr"
        copy_key = secrets.token_bytes(dossier_keys.KEY_SIZE)
        if with_copy:
            # The copy leaves: a save that joined a commit of it would make two of one.
            with dossier.session() as session:
                mark_sent(session, [seq for seq, _commit in commit_ids(session)])
                session.commit()
            copy_dossier(dossier, copy, key=copy_key, change=_forget_laptop)
        whole = {**_contents(seals, copy_key, copy if with_copy else None), "notes": notes}
        header = _sealed(code, json.dumps(whole).encode())

        def write(beside: Path) -> None:
            with beside.open("wb") as file:
                file.write(header)
                if with_copy:
                    with copy.open("rb") as source:
                        shutil.copyfileobj(source, file)

        try:
            write_atomically(path, write)
        except OSError as error:
            raise FileRefused(path) from error
    return code


def _folder_of(path: Path) -> Path:
    if not path.absolute().parent.is_dir():
        raise FileRefused(path)
    return path.absolute().parent


def _forget_laptop(copy: Dossier) -> None:
    """Take out of a copy what is about the laptop it comes from; nothing in it is a draft any more."""
    with copy.session() as session:
        session.execute(delete(DossierState).where(DossierState.key.not_in(_SHARED_STATE)))
        session.execute(delete(ExchangeLot))
        session.execute(update(JournalCommit).values(sent=True))
        session.commit()


def _contents(seals: Seals, copy_key: bytes, copy: Path | None) -> dict[str, Any]:
    return {
        "group": seals.group.hex(),
        "current": seals.current.hex(),
        "keys": [key.hex() for key in seals.keys.values()],
        "copy_key": copy_key.hex() if copy is not None else "",
        "copy_size": copy.stat().st_size if copy is not None else 0,
        "copy_sha256": _digest(copy) if copy is not None else "",
    }


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _key_of(code: str, salt: bytes) -> bytes:
    # Heard, not read: capitals and accents do not count.
    return dossier_keys.derive_key(fold(code), salt)


def _sealed(code: str, whole: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    salt = secrets.token_bytes(16)
    header = _HEADER.pack(MAGIC, FORMAT, salt, len(whole) + 16)
    # The salt is fresh, so the key serves once and its nonce may be zero.
    return header + ChaCha20Poly1305(_key_of(code, salt)).encrypt(bytes(12), whole, header)


def open_invitation(path: Path, code: str) -> Invitation:
    """Open an invitation with its code.

    Raises FileRefused, NotAnInvitation, NewerBundle, WrongCode, EmptyPassphrase.
    """
    try:
        with path.open("rb") as file:
            return _read(file, path.name, code)
    except OSError as error:
        raise FileRefused(path) from error


def _read(file: BinaryIO, name: str, code: str) -> Invitation:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    header = file.read(_HEADER.size)
    if len(header) < _HEADER.size or not header.startswith(MAGIC):
        raise NotAnInvitation(name)
    _magic, file_format, salt, size = _HEADER.unpack(header)
    if file_format > FORMAT:
        raise NewerBundle(name)
    if size > _MOST_SEALED:
        raise NotAnInvitation(name)
    sealed = file.read(size)
    try:
        whole = ChaCha20Poly1305(_key_of(code, salt)).decrypt(bytes(12), sealed, header)
    except InvalidTag as error:
        raise (WrongCode if len(sealed) == size else NotAnInvitation)(name) from error
    try:
        values = json.loads(whole)
        keys = [bytes.fromhex(key) for key in values["keys"]]
        seals = Seals(
            bytes.fromhex(values["group"]),
            bytes.fromhex(values["current"]),
            {key_id(key): key for key in keys},
        )
        return Invitation(
            seals,
            bytes.fromhex(values["copy_key"]),
            int(values["copy_size"]),
            str(values["copy_sha256"]),
            _HEADER.size + size,
            str(values.get("notes", "")),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise NotAnInvitation(name) from error


def join(path: Path, target: Path, *, code: str, passphrase: str | None) -> Dossier:
    """Make one's own dossier from an invitation, at a path where nothing is, and open it.

    Without a copy inside, it is empty and fills up at the first exchange. Raises the errors of
    `open_invitation`, SyncedFolder, and those of making a dossier.
    """
    from altterr_desktop.dossier.file import open_dossier

    invitation = open_invitation(path, code)
    if target.exists():
        raise DossierExists(target)
    refuse_synced(target)
    if not invitation.has_copy:
        dossier = create_dossier(target, passphrase=passphrase)
        take_seals(dossier, invitation.seals)
        dossier.set_state(NOTES_STATE, invitation.notes)
        return dossier
    with _copy_out(path, invitation) as copy:
        take_copy(copy, target, key=invitation.copy_key, passphrase=passphrase)
    dossier = open_dossier(target, passphrase=passphrase)
    # The copy may come from a program older than this one.
    project_newly_known(dossier)
    dossier.set_state(NOTES_STATE, invitation.notes)
    return dossier


@contextmanager
def _copy_out(path: Path, invitation: Invitation) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="altterr-") as folder:
        copy = Path(folder) / "copie.altterr"
        try:
            with path.open("rb") as file, copy.open("wb") as out:
                file.seek(invitation.copy_at)
                shutil.copyfileobj(file, out)
        except OSError as error:
            raise FileRefused(path) from error
        if copy.stat().st_size != invitation.copy_size or _digest(copy) != invitation.copy_sha256:
            raise NotAnInvitation(path.name)
        yield copy


def accept(dossier: Dossier, path: Path, *, code: str) -> None:
    """Take the keys of an invitation into a dossier of the same group, after a rotation for instance.

    Raises the errors of `open_invitation`, OtherGroup.
    """
    invitation = open_invitation(path, code)
    if seals_of(dossier).group != invitation.seals.group:
        raise OtherGroup(path.name)
    take_seals(dossier, invitation.seals)
