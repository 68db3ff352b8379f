"""Show what a commitment is measured by: where it should be, the chart, the same figures as a table; it keeps none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.i18n import _, pgettext
from altterr_desktop.i18n.dates import short_date
from altterr_desktop.i18n.figures import value_words
from altterr_desktop.i18n.labels import label
from altterr_desktop.services.commitment_page import CommitmentPage
from altterr_desktop.services.indicators import (
    IndicatorView,
    ValueView,
    save_indicator,
    save_value,
    where_it_stands,
)
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.deleting import delete_with_undo
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.plain import PlainLabel
from altterr_desktop.ui.tabs.commitments import indicator_dialogs
from altterr_desktop.ui.tabs.commitments.cards import Card, CardList
from altterr_desktop.ui.tabs.commitments.opening import open_file, open_link
from altterr_desktop.ui.tabs.commitments.trajectory import trajectory_chart

_MOST_ROWS = 8


class IndicatorsSection(QWidget):
    """Show the indicators of the commitment `show_page` was given, and let them be added and changed."""

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        unit = self.fontMetrics().height()
        self._context = context
        self._commitment_id = ""
        self._shown: tuple[IndicatorView, ...] | None = None
        self.add_button = QPushButton(_("Add an indicator"), self)
        self.add_button.setProperty("kind", "primary")
        set_icon(self.add_button, "plus", "accent_ink")
        self.add_button.clicked.connect(lambda *_on: self.ask_indicator(None))
        self.nothing = PlainLabel(
            self,
            _(
                "No indicator yet. Give a figure, where it started and where it must arrive: the program says where "
                "it should be today."
            ),
            "muted",
        )
        self.nothing.setWordWrap(True)
        self.cards = CardList(self)
        self.cards.setAccessibleName(_("Indicators"))
        head = QHBoxLayout()
        head.addWidget(self.add_button)
        head.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(round(unit * 0.55))
        whole.addLayout(head)
        whole.addWidget(self.nothing)
        whole.addWidget(self.cards, 1)

    def show_page(self, page: CommitmentPage) -> None:
        """Show the indicators of a commitment; cards are made again only when something changed."""
        self._commitment_id = page.id
        self.nothing.setVisible(not page.indicators)
        if page.indicators != self._shown:
            self._shown = page.indicators
            self.cards.show_cards([partial(self._card, view) for view in page.indicators])

    def ask_indicator(self, view: IndicatorView | None) -> None:
        """Ask for an indicator, new or known, and keep it."""
        commitment_id = self._commitment_id

        def keep(
            values: dict[str, Any], done: Callable[[object], object], refused: Callable[[Exception], object]
        ) -> None:
            self._context.operations.write(
                save_indicator,
                commitment_id=commitment_id,
                indicator_id=view.id if view else "",
                values=values,
                on_done=done,
                on_error=refused,
            )

        indicator_dialogs.ask_indicator(self, view, keep)

    def ask_value(self, view: IndicatorView, value: ValueView | None = None) -> None:
        """Ask for a value of an indicator, new or known, and keep it."""

        def keep(
            values: Mapping[str, Any],
            done: Callable[[object], object],
            refused: Callable[[Exception], object],
        ) -> None:
            self._context.operations.write(
                save_value,
                indicator_id=view.id,
                value_id=value.id if value else "",
                values=values,
                on_done=done,
                on_error=refused,
            )

        indicator_dialogs.ask_value(self, view, value, keep)

    # Inside

    def _card(self, view: IndicatorView, parent: QWidget) -> QWidget:
        card = Card(parent, view.name)
        card.head.addWidget(PlainLabel(card, view.name, "section"), 1)
        card.add_menu(
            [
                (_("Change the indicator…"), "pencil", partial(self.ask_indicator, view)),
                (_("Delete the indicator"), "trash-2", partial(self._delete, view)),
            ]
        )
        card.add_text(where_it_stands(view), strong=True)
        card.add_text(_facts(view), "muted")
        card.column.addWidget(trajectory_chart(card, view))
        if view.values:
            card.column.addWidget(ValuesTable(card, view, self))
        add = QPushButton(_("Add a value"), card)
        set_icon(add, "plus")
        add.setAccessibleName(_("Add a value to: {name}").format(name=view.name))
        add.clicked.connect(lambda *_on: self.ask_value(view))
        card.column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        card.add_text(view.notes, "muted")
        return card

    def _delete(self, view: IndicatorView) -> None:
        said = _("Deleted: {name}").format(name=view.name)
        delete_with_undo(self._context, "indicator", view.id, said, owner=self)

    def delete_value(self, view: IndicatorView, value: ValueView) -> None:
        """Delete a value, with a way back."""
        said = _("Deleted: {name}").format(name=value_words(value.measure, view.unit))
        delete_with_undo(self._context, "indicator_value", value.id, said, owner=self)

    def open_source(self, value: ValueView) -> None:
        """Open the file of a value, else its link."""
        if value.attachment_id:
            open_file(self._context, self, value.attachment_id)
        elif value.url:
            open_link(self._context, self, value.url)


class ValuesTable(QTableWidget):
    """Hold the values of an indicator as a table: Enter changes one, Delete removes it, O opens its source."""

    def __init__(self, parent: QWidget, view: IndicatorView, section: IndicatorsSection) -> None:
        super().__init__(len(view.values), 4, parent)
        self._view = view
        self._section = section
        self.setAccessibleName(_("Values of: {name}").format(name=view.name))
        self.setAccessibleDescription(_("Enter changes a value, Delete removes it, O opens its source."))
        self.setToolTip(self.accessibleDescription())
        self.setHorizontalHeaderLabels([_("Day"), _("Value"), pgettext("of a value", "Kind"), _("Source")])
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        for place, value in enumerate(view.values):
            self._fill(place, value)
        self._fit()
        self.cellActivated.connect(lambda row, _column: section.ask_value(view, view.values[row]))

    def keyPressEvent(self, event: Any) -> None:
        row = self.currentRow()
        if 0 <= row < len(self._view.values):
            if event.key() == Qt.Key.Key_Delete:
                self._section.delete_value(self._view, self._view.values[row])
                return
            if event.key() == Qt.Key.Key_O:
                self._section.open_source(self._view.values[row])
                return
        super().keyPressEvent(event)

    def _fill(self, place: int, value: ValueView) -> None:
        texts = (
            short_date(value.measured_on) if value.measured_on else "–",
            value_words(value.measure, self._view.unit),
            label(value.kind),
            " · ".join(part for part in (value.source, value.file_name, value.url) if part),
        )
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            if column == 1:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.setItem(place, column, item)

    def _fit(self) -> None:
        header = self.horizontalHeader()
        metrics = self.fontMetrics()
        for column, chars in ((0, 13), (1, 13), (2, 11)):
            self.setColumnWidth(column, metrics.averageCharWidth() * chars)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        line = round(metrics.height() * 1.6)
        self.verticalHeader().setDefaultSectionSize(line)
        rows = min(self.rowCount(), _MOST_ROWS)
        self.setFixedHeight(line * rows + header.sizeHint().height() + 2 * self.frameWidth() + 2)


def _facts(view: IndicatorView) -> str:
    parts = [label(view.kind)] if view.kind else []
    for words, value, day in (
        (_("start {value} ({day})"), view.baseline, view.baseline_on),
        (_("target {value} ({day})"), view.target, view.target_on),
    ):
        if value is not None:
            known = short_date(day) if day else _("without a date")
            parts.append(words.format(value=value_words(value, view.unit), day=known))
    if view.source:
        parts.append(view.source)
    return " · ".join(parts)
