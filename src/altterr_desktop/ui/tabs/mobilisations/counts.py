"""Show counts over time (signatures, people present) as figures and a small curve; numbers only, never a name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import short_date
from altterr_desktop.i18n.names import labelled
from altterr_desktop.i18n.numbers import number
from altterr_desktop.services.mobilisation_views import CountView, MobilisationView
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.number_field import NumberField
from altterr_desktop.ui.kit.plain import PlainLabel
from altterr_desktop.ui.kit.theme import colour
from altterr_desktop.ui.tabs.mobilisations.calls import Calls
from altterr_desktop.ui.tabs.mobilisations.rows import RowList, line, remove_button


class CountsPanel(QWidget):
    """List the counts, latest first, beside their curve, with a line to note another one."""

    def __init__(self, calls: Calls, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._calls = calls
        unit = self.fontMetrics().height()
        self.rows = RowList(self)
        self.curve = Curve(self)
        self.what_edit = QLineEdit(self)
        self.what_edit.setPlaceholderText(_("What is counted: signatures, people…"))
        self.what_edit.setAccessibleName(_("What is counted"))
        self.value_field = NumberField(self)
        self.value_field.setAccessibleName(_("Number counted"))
        self.value_field.setPlaceholderText(_("How many"))
        self.value_field.setMaximumWidth(self.fontMetrics().averageCharWidth() * 14)
        self.day_field = DateField(self)
        self.day_field.setAccessibleName(_("Day of the count"))
        self.day_field.setPlaceholderText(_("today"))
        self.day_field.setMaximumWidth(self.fontMetrics().averageCharWidth() * 18)
        self.add_button = QPushButton(_("Note this count"), self)
        self.add_button.clicked.connect(lambda *_checked: self._on_add_asked())
        self.value_field.returnPressed.connect(self._on_add_asked)
        self.day_field.returnPressed.connect(self._on_add_asked)
        beside = QHBoxLayout()
        beside.setSpacing(unit)
        beside.addWidget(self.rows, 1, Qt.AlignmentFlag.AlignTop)
        beside.addWidget(self.curve, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(beside)
        column.addWidget(line(self, self.what_edit, self.value_field, self.day_field, self.add_button))

    def show_view(self, view: MobilisationView) -> None:
        """Show the counts of a mobilisation."""
        rows: list[QWidget] = []
        for count in view.counts:
            for record_id, day, value, _source in reversed(count.values):
                words = f"{short_date(day) if day else _('no date')} · {number(value)} {count.what}"
                label = PlainLabel(self.rows, words)
                label.setAccessibleName(words)
                remove = remove_button(
                    self.rows,
                    words,
                    f"remove:{record_id}",
                    partial(self._calls.delete, "dated_count", record_id),
                )
                rows.append(line(self.rows, label, remove))
        if not rows:
            rows.append(PlainLabel(self.rows, _("Nothing was counted yet."), "muted"))
        self.rows.show_rows(rows)
        main = max(view.counts, key=lambda count: len(count.values), default=None)
        self.curve.show_count(main)
        if main is not None and not self.what_edit.text():
            self.what_edit.setText(main.what)

    def _on_add_asked(self) -> None:
        value, day = self.value_field.value(), self.day_field.value()
        if value is None or not self.value_field.is_valid() or not self.day_field.is_valid():
            self.value_field.setFocus()
            return
        self._calls.add_count(self.what_edit.text(), int(value), day if isinstance(day, date) else None)
        self.value_field.set_value(None)
        self.day_field.set_value(None)


class Curve(QWidget):
    """Draw how one count grew."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count: CountView | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_count(self, count: CountView | None) -> None:
        """Show a count that has two days at least; else nothing."""
        self._count = count
        self.setVisible(count is not None and len(self._points()) > 1)
        if count is not None:
            self.setAccessibleName(
                ", ".join(labelled(short_date(day), number(value)) for day, value in self._points())
                + f" ({count.what})"
            )
        self.update()

    def sizeHint(self) -> QSize:
        """Take seven lines of text."""
        unit = self.fontMetrics().height()
        return QSize(unit * 16, unit * 7)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the curve with its first and last days and its highest value."""
        points = self._points()
        if len(points) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = self.fontMetrics().height()
        room = QRectF(self.rect()).adjusted(unit * 0.5, unit * 1.3, -unit * 0.5, -unit * 1.4)
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        painter.setPen(QPen(colour("accent"), 2))
        placed = _placed(points, room)
        painter.drawPolyline(QPolygonF(placed))
        painter.setBrush(colour("accent"))
        for point in placed:
            painter.drawEllipse(point, 2.5, 2.5)
        painter.setPen(colour("muted"))
        foot = QRectF(room.left(), room.bottom() + 3, room.width(), unit * 1.2)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, short_date(points[0][0]))
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, short_date(points[-1][0]))
        painter.setPen(colour("ink"))
        head = QRectF(room.left(), 0, room.width(), unit * 1.2)
        painter.drawText(
            head,
            Qt.AlignmentFlag.AlignRight,
            f"{number(points[-1][1])} {self._count.what if self._count else ''}",
        )
        painter.end()

    def _points(self) -> list[tuple[date, int]]:
        values = self._count.values if self._count else ()
        return [(day, value) for _id, day, value, _source in values if day is not None]


def _placed(points: Sequence[tuple[date, int]], room: QRectF) -> list[QPointF]:
    first, last = points[0][0], points[-1][0]
    span = max(1, (last - first).days)
    highest = max(1, *(value for _day, value in points))
    return [
        QPointF(
            room.left() + room.width() * (day - first).days / span,
            room.bottom() - room.height() * value / highest,
        )
        for day, value in points
    ]
