"""Ask the services for a framework; must write no file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from altterr_desktop.domain.errors import NotFound
from altterr_desktop.i18n import _
from altterr_desktop.reports.framework.data import FrameworkData, MeasureLine
from altterr_desktop.services.dossiers import read_group
from altterr_desktop.services.fields import today
from altterr_desktop.services.framework_edits import read_framework_view
from altterr_desktop.services.frameworks import list_frameworks

if TYPE_CHECKING:
    from altterr_desktop.dossier.file import Dossier


def load_framework(dossier: Dossier, framework_id: str | None) -> FrameworkData:
    """Read a framework, the only one of the dossier unless named. Raises NotFound."""
    if framework_id is None:
        known = list_frameworks(dossier)
        if len(known) != 1:
            raise NotFound(
                _("Say which framework: {known}.").format(
                    known=", ".join(f"{one.name} {one.edition} = {one.id}" for one in known) or "–"
                )
            )
        framework_id = known[0].id
    view = read_framework_view(dossier, framework_id)
    group = read_group(dossier)
    numbers = {measure.id: measure.number for measure in view.measures}
    return FrameworkData(
        **dict(view.values),
        group=group.name,
        language=group.document_language,
        written_on=today(),
        measures=tuple(
            MeasureLine(
                number=measure.number,
                title=measure.title,
                text=measure.text,
                theme=measure.theme,
                parent=numbers.get(measure.parent_id or "", ""),
                verbatim=measure.is_verbatim,
                levels=dict(measure.levels),
            )
            for measure in view.measures
        ),
    )
