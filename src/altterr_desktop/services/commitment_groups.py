"""List commitments under the heads of their groups, page by page; what is filtered is the query's affair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.domain.lists import Page, Query
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.journal.search_index import name_of
from altterr_desktop.model import record_classes
from altterr_desktop.model.officials import Official
from altterr_desktop.services.commitment_query import GROUPINGS, ordered_groups, signer
from altterr_desktop.services.commitments import CommitmentRow, rows_of
from altterr_desktop.services.names import official_name

_HEAD = "group:"
_KINDS = {
    "theme": "theme",
    "official": "official",
    "territory": "territory",
    "document": "pledge_document",
}


@dataclass(frozen=True)
class GroupHead:
    """Hold the line above the commitments of one group: its value («» for none), its name, how many it has."""

    key: str
    name: str
    count: int
    folded: bool

    @property
    def id(self) -> str:
        """Give an id that no record has."""
        return f"{_HEAD}{self.key}"


def list_grouped(dossier: Dossier, query: Query) -> Page[CommitmentRow | GroupHead]:
    """List a page of commitments with the heads of the groups of `query.group`; those of folded groups are left out.

    The page's total counts heads and lines, its records the commitments found.
    """
    with dossier.reading() as session:
        pairs = ordered_groups(session, query, signer(dossier))
        counts = Counter(group for _commitment_id, group in pairs)
        lines = _lines(pairs, query)
        end = len(lines) if query.limit < 0 else query.offset + query.limit
        page = lines[query.offset : end]
        names = _names(session, query.group, [key for is_head, key in page if is_head])
        found = {row.id: row for row in rows_of(session, [key for is_head, key in page if not is_head])}
        rows = tuple(
            GroupHead(key, names[key], counts[key], key in query.folded) if is_head else found[key]
            for is_head, key in page
        )
        return Page(rows, len(lines), len(pairs))


def line_ids(dossier: Dossier, query: Query) -> tuple[str, ...]:
    """List the id of every line of a query in its order, whatever page it asks for; «» stands for a group's head."""
    with dossier.reading() as session:
        lines = _lines(ordered_groups(session, query, signer(dossier)), query)
        return tuple("" if is_head else key for is_head, key in lines)


def group_keys(dossier: Dossier, query: Query) -> tuple[str, ...]:
    """List the values a query's commitments are grouped under, in order."""
    with dossier.reading() as session:
        pairs = ordered_groups(session, query, signer(dossier))
        return tuple(dict.fromkeys(group for _commitment_id, group in pairs))


def _lines(pairs: Iterable[tuple[str, str]], query: Query) -> list[tuple[bool, str]]:
    """Put a head above each group; give (is it a head, id or group)."""
    if query.group not in GROUPINGS:
        return [(False, commitment_id) for commitment_id, _group in pairs]
    folded = set(query.folded)
    lines: list[tuple[bool, str]] = []
    present: str | None = None
    for commitment_id, group in pairs:
        if group != present:
            present = group
            lines.append((True, group))
        if group not in folded:
            lines.append((False, commitment_id))
    return lines


def _names(session: Session, group: str, keys: Sequence[str]) -> dict[str, str]:
    if group == "standing":
        return {key: label(Standing(key)) for key in keys}
    names = {"": _NONE[group]()} if group in _NONE else {}
    for key in keys:
        record = session.get(record_classes()[_KINDS[group]], key) if key else None
        if record is not None:
            names[key] = official_name(record) if isinstance(record, Official) else name_of(record)
    return {key: names.get(key, "–") for key in keys}


_NONE = {
    "theme": lambda: _("Without theme"),
    "official": lambda: _("No official in charge"),
    "territory": lambda: _("Without territory"),
    "document": lambda: _("Without document"),
}
