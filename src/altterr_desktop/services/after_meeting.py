"""Read and note what comes after a meeting: versions sent, corrections, thanks, and what its lines became."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.meetings import Audience, LineKind, MinutesState
from altterr_desktop.domain.requests import Channel
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.journal.search_index import name_of
from altterr_desktop.model.meetings import FollowUp, Meeting, MinutesAmendment, MinutesLine, MinutesSending
from altterr_desktop.model.requests import Request
from altterr_desktop.model.verdicts import Evidence, Verdict, VerdictEvidence
from altterr_desktop.model.volunteers import Volunteer
from altterr_desktop.services.fields import today
from altterr_desktop.services.meeting_views import commitment_id_of, lines_of
from altterr_desktop.services.records import add_record, live_record
from altterr_desktop.services.verdicts import author_of

DEBRIEF = ("debrief_obtained", "debrief_learnt", "debrief_stance", "debrief_better", "debrief_next")


@dataclass(frozen=True)
class AmendmentView:
    """Hold one correction of validated minutes, of a line or of the whole; one about an internal line is internal."""

    id: str
    line_id: str | None
    line: str
    made_on: date | None
    author: str
    asked_by: str
    text: str
    internal: bool


@dataclass(frozen=True)
class SendingView:
    """Hold one version that left: for whom it was made, when, by which way, to whom, by whom of us."""

    id: str
    audience: Audience
    sent_on: date | None
    channel: Channel | None
    recipient: str
    author: str


@dataclass(frozen=True)
class Became:
    """Hold one record a line of the minutes became."""

    kind: str
    record_id: str
    name: str


@dataclass(frozen=True)
class AfterView:
    """Hold what comes after one meeting; `became` is by line."""

    meeting_id: str
    minutes_sent_on: date | None = None
    thanked_on: date | None = None
    next_meeting_on: date | None = None
    debrief: Mapping[str, str] = field(default_factory=dict)
    amendments: tuple[AmendmentView, ...] = ()
    sendings: tuple[SendingView, ...] = ()
    became: Mapping[str, tuple[Became, ...]] = field(default_factory=dict)


def read_after(dossier: Dossier, meeting_id: str) -> AfterView:
    """Read what comes after a meeting. Raises NotFound."""
    with dossier.reading() as session:
        meeting: Meeting = live_record(session, "meeting", meeting_id)
        return AfterView(
            meeting_id=meeting.id,
            minutes_sent_on=meeting.minutes_sent_on,
            thanked_on=meeting.thanked_on,
            next_meeting_on=meeting.next_meeting_on,
            debrief={name: getattr(meeting, name) for name in DEBRIEF},
            amendments=amendments_of(session, meeting_id),
            sendings=sendings_of(session, meeting_id),
            became=became_of(session, meeting_id),
        )


def amend_minutes(
    dossier: Dossier, *, meeting_id: str, text: str, line_id: str | None = None, asked_by: str = ""
) -> Changes:
    """Add a correction to validated minutes, today, by the volunteer who writes it; their text itself stays.

    Raises NotFound, InvalidInput for an empty correction, minutes that can still be changed as they are, or a
    line of another meeting.
    """
    if not text.strip():
        raise InvalidInput(_("Write what is to be corrected."))
    with recording(dossier, "") as work:
        meeting: Meeting = live_record(work.session, "meeting", meeting_id)
        if meeting.minutes_state is not MinutesState.VALIDATED:
            raise InvalidInput(_("These minutes are not validated: they can be changed as they are."))
        line: MinutesLine | None = live_record(work.session, "minutes_line", line_id) if line_id else None
        if line is not None and line.meeting_id != meeting_id:
            raise InvalidInput(_("This line is in the minutes of another meeting."))
        values = {
            "meeting_id": meeting_id,
            "minutes_line_id": line_id,
            "made_on": today(),
            "volunteer_id": author_of(work.session, dossier),
            "asked_by": asked_by.strip(),
            "text": text.strip(),
        }
        amendment = add_record(work.session, "minutes_amendment", values)
        work.subject_id = amendment.id
        work.label = _("Correction of the minutes: {name}").format(name=name_of(meeting))
    return work.changes


def record_sending(
    dossier: Dossier,
    *,
    meeting_id: str,
    audience: Audience,
    recipient: str = "",
    channel: Channel | None = None,
    sent_on: date | None = None,
) -> Changes:
    """Note that a version of the minutes left: for whom, by which way, on which day (today).

    Raises NotFound, InvalidInput for a day to come.
    """
    day = sent_on or today()
    if day > today():
        raise InvalidInput(_("What was sent was sent today or before."))
    with recording(dossier, "") as work:
        meeting: Meeting = live_record(work.session, "meeting", meeting_id)
        values = {
            "meeting_id": meeting_id,
            "audience": audience,
            "sent_on": day,
            "channel": channel,
            "recipient": recipient.strip(),
            "volunteer_id": author_of(work.session, dossier),
        }
        sending = add_record(work.session, "minutes_sending", values)
        if audience is not Audience.INTERNAL:
            meeting.minutes_sent_on = max(day, meeting.minutes_sent_on or day)
        work.subject_id = sending.id
        work.label = _("Minutes sent ({audience}): {name}").format(
            audience=label(audience), name=name_of(meeting)
        )
    return work.changes


def note_thanks(dossier: Dossier, *, meeting_id: str, thanked_on: date | None = None) -> Changes:
    """Note that the people met were thanked, today unless another day is given. Raises NotFound, InvalidInput."""
    day = thanked_on or today()
    if day > today():
        raise InvalidInput(_("What was sent was sent today or before."))
    with recording(dossier, "") as work:
        meeting: Meeting = live_record(work.session, "meeting", meeting_id)
        meeting.thanked_on = day
        work.subject_id = meeting.id
        work.label = _("Thanked: {name}").format(name=name_of(meeting))
    return work.changes


def was_sent(session: Session, meeting_id: str) -> bool:
    """Tell whether the people met have read a version of these minutes."""
    query = select(MinutesSending.id).where(
        MinutesSending.meeting_id == meeting_id,
        ~MinutesSending.deleted,
        MinutesSending.audience != Audience.INTERNAL,
    )
    return session.scalar(query.limit(1)) is not None


def amendments_of(session: Session, meeting_id: str) -> tuple[AmendmentView, ...]:
    """Read the corrections of a meeting's minutes, oldest first."""
    query = (
        select(MinutesAmendment, MinutesLine, Volunteer)
        .outerjoin(MinutesLine, MinutesLine.id == MinutesAmendment.minutes_line_id)
        .outerjoin(Volunteer, Volunteer.id == MinutesAmendment.volunteer_id)
        .where(MinutesAmendment.meeting_id == meeting_id, ~MinutesAmendment.deleted)
        .order_by(MinutesAmendment.made_on, MinutesAmendment.id)
    )
    return tuple(_amendment(*row) for row in session.execute(query))


def _amendment(row: MinutesAmendment, line: MinutesLine | None, author: Volunteer | None) -> AmendmentView:
    return AmendmentView(
        id=row.id,
        line_id=row.minutes_line_id,
        line=line.text if line is not None else "",
        made_on=row.made_on,
        author=_volunteer_name(author),
        asked_by=row.asked_by,
        text=row.text,
        internal=line is not None and (line.internal or line.line_kind is LineKind.IMPRESSION),
    )


def _volunteer_name(person: Volunteer | None) -> str:
    return (person.pseudonym or person.name) if person is not None else ""


def sendings_of(session: Session, meeting_id: str) -> tuple[SendingView, ...]:
    """Read the versions of a meeting's minutes that left, latest first."""
    query = (
        select(MinutesSending, Volunteer)
        .outerjoin(Volunteer, Volunteer.id == MinutesSending.volunteer_id)
        .where(MinutesSending.meeting_id == meeting_id, ~MinutesSending.deleted)
        .order_by(MinutesSending.sent_on.desc(), MinutesSending.id)
    )
    return tuple(
        SendingView(row.id, row.audience, row.sent_on, row.channel, row.recipient, _volunteer_name(person))
        for row, person in session.execute(query)
    )


def became_of(session: Session, meeting_id: str) -> dict[str, tuple[Became, ...]]:
    """Read what each line of a meeting's minutes became, by line."""
    lines = lines_of(session, meeting_id)
    found: dict[str, list[Became]] = {}
    for line in lines:
        if line.commitment_id:
            found.setdefault(line.id, []).append(Became("commitment", commitment_id_of(line.id), line.text))
    _add_linked(session, found, FollowUp, [line.id for line in lines])
    _add_linked(session, found, Request, [line.id for line in lines])
    by_evidence = {evidence_id: line.id for line in lines for evidence_id in line.evidence_ids}
    _add_evidence(session, found, by_evidence)
    return {line_id: tuple(items) for line_id, items in found.items()}


def _add_linked(session: Session, found: dict[str, list[Became]], made: Any, line_ids: Sequence[str]) -> None:
    query = select(made).where(made.minutes_line_id.in_(line_ids), ~made.deleted).order_by(made.id)
    for record in session.execute(query).scalars():
        found.setdefault(record.minutes_line_id, []).append(Became(record.kind(), record.id, name_of(record)))


def _add_evidence(session: Session, found: dict[str, list[Became]], by_evidence: Mapping[str, str]) -> None:
    query = (
        select(Evidence.id, Evidence.title, Verdict.id)
        .outerjoin(VerdictEvidence, (VerdictEvidence.evidence_id == Evidence.id) & ~VerdictEvidence.deleted)
        .outerjoin(Verdict, (Verdict.id == VerdictEvidence.verdict_id) & ~Verdict.deleted)
        .where(Evidence.id.in_(list(by_evidence)), ~Evidence.deleted)
        .order_by(Evidence.id, Verdict.id)
    )
    seen: set[str] = set()
    for evidence_id, title, verdict_id in session.execute(query):
        items = found.setdefault(by_evidence[evidence_id], [])
        if evidence_id not in seen:
            seen.add(evidence_id)
            items.append(Became("evidence", evidence_id, title))
        if verdict_id is not None:
            items.append(Became("verdict", verdict_id, title))
