"""Read everything one commitment's page shows, and act on it as a whole; lists are elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from altterr_desktop.domain.commitments import ProofStrength, Standing, VerdictState, Weakness
from altterr_desktop.domain.errors import NotFound
from altterr_desktop.domain.weaknesses import is_late
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _, ngettext
from altterr_desktop.i18n.numbers import number
from altterr_desktop.journal.changes import Changes
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.model.indicators import Indicator, IndicatorValue
from altterr_desktop.model.officials import Official
from altterr_desktop.model.territories import Mandate
from altterr_desktop.model.verdicts import Evidence, Verdict
from altterr_desktop.services.commitments import enter_commitment
from altterr_desktop.services.fields import today
from altterr_desktop.services.half_years import HalfYearStanding, standing_history
from altterr_desktop.services.indicators import IndicatorView, indicators_of
from altterr_desktop.services.names import official_name
from altterr_desktop.services.records import live_record, view_of
from altterr_desktop.services.verdicts import EvidenceView, VerdictView, list_evidence, list_verdicts
from altterr_desktop.services.weakness_views import weaknesses_of

# What a copy must not share with the commitment it comes from.
_OWN = ("number", "position")


@dataclass(frozen=True)
class CommitmentPage:
    """Hold one commitment with its state, its verdicts (newest first) and its evidence (newest first).

    `values` are its fields by name, `names` the names of the records it refers to, by field.
    """

    id: str
    title: str
    values: Mapping[str, Any]
    names: Mapping[str, str]
    standing: Standing
    strength: ProofStrength | None
    decided_on: date | None
    late: bool
    weaknesses: tuple[Weakness, ...]
    mandate_end: date | None
    verdicts: tuple[VerdictView, ...]
    evidence: tuple[EvidenceView, ...]
    history: tuple[HalfYearStanding, ...]
    indicators: tuple[IndicatorView, ...] = ()


def read_commitment(dossier: Dossier, commitment_id: str) -> CommitmentPage:
    """Read the page of one commitment that is not deleted. Raises NotFound."""
    with dossier.reading() as session:
        commitment = live_record(session, "commitment", commitment_id)
        view = view_of(session, commitment_id, "commitment")
        values = view.values
        names = {**view.references, **_officials(session, commitment)}
        mandate = session.get(Mandate, commitment.mandate_id) if commitment.mandate_id else None
        start, end = (mandate.start, mandate.end) if mandate is not None else (None, None)
        weak = weaknesses_of(session, today(), [commitment_id])
        indicators = indicators_of(session, [commitment_id], today()).get(commitment_id, ())
    verdicts = list_verdicts(dossier, commitment_id)
    evidence = tuple(reversed(list_evidence(dossier, commitment_id)))
    agreed = [verdict for verdict in verdicts if verdict.state is VerdictState.AGREED]
    current = agreed[0] if agreed else None
    standing = current.standing if current else Standing.NOT_ASSESSED
    return CommitmentPage(
        id=commitment_id,
        title=values["title"] or values["verbatim"][:120],
        values=values,
        names=names,
        standing=standing,
        strength=current.strength if current else None,
        decided_on=current.decided_on if current else None,
        late=is_late(values["deadline"], standing, today()),
        weaknesses=weak[commitment_id],
        mandate_end=end,
        verdicts=verdicts,
        evidence=evidence,
        history=standing_history(agreed, start, today()),
        indicators=indicators,
    )


def page_of_several(count: int) -> CommitmentPage:
    """Give a page that stands for several commitments: their number as its title, and nothing else."""
    words = ngettext("{count} commitment", "{count} commitments", count)
    return CommitmentPage(
        id="",
        title=words.format(count=number(count)),
        values={"verbatim": ""},
        names={},
        standing=Standing.NOT_ASSESSED,
        strength=None,
        decided_on=None,
        late=False,
        weaknesses=(),
        mandate_end=None,
        verdicts=(),
        evidence=(),
        history=(),
    )


def _officials(session: Session, commitment: Commitment) -> dict[str, str]:
    names = {}
    for field in ("official_id", "service_id"):
        official = session.get(Official, getattr(commitment, field) or "")
        if official is not None:
            names[field] = official_name(official)
    return names


def duplicate_commitment(dossier: Dossier, *, commitment_id: str) -> Changes:
    """Add a copy of a commitment without its number, verdicts and evidence. Raises NotFound."""
    with dossier.reading() as session:
        live_record(session, "commitment", commitment_id)
        values = dict(view_of(session, commitment_id, "commitment").values)
    for name in _OWN:
        values.pop(name, None)
    values["title"] = _("{title} (copy)").format(title=values["title"] or values["verbatim"][:80])
    return enter_commitment(dossier, values=values)


def owner_commitment(dossier: Dossier, record_id: str) -> str:
    """Say on which commitment's page a record is shown: its own, or the one of its verdict, evidence or indicator.

    Raises NotFound for a record of another kind.
    """
    with dossier.reading() as session:
        if session.get(Commitment, record_id) is not None:
            return record_id
        value = session.get(IndicatorValue, record_id)
        part = (
            session.get(Verdict, record_id)
            or session.get(Evidence, record_id)
            or session.get(Indicator, value.indicator_id if value else record_id)
        )
        if part is not None:
            return part.commitment_id
    raise NotFound(_("This record is not in the dossier."))
