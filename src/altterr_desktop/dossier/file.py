"""Create and open dossiers, and lend their sessions; know no subject."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

import altterr_desktop
from altterr_desktop.dossier import backup, checks, holder, journals, placing
from altterr_desktop.dossier import key as keys
from altterr_desktop.dossier.connection import (
    APPLICATION_ID,
    Connection,
    connect,
    failure_of_disk,
    failures_named,
    schema_fingerprint,
    take_lock,
)
from altterr_desktop.dossier.errors import (
    DossierExists,
    DossierMoved,
    PassphraseNeeded,
    ReadOnlyDossier,
    WrongPassphrase,
    named_os_error,
)
from altterr_desktop.dossier.migrate import migrate
from altterr_desktop.dossier.migrations import latest_version

__all__ = ["Dossier", "Signature", "create_dossier", "is_file", "open_dossier", "schema_fingerprint"]


@dataclass(frozen=True)
class Signature:
    """Say who changes the dossier on this laptop; times and names only inform, nothing depends on them."""

    author_id: str = ""
    author: str = ""
    device: str = ""


class Dossier:
    """Hold one open dossier: its file, its connection, and who signs what is changed through it.

    One thread at a time uses it; the window gives it to one worker thread.
    """

    def __init__(
        self,
        path: Path,
        connection: Connection,
        signature: Signature,
        *,
        read_only: bool,
        key: bytes = keys.OPEN_KEY,
    ) -> None:
        self.path = path
        self.signature = signature
        self.read_only = read_only
        self._key = key
        self._identity = holder.identity_of(path)
        self._use(connection)
        holder.keep_open(self._identity, self)

    def _use(self, connection: Connection) -> None:
        self._connection = connection
        self._engine = _engine(connection)

    @property
    def has_passphrase(self) -> bool:
        """Tell whether the file is secret, or sealed with the published key."""
        return self._key != keys.OPEN_KEY

    @contextlib.contextmanager
    def session(self) -> Iterator[Session]:
        """Lend a session that may write, in one transaction, rolled back unless the borrower commits.

        Raises ReadOnlyDossier, DossierMoved.
        """
        self._check_writable()
        with self._transaction() as session:
            yield session

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """Lend a session to read from; whatever it changes is dropped."""
        with self._transaction() as session, session.no_autoflush:
            yield session

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[Session]:
        with (
            failures_named(self.path, self._connection),
            _unwrapped(),
            Session(self._engine, expire_on_commit=False) as session,
        ):
            try:
                yield session
            except IntegrityError:
                # A link found broken at commit leaves the engine's transaction open.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _check_writable(self) -> None:
        if self.read_only:
            raise ReadOnlyDossier(self.path)
        # What is written in a file that lost its name is lost with it; Windows lets no open file be moved.
        if os.name == "posix" and holder.identity_of(self.path) != self._identity:
            raise DossierMoved(self.path)

    @contextlib.contextmanager
    def raw(self) -> Iterator[Connection]:
        """Lend the engine's own connection, for what SQLAlchemy has no words for (backup, rekey, checks)."""
        with failures_named(self.path, self._connection):
            yield self._connection

    def state(self, key: str) -> str:
        """Read what this copy of the dossier knows of itself under a key; empty when unknown."""
        with self.reading() as session:
            row = session.execute(
                text("SELECT value FROM dossier_state WHERE key = :key"), {"key": key}
            ).first()
        return str(row[0]) if row else ""

    def set_state(self, key: str, value: str) -> None:
        """Note something about this copy of the dossier; it does not travel."""
        with self.session() as session:
            session.execute(
                text(
                    "INSERT INTO dossier_state VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = :value"
                ),
                {"key": key, "value": value},
            )
            session.commit()

    def check(self) -> None:
        """Read the whole file again and rewrite it where a power cut left a mark.

        Raises DamagedDossier, AlteredDossier.
        """
        with self.raw() as connection:
            checks.check_structure(connection, self.path, latest_version())
            if checks.check_inside(connection, self.path) and not self.read_only:
                connection.execute("VACUUM")

    def change_passphrase(self, passphrase: str | None) -> None:
        """Seal the file with another passphrase, or with none; earlier backups keep the former one.

        Raises EmptyPassphrase, ReadOnlyDossier, DossierMoved, DiskFull, DiskFailure; then the former one holds.
        """
        self._check_writable()
        # Never from the file: closing a second handle on it would drop its lock.
        with self.raw() as connection:
            salt = bytes.fromhex(connection.execute("PRAGMA cipher_salt").fetchone()[0])
        key = keys.derive_key(passphrase, salt)
        try:
            self._connection.execute(f"PRAGMA rekey = {keys.raw_key(key, salt)}")
        except dbapi2.DatabaseError as error:
            # The engine no longer knows which key its pages have: a new connection goes back to the former one.
            failure = failure_of_disk(self.path)
            self._connect_again(salt)
            raise failure from error
        self._key = key

    def _connect_again(self, salt: bytes) -> None:
        self._engine.dispose()
        self._connection.close()
        with failures_named(self.path):
            connection = connect(self.path, self._key, salt)
            self._use(connection)
            take_lock(connection)

    def back_up(self) -> Path:
        """Write a verified copy beside the dossier, drop the copies too many, and give its path.

        Raises BackupFailed, and DamagedDossier where it is the dossier that cannot be copied whole.
        """
        with self.raw() as connection:
            if connection.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
                self.check()  # else a page gone to zeros would be copied as if nothing had been written there
            made = backup.back_up(connection, self.path)
        if not self.read_only:
            self.set_state("last_backup", str(int(time.time())))
        return made

    def back_up_if_older(self, seconds: int) -> Path | None:
        """Write a copy when the last one is older than that many seconds, or dated ahead of the clock."""
        last = int(self.state("last_backup") or 0)
        if self.read_only or 0 <= time.time() - last < seconds:
            return None
        return self.back_up()

    def close(self) -> None:
        """Let the file go; another window may open it at once."""
        self._engine.dispose()
        with contextlib.suppress(dbapi2.Error):
            self._connection.close()
        holder.let_go(self._identity)
        if not self.read_only:
            holder.forget_holder(self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()


def create_dossier(path: Path, *, passphrase: str | None, signature: Signature | None = None) -> Dossier:
    """Make a new, empty dossier at a path where nothing is, and open it.

    It is made under a temporary name and renamed whole. Raises DossierExists, EmptyPassphrase, NameTooLong,
    FolderMissing, FolderRefused, DiskFull, DiskFailure.
    """
    if os.path.lexists(path):
        raise DossierExists(path)
    placing.check_name(path)
    salt = checks.new_salt()
    key = keys.derive_key(passphrase, salt)
    placing.sweep(path)
    temporary = placing.temporary_beside(path)
    placing.make_empty(temporary, path)
    try:
        with failures_named(path):
            _fill(temporary, path, key, salt)
        placing.publish(temporary, path)
    except OSError as error:
        raise named_os_error(error, path) from error
    finally:
        placing.remove_quietly(temporary)
    return open_dossier(path, passphrase=passphrase, signature=signature, known=True)


def _fill(temporary: Path, path: Path, key: bytes, salt: bytes) -> None:
    connection = connect(temporary, key, salt)
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        take_lock(connection)
        migrate(connection, path, from_version=0)
        state = {"program_version": altterr_desktop.__version__, "last_backup": str(int(time.time()))}
        connection.executemany("INSERT INTO dossier_state VALUES (?, ?)", list(state.items()))
    finally:
        connection.close()


def open_dossier(
    path: Path, *, passphrase: str | None = None, signature: Signature | None = None, known: bool = False
) -> Dossier:
    """Open a dossier after the checks of its outside, key, identity, structure and contents, in that order.

    `known` leaves out reading the whole contents, for a file this laptop itself closed last. A link is followed:
    what lies beside a dossier lies beside the file itself. An older version is backed up and migrated. Raises the
    errors of `dossier.errors`.
    """
    path = placing.followed(path)
    salt = checks.check_outside(path)
    placing.check_name(path)
    placing.sweep(path)
    read_only = not os.access(path, os.W_OK) or not placing.takes_files(path)
    unlocked = _unlock(path, passphrase, salt, read_only=read_only)
    try:
        with failures_named(path, unlocked.connection):
            _check_and_migrate(unlocked, path, known=known)
    except BaseException:
        unlocked.connection.close()
        journals.put_back(path, unlocked.journal_aside)
        raise
    if not unlocked.read_only:
        holder.note_holder(path)
    return Dossier(
        path, unlocked.connection, signature or Signature(), read_only=unlocked.read_only, key=unlocked.key
    )


@dataclass(frozen=True)
class _Unlocked:
    """Hold a connection whose key fits, and what was found on the way."""

    connection: Connection
    key: bytes
    read_only: bool
    journal_aside: Path | None
    was_cut_short: bool


def _unlock(path: Path, passphrase: str | None, salt: bytes, *, read_only: bool) -> _Unlocked:
    """Try the key; a file without passphrase opens whatever was typed."""
    attempts = [None] if passphrase is None else [passphrase, None]
    for attempt in attempts:
        key = keys.derive_key(attempt, salt)
        with contextlib.suppress(WrongPassphrase), failures_named(path):
            return _unlock_with(path, key, salt, read_only=read_only)
    raise PassphraseNeeded(path) if passphrase is None else WrongPassphrase(path)


def _unlock_with(path: Path, key: bytes, salt: bytes, *, read_only: bool) -> _Unlocked:
    was_cut_short = journals.is_alive(path)
    aside = None if read_only else journals.set_foreign_journal_aside(path, key, salt)
    try:
        connection = connect(path, key, salt, mode="ro" if read_only else "rw")
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            read_only = read_only or not _lock_or_read(connection)
        except BaseException:
            connection.close()
            raise
    except BaseException:
        journals.put_back(path, aside)
        raise
    return _Unlocked(connection, key, read_only, aside, was_cut_short)


def _lock_or_read(connection: Connection) -> bool:
    """Take the lock for writing, or settle for reading where the disk takes no writing."""
    try:
        take_lock(connection)
    except dbapi2.OperationalError as error:
        if "locked" in str(error):
            raise
        return False
    return True


def _check_and_migrate(unlocked: _Unlocked, path: Path, *, known: bool) -> None:
    connection = unlocked.connection
    version = checks.check_identity(connection, path)
    # First, for the engine's own checks run what a foreign structure asks for: expressions, checks, generated columns.
    checks.check_structure(connection, path, version)
    trusted = known and not unlocked.was_cut_short
    must_rewrite = False if trusted else checks.check_inside(connection, path)
    if version < latest_version():
        if unlocked.read_only:
            raise ReadOnlyDossier(path)
        backup.back_up(connection, path)
        migrate(connection, path, from_version=version)
        checks.check_structure(connection, path, latest_version())
        connection.execute(
            "INSERT INTO dossier_state VALUES ('program_version', ?)"
            " ON CONFLICT DO UPDATE SET value = excluded.value",
            (altterr_desktop.__version__,),
        )
    if must_rewrite and not unlocked.read_only:
        # Where there is no room for that, the contents are sound all the same.
        with contextlib.suppress(dbapi2.OperationalError):
            connection.execute("VACUUM")


def is_file(session: Session) -> bool:
    """Tell whether a session is on a dossier's file, or on a server that several groups share."""
    return session.get_bind().dialect.name == "sqlite"


def _engine(connection: Connection) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connection,
        poolclass=StaticPool,
        pool_reset_on_return=None,
    )

    @event.listens_for(engine, "begin")
    def _begin(sql_connection: object) -> None:
        sql_connection.exec_driver_sql("BEGIN")  # type: ignore[attr-defined]

    return engine


@contextlib.contextmanager
def _unwrapped() -> Iterator[None]:
    """Let SQLAlchemy's wrapping of an engine's failure fall, so that failures have one shape."""
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, dbapi2.DatabaseError) and not isinstance(error.orig, dbapi2.IntegrityError):
            raise error.orig from error
        raise
