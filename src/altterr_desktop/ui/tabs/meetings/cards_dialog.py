"""Show the cards of objections and take those chosen for a meeting; it writes nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QWidget

from altterr_desktop.domain.folding import fold
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import short_date
from altterr_desktop.services.objection_cards import CardView
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.icons import icon

_ID = int(Qt.ItemDataRole.UserRole)


class CardsForm(Form):
    """Bind the dialog of the cards."""

    FORM = "meeting_cards_dialog"
    widget: QDialog
    about_label: QLabel
    filter_edit: QLineEdit
    cards_list: QListWidget
    delete_button: QPushButton
    error_label: QLabel
    save_button: QPushButton
    cancel_button: QPushButton

    def __init__(
        self, parent: QWidget | None, cards: Sequence[CardView], on_delete: Callable[[str], object]
    ) -> None:
        super().__init__(parent)
        self._on_delete = on_delete
        self.about_label.setText(
            _(
                "Space chooses a card, Enter puts those chosen in the meeting. A card is kept from an objection."
            )
            if cards
            else _("No card yet: in an objection with its answer, press “Keep as a card”.")
        )
        self.cards_list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for card in cards:
            self._add(card)
        self.error_label.hide()
        self.delete_button.setEnabled(bool(cards))
        self.filter_edit.textChanged.connect(self._on_words)
        self.delete_button.clicked.connect(lambda *_on: self._delete())
        self.save_button.clicked.connect(self.widget.accept)
        self.save_button.setEnabled(bool(cards))
        self.cancel_button.clicked.connect(self.widget.reject)
        unit = self.widget.fontMetrics().height()
        self.widget.resize(unit * 42, unit * 30)
        if cards:
            self.cards_list.setCurrentRow(0)

    def chosen(self) -> tuple[str, ...]:
        """Give the ids of the cards that are ticked."""
        ticked = [item for item in self._items() if item.checkState() == Qt.CheckState.Checked]
        return tuple(str(item.data(_ID)) for item in ticked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.cards_list.item(row) for row in range(self.cards_list.count())]

    def _add(self, card: CardView) -> None:
        lines = [card.objection, "→ " + card.answer]
        if card.source:
            lines.append(_("Source: {words}").format(words=card.source))
        if card.expires_on is not None:
            day = short_date(card.expires_on)
            words = _("To be checked since {day}") if card.expired else _("To be checked on {day}")
            lines.append(words.format(day=day))
        item = QListWidgetItem("\n".join(lines), self.cards_list)
        item.setData(_ID, card.id)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked)
        if card.expired:
            item.setIcon(icon("triangle-alert", "danger"))

    def _on_words(self, text: str) -> None:
        wanted = fold(text).split()
        for item in self._items():
            item.setHidden(not all(word in fold(item.text()) for word in wanted))

    def _delete(self) -> None:
        item = self.cards_list.currentItem()
        if item is not None:
            self._on_delete(str(item.data(_ID)))
            self.cards_list.takeItem(self.cards_list.row(item))


def ask_cards(
    parent: QWidget, cards: Sequence[CardView], on_delete: Callable[[str], object]
) -> tuple[str, ...]:
    """Ask which cards to use, none when cancelled. Tests replace it."""
    form = CardsForm(parent, cards, on_delete)
    accepted = form.widget.exec() == QDialog.DialogCode.Accepted
    chosen = form.chosen() if accepted else ()
    form.widget.deleteLater()
    return chosen
