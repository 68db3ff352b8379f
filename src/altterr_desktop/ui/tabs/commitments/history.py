"""Show who changed what in a commitment, its verdicts and its evidence; it changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import medium_date, time_words
from altterr_desktop.services.history import HistoryLine, read_history
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.plain import PlainLabel
from altterr_desktop.ui.tabs.commitments.cards import Card, CardList


class HistorySection(QWidget):
    """Ask for the acts on a record when it is seen, and show them newest first."""

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._record_id = ""
        self.cards = CardList(self)
        self.cards.setAccessibleName(_("History"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.cards)

    def show_record(self, record_id: str) -> None:
        """Read the history of a record."""
        self._record_id = record_id
        if record_id:
            done = partial(self._on_read, record_id)
            self._context.operations.ask(read_history, record_id, on_done=done, owner=self)
        else:
            self.cards.show_cards([])

    def _on_read(self, record_id: str, lines: Sequence[HistoryLine]) -> None:
        if record_id == self._record_id:
            self.cards.show_cards([partial(_card, line) for line in lines])


def when_words(line: HistoryLine) -> str:
    """Say when an act was done, on this computer's clock."""
    clock = time_words(f"{line.made_at:%H:%M}")
    return _("{day} at {time}").format(day=medium_date(line.made_at.date()), time=clock)


def _card(line: HistoryLine, parent: QWidget) -> QWidget:
    card = Card(parent, f"{line.label}, {when_words(line)}")
    who = line.who or _("Unsigned")
    card.head.addWidget(PlainLabel(card, who, "label"))
    card.head.addStretch(1)
    card.head.addWidget(PlainLabel(card, when_words(line), "muted"))
    card.add_text(line.label, "muted" if line.undone else "")
    if line.undone:
        card.add_text(_("Undone since"), "danger")
    card.add_text("\n".join(line.changes), "muted")
    return card
