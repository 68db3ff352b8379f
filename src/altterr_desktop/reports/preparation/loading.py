"""Ask the services for what a meeting sheet prints; compute and word nothing that a service can."""

from __future__ import annotations

from altterr_desktop.domain.errors import NotFound
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _, ngettext
from altterr_desktop.i18n.dates import medium_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import labelled
from altterr_desktop.reports.preparation.data import (
    AgendaSlot,
    CommitmentRaised,
    ObjectionAnswered,
    PersonMet,
    PreparationData,
    RoleTaken,
    StandingThen,
    ToCheck,
)
from altterr_desktop.services.dossiers import read_group
from altterr_desktop.services.fields import today
from altterr_desktop.services.meetings import next_meeting
from altterr_desktop.services.preparation import OfficialBrief, Preparation, preparation_of
from altterr_desktop.services.promises import PromiseView
from altterr_desktop.services.readiness import unsourced_figures
from altterr_desktop.services.silences import SILENCE_DAYS

MOST_RAISED = 3
_MOST_STANCES = 2


def load_preparation(
    dossier: Dossier, record_id: str | None, *, internal: bool = True, pocket: bool = False
) -> PreparationData:
    """Read a meeting's preparation, for a sheet or for pocket pages; without id, the next meeting's.

    Raises NotFound.
    """
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
        figures=_figures(meeting.figures) if internal else meeting.figures,
        documents_to_hand=meeting.documents_to_hand,
        open_questions=meeting.open_questions,
        objections=tuple(
            ObjectionAnswered(card.objection, card.answer, card.source)
            for card in meeting.objections
            if not card.expired
        ),
        rehearsal=tuple(ToCheck(item.phase, item.title, item.done, item.owner) for item in meeting.rehearsal),
        supporting_asks=meeting.supporting_asks,
        plan_b=meeting.plan_b,
        series=_series(prepared),
        pocket=pocket,
        internal=internal,
    )


def _people(prepared: Preparation) -> tuple[PersonMet, ...]:
    briefs = {brief.id: brief for brief in prepared.officials}
    people = []
    for person in prepared.meeting.theirs:
        brief = briefs.get(person.official_id or "")
        held = ", ".join(seat.words for seat in brief.seats if seat.current and seat.words) if brief else ""
        known = _known(brief) if brief else ""
        stance = _stance(brief) if brief else ""
        people.append(PersonMet(person.name, held or person.function, known, stance=stance))
    return tuple(people)


def _series(prepared: Preparation) -> str:
    """Say which meeting of its series this one is, and when the last one was."""
    meeting = prepared.meeting
    if not meeting.series:
        return ""
    former = [
        one
        for one in prepared.series
        if one.held_on and (not meeting.held_on or one.held_on < meeting.held_on)
    ]
    words = _("{series}, meeting {number}").format(series=meeting.series, number=len(former) + 1)
    if former and former[-1].held_on:
        words += ", " + _("the last one on {day}").format(day=medium_date(former[-1].held_on))
    return words


def _figures(figures: str) -> str:
    """Mark the figures that have no source: they are not to be quoted."""
    missing, mark = unsourced_figures(figures), _("(source to find)")
    lines = [line.strip() for line in figures.splitlines()]
    return "\n".join(f"{line} {mark}" if line in missing else line for line in lines)


def _stance(brief: OfficialBrief) -> str:
    """Say where they stand, in general or by theme, with what shows it and when."""
    said = []
    for stance in brief.stances[:_MOST_STANCES]:
        latest = stance.latest
        words = labelled(stance.theme, label(latest.stance)) if stance.theme else label(latest.stance)
        shown = [
            latest.statement.strip().rstrip("."),
            medium_date(latest.noted_on) if latest.noted_on else "",
        ]
        proof = ", ".join(part for part in shown if part)
        said.append(f"{words} ({proof})" if proof else words)
    return " · ".join(said)


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
    waiting = [row for row in brief.unanswered if row.days]
    if waiting:
        days = max(row.days or 0 for row in waiting)
        sentences.append(
            ngettext(
                "{count} request without answer, for {days} days.",
                "{count} requests without answer, for up to {days} days.",
                len(waiting),
            ).format(count=len(waiting), days=days)
        )
    elif brief.silence_days and brief.silence_days > SILENCE_DAYS:
        sentences.append(_("No sign for {days} days.").format(days=brief.silence_days))
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
