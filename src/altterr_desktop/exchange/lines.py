"""Write commits, edits and attached files as JSON lines, and read them back with every shape checked."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from altterr_desktop.journal.travelling import CommitLine, EditLine
from altterr_desktop.journal.values import ID_SIZE, pack_value, raw_json

# No text a person types comes near; it bounds what one line of a forged file can cost.
_LONGEST_NAME = 200


class BadLine(Exception):
    """Say that a line does not hold what it must."""


def commit_text(commit: CommitLine) -> bytes:
    """Write one commit as a line."""
    return _line(
        [
            commit.id.hex(),
            commit.parents.hex(),
            commit.made_at,
            commit.author_id,
            commit.author,
            commit.device,
            commit.label,
            commit.schema_version,
            commit.undoes.hex() if commit.undoes else "",
        ]
    )


def edit_text(edit: EditLine) -> bytes:
    """Write one edit as a line; its value is JSON already."""
    before = json.dumps([edit.place, edit.kind, edit.record.hex(), edit.field], ensure_ascii=False)
    return b'%s, %s, "%s"]\n' % (before[:-1].encode(), raw_json(edit.value), edit.replaces.hex().encode())


def content_text(digest: str, data: bytes) -> bytes:
    """Write one attached file as a line."""
    return _line([digest, base64.b64encode(data).decode()])


def _line(values: list[Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode() + b"\n"


def read_commit(line: bytes) -> CommitLine:
    """Read one commit. Raises BadLine."""
    values = _values(line, 9)
    identity, parents, made_at, author_id, author, device, label, version, undoes = values
    if not all(isinstance(text, str) for text in (author_id, author, device, label)):
        raise BadLine
    commit = CommitLine(
        _ids(identity),
        _ids(parents),
        _number(made_at),
        author_id,
        author,
        device,
        label,
        _number(version),
        _ids(undoes) or None,
    )
    if len(commit.id) != ID_SIZE or (commit.undoes and len(commit.undoes) != ID_SIZE):
        raise BadLine
    return commit


def read_edits(lines: Iterable[bytes], commits: int) -> Iterator[EditLine]:
    """Read the edits of commits, one commit after the other. Raises BadLine."""
    latest = 0
    for line in lines:
        place, kind, record, field, value, replaces = _values(line, 6)
        names = (
            isinstance(kind, str) and isinstance(field, str) and max(len(kind), len(field)) <= _LONGEST_NAME
        )
        if not names or not latest <= _number(place) < commits:
            raise BadLine
        latest = place
        packed = _ids(record)
        if len(packed) != ID_SIZE:
            raise BadLine
        yield EditLine(place, kind, packed, field, pack_value(value), _ids(replaces))


def read_content(line: bytes) -> tuple[str, bytes]:
    """Read one attached file and check it against its name. Raises BadLine."""
    digest, text = _values(line, 2)
    try:
        data = base64.b64decode(text, validate=True)
    except (TypeError, ValueError, binascii.Error) as error:
        raise BadLine from error
    if hashlib.sha256(data).hexdigest() != digest:
        raise BadLine
    return digest, data


def _values(line: bytes, count: int) -> list[Any]:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLine from error
    if not isinstance(values, list) or len(values) != count:
        raise BadLine
    return values


def _ids(text: Any) -> bytes:
    """Read a run of packed ids."""
    try:
        packed = bytes.fromhex(text)
    except (TypeError, ValueError) as error:
        raise BadLine from error
    if len(packed) % ID_SIZE:
        raise BadLine
    return packed


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**62:
        raise BadLine
    return value
