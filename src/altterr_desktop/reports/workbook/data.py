"""Hold exactly what the workbook of a dossier lists; ids are for finding the records again at import."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from altterr_desktop.domain.commitments import EvidenceKind, ProofStrength, Standing
from altterr_desktop.domain.meetings import FollowUpState, MeetingKind, MeetingSide, MeetingState
from altterr_desktop.domain.mobilisations import MobilisationKind, MobilisationState
from altterr_desktop.domain.officials import Side


@dataclass(frozen=True)
class OfficialRow:
    """Hold one elected person; staff are not listed."""

    id: str
    name: str
    function: str = ""
    delegation: str = ""
    territory: str = ""
    side: Side | None = None
    start: date | None = None
    end: date | None = None
    commitments: int = 0


@dataclass(frozen=True)
class CommitmentRow:
    """Hold one commitment with its latest agreed standing."""

    id: str
    number: str
    title: str
    theme: str
    standing: Standing
    territory: str = ""
    verbatim: str = ""
    document: str = ""
    page: str = ""
    in_charge: str = ""
    deadline: date | None = None
    late: bool = False
    checked_on: date | None = None
    findings: str = ""
    next_step: str = ""
    evidence: int = 0


@dataclass(frozen=True)
class EvidenceRow:
    """Hold one piece of evidence."""

    id: str
    commitment: str
    kind: EvidenceKind
    title: str
    publisher: str = ""
    dated_on: date | None = None
    page: str = ""
    strength: ProofStrength | None = None
    address: str = ""


@dataclass(frozen=True)
class MeetingRow:
    """Hold one meeting."""

    id: str
    title: str
    kind: MeetingKind
    state: MeetingState
    held_on: date | None = None
    place: str = ""
    goal: str = ""
    people: str = ""
    promises: int = 0


@dataclass(frozen=True)
class FollowUpRow:
    """Hold one follow-up."""

    id: str
    title: str
    side: MeetingSide
    state: FollowUpState
    who: str = ""
    due_on: date | None = None
    done_on: date | None = None
    meeting: str = ""
    commitment: str = ""


@dataclass(frozen=True)
class MobilisationRow:
    """Hold one mobilisation."""

    id: str
    title: str
    kind: MobilisationKind
    state: MobilisationState
    happens_on: date | None = None
    place: str = ""
    aim: str = ""
    demand: str = ""
    attendance: int | None = None
    outcome: str = ""


@dataclass(frozen=True)
class KeyDateRow:
    """Hold one date to hang actions on."""

    id: str
    title: str
    kind: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    notes: str = ""


@dataclass(frozen=True)
class WorkbookData:
    """Hold a whole dossier as lists, on one day."""

    territory: str
    group: str
    language: str
    written_on: date
    officials: tuple[OfficialRow, ...] = ()
    commitments: tuple[CommitmentRow, ...] = ()
    evidence: tuple[EvidenceRow, ...] = ()
    meetings: tuple[MeetingRow, ...] = ()
    follow_ups: tuple[FollowUpRow, ...] = ()
    mobilisations: tuple[MobilisationRow, ...] = ()
    key_dates: tuple[KeyDateRow, ...] = ()
