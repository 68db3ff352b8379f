"""Set territories of the same kind beside each other, each with its own denominators; rank nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from altterr_desktop.domain.commitments import (
    STANDINGS_OFF_SCALE,
    STANDINGS_ON_SCALE,
    Standing,
    standing_of,
)
from altterr_desktop.domain.territories import TerritoryKind
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.model.consolidation import RecordGroup, SourceGroup
from altterr_desktop.model.territories import Mandate, Territory
from altterr_desktop.model.verdicts import Verdict
from altterr_desktop.services.commitment_query import latest_verdict_id


@dataclass(frozen=True)
class ComparedTerritory:
    """Hold one territory and mandate as one group followed it: how many commitments are in which standing.

    A share is of those on the scale (`judged`); what is not assessed or off the scale is counted beside it.
    """

    territory_id: str
    name: str
    group: str
    population: int | None
    mandate: str
    counts: Mapping[Standing, int]

    @property
    def total(self) -> int:
        """Count the commitments followed."""
        return sum(self.counts.values())

    @property
    def judged(self) -> int:
        """Count those with a verdict on the scale: the denominator of any share."""
        return sum(self.counts.get(standing, 0) for standing in STANDINGS_ON_SCALE)

    @property
    def off_scale(self) -> int:
        """Count those judged off the scale."""
        return sum(self.counts.get(standing, 0) for standing in STANDINGS_OFF_SCALE)

    @property
    def not_assessed(self) -> int:
        """Count those nobody assessed yet."""
        return self.counts.get(Standing.NOT_ASSESSED, 0)

    def number(self, standing: Standing) -> int:
        """Count those in one standing."""
        return self.counts.get(standing, 0)


@dataclass(frozen=True)
class ComparedKind:
    """Hold the territories of one kind, by name: communes are compared with communes only."""

    kind: TerritoryKind
    territories: tuple[ComparedTerritory, ...]


def compare_territories(dossier: Dossier) -> tuple[ComparedKind, ...]:
    """Compare the followed territories that have commitments, kind by kind."""
    with dossier.reading() as session:
        found = _counts(session)
        kinds: dict[TerritoryKind, list[ComparedTerritory]] = {}
        for (territory_id, mandate_id), counts in found.items():
            territory = session.get_one(Territory, territory_id)
            mandate = session.get(Mandate, mandate_id) if mandate_id else None
            one = ComparedTerritory(
                territory_id,
                territory.name,
                _group_of(session, territory_id),
                territory.population,
                mandate.label if mandate is not None else "",
                {standing: counts[standing] for standing in Standing if standing in counts},
            )
            kinds.setdefault(territory.territory_kind, []).append(one)
    return tuple(
        ComparedKind(kind, tuple(sorted(kinds[kind], key=lambda one: (one.name, one.mandate, one.group))))
        for kind in TerritoryKind
        if kind in kinds
    )


def _counts(session: Session) -> dict[tuple[str, str | None], dict[Standing, int]]:
    current = aliased(Verdict)
    rows = session.execute(
        select(
            Commitment.territory_id,
            Commitment.mandate_id,
            current.progress,
            current.off_scale,
            func.count(),
        )
        .select_from(Commitment)
        .join(Territory, Territory.id == Commitment.territory_id)
        .outerjoin(current, current.id == latest_verdict_id())
        .where(~Commitment.deleted, ~Territory.deleted, Territory.followed)
        .group_by(Commitment.territory_id, Commitment.mandate_id, current.progress, current.off_scale)
    )
    found: dict[tuple[str, str | None], dict[Standing, int]] = {}
    for territory_id, mandate_id, progress, off_scale, count in rows:
        standing = standing_of(progress, off_scale)
        counts = found.setdefault((str(territory_id), mandate_id), {})
        counts[standing] = counts.get(standing, 0) + count
    return found


def _group_of(session: Session, territory_id: str) -> str:
    """Name the group a territory comes from; «» in the dossier of a single group."""
    name = session.scalar(
        select(SourceGroup.name)
        .join(RecordGroup, RecordGroup.group_id == SourceGroup.id)
        .where(RecordGroup.record_id == territory_id)
    )
    return name or ""
