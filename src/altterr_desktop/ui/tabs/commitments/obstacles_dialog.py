"""Show the reasons given for what is not kept: a chart, the same as a table, the commitments; it counts nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.domain.commitments import Obstacle
from altterr_desktop.i18n import _, ngettext
from altterr_desktop.i18n.dates import short_date
from altterr_desktop.i18n.labels import label, short_label
from altterr_desktop.i18n.names import labelled
from altterr_desktop.i18n.numbers import number
from altterr_desktop.services.choices import Choices, read_choices
from altterr_desktop.services.obstacles import ObstacleRow, ObstacleStatistics, obstacle_statistics
from altterr_desktop.ui.kit.charts import Chart, Hot
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.plain import PlainLabel
from altterr_desktop.ui.kit.theme import colour

_ID = int(Qt.ItemDataRole.UserRole)


class ObstaclesDialog(QDialog):
    """Show the reasons of a theme and a period; Enter on a commitment opens it."""

    def __init__(self, context: TabContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle(_("Reasons given"))
        self.theme_combo = ChoiceCombo(self)
        self.theme_combo.setAccessibleName(_("Theme"))
        self.theme_combo.set_choices([], _("All themes"))
        self.since_field, self.until_field = DateField(self), DateField(self)
        for field, words in ((self.since_field, _("From the day")), (self.until_field, _("Until the day"))):
            field.setAccessibleName(words)
            field.setPlaceholderText(words)
            field.picked.connect(lambda *_day: self.reload())
        self.theme_combo.picked.connect(lambda *_one: self.reload())
        self.said = PlainLabel(self)
        self.said.setWordWrap(True)
        self.chart = Chart(partial(paint_reasons, ()), "", 9, self)
        self.chart.opened.connect(self._on_bar_opened)
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName(_("Reasons and commitments"))
        self.tree.setHeaderLabels([_("Reason given"), _("Day"), _("Theme"), _("In these words")])
        self.tree.itemActivated.connect(lambda item, _column: self._open(item))
        self.others = QTreeWidget(self)
        self.others.setAccessibleName(_("By theme and by year"))
        self._lay_out()
        context.operations.ask(read_choices, on_done=self._on_choices, owner=self)
        self.reload()

    def reload(self) -> None:
        """Count again."""
        self._context.operations.ask(
            obstacle_statistics,
            theme_id=self.theme_combo.value(),
            since=_day(self.since_field),
            until=_day(self.until_field),
            on_done=self._on_read,
            owner=self,
        )

    def _on_choices(self, choices: Choices) -> None:
        self.theme_combo.set_choices([(one.id, one.text) for one in choices.themes], _("All themes"))

    def _on_read(self, found: ObstacleStatistics) -> None:
        self.said.setText(_summary(found))
        words = ", ".join(labelled(label(row.obstacle), number(len(row.cases))) for row in found.rows)
        self.chart.show_figure(partial(paint_reasons, found.rows), words or _("No reason noted"))
        self.chart.setVisible(bool(found.rows))
        self.tree.clear()
        for row in found.rows:
            self._add_reason(row)
        self._show_others(found)

    def _add_reason(self, row: ObstacleRow) -> None:
        head = QTreeWidgetItem(self.tree, [f"{label(row.obstacle)} · {number(len(row.cases))}"])
        head.setData(0, _ID, row.obstacle.value)
        for case in row.cases:
            title = f"{case.number}. {case.title}" if case.number else case.title
            day = short_date(case.day) if case.day else "–"
            line = QTreeWidgetItem(head, [title, day, case.theme, case.note])
            line.setData(0, _ID, case.commitment_id)
            for column, text in enumerate((title, day, case.theme, case.note)):
                line.setToolTip(column, text if column in (0, 3) else "")
        head.setExpanded(True)

    def _show_others(self, found: ObstacleStatistics) -> None:
        reasons = [row.obstacle for row in found.rows]
        self.others.clear()
        self.others.setColumnCount(len(reasons) + 1)
        self.others.setHeaderLabels([_("By theme and by year"), *(short_label(one) for one in reasons)])
        parts: list[tuple[str, dict[Obstacle, int]]] = [
            *((theme or _("Without a theme"), counts) for theme, counts in found.themes),
            *((str(year) if year else _("without a date"), counts) for year, counts in found.years),
        ]
        for name, counts in parts:
            QTreeWidgetItem(self.others, [name, *(number(counts.get(one, 0)) for one in reasons)])
        self.others.setVisible(bool(parts))

    def _on_bar_opened(self, hot: Hot) -> None:
        for place in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(place)
            if item is not None and item.data(0, _ID) == hot.key:
                self.tree.setCurrentItem(item)
                self.tree.setFocus(Qt.FocusReason.TabFocusReason)

    def _open(self, item: QTreeWidgetItem) -> None:
        if item.parent() is not None:
            self._context.open_record("commitment", str(item.data(0, _ID)))

    def _lay_out(self) -> None:
        unit = self.fontMetrics().height()
        wide = self.fontMetrics().averageCharWidth()
        for column, chars in enumerate((44, 12, 22)):
            self.tree.setColumnWidth(column, wide * chars)
        self.others.setColumnWidth(0, wide * 30)
        self.others.setRootIsDecorated(False)
        self.others.setMaximumHeight(unit * 11)
        filters = QHBoxLayout()
        for widget in (self.theme_combo, self.since_field, self.until_field):
            filters.addWidget(widget)
        filters.addStretch(1)
        close = QPushButton(_("Close"), self)
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(unit, unit, unit, round(unit * 0.7))
        whole.setSpacing(round(unit * 0.6))
        whole.addLayout(filters)
        whole.addWidget(self.said)
        whole.addWidget(self.chart)
        whole.addWidget(self.tree, 1)
        whole.addWidget(self.others)
        whole.addLayout(foot)
        self.resize(wide * 130, unit * 42)


def paint_reasons(rows: Sequence[ObstacleRow], painter: QPainter, rect: QRectF) -> list[Hot]:
    """Draw one bar a reason, its words at the left, its number at the right."""
    if not rows:
        return []
    metrics = QFontMetricsF(painter.font())
    unit = metrics.height()
    step = min(rect.height() / len(rows), unit * 1.7)
    wide = max(metrics.horizontalAdvance(label(row.obstacle)) for row in rows) + unit
    room = rect.width() - wide - unit * 2.5
    most = max(len(row.cases) for row in rows)
    hots = []
    for place, row in enumerate(rows):
        line = QRectF(rect.left(), rect.top() + place * step, rect.width(), step)
        painter.setPen(colour("ink"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, label(row.obstacle))
        count = len(row.cases)
        bar = QRectF(line.left() + wide, line.top() + step * 0.18, room * count / most, step * 0.64)
        painter.fillRect(bar, colour("accent"))
        painter.setPen(QPen(colour("ink")))
        words = QRectF(bar.right() + unit * 0.5, line.top(), unit * 2, step)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, number(count))
        hots.append(Hot(line, row.obstacle.value, None, labelled(label(row.obstacle), number(count))))
    return hots


def show_obstacles(context: TabContext, parent: QWidget) -> ObstaclesDialog:
    """Show the reasons beside the work; the dialog lives until it is closed."""
    dialog = ObstaclesDialog(context, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()
    return dialog


def _summary(found: ObstacleStatistics) -> str:
    if not found.rows:
        return _("No reason was noted in verdicts or minutes for this choice.")
    words = ngettext(
        "A reason was given for {count} commitment. A reason counts once for a commitment.",
        "A reason was given for {count} commitments. A reason counts once for a commitment.",
        found.commitments,
    )
    return words.format(count=number(found.commitments))


def _day(field: DateField) -> object:
    return field.value() if field.is_valid() else None
