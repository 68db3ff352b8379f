"""Tell the story of one official, newest first: promises, verdicts, meetings, answers, silences; write nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from altterr_desktop.domain.commitments import VerdictState, standing_of
from altterr_desktop.domain.dates import is_overdue
from altterr_desktop.domain.lists import PAGE_SIZE, Page
from altterr_desktop.domain.meetings import FollowUpState, LineKind, MeetingSide, MeetingState
from altterr_desktop.domain.requests import expected_by, is_sent, state_of
from altterr_desktop.domain.timelines import TimelineKind
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import labelled
from altterr_desktop.model.commitments import Commitment, PledgeDocument, Signatory
from altterr_desktop.model.deliberations import Deliberation, DeliberationVote
from altterr_desktop.model.frameworks import Theme
from altterr_desktop.model.meetings import FollowUp, Meeting, MinutesLine, Participant
from altterr_desktop.model.officials import Seat
from altterr_desktop.model.press import PressItem
from altterr_desktop.model.requests import Request, RequestReminder
from altterr_desktop.model.stances import StanceStep
from altterr_desktop.model.territories import Territory
from altterr_desktop.model.verdicts import Verdict
from altterr_desktop.services.fields import today
from altterr_desktop.services.officials import member_words
from altterr_desktop.services.records import live_record
from altterr_desktop.services.request_views import days_of


@dataclass(frozen=True)
class TimelineLine:
    """Hold one line: its day (None: not known), what happened, a quieter detail, the record it leads to."""

    day: date | None
    kind: TimelineKind
    sentence: str
    record_kind: str
    record_id: str
    detail: str = ""
    is_alert: bool = False


def official_timeline(
    dossier: Dossier,
    official_id: str,
    kinds: Sequence[TimelineKind] = (),
    *,
    offset: int = 0,
    limit: int = PAGE_SIZE,
) -> Page[TimelineLine]:
    """Read a page of an official's story, newest first, of some kinds or of all; what has no day comes last.

    Raises NotFound.
    """
    wanted = tuple(kinds) or tuple(TimelineKind)
    with dossier.reading() as session:
        live_record(session, "official", official_id)
        found = [line for kind in wanted for line in _TELLERS[kind](session, official_id)]
    found.sort(key=lambda line: (line.day or date.min, line.kind, line.record_id), reverse=True)
    return Page(tuple(found[offset : offset + limit]), len(found))


def _commitments(session: Session, official_id: str) -> Iterator[TimelineLine]:
    query = select(Commitment, PledgeDocument.title, PledgeDocument.dated_on).outerjoin(
        PledgeDocument, PledgeDocument.id == Commitment.pledge_document_id
    )
    for one, document, dated_on in session.execute(query.where(~Commitment.deleted, _carried(official_id))):
        promised = one.official_id == official_id
        sentence = _("Promised: {what}") if promised else _("Put in charge of: {what}")
        yield TimelineLine(
            one.made_on or dated_on,
            TimelineKind.COMMITMENT,
            sentence.format(what=_named(one)),
            "commitment",
            one.id,
            document or "",
        )
    signed = (
        select(Signatory, PledgeDocument)
        .join(PledgeDocument, PledgeDocument.id == Signatory.pledge_document_id)
        .where(Signatory.official_id == official_id, ~Signatory.deleted, ~PledgeDocument.deleted)
    )
    for signatory, pledge in session.execute(signed):
        level = _("level {level}").format(level=signatory.level) if signatory.level else ""
        yield TimelineLine(
            signatory.signed_on or pledge.dated_on,
            TimelineKind.COMMITMENT,
            _("Signed: {what}").format(what=pledge.title),
            "pledge_document",
            pledge.id,
            level,
        )
    for line, meeting in session.execute(_said(official_id)):
        yield TimelineLine(
            meeting.held_on,
            TimelineKind.COMMITMENT,
            _("Promised in a meeting: {what}").format(what=line.text),
            "meeting",
            meeting.id,
            meeting.title,
        )


def _carried(official_id: str) -> Any:
    return or_(Commitment.official_id == official_id, Commitment.service_id == official_id)


def _named(commitment: Commitment) -> str:
    return commitment.title or commitment.verbatim[:120]


def _said(official_id: str) -> Any:
    return (
        select(MinutesLine, Meeting)
        .join(Meeting, Meeting.id == MinutesLine.meeting_id)
        .where(
            MinutesLine.speaker_id == official_id,
            MinutesLine.line_kind == LineKind.PROMISE,
            ~MinutesLine.deleted,
            ~Meeting.deleted,
        )
    )


def _verdicts(session: Session, official_id: str) -> Iterator[TimelineLine]:
    query = (
        select(Verdict, Commitment)
        .join(Commitment, Commitment.id == Verdict.commitment_id)
        .where(~Verdict.deleted, ~Commitment.deleted, Verdict.verdict_state == VerdictState.AGREED)
        .where(_carried(official_id))
    )
    for verdict, commitment in session.execute(query):
        standing = label(standing_of(verdict.progress, verdict.off_scale))
        yield TimelineLine(
            verdict.decided_on,
            TimelineKind.VERDICT,
            labelled(standing, _named(commitment)),
            "commitment",
            commitment.id,
            verdict.statement,
        )


def _meetings(session: Session, official_id: str) -> Iterator[TimelineLine]:
    query = (
        select(Meeting)
        .join(Participant, Participant.meeting_id == Meeting.id)
        .where(Participant.official_id == official_id, ~Participant.deleted, ~Meeting.deleted)
        .distinct()
    )
    for meeting in session.execute(query).scalars():
        yield TimelineLine(
            meeting.held_on,
            TimelineKind.MEETING,
            _("Meeting: {what}").format(what=meeting.title or meeting.goal),
            "meeting",
            meeting.id,
            label(meeting.meeting_state) if meeting.meeting_state is not MeetingState.HELD else "",
        )


def _requests(session: Session, official_id: str) -> Iterator[TimelineLine]:
    query = select(Request).where(Request.official_id == official_id, ~Request.deleted)
    asked = {request.id: request for request in session.execute(query).scalars()}
    for request in asked.values():
        yield from _request_lines(request, today())
    reminders = select(RequestReminder).where(
        RequestReminder.request_id.in_(list(asked)), ~RequestReminder.deleted
    )
    for reminder in session.execute(reminders).scalars():
        request = asked[reminder.request_id]
        yield _request_line(reminder.sent_on, _("Reminded: {what}"), request, label(reminder.channel))


def _request_lines(request: Request, day: date) -> Iterator[TimelineLine]:
    """Tell a request when it was sent, when it was answered, or since when it has not been."""
    days = days_of(request)
    if not is_sent(days, day):
        return
    yield _request_line(request.sent_on, _("Asked: {what}"), request, label(request.channel))
    if days.is_answered:
        answer = label(request.answer_kind) if request.answer_kind is not None else ""
        yield _request_line(request.answered_on, _("Answered: {what}"), request, answer)
    elif is_overdue(expected_by(days), day):
        yield _request_line(
            expected_by(days),
            _("Still no answer: {what}"),
            request,
            label(state_of(days, day)),
            is_alert=True,
        )


def _request_line(
    day: date | None, sentence: str, request: Request, detail: str, *, is_alert: bool = False
) -> TimelineLine:
    words = sentence.format(what=request.title or label(request.request_kind))
    return TimelineLine(day, TimelineKind.REQUEST, words, "request", request.id, detail, is_alert)


def _follow_ups(session: Session, official_id: str) -> Iterator[TimelineLine]:
    query = select(FollowUp).where(FollowUp.official_id == official_id, ~FollowUp.deleted)
    for task in session.execute(query).scalars():
        theirs = task.side is MeetingSide.THEIRS
        sentence = _("Expected of them: {what}") if theirs else _("For us to do: {what}")
        open_still = task.follow_up_state is FollowUpState.OPEN
        yield TimelineLine(
            task.done_on or task.due_on,
            TimelineKind.FOLLOW_UP,
            sentence.format(what=task.title),
            "follow_up",
            task.id,
            label(task.follow_up_state),
            open_still and is_overdue(task.due_on, today()),
        )


def _stances(session: Session, official_id: str) -> Iterator[TimelineLine]:
    query = (
        select(StanceStep, Theme.name)
        .outerjoin(Theme, Theme.id == StanceStep.theme_id)
        .where(StanceStep.official_id == official_id, ~StanceStep.deleted)
    )
    for step, theme in session.execute(query):
        about = theme or _("in general")
        yield TimelineLine(
            step.noted_on,
            TimelineKind.STANCE,
            f"{label(step.stance)}, {about}",
            "stance_step",
            step.id,
            step.statement or step.source or step.url,
        )


def _press(session: Session, official_id: str) -> Iterator[TimelineLine]:
    query = select(PressItem).where(PressItem.official_id == official_id, ~PressItem.deleted)
    for item in session.execute(query).scalars():
        yield TimelineLine(
            item.dated_on,
            TimelineKind.PRESS,
            _("In the press: {what}").format(what=item.title or item.quote[:120] or item.url),
            "press_item",
            item.id,
            item.publisher,
        )


def _votes(session: Session, official_id: str) -> Iterator[TimelineLine]:
    query = (
        select(DeliberationVote, Deliberation)
        .join(Deliberation, Deliberation.id == DeliberationVote.deliberation_id)
        .where(DeliberationVote.official_id == official_id, ~DeliberationVote.deleted, ~Deliberation.deleted)
    )
    for vote, deliberation in session.execute(query):
        named = " ".join(part for part in (deliberation.number, deliberation.title) if part)
        yield TimelineLine(
            deliberation.decided_on,
            TimelineKind.VOTE,
            labelled(label(vote.vote), named),
            "deliberation",
            deliberation.id,
            label(deliberation.outcome),
        )


def _seats(session: Session, official_id: str) -> Iterator[TimelineLine]:
    query = (
        select(Seat, Territory.name)
        .outerjoin(Territory, Territory.id == Seat.territory_id)
        .where(Seat.official_id == official_id, ~Seat.deleted)
    )
    for seat, territory in session.execute(query):
        held = ", ".join(part for part in (seat.function, seat.delegation) if part)
        words = held or member_words(seat.assembly) or label(seat.assembly)
        turns = [(seat.function_start or seat.start, _("Takes office: {what}"))]
        if seat.end is not None and seat.end <= today():
            turns.append((seat.end, _("Leaves office: {what}")))
        for day, sentence in turns:
            yield TimelineLine(
                day, TimelineKind.SEAT, sentence.format(what=words), "seat", seat.id, territory or ""
            )


_TELLERS: dict[TimelineKind, Callable[[Session, str], Iterator[TimelineLine]]] = {
    TimelineKind.COMMITMENT: _commitments,
    TimelineKind.VERDICT: _verdicts,
    TimelineKind.MEETING: _meetings,
    TimelineKind.REQUEST: _requests,
    TimelineKind.FOLLOW_UP: _follow_ups,
    TimelineKind.STANCE: _stances,
    TimelineKind.PRESS: _press,
    TimelineKind.VOTE: _votes,
    TimelineKind.SEAT: _seats,
}
