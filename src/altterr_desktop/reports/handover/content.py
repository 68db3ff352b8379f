"""Turn the handover into one page to print: how to open the file, who is who, what is next; pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from altterr_desktop.i18n import _, language, language_set
from altterr_desktop.i18n.dates import medium_date
from altterr_desktop.i18n.names import join_words
from altterr_desktop.i18n.numbers import number
from altterr_desktop.i18n.typography import typography
from altterr_desktop.rendering import document as doc

if TYPE_CHECKING:
    from altterr_desktop.reports.handover.data import HandoverData

_MOST_PEOPLE, _MOST_ACTIONS = 24, 6


def handover_document(data: HandoverData) -> doc.Document:
    """Describe the page; the code is never on it, there is a line to write it by hand."""
    with language_set(data.language):
        return doc.Document(
            title=_("Handing over"),
            subject=_("What a newcomer needs"),
            author=data.group,
            language=data.language,
            written_on=data.written_on,
            header=_("Handing over"),
            territory=data.group,
            state=_("As of {day}").format(day=medium_date(data.written_on)),
            internal=_("For the group only"),
            blocks=(doc.OnePage(tuple(_blocks(data)), _("… and more in the dossier.")),),
        )


def _said(text: str) -> str:
    return typography(text.strip(), language())


def _blocks(data: HandoverData) -> Iterator[doc.Block]:
    yield doc.Band(
        _("What a newcomer needs"), _("Handing over"), _said(data.group), medium_date(data.written_on)
    )
    if data.note:
        yield doc.Panel((doc.Paragraph(_said(data.note)),), _("A word for you"))
    yield doc.Heading(_("To begin"), 3, opens_page=False)
    yield doc.Bullets(tuple(_steps(data)), marker="1")
    yield doc.Definitions(
        (
            (_("Sealed file"), _said(data.file_name) or "–"),
            (_("Code, told by voice"), "." * 60),
            (_("Shared folder"), _said(data.place) or _("to be asked of the group")),
        )
    )
    yield doc.KeyFigures((
        doc.Figure(number(data.commitments), _("commitments followed"), _territories(data)),
        doc.Figure(number(data.late_commitments), _("late commitments"), ""),
        doc.Figure(number(data.late_follow_ups), _("actions of ours that are late"), ""),
    ))  # fmt: skip
    yield doc.Heading(_("Who is who"), 3, opens_page=False)
    people = [_said(name) for name in data.volunteers[:_MOST_PEOPLE]]
    yield doc.Paragraph(join_words(people) if people else _("Nobody is in the dossier yet."))
    yield doc.Heading(_("What is next"), 3, opens_page=False)
    yield doc.Definitions(tuple(_next(data)) or ((_("Nothing is planned"), ""),))


def _territories(data: HandoverData) -> str:
    return join_words([_said(one) for one in data.territories[:3]])


def _steps(data: HandoverData) -> Iterator[doc.Text]:
    yield _("Install AltTerr Desktop, and copy the sealed file onto your laptop.")
    yield _("Choose “Join a group”, then this file; type the code that is read to you.")
    yield _("Choose a passphrase of your own, and write it down where only you find it.")
    if data.place:
        yield _("Choose the shared folder, then “Exchange now”: you are up to date.")
    yield _("Then delete the sealed file wherever it went: on the stick, in the mail.")


def _next(data: HandoverData) -> Iterator[tuple[str, doc.Text]]:
    if data.next_meeting:
        day = medium_date(data.next_meeting_on) if data.next_meeting_on is not None else _("date to be fixed")
        yield day, _said(data.next_meeting)
    for title, due in data.follow_ups[:_MOST_ACTIONS]:
        yield medium_date(due) if due is not None else "–", _said(title)
