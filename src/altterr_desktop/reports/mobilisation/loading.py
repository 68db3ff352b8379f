"""Ask the services for what the plan of an action prints; compute nothing."""

from __future__ import annotations

from altterr_desktop.domain.dates import DeclarationWindow
from altterr_desktop.domain.errors import NotFound
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.reports.mobilisation.data import (
    CommitmentConcerned,
    ItemShown,
    MobilisationData,
    RoleNeeded,
    StepShown,
)
from altterr_desktop.services.dossiers import read_group
from altterr_desktop.services.fields import today
from altterr_desktop.services.mobilisation_views import read_mobilisation
from altterr_desktop.services.mobilisations import latest_mobilisation


def load_mobilisation(dossier: Dossier, record_id: str | None) -> MobilisationData:
    """Read the plan of an action; without id, of the latest one. Raises NotFound."""
    chosen = record_id or latest_mobilisation(dossier)
    if chosen is None:
        raise NotFound(_("No mobilisation is planned yet."))
    action = read_mobilisation(dossier, chosen)
    group = read_group(dossier)
    days = action.declaration
    return MobilisationData(
        title=action.title,
        kind=action.kind,
        territory=action.territory or ", ".join(row.name for row in group.territories),
        group=group.name,
        language=group.document_language,
        written_on=today(),
        escalation=action.escalation_step,
        happens_on=action.happens_on,
        start_time=action.start_time,
        end_time=action.end_time,
        place=action.place,
        aim=action.aim,
        demand=action.demand,
        lead=action.lead,
        targets=tuple(
            f"{target.name} ({target.function})" if target.function else target.name
            for target in action.targets
        ),
        commitments=tuple(
            CommitmentConcerned(one.number, one.title, one.standing) for one in action.commitments
        ),
        roles=tuple(
            RoleNeeded(role.name, role.needed, tuple(name for _id, name in role.people), role.notes)
            for role in action.roles
        ),
        checklist=tuple(ItemShown(item.area, item.title, item.owner, item.done) for item in action.checklist),
        steps=tuple(
            StepShown(step.title, step.due_on, step.days_before, step.owner, step.done)
            for step in action.steps
        ),
        on_public_road=action.on_public_road,
        window=DeclarationWindow(days.first, days.last, days.safe_last) if days else None,
        declared_on=action.declared_on,
        risks=action.risks,
        budget=action.budget,
    )
