"""Keep objections and answers as cards that serve again; must not decide which one is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.dates import is_overdue
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.folding import fold
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.meetings import Objection
from altterr_desktop.services.fields import today
from altterr_desktop.services.records import act_label, add_record, live_record, set_values

_KEPT = ("objection", "answer", "source", "expires_on")


@dataclass(frozen=True)
class CardView:
    """Hold one card; an expired one is to be checked before it is used again."""

    id: str
    objection: str
    answer: str
    source: str
    expires_on: date | None
    expired: bool


def list_cards(dossier: Dossier, *, words: str = "") -> tuple[CardView, ...]:
    """List the cards that hold all these words, in the order of their first letters."""
    wanted = fold(words).split()
    with dossier.reading() as session:
        cards = [_view(card) for card in _cards(session)]
    found = [card for card in cards if _holds(card, wanted)]
    return tuple(sorted(found, key=lambda card: (fold(card.objection), card.id)))


def save_as_card(dossier: Dossier, *, objection_id: str) -> Changes:
    """Keep an objection of a meeting as a card; a card that says the same takes the new answer.

    Raises NotFound, InvalidInput for an objection without an answer.
    """
    with recording(dossier, "") as work:
        session = work.session
        said: Objection = live_record(session, "objection", objection_id)
        if not said.answer.strip():
            raise InvalidInput(_("Write our answer first: a card is an objection with its answer."))
        values = {name: getattr(said, name) for name in _KEPT}
        same = [card for card in _cards(session) if fold(card.objection) == fold(said.objection)]
        if same:
            card = same[0]
            set_values(session, card, values)
        else:
            card = add_record(session, "objection", values)
        work.subject_id = card.id
        work.label = act_label(card)
    return work.changes


def use_cards(dossier: Dossier, *, meeting_id: str, card_ids: Sequence[str]) -> Changes:
    """Put cards among the objections of a meeting, as copies it can change; those already there stay alone.

    Raises NotFound.
    """
    with recording(dossier, "") as work:
        session = work.session
        live_record(session, "meeting", meeting_id)
        query = select(Objection.objection).where(Objection.meeting_id == meeting_id, ~Objection.deleted)
        there = {fold(text) for text in session.execute(query).scalars()}
        for card_id in card_ids:
            card: Objection = live_record(session, "objection", card_id)
            if fold(card.objection) not in there:
                values = {name: getattr(card, name) for name in _KEPT}
                added = add_record(session, "objection", {"meeting_id": meeting_id, **values})
                work.subject_id = added.id
        work.label = _("Cards of objections chosen")
    return work.changes


def _cards(session: Session) -> list[Objection]:
    query = select(Objection).where(Objection.meeting_id.is_(None), ~Objection.deleted)
    return list(session.execute(query.order_by(Objection.id)).scalars())


def _holds(card: CardView, wanted: Sequence[str]) -> bool:
    said = fold(f"{card.objection} {card.answer} {card.source}")
    return all(word in said for word in wanted)


def _view(card: Objection) -> CardView:
    expired = is_overdue(card.expires_on, today())
    return CardView(card.id, card.objection, card.answer, card.source, card.expires_on, expired)
