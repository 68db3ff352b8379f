"""Be the month with the day beside it: go from month to month, choose a day, see what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.domain.calendar import GATHERINGS, CalendarKind
from altterr_desktop.domain.dates import add_months
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import month_year
from altterr_desktop.services.calendar import CalendarMonth, read_month
from altterr_desktop.services.fields import today
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.plain import PlainLabel, scaled_font
from altterr_desktop.ui.tabs.calendar.day_panel import DayCalls, DayPanel
from altterr_desktop.ui.tabs.calendar.key_date_form import KeyDateForm
from altterr_desktop.ui.tabs.calendar.month_model import MonthModel
from altterr_desktop.ui.tabs.calendar.month_view import MonthView

_SHOWN = {
    "gatherings": GATHERINGS,
    "limits": tuple(kind for kind in CalendarKind if kind not in GATHERINGS),
}


class MonthPage(QWidget):
    """Show one month; `shown_changed` says that another one was turned to."""

    shown_changed = Signal()

    def __init__(
        self,
        context: TabContext,
        extra: Sequence[QWidget],
        calls: DayCalls,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.day = today()
        self.model = MonthModel(self.day, self)
        self.view = MonthView(self.model, self)
        self.panel = DayPanel(calls, self)
        self.form = KeyDateForm(context, self.show_day_panel, self)
        self.side = QStackedWidget(self)
        self.side.addWidget(self.panel)
        self.side.addWidget(self.form)
        self.month_label = PlainLabel(self)
        self.month_label.setFont(scaled_font(self.font(), 1.6, QFont.Weight.DemiBold))
        self.shown_combo = ChoiceCombo(self)
        self.shown_combo.setAccessibleName(_("What the month shows"))
        self.shown_combo.set_choices(
            [
                ("gatherings", _("Meetings, sessions, actions")),
                ("limits", _("Deadlines and reminders")),
            ],
            _("Everything"),
        )
        self.shown_combo.setMinimumContentsLength(22)
        self.shown_combo.picked.connect(lambda *_value: self.reload())
        self._lay_out(extra)
        self.view.day_chosen.connect(self._on_day_chosen)
        self.view.month_wanted.connect(self.show_date)
        self.view.opened.connect(lambda *_day: self.panel.focus_first())
        self._show_head()
        # Without a current day, the first cell would become it when the keyboard comes.
        self.view.choose(self.day)

    # What others ask

    def reload(self) -> None:
        """Ask for the month shown."""
        kinds = _SHOWN.get(self.shown_combo.value() or "", ())
        self._context.operations.ask(
            read_month,
            since=self.model.first,
            until=self.model.last,
            kinds=kinds,
            on_done=self._on_month,
            owner=self,
        )

    def show_date(self, day: date) -> None:
        """Make a day the current one, in its month."""
        self.day = day
        if day.replace(day=1) != self.model.month:
            self.model.set_month(day)
            self._show_head()
            self.reload()
            self.shown_changed.emit()
        self.view.choose(day)

    def turn(self, months: int) -> None:
        """Turn to another month, keeping the day of the month."""
        self.show_date(add_months(self.day, months))

    def show_day_panel(self) -> None:
        """Show the day again, in the place of the form."""
        self.form.leave()
        if self.side.currentWidget() is not self.panel:
            self.side.setCurrentWidget(self.panel)
            self.form.clear()
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_form(self) -> None:
        """Show the form of a date, in the place of the day."""
        self.side.setCurrentWidget(self.form)

    # Inside

    def _lay_out(self, extra: Sequence[QWidget]) -> None:
        unit = self.fontMetrics().height()
        head = QHBoxLayout()
        head.setSpacing(unit // 2)
        before = _arrow(self, "chevron-left", _("Month before (PageUp)"))
        after = _arrow(self, "chevron-right", _("Month after (PageDown)"))
        now = QPushButton(_("Today"), self)
        before.clicked.connect(lambda *_on: self.turn(-1))
        after.clicked.connect(lambda *_on: self.turn(1))
        now.clicked.connect(lambda *_on: self.show_date(today()))
        head.addWidget(before)
        head.addWidget(after)
        head.addWidget(now)
        head.addWidget(self.month_label, 1)
        head.addWidget(self.shown_combo)
        for widget in extra:
            head.addWidget(widget)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(round(unit * 0.6))
        splitter.addWidget(_card(self, self.view))
        splitter.addWidget(_card(self, self.side))
        splitter.setStretchFactor(0, 77)
        splitter.setStretchFactor(1, 23)
        splitter.setSizes([770, 230])
        self.splitter = splitter
        whole = QVBoxLayout(self)
        whole.setContentsMargins(unit, round(unit * 0.7), unit, round(unit * 0.6))
        whole.setSpacing(round(unit * 0.55))
        whole.addLayout(head)
        whole.addWidget(splitter, 1)

    def _show_head(self) -> None:
        self.month_label.setText(month_year(self.model.month).capitalize())

    def _on_month(self, shown: CalendarMonth) -> None:
        if shown.first != self.model.first:
            return
        self.model.show(shown)
        if self.view.current_day() != self.day:
            self.view.choose(self.day)
        self._show_day()

    def _on_day_chosen(self, day: date) -> None:
        self.day = day
        if self.side.currentWidget() is not self.panel:
            self.form.leave()
            self.side.setCurrentWidget(self.panel)
            self.form.clear()
        self._show_day()

    def _show_day(self) -> None:
        self.panel.show_day(
            self.day,
            self.model.items_of(self.day),
            self.model.items_after(self.day),
            self.model.holidays.get(self.day, ""),
        )


def _arrow(parent: QWidget, icon_name: str, words: str) -> QToolButton:
    button = QToolButton(parent)
    button.setAccessibleName(words)
    button.setToolTip(words)
    set_icon(button, icon_name)
    return button


def _card(parent: QWidget, inside: QWidget) -> QFrame:
    card = QFrame(parent)
    card.setProperty("kind", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(1, 1, 1, 1)
    column.addWidget(inside)
    return card
