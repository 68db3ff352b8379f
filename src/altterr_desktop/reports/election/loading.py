"""Ask the services for what the comparison of lists prints; compute nothing."""

from __future__ import annotations

from dataclasses import replace

from altterr_desktop.domain.errors import NotFound
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.reports.election.data import ElectionData
from altterr_desktop.services.dossiers import read_group
from altterr_desktop.services.election_views import list_elections, read_election
from altterr_desktop.services.fields import today
from altterr_desktop.services.group_page import read_group_page


def load_election(dossier: Dossier, record_id: str | None) -> ElectionData:
    """Read an election; without id, the latest one. Raises NotFound."""
    rows = list_elections(dossier)
    if record_id is None and not rows:
        raise NotFound(_("No election is in this dossier yet."))
    election = read_election(dossier, record_id or rows[0].id)
    group = read_group(dossier)
    return ElectionData(
        election.title,
        election.territory or ", ".join(row.name for row in group.territories),
        group.name,
        read_group_page(dossier).contact,
        group.document_language,
        today(),
        election.first_round_on,
        election.second_round_on,
        election.framework,
        election.measures,
        # The group's own notes on a list never leave the dossier.
        tuple(replace(one, notes="") for one in election.lists),
    )
