"""Write a meeting's minutes and turn its lines into records; a validated text is never changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.commitments import DocumentKind, EvidenceKind, Obstacle, ProofStrength
from altterr_desktop.domain.dates import Precision
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.identity import public_id
from altterr_desktop.domain.meetings import LineKind, MeetingSide, MeetingState, MinutesState
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import medium_date
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.journal.search_index import name_of
from altterr_desktop.model import record_classes
from altterr_desktop.model.commitments import Commitment, PledgeDocument
from altterr_desktop.model.meetings import AgendaPoint, Meeting, MinutesLine, Participant
from altterr_desktop.model.officials import Official
from altterr_desktop.model.volunteers import Volunteer
from altterr_desktop.services.after_meeting import was_sent
from altterr_desktop.services.fields import today
from altterr_desktop.services.meeting_views import commitment_id_of, evidence_id_of
from altterr_desktop.services.names import official_name
from altterr_desktop.services.records import act_label, add_record, live_record, set_values

_TITLE_LENGTH = 100
_PROMISES = (LineKind.PROMISE, LineKind.DOCUMENT_PROMISED)


def mark_held(
    dossier: Dossier,
    *,
    meeting_id: str,
    attended_ids: Collection[str] | None = None,
    next_meeting_on: date | None = None,
) -> Changes:
    """Say that a meeting took place, and which participants came (all, unless their ids are given).

    Without a day it takes today's. Raises NotFound, InvalidInput for a meeting still to come or cancelled.
    """
    with recording(dossier, "") as work:
        meeting: Meeting = live_record(work.session, "meeting", meeting_id)
        if meeting.held_on is not None and meeting.held_on > today():
            raise InvalidInput(_("This meeting is still to come: change its day first."))
        if meeting.meeting_state is MeetingState.CANCELLED:
            raise InvalidInput(_("This meeting was cancelled: plan it again first."))
        meeting.meeting_state = MeetingState.HELD
        meeting.held_on = meeting.held_on or today()
        meeting.next_meeting_on = next_meeting_on or meeting.next_meeting_on
        if attended_ids is not None:
            for person in _people(work.session, meeting_id):
                person.attended = person.id in attended_ids
        work.subject_id = meeting.id
        work.label = _("Held: {name}").format(name=name_of(meeting))
    return work.changes


def _people(session: Session, meeting_id: str) -> list[Participant]:
    query = select(Participant).where(Participant.meeting_id == meeting_id, ~Participant.deleted)
    return list(session.execute(query).scalars())


def add_minutes_line(
    dossier: Dossier,
    *,
    meeting_id: str,
    text: str,
    kind: LineKind = LineKind.SAID,
    point_id: str | None = None,
    speaker_id: str | None = None,
    said_at: str = "",
    promise_who: str = "",
    promise_due: date | None = None,
    obstacle: Obstacle | None = None,
    answer: str = "",
    internal: bool = False,
) -> Changes:
    """Note one thing said, at the end of the minutes; an impression is always internal.

    Raises NotFound, InvalidInput for an empty line, a point of another meeting or validated minutes.
    """
    if not text.strip():
        raise InvalidInput(_("Write what was said."))
    with recording(dossier, "") as work:
        meeting = live_record(work.session, "meeting", meeting_id)
        _refuse_validated(meeting)
        _refuse_stranger(work.session, meeting_id, point_id)
        values = {
            "meeting_id": meeting_id,
            "agenda_point_id": point_id,
            "line_kind": kind,
            "text": text.strip(),
            "speaker_id": speaker_id,
            "said_at": said_at,
            "promise_who": promise_who,
            "promise_due": promise_due,
            "obstacle": obstacle,
            "answer": answer,
            "internal": internal or kind is LineKind.IMPRESSION,
        }
        line = add_record(work.session, "minutes_line", values)
        _note_amended(work.session, meeting)
        work.subject_id = line.id
        work.label = act_label(line)
    return work.changes


def _refuse_stranger(session: Session, meeting_id: str, point_id: str | None) -> None:
    point: AgendaPoint | None = live_record(session, "agenda_point", point_id) if point_id else None
    if point is not None and point.meeting_id != meeting_id:
        raise InvalidInput(_("This point is on the agenda of another meeting."))


def change_minutes_line(dossier: Dossier, *, line_id: str, values: Mapping[str, Any]) -> Changes:
    """Change a line of the minutes. Raises NotFound, InvalidInput for validated minutes."""
    with recording(dossier, "") as work:
        line = live_record(work.session, "minutes_line", line_id)
        set_values(work.session, line, values)
        _note_amended(work.session, work.session.get_one(Meeting, line.meeting_id))
        work.subject_id = line.id
        work.label = act_label(line)
    return work.changes


def delete_minutes_line(dossier: Dossier, *, line_id: str) -> Changes:
    """Take a line out of the minutes. Raises NotFound, InvalidInput for validated minutes."""
    with recording(dossier, "") as work:
        line: MinutesLine = live_record(work.session, "minutes_line", line_id)
        meeting = work.session.get_one(Meeting, line.meeting_id)
        _refuse_validated(meeting)
        line.deleted = True
        _note_amended(work.session, meeting)
        work.subject_id = line.meeting_id
        work.label = _("Deleted: {name}").format(name=act_label(line))
    return work.changes


def _refuse_validated(meeting: Meeting) -> None:
    if meeting.minutes_state is MinutesState.VALIDATED:
        raise InvalidInput(
            _("These minutes are validated: their text no longer changes. Add a correction instead.")
        )


def _note_amended(session: Session, meeting: Meeting) -> None:
    """Call a draft amended once the people met have read a version of it and it changes."""
    if meeting.minutes_state is MinutesState.DRAFT and was_sent(session, meeting.id):
        meeting.minutes_state = MinutesState.AMENDED


def validate_minutes(dossier: Dossier, *, meeting_id: str) -> Changes:
    """Validate the minutes, today, by the volunteer who signs; lines no longer change.

    Raises NotFound, InvalidInput for minutes without a line or a meeting that did not take place.
    """
    with recording(dossier, "") as work:
        meeting: Meeting = live_record(work.session, "meeting", meeting_id)
        _refuse_validated(meeting)
        if meeting.meeting_state is not MeetingState.HELD:
            raise InvalidInput(_("Only the minutes of a meeting that took place can be validated."))
        line = select(MinutesLine.id).where(MinutesLine.meeting_id == meeting_id, ~MinutesLine.deleted)
        if work.session.scalar(line.limit(1)) is None:
            raise InvalidInput(_("These minutes hold no line yet: there is nothing to validate."))
        author_id = dossier.signature.author_id
        known = author_id and work.session.get(Volunteer, author_id) is not None
        meeting.minutes_state = MinutesState.VALIDATED
        meeting.minutes_validated_on = today()
        meeting.minutes_validated_by_id = author_id if known else None
        work.subject_id = meeting.id
        work.label = _("Minutes validated: {name}").format(name=name_of(meeting))
    return work.changes


def turn_line_into_follow_up(
    dossier: Dossier,
    *,
    line_id: str,
    title: str = "",
    side: MeetingSide | None = None,
    due_on: date | None = None,
    volunteer_id: str | None = None,
    official_id: str | None = None,
    notes: str = "",
) -> Changes:
    """Make of a line something to be done; it keeps its line, meeting and commitment.

    Without them: the words and the due day are the line's, a promise is theirs and owed by who said it,
    anything else is ours. Raises NotFound, InvalidInput.
    """
    with recording(dossier, "") as work:
        line, _meeting = _line_and_meeting(work.session, line_id)
        whose = side or (MeetingSide.THEIRS if line.line_kind in _PROMISES else MeetingSide.OURS)
        values = {
            "title": title.strip() or _short(line.text),
            "side": whose,
            "due_on": due_on or line.promise_due,
            "volunteer_id": volunteer_id,
            "official_id": official_id or line.speaker_id,
            "meeting_id": line.meeting_id,
            "minutes_line_id": line.id,
            "commitment_id": commitment_of(work.session, line),
            "notes": notes,
        }
        follow_up = add_record(work.session, "follow_up", values)
        work.subject_id = follow_up.id
        work.label = act_label(follow_up)
    return work.changes


def turn_line_into_commitment(
    dossier: Dossier, *, line_id: str, title: str = "", values: Mapping[str, Any] | None = None
) -> Changes:
    """Make of a line a commitment made orally, in its exact words, by who said it, on the meeting's day.

    The meeting becomes its pledge document. The same line gives the same commitment on every laptop. Raises
    NotFound, InvalidInput where the line already became one, or is internal.
    """
    with recording(dossier, "") as work:
        session = work.session
        line, meeting = _line_and_meeting(session, line_id)
        refuse_internal(line)
        fields: dict[str, Any] = {
            "title": title.strip() or _short(line.text),
            "verbatim": line.text,
            "territory_id": meeting.territory_id,
            "mandate_id": meeting.mandate_id,
            "official_id": line.speaker_id,
            "made_on": meeting.held_on,
            "pledge_document_id": _spoken_document(session, meeting),
            "deadline": line.promise_due,
            "deadline_precision": Precision.DAY if line.promise_due else Precision.NONE,
            **_like_the_point(session, line),
            **(values or {}),
        }
        commitment = _add_once(
            session,
            "commitment",
            commitment_id_of(line_id),
            fields,
            _("This line already became a commitment."),
        )
        work.subject_id = commitment.id
        work.label = act_label(commitment)
    return work.changes


def turn_line_into_evidence(
    dossier: Dossier,
    *,
    line_id: str,
    commitment_id: str | None = None,
    values: Mapping[str, Any] | None = None,
) -> Changes:
    """Make of a line a piece of evidence «said by an official» about a commitment.

    Without one: the commitment of the line's point. Raises NotFound, InvalidInput where there is none, where it
    was done already, or where the line is internal.
    """
    with recording(dossier, "") as work:
        session = work.session
        line, meeting = _line_and_meeting(session, line_id)
        refuse_internal(line)
        about = commitment_id or commitment_of(session, line)
        if not about:
            raise InvalidInput(_("Choose the commitment this line is about."))
        live_record(session, "commitment", about)
        fields = {**evidence_fields(session, line, meeting, about), **(values or {})}
        evidence = _add_once(
            session,
            "evidence",
            evidence_id_of(line_id, about),
            fields,
            _("This line is already evidence about this commitment."),
        )
        work.subject_id = evidence.id
        work.label = act_label(evidence)
    return work.changes


def evidence_fields(
    session: Session, line: MinutesLine, meeting: Meeting, commitment_id: str
) -> dict[str, Any]:
    """Write a line as a piece of evidence «said by an official» about a commitment."""
    speaker = session.get(Official, line.speaker_id) if line.speaker_id else None
    return {
        "commitment_id": commitment_id,
        "evidence_kind": EvidenceKind.MINUTES,
        "proof_strength": ProofStrength.SAID_BY_OFFICIAL,
        "title": minutes_title(meeting),
        "publisher": official_name(speaker) if speaker else "",
        "dated_on": meeting.held_on,
        "quote": line.text,
    }


def _line_and_meeting(session: Session, line_id: str) -> tuple[MinutesLine, Meeting]:
    line: MinutesLine = live_record(session, "minutes_line", line_id)
    return line, live_record(session, "meeting", line.meeting_id)


def refuse_internal(line: MinutesLine) -> None:
    """Keep an internal line inside. Raises InvalidInput."""
    if line.internal or line.line_kind is LineKind.IMPRESSION:
        raise InvalidInput(_("This line is internal: it cannot become a commitment nor evidence."))


def _add_once(session: Session, kind: str, record_id: str, values: Mapping[str, Any], refusal: str) -> Any:
    """Add a record whose id is derived; one that was deleted comes back with the new values."""
    known = session.get(record_classes()[kind], record_id)
    if known is None:
        return add_record(session, kind, values, record_id=record_id)
    if not known.deleted:
        raise InvalidInput(refusal)
    known.deleted = False
    set_values(session, known, values)
    return known


def commitment_of(session: Session, line: MinutesLine) -> str | None:
    """Give the commitment of the point a line was said on."""
    point = session.get(AgendaPoint, line.agenda_point_id) if line.agenda_point_id else None
    return point.commitment_id if point is not None else None


def _like_the_point(session: Session, line: MinutesLine) -> dict[str, Any]:
    """Take the theme from the commitment that was being spoken of."""
    spoken_of = session.get(Commitment, commitment_of(session, line) or "")
    return {"theme_id": spoken_of.theme_id} if spoken_of is not None else {}


def _spoken_document(session: Session, meeting: Meeting) -> str:
    """Give the pledge document that stands for what was promised in a meeting, made at the first promise."""
    document_id = public_id("pledge_document", "meeting", meeting.id)
    document = session.get(PledgeDocument, document_id)
    if document is None:
        values = {
            "title": minutes_title(meeting),
            "document_kind": DocumentKind.SPEECH,
            "territory_id": meeting.territory_id,
            "mandate_id": meeting.mandate_id,
            "dated_on": meeting.held_on,
        }
        add_record(session, "pledge_document", values, record_id=document_id)
    else:
        document.deleted = False
    return document_id


def minutes_title(meeting: Meeting) -> str:
    """Name the minutes of a meeting as a source."""
    if meeting.held_on is None:
        return _("Minutes: {title}").format(title=name_of(meeting))
    return _("Minutes of {day}: {title}").format(day=medium_date(meeting.held_on), title=name_of(meeting))


def _short(text: str) -> str:
    line = text.strip().splitlines()[0]
    return line if len(line) <= _TITLE_LENGTH else f"{line[: _TITLE_LENGTH - 1].rstrip()}…"
