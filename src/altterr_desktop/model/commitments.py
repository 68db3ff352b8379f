"""What was promised, in the words it was made, and the documents it was made in."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from altterr_desktop.domain.commitments import Competence, DocumentKind, IndicatorKind
from altterr_desktop.domain.dates import Precision
from altterr_desktop.model import columns
from altterr_desktop.model.base import Record


class PledgeDocument(Record):
    """Hold a signed pact, a plan, a programme, a deliberation: what commitments were made in."""

    __tablename__ = "pledge_document"
    NAMED_BY = ("title",)
    SEARCHED = ("title", "publisher", "reference")

    title: Mapped[str] = columns.line()
    document_kind: Mapped[DocumentKind] = columns.code(DocumentKind, DocumentKind.OTHER)
    territory_id: Mapped[str | None] = columns.reference("territory")
    mandate_id: Mapped[str | None] = columns.reference("mandate")
    publisher: Mapped[str] = columns.line()
    reference: Mapped[str] = columns.line()
    dated_on: Mapped[date | None] = columns.day()
    url: Mapped[str] = columns.line()
    consulted_on: Mapped[date | None] = columns.day()
    attachment_id: Mapped[str | None] = columns.reference("attachment")
    opinions_asked_on: Mapped[date | None] = columns.day()
    adopted_on: Mapped[date | None] = columns.day()
    mid_term_report_on: Mapped[date | None] = columns.day()
    notes: Mapped[str] = columns.prose()


class Signatory(Record):
    """Say that an official signed a pledge document, when and at which level."""

    __tablename__ = "signatory"
    PART_OF = "pledge_document_id"

    pledge_document_id: Mapped[str] = columns.parent("pledge_document")
    official_id: Mapped[str] = columns.parent("official")
    signed_on: Mapped[date | None] = columns.day()
    level: Mapped[int | None] = columns.number()


class Commitment(Record):
    """Hold one promise; its state is that of its latest agreed verdict and is not stored here."""

    __tablename__ = "commitment"
    NAMED_BY = ("title",)
    SEARCHED = ("number", "title", "verbatim", "partners", "expected_proof", "notes")

    number: Mapped[str] = columns.line()
    title: Mapped[str] = columns.line()
    verbatim: Mapped[str] = columns.prose()
    territory_id: Mapped[str | None] = columns.reference("territory")
    mandate_id: Mapped[str | None] = columns.reference("mandate")
    theme_id: Mapped[str | None] = columns.reference("theme")
    parent_id: Mapped[str | None] = columns.reference("commitment")
    framework_measure_id: Mapped[str | None] = columns.reference("framework_measure")
    level: Mapped[int | None] = columns.number()
    pledge_document_id: Mapped[str | None] = columns.reference("pledge_document")
    page: Mapped[str] = columns.line()
    made_on: Mapped[date | None] = columns.day()
    official_id: Mapped[str | None] = columns.reference("official")
    service_id: Mapped[str | None] = columns.reference("official")
    deadline: Mapped[date | None] = columns.day()
    deadline_precision: Mapped[Precision] = columns.code(Precision, Precision.NONE)
    deadline_words: Mapped[str] = columns.line()
    expected_proof: Mapped[str] = columns.prose()
    indicator: Mapped[str] = columns.line()
    indicator_kind: Mapped[IndicatorKind | None] = columns.optional_code(IndicatorKind)
    budget_planned: Mapped[int | None] = columns.number()
    budget_spent: Mapped[int | None] = columns.number()
    partners: Mapped[str] = columns.line()
    competence: Mapped[Competence | None] = columns.optional_code(Competence)
    still_possible: Mapped[str] = columns.prose()
    publishable: Mapped[bool] = columns.flag(True)
    position: Mapped[str] = columns.position()
    notes: Mapped[str] = columns.prose()
