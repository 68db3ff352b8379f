"""Write values, ids and links of the journal as bytes, and read them back; decide nothing."""

from __future__ import annotations

import json
import math
import zlib
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Date, Float, Integer, inspect

from altterr_desktop.model import Record, record_classes
from altterr_desktop.model.columns import Code

# Shorter texts grow when compressed.
COMPRESS_FROM = 200
ID_SIZE = 16
# A zlib stream starts with this byte and no JSON value does: no flag is needed.
_ZLIB_MARK = 0x78
# What a column of whole numbers can hold.
_LARGEST = 2**63


def pack_value(value: object) -> bytes:
    """Write one value as JSON, compressed when long; days as ISO text, members as their code."""
    raw = json.dumps(
        value.isoformat() if isinstance(value, date) else value, ensure_ascii=False, separators=(",", ":")
    ).encode()
    return zlib.compress(raw, 6) if len(raw) > COMPRESS_FROM else raw


def unpack_json(packed: bytes) -> Any:
    """Read back what `pack_value` wrote, as JSON values."""
    return json.loads(raw_json(packed))


def raw_json(packed: bytes) -> bytes:
    """Give the JSON text of what `pack_value` wrote."""
    return zlib.decompress(packed) if packed[:1] == bytes([_ZLIB_MARK]) else packed


def unpack_value(record_class: type[Record], field: str, packed: bytes) -> Any:
    """Read back a value as the type of its column."""
    return typed_value(record_class, field, unpack_json(packed))


def typed_value(record_class: type[Record], field: str, value: Any) -> Any:
    """Give a JSON value the type of its column."""
    column_type = columns_of(record_class)[field].type
    if value is None:
        return None
    if isinstance(column_type, Date):
        return date.fromisoformat(value)
    if isinstance(column_type, Boolean):
        return bool(value)
    if isinstance(column_type, Code):
        return column_type.process_result_value(value, None)  # type: ignore[arg-type]
    return value


@cache
def columns_of(record_class: type[Record]) -> dict[str, Any]:
    """Give the journalled columns of a class by field name: all but the id."""
    return {attr.key: attr.columns[0] for attr in inspect(record_class).column_attrs if attr.key != "id"}


@cache
def default_of(record_class: type[Record], field: str) -> Any:
    """Give the value a field has when nothing was ever written in it."""
    default = columns_of(record_class)[field].default
    return None if default is None else default.arg


def stored_value(record_class: type[Record], field: str, value: Any) -> Any:
    """Give a JSON value as its column stores it; what the column cannot hold becomes its default.

    A code of a newer program is kept as it came, so that it appears after an update.
    """
    column = columns_of(record_class)[field]
    empty = default_of(record_class, field)
    if value is None:
        return None if column.nullable else empty
    if isinstance(column.type, Date):
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            return empty
    if isinstance(column.type, Boolean):
        return bool(value)
    if isinstance(column.type, Integer):
        return value if isinstance(value, int) and abs(value) < _LARGEST else empty
    if isinstance(column.type, Float):
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return float(value) if is_number and math.isfinite(value) else empty
    return value if isinstance(value, str) else empty


def as_read(record_class: type[Record], field: str, stored: Any) -> Any:
    """Give what reading a stored value gives: a code of a newer program reads as its fallback."""
    column_type = columns_of(record_class)[field].type
    if isinstance(column_type, Code):
        return column_type.process_result_value(stored, None)  # type: ignore[arg-type]
    return stored


@cache
def references_to(kind: str) -> tuple[tuple[type[Record], str], ...]:
    """List the fields that refer to records of a kind, with the class of the record that holds each."""
    return tuple(
        (record_class, field)
        for record_class in record_classes().values()
        for field, column in columns_of(record_class).items()
        if any(foreign.column.table.name == kind for foreign in column.foreign_keys)
    )


@cache
def references_of(record_class: type[Record]) -> tuple[tuple[str, type[Record]], ...]:
    """List the fields of a class that refer to other records, with the class of those."""
    return tuple(
        (field, record_classes()[foreign.column.table.name])
        for field, column in columns_of(record_class).items()
        for foreign in column.foreign_keys
    )


def pack_id(text: str) -> bytes:
    """Write a UUID text as its 16 bytes."""
    return UUID(text).bytes


def unpack_id(packed: bytes) -> str:
    """Write 16 bytes as a UUID text."""
    return str(UUID(bytes=packed))


def split_ids(packed: bytes) -> list[bytes]:
    """Cut a run of packed ids into single ones."""
    return [packed[at : at + ID_SIZE] for at in range(0, len(packed), ID_SIZE)]
