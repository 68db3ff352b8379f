"""Take the names of technical staff out of texts that leave the dossier; their function stands in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.officials import OfficialKind
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.model.officials import Official

_SHORTEST = 3
_CIVIL = r"(?:M\.|Mme|Mlle|Mr\.?|Mrs\.?|Ms\.?|Monsieur|Madame)"


def staff_names(session: Session) -> dict[str, str]:
    """Give the ways somebody may have typed the names of staff, and the function to write instead."""
    query = select(Official).where(Official.official_kind == OfficialKind.STAFF, ~Official.deleted)
    names: dict[str, str] = {}
    for person in session.execute(query).scalars():
        family, given = person.family_name.strip(), person.given_name.strip()
        if len(family) < _SHORTEST:
            continue
        # A family name alone may be a plain word («Petit»): it is a name after a form of address only.
        names[rf"{_CIVIL}\s+{re.escape(family)}"] = person.function_title
        if given:
            names[rf"(?:{_CIVIL}\s+)?{re.escape(given)}\s+{re.escape(family)}"] = person.function_title
            names[rf"(?:{_CIVIL}\s+)?{re.escape(family)}\s+{re.escape(given)}"] = person.function_title
    return names


def read_staff_names(dossier: Dossier) -> dict[str, str]:
    """Do as `staff_names` in a session of its own."""
    with dossier.reading() as session:
        return staff_names(session)


def without_names(text: str, hidden: Mapping[str, str]) -> str:
    """Write the function wherever a text names one of the staff, whatever the case; whole names first."""
    for name in sorted(hidden, key=len, reverse=True):
        words = hidden[name].replace("\\", r"\\")
        text = re.sub(rf"(?<!\w)(?:{name})(?!\w)", words, text, flags=re.IGNORECASE)
    return text
