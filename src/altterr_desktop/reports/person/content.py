"""Turn what is held about a person into pages, and into data for machines; pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from altterr_desktop.i18n import _, language, language_set
from altterr_desktop.i18n.dates import medium_date
from altterr_desktop.i18n.names import count_words, labelled
from altterr_desktop.i18n.subjects import kind_label
from altterr_desktop.i18n.typography import typography
from altterr_desktop.rendering import document as doc

if TYPE_CHECKING:
    from altterr_desktop.reports.person.data import PersonData


def person_document(data: PersonData) -> doc.Document:
    """Describe everything held about a person, to be handed to them."""
    with language_set(data.language):
        title = _("What the group holds about a person")
        return doc.Document(
            title=title,
            subject=_("Answer to a request of access (GDPR, article 15)"),
            author=data.group,
            language=data.language,
            written_on=data.written_on,
            header=title,
            territory=data.territory,
            state=_("As of {day}").format(day=medium_date(data.written_on)),
            blocks=tuple(_blocks(data, title)),
        )


def _said(text: str) -> str:
    return typography(text.strip(), language())


def _blocks(data: PersonData, title: str) -> Iterator[doc.Block]:
    yield doc.Band(title, _said(data.held.name) or _("No name"), data.group, medium_date(data.written_on))
    for record in data.held.records:
        heading = labelled(record.kind_label, _said(record.name)) if record.name else record.kind_label
        yield doc.Heading(heading, 3, opens_page=False)
        rows = tuple((name, _said(value)) for name, value in record.fields)
        yield doc.Definitions(rows) if rows else doc.Paragraph(_("Nothing else is held."))
    if data.held.linked:
        yield doc.Heading(_("What refers to this person"), 3, opens_page=False)
        yield doc.Bullets(
            tuple(labelled(kind_label(kind), _said(name) or "–") for kind, _id, name in data.held.linked)
        )
    if data.mentions:
        yield doc.Heading(_("Texts of others that name this person"), 3, opens_page=False)
        yield doc.Definitions(tuple(_mention(one) for one in data.mentions))
    if data.held.signed:
        yield doc.Paragraph(
            count_words(
                "{count} act of the history is signed by this person.",
                "{count} acts of the history are signed by this person.",
                data.held.signed,
            )
        )
    yield doc.Panel(
        (
            doc.Paragraph(
                _(
                    "Everything is kept in one file on the laptops of the group's volunteers. You may ask for a "
                    "correction, or for the erasure of what concerns you: the group does it in one gesture, on every "
                    "laptop."
                )
            ),
        ),
        _("Your rights"),
    )


def _mention(one: Any) -> tuple[str, doc.Text]:
    around = " ".join(f"{one.before}{one.words}{one.after}".split())
    return (_said(f"{one.name or kind_label(one.kind)}, {one.field_label}"), f"… {_said(around)} …")


def person_json(data: PersonData) -> dict[str, Any]:
    """Describe the same for machines (GDPR, article 20)."""
    return {
        "group": data.group,
        "written_on": data.written_on.isoformat(),
        "person": {"kind": data.held.kind, "id": data.held.id, "name": data.held.name},
        "records": [
            {
                "kind": record.kind,
                "id": record.id,
                "fields": [{"name": name, "value": value} for name, value in record.fields],
            }
            for record in data.held.records
        ],
        "linked": [{"kind": kind, "id": one, "name": name} for kind, one, name in data.held.linked],
        "mentions": [
            {
                "kind": one.kind,
                "id": one.record_id,
                "field": one.field,
                "text": f"{one.before}{one.words}{one.after}",
            }
            for one in data.mentions
        ],
        "signed_acts": data.held.signed,
    }
