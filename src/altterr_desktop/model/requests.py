"""What was asked of officials, when and how, the reminders, and the answer or the silence."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from altterr_desktop.domain.requests import AnswerKind, Channel, RequestKind
from altterr_desktop.model import columns
from altterr_desktop.model.base import Record


class Request(Record):
    """Hold one request and its answer; without an answer it is a silence, counted from the day it was sent."""

    __tablename__ = "request"
    NAMED_BY = ("title",)
    SEARCHED = ("title", "text", "answer_text", "notes")

    title: Mapped[str] = columns.line()
    request_kind: Mapped[RequestKind] = columns.code(RequestKind, RequestKind.MEETING)
    channel: Mapped[Channel] = columns.code(Channel, Channel.EMAIL)
    sent_on: Mapped[date | None] = columns.day()
    # The law counts from the day the authority received it; unknown, the day it was sent stands in.
    received_on: Mapped[date | None] = columns.day()
    official_id: Mapped[str | None] = columns.reference("official")
    territory_id: Mapped[str | None] = columns.reference("territory")
    mandate_id: Mapped[str | None] = columns.reference("mandate")
    volunteer_id: Mapped[str | None] = columns.reference("volunteer")
    text: Mapped[str] = columns.prose()
    due_on: Mapped[date | None] = columns.day()
    receipt: Mapped[str] = columns.line()
    answer_kind: Mapped[AnswerKind | None] = columns.optional_code(AnswerKind)
    answered_on: Mapped[date | None] = columns.day()
    answer_text: Mapped[str] = columns.prose()
    referred_on: Mapped[date | None] = columns.day()
    opinion_on: Mapped[date | None] = columns.day()
    opinion: Mapped[str] = columns.prose()
    meeting_id: Mapped[str | None] = columns.reference("meeting")
    minutes_line_id: Mapped[str | None] = columns.reference("minutes_line")
    publishable: Mapped[bool] = columns.flag(True)
    notes: Mapped[str] = columns.prose()


class RequestReminder(Record):
    """Hold one reminder of a request."""

    __tablename__ = "request_reminder"
    NAMED_BY = ("text",)
    PART_OF = "request_id"

    request_id: Mapped[str] = columns.parent("request")
    sent_on: Mapped[date | None] = columns.day()
    channel: Mapped[Channel] = columns.code(Channel, Channel.EMAIL)
    volunteer_id: Mapped[str | None] = columns.reference("volunteer")
    text: Mapped[str] = columns.prose()


class RequestCommitment(Record):
    """Say which commitment a request is about."""

    __tablename__ = "request_commitment"
    PART_OF = "request_id"

    request_id: Mapped[str] = columns.parent("request")
    commitment_id: Mapped[str] = columns.parent("commitment")


class RequestFile(Record):
    """Say which file goes with a request, sent with it or received in answer."""

    __tablename__ = "request_file"
    PART_OF = "request_id"

    request_id: Mapped[str] = columns.parent("request")
    attachment_id: Mapped[str] = columns.parent("attachment")
    received: Mapped[bool] = columns.flag(False)


class LetterTemplate(Record):
    """Hold the group's own wording of a letter; a key of a built-in letter replaces it."""

    __tablename__ = "letter_template"
    NAMED_BY = ("name",)

    key: Mapped[str] = columns.line()
    name: Mapped[str] = columns.line()
    subject: Mapped[str] = columns.line()
    body: Mapped[str] = columns.prose()
