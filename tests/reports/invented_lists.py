"""The lists of an invented dossier, for the tests of the workbook; no real person is in here."""

from __future__ import annotations

from datetime import date

from altterr_desktop.domain.commitments import EvidenceKind, ProofStrength
from altterr_desktop.domain.elections import CandidateAnswerKind
from altterr_desktop.domain.meetings import FollowUpState, MeetingKind, MeetingSide, MeetingState
from altterr_desktop.domain.mobilisations import MobilisationKind, MobilisationState
from altterr_desktop.domain.officials import ContactKind, Side
from altterr_desktop.domain.requests import AnswerKind, Channel
from altterr_desktop.reports.contacts.data import ContactsData
from altterr_desktop.reports.election.data import ElectionData
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
from altterr_desktop.services.contacts import Contact, ContactLine
from altterr_desktop.services.election_views import Answer, AskedMeasure, ListView
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


def contacts() -> ContactsData:
    """Make an address book of two: an elected person and a service."""
    mail = ContactLine(
        ContactKind.EMAIL, "o.vernoux@val.example", "", "site de la métropole", date(2026, 5, 4)
    )
    desk = ContactLine(ContactKind.SECRETARIAT, "05 00 00 00 00", "", "", None)
    return ContactsData(
        GROUP,
        TERRITORY,
        "fr",
        date(2029, 3, 15),
        (
            Contact(
                "o1",
                "Odile",
                "Vernoux",
                "F",
                "Vice-présidente",
                "Climat",
                TERRITORY,
                "",
                Side.MAJORITY,
                (mail,),
            ),
            Contact("o2", "", "", "", "Direction des mobilités", "", TERRITORY, "", None, (desk,)),
        ),
    )


def election(count: int = 5) -> ElectionData:
    """Make an election of four lists: one signed, one with reservations, one refused, one kept silent, one unasked."""
    measures = tuple(
        AskedMeasure(f"m{number}", str(number), f"Mesure {number} pour le climat", "Climat", number != 2, ())
        for number in range(1, count + 1)
    )
    asked = date(2032, 1, 12)
    return ElectionData(
        "Municipales 2032",
        TERRITORY,
        GROUP,
        "groupe@val.example",
        "fr",
        date(2032, 2, 20),
        date(2032, 3, 14),
        date(2032, 3, 21),
        "Pacte d’essai",
        measures,
        (
            _list("Ensemble pour le Val", measures, CandidateAnswerKind.SIGNED, asked, AnswerKind.YES),
            _list("Continuer", measures[:2], CandidateAnswerKind.SIGNED_PARTLY, asked, AnswerKind.YES_IF),
            _list("Avant tout la route", measures[:1], CandidateAnswerKind.REFUSED, asked, AnswerKind.NO),
            _list("Le Val sans étiquette", (), CandidateAnswerKind.SIGNED, asked, None),
            _list("Liste tardive", (), CandidateAnswerKind.SIGNED, None, None),
        ),
    )


def _list(
    name: str,
    measures: tuple[AskedMeasure, ...],
    kind: CandidateAnswerKind,
    asked: date | None,
    answered: AnswerKind | None,
) -> ListView:
    level = 2 if kind is CandidateAnswerKind.SIGNED else None
    words = "Si l’État nous aide." if kind is CandidateAnswerKind.SIGNED_PARTLY else ""
    answers = {measure.id: Answer(kind, level, words, date(2032, 2, 1)) for measure in measures}
    counts = [len(answers) if kind is one else 0 for one in CandidateAnswerKind]
    return ListView(
        id=name,
        name=name,
        political_label="Divers",
        political_label_source="",
        url="",
        asked_on=asked,
        channel=Channel.LETTER,
        answer_kind=answered,
        answered_on=date(2032, 2, 1) if answered else None,
        answer_text="Merci de votre courrier." if answered else "",
        votes=None,
        seats_won=None,
        won=False,
        notes="",
        candidates=(),
        answers=answers,
        signed=counts[0],
        partly=counts[1],
        refused=counts[2],
        silent=5 - len(answers),
    )
