"""Gather from the dossier the pieces a letter is filled with; an empty piece is one the dossier does not hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.dates import add_months
from altterr_desktop.domain.meetings import LineKind, MeetingSide
from altterr_desktop.domain.requests import AccessStep, RequestState
from altterr_desktop.i18n import _, msgid
from altterr_desktop.i18n.dates import medium_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import count_words, join_words, of_place
from altterr_desktop.model.meetings import MinutesLine
from altterr_desktop.model.requests import Request, RequestReminder
from altterr_desktop.model.territories import Territory
from altterr_desktop.model.volunteers import Group, Volunteer
from altterr_desktop.services.fields import today
from altterr_desktop.services.letter_address import addressee_of
from altterr_desktop.services.meeting_views import LineView, MeetingView
from altterr_desktop.services.promises import PromiseView
from altterr_desktop.services.request_page import RequestView
from altterr_desktop.services.request_views import is_awaited

_USUAL_MONTHS = 1
_PROMISED = (LineKind.PROMISE, LineKind.DOCUMENT_PROMISED)


@dataclass(frozen=True)
class Piece:
    """Describe one piece: its names in a wording, French and English, and what it is."""

    name: str
    french: str
    meaning: str


PIECES = (
    Piece("group", "groupe", msgid("the group’s name")),
    Piece("greeting", "appel", msgid("the opening words (Madam Mayor,)")),
    Piece("title", "titre", msgid("the form of address (Madam Mayor)")),
    Piece("name", "nom", msgid("the addressee’s name")),
    Piece("function", "fonction", msgid("the addressee’s function")),
    Piece("territory", "territoire", msgid("the territory")),
    Piece("of_territory", "de_territoire", msgid("of the territory (“of Lyon”)")),
    Piece("authority", "administration", msgid("the administration")),
    Piece("signer", "signataire", msgid("the name of who signs")),
    Piece("today", "date", msgid("today’s date")),
    Piece("subject", "objet", msgid("what the request is about")),
    Piece("commitments", "engagements", msgid("the commitments, their exact words and source")),
    Piece("question", "question", msgid("the question")),
    Piece("documents", "documents", msgid("the documents asked for, one a line")),
    Piece("answer_by", "date_réponse", msgid("the day an answer is expected by")),
    Piece("sent_on", "date_envoi", msgid("the day the request was sent")),
    Piece("received_on", "date_réception", msgid("the day it was received")),
    Piece("days", "jours", msgid("the days without answer")),
    Piece("reminders", "relances", msgid("the days of the reminders")),
    Piece("letters", "courriers", msgid("our former letters with their days")),
    Piece("refusal", "refus", msgid("how and when it was refused")),
    Piece("meeting_on", "date_rencontre", msgid("the day of the meeting")),
    Piece("promises", "promesses", msgid("what was promised in the meeting")),
    Piece("follow_ups", "suites", msgid("what was agreed next")),
)


def common_pieces(
    session: Session, official_id: str | None, territory_id: str | None, volunteer_id: str | None
) -> dict[str, str]:
    """Gather what every letter may say: who writes to whom, from where, when."""
    day = today()
    addressee = addressee_of(session, official_id, day)
    territory = session.get(Territory, territory_id) if territory_id else None
    group = session.execute(select(Group).where(~Group.deleted).order_by(Group.id)).scalars().first()
    volunteer = session.get(Volunteer, volunteer_id) if volunteer_id else None
    place = territory.name if territory is not None else ""
    kind = label(territory.territory_kind) if territory is not None else ""
    return {
        "group": group.name if group is not None else "",
        "greeting": f"{addressee.title},",
        "title": addressee.title,
        "name": addressee.name,
        "function": addressee.function,
        "territory": place,
        "of_territory": of_place(place) if place else "",
        "authority": f"{kind} {of_place(place)}" if place else "",
        "signer": volunteer.name or volunteer.pseudonym if volunteer is not None else "",
        "today": medium_date(day),
        "answer_by": medium_date(add_months(day, _USUAL_MONTHS)),
        "letters": _former_letters(session, official_id),
    }


def request_pieces(session: Session, view: RequestView) -> dict[str, str]:
    """Gather what a letter about a request may say."""
    row = view.row
    request: Request = session.get_one(Request, row.id)
    line = session.get(MinutesLine, request.minutes_line_id) if request.minutes_line_id else None
    said = line.text.strip() if line is not None else ""
    expected = row.expected_by if row.expected_by and row.expected_by >= today() else None
    pieces = {
        "subject": row.title,
        "commitments": promise_lines([link.commitment for link in view.commitments]),
        "documents": f"– {said}" if said else "",
        "sent_on": medium_date(row.sent_on) if row.sent_on else "",
        "received_on": medium_date(view.received_on) if view.received_on else "",
        "days": count_words("{count} day", "{count} days", row.days) if row.days else "",
        "reminders": join_words(
            [_("on {day}").format(day=medium_date(one.sent_on)) for one in view.reminders if one.sent_on]
        ),
        "refusal": _refusal(view),
    }
    if expected is not None and row.state is not RequestState.DRAFT:
        pieces["answer_by"] = medium_date(expected)
    return pieces


def meeting_pieces(meeting: MeetingView) -> dict[str, str]:
    """Gather what a letter about a meeting may say; nothing internal, no volunteer's name."""
    promised = [line for line in meeting.lines if line.kind in _PROMISED and not line.internal]
    return {
        "subject": meeting.title,
        "meeting_on": medium_date(meeting.held_on) if meeting.held_on else "",
        "commitments": promise_lines([point.commitment for point in meeting.agenda if point.commitment]),
        "promises": "\n".join(_promised(line) for line in promised),
        "follow_ups": "\n".join(
            _listed(
                row.title,
                _("we do it") if row.side is MeetingSide.OURS else row.who,
                _("by {day}").format(day=medium_date(row.due_on)) if row.due_on else "",
            )
            for row in meeting.follow_ups
        ),
    }


def promise_lines(promises: Sequence[PromiseView]) -> str:
    """Write commitments one a line: their exact words, the document, its day and page."""
    lines = []
    for promise in promises:
        words = promise.verbatim.strip() or promise.title
        source = [promise.document, medium_date(promise.made_on) if promise.made_on else ""]
        if promise.page:
            number = promise.page.strip()
            source.append(_("p. {page}").format(page=number) if number.isdigit() else number)
        lines.append(_listed(_("“{words}”").format(words=" ".join(words.split())), *source))
    return "\n".join(lines)


def _promised(line: LineView) -> str:
    due = _("by {day}").format(day=medium_date(line.promise_due)) if line.promise_due else ""
    return _listed(
        _("“{words}”").format(words=" ".join(line.text.split())), line.promise_who or line.speaker, due
    )


def _listed(words: str, *details: str) -> str:
    told = ", ".join(part for part in details if part)
    return f"– {words} ({told})" if told else f"– {words}"


def _refusal(view: RequestView) -> str:
    clock = view.row.clock
    if clock is None or clock.step in (AccessStep.WAITING, AccessStep.GRANTED):
        return ""
    day = medium_date(clock.refused_on)
    if clock.in_words:
        return _("The administration refused in writing on {day}.").format(day=day)
    return _(
        "The administration did not give the documents within one month: an implicit refusal was born on {day}."
    ).format(day=day)


def _former_letters(session: Session, official_id: str | None) -> str:
    """Name the letters to the same official that wait for an answer, with their reminders."""
    if not official_id:
        return ""
    awaited = select(Request.sent_on, Request.id).where(Request.official_id == official_id, is_awaited())
    found: list[tuple[date, str]] = []
    for sent_on, request_id in session.execute(awaited):
        if sent_on is not None:
            found.append((sent_on, _("our letter of {day}").format(day=medium_date(sent_on))))
        reminders = select(RequestReminder.sent_on).where(
            RequestReminder.request_id == request_id, ~RequestReminder.deleted
        )
        found += [
            (day, _("our reminder of {day}").format(day=medium_date(day)))
            for day in session.scalars(reminders)
            if day is not None
        ]
    return join_words([words for _day, words in sorted(found)])


def known_names() -> Mapping[str, Piece]:
    """Give the pieces by each of their names."""
    names: dict[str, Any] = {}
    for piece in PIECES:
        names[piece.name] = names[piece.french] = piece
    return names
