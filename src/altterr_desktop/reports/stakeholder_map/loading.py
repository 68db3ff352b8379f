"""Ask the services for what the map of stakeholders prints; compute nothing."""

from __future__ import annotations

from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n.labels import label
from altterr_desktop.reports.stakeholder_map.data import PersonShown, StakeholderMapData
from altterr_desktop.services.dossiers import read_group
from altterr_desktop.services.fields import today
from altterr_desktop.services.stakeholder_map import read_map


def load_map(dossier: Dossier, territory_id: str = "", mandate_id: str = "") -> StakeholderMapData:
    """Read the map of a territory, or of all of them without id."""
    group = read_group(dossier)
    found = read_map(dossier, territory_id=territory_id, mandate_id=mandate_id)
    names = dict(found.territories)
    return StakeholderMapData(
        group=group.name,
        territory=names.get(territory_id) or ", ".join(row.name for row in group.territories),
        mandate=dict(found.mandates).get(mandate_id, ""),
        language=group.document_language,
        written_on=today(),
        people=tuple(
            PersonShown(
                one.name,
                one.function,
                label(one.side) if one.side is not None else "",
                one.support or 0,
                one.influence or 0,
            )
            for one in found.placed
        ),
        unplaced=len(found.unplaced),
    )
