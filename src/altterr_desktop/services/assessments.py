"""Prepare, freeze and read the assessment of a mandate: frozen figures never move again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.assessments import SCALES, AssessmentState
from altterr_desktop.domain.errors import InvalidInput, NotFound
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.journal.search_index import name_of
from altterr_desktop.model.assessments import Assessment
from altterr_desktop.model.territories import Territory
from altterr_desktop.services.commitments import default_place, mandate_in_force
from altterr_desktop.services.fields import today
from altterr_desktop.services.records import add_record, live_record, set_values
from altterr_desktop.services.snapshots import Snapshot, from_json, take_snapshot, to_json

DEFAULT_SCALE = "halves"


def prepare_assessment(dossier: Dossier, *, values: Mapping[str, Any] | None = None) -> Changes:
    """Start an assessment; territory, mandate, day and scale are proposed unless given.

    Raises InvalidInput where the group follows several territories and none was chosen.
    """
    with recording(dossier, "") as work:
        session = work.session
        fields = {**default_place(session), "as_of": today(), "scale_key": DEFAULT_SCALE, **(values or {})}
        if not fields.get("territory_id"):
            raise InvalidInput(_("Choose the territory to assess."))
        territory = live_record(session, "territory", fields["territory_id"])
        fields.setdefault("mandate_id", mandate_in_force(session, territory.id, fields["as_of"] or today()))
        fields.setdefault("title", _("Climate and social justice: what became of the promises?"))
        _check_scale(fields)
        assessment = add_record(session, "assessment", fields)
        work.subject_id = assessment.id
        work.label = _("Assessment of {territory} prepared").format(territory=territory.name)
    return work.changes


def change_assessment(dossier: Dossier, *, assessment_id: str, values: Mapping[str, Any]) -> Changes:
    """Change an assessment in preparation. Raises NotFound, InvalidInput where it is frozen."""
    with recording(dossier, "") as work:
        assessment = live_record(work.session, "assessment", assessment_id)
        _refuse_frozen(assessment)
        _check_scale(values)
        set_values(work.session, assessment, _with_mandate(work.session, assessment, values))
        work.subject_id = assessment.id
        work.label = _("Assessment “{name}” changed").format(name=name_of(assessment))
    return work.changes


def _with_mandate(session: Session, assessment: Assessment, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give a territory that changes its own mandate: another one's would count nothing."""
    if "territory_id" not in values or "mandate_id" in values:
        return values
    day = values.get("as_of") or assessment.as_of or today()
    return {**values, "mandate_id": mandate_in_force(session, values["territory_id"], day)}


def _check_scale(values: Mapping[str, Any]) -> None:
    if "scale_key" in values and values["scale_key"] not in SCALES:
        raise InvalidInput(_("The scale is one of: {known}.").format(known=", ".join(SCALES)))


def _refuse_frozen(assessment: Assessment) -> None:
    if assessment.assessment_state is AssessmentState.FROZEN:
        raise InvalidInput(_("This assessment is frozen: its figures no longer move. Prepare a new one."))


def freeze_assessment(dossier: Dossier, *, assessment_id: str) -> Changes:
    """Keep the state of every commitment as it stands on the assessment's day, for good.

    Raises NotFound, InvalidInput where it is already frozen.
    """
    with recording(dossier, "") as work:
        assessment = live_record(work.session, "assessment", assessment_id)
        _refuse_frozen(assessment)
        assessment.frozen_on = today()
        assessment.assessment_state = AssessmentState.FROZEN
        assessment.snapshot = to_json(take_snapshot(work.session, assessment))
        work.subject_id = assessment.id
        work.label = _("Assessment “{name}” frozen").format(name=name_of(assessment))
    return work.changes


def read_snapshot(dossier: Dossier, assessment_id: str | None = None) -> Snapshot:
    """Read what an assessment prints: its frozen state, or the present one while it is in preparation.

    Without id: the latest assessment, or one made up for the first followed territory. Raises NotFound.
    """
    with dossier.reading() as session:
        assessment = _chosen(session, assessment_id)
        if assessment.snapshot:
            return from_json(assessment.snapshot)
        return take_snapshot(session, assessment)


def _chosen(session: Session, assessment_id: str | None) -> Assessment:
    if assessment_id:
        chosen: Assessment = live_record(session, "assessment", assessment_id)
        return chosen
    latest = (
        session.execute(
            select(Assessment)
            .where(~Assessment.deleted)
            .order_by(Assessment.as_of.desc(), Assessment.frozen_on.desc(), Assessment.id)
        )
        .scalars()
        .first()
    )
    if latest is not None:
        return latest
    territory = (
        session.execute(
            select(Territory)
            .where(Territory.followed, ~Territory.deleted)
            .order_by(Territory.population.desc())
        )
        .scalars()
        .first()
    )
    if territory is None:
        raise NotFound(_("This dossier follows no territory yet: add one, then its commitments."))
    return Assessment(
        id="",
        title=_("Climate and social justice: what became of the promises?"),
        territory_id=territory.id,
        mandate_id=mandate_in_force(session, territory.id, today()),
        as_of=today(),
        scale_key=DEFAULT_SCALE,
        assessment_state=AssessmentState.PREPARING,
        introduction="",
        advances="",
        stuck="",
        demands="",
        method_notes="",
    )
