"""Show how a commitment was judged over time, newest first; it judges nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from altterr_desktop.domain.commitments import VerdictState
from altterr_desktop.i18n import _, pgettext
from altterr_desktop.i18n.dates import medium_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.services.commitment_page import CommitmentPage
from altterr_desktop.services.verdicts import VerdictView
from altterr_desktop.ui.kit.icons import pixmap, set_icon
from altterr_desktop.ui.kit.plain import PlainLabel, scaled_font
from altterr_desktop.ui.kit.standings import StandingChip
from altterr_desktop.ui.kit.theme import theme
from altterr_desktop.ui.tabs.commitments.cards import Card, CardList
from altterr_desktop.ui.tabs.commitments.signs import history_strip, show_history
from altterr_desktop.ui.tabs.commitments.words import evidence_line, obstacle_words, signed_words


class ProposedSign(QWidget):
    """Say «proposed» with a sign and a word: nothing of it counts before the group agrees."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        size = self.fontMetrics().height()
        picture = QLabel(self)
        picture.setPixmap(pixmap("circle-help", size, theme().tokens["warn"]))
        word = PlainLabel(self, label(VerdictState.PROPOSED))
        word.setFont(scaled_font(self.font(), 1, QFont.Weight.DemiBold))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(size // 4)
        row.addWidget(picture)
        row.addWidget(word)
        self.setAccessibleName(label(VerdictState.PROPOSED))


class VerdictsSection(QWidget):
    """Show the half-years and the verdicts.

    `new_asked` carries the verdict to start from, or None; `reply_asked`, `agree_asked`, `refuse_asked` and
    `delete_asked` carry the verdict meant.
    """

    new_asked = Signal(object)
    reply_asked = Signal(object)
    agree_asked = Signal(object)
    refuse_asked = Signal(object)
    delete_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        unit = self.fontMetrics().height()
        self._shown: tuple[VerdictView, ...] | None = None
        self.new_button = QPushButton(_("New verdict"), self)
        self.new_button.setProperty("kind", "primary")
        set_icon(self.new_button, "gavel", "accent_ink")
        self.new_button.clicked.connect(lambda *_on: self.new_asked.emit(None))
        self.strip = history_strip(self)
        self.nothing = PlainLabel(
            self,
            _("Nobody has judged this commitment yet. “Not assessed” is not “nothing done”."),
            "muted",
        )
        self.nothing.setWordWrap(True)
        self.cards = CardList(self)
        self.cards.setAccessibleName(_("Verdicts"))
        head = QHBoxLayout()
        head.addWidget(self.new_button)
        head.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(round(unit * 0.55))
        for widget in (self.strip, self.nothing, self.cards):
            whole.addWidget(widget, 1 if widget is self.cards else 0)
        whole.insertLayout(0, head)

    def show_page(self, page: CommitmentPage) -> None:
        """Show the verdicts of a commitment; cards are made again only when something changed."""
        show_history(self.strip, page.history)
        self.strip.setVisible(bool(page.verdicts))
        self.nothing.setVisible(not page.verdicts)
        if page.verdicts != self._shown:
            self._shown = page.verdicts
            self.cards.show_cards([self._maker(verdict) for verdict in page.verdicts])

    def _maker(self, verdict: VerdictView) -> Callable[[QWidget], QWidget]:
        return partial(self._card, verdict)

    def _card(self, verdict: VerdictView, parent: QWidget) -> QWidget:
        day = medium_date(verdict.decided_on) if verdict.decided_on else _("without a date")
        card = Card(parent, f"{label(verdict.standing)}, {day}")
        chip = StandingChip(card)
        chip.set_standing(verdict.standing)
        card.head.addWidget(chip)
        if verdict.state is VerdictState.PROPOSED:
            card.head.addWidget(ProposedSign(card))
        card.head.addStretch(1)
        card.head.addWidget(PlainLabel(card, day, "muted"))
        card.add_menu(self._entries(verdict))
        card.add_text(verdict.statement)
        card.add_text(verdict.next_step, titled=_("Next step"))
        card.add_text(verdict.reason, titled=_("Reason written"))
        card.add_text(obstacle_words(verdict), titled=_("Reason given"))
        pieces = "\n".join(f"• {evidence_line(piece)}" for piece in verdict.evidence)
        card.add_text(pieces, titled=pgettext("several", "Evidence"))
        card.add_text(verdict.dissent, titled=_("Dissenting view"))
        if verdict.authority_reply.strip():
            received = verdict.authority_reply_on
            title = _("Reply of the authority")
            card.add_text(
                verdict.authority_reply, titled=f"{title}, {medium_date(received)}" if received else title
            )
        card.add_text(signed_words(verdict), "muted")
        if verdict.state is VerdictState.PROPOSED:
            card.column.addLayout(self._gestures(card, verdict))
        return card

    def _gestures(self, card: Card, verdict: VerdictView) -> QHBoxLayout:
        row = QHBoxLayout()
        for text, icon, ask in (
            (_("Agree…"), "thumbs-up", self.agree_asked),
            (_("Refuse"), "thumbs-down", self.refuse_asked),
        ):
            button = QPushButton(text, card)
            set_icon(button, icon)
            button.setAccessibleName(
                _("{what} the proposal “{verdict}”").format(
                    what=text.rstrip("…"), verdict=label(verdict.standing)
                )
            )
            button.clicked.connect(lambda *_on, ask=ask: ask.emit(verdict))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _entries(self, verdict: VerdictView) -> list[tuple[str, str, Callable[[], object]]]:
        entries: list[tuple[str, str, Callable[[], object]]] = [
            (_("New verdict from this one…"), "gavel", partial(self.new_asked.emit, verdict)),
            (_("Reply of the authority…"), "message-square", partial(self.reply_asked.emit, verdict)),
        ]
        if verdict.state is VerdictState.PROPOSED:
            entries.append((_("Agreed by the group…"), "thumbs-up", partial(self.agree_asked.emit, verdict)))
            entries.append((_("Proposal refused"), "thumbs-down", partial(self.refuse_asked.emit, verdict)))
        entries.append((_("Delete this verdict"), "trash-2", partial(self.delete_asked.emit, verdict)))
        return entries
