"""Refuse what the subject's rules do not allow, whoever writes: window, command or import."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from altterr_desktop.domain.commitments import Progress
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.meetings import MinutesState
from altterr_desktop.domain.mobilisations import MobilisationKind
from altterr_desktop.domain.officials import OfficialKind
from altterr_desktop.i18n import _
from altterr_desktop.i18n.subjects import kind_label
from altterr_desktop.model import Record
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.model.meetings import Meeting
from altterr_desktop.model.mobilisations import Mobilisation, MobilisationRole
from altterr_desktop.model.verdicts import Evidence, Verdict, VerdictEvidence
from altterr_desktop.services.commitment_rules import check_counts, check_indicator, check_indicator_value
from altterr_desktop.services.request_rules import check_request

Rule = Callable[[Session, Any], None]


def check_record(session: Session, record: Record) -> None:
    """Check one record that was just written. Raises InvalidInput with the sentence to show."""
    _check_named(record)
    rule = _RULES.get(record.kind())
    if rule is not None and not record.deleted:
        with session.no_autoflush:
            rule(session, record)


def check_removable(session: Session, record: Record) -> None:
    """Check that a record may go. Raises InvalidInput: lines of validated minutes stay, and so does the only proof."""
    if record.kind() == "minutes_line":
        _check_line(session, record)
    elif record.kind() in ("evidence", "verdict_evidence"):
        _check_last_evidence(session, record)


def _check_last_evidence(session: Session, record: Any) -> None:
    """A verdict is never left without its only proof: the reason is written first, or other evidence added."""
    own = (
        VerdictEvidence.evidence_id == record.id
        if isinstance(record, Evidence)
        else VerdictEvidence.id == record.id
    )
    touched = select(VerdictEvidence.verdict_id).where(own, ~VerdictEvidence.deleted)
    for verdict in session.execute(
        select(Verdict).where(Verdict.id.in_(touched), ~Verdict.deleted)
    ).scalars():
        others = (
            select(func.count())
            .select_from(VerdictEvidence)
            .join(Evidence, Evidence.id == VerdictEvidence.evidence_id)
            .where(
                VerdictEvidence.verdict_id == verdict.id, ~VerdictEvidence.deleted, ~Evidence.deleted, ~own
            )
        )
        if not verdict.reason.strip() and not session.scalar(others):
            raise InvalidInput(
                _(
                    "A verdict rests on this evidence alone. Add other evidence to that verdict, or write its reason, "
                    "before removing this one."
                )
            )


_NEEDS_NAME = {
    "commitment": ("title", "verbatim"),
    "volunteer": ("name", "pseudonym"),
    "group": ("name",),
    "territory": ("name",),
    "theme": ("name",),
    "framework": ("name",),
    "saved_view": ("name",),
    "official": ("family_name", "given_name", "function_title"),
    "pledge_document": ("title",),
    "evidence": ("title", "url", "quote"),
    "election": ("title",),
    "candidate_list": ("name",),
    "candidate": ("family_name", "given_name"),
    "indicator": ("name",),
    "deliberation": ("number", "title"),
    "review_session": ("title",),
    "meeting": ("title", "goal"),
    "mobilisation": ("title",),
    "follow_up": ("title",),
    "key_date": ("title",),
    "request": ("title", "text"),
    "press_item": ("title", "url", "quote"),
}


def _check_named(record: Record) -> None:
    fields = _NEEDS_NAME.get(record.kind())
    if fields and not any(str(getattr(record, field) or "").strip() for field in fields):
        raise InvalidInput(
            _("{kind}: write at least a name or a title.").format(kind=kind_label(record.kind()))
        )


def _check_dates(start: str, end: str) -> Rule:
    def check(_session: Session, record: Any) -> None:
        first, last = getattr(record, start), getattr(record, end)
        if first and last and last < first:
            raise InvalidInput(_("The end cannot come before the start."))

    return check


def _check_verdict(session: Session, verdict: Verdict) -> None:
    """A verdict other than «not assessed» rests on evidence or on a written reason."""
    says_something = verdict.off_scale is not None or verdict.progress is not Progress.NOT_ASSESSED
    if not says_something or verdict.reason.strip():
        return
    linked = (
        select(func.count())
        .select_from(VerdictEvidence)
        .join(Evidence, Evidence.id == VerdictEvidence.evidence_id)
        .where(VerdictEvidence.verdict_id == verdict.id, ~VerdictEvidence.deleted, ~Evidence.deleted)
    )
    if not session.scalar(linked):
        raise InvalidInput(
            _(
                "This verdict has no evidence. Add at least one piece of evidence, or write the reason why there "
                "is none: a verdict that cannot be checked weakens all the others."
            )
        )


def _check_official(_session: Session, official: Any) -> None:
    if official.official_kind is OfficialKind.STAFF and not official.function_title.strip():
        raise InvalidInput(
            _("For a service, write the function: staff are known by what they do, not by name.")
        )

    if official.official_kind is OfficialKind.STAFF and official.photo_id:
        raise InvalidInput(_("No photo is kept of staff: they are known by what they do."))
    for value in (official.support, official.influence):
        if value is not None and not 1 <= value <= 5:  # noqa: PLR2004 - the five steps of both scales
            raise InvalidInput(_("Support and influence are counted from 1 to 5."))


def _check_stance(_session: Session, step: Any) -> None:
    """Nobody is placed on the ladder by hearsay: each step has its day and what shows it."""
    shown = (
        step.statement.strip(),
        step.url.strip(),
        step.attachment_id,
        step.meeting_id,
        step.minutes_line_id,
    )
    if not any(shown):
        raise InvalidInput(
            _(
                "Nothing shows this position yet. Write what was said or done, or give a link, a file or a meeting: "
                "a position that cannot be checked harms the group."
            )
        )
    if step.noted_on is None:
        raise InvalidInput(_("Give the day this position was seen."))


def _check_line(session: Session, line: Any) -> None:
    meeting = session.get(Meeting, line.meeting_id)
    if meeting is not None and meeting.minutes_state is MinutesState.VALIDATED:
        raise InvalidInput(
            _("These minutes are validated: their text no longer changes. Add a correction instead.")
        )


def _check_assignment(session: Session, assignment: Any) -> None:
    role = session.get(MobilisationRole, assignment.mobilisation_role_id)
    mobilisation = role and session.get(Mobilisation, role.mobilisation_id)
    if mobilisation and mobilisation.mobilisation_kind is MobilisationKind.CIVIL_DISOBEDIENCE:
        raise InvalidInput(
            _("For civil disobedience no participant's name is kept: write how many people the role needs.")
        )


def _check_time(field: str) -> Rule:
    def check(_session: Session, record: Any) -> None:
        value = str(getattr(record, field) or "")
        hours, _colon, minutes = value.partition(":")
        valid = hours.isdigit() and minutes.isdigit() and int(hours) < 24 and int(minutes) < 60  # noqa: PLR2004 - a day
        if value and not valid:
            raise InvalidInput(
                _("“{value}” is not a time of day: write it like 18:30.").format(value=value[:20])
            )

    return check


def _check_above(session: Session, commitment: Any) -> None:
    """A plan is a tree: nothing is part of itself, however many steps away."""
    seen: set[str] = set()
    above_id = commitment.parent_id
    while above_id and above_id not in seen:
        if above_id == commitment.id:
            raise InvalidInput(
                _("A commitment cannot be part of itself or of one of its own parts. Choose another place.")
            )
        seen.add(above_id)
        above = session.get(Commitment, above_id)
        above_id = above.parent_id if above is not None else None


_RULES: dict[str, Rule] = {
    "commitment": _check_above,
    "verdict": _check_verdict,
    "official": _check_official,
    "stance_step": _check_stance,
    "minutes_line": _check_line,
    "role_assignment": _check_assignment,
    "indicator": check_indicator,
    "indicator_value": check_indicator_value,
    "deliberation": check_counts,
    "review_item": check_counts,
    "mandate": _check_dates("start", "end"),
    "seat": _check_dates("start", "end"),
    "key_date": _check_dates("starts_on", "ends_on"),
    "meeting": _check_time("start_time"),
    "mobilisation": _check_time("start_time"),
    "request": check_request,
}
