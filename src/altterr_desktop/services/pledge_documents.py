"""Read a document commitments were made in, with who signed it and when it is due; commitments are elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from altterr_desktop.domain.commitments import DocumentKind
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.commitments import Commitment, PledgeDocument, Signatory
from altterr_desktop.model.officials import Official
from altterr_desktop.model.verdicts import Attachment
from altterr_desktop.services.attachments import add_attachment
from altterr_desktop.services.choices import Choice
from altterr_desktop.services.fields import today
from altterr_desktop.services.names import official_name
from altterr_desktop.services.plans import plan_sentences
from altterr_desktop.services.records import act_label, add_record, live_record, set_values, view_of


@dataclass(frozen=True)
class SignatoryRow:
    """Hold one signature of a document."""

    id: str
    official_id: str
    name: str
    signed_on: date | None
    level: int | None


@dataclass(frozen=True)
class DocumentPage:
    """Hold one document: its fields, the name of its file, its signatures, what is due as (sentence, overdue)."""

    id: str
    values: Mapping[str, Any]
    file_name: str
    signatories: tuple[SignatoryRow, ...]
    commitments: int
    notices: tuple[tuple[str, bool], ...]


def list_documents(dossier: Dossier) -> tuple[Choice, ...]:
    """List the documents of the dossier by title."""
    query = select(PledgeDocument.id, PledgeDocument.title).where(~PledgeDocument.deleted)
    with dossier.reading() as session:
        found = [Choice(document_id, title) for document_id, title in session.execute(query)]
    return tuple(sorted(found, key=lambda choice: (choice.text.casefold(), choice.id)))


def read_document(dossier: Dossier, document_id: str) -> DocumentPage:
    """Read one document. Raises NotFound."""
    with dossier.reading() as session:
        document = live_record(session, "pledge_document", document_id)
        values = dict(view_of(session, document_id, "pledge_document").values)
        file = session.get(Attachment, document.attachment_id) if document.attachment_id else None
        signed = session.execute(
            select(Signatory, Official)
            .join(Official, Official.id == Signatory.official_id)
            .where(Signatory.pledge_document_id == document_id, ~Signatory.deleted, ~Official.deleted)
        )
        rows = [
            SignatoryRow(one.id, official.id, official_name(official), one.signed_on, one.level)
            for one, official in signed
        ]
        count = session.scalar(
            select(func.count())
            .select_from(Commitment)
            .where(Commitment.pledge_document_id == document_id, ~Commitment.deleted)
        )
    is_plan = values["document_kind"] is DocumentKind.CLIMATE_PLAN
    return DocumentPage(
        id=document_id,
        values=values,
        file_name=file.file_name if file is not None else "",
        signatories=tuple(sorted(rows, key=lambda row: (row.name.casefold(), row.id))),
        commitments=count or 0,
        notices=plan_sentences(values, today()) if is_plan else (),
    )


def add_signatory(
    dossier: Dossier,
    *,
    document_id: str,
    official_id: str,
    signed_on: date | None = None,
    level: int | None = None,
) -> Changes:
    """Say that an official signed a document; somebody who signed it already takes the new day and level.

    Raises NotFound, InvalidInput without an official.
    """
    if not official_id:
        raise InvalidInput(_("Choose who signed."))
    with recording(dossier, "") as work:
        document = live_record(work.session, "pledge_document", document_id)
        official = live_record(work.session, "official", official_id)
        query = select(Signatory).where(
            Signatory.pledge_document_id == document_id,
            Signatory.official_id == official_id,
            ~Signatory.deleted,
        )
        known = work.session.execute(query).scalars().first()
        values = {"signed_on": signed_on or document.dated_on, "level": level}
        if known is not None:
            set_values(work.session, known, values)
        else:
            parts = {"pledge_document_id": document_id, "official_id": official_id}
            add_record(work.session, "signatory", {**parts, **values})
        work.subject_id = document_id
        work.label = act_label(document, _("signed by {name}").format(name=official_name(official)))
    return work.changes


def attach_to_document(dossier: Dossier, *, document_id: str, path: Path) -> Changes:
    """Copy a file into the dossier as the text of a document. Raises NotFound, InvalidInput."""
    with recording(dossier, "") as work:
        document = live_record(work.session, "pledge_document", document_id)
        attached = add_attachment(work.session, path)
        set_values(work.session, document, {"attachment_id": attached.id})
        work.subject_id = document_id
        work.label = act_label(document, path.name)
    return work.changes
