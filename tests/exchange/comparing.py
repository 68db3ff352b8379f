"""Read all that must be the same on every laptop, or must not have moved; change nothing."""

from __future__ import annotations

from typing import Any

from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.values import unpack_json
from altterr_desktop.model import record_classes


def conflicts_of(dossier: Dossier) -> list[tuple[str, ...]]:
    with dossier.raw() as connection:
        return sorted(
            tuple(row)
            for row in connection.execute(
                "SELECT kind, record_id, field, sort, coalesce(target_id, '') FROM conflict_cell"
            )
        )


def fingerprint(dossier: Dossier) -> list[Any]:
    with dossier.raw() as connection:
        return [
            connection.execute(f"SELECT count(*), total(length({column})) FROM {table}").fetchone()
            for table, column in (
                ("journal_commit", "id"),
                ("journal_edit", "value"),
                ("parked_commit", "content"),
                ("conflict_cell", "field"),
                ("search_document", "title"),
            )
        ]


def everything(dossier: Dossier) -> dict[str, Any]:
    """Read all that must be the same everywhere."""
    with dossier.raw() as connection:
        run = connection.execute
        found: dict[str, Any] = {
            kind: run(f'SELECT * FROM "{kind}" ORDER BY id').fetchall() for kind in record_classes()
        }
        found["commits"] = run(
            "SELECT id, parents, made_at, author_id, author, device, label, schema_version, undoes, is_tip"
            " FROM journal_commit ORDER BY id"
        ).fetchall()
        found["journal"] = [
            (kind, record, name, unpack_json(value), commit, replaces, is_head)
            for kind, record, name, value, commit, replaces, is_head in run(
                "SELECT kind, record, field, value, id, replaces, is_head FROM journal_edit"
                " JOIN journal_commit ON journal_commit.seq = commit_seq ORDER BY id, kind, record, field"
            )
        ]
        found["search"] = run(
            "SELECT kind, record_id, title, sort_key FROM search_document ORDER BY record_id"
        ).fetchall()
        found["conflicts"] = run(
            "SELECT kind, record_id, field, sort, target_id FROM conflict_cell"
            " ORDER BY kind, record_id, field, sort, target_id"
        ).fetchall()
    return found
