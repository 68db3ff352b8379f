"""Ask the services for the figures of the meetings; compute nothing."""

from __future__ import annotations

from altterr_desktop.dossier.file import Dossier
from altterr_desktop.reports.meeting_statistics.data import StatisticsData
from altterr_desktop.services.dossiers import read_group
from altterr_desktop.services.fields import today
from altterr_desktop.services.meeting_statistics import read_meeting_statistics


def load_statistics(dossier: Dossier) -> StatisticsData:
    """Read the figures of the meetings that took place."""
    group = read_group(dossier)
    territory = ", ".join(row.name for row in group.territories)
    return StatisticsData(
        group.name, territory, group.document_language, today(), read_meeting_statistics(dossier)
    )
