"""Show the figures of the meetings: bars and the same as a table, by official, theme or year."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import duration_words, short_date
from altterr_desktop.i18n.names import count_words, labelled
from altterr_desktop.i18n.numbers import decimal, number
from altterr_desktop.reports.meeting_statistics.words import fate_words, header, hours_of
from altterr_desktop.services.meeting_statistics import (
    MeetingStatistics,
    PromiseFate,
    StatisticsRow,
    read_meeting_statistics,
)
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit import exporting
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.theme import colour

_MOST_BARS = 8
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class Bars(QWidget):
    """Draw a bar a row, its name at the left and its count at the right; the table says the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[StatisticsRow] = ()
        self.setAccessibleName(_("Meetings, as bars"))

    def show_rows(self, rows: Sequence[StatisticsRow]) -> None:
        """Show the first of these."""
        self._rows = rows[:_MOST_BARS]
        words = [labelled(row.name or _("Without theme"), number(row.meetings)) for row in self._rows]
        self.setAccessibleDescription(", ".join(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Take a line and a half a bar."""
        unit = self.fontMetrics().height()
        return QSize(unit * 30, round(unit * 1.5 * max(1, len(self._rows))))

    def minimumSizeHint(self) -> QSize:
        """Give way in width alone."""
        return QSize(self.fontMetrics().height() * 16, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self.font())
        unit = metrics.height()
        most = max((row.meetings for row in self._rows), default=1)
        names = min(self.width() * 0.36, unit * 16)
        for place, row in enumerate(self._rows):
            top = place * unit * 1.5
            painter.setPen(colour("ink"))
            name = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, names)
            painter.drawText(QRectF(0, top, names, unit * 1.4), _RIGHT, name)
            room = self.width() - names - unit * 3.5
            bar = QRectF(names + unit * 0.6, top + unit * 0.25, room * row.meetings / most, unit * 0.9)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.drawRoundedRect(bar, unit * 0.2, unit * 0.2)
            painter.setPen(colour("ink"))
            count = QRectF(bar.right() + unit * 0.4, top, unit * 3, unit * 1.4)
            painter.drawText(count, _LEFT, number(row.meetings))
        painter.end()


class StatisticsForm(Form):
    """Bind the dialog of the figures."""

    FORM = "meeting_statistics_dialog"
    widget: QDialog
    summary_label: QLabel
    promises_label: QLabel
    switch_row: QHBoxLayout
    chart_place: QVBoxLayout
    table: QTableWidget
    export_button: QPushButton
    close_button: QPushButton

    def __init__(self, context: TabContext, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context = context
        self.figures: MeetingStatistics | None = None
        self.bars = Bars(self.widget)
        self.chart_place.addWidget(self.bars)
        self.chips = {
            name: self._chip(name, text)
            for name, text in (
                ("officials", _("By official")),
                ("themes", _("By theme")),
                ("years", _("By year")),
            )
        }
        self.switch_row.addStretch(1)
        self.table.setAccessibleName(_("Figures of the meetings"))
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.export_button.clicked.connect(lambda *_on: self._export())
        self.close_button.clicked.connect(self.widget.accept)
        metrics = self.widget.fontMetrics()
        self.widget.resize(metrics.averageCharWidth() * 140, metrics.height() * 36)
        context.operations.ask(read_meeting_statistics, on_done=self.show_figures, owner=self.widget)

    def show_figures(self, figures: MeetingStatistics) -> None:
        """Show what was counted."""
        self.figures = figures
        whole = figures.whole
        words = count_words("{count} meeting held", "{count} meetings held", whole.meetings)
        self.summary_label.setText(f"{words} · {duration_words(whole.minutes)}" if whole.minutes else words)
        promised = count_words("{count} promise made", "{count} promises made", whole.promised)
        fates = [labelled(fate_words(fate), number(count)) for fate, count in whole.promises.items()]
        self.promises_label.setText(" · ".join([promised, *fates]))
        self.show_group("officials")

    def show_group(self, name: str) -> None:
        """Show the rows by official, by theme or by year."""
        for key, chip in self.chips.items():
            chip.blockSignals(True)
            chip.setChecked(key == name)
            chip.blockSignals(False)
        if self.figures is None:
            return
        rows: Sequence[StatisticsRow] = getattr(self.figures, name)
        self.bars.show_rows(rows)
        first = {"officials": _("Official or service"), "themes": _("Theme"), "years": _("Year")}[name]
        self._fill(header(first), rows)

    def _fill(self, titles: Sequence[str], rows: Sequence[StatisticsRow]) -> None:
        self.table.clear()
        self.table.setColumnCount(len(titles))
        self.table.setHorizontalHeaderLabels(list(titles))
        self.table.setRowCount(len(rows))
        for place, row in enumerate(rows):
            last = short_date(row.last_on) if row.last_on else "–"
            counts = [row.promises.get(fate, 0) for fate in PromiseFate]
            cells = [row.name, number(row.meetings), decimal(hours_of(row), 1), last, number(row.promised)]
            cells += [number(count) if count else "–" for count in counts]
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setTextAlignment(_RIGHT if column else _LEFT)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, labelled(titles[column], text))
                self.table.setItem(place, column, item)
        heads = self.table.horizontalHeader()
        for column in range(len(titles)):
            stretches = QHeaderView.ResizeMode.ResizeToContents if column else QHeaderView.ResizeMode.Stretch
            heads.setSectionResizeMode(column, stretches)

    def _chip(self, name: str, text: str) -> QPushButton:
        chip = QPushButton(text, self.widget)
        chip.setProperty("kind", "chip")
        chip.setCheckable(True)
        chip.setAutoDefault(False)
        chip.toggled.connect(partial(self._on_chip_toggled, name))
        self.switch_row.addWidget(chip)
        return chip

    def _on_chip_toggled(self, name: str, _on: bool) -> None:  # noqa: FBT001 - a slot
        self.show_group(name)

    def _export(self) -> None:
        exporting.export_report(self._context, self.widget, "meeting_statistics", None, "xlsx")


def show_statistics(context: TabContext, parent: QWidget) -> None:
    """Show the figures over the page. Tests replace it."""
    form = StatisticsForm(context, parent)
    form.widget.exec()
    form.widget.deleteLater()
