"""Take back what a mobilisation was linked to; the links themselves are made by its plan."""

from __future__ import annotations

from sqlalchemy import select

from altterr_desktop.domain.errors import NotFound
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.mobilisations import Mobilisation, MobilisationCommitment
from altterr_desktop.services.records import act_label, live_record


def remove_commitment(dossier: Dossier, *, mobilisation_id: str, commitment_id: str) -> Changes:
    """Say that an action is not about a commitment any more. Raises NotFound."""
    with recording(dossier, "") as work:
        action: Mobilisation = live_record(work.session, "mobilisation", mobilisation_id)
        links = work.session.execute(
            select(MobilisationCommitment).where(
                MobilisationCommitment.mobilisation_id == mobilisation_id,
                MobilisationCommitment.commitment_id == commitment_id,
                ~MobilisationCommitment.deleted,
            )
        ).scalars()
        found = list(links)
        if not found:
            raise NotFound(_("This commitment is not linked to the action."))
        for link in found:
            link.deleted = True
        work.subject_id = action.id
        work.label = act_label(action, _("commitment"))
    return work.changes
