"""Hold exactly what the mid-term assessment prints; everything counted is computed from the commitments."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from altterr_desktop.domain.assessments import Scale, Score, score
from altterr_desktop.domain.commitments import (
    STANDINGS_ADVANCING,
    Competence,
    EvidenceKind,
    ProofStrength,
    Standing,
    Weakness,
)
from altterr_desktop.domain.dates import Precision


@dataclass(frozen=True)
class EvidenceShown:
    """Hold one publishable piece of evidence."""

    title: str
    kind: EvidenceKind = EvidenceKind.OTHER
    publisher: str = ""
    dated_on: date | None = None
    page: str = ""
    url: str = ""
    quote: str = ""


@dataclass(frozen=True)
class HalfYearStanding:
    """Hold a commitment's standing at the end of a half-year (1 or 2), or at the assessment's day for the last."""

    year: int
    half: int
    standing: Standing


@dataclass(frozen=True)
class Reply:
    """Hold what the authority answered about a verdict; agrees is None where it did not say."""

    text: str
    replied_on: date | None = None
    agrees: bool | None = None


@dataclass(frozen=True)
class CommitmentShown:
    """Hold one commitment as the assessment prints it; empty texts are left out of the page."""

    number: str
    title: str
    theme: str
    standing: Standing
    verbatim: str = ""
    document: str = ""
    document_on: date | None = None
    document_page: str = ""
    document_url: str = ""
    level: int | None = None
    findings: str = ""
    next_step: str = ""
    in_charge: str = ""
    deadline: date | None = None
    precision: Precision = Precision.NONE
    deadline_text: str = ""
    late: bool = False
    checked_on: date | None = None
    proof: ProofStrength | None = None
    author: str = ""
    second_reader: str = ""
    dissent: str = ""
    competence: Competence | None = None
    still_possible: str = ""
    obstacle: str = ""
    weaknesses: tuple[Weakness, ...] = ()
    history: tuple[HalfYearStanding, ...] = ()
    evidence: tuple[EvidenceShown, ...] = ()
    reply: Reply | None = None


@dataclass(frozen=True)
class Contacts:
    """Count what the group did to hear the authority: meetings, requests, answers, their median delay in days.

    `silent` counts the requests whose answer is late; those still waited for are not among them.
    """

    meetings: int = 0
    requests: int = 0
    answered: int = 0
    median_days: int | None = None
    silent: int = 0


@dataclass(frozen=True)
class AssessmentData:
    """Hold one assessment of one territory and mandate, as of a day."""

    title: str
    territory: str
    group: str
    language: str
    as_of: date
    mandate_start: date | None
    mandate_end: date | None
    scale: Scale
    frozen: bool = False
    introduction: str = ""
    advances: tuple[str, ...] = ()
    stuck: tuple[str, ...] = ()
    demands: tuple[str, ...] = ()
    method_notes: str = ""
    contacts: Contacts = field(default_factory=Contacts)
    reply_asked_on: date | None = None
    left_out: int = 0
    is_demo: bool = False
    commitments: tuple[CommitmentShown, ...] = ()

    @property
    def score(self) -> Score:
        """Give points and denominators by the printed scale."""
        return score((one.standing for one in self.commitments), self.scale)

    @property
    def counts(self) -> dict[Standing, int]:
        """Count the commitments in each standing, in the order they are shown."""
        standings = [one.standing for one in self.commitments]
        return {standing: standings.count(standing) for standing in Standing}

    @property
    def advancing(self) -> int:
        """Count the commitments kept, partly kept or in progress."""
        return sum(self.counts[standing] for standing in STANDINGS_ADVANCING)

    @property
    def themes(self) -> dict[str, list[CommitmentShown]]:
        """Give the commitments of each theme, themes in the order they first appear."""
        grouped: dict[str, list[CommitmentShown]] = {}
        for one in self.commitments:
            grouped.setdefault(one.theme, []).append(one)
        return grouped

    @property
    def trend(self) -> dict[tuple[int, int], dict[Standing, int]]:
        """Count the standings at the end of each half-year that any commitment has a standing for."""
        periods: dict[tuple[int, int], dict[Standing, int]] = {}
        for one in self.commitments:
            for step in one.history:
                counts = periods.setdefault((step.year, step.half), dict.fromkeys(Standing, 0))
                counts[step.standing] += 1
        return dict(sorted(periods.items()))
