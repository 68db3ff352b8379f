"""List all the evidence of the dossier and look after it: dead links, missing files, what is too old to trust."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from altterr_desktop.domain.commitments import EvidenceKind, ProofStrength, usual_strength
from altterr_desktop.domain.dates import add_months
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.lists import Page, Query
from altterr_desktop.domain.weaknesses import EVIDENCE_MONTHS
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.model.search import SearchDocument
from altterr_desktop.model.verdicts import Attachment, AttachmentContent, Evidence
from altterr_desktop.services.fields import today
from altterr_desktop.services.listing import words_filter
from altterr_desktop.services.records import act_label, live_record, set_values
from altterr_desktop.services.verdicts import strength_of

FLAGS = ("dead_link", "missing_file", "old", "with_file")
_ARCHIVE = "https://web.archive.org/web/"


@dataclass(frozen=True)
class StoredEvidence:
    """Hold one line of the store; `is_old` tells that nothing dates it within six months."""

    id: str
    commitment_id: str
    commitment: str
    kind: EvidenceKind
    strength: ProofStrength
    title: str
    publisher: str
    dated_on: date | None
    consulted_on: date | None
    url: str
    link_dead_on: date | None
    attachment_id: str | None
    file_name: str
    file_size: int | None
    file_missing: bool
    is_old: bool
    publishable: bool


@dataclass(frozen=True)
class StoreTotals:
    """Count the evidence of the dossier; `size` is that of the different files kept, in bytes."""

    pieces: int
    files: int
    size: int
    dead_links: int
    missing_files: int
    old: int


def list_store(dossier: Dossier, query: Query) -> Page[StoredEvidence]:
    """List the evidence of all commitments by words, kind, strength, commitment and flag, the newest first.

    Filters: kind, strength, commitment, flag (values of FLAGS). Sorts: title, commitment, kind, strength, dated_on,
    size.
    """
    with dossier.reading() as session:
        conditions = _conditions(query)
        counted = _joined(select(func.count())).where(*conditions)
        total = session.scalar(counted) or 0
        columns = select(
            Evidence, Commitment.title, Commitment.verbatim, Attachment, AttachmentContent.sha256, _old()
        )
        statement = _order(_joined(columns).where(*conditions), query).offset(query.offset)
        if query.limit >= 0:
            statement = statement.limit(query.limit)
        return Page([_row(*found) for found in session.execute(statement)], total)


def _joined(statement: Any) -> Any:
    return (
        statement.select_from(Evidence)
        .join(Commitment, Commitment.id == Evidence.commitment_id)
        .outerjoin(Attachment, Attachment.id == Evidence.attachment_id)
        .outerjoin(AttachmentContent, AttachmentContent.sha256 == Attachment.sha256)
        .where(~Evidence.deleted, ~Commitment.deleted)
    )


def _strength() -> ColumnElement[str]:
    """Write `strength_of` in SQL, as text."""
    usual = case(
        *((Evidence.evidence_kind == kind, usual_strength(kind).value) for kind in EvidenceKind),
        else_=ProofStrength.OBSERVATION.value,
    )
    return case((Evidence.proof_strength.is_(None), usual), else_=Evidence.proof_strength)


def _rank() -> ColumnElement[int]:
    strength = _strength()
    return case(
        *((strength == one.value, place) for place, one in enumerate(ProofStrength)), else_=len(ProofStrength)
    )


def _old() -> ColumnElement[bool]:
    """Ask that neither its own day nor that of its consultation be of the last six months; unknown is old."""
    oldest = add_months(today(), -EVIDENCE_MONTHS)
    own = func.coalesce(Evidence.dated_on < oldest, True)
    return own & func.coalesce(Evidence.consulted_on < oldest, True)


def _missing() -> ColumnElement[bool]:
    return Evidence.attachment_id.is_not(None) & AttachmentContent.sha256.is_(None)


def _conditions(query: Query) -> list[ColumnElement[bool]]:
    conditions = words_filter(query.words, Evidence.id, Evidence.commitment_id)
    for name, column in (
        ("kind", Evidence.evidence_kind),
        ("strength", _strength()),
        ("commitment", Evidence.commitment_id),
    ):
        if query.chosen(name):
            conditions.append(column.in_(query.chosen(name)))
    asked: dict[str, Callable[[], ColumnElement[bool]]] = {
        "dead_link": lambda: Evidence.link_dead_on.is_not(None),
        "missing_file": _missing,
        "old": _old,
        "with_file": lambda: Evidence.attachment_id.is_not(None),
    }
    return conditions + [asked[flag]() for flag in query.chosen("flag") if flag in asked]


def _order(statement: Select[Any], query: Query) -> Select[Any]:
    day = func.coalesce(Evidence.dated_on, Evidence.consulted_on)
    if query.sort in ("title", "commitment"):
        record = Evidence.id if query.sort == "title" else Evidence.commitment_id
        statement = statement.outerjoin(SearchDocument, SearchDocument.record_id == record)
    columns: dict[str, Any] = {
        "title": SearchDocument.sort_key,
        "commitment": SearchDocument.sort_key,
        "kind": Evidence.evidence_kind,
        "strength": _rank(),
        "dated_on": day,
        "size": Attachment.size,
    }
    column = columns.get(query.sort)
    if column is None:
        return statement.order_by(day.desc().nulls_last(), Evidence.id)
    direction = column.desc() if query.descending else column.asc()
    return statement.order_by(direction.nulls_last(), day.desc().nulls_last(), Evidence.id)


def _row(
    piece: Evidence, title: str, verbatim: str, file: Attachment | None, held: str | None, old: object
) -> StoredEvidence:
    return StoredEvidence(
        piece.id,
        piece.commitment_id,
        title or verbatim[:120],
        piece.evidence_kind,
        strength_of(piece),
        piece.title or piece.quote[:80] or piece.url,
        piece.publisher,
        piece.dated_on,
        piece.consulted_on,
        piece.url,
        piece.link_dead_on,
        piece.attachment_id,
        file.file_name if file else "",
        file.size if file else None,
        file is not None and held is None,
        bool(old),
        piece.publishable,
    )


def store_totals(dossier: Dossier) -> StoreTotals:
    """Count the evidence of the dossier, what ails it, and the size of its files, each file counted once."""
    with dossier.reading() as session:
        counts = {flag: _count(session, flag) for flag in ("", *FLAGS)}
        files = _joined(select(Attachment.sha256, Attachment.size)).where(
            AttachmentContent.sha256.is_not(None)
        )
        sizes = {sha256: size or 0 for sha256, size in session.execute(files)}
        return StoreTotals(
            pieces=counts[""],
            files=len(sizes),
            size=sum(sizes.values()),
            dead_links=counts["dead_link"],
            missing_files=counts["missing_file"],
            old=counts["old"],
        )


def _count(session: Session, flag: str) -> int:
    query = Query(filters=(("flag", (flag,)),) if flag else ())
    return session.scalar(_joined(select(func.count())).where(*_conditions(query))) or 0


def mark_link(dossier: Dossier, *, evidence_id: str, dead_on: date | None) -> Changes:
    """Note the day a link was found dead, or None when it works after all. Raises NotFound; InvalidInput."""
    with recording(dossier, "") as work:
        piece = live_record(work.session, "evidence", evidence_id)
        if dead_on is not None and not piece.url.strip():
            raise InvalidInput(_("This evidence has no link."))
        set_values(work.session, piece, {"link_dead_on": dead_on})
        work.subject_id = piece.id
        work.label = act_label(piece, _("link found dead") if dead_on else _("link works"))
    return work.changes


def replace_link(dossier: Dossier, *, evidence_id: str, url: str) -> Changes:
    """Put another link in the place of a dead one; the former stays in the notes. Raises NotFound; InvalidInput."""
    with recording(dossier, "") as work:
        piece = live_record(work.session, "evidence", evidence_id)
        if not url.strip():
            raise InvalidInput(_("Write the new link."))
        former = _("Former link: {url}").format(url=piece.url) if piece.url else ""
        notes = "\n".join(part for part in (piece.notes, former) if part)
        set_values(work.session, piece, {"url": url.strip(), "link_dead_on": None, "notes": notes})
        work.subject_id = piece.id
        work.label = act_label(piece, _("link replaced"))
    return work.changes


def archive_link(url: str, day: date | None = None) -> str:
    """Propose the address where archive.org shows a page as it was around a day, else the oldest copy it has.

    Nothing is asked of the internet: whoever follows the link sees whether there is a copy.
    """
    address = url.strip() if "://" in url else f"https://{url.strip()}"
    when = f"{day:%Y%m%d}" if day is not None else "0"
    return f"{_ARCHIVE}{when}/{quote(address, safe=':/?&=%#;,+@~')}"
