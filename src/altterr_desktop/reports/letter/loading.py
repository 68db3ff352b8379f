"""Ask the services for the letter to print; compute nothing."""

from __future__ import annotations

from altterr_desktop.domain.errors import NotFound
from altterr_desktop.domain.lists import Query
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.reports.letter.data import LetterData
from altterr_desktop.services.dossiers import read_group
from altterr_desktop.services.letters import read_letter
from altterr_desktop.services.request_views import list_requests


def load_letter(
    dossier: Dossier, record_id: str | None, *, key: str = "", subject: str = "", text: str = ""
) -> LetterData:
    """Read the letter of a request, a reminder, a meeting or an official; without id, of the latest request.

    Raises NotFound, InvalidInput.
    """
    letter = read_letter(dossier, record_id or _latest(dossier), key=key, subject=subject, text=text)
    return LetterData(
        group=read_group(dossier).name,
        language=letter.language,
        written_on=letter.day,
        subject=letter.subject,
        text=letter.text,
        sender=letter.sender,
        addressee=letter.addressee,
        place=letter.place,
        notice=letter.notice,
    )


def _latest(dossier: Dossier) -> str:
    rows = list_requests(dossier, Query(sort="sent", descending=True, limit=1)).rows
    if not rows:
        raise NotFound(_("No request was written yet: there is no letter to print."))
    return rows[0].id
