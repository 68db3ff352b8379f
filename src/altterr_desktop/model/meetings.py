"""Meetings: who comes, what is asked, what is on the agenda, what was said, what follows."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from altterr_desktop.domain.commitments import Obstacle
from altterr_desktop.domain.meetings import (
    Audience,
    FollowUpState,
    LineKind,
    MeetingKind,
    MeetingRole,
    MeetingSide,
    MeetingState,
    MinutesState,
    Phase,
    Rhythm,
)
from altterr_desktop.domain.requests import Channel
from altterr_desktop.model import columns
from altterr_desktop.model.base import Record


class Meeting(Record):
    """Hold a meeting, what was prepared for it and the state of its minutes."""

    __tablename__ = "meeting"
    NAMED_BY = ("title",)
    SEARCHED = ("title", "place", "goal", "notes")

    title: Mapped[str] = columns.line()
    meeting_kind: Mapped[MeetingKind] = columns.code(MeetingKind, MeetingKind.ADVOCACY)
    meeting_state: Mapped[MeetingState] = columns.code(MeetingState, MeetingState.PLANNED)
    territory_id: Mapped[str | None] = columns.reference("territory")
    mandate_id: Mapped[str | None] = columns.reference("mandate")
    held_on: Mapped[date | None] = columns.day()
    start_time: Mapped[str] = columns.line()
    duration_minutes: Mapped[int | None] = columns.number()
    place: Mapped[str] = columns.line()
    goal: Mapped[str] = columns.prose()
    ask_ideal: Mapped[str] = columns.prose()
    ask_acceptable: Mapped[str] = columns.prose()
    ask_minimum: Mapped[str] = columns.prose()
    supporting_asks: Mapped[str] = columns.prose()
    acknowledgement: Mapped[str] = columns.prose()
    open_questions: Mapped[str] = columns.prose()
    figures: Mapped[str] = columns.prose()
    documents_to_hand: Mapped[str] = columns.prose()
    plan_b: Mapped[str] = columns.prose()
    impressions: Mapped[str] = columns.prose()
    minutes_state: Mapped[MinutesState] = columns.code(MinutesState, MinutesState.DRAFT)
    minutes_validated_on: Mapped[date | None] = columns.day()
    minutes_validated_by_id: Mapped[str | None] = columns.reference("volunteer")
    minutes_sent_on: Mapped[date | None] = columns.day()
    next_meeting_on: Mapped[date | None] = columns.day()
    series_id: Mapped[str | None] = columns.reference("meeting_series")
    held_minutes: Mapped[int | None] = columns.number()
    talk_ours_seconds: Mapped[int | None] = columns.number()
    talk_theirs_seconds: Mapped[int | None] = columns.number()
    thanked_on: Mapped[date | None] = columns.day()
    debrief_obtained: Mapped[str] = columns.prose()
    debrief_learnt: Mapped[str] = columns.prose()
    debrief_stance: Mapped[str] = columns.prose()
    debrief_better: Mapped[str] = columns.prose()
    debrief_next: Mapped[str] = columns.prose()
    notes: Mapped[str] = columns.prose()


class Participant(Record):
    """Say who comes to a meeting, on which side and with which role."""

    __tablename__ = "participant"
    NAMED_BY = ("name",)
    PART_OF = "meeting_id"

    meeting_id: Mapped[str] = columns.parent("meeting")
    side: Mapped[MeetingSide] = columns.code(MeetingSide, MeetingSide.OURS)
    official_id: Mapped[str | None] = columns.reference("official")
    volunteer_id: Mapped[str | None] = columns.reference("volunteer")
    name: Mapped[str] = columns.line()
    meeting_role: Mapped[MeetingRole | None] = columns.optional_code(MeetingRole)
    attended: Mapped[bool | None] = columns.flag(True)


class AgendaPoint(Record):
    """Hold one point of the agenda with its minutes, who leads it and the commitment it is about."""

    __tablename__ = "agenda_point"
    NAMED_BY = ("title",)
    SEARCHED = ("title", "question")
    PART_OF = "meeting_id"

    meeting_id: Mapped[str] = columns.parent("meeting")
    title: Mapped[str] = columns.line()
    question: Mapped[str] = columns.prose()
    minutes_planned: Mapped[int | None] = columns.number()
    seconds_spent: Mapped[int | None] = columns.number()
    owner_id: Mapped[str | None] = columns.reference("volunteer")
    commitment_id: Mapped[str | None] = columns.reference("commitment")
    carried_from_id: Mapped[str | None] = columns.reference("agenda_point")
    position: Mapped[str] = columns.position()


class Objection(Record):
    """Hold what they may say and what the group can answer, with its source."""

    __tablename__ = "objection"
    NAMED_BY = ("objection",)
    SEARCHED = ("objection", "answer")
    PART_OF = "meeting_id"

    meeting_id: Mapped[str | None] = columns.reference("meeting")
    objection: Mapped[str] = columns.prose()
    answer: Mapped[str] = columns.prose()
    source: Mapped[str] = columns.line()
    expires_on: Mapped[date | None] = columns.day()
    position: Mapped[str] = columns.position()


class MinutesLine(Record):
    """Hold one thing said in a meeting, in its kind; impressions are internal."""

    __tablename__ = "minutes_line"
    NAMED_BY = ("text",)
    SEARCHED = ("text",)
    PART_OF = "meeting_id"

    meeting_id: Mapped[str] = columns.parent("meeting")
    agenda_point_id: Mapped[str | None] = columns.reference("agenda_point")
    line_kind: Mapped[LineKind] = columns.code(LineKind, LineKind.SAID)
    text: Mapped[str] = columns.prose()
    speaker_id: Mapped[str | None] = columns.reference("official")
    said_at: Mapped[str] = columns.line()
    promise_who: Mapped[str] = columns.line()
    promise_due: Mapped[date | None] = columns.day()
    obstacle: Mapped[Obstacle | None] = columns.optional_code(Obstacle)
    answer: Mapped[str] = columns.prose()
    internal: Mapped[bool] = columns.flag(False)
    position: Mapped[str] = columns.position()


class FollowUp(Record):
    """Hold who does what by when, on their side or ours."""

    __tablename__ = "follow_up"
    NAMED_BY = ("title",)
    SEARCHED = ("title", "notes")

    title: Mapped[str] = columns.line()
    side: Mapped[MeetingSide] = columns.code(MeetingSide, MeetingSide.OURS)
    volunteer_id: Mapped[str | None] = columns.reference("volunteer")
    official_id: Mapped[str | None] = columns.reference("official")
    due_on: Mapped[date | None] = columns.day()
    remind_on: Mapped[date | None] = columns.day()
    follow_up_state: Mapped[FollowUpState] = columns.code(FollowUpState, FollowUpState.OPEN)
    done_on: Mapped[date | None] = columns.day()
    meeting_id: Mapped[str | None] = columns.reference("meeting")
    minutes_line_id: Mapped[str | None] = columns.reference("minutes_line")
    commitment_id: Mapped[str | None] = columns.reference("commitment")
    mobilisation_id: Mapped[str | None] = columns.reference("mobilisation")
    request_id: Mapped[str | None] = columns.reference("request")
    notes: Mapped[str] = columns.prose()


class MeetingSeries(Record):
    """Hold a run of meetings with the same people; open points go from one to the next."""

    __tablename__ = "meeting_series"
    NAMED_BY = ("title",)
    SEARCHED = ("title",)

    title: Mapped[str] = columns.line()
    rhythm: Mapped[Rhythm] = columns.code(Rhythm, Rhythm.QUARTERLY)
    territory_id: Mapped[str | None] = columns.reference("territory")
    notes: Mapped[str] = columns.prose()


class RehearsalItem(Record):
    """Hold one thing to check before, during or after a meeting."""

    __tablename__ = "rehearsal_item"
    NAMED_BY = ("title",)
    PART_OF = "meeting_id"

    meeting_id: Mapped[str] = columns.parent("meeting")
    phase: Mapped[Phase] = columns.code(Phase, Phase.BEFORE)
    title: Mapped[str] = columns.line()
    owner_id: Mapped[str | None] = columns.reference("volunteer")
    done: Mapped[bool] = columns.flag(False)
    position: Mapped[str] = columns.position()


class MinutesAmendment(Record):
    """Hold a correction added to validated minutes, whose text itself stays."""

    __tablename__ = "minutes_amendment"
    NAMED_BY = ("text",)
    SEARCHED = ("text",)
    PART_OF = "meeting_id"

    meeting_id: Mapped[str] = columns.parent("meeting")
    minutes_line_id: Mapped[str | None] = columns.reference("minutes_line")
    made_on: Mapped[date | None] = columns.day()
    volunteer_id: Mapped[str | None] = columns.reference("volunteer")
    asked_by: Mapped[str] = columns.line()
    text: Mapped[str] = columns.prose()


class MinutesSending(Record):
    """Say that a version of the minutes left the dossier: for whom, when, by which way."""

    __tablename__ = "minutes_sending"
    NAMED_BY = ("recipient",)
    PART_OF = "meeting_id"

    meeting_id: Mapped[str] = columns.parent("meeting")
    audience: Mapped[Audience] = columns.code(Audience, Audience.INTERNAL)
    sent_on: Mapped[date | None] = columns.day()
    channel: Mapped[Channel | None] = columns.optional_code(Channel)
    recipient: Mapped[str] = columns.line()
    volunteer_id: Mapped[str | None] = columns.reference("volunteer")
