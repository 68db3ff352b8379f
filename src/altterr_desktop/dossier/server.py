"""Keep a coordination's dossier in a PostgreSQL server, through the same sessions as a file; search no words there.

Only consolidation writes here: the words' index, backups, locks and keys are those of a file, and the server's own
means stand for them.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy import create_engine, inspect, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateColumn

from altterr_desktop.dossier.errors import DossierError, NewerDossier
from altterr_desktop.dossier.file import Dossier, Signature
from altterr_desktop.dossier.migrations import latest_version
from altterr_desktop.i18n import _
from altterr_desktop.model import Base

_VERSION_STATE = "schema_version"


class ServerUnreachable(DossierError):
    """The server does not answer, or refuses."""

    def __init__(self, place: str) -> None:
        super().__init__(
            _(
                "The database “{place}” cannot be reached, or refuses: check its address, name and password."
            ).format(place=place)
        )


class ServerDossier(Dossier):
    """Hold a dossier kept by a server; what only a file has is refused."""

    def __init__(self, engine: Any, place: str, signature: Signature) -> None:
        # What a file's dossier keeps of its file has no meaning here: its own set-up is left out.
        self._engine = engine
        self.path = Path(place)
        self.signature = signature
        self.read_only = False

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[Session]:
        try:
            with Session(self._engine, expire_on_commit=False) as session:
                yield session
        except IntegrityError:
            raise
        except DBAPIError as error:
            raise ServerUnreachable(str(self.path)) from error

    def _check_writable(self) -> None:
        return None

    @property
    def has_passphrase(self) -> bool:
        """Tell that the server decides who reads."""
        return True

    def raw(self) -> NoReturn:
        """Refuse: there is no file."""
        raise RuntimeError("a server has no file")

    def close(self) -> None:
        """Let the server go."""
        self._engine.dispose()


def is_server(place: str) -> bool:
    """Tell an address of a database from a path."""
    return place.startswith(("postgresql:", "postgresql+"))


def open_server(url: str, *, signature: Signature | None = None) -> ServerDossier:
    """Open a dossier kept by PostgreSQL, made there where it is missing, and bring its tables up to date.

    Raises ServerUnreachable, NewerDossier.
    """
    place = "postgresql"
    try:
        address = make_url(url)
        place = f"{address.host or ''}/{address.database or ''}"
        if address.drivername == "postgresql":
            address = address.set(drivername="postgresql+psycopg")
        engine = create_engine(address)
        _bring_up_to_date(engine)
    except (ArgumentError, NoSuchModuleError, ImportError, DBAPIError) as error:
        raise ServerUnreachable(place) from error
    dossier = ServerDossier(engine, place, signature or Signature())
    if int(dossier.state(_VERSION_STATE) or 0) > latest_version():
        dossier.close()
        raise NewerDossier(dossier.path, dossier.state("program_version"))
    dossier.set_state(_VERSION_STATE, str(latest_version()))
    return dossier


def _bring_up_to_date(engine: Any) -> None:
    """Add the tables and columns that are missing; nothing is ever renamed or dropped."""
    Base.metadata.create_all(engine)
    found = inspect(engine)
    with engine.begin() as connection:
        for table in Base.metadata.sorted_tables:
            known = {column["name"] for column in found.get_columns(table.name)}
            for column in table.columns:
                if column.name not in known:
                    words = str(CreateColumn(column).compile(dialect=engine.dialect)).removesuffix(
                        " NOT NULL"
                    )
                    name = engine.dialect.identifier_preparer.format_table(table)
                    connection.exec_driver_sql(f"ALTER TABLE {name} ADD COLUMN {words}")
