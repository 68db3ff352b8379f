"""Decide whether a file may be opened: cheap checks on the outside, then the whole inside."""

from __future__ import annotations

import collections
import secrets
from pathlib import Path

from altterr_desktop.dossier.connection import APPLICATION_ID, Connection, schema_fingerprint
from altterr_desktop.dossier.errors import (
    AlteredDossier,
    DamagedDossier,
    DossierInUse,
    DossierMissing,
    DossierTooLarge,
    NewerDossier,
    NotADossier,
    named_os_error,
)
from altterr_desktop.dossier.holder import holder_of, is_open_here
from altterr_desktop.dossier.key import SALT_SIZE
from altterr_desktop.dossier.migrations import fingerprint_of, latest_version

PAGE_SIZE = 4096
MAX_SIZE = 4 * 1024**3
# A page of cipher text shows about 256 different bytes; texts, tables and archives' headers far fewer.
LEAST_DISTINCT_BYTES = 200


def journal_of(path: Path) -> Path:
    """Give the engine's own side file, from which it mends a write that was cut short."""
    return path.with_name(f"{path.name}-journal")


def check_outside(path: Path) -> bytes:
    """Check size and header without a key and give the salt (the first 16 bytes).

    Raises DossierMissing, NotADossier, NotAllowed, DossierTooLarge, DamagedDossier, DossierInUse.
    """
    if is_open_here(path):
        raise DossierInUse(path, holder_of(path))
    try:
        return _check_outside(path)
    except OSError as error:
        raise named_os_error(error, path) from error


def _check_outside(path: Path) -> bytes:
    if not path.exists():
        raise DossierMissing(path)
    if not path.is_file():
        raise NotADossier(path)
    size = path.stat().st_size
    if size > MAX_SIZE:
        raise DossierTooLarge(path)
    with path.open("rb") as file:
        head = file.read(PAGE_SIZE)
    if len(head) < PAGE_SIZE or len(collections.Counter(head)) < LEAST_DISTINCT_BYTES or is_known(head):
        raise NotADossier(path)
    # A write cut short in the middle of a page has left a journal, which mends it.
    if size % PAGE_SIZE and not journal_of(path).exists():
        raise DamagedDossier(path)
    return head[:SALT_SIZE]


def is_known(head: bytes) -> bool:
    """Tell whether a file starts like another kind of file."""
    signatures = (
        b"SQLite format 3\0",
        b"PK\x03\x04",
        b"%PDF",
        b"\xd0\xcf\x11\xe0",
        b"\x89PNG",
        b"\xff\xd8\xff",
    )
    return head.startswith((*signatures, b"GIF8", b"\x1f\x8b\x08", b"Rar!", b"7z\xbc\xaf", b"altlot"))


def new_salt() -> bytes:
    """Draw the first bytes of a new dossier, never those by which another kind of file is known."""
    while is_known(salt := secrets.token_bytes(SALT_SIZE)):
        pass
    return salt


def check_identity(connection: Connection, path: Path) -> int:
    """Check application and version and give the schema's version.

    Raises NotADossier, NewerDossier.
    """
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise NotADossier(path)
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > latest_version():
        raise NewerDossier(path, _program_version(connection))
    if version < 1:
        raise NotADossier(path)
    return version


def _program_version(connection: Connection) -> str:
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "dossier_state" not in tables:
        return "?"
    row = connection.execute("SELECT value FROM dossier_state WHERE key = 'program_version'").fetchone()
    return str(row[0])[:40] if row else "?"


def check_structure(connection: Connection, path: Path, version: int) -> None:
    """Check that every definition is the one this program makes; refuses views, triggers, foreign tables.

    Raises AlteredDossier.
    """
    if schema_fingerprint(connection) != fingerprint_of(version):
        raise AlteredDossier(path)


def check_inside(connection: Connection, path: Path) -> bool:
    """Read every page and every link; give True where the file should be rewritten.

    An authentication alarm with sound contents is a free page that a power cut left behind: the file is sound
    but is to be rewritten. Raises DamagedDossier.
    """
    alarms = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise DamagedDossier(path)
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise DamagedDossier(path)
    return bool(alarms)
