"""Ask the services for what a meeting sheet prints; compute and word nothing that a service can."""

from __future__ import annotations

from altterr_desktop.domain.errors import NotFound
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _, ngettext
from altterr_desktop.i18n.dates import medium_date
from altterr_desktop.reports.preparation.data import (
    AgendaSlot,
    CommitmentRaised,
    ObjectionAnswered,
    PersonMet,
    PreparationData,
    RoleTaken,
    StandingThen,
)
from altterr_desktop.services.dossiers import read_group
from altterr_desktop.services.fields import today
from altterr_desktop.services.meetings import next_meeting
from altterr_desktop.services.preparation import OfficialBrief, Preparation, preparation_of
from altterr_desktop.services.promises import PromiseView

MOST_RAISED = 3


def load_preparation(dossier: Dossier, record_id: str | None, *, internal: bool = True) -> PreparationData:
    """Read a meeting's preparation; without id, the next meeting's. Raises NotFound."""
    meeting_id = record_id or next_meeting(dossier)
    if meeting_id is None:
        raise NotFound(_("No meeting is planned. Plan one, then its sheet can be printed."))
    prepared = preparation_of(dossier, meeting_id)
    meeting = prepared.meeting
    group = read_group(dossier)
    raised = (prepared.commitments or prepared.proposed)[:MOST_RAISED]
    return PreparationData(
        title=meeting.title,
        territory=meeting.territory or ", ".join(row.name for row in group.territories),
        group=group.name,
        language=group.document_language,
        written_on=today(),
        held_on=meeting.held_on,
        start_time=meeting.start_time,
        duration_minutes=meeting.duration_minutes,
        place=meeting.place,
        goal=meeting.goal,
        people=_people(prepared),
        roles=tuple(RoleTaken(person.role, person.name) for person in meeting.ours if person.role),
        agenda=tuple(
            AgendaSlot(point.title, point.minutes, point.owner, point.question) for point in meeting.agenda
        ),
        commitments=tuple(_raised(prepared, promise) for promise in raised),
        ask_ideal=meeting.ask_ideal,
        ask_acceptable=meeting.ask_acceptable,
        ask_minimum=meeting.ask_minimum,
        acknowledgement=meeting.acknowledgement,
        figures=meeting.figures,
        documents_to_hand=meeting.documents_to_hand,
        open_questions=meeting.open_questions,
        objections=tuple(
            ObjectionAnswered(card.objection, card.answer, card.source)
            for card in meeting.objections
            if not card.expired
        ),
        internal=internal,
    )


def _people(prepared: Preparation) -> tuple[PersonMet, ...]:
    briefs = {brief.id: brief for brief in prepared.officials}
    people = []
    for person in prepared.meeting.theirs:
        brief = briefs.get(person.official_id or "")
        held = ", ".join(seat.words for seat in brief.seats if seat.current and seat.words) if brief else ""
        people.append(PersonMet(person.name, held or person.function, _known(brief) if brief else ""))
    return tuple(people)


def _known(brief: OfficialBrief) -> str:
    """Say what passed between them and the group, in a few short sentences."""
    sentences = []
    if brief.promises:
        count = len(brief.promises)
        sentences.append(
            ngettext("In charge of {count} commitment.", "In charge of {count} commitments.", count).format(
                count=count
            )
        )
        if brief.late:
            sentences.append(
                ngettext("{count} of them is late.", "{count} of them are late.", brief.late).format(
                    count=brief.late
                )
            )
    if brief.last_meeting is not None and brief.last_meeting.held_on is not None:
        sentences.append(_("Last met on {day}.").format(day=medium_date(brief.last_meeting.held_on)))
        said = [line.text for line in brief.last_meeting.lines if line.text][:1]
        sentences += [f"« {text} »" for text in said]
    else:
        sentences.append(_("Never met by the group so far."))
    open_theirs = [row.title for row in brief.theirs][:2]
    if open_theirs:
        sentences.append(_("They still owe us: {what}.").format(what=", ".join(open_theirs)))
    return " ".join(sentences)


def _raised(prepared: Preparation, promise: PromiseView) -> CommitmentRaised:
    piece = promise.key_evidence
    parts = (
        (piece.title, piece.page and _("p. {page}").format(page=piece.page.removeprefix("p.").strip()))
        if piece
        else ()
    )
    day = medium_date(piece.dated_on) if piece and piece.dated_on else ""
    return CommitmentRaised(
        number=promise.number,
        title=promise.title,
        standing=promise.standing,
        verbatim=promise.verbatim,
        evidence=", ".join(part for part in (*parts, day) if part),
        question=prepared.question_on(promise.id),
        history=tuple(StandingThen(point.year, point.half, point.standing) for point in promise.history),
    )
