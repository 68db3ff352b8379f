"""Copy files into the dossier and give them back; one copy of the same bytes, however often attached."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.errors import InvalidInput, NotFound
from altterr_desktop.domain.identity import new_id
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.verdicts import Attachment, AttachmentContent

MAX_SIZE = 25 * 1024 * 1024


def attach_file(dossier: Dossier, *, path: Path) -> Changes:
    """Copy a file into the dossier; `subject_id` is the attachment to refer to.

    Raises InvalidInput where the file cannot be read, is empty or above 25 MB.
    """
    with recording(dossier, _("File “{name}” attached").format(name=path.name)) as work:
        work.subject_id = add_attachment(work.session, path).id
    return work.changes


def add_attachment(session: Session, path: Path) -> Attachment:
    """Copy a file into the dossier inside an operation. Raises InvalidInput as `attach_file`."""
    try:
        size = path.stat().st_size
        content = path.read_bytes() if 0 < size <= MAX_SIZE else b""
    except OSError as error:
        raise InvalidInput(_("“{name}” cannot be read.").format(name=path.name)) from error
    if not content:
        raise InvalidInput(
            _("“{name}” was not copied: a file holds between 1 byte and 25 MB.").format(name=path.name)
        )
    digest = hashlib.sha256(content).hexdigest()
    if session.get(AttachmentContent, digest) is None:
        session.add(AttachmentContent(sha256=digest, content=content))
    attachment = Attachment(
        id=new_id(),
        file_name=path.name,
        media_type=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
        size=len(content),
        sha256=digest,
    )
    session.add(attachment)
    session.flush()
    return attachment


def with_file(session: Session, values: Mapping[str, Any]) -> dict[str, Any]:
    """Copy the file whose path stands as `file` among a record's values, and refer to it. Raises InvalidInput."""
    fields = dict(values)
    path = fields.pop("file", None)
    if path is not None:
        fields["attachment_id"] = add_attachment(session, Path(path)).id
    return fields


def read_attachment(dossier: Dossier, attachment_id: str) -> tuple[str, bytes]:
    """Give the name and bytes of an attached file. Raises NotFound."""
    with dossier.reading() as session:
        row = session.execute(
            select(Attachment.file_name, AttachmentContent.content)
            .join(AttachmentContent, AttachmentContent.sha256 == Attachment.sha256)
            .where(Attachment.id == attachment_id)
        ).first()
    if row is None:
        raise NotFound(_("This file is not in the dossier."))
    return str(row[0]), bytes(row[1])
