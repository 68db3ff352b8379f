"""Show what proves how far a commitment is, newest first, and take files dropped on it; it keeps nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from altterr_desktop.i18n import _, pgettext
from altterr_desktop.services.commitment_page import CommitmentPage
from altterr_desktop.services.verdicts import EvidenceView
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.flow import FlowLayout
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.plain import PlainLabel, plain_tip
from altterr_desktop.ui.tabs.commitments.cards import Card, CardList, paragraph
from altterr_desktop.ui.tabs.commitments.evidence_links import Flag, link_entries
from altterr_desktop.ui.tabs.commitments.opening import open_file, open_link, save_copy
from altterr_desktop.ui.tabs.commitments.words import (
    evidence_flags,
    evidence_kind,
    evidence_source,
    file_words,
)

_LONGEST_LINK = 44


class EvidenceSection(QWidget):
    """Show the evidence; `add_asked` carries the path of a file dropped («» for none), the others a piece."""

    add_asked = Signal(str)
    edit_asked = Signal(object)
    delete_asked = Signal(object)

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        unit = self.fontMetrics().height()
        self._context = context
        self._shown: tuple[EvidenceView, ...] | None = None
        self.setAcceptDrops(True)
        self.add_button = QPushButton(_("Add evidence"), self)
        self.add_button.setProperty("kind", "primary")
        set_icon(self.add_button, "plus", "accent_ink")
        self.add_button.clicked.connect(lambda *_on: self.add_asked.emit(""))
        self.hint = PlainLabel(self, _("or drop a file here"), "muted")
        self.nothing = PlainLabel(
            self,
            _("No evidence yet: a deliberation, a budget line, an article, a photo with its date."),
            "muted",
        )
        self.nothing.setWordWrap(True)
        self.cards = CardList(self)
        self.cards.setAccessibleName(pgettext("several", "Evidence"))
        head = QHBoxLayout()
        head.addWidget(self.add_button)
        head.addWidget(self.hint, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(round(unit * 0.55))
        whole.addLayout(head)
        whole.addWidget(self.nothing)
        whole.addWidget(self.cards, 1)

    def show_page(self, page: CommitmentPage) -> None:
        """Show the evidence of a commitment; cards are made again only when something changed."""
        self.nothing.setVisible(not page.evidence)
        if page.evidence != self._shown:
            self._shown = page.evidence
            self.cards.show_cards([partial(self._card, piece) for piece in page.evidence])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if path := _dropped(event.mimeData()):
            event.acceptProposedAction()
            self.add_asked.emit(path)

    def _card(self, piece: EvidenceView, parent: QWidget) -> QWidget:
        card = Card(parent, piece.title)
        card.head.addWidget(paragraph(card, piece.title, strong=True), 1)
        card.add_menu(self._entries(piece))
        card.add_text(evidence_kind(piece), "muted")
        if piece.quote.strip() and piece.quote.strip() != piece.title:
            card.add_text(_("“{quote}”").format(quote=piece.quote.strip()))
        card.add_text(evidence_source(piece), "muted")
        for words in evidence_flags(piece):
            card.column.addWidget(Flag(card, words))
        if not piece.publishable:
            card.add_text(_("internal"), "muted")
        buttons = QWidget(card)
        flow = FlowLayout(buttons, card.fontMetrics().height() // 3)
        if piece.url:
            shown = piece.url if len(piece.url) <= _LONGEST_LINK else f"{piece.url[: _LONGEST_LINK - 1]}…"
            call = partial(open_link, self._context, self, piece.url)
            flow.addWidget(_button(buttons, shown, "external-link", piece.url, call))
        if piece.attachment_id and not piece.file_missing:
            call = partial(open_file, self._context, self, piece.attachment_id)
            flow.addWidget(_button(buttons, file_words(piece), "paperclip", _("Open the file"), call))
        if flow.count():
            card.column.addWidget(buttons)
        else:
            buttons.deleteLater()
        return card

    def _entries(self, piece: EvidenceView) -> list[tuple[str, str, Callable[[], object]]]:
        entries: list[tuple[str, str, Callable[[], object]]] = [
            (_("Change…"), "pencil", partial(self.edit_asked.emit, piece))
        ]
        if piece.attachment_id and not piece.file_missing:
            call = partial(save_copy, self._context, self, piece.attachment_id)
            entries.append((_("Save a copy of the file…"), "download", call))
        entries += link_entries(
            self._context, self, piece.id, piece.url, piece.link_dead_on, piece.consulted_on
        )
        entries.append((_("Delete this evidence"), "trash-2", partial(self.delete_asked.emit, piece)))
        return entries


def _button(parent: QWidget, text: str, icon: str, tip: str, call: Callable[[], object]) -> QPushButton:
    button = QPushButton(text.replace("&", "&&"), parent)
    button.setProperty("kind", "flat")
    button.setToolTip(plain_tip(tip))
    set_icon(button, icon, "accent")
    button.clicked.connect(lambda *_on: call())
    return button


def _dropped(data: QMimeData) -> str:
    """Give the path of the one file that is dragged, «» for anything else."""
    urls = data.urls()
    return urls[0].toLocalFile() if len(urls) == 1 and urls[0].isLocalFile() else ""
