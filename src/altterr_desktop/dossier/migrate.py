"""Bring a dossier's tables to the version of this program, all steps or none."""

from __future__ import annotations

from pathlib import Path

from altterr_desktop.dossier.connection import Connection
from altterr_desktop.dossier.errors import DamagedDossier
from altterr_desktop.dossier.migrations import latest_version, steps


def migrate(connection: Connection, path: Path, *, from_version: int) -> None:
    """Run the missing steps in one exclusive transaction; the caller made and verified a backup first.

    Foreign keys are off while tables change and every link is checked after each step. A failure or a kill
    leaves the old version. Raises DamagedDossier where a step would leave a broken link.
    """
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        connection.execute("BEGIN EXCLUSIVE")
        try:
            for step in steps()[from_version:]:
                for statement in step.statements:
                    connection.execute(statement)
                if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
                    raise DamagedDossier(path)
            connection.execute(f"PRAGMA user_version = {latest_version()}")
            connection.execute("COMMIT")
        except BaseException:
            # A full disk has already made the engine take everything back.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
