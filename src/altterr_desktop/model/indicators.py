"""What a commitment is measured by: where it started, where it must arrive, what was measured on the way."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from altterr_desktop.domain.commitments import IndicatorKind, ValueKind
from altterr_desktop.model import columns
from altterr_desktop.model.base import Record


class Indicator(Record):
    """Hold one measure of a commitment with its unit, baseline and target."""

    __tablename__ = "indicator"
    NAMED_BY = ("name",)
    SEARCHED = ("name", "source")
    PART_OF = "commitment_id"

    commitment_id: Mapped[str] = columns.parent("commitment")
    name: Mapped[str] = columns.line()
    unit: Mapped[str] = columns.line()
    indicator_kind: Mapped[IndicatorKind | None] = columns.optional_code(IndicatorKind)
    baseline: Mapped[float | None] = columns.decimal()
    baseline_on: Mapped[date | None] = columns.day()
    target: Mapped[float | None] = columns.decimal()
    target_on: Mapped[date | None] = columns.day()
    source: Mapped[str] = columns.line()
    position: Mapped[str] = columns.position()
    notes: Mapped[str] = columns.prose()


class IndicatorValue(Record):
    """Hold one dated value, measured or expected, with its source."""

    __tablename__ = "indicator_value"
    PART_OF = "indicator_id"

    indicator_id: Mapped[str] = columns.parent("indicator")
    value_kind: Mapped[ValueKind] = columns.code(ValueKind, ValueKind.MEASURED)
    measured_on: Mapped[date | None] = columns.day()
    measure: Mapped[float | None] = columns.decimal()
    source: Mapped[str] = columns.line()
    url: Mapped[str] = columns.line()
    attachment_id: Mapped[str | None] = columns.reference("attachment")
