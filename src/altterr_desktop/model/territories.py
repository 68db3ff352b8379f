"""The places a group follows and the mandates of their assemblies."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from altterr_desktop.domain.territories import TerritoryChangeKind, TerritoryKind
from altterr_desktop.model import columns
from altterr_desktop.model.base import Record


class Territory(Record):
    """Hold a commune, an intercommunality, a département or a region, with its official code."""

    __tablename__ = "territory"
    NAMED_BY = ("name",)
    SEARCHED = ("name", "code", "former_codes")

    code: Mapped[str] = columns.line()
    name: Mapped[str] = columns.line()
    territory_kind: Mapped[TerritoryKind] = columns.code(TerritoryKind, TerritoryKind.COMMUNE)
    nature: Mapped[str] = columns.line()
    population: Mapped[int | None] = columns.number()
    parent_id: Mapped[str | None] = columns.reference("territory")
    department_code: Mapped[str] = columns.line()
    region_code: Mapped[str] = columns.line()
    former_codes: Mapped[str] = columns.line()
    followed: Mapped[bool] = columns.flag(True)
    notes: Mapped[str] = columns.prose()


class Mandate(Record):
    """Hold one term of a territory's assembly; its mid-term is computed unless it is given."""

    __tablename__ = "mandate"
    NAMED_BY = ("label",)
    PART_OF = "territory_id"

    territory_id: Mapped[str] = columns.parent("territory")
    label: Mapped[str] = columns.line()
    start: Mapped[date | None] = columns.day()
    end: Mapped[date | None] = columns.day()
    mid_term: Mapped[date | None] = columns.day()
    notes: Mapped[str] = columns.prose()


class TerritoryChange(Record):
    """Hold what happened to a territory: a merger, a new name, a new code; its past codes stay findable."""

    __tablename__ = "territory_change"
    NAMED_BY = ("former_name",)
    SEARCHED = ("former_name", "former_code")
    PART_OF = "territory_id"

    territory_id: Mapped[str] = columns.parent("territory")
    territory_change_kind: Mapped[TerritoryChangeKind] = columns.code(
        TerritoryChangeKind, TerritoryChangeKind.RENAMED
    )
    happened_on: Mapped[date | None] = columns.day()
    former_code: Mapped[str] = columns.line()
    former_name: Mapped[str] = columns.line()
    former_territory_id: Mapped[str | None] = columns.reference("territory")
    source: Mapped[str] = columns.line()
