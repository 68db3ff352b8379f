"""Tell the story of a commitment as one line of time, from every subject that speaks of it; write nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from altterr_desktop.domain.commitments import ValueKind, VerdictState, standing_of
from altterr_desktop.domain.lists import Page
from altterr_desktop.domain.stories import StoryKind
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.i18n.figures import value_words, votes_words
from altterr_desktop.i18n.labels import label
from altterr_desktop.model.commitments import Commitment, PledgeDocument, Signatory
from altterr_desktop.model.deliberations import Deliberation
from altterr_desktop.model.indicators import Indicator, IndicatorValue
from altterr_desktop.model.meetings import AgendaPoint, FollowUp, Meeting, MinutesLine
from altterr_desktop.model.mobilisations import Mobilisation, MobilisationCommitment
from altterr_desktop.model.officials import Official
from altterr_desktop.model.press import PressItem
from altterr_desktop.model.requests import Request, RequestCommitment, RequestReminder
from altterr_desktop.model.reviews import ReviewItem, ReviewSession
from altterr_desktop.model.verdicts import Evidence, Verdict
from altterr_desktop.services.deliberations import name_of_deliberation
from altterr_desktop.services.names import official_name
from altterr_desktop.services.records import live_record

PAGE = 50
_LONGEST = 220


@dataclass(frozen=True)
class StoryLine:
    """Hold one thing that happened: its day, what it is, in which words, and the record to open."""

    day: date | None
    kind: StoryKind
    title: str
    detail: str
    record_kind: str
    record_id: str


def commitment_story(
    dossier: Dossier, commitment_id: str, *, offset: int = 0, limit: int = PAGE
) -> Page[StoryLine]:
    """List what happened to a commitment, the latest first, what has no date last. Raises NotFound."""
    with dossier.reading() as session:
        commitment = live_record(session, "commitment", commitment_id)
        lines = [line for tell in _TELLERS for line in tell(session, commitment)]
    order = list(StoryKind)
    lines.sort(key=lambda line: (order.index(line.kind), line.record_id))
    lines.sort(key=lambda line: line.day or date.min, reverse=True)
    return Page(lines[offset : offset + limit] if limit >= 0 else lines[offset:], len(lines))


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1].rstrip()}…"


def _made(session: Session, one: Commitment) -> Iterator[StoryLine]:
    document = session.get(PledgeDocument, one.pledge_document_id) if one.pledge_document_id else None
    if document is not None and document.deleted:
        document = None
    day = one.made_on or (document.dated_on if document else None)
    if day is not None or document is not None:
        title = document.title if document else _("Promise made")
        record = ("pledge_document", document.id) if document else ("commitment", one.id)
        yield StoryLine(day, StoryKind.PROMISE, title, _short(one.verbatim), *record)
    if one.deadline is not None:
        yield StoryLine(
            one.deadline, StoryKind.DEADLINE, _("Deadline promised"), one.deadline_words, "commitment", one.id
        )


def _signed(session: Session, one: Commitment) -> Iterator[StoryLine]:
    query = (
        select(Signatory, Official, PledgeDocument)
        .join(Official, Official.id == Signatory.official_id)
        .join(PledgeDocument, PledgeDocument.id == Signatory.pledge_document_id)
        .where(Signatory.pledge_document_id == (one.pledge_document_id or ""), ~Signatory.deleted)
    )
    for signatory, official, document in session.execute(query):
        title = _("Signed by {name}").format(name=official_name(official))
        day = signatory.signed_on or document.dated_on
        yield StoryLine(day, StoryKind.SIGNATURE, title, document.title, "official", official.id)


def _met(session: Session, one: Commitment) -> Iterator[StoryLine]:
    query = (
        select(Meeting, AgendaPoint)
        .join(AgendaPoint, AgendaPoint.meeting_id == Meeting.id)
        .where(AgendaPoint.commitment_id == one.id, ~AgendaPoint.deleted, ~Meeting.deleted)
        .order_by(AgendaPoint.position, AgendaPoint.id)
    )
    seen: set[str] = set()
    for meeting, point in session.execute(query):
        if meeting.id in seen:
            continue
        seen.add(meeting.id)
        said = session.execute(
            select(MinutesLine.text)
            .where(MinutesLine.agenda_point_id == point.id, ~MinutesLine.deleted, ~MinutesLine.internal)
            .order_by(MinutesLine.position, MinutesLine.id)
            .limit(3)
        ).scalars()
        detail = _short(" · ".join(said)) or point.title
        title = meeting.title or label(meeting.meeting_kind)
        yield StoryLine(meeting.held_on, StoryKind.MEETING, title, detail, "meeting", meeting.id)


def _asked(session: Session, one: Commitment) -> Iterator[StoryLine]:
    query = (
        select(Request)
        .join(RequestCommitment, RequestCommitment.request_id == Request.id)
        .where(RequestCommitment.commitment_id == one.id, ~RequestCommitment.deleted, ~Request.deleted)
    )
    for request in set(session.execute(query).scalars()):
        title = request.title or label(request.request_kind)
        detail = label(request.channel)
        yield StoryLine(request.sent_on, StoryKind.REQUEST, title, detail, "request", request.id)
        reminders = select(RequestReminder).where(
            RequestReminder.request_id == request.id, ~RequestReminder.deleted
        )
        for reminder in session.execute(reminders).scalars():
            yield StoryLine(
                reminder.sent_on, StoryKind.REMINDER, title, _short(reminder.text), "request", request.id
            )
        if request.answer_kind is not None or request.answered_on is not None:
            said = [label(request.answer_kind)] if request.answer_kind else []
            said += [_short(request.answer_text)] if request.answer_text.strip() else []
            yield StoryLine(
                request.answered_on, StoryKind.ANSWER, title, " – ".join(said), "request", request.id
            )


def _voted(session: Session, one: Commitment) -> Iterator[StoryLine]:
    query = (
        select(Deliberation)
        .join(Evidence, Evidence.deliberation_id == Deliberation.id)
        .where(Evidence.commitment_id == one.id, ~Evidence.deleted, ~Deliberation.deleted)
    )
    for vote in set(session.execute(query).scalars()):
        title = name_of_deliberation(vote.number, vote.title)
        detail = " · ".join(
            part
            for part in (
                label(vote.outcome),
                votes_words(vote.votes_for, vote.votes_against, vote.abstentions),
            )
            if part
        )
        yield StoryLine(vote.decided_on, StoryKind.DELIBERATION, title, detail, "deliberation", vote.id)


def _proved(session: Session, one: Commitment) -> Iterator[StoryLine]:
    query = select(Evidence).where(Evidence.commitment_id == one.id, ~Evidence.deleted)
    for piece in session.execute(query).scalars():
        if piece.deliberation_id:
            continue  # the deliberation itself tells it
        title = piece.title or _short(piece.quote) or piece.url
        detail = " · ".join(part for part in (label(piece.evidence_kind), piece.publisher) if part)
        yield StoryLine(
            piece.dated_on or piece.consulted_on, StoryKind.EVIDENCE, title, detail, "evidence", piece.id
        )


def _judged(session: Session, one: Commitment) -> Iterator[StoryLine]:
    query = select(Verdict).where(Verdict.commitment_id == one.id, ~Verdict.deleted)
    for verdict in session.execute(query).scalars():
        agreed = verdict.verdict_state is VerdictState.AGREED
        title = label(standing_of(verdict.progress, verdict.off_scale))
        kind = StoryKind.VERDICT if agreed else StoryKind.PROPOSAL
        yield StoryLine(
            verdict.decided_on,
            kind,
            title,
            _short(verdict.statement or verdict.reason),
            "verdict",
            verdict.id,
        )
        if verdict.authority_reply.strip():
            day = verdict.authority_reply_on or verdict.decided_on
            yield StoryLine(
                day, StoryKind.REPLY, title, _short(verdict.authority_reply), "verdict", verdict.id
            )


def _followed(session: Session, one: Commitment) -> Iterator[StoryLine]:
    query = select(FollowUp).where(FollowUp.commitment_id == one.id, ~FollowUp.deleted)
    for follow_up in session.execute(query).scalars():
        detail = " · ".join((label(follow_up.side), label(follow_up.follow_up_state)))
        day = follow_up.done_on or follow_up.due_on
        yield StoryLine(day, StoryKind.FOLLOW_UP, follow_up.title, detail, "follow_up", follow_up.id)


def _acted(session: Session, one: Commitment) -> Iterator[StoryLine]:
    query = (
        select(Mobilisation)
        .join(MobilisationCommitment, MobilisationCommitment.mobilisation_id == Mobilisation.id)
        .where(
            MobilisationCommitment.commitment_id == one.id,
            ~MobilisationCommitment.deleted,
            ~Mobilisation.deleted,
        )
    )
    for action in set(session.execute(query).scalars()):
        detail = " · ".join((label(action.mobilisation_kind), label(action.mobilisation_state)))
        yield StoryLine(action.happens_on, StoryKind.ACTION, action.title, detail, "mobilisation", action.id)


def _written(session: Session, one: Commitment) -> Iterator[StoryLine]:
    query = select(PressItem).where(PressItem.commitment_id == one.id, ~PressItem.deleted)
    for item in session.execute(query).scalars():
        detail = " – ".join(part for part in (item.publisher, _short(item.quote)) if part)
        yield StoryLine(item.dated_on, StoryKind.PRESS, item.title, detail, "press_item", item.id)


def _measured(session: Session, one: Commitment) -> Iterator[StoryLine]:
    query = (
        select(IndicatorValue, Indicator)
        .join(Indicator, Indicator.id == IndicatorValue.indicator_id)
        .where(
            Indicator.commitment_id == one.id,
            IndicatorValue.value_kind == ValueKind.MEASURED,
            ~Indicator.deleted,
            ~IndicatorValue.deleted,
        )
    )
    for value, indicator in session.execute(query):
        title = _("{indicator}: {value}").format(
            indicator=indicator.name, value=value_words(value.measure, indicator.unit)
        )
        yield StoryLine(value.measured_on, StoryKind.MEASURE, title, value.source, "indicator", indicator.id)


def _reviewed(session: Session, one: Commitment) -> Iterator[StoryLine]:
    query = (
        select(ReviewSession, ReviewItem)
        .join(ReviewItem, ReviewItem.review_session_id == ReviewSession.id)
        .where(
            ReviewItem.commitment_id == one.id,
            ~ReviewItem.deleted,
            ~ReviewSession.deleted,
            or_(ReviewItem.discussion != "", ReviewItem.verdict_id.is_not(None)),
        )
    )
    for review, item in session.execute(query):
        detail = _short(item.discussion) or label(item.review_item_state)
        yield StoryLine(review.held_on, StoryKind.REVIEW, review.title, detail, "review_session", review.id)


_TELLERS: tuple[Callable[[Session, Commitment], Iterator[StoryLine]], ...] = (
    _made,
    _signed,
    _met,
    _asked,
    _voted,
    _proved,
    _judged,
    _followed,
    _acted,
    _written,
    _measured,
    _reviewed,
)
