"""Ask lists to sign before a vote, keep their answers, and turn the winners into officials with what they signed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.commitments import DocumentKind
from altterr_desktop.domain.elections import CandidateAnswerKind, ElectionState
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.identity import public_id
from altterr_desktop.domain.officials import OfficialKind, Side
from altterr_desktop.domain.ordering import keys_after
from altterr_desktop.domain.territories import ASSEMBLY_OF, mandate_dates
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.commitments import Commitment, PledgeDocument, Signatory
from altterr_desktop.model.elections import Candidate, CandidateAnswer, CandidateList, Election
from altterr_desktop.model.frameworks import FrameworkLevel, FrameworkMeasure
from altterr_desktop.model.officials import Official, Seat
from altterr_desktop.model.territories import Territory
from altterr_desktop.services.commitment_import import commitment_id
from altterr_desktop.services.commitments import default_place
from altterr_desktop.services.dossiers import ensure_mandate
from altterr_desktop.services.fields import today
from altterr_desktop.services.frameworks import official_title
from altterr_desktop.services.records import add_record, live_record, set_values
from altterr_desktop.services.register_people import person_key


def add_election(dossier: Dossier, *, values: Mapping[str, Any]) -> Changes:
    """Add an election of the only followed territory, unless another is given. Raises InvalidInput."""
    with recording(dossier, "") as work:
        place = default_place(work.session)
        given = {"territory_id": place.get("territory_id"), **values}
        territory = work.session.get(Territory, given["territory_id"] or "")
        if territory is not None:
            given.setdefault("assembly", ASSEMBLY_OF[territory.territory_kind])
        election = add_record(work.session, "election", given)
        work.subject_id = election.id
        work.label = _("Election added: {name}").format(name=election.title)
    return work.changes


def set_answers(
    dossier: Dossier,
    *,
    candidate_list_id: str,
    measure_ids: Sequence[str],
    answer: CandidateAnswerKind | None,
    level: int | None = None,
    words: str | None = None,
    answered_on: date | None = None,
) -> Changes:
    """Write what a list answered to some measures, in one act; no answer makes them silent again.

    An answer keeps its words and day unless others are given. Two laptops that write the same answer write the
    same record. Raises NotFound.
    """
    with recording(dossier, "") as work:
        asked = live_record(work.session, "candidate_list", candidate_list_id)
        for measure_id in measure_ids:
            live_record(work.session, "framework_measure", measure_id)
            _set_answer(
                work.session, asked, measure_id, answer, level=level, words=words, answered_on=answered_on
            )
        if answer is not None and asked.answered_on is None:
            asked.answered_on = answered_on or today()
        work.subject_id = asked.id
        work.label = _("Answers of “{name}”").format(name=asked.name)
    return work.changes


def _set_answer(
    session: Session,
    asked: CandidateList,
    measure_id: str,
    answer: CandidateAnswerKind | None,
    *,
    level: int | None,
    words: str | None,
    answered_on: date | None,
) -> None:
    answer_id = public_id("candidate_answer", asked.id, measure_id)
    record = session.get(CandidateAnswer, answer_id)
    if answer is None:
        if record is not None:
            record.deleted = True
        return
    if record is None:
        record = CandidateAnswer(
            id=answer_id,
            candidate_list_id=asked.id,
            framework_measure_id=measure_id,
            answered_on=answered_on or today(),
        )
        session.add(record)
    record.deleted = False
    record.candidate_answer_kind = answer
    record.level = level if answer is not CandidateAnswerKind.REFUSED else None
    if words is not None:
        record.words = words
    if answered_on is not None:
        record.answered_on = answered_on


def conclude_election(
    dossier: Dossier,
    *,
    election_id: str,
    winner_id: str,
    elected_ids: Collection[str] = (),
    held_on: date | None = None,
) -> Changes:
    """Turn the winners into officials with seats, and what the winning list signed into commitments, in one act.

    `winner_id` is the list that won, `elected_ids` the candidates who were elected, of any list: those of the
    winning list sit in the majority, the others in the opposition. What was signed with reservations becomes a
    commitment too, the reservation in its notes. Done twice, it adds only what is missing. Raises NotFound,
    InvalidInput.
    """
    with recording(dossier, "") as work:
        election = live_record(work.session, "election", election_id)
        winner = live_record(work.session, "candidate_list", winner_id)
        _Conclusion(work.session, election, winner, held_on).run(set(elected_ids))
        work.subject_id = election.id
        work.label = _("After the vote: {name}").format(name=election.title)
    return work.changes


class _Conclusion:
    """Run the passage from an election to the mandate that follows it."""

    def __init__(
        self, session: Session, election: Election, winner: CandidateList, held_on: date | None
    ) -> None:
        day = held_on or election.second_round_on or election.first_round_on
        territory = session.get(Territory, election.territory_id or "")
        if territory is None:
            raise InvalidInput(_("Say first which territory this election is about."))
        if day is None:
            raise InvalidInput(_("Write first on which day the vote took place."))
        if winner.election_id != election.id:
            raise InvalidInput(_("“{name}” is not a list of this election.").format(name=winner.name))
        self._session = session
        self._election = election
        self._winner = winner
        self._territory = territory
        self._day = day
        start, end = mandate_dates(territory.territory_kind, day)
        self._mandate = ensure_mandate(session, territory.id, territory.code, start, end)
        everyone = session.execute(
            select(Official).where(~Official.deleted, Official.official_kind == OfficialKind.ELECTED)
        ).scalars()
        self._known: dict[str, list[Official]] = {}
        for official in everyone:
            key = person_key(official.family_name, official.given_name)
            self._known.setdefault(key, []).append(official)

    def run(self, elected: set[str]) -> None:
        """Write officials, seats, the signed document and its commitments."""
        lists = _parts(self._session, CandidateList, CandidateList.election_id == self._election.id)
        heads: list[Official] = []
        for asked in lists:
            is_winner = asked.id == self._winner.id
            asked.won = is_winner
            for candidate in _parts(self._session, Candidate, Candidate.candidate_list_id == asked.id):
                candidate.elected = candidate.id in elected
                if candidate.elected:
                    official = self._official(candidate, asked)
                    self._seat(official, candidate, Side.MAJORITY if is_winner else Side.OPPOSITION)
                    if is_winner:
                        heads.append(official)
        self._commitments(heads)
        self._election.election_state = ElectionState.DONE
        self._election.mandate_id = self._mandate.id

    def _official(self, candidate: Candidate, asked: CandidateList) -> Official:
        known = self._session.get(Official, candidate.official_id or "")
        if known is not None and not known.deleted:
            return known
        same = self._known.get(person_key(candidate.family_name, candidate.given_name), [])
        if len(same) == 1:
            candidate.official_id = same[0].id
            return same[0]
        official_id = public_id(
            "official", self._territory.code, candidate.family_name, candidate.given_name, str(self._day.year)
        )
        official = self._session.get(Official, official_id)
        if official is None:
            official = Official(
                id=official_id,
                given_name=candidate.given_name,
                family_name=candidate.family_name,
                gender=candidate.gender,
                territory_id=self._territory.id,
                political_label=asked.political_label,
                political_label_source=asked.political_label_source
                or _("List “{name}”, {election}").format(name=asked.name, election=self._election.title),
            )
            self._session.add(official)
        official.deleted = False
        candidate.official_id = official.id
        return official

    def _seat(self, official: Official, candidate: Candidate, side: Side) -> None:
        held = self._session.execute(
            select(Seat).where(
                Seat.official_id == official.id,
                Seat.territory_id == self._territory.id,
                Seat.mandate_id == self._mandate.id,
                ~Seat.deleted,
            )
        ).scalars()
        seat = next(iter(held), None)
        if seat is None:
            seat_id = public_id("seat", official.id, self._territory.code, self._mandate.id)
            seat = self._session.get(Seat, seat_id) or Seat(
                id=seat_id,
                official_id=official.id,
                territory_id=self._territory.id,
                mandate_id=self._mandate.id,
                assembly=self._election.assembly,
                start=self._day,
            )
            self._session.add(seat)
            seat.deleted = False
            seat.source = self._election.title
        seat.function = seat.function or candidate.function
        seat.side = seat.side or side

    def _commitments(self, heads: Sequence[Official]) -> None:
        answers = [
            answer
            for answer in _parts(
                self._session, CandidateAnswer, CandidateAnswer.candidate_list_id == self._winner.id
            )
            if answer.candidate_answer_kind is not CandidateAnswerKind.REFUSED
        ]
        if not answers:
            return
        document = self._document(heads)
        last = max(self._session.execute(select(Commitment.position)).scalars(), default="")
        measures = {
            measure.id: measure
            for measure in self._session.execute(
                select(FrameworkMeasure).order_by(FrameworkMeasure.position, FrameworkMeasure.id)
            ).scalars()
        }
        order = {measure_id: place for place, measure_id in enumerate(measures)}
        answers.sort(key=lambda answer: order.get(answer.framework_measure_id, 0))
        for answer, position in zip(answers, keys_after(last, len(answers)), strict=True):
            measure = measures.get(answer.framework_measure_id)
            if measure is not None:
                self._commitment(measure, answer, document, heads, position)

    def _document(self, heads: Sequence[Official]) -> PledgeDocument:
        document_id = public_id("pledge_document", self._election.id, self._winner.id)
        title = _("Signed by “{name}”, {election}").format(
            name=self._winner.name, election=self._election.title
        )
        document = self._session.get(PledgeDocument, document_id)
        if document is None:
            document = PledgeDocument(id=document_id, title=title, document_kind=DocumentKind.PACT)
            self._session.add(document)
        document.deleted = False
        document.territory_id = self._territory.id
        document.mandate_id = self._mandate.id
        document.dated_on = document.dated_on or self._winner.answered_on or self._day
        document.url = document.url or self._winner.url
        document.attachment_id = document.attachment_id or self._winner.attachment_id
        self._winner.pledge_document_id = document.id
        for official in heads[:1]:
            signatory_id = public_id("signatory", document.id, official.id)
            signatory = self._session.get(Signatory, signatory_id)
            if signatory is None:
                signatory = Signatory(
                    id=signatory_id, pledge_document_id=document.id, official_id=official.id
                )
                self._session.add(signatory)
            signatory.deleted = False
            signatory.signed_on = signatory.signed_on or self._winner.answered_on
        self._session.flush()
        return document

    def _commitment(
        self,
        measure: FrameworkMeasure,
        answer: CandidateAnswer,
        document: PledgeDocument,
        heads: Sequence[Official],
        position: str,
    ) -> None:
        title = official_title(measure)
        record_id = commitment_id(self._territory.code, document.title, measure.number, title)
        commitment = self._session.get(Commitment, record_id)
        if commitment is not None and not commitment.deleted:
            return
        if commitment is None:
            commitment = Commitment(id=record_id)
            self._session.add(commitment)
        commitment.deleted = False
        with_reservations = answer.candidate_answer_kind is CandidateAnswerKind.SIGNED_PARTLY
        values: dict[str, Any] = {
            "number": measure.number,
            "title": title,
            "verbatim": self._verbatim(measure, answer),
            "theme_id": measure.theme_id,
            "framework_measure_id": measure.id,
            "level": answer.level,
            "territory_id": self._territory.id,
            "mandate_id": self._mandate.id,
            "pledge_document_id": document.id,
            "made_on": answer.answered_on or document.dated_on,
            "official_id": heads[0].id if heads else None,
            "position": position,
            "notes": _("Signed with reservations.") if with_reservations else "",
        }
        set_values(self._session, commitment, values)

    def _verbatim(self, measure: FrameworkMeasure, answer: CandidateAnswer) -> str:
        """Give the exact words: those of the list, else those of the measure where they are the publisher's own."""
        if answer.words.strip():
            return answer.words
        if measure.title.startswith("["):
            return ""
        level = self._session.execute(
            select(FrameworkLevel.text).where(
                FrameworkLevel.framework_measure_id == measure.id,
                FrameworkLevel.level == answer.level,
                ~FrameworkLevel.deleted,
            )
        ).scalar()
        return "\n\n".join(part for part in (measure.text or measure.title, level or "") if part)


def _parts(session: Session, record_class: Any, condition: Any) -> list[Any]:
    """List the live parts of an election or of a list, in their order."""
    order = [
        getattr(record_class, name) for name in ("rank", "position", "id") if hasattr(record_class, name)
    ]
    return list(
        session.execute(
            select(record_class).where(condition, ~record_class.deleted).order_by(*order)
        ).scalars()
    )
