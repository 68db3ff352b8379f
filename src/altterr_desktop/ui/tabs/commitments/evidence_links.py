"""Look after the links of evidence: mark one dead, put a copy of the archive in its place; it opens none by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QLabel, QLineEdit, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.services.evidence_store import archive_link, mark_link, replace_link
from altterr_desktop.services.fields import today
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.icons import pixmap
from altterr_desktop.ui.kit.plain import PlainLabel
from altterr_desktop.ui.kit.theme import theme

Entry = tuple[str, str, Callable[[], object]]


class Flag(QWidget):
    """Say in a sign and words what ails a piece of evidence."""

    def __init__(self, parent: QWidget, words: str) -> None:
        super().__init__(parent)
        size = self.fontMetrics().height()
        picture = QLabel(self)
        picture.setPixmap(pixmap("triangle-alert", size, theme().tokens["danger"]))
        said = PlainLabel(self, words, "danger")
        said.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(size // 3)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(said, 1)


def link_entries(
    context: TabContext,
    parent: QWidget,
    evidence_id: str,
    url: str,
    dead_on: date | None,
    consulted_on: date | None,
) -> list[Entry]:
    """Give what can be done with the link of a piece of evidence, as entries of a menu."""
    if not url:
        return []
    mark = partial(_mark, context, evidence_id)
    if dead_on is None:
        return [(_("The link is dead"), "link", partial(mark, today()))]
    proposed = archive_link(url, consulted_on)
    return [
        (_("The link works again"), "link", partial(mark, None)),
        (
            _("Replace by a copy of the archive…"),
            "archive",
            partial(_replace, context, parent, evidence_id, proposed),
        ),
    ]


def ask_url(parent: QWidget, proposed: str) -> str:
    """Ask for the link to put in the place of a dead one; «» when cancelled. Tests replace it."""
    text, accepted = QInputDialog.getText(
        parent,
        _("Replace the link"),
        _("The former link is kept in the notes. Check that this copy exists before you rely on it:"),
        QLineEdit.EchoMode.Normal,
        proposed,
    )
    return text.strip() if accepted else ""


def _mark(context: TabContext, evidence_id: str, dead_on: date | None) -> None:
    context.operations.write(mark_link, evidence_id=evidence_id, dead_on=dead_on)


def _replace(context: TabContext, parent: QWidget, evidence_id: str, proposed: str) -> None:
    url = ask_url(parent, proposed)
    if url:
        context.operations.write(replace_link, evidence_id=evidence_id, url=url)
