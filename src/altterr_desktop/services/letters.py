"""Compose letters from the dossier: a wording, its pieces filled in, a clear mark where one is missing; keep none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.requests import Channel
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _, language_set
from altterr_desktop.i18n.typography import NBSP
from altterr_desktop.model.meetings import Meeting
from altterr_desktop.model.officials import Official
from altterr_desktop.model.requests import Request, RequestReminder
from altterr_desktop.model.territories import Territory
from altterr_desktop.model.volunteers import Group, Volunteer
from altterr_desktop.services.fields import today
from altterr_desktop.services.letter_address import addressee_of, sender_lines
from altterr_desktop.services.letter_pieces import (
    common_pieces,
    known_names,
    meeting_pieces,
    request_pieces,
)
from altterr_desktop.services.letter_templates import (
    KEY_OF_KIND,
    MEETING_REQUEST,
    REMINDER,
    THANKS,
    document_language,
    letter_keys,
    template_of,
)
from altterr_desktop.services.meeting_views import meeting_view
from altterr_desktop.services.records import find_kind, live_record
from altterr_desktop.services.request_page import request_view

__all__ = ["Letter", "compose_letter", "letter_keys", "read_letter"]

_PIECE = re.compile(r"\{([^{}\n]{1,40})\}")
_OPTIONAL = "? "


@dataclass(frozen=True)
class Letter:
    """Hold a letter: who writes to whom, where and when, its subject and its text.

    `missing` says what is to be completed by hand, in the words of the marks left in the text.
    """

    key: str
    name: str
    language: str
    sender: tuple[str, ...]
    addressee: tuple[str, ...]
    place: str
    day: date
    notice: str
    subject: str
    text: str
    missing: tuple[str, ...] = ()


def compose_letter(
    dossier: Dossier,
    *,
    key: str = "",
    request_id: str | None = None,
    meeting_id: str | None = None,
    official_id: str | None = None,
) -> Letter:
    """Compose a letter about a request, after a meeting or to an official, in the language of the documents.

    Without a key: what the request asks for, thanks after a meeting, a request for a meeting to an official.
    A piece the dossier does not hold leaves a mark; a paragraph that begins with «? » is left out where one
    is missing. Raises NotFound, InvalidInput where it is about nothing.
    """
    with dossier.reading() as session, language_set(document_language(session)):
        return _compose(session, dossier, key, request_id or meeting_id or official_id or "")


def read_letter(
    dossier: Dossier, record_id: str, *, key: str = "", subject: str = "", text: str = ""
) -> Letter:
    """Give the letter to print: the text of a request or of a reminder as it was kept, else composed.

    A `text` given replaces what is kept. Raises NotFound, InvalidInput.
    """
    with dossier.reading() as session, language_set(document_language(session)):
        kept_subject, kept_text, about_id = "", "", record_id
        day: date | None = None
        kind = find_kind(session, record_id)
        if kind == "request_reminder":
            reminder: RequestReminder = live_record(session, kind, record_id)
            about_id = reminder.request_id
            asked = session.get_one(Request, about_id)
            kept_subject = _("Reminder – {subject}").format(subject=asked.title)
            kept_text, key, day = reminder.text, key or REMINDER, reminder.sent_on
        elif kind == "request" and not key:
            request: Request = live_record(session, kind, record_id)
            kept_subject, kept_text, day = request.title, request.text, request.sent_on
        letter = _compose(session, dossier, key, about_id)
        told = text.strip() or kept_text.strip()
        if not told:
            return letter
        return Letter(
            **{
                **vars(letter),
                "subject": subject.strip() or kept_subject or letter.subject,
                "text": told,
                "missing": (),
                # A letter that left is printed with the day it left.
                "day": day or letter.day,
            }
        )


def _compose(session: Session, dossier: Dossier, key: str, about_id: str) -> Letter:
    if not about_id:
        raise InvalidInput(_("Say what the letter is about: a request, a meeting or an official."))
    kind = find_kind(session, about_id)
    author = dossier.signature.author_id
    signer = author if author and session.get(Volunteer, author) is not None else None
    channel = None
    if kind == "request":
        request: Request = live_record(session, kind, about_id)
        official_id, territory_id = request.official_id, request.territory_id
        signer, channel = request.volunteer_id or signer, request.channel
        pieces = request_pieces(session, request_view(session, about_id))
        key = key or KEY_OF_KIND[request.request_kind]
    elif kind == "meeting":
        meeting: Meeting = live_record(session, kind, about_id)
        view = meeting_view(session, about_id)
        official_id = next((one.official_id for one in view.theirs if one.official_id), None)
        territory_id, key, pieces = meeting.territory_id, key or THANKS, meeting_pieces(view)
    elif kind == "official":
        official: Official = live_record(session, kind, about_id)
        official_id, territory_id, pieces = official.id, official.territory_id, {}
        key = key or MEETING_REQUEST
    else:
        raise InvalidInput(_("Say what the letter is about: a request, a meeting or an official."))
    common = common_pieces(session, official_id, territory_id, signer)
    return _filled(session, key, {**common, **pieces}, official_id, territory_id, channel)


def _filled(
    session: Session,
    key: str,
    pieces: Mapping[str, str],
    official_id: str | None,
    territory_id: str | None,
    channel: Channel | None,
) -> Letter:
    template = template_of(session, key)
    missing: dict[str, None] = {}
    subject = _fill(template.subject, pieces, missing)
    kept = [
        _fill(paragraph.removeprefix(_OPTIONAL), pieces, missing)
        for paragraph in re.split(r"\n[ \t]*\n", template.body.strip())
        if not (paragraph.startswith(_OPTIONAL) and _lacks(paragraph, pieces))
    ]
    group = session.execute(select(Group).where(~Group.deleted).order_by(Group.id)).scalars().first()
    lines = (template.addressee,) if template.addressee else addressee_of(session, official_id, today()).lines
    territory = session.get(Territory, territory_id) if territory_id else None
    return Letter(
        key=template.key,
        name=template.name,
        language=document_language(session),
        sender=sender_lines(group),
        addressee=lines,
        place=territory.name if territory is not None else "",
        day=today(),
        notice=_("Registered letter with acknowledgement of receipt")
        if channel is Channel.REGISTERED_LETTER
        else "",
        subject=" ".join(subject.split()),
        # It is edited next, and a field of text keeps plain spaces alone; the page sets the others again.
        text="\n\n".join(kept).replace(NBSP, " "),
        missing=tuple(missing),
    )


def _piece_value(name: str, pieces: Mapping[str, str]) -> str:
    known = known_names().get(name.strip().lower())
    return pieces.get(known.name, "") if known is not None else ""


def _lacks(paragraph: str, pieces: Mapping[str, str]) -> bool:
    return any(not _piece_value(found, pieces) for found in _PIECE.findall(paragraph))


def _fill(text: str, pieces: Mapping[str, str], missing: dict[str, None]) -> str:
    def one(found: re.Match[str]) -> str:
        value = _piece_value(found[1], pieces)
        if value:
            return value
        known = known_names().get(found[1].strip().lower())
        meaning = _(known.meaning) if known is not None else found[1]
        missing[meaning] = None
        return _("[to complete: {what}]").format(what=meaning)

    return _PIECE.sub(one, text)
