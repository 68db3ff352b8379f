"""Read an address book or a list of officials into drafts, whatever program wrote it; must write nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from altterr_desktop.domain.drafts import ContactDraft, ContactPoint, Problem
from altterr_desktop.domain.errors import KnownError
from altterr_desktop.domain.folding import fold
from altterr_desktop.domain.officials import ContactKind, Side
from altterr_desktop.i18n import _
from altterr_desktop.importers.contacts.cards import looks_like_cards, read_cards
from altterr_desktop.importers.contacts.fields import (
    ContactMapping,
    Field,
    columns_of,
    propose_mapping,
    rate_header,
)
from altterr_desktop.importers.files.cells import text_of
from altterr_desktop.importers.files.kinds import read_sample
from altterr_desktop.importers.files.problems import Cancel, Problems, Progress, excerpt_of
from altterr_desktop.importers.files.table import Row, open_table
from altterr_desktop.importers.files.words import words_of

MAX_ROWS = 20_000
_POINTS = {
    Field.EMAIL: ContactKind.EMAIL,
    Field.PHONE: ContactKind.PHONE,
    Field.WEBSITE: ContactKind.WEBSITE,
    Field.SECRETARIAT: ContactKind.SECRETARIAT,
}
_NAMES = frozenset({Field.FAMILY_NAME, Field.GIVEN_NAME, Field.FULL_NAME})
_OF_SOMETHING_ELSE = ("projet", "action", "mesure", "engagement", "budget", "demarche", "plan ")
_EMAIL = re.compile(r"[^@\s<>;,]+@[^@\s<>;,]+\.[^@\s<>;,]+")
_SEVERAL = re.compile(r"\s*(?:;|\n|:::|/ )\s*")
_CIVIL = {"m": "M", "mr": "M", "monsieur": "M", "h": "M", "homme": "M", "male": "M",
          "f": "F", "mme": "F", "madame": "F", "mrs": "F", "ms": "F", "mlle": "F", "femme": "F"}  # fmt: skip


class NotContacts(KnownError):
    """Say that a file names nobody."""


@dataclass(frozen=True, slots=True)
class ContactsReading:
    """Hold what was read of an address book: drafts in order, what could not be read, the columns used."""

    drafts: list[ContactDraft]
    problems: Problems
    source: str
    header: tuple[str, ...] = ()
    mapping: ContactMapping | None = None


def read_contacts(
    path: Path,
    *,
    mapping: ContactMapping | None = None,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> ContactsReading:
    """Read cards, or the table of a mail program or spreadsheet. Raises NotContacts, UnreadableFile, Cancelled."""
    if looks_like_cards(read_sample(path)):
        problems = Problems()
        return ContactsReading(read_cards(path, problems, progress, cancelled), problems, path.name)
    table = open_table(path, score=rate_header, progress=progress, cancelled=cancelled)
    mapping = mapping or propose_mapping(table.header)
    columns = columns_of(mapping, table.header)
    if not columns.keys() & {Field.FAMILY_NAME, Field.FULL_NAME, Field.FUNCTION, Field.DEPARTMENT}:
        raise NotContacts(
            _(
                "No column of “{name}” says who people are. Its columns are: {columns}. "
                "Say which one holds the family name or the function."
            ).format(name=path.name, columns=", ".join(excerpt_of(name, 40) for name in table.header[:30]))
        )
    drafts: list[ContactDraft] = []
    for row in table.rows():
        if len(drafts) >= MAX_ROWS:
            reason = _("The list is longer than {count} lines: the rest was left out.").format(count=MAX_ROWS)
            table.problems.add(Problem(row.line, reason))
            break
        draft = _draft(row, columns, table.problems)
        if draft.name:
            drafts.append(draft)
        else:
            table.problems.add(Problem(row.line, _("This line names nobody: it was left out.")))
    return ContactsReading(drafts, table.problems, table.source, table.header, mapping)


def recognises(path: Path) -> float:
    """Rate from 0 to 1 how surely a file is an address book; never raises for what the file is."""
    try:
        if looks_like_cards(read_sample(path)):
            return 1.0
        table = open_table(path, score=rate_header)
    except KnownError:
        return 0.0
    mapping = propose_mapping(table.header)
    reached = mapping.keys() & {Field.EMAIL, Field.PHONE, Field.SECRETARIAT}
    if not reached or not mapping.keys() & _NAMES:
        return 0.0
    if any(" ".join(words_of(name)).startswith(_OF_SOMETHING_ELSE) for name in table.header):
        # A table of projects names a contact for each: it is no address book.
        return 0.0
    return min(0.85, 0.3 + 0.1 * len(mapping))


def _draft(row: Row, columns: dict[Field, tuple[int, ...]], problems: Problems) -> ContactDraft:
    def texts(field: Field) -> list[str]:
        return [text for index in columns.get(field, ()) if (text := text_of(row.cells[index]).strip())]

    def text(field: Field) -> str:
        return " ".join(" ".join(texts(field)).split())

    given, family = text(Field.GIVEN_NAME), text(Field.FAMILY_NAME)
    if not family and text(Field.FULL_NAME):
        given, family = split_name(text(Field.FULL_NAME))
    points = [
        ContactPoint(kind, value)
        for field, kind in _POINTS.items()
        for cell in texts(field)
        for value in _values(field, cell, row.line, problems)
    ]
    address = ", ".join(" ".join(part.split()) for part in texts(Field.ADDRESS))
    if address:
        points.append(ContactPoint(ContactKind.ADDRESS, address))
    return ContactDraft(
        line=row.line,
        given_name=given,
        family_name=family,
        gender=_CIVIL.get(fold(text(Field.GENDER)), ""),
        function=text(Field.FUNCTION),
        delegation=text(Field.DELEGATION),
        organisation=text(Field.ORGANISATION),
        department=text(Field.DEPARTMENT),
        territory=text(Field.TERRITORY),
        political_label=text(Field.POLITICAL_LABEL),
        side=_side(text(Field.SIDE)),
        points=tuple(dict.fromkeys(points)),
    )


def _values(field: Field, cell: str, line: int, problems: Problems) -> Sequence[str]:
    """Cut a cell that holds several addresses or numbers; report what is not an address."""
    if field is not Field.EMAIL:
        return [part for part in _SEVERAL.split(cell) if part]
    found = _EMAIL.findall(cell)
    if not found:
        reason = _("This is not an e-mail address: it was left out.")
        problems.add(Problem(line, reason, excerpt=excerpt_of(cell), kept=True))
    return found


def split_name(full: str) -> tuple[str, str]:
    """Cut a whole name: «DUPONT Anne», «Dupont, Anne» and «Anne Dupont» are given name Anne, family name Dupont."""
    family, comma, given = full.partition(",")
    if comma:
        return given.strip(), family.strip()
    words = full.split()
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    if capitals and len(capitals) < len(words):
        return " ".join(word for word in words if word not in capitals), " ".join(capitals)
    return " ".join(words[:-1]), words[-1]


def _side(text: str) -> Side | None:
    words = fold(text)
    if "oppos" in words or words.startswith("minor"):
        return Side.OPPOSITION
    if words.startswith(("majo", "oui", "yes")):
        return Side.MAJORITY
    return None
