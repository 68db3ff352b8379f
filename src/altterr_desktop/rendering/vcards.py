"""Write contact cards (vCard 3.0, RFC 2426) for phones and mail programs; must choose nothing of what they say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from altterr_desktop.rendering.files import save_bytes
from altterr_desktop.rendering.texts import cleaned

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True)
class Card:
    """Describe one card; `uid` is stable, so that a card brought in again replaces the former one."""

    uid: str
    given_name: str
    family_name: str
    title: str = ""
    organisation: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()
    note: str = ""

    @property
    def shown_name(self) -> str:
        """Give what an address book lists the card under."""
        return f"{self.given_name} {self.family_name}".strip() or self.title or self.organisation


def cards_bytes(cards: Iterable[Card]) -> bytes:
    """Give cards one after the other, as UTF-8."""
    return "".join(_written(card) for card in cards).encode("utf-8")


def save_cards(cards: Iterable[Card], path: Path) -> None:
    """Write cards to a file, whole or not at all. Raises NotSaved."""
    save_bytes(path, cards_bytes(cards))


def _written(card: Card) -> str:
    import vobject

    written = vobject.vCard()
    written.add("uid").value = f"urn:uuid:{card.uid}"
    named = vobject.vcard.Name(family=_clean(card.family_name), given=_clean(card.given_name))
    written.add("n").value = named
    written.add("fn").value = _clean(card.shown_name)
    if card.organisation:
        written.add("org").value = [_clean(card.organisation)]
    for name, values in (
        ("title", (card.title,)),
        ("email", card.emails),
        ("tel", card.phones),
        ("url", card.websites),
        ("note", (card.note,)),
    ):
        for value in values:
            if value.strip():
                entry = written.add(name)
                entry.value = _clean(value)
                if name in {"email", "tel"}:
                    entry.type_param = "WORK"
    for address in card.addresses:
        entry = written.add("adr")
        entry.value = vobject.vcard.Address(street=_clean(address))
        entry.type_param = "WORK"
    return str(written.serialize())


def _clean(text: str) -> str:
    return " ".join(cleaned(text).split())
