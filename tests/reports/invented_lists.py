"""The lists of an invented dossier, for the tests of the workbook; no real person is in here."""

from __future__ import annotations

from datetime import date

from altterr_desktop.domain.commitments import EvidenceKind, ProofStrength
from altterr_desktop.domain.meetings import FollowUpState, MeetingKind, MeetingSide, MeetingState
from altterr_desktop.domain.mobilisations import MobilisationKind, MobilisationState
from altterr_desktop.domain.officials import Side
from altterr_desktop.reports.workbook.data import (
    CommitmentRow,
    EvidenceRow,
    FollowUpRow,
    KeyDateRow,
    MeetingRow,
    MobilisationRow,
    OfficialRow,
    WorkbookData,
)
from tests.reports.invented import GROUP, TERRITORY, assessment


def lists(count: int = 40) -> WorkbookData:
    """Make the lists of a dossier with as many commitments as asked."""
    shown = assessment(count).commitments
    return WorkbookData(
        territory=TERRITORY,
        group=GROUP,
        language="fr",
        written_on=date(2029, 3, 15),
        officials=(
            OfficialRow(
                "o1",
                "Odile Vernoux",
                "Vice-présidente",
                "Climat",
                TERRITORY,
                Side.MAJORITY,
                date(2026, 4, 2),
                None,
                3,
            ),
            OfficialRow("o2", "Malo Trébuchet", "Conseiller", side=Side.OPPOSITION),
        ),
        commitments=tuple(
            CommitmentRow(
                id=f"c{index}",
                number=one.number,
                title=one.title,
                theme=one.theme,
                standing=one.standing,
                territory=TERRITORY,
                verbatim=one.verbatim,
                document=one.document,
                page=one.document_page,
                in_charge=one.in_charge,
                deadline=one.deadline,
                late=one.late,
                checked_on=one.checked_on,
                findings=one.findings,
                next_step=one.next_step,
                evidence=len(one.evidence),
            )
            for index, one in enumerate(shown)
        ),
        evidence=(
            EvidenceRow(
                "e1",
                "01. Un plan vélo",
                EvidenceKind.DELIBERATION,
                "Délibération n° 2027-049",
                "Communauté de communes",
                date(2027, 11, 2),
                "3",
                ProofStrength.PUBLIC_ACT,
                "https://example.org/deliberations/2027-049",
            ),
        ),
        meetings=(
            MeetingRow(
                "m1",
                "La vice-présidente chargée du climat",
                MeetingKind.ADVOCACY,
                MeetingState.HELD,
                date(2029, 3, 13),
                "hôtel de communauté",
                "obtenir un calendrier public",
                "Odile Vernoux, Ariane, Basile",
                1,
            ),
        ),
        follow_ups=(
            FollowUpRow(
                "f1",
                "Mettre à l’ordre du jour",
                MeetingSide.THEIRS,
                FollowUpState.OPEN,
                due_on=date(2029, 3, 1),
            ),
            FollowUpRow(
                "f2", "Relancer par écrit", MeetingSide.OURS, FollowUpState.OPEN, "Basile", date(2029, 4, 1)
            ),
            FollowUpRow("f3", "Remercier", MeetingSide.OURS, FollowUpState.DONE, "Ariane", date(2029, 3, 2)),
        ),
        mobilisations=(
            MobilisationRow(
                "a1",
                "Vélorution de printemps",
                MobilisationKind.BIKE_RIDE,
                MobilisationState.PREPARED,
                date(2029, 4, 21),
                "place de la Halle",
            ),
        ),
        key_dates=(KeyDateRow("k1", "Vote du budget", "Conseil", date(2029, 4, 10)),),
    )
