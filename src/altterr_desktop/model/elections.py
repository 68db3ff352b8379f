"""Elections: who was asked to sign, what each list answered, who won."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from altterr_desktop.domain.elections import CandidateAnswerKind, ElectionState
from altterr_desktop.domain.requests import AnswerKind, Channel
from altterr_desktop.domain.territories import Assembly
from altterr_desktop.model import columns
from altterr_desktop.model.base import Record


class Election(Record):
    """Hold an election of one assembly and the framework that candidates are asked to sign."""

    __tablename__ = "election"
    NAMED_BY = ("title",)
    SEARCHED = ("title", "notes")

    title: Mapped[str] = columns.line()
    territory_id: Mapped[str | None] = columns.reference("territory")
    assembly: Mapped[Assembly] = columns.code(Assembly, Assembly.MUNICIPAL)
    first_round_on: Mapped[date | None] = columns.day()
    second_round_on: Mapped[date | None] = columns.day()
    framework_id: Mapped[str | None] = columns.reference("framework")
    election_state: Mapped[ElectionState] = columns.code(ElectionState, ElectionState.ASKING)
    mandate_id: Mapped[str | None] = columns.reference("mandate")
    notes: Mapped[str] = columns.prose()


class CandidateList(Record):
    """Hold a list that stands in an election, when it was asked to sign and what it answered as a whole."""

    __tablename__ = "candidate_list"
    NAMED_BY = ("name",)
    SEARCHED = ("name", "political_label", "answer_text")
    PART_OF = "election_id"

    election_id: Mapped[str] = columns.parent("election")
    name: Mapped[str] = columns.line()
    political_label: Mapped[str] = columns.line()
    political_label_source: Mapped[str] = columns.line()
    url: Mapped[str] = columns.line()
    asked_on: Mapped[date | None] = columns.day()
    channel: Mapped[Channel | None] = columns.optional_code(Channel)
    answer_kind: Mapped[AnswerKind | None] = columns.optional_code(AnswerKind)
    answered_on: Mapped[date | None] = columns.day()
    answer_text: Mapped[str] = columns.prose()
    attachment_id: Mapped[str | None] = columns.reference("attachment")
    votes: Mapped[int | None] = columns.number()
    seats_won: Mapped[int | None] = columns.number()
    won: Mapped[bool] = columns.flag(False)
    pledge_document_id: Mapped[str | None] = columns.reference("pledge_document")
    position: Mapped[str] = columns.position()
    notes: Mapped[str] = columns.prose()


class Candidate(Record):
    """Hold one person of a list, and the official they became."""

    __tablename__ = "candidate"
    NAMED_BY = ("given_name", "family_name")
    SEARCHED = ("given_name", "family_name")
    PART_OF = "candidate_list_id"

    candidate_list_id: Mapped[str] = columns.parent("candidate_list")
    rank: Mapped[int | None] = columns.number()
    given_name: Mapped[str] = columns.line()
    family_name: Mapped[str] = columns.line()
    gender: Mapped[str] = columns.line()
    function: Mapped[str] = columns.line()
    elected: Mapped[bool] = columns.flag(False)
    official_id: Mapped[str | None] = columns.reference("official")
    position: Mapped[str] = columns.position()


class CandidateAnswer(Record):
    """Hold what a list, or one person of it, answered to one measure, at which level and in which words."""

    __tablename__ = "candidate_answer"
    PART_OF = "candidate_list_id"

    candidate_list_id: Mapped[str] = columns.parent("candidate_list")
    candidate_id: Mapped[str | None] = columns.reference("candidate")
    framework_measure_id: Mapped[str] = columns.parent("framework_measure")
    candidate_answer_kind: Mapped[CandidateAnswerKind] = columns.code(
        CandidateAnswerKind, CandidateAnswerKind.SIGNED
    )
    level: Mapped[int | None] = columns.number()
    answered_on: Mapped[date | None] = columns.day()
    words: Mapped[str] = columns.prose()
