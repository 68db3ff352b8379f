"""Write what is asked of officials, the reminders and the answers; judge nothing and compose no letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.identity import public_id
from altterr_desktop.domain.meetings import LineKind, MeetingKind
from altterr_desktop.domain.requests import AnswerKind, Channel, RequestKind
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.meetings import AgendaPoint, Meeting, MinutesLine
from altterr_desktop.model.requests import Request, RequestCommitment
from altterr_desktop.model.volunteers import Volunteer
from altterr_desktop.services.attachments import add_attachment
from altterr_desktop.services.commitments import default_place, mandate_in_force
from altterr_desktop.services.fields import today
from altterr_desktop.services.meeting_plan import add_meeting
from altterr_desktop.services.names import official_name
from altterr_desktop.services.records import act_label, add_record, live_record, set_values

_TITLE_LENGTH = 100
_MEETING_KINDS = {RequestKind.PUBLIC_QUESTION: MeetingKind.PUBLIC_QUESTION}


def add_request(
    dossier: Dossier, *, values: Mapping[str, Any], commitment_ids: Sequence[str] = ()
) -> Changes:
    """Add a request, about commitments if given; without a title it is named by its kind and addressee.

    The territory is the addressee's or the only one followed, the volunteer is the one who signs. Raises
    NotFound, InvalidInput.
    """
    with recording(dossier, "") as work:
        request = _add(work.session, dossier, values, commitment_ids)
        work.subject_id = request.id
        work.label = act_label(request)
    return work.changes


def _add(
    session: Session,
    dossier: Dossier,
    values: Mapping[str, Any],
    commitment_ids: Sequence[str],
    record_id: str = "",
) -> Request:
    request: Request = add_record(session, "request", _fields(session, dossier, values), record_id=record_id)
    for commitment_id in dict.fromkeys(commitment_ids):
        live_record(session, "commitment", commitment_id)
        _link(session, request.id, commitment_id)
    return request


def _fields(session: Session, dossier: Dossier, values: Mapping[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {**default_place(session), **values}
    official = live_record(session, "official", fields["official_id"]) if fields.get("official_id") else None
    if official is not None and official.territory_id and not values.get("territory_id"):
        fields["territory_id"] = official.territory_id
        fields.pop("mandate_id", None)
    if fields.get("territory_id") and not fields.get("mandate_id"):
        day = fields.get("sent_on") or today()
        fields["mandate_id"] = mandate_in_force(session, fields["territory_id"], day)
    author_id = dossier.signature.author_id
    if "volunteer_id" not in fields and author_id and session.get(Volunteer, author_id) is not None:
        fields["volunteer_id"] = author_id
    if not str(fields.get("title") or "").strip():
        kind = label(fields.get("request_kind") or RequestKind.MEETING)
        named = official_name(official) if official is not None else ""
        fields["title"] = _("{kind} – {name}").format(kind=kind, name=named) if named else kind
    return fields


def _link(session: Session, request_id: str, commitment_id: str) -> None:
    """Link a commitment; two laptops that add the same link make one record."""
    link_id = public_id("request_commitment", request_id, commitment_id)
    known = session.get(RequestCommitment, link_id)
    if known is not None:
        known.deleted = False
        return
    link = {"request_id": request_id, "commitment_id": commitment_id}
    add_record(session, "request_commitment", link, record_id=link_id)


def request_from_line(
    dossier: Dossier,
    *,
    line_id: str,
    kind: RequestKind | None = None,
    title: str = "",
    official_id: str | None = None,
) -> Changes:
    """Make of a line of the minutes a request still to be sent; it keeps its line, speaker and commitment.

    A document promised becomes an access to documents, anything else a question, unless a kind is given.
    Raises NotFound, InvalidInput where this line was made a request already.
    """
    with recording(dossier, "") as work:
        session = work.session
        line: MinutesLine = live_record(session, "minutes_line", line_id)
        meeting = session.get_one(Meeting, line.meeting_id)
        point = session.get(AgendaPoint, line.agenda_point_id) if line.agenda_point_id else None
        made = select(Request.id).where(Request.minutes_line_id == line_id, ~Request.deleted)
        if session.scalar(made.limit(1)) is not None:
            raise InvalidInput(_("This line was made into a request already."))
        is_document = line.line_kind is LineKind.DOCUMENT_PROMISED
        usual = RequestKind.DOCUMENT_ACCESS if is_document else RequestKind.INFORMATION
        values = {
            "title": title.strip() or _shortened(line.text),
            "request_kind": kind or usual,
            "official_id": official_id or line.speaker_id,
            "territory_id": meeting.territory_id,
            "mandate_id": meeting.mandate_id,
            "minutes_line_id": line.id,
        }
        about = [point.commitment_id] if point is not None and point.commitment_id else []
        request = _add(session, dossier, {name: value for name, value in values.items() if value}, about)
        work.subject_id = request.id
        work.label = act_label(request)
    return work.changes


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _TITLE_LENGTH else f"{line[: _TITLE_LENGTH - 1].rstrip()}…"


def send_request(
    dossier: Dossier, *, request_id: str, sent_on: date | None = None, channel: Channel | None = None
) -> Changes:
    """Say that a request was sent, today unless another day is given. Raises NotFound, InvalidInput."""
    values: dict[str, Any] = {"sent_on": _past_day(sent_on)}
    if channel is not None:
        values["channel"] = channel
    return _change(dossier, request_id, _("Sent: {name}"), values)


def remind_request(
    dossier: Dossier,
    *,
    request_id: str,
    sent_on: date | None = None,
    channel: Channel | None = None,
    text: str = "",
) -> Changes:
    """Add a reminder, sent today the same way as the request unless said otherwise.

    Raises NotFound, InvalidInput for a request that was not sent or a day before it.
    """
    with recording(dossier, "") as work:
        request: Request = live_record(work.session, "request", request_id)
        day = _past_day(sent_on)
        if request.sent_on is None or request.sent_on > day:
            raise InvalidInput(
                _("This request was not sent before that day: there is nothing to remind yet.")
            )
        author_id = dossier.signature.author_id
        known = author_id and work.session.get(Volunteer, author_id) is not None
        values = {
            "request_id": request_id,
            "sent_on": day,
            "channel": channel or request.channel,
            "volunteer_id": author_id if known else None,
            "text": text,
        }
        reminder = add_record(work.session, "request_reminder", values)
        work.subject_id = reminder.id
        work.label = _("Reminded: {name}").format(name=request.title)
    return work.changes


def answer_request(
    dossier: Dossier,
    *,
    request_id: str,
    kind: AnswerKind,
    answered_on: date | None = None,
    text: str | None = None,
    meeting: Mapping[str, Any] | None = None,
) -> Changes:
    """Note the answer to a request, given today unless another day is given.

    With the fields of a `meeting` (held_on, start_time, place), that meeting is planned with the addressee and
    linked, in the same act; `subject_id` is then the meeting. Raises NotFound, InvalidInput.
    """
    with recording(dossier, "") as work:
        request: Request = live_record(work.session, "request", request_id)
        values: dict[str, Any] = {"answer_kind": kind, "answered_on": _past_day(answered_on)}
        if text is not None:
            values["answer_text"] = text
        set_values(work.session, request, values)
        work.subject_id = request.id
        work.label = _("Answer to “{name}”: {answer}").format(name=request.title, answer=label(kind))
        if meeting is not None:
            work.subject_id = _plan(work.session, request, meeting).id
    return work.changes


def plan_request_meeting(dossier: Dossier, *, request_id: str, values: Mapping[str, Any]) -> Changes:
    """Plan the meeting a request led to, with its addressee and its commitments on the agenda.

    `subject_id` is the meeting. A request without answer takes «yes», today. Raises NotFound, InvalidInput
    where it led to a meeting already.
    """
    with recording(dossier, "") as work:
        request: Request = live_record(work.session, "request", request_id)
        if request.answer_kind is None and request.sent_on is not None:
            given = {"answer_kind": AnswerKind.YES, "answered_on": request.answered_on or today()}
            set_values(work.session, request, given)
        meeting = _plan(work.session, request, values)
        work.subject_id = meeting.id
        work.label = act_label(meeting)
    return work.changes


def _plan(session: Session, request: Request, values: Mapping[str, Any]) -> Meeting:
    known = session.get(Meeting, request.meeting_id) if request.meeting_id else None
    if known is not None and not known.deleted:
        raise InvalidInput(_("This request led to a meeting already: open it to change its day."))
    given = {
        "meeting_kind": _MEETING_KINDS.get(request.request_kind, MeetingKind.ADVOCACY),
        "territory_id": request.territory_id,
        "mandate_id": request.mandate_id,
        **values,
    }
    about = session.execute(
        select(RequestCommitment.commitment_id).where(
            RequestCommitment.request_id == request.id, ~RequestCommitment.deleted
        )
    ).scalars()
    meeting = add_meeting(
        session,
        {name: value for name, value in given.items() if value is not None},
        [request.official_id] if request.official_id else [],
        commitment_ids=list(about),
    )
    set_values(session, request, {"meeting_id": meeting.id})
    return meeting


def refer_request(dossier: Dossier, *, request_id: str, referred_on: date | None = None) -> Changes:
    """Say that the CADA was asked about a refusal, today unless another day is given.

    Raises NotFound, InvalidInput for a request that is not an access to documents or was not sent.
    """
    with recording(dossier, "") as work:
        request: Request = live_record(work.session, "request", request_id)
        if request.request_kind is not RequestKind.DOCUMENT_ACCESS or request.sent_on is None:
            raise InvalidInput(_("The CADA is asked about documents that were asked for and refused."))
        set_values(work.session, request, {"referred_on": _past_day(referred_on)})
        work.subject_id = request.id
        work.label = _("CADA asked: {name}").format(name=request.title)
    return work.changes


def link_request_commitment(dossier: Dossier, *, request_id: str, commitment_id: str) -> Changes:
    """Say that a request is about a commitment too. Raises NotFound."""
    with recording(dossier, "") as work:
        request = live_record(work.session, "request", request_id)
        commitment = live_record(work.session, "commitment", commitment_id)
        _link(work.session, request_id, commitment_id)
        work.subject_id = request_id
        work.label = _("“{request}” is about “{commitment}”").format(
            request=request.title, commitment=commitment.title or _shortened(commitment.verbatim)
        )
    return work.changes


def add_request_file(dossier: Dossier, *, request_id: str, path: Path, received: bool = False) -> Changes:
    """Copy a file sent with a request, or received in answer, into the dossier. Raises NotFound, InvalidInput."""
    with recording(dossier, _("File “{name}” attached").format(name=path.name)) as work:
        live_record(work.session, "request", request_id)
        attachment = add_attachment(work.session, path)
        values = {"request_id": request_id, "attachment_id": attachment.id, "received": received}
        work.subject_id = add_record(work.session, "request_file", values).id
    return work.changes


def _change(dossier: Dossier, request_id: str, message: str, values: Mapping[str, Any]) -> Changes:
    with recording(dossier, "") as work:
        request: Request = live_record(work.session, "request", request_id)
        set_values(work.session, request, values)
        work.subject_id = request.id
        work.label = message.format(name=request.title)
    return work.changes


def _past_day(day: date | None) -> date:
    if day is not None and day > today():
        raise InvalidInput(_("What is done was done today or before."))
    return day or today()
