"""Find the wording of letters: the program's own, from files, and the group's, which replace them; compose none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.errors import InvalidInput, NotFound
from altterr_desktop.domain.folding import fold
from altterr_desktop.domain.identity import public_id
from altterr_desktop.domain.requests import RequestKind
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import LANGUAGES, _
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.requests import LetterTemplate
from altterr_desktop.model.volunteers import Group
from altterr_desktop.services.records import add_record, set_values
from altterr_desktop.settings.paths import resources_folder

MEETING_REQUEST, QUESTION, DOCUMENTS = "meeting_request", "question", "documents"
ORAL_QUESTION, PLEDGE, REMINDER = "oral_question", "pledge", "reminder"
THANKS, CADA = "thanks", "cada"
KEYS = (MEETING_REQUEST, QUESTION, DOCUMENTS, ORAL_QUESTION, PLEDGE, REMINDER, THANKS, CADA)
KEY_OF_KIND = {
    RequestKind.MEETING: MEETING_REQUEST,
    RequestKind.INFORMATION: QUESTION,
    RequestKind.DOCUMENT_ACCESS: DOCUMENTS,
    RequestKind.PUBLIC_QUESTION: ORAL_QUESTION,
    RequestKind.PLEDGE: PLEDGE,
    RequestKind.OTHER: QUESTION,
}


@dataclass(frozen=True)
class Template:
    """Hold one wording; `is_own` tells the group's from the program's, `addressee` is one who is no official."""

    key: str
    name: str
    subject: str
    body: str
    addressee: str = ""
    is_own: bool = False


def letter_keys(dossier: Dossier) -> tuple[Template, ...]:
    """List the wordings offered: the program's in their order, then those the group added."""
    with dossier.reading() as session:
        own = _own(session)
        language = document_language(session)
    built_in = tuple(own.get(key) or built_in_template(key, language) for key in KEYS)
    added = [template for key, template in own.items() if key not in KEYS]
    return built_in + tuple(sorted(added, key=lambda one: fold(one.name)))


def template_of(session: Session, key: str) -> Template:
    """Give the wording of a key, the group's before the program's. Raises NotFound."""
    own = _own(session).get(key)
    if own is not None:
        return own
    if key not in KEYS:
        raise NotFound(_("There is no letter “{key}”.").format(key=key[:60]))
    return built_in_template(key, document_language(session))


@cache
def built_in_template(key: str, language: str) -> Template:
    """Read one of the program's wordings: a name, a subject, maybe an addressee, an empty line, the text."""
    path = resources_folder() / "letters" / language / f"{key}.md"
    head, _gap, body = path.read_text(encoding="utf-8").partition("\n\n")
    name, subject, *rest = head.splitlines()
    addressee = rest[0].partition(":")[2].strip() if rest else ""
    return Template(
        key, name.removeprefix("#").strip(), subject.partition(":")[2].strip(), body.strip(), addressee
    )


def keep_template(dossier: Dossier, *, key: str, name: str, subject: str, body: str) -> Changes:
    """Keep the group's own wording of a letter; without a key it is a new one. Raises InvalidInput."""
    if not name.strip() or not body.strip():
        raise InvalidInput(_("A letter has a name and a text."))
    key = key or fold(name).replace(" ", "_")
    values = {"key": key, "name": name.strip(), "subject": subject.strip(), "body": body.strip()}
    with recording(dossier, _("Letter “{name}” changed").format(name=name.strip())) as work:
        row = _row(work.session, key)
        if row is None:
            record_id = public_id("letter_template", key)
            row = add_record(work.session, "letter_template", values, record_id=record_id)
        else:
            row.deleted = False
            set_values(work.session, row, values)
        work.subject_id = row.id
    return work.changes


def reset_template(dossier: Dossier, *, key: str) -> Changes:
    """Give a letter the program's wording again; one the group added goes. Raises NotFound."""
    with recording(dossier, "") as work:
        row = _row(work.session, key)
        if row is None or row.deleted:
            raise NotFound(_("The group has no wording of its own for this letter."))
        row.deleted = True
        work.subject_id = row.id
        work.label = _("Letter “{name}”: the group’s wording is gone").format(name=row.name)
    return work.changes


def document_language(session: Session) -> str:
    """Give the language of the dossier's documents."""
    found = session.scalar(select(Group.document_language).where(~Group.deleted).order_by(Group.id))
    return found if found in LANGUAGES else LANGUAGES[0]


def _row(session: Session, key: str) -> LetterTemplate | None:
    """Find the group's row of a key, a deleted one too; two laptops that change one letter make one record."""
    found = session.get(LetterTemplate, public_id("letter_template", key))
    if found is not None:
        return found
    query = select(LetterTemplate).where(LetterTemplate.key == key).order_by(LetterTemplate.deleted)
    return session.execute(query).scalars().first()


def _own(session: Session) -> dict[str, Template]:
    rows = session.execute(
        select(LetterTemplate).where(~LetterTemplate.deleted).order_by(LetterTemplate.id)
    ).scalars()
    return {
        row.key: Template(
            row.key, row.name or row.key, row.subject, row.body, _addressee(row.key), is_own=True
        )
        for row in rows
        if row.body.strip()
    }


def _addressee(key: str) -> str:
    return built_in_template(key, LANGUAGES[0]).addressee if key in KEYS else ""
