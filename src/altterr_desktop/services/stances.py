"""Keep and read where officials stand on a theme, step by step, with what shows it; must judge nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.officials import Stance
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.frameworks import Theme
from altterr_desktop.model.meetings import Meeting
from altterr_desktop.model.stances import StanceStep
from altterr_desktop.model.verdicts import Attachment
from altterr_desktop.services.attachments import with_file
from altterr_desktop.services.fields import today
from altterr_desktop.services.records import act_label, add_record, live_record, set_values


@dataclass(frozen=True)
class StanceView:
    """Hold one step: where somebody stood on a day, and what shows it."""

    id: str
    theme_id: str | None
    theme: str
    stance: Stance
    noted_on: date | None
    statement: str
    source: str
    url: str
    attachment_id: str | None
    file_name: str
    meeting_id: str | None
    meeting: str


@dataclass(frozen=True)
class ThemeStance:
    """Hold where somebody stands on one theme (no theme: in general), and the steps before, newest first."""

    theme_id: str | None
    theme: str
    latest: StanceView
    history: tuple[StanceView, ...]


def stances_of(dossier: Dossier, official_id: str) -> tuple[ThemeStance, ...]:
    """Read where an official stands: in general first, then by theme in the themes' order. Raises NotFound."""
    with dossier.reading() as session:
        live_record(session, "official", official_id)
        return stances_in(session, [official_id]).get(official_id, ())


def stances_in(session: Session, official_ids: Sequence[str]) -> dict[str, tuple[ThemeStance, ...]]:
    """Do as `stances_of` for several officials, inside a session."""
    rows = session.execute(
        select(StanceStep, Theme.name, Attachment.file_name, Meeting.title)
        .outerjoin(Theme, Theme.id == StanceStep.theme_id)
        .outerjoin(Attachment, Attachment.id == StanceStep.attachment_id)
        .outerjoin(Meeting, Meeting.id == StanceStep.meeting_id)
        .where(StanceStep.official_id.in_(official_ids), ~StanceStep.deleted)
        .order_by(
            StanceStep.theme_id.is_not(None),
            Theme.position,
            StanceStep.theme_id,
            StanceStep.noted_on.desc().nulls_last(),
            StanceStep.id.desc(),
        )
    )
    steps: dict[str, dict[str | None, list[StanceView]]] = {}
    for step, theme, file_name, meeting in rows:
        view = _view(step, theme or "", file_name or "", meeting or "")
        steps.setdefault(step.official_id, {}).setdefault(step.theme_id, []).append(view)
    return {
        official_id: tuple(
            ThemeStance(theme_id, found[0].theme, found[0], tuple(found))
            for theme_id, found in themes.items()
        )
        for official_id, themes in steps.items()
    }


def _view(step: StanceStep, theme: str, file_name: str, meeting: str) -> StanceView:
    return StanceView(
        id=step.id,
        theme_id=step.theme_id,
        theme=theme,
        stance=step.stance,
        noted_on=step.noted_on,
        statement=step.statement,
        source=step.source,
        url=step.url,
        attachment_id=step.attachment_id,
        file_name=file_name,
        meeting_id=step.meeting_id,
        meeting=meeting,
    )


def add_stance_step(dossier: Dossier, *, official_id: str, values: Mapping[str, Any]) -> Changes:
    """Add a step, dated today unless given; `file` among the values is a path to copy into the dossier.

    Raises NotFound, and InvalidInput for a step that nothing shows.
    """
    with recording(dossier, "") as work:
        live_record(work.session, "official", official_id)
        fields = {"noted_on": today(), **with_file(work.session, values), "official_id": official_id}
        step = add_record(work.session, "stance_step", fields)
        work.subject_id = step.id
        work.label = act_label(step)
    return work.changes


def change_stance_step(dossier: Dossier, *, step_id: str, values: Mapping[str, Any]) -> Changes:
    """Correct a step. Raises NotFound, InvalidInput as `add_stance_step`."""
    with recording(dossier, "") as work:
        step = live_record(work.session, "stance_step", step_id)
        set_values(work.session, step, with_file(work.session, values))
        work.subject_id = step_id
        work.label = act_label(step)
    return work.changes
