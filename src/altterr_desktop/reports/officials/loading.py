"""Ask the services for the list of officials; compute nothing."""

from __future__ import annotations

from dataclasses import replace

from altterr_desktop.domain.lists import Query
from altterr_desktop.domain.officials import OfficialKind
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n.labels import label
from altterr_desktop.reports.officials.data import OfficialLine, OfficialsData
from altterr_desktop.services.dossiers import read_group
from altterr_desktop.services.fields import today
from altterr_desktop.services.officials import OfficialRow, list_officials

_ALL = -1


def load_officials(dossier: Dossier, territory_id: str | None, query: Query | None) -> OfficialsData:
    """Read all the rows of a query, or of a territory, or of the dossier."""
    group = read_group(dossier)
    wanted = query or Query(filters=(("territory", (territory_id,)),) if territory_id else ())
    found = list_officials(dossier, replace(wanted, offset=0, limit=_ALL))
    return OfficialsData(
        group=group.name,
        territory=", ".join(row.name for row in group.territories),
        language=group.document_language,
        written_on=today(),
        rows=tuple(_line(row) for row in found.rows),
    )


def _line(row: OfficialRow) -> OfficialLine:
    return OfficialLine(
        # A service's name is its function: nothing else of staff leaves the dossier.
        name=row.name,
        kind=label(row.kind),
        function="" if row.kind is OfficialKind.STAFF else row.function,
        territory=row.territory,
        side=label(row.side) if row.side is not None else "",
        in_office=row.in_office,
        commitments=row.commitments,
        kept=row.kept,
        last_meeting_on=row.last_meeting_on,
    )
