"""Let a group write its own list of measures, or fill one in; must change no commitment already made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.folding import fold
from altterr_desktop.domain.identity import new_id, public_id
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.frameworks import Framework, FrameworkLevel, FrameworkMeasure
from altterr_desktop.services.frameworks import MeasureRow, list_measures
from altterr_desktop.services.records import act_label, add_record, live_record, set_values
from altterr_desktop.settings.paths import resources_folder

_FOLDER = ("reference", "frameworks")


@dataclass(frozen=True)
class FrameworkView:
    """Hold a whole framework: what it is, and its measures in order."""

    id: str
    values: Mapping[str, Any]
    measures: tuple[MeasureRow, ...]


def shipped_frameworks() -> tuple[Path, ...]:
    """List the files of the frameworks that come with the program, by name."""
    return tuple(sorted(resources_folder().joinpath(*_FOLDER).glob("*.json")))


def read_framework_view(dossier: Dossier, framework_id: str) -> FrameworkView:
    """Read a framework with its measures. Raises NotFound."""
    with dossier.reading() as session:
        framework = live_record(session, "framework", framework_id)
        names = ("name", "edition", "publisher", "licence", "source_url", "description")
        values = {name: getattr(framework, name) for name in names}
    return FrameworkView(framework_id, values, list_measures(dossier, framework_id))


def level_words(dossier: Dossier, measure_id: str) -> dict[int, str]:
    """Give what each level of a measure says, by level."""
    query = select(FrameworkLevel).where(
        FrameworkLevel.framework_measure_id == measure_id, ~FrameworkLevel.deleted
    )
    with dossier.reading() as session:
        return {one.level: one.text for one in session.execute(query).scalars() if one.level and one.text}


def start_framework(dossier: Dossier, *, values: Mapping[str, Any]) -> Changes:
    """Add an empty framework of the group's own. Raises InvalidInput without a name, or where it exists already."""
    name = str(values.get("name") or "").strip()
    key = fold(f"{name} {values.get('edition') or ''}")
    if not name:
        raise InvalidInput(_("Give the framework a name."))
    with recording(dossier, "") as work:
        framework_id = public_id("framework", key)
        known = work.session.get(Framework, framework_id)
        if known is not None and not known.deleted:
            raise InvalidInput(_("A framework of this name and edition is in the dossier already."))
        fields = {**values, "name": name, "key": key}
        if known is not None:
            known.deleted = False
            set_values(work.session, known, fields)
        else:
            known = add_record(work.session, "framework", fields, record_id=framework_id)
        work.subject_id = known.id
        work.label = act_label(known)
    return work.changes


def save_measure(
    dossier: Dossier,
    *,
    framework_id: str,
    measure_id: str = "",
    values: Mapping[str, Any] | None = None,
    levels: Mapping[int, str] | None = None,
) -> Changes:
    """Add a measure to a framework, or change one: its fields, the words of its levels («» takes them away).

    Commitments made of it keep their own words. Raises NotFound, InvalidInput for a measure without number and title.
    """
    with recording(dossier, "") as work:
        framework = live_record(work.session, "framework", framework_id)
        if measure_id:
            measure = live_record(work.session, "framework_measure", measure_id)
            set_values(work.session, measure, values or {})
        else:
            fields = {**(values or {}), "framework_id": framework_id}
            free = _free_id(work.session, framework, str(fields.get("number") or ""))
            measure = add_record(work.session, "framework_measure", fields, record_id=free)
        if not measure.number.strip() and not measure.title.strip():
            raise InvalidInput(_("Give the measure a number or a title."))
        for level, text in (levels or {}).items():
            _set_level(work.session, measure.id, level, text.strip())
        work.subject_id = measure.id
        work.label = act_label(measure)
    return work.changes


def _free_id(session: Session, framework: Framework, number: str) -> str:
    """Give a new measure the id an import would give it, so that the list sent to others meets this one."""
    found = public_id("framework_measure", framework.key, number, "")
    return found if number and session.get(FrameworkMeasure, found) is None else new_id()


def _set_level(session: Session, measure_id: str, level: int, text: str) -> None:
    if not 1 <= level <= 9:  # noqa: PLR2004 - one figure, as files write them
        raise InvalidInput(_("Levels go from 1 to 9."))
    query = select(FrameworkLevel).where(
        FrameworkLevel.framework_measure_id == measure_id, FrameworkLevel.level == level
    )
    known = session.execute(query).scalars().first()
    if known is not None:
        known.deleted = not text
        set_values(session, known, {"text": text})
    elif text:
        values = {"framework_measure_id": measure_id, "level": level, "text": text}
        level_id = public_id("framework_level", measure_id, str(level))
        add_record(session, "framework_level", values, record_id=level_id)
