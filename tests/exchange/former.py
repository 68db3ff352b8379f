"""Play the program of the first released version: it knows neither the kinds nor the fields that came after."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from typing import Any
from unittest import mock

from sqlalchemy import String
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2

from altterr_desktop.dossier.migrations import steps
from altterr_desktop.journal import conflicts, heads, merge, projection
from altterr_desktop.journal.erasing import Scrubbing
from altterr_desktop.journal.travelling import EditLine
from altterr_desktop.journal.values import columns_of
from altterr_desktop.model import record_classes

FORMER_VERSION = 2


@cache
def former_columns() -> dict[str, set[str]]:
    """Give the columns of each table as the former program made them."""
    with closing(dbapi2.connect(":memory:")) as connection:
        for step in steps()[:FORMER_VERSION]:
            for statement in step.statements:
                connection.execute(statement)
        return {
            kind: {row[1] for row in connection.execute(f'PRAGMA table_info("{kind}")')}
            for kind in record_classes()
        }


@cache
def former_fields(record_class: Any) -> dict[str, Any]:
    found = columns_of(record_class)
    return {name: found[name] for name in found if name in former_columns()[record_class.kind()]}


@cache
def newer_fields(*kinds: str) -> list[tuple[str, str]]:
    """List the texts of some kinds that the newer program has and the former has not."""
    return [
        (kind, name)
        for kind, known in record_classes().items()
        if former_columns()[kind] and kind in kinds
        for name, column in columns_of(known).items()
        if name not in former_columns()[kind]
        # A code is no String but a decoration of one.
        and isinstance(column.type, String)
        and not column.foreign_keys
    ]


class Ignorant(Scrubbing):
    """Take everything in as it comes."""

    def edit(self, edit: EditLine, _commit: bytes) -> EditLine:
        return edit


def ignorant(_session: Session) -> Ignorant:
    return Ignorant({}, {}, set())


@contextmanager
def older_program() -> Iterator[None]:
    """Hide the kinds and fields that the former program does not know."""
    classes = {kind: known for kind, known in record_classes().items() if former_columns()[kind]}
    columns = former_fields

    with (
        mock.patch.object(projection, "record_classes", return_value=classes),
        mock.patch.object(conflicts, "record_classes", return_value=classes),
        mock.patch.object(projection, "columns_of", columns),
        mock.patch.object(heads, "columns_of", columns),
        # It had no notion of erasing: tombstones are kept, and acted upon after the update.
        mock.patch.object(merge, "scrubbing", ignorant),
        mock.patch.object(projection, "STONES", frozenset()),
    ):
        yield
