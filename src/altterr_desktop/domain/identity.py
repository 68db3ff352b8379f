"""Make the ids of what two laptops will both import: the same public thing gets the same id everywhere."""

from __future__ import annotations

import hashlib
import hmac
from datetime import date
from uuid import UUID, uuid4, uuid5

from altterr_desktop.domain.folding import fold

_NAMESPACE = UUID("5c1f6c1e-3e4b-5d0e-9c6a-0c6f0b1d7a52")


def new_id() -> str:
    """Draw the id of something typed by hand."""
    return str(uuid4())


def public_id(kind: str, *key: str) -> str:
    """Derive the id of a row born from a public register or a framework from its public key."""
    return str(uuid5(_NAMESPACE, "|".join((kind, *(fold(part) for part in key)))))


def birth_key(salt: str, birth_date: date, given_name: str) -> str:
    """Hide a birth date so that it only tells namesakes apart inside one dossier (HMAC-SHA-256, 16 bytes)."""
    first = fold(given_name).split(" ")[0]
    message = f"{birth_date.isoformat()}|{first}".encode()
    return hmac.new(salt.encode(), message, hashlib.sha256).hexdigest()[:32]
