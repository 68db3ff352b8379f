"""Draw the field of support and influence, five by five, and let people be moved on it; it keeps nothing.

Rows are as high as the fullest of their cells needs, so that every name is read and none covers another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QSizePolicy, QWidget

from altterr_desktop.domain.officials import OfficialKind
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.services.stakeholder_map import MIDDLE, STEPS, MapPerson
from altterr_desktop.ui.kit.plain import plain_tip, scaled_font
from altterr_desktop.ui.kit.scrolling import scrolled
from altterr_desktop.ui.kit.theme import colour
from altterr_desktop.ui.tabs.officials.neighbours import ARROWS, nearest

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_CENTRE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter


class PersonChip(QAbstractButton):
    """Be one person: dragged with the mouse, moved with Ctrl+arrows, opened with Enter, taken off with Delete.

    `dragged` and `dropped` carry a point of the screen, `stepped` a step in support and in influence.
    """

    dragged = Signal(object)
    dropped = Signal(object)
    stepped = Signal(int, int)
    turned = Signal(int, int)
    left = Signal()
    opened = Signal()

    def __init__(self, person: MapPerson, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person = person
        self._grip: QPoint | None = None
        self._is_dragged = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = said_words(person)
        self.setAccessibleName(said)
        self.setToolTip(plain_tip(said))

    def sizeHint(self) -> QSize:
        """Take one line."""
        metrics = QFontMetricsF(self.font())
        wide = metrics.horizontalAdvance(self.person.name) + metrics.height() * 1.1
        return QSize(round(wide), round(metrics.height() * 1.45))

    def minimumSizeHint(self) -> QSize:
        """Give way in width alone."""
        return QSize(self.fontMetrics().height() * 4, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the name on its ground; services are outlined with dashes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = QFontMetricsF(self.font()).height()
        edge = QPen(colour("focus" if self.hasFocus() else "border"), 2 if self.hasFocus() else 1)
        if self.person.kind is OfficialKind.STAFF and not self.hasFocus():
            edge.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(edge)
        painter.setBrush(colour("accent_soft" if self._is_dragged or self.underMouse() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), unit * 0.4, unit * 0.4)
        painter.setPen(colour("ink"))
        room = QRectF(self.rect()).adjusted(unit * 0.45, 0, -unit * 0.35, 0)
        words = QFontMetricsF(painter.font()).elidedText(
            self.person.name, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, _LEFT, words)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the person in hand."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the person once the pointer has gone far enough for it to be meant."""
        if self._grip is None:
            return
        place = event.globalPosition().toPoint()
        if not self._is_dragged and (place - self._grip).manhattanLength() < QApplication.startDragDistance():
            return
        self._is_dragged = True
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.dragged.emit(place)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put the person down."""
        was_dragged, self._is_dragged, self._grip = self._is_dragged, False, None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.update()
        if was_dragged:
            self.dropped.emit(event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Open the person's page."""
        self._grip = None
        self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with Ctrl+arrows, go to a neighbour with arrows, open with Enter, take off with Delete."""
        step = ARROWS.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.stepped.emit(*step)
        elif step is not None:
            self.turned.emit(*step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class MapField(QWidget):
    """Hold the cells and the people in them; `moved` carries an id, support and influence, both 0 to take off."""

    moved = Signal(str, int, int)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Map of stakeholders: support from left to right, influence upwards"))
        self._chips: dict[tuple[int, int], list[PersonChip]] = defaultdict(list)
        self._target: tuple[int, int] | None = None

    def framed(self) -> QScrollArea:
        """Give the field in an area that scrolls when there are more people than room."""
        return scrolled(self, self.parentWidget() or self)

    def show_people(self, people: Sequence[MapPerson]) -> None:
        """Show who is placed."""
        for chips in self._chips.values():
            for chip in chips:
                chip.hide()
                chip.deleteLater()
        self._chips.clear()
        for one in people:
            chip = PersonChip(one, self)
            self.adopt(chip)
            self._chips[one.support or MIDDLE, one.influence or MIDDLE].append(chip)
            chip.show()
        self.setMinimumHeight(self._needed())
        self._place()
        self.update()

    def adopt(self, chip: PersonChip) -> None:
        """Follow a person shown here or beside: what is done with them is told by this field."""
        person = chip.person
        chip.dragged.connect(self._on_dragged)
        chip.dropped.connect(lambda place: self._on_dropped(person, place))
        chip.stepped.connect(lambda support, influence: self._on_stepped(person, support, influence))
        chip.turned.connect(lambda right, up: self._on_turned(chip, right, up))
        if person.is_placed:
            chip.left.connect(lambda: self.moved.emit(person.id, 0, 0))
        chip.opened.connect(lambda: self.opened.emit(person.id))

    def focus_first(self) -> bool:
        """Put the keyboard on the first person, if there is one."""
        chips = [chip for key in sorted(self._chips) for chip in self._chips[key]]
        if chips:
            chips[0].setFocus(Qt.FocusReason.TabFocusReason)
        return bool(chips)

    def cell_at(self, place: QPoint) -> tuple[int, int] | None:
        """Give the support and influence of a point of this field, None outside."""
        for support in range(1, STEPS + 1):
            for influence in range(1, STEPS + 1):
                if self.cell(support, influence).contains(place):
                    return support, influence
        return None

    def cell(self, support: int, influence: int) -> QRect:
        """Give the place of a cell."""
        left, top, right, foot = self._margins()
        wide = (self.width() - left - right) / STEPS
        heights = self._heights(self.height() - top - foot)
        above = sum(heights[STEPS - 1 - row] for row in range(STEPS - influence))
        return QRectF(left + (support - 1) * wide, top + above, wide, heights[influence - 1]).toAlignedRect()

    # Geometry

    def _margins(self) -> tuple[int, int, int, int]:
        unit = self.fontMetrics().height()
        return round(unit * 1.7), round(unit * 0.6), round(unit * 0.6), round(unit * 1.9)

    def _line(self) -> int:
        return round(self.fontMetrics().height() * 1.5)

    def _row_needs(self) -> list[int]:
        """Give the least height of each row, from the lowest influence."""
        unit = self.fontMetrics().height()
        counts = [
            max(len(self._chips.get((support, influence), ())) for support in range(1, STEPS + 1))
            for influence in range(1, STEPS + 1)
        ]
        needs = [max(count, 1) * self._line() + round(unit * 0.6) for count in counts]
        # The words of the quarters stand under the names.
        for row in (0, MIDDLE):
            needs[row] += round(unit * 1.1)
        return needs

    def _needed(self) -> int:
        _left, top, _right, foot = self._margins()
        return sum(self._row_needs()) + top + foot

    def _heights(self, room: int) -> list[int]:
        """Share the room: each row what it needs, the rest in equal parts."""
        needs = self._row_needs()
        spare = max(0, room - sum(needs)) // STEPS
        return [need + spare for need in needs]

    def _place(self) -> None:
        pad = round(self.fontMetrics().height() * 0.3)
        for (support, influence), chips in self._chips.items():
            cell = self.cell(support, influence)
            wide = cell.width() - 2 * pad
            for number, chip in enumerate(chips):
                height = self._line() - 2
                chip.setGeometry(cell.left() + pad, cell.top() + pad + number * self._line(), wide, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everybody again."""
        super().resizeEvent(event)
        self._place()

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the grounds of the four quarters, their words, the cells and the axes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = self.cell(1, STEPS).united(self.cell(STEPS, 1))
        painter.fillRect(whole, colour("surface"))
        high = self.cell(MIDDLE + 1, STEPS).united(self.cell(STEPS, MIDDLE + 1))
        painter.fillRect(high, colour("hover"))
        if self._target is not None:
            painter.fillRect(self.cell(*self._target), colour("accent_soft"))
        painter.setPen(QPen(colour("line"), 1))
        for step in range(1, STEPS + 1):
            painter.drawRect(self.cell(step, step).united(self.cell(step, 1)).united(self.cell(step, STEPS)))
            painter.drawRect(self.cell(1, step).united(self.cell(STEPS, step)))
        self._paint_quarters(painter, whole)
        self._paint_axes(painter, whole)
        painter.end()

    def _paint_quarters(self, painter: QPainter, whole: QRect) -> None:
        """Write in each corner what is to be done with the people there."""
        painter.setFont(scaled_font(self.font(), 0.92, QFont.Weight.DemiBold))
        painter.setPen(colour("accent"))
        unit = self.fontMetrics().height()
        inner = QRectF(whole).adjusted(unit * 0.5, unit * 0.2, -unit * 0.5, -unit * 0.2)
        foot = Qt.AlignmentFlag.AlignBottom
        upper = QRectF(inner)
        upper.setBottom(self.cell(1, MIDDLE + 1).bottom() - unit * 0.2)
        low_against, low_for, high_against, high_for = quarter_words()
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | foot, low_against)
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | foot, low_for)
        painter.drawText(upper, Qt.AlignmentFlag.AlignLeft | foot, high_against)
        painter.drawText(upper, Qt.AlignmentFlag.AlignRight | foot, high_for)

    def _paint_axes(self, painter: QPainter, whole: QRect) -> None:
        unit = self.fontMetrics().height()
        painter.setFont(scaled_font(self.font(), 0.94, QFont.Weight.DemiBold))
        painter.setPen(colour("muted"))
        under = QRectF(whole.left(), whole.bottom() + unit * 0.25, whole.width(), unit * 1.3)
        painter.drawText(under, _CENTRE, _("Support"))
        painter.drawText(under, _LEFT, _("1, against"))
        painter.drawText(under, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, _("5, for"))
        painter.save()
        painter.translate(unit * 0.2, whole.bottom())
        painter.rotate(-90)
        beside = QRectF(0, 0, whole.height(), unit * 1.3)
        painter.drawText(beside, _CENTRE, _("Influence"))
        painter.drawText(beside, _LEFT, _("1, little"))
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, _("5, much"))
        painter.restore()

    # Moving

    def _on_dragged(self, place: QPoint) -> None:
        target = self._cell_under(place)
        if target != self._target:
            self._target = target
            self.update()

    def _on_dropped(self, person: MapPerson, place: QPoint) -> None:
        target, self._target = self._cell_under(place), None
        self.update()
        if target is not None and target != (person.support, person.influence):
            self.moved.emit(person.id, *target)

    def _cell_under(self, place: QPoint) -> tuple[int, int] | None:
        own = self.mapFromGlobal(place)
        return self.cell_at(own) if self.visibleRegion().contains(own) else None

    def _on_stepped(self, person: MapPerson, support: int, influence: int) -> None:
        """Move by one step; somebody who was not placed begins in the middle."""
        if not person.is_placed:
            self.moved.emit(person.id, MIDDLE, MIDDLE)
            return
        target = (
            _within((person.support or MIDDLE) + support),
            _within((person.influence or MIDDLE) + influence),
        )
        if target != (person.support, person.influence):
            self.moved.emit(person.id, *target)

    def _on_turned(self, chip: PersonChip, right: int, up: int) -> None:
        """Give the keyboard to the nearest person in a direction."""
        found = nearest(chip, self.window().findChildren(PersonChip), right, up)
        if found is not None:
            found.setFocus(Qt.FocusReason.TabFocusReason)


def quarter_words() -> tuple[str, str, str, str]:
    """Say what to do with people: little influence against, for; much influence against, for."""
    return _("Keep an eye on"), _("Keep informed, involve"), _("Convince"), _("Ask to act")


def said_words(person: MapPerson) -> str:
    """Tell a person in words: name, function, side, and where they are on the map."""
    parts = [person.name, person.function, label(person.side) if person.side is not None else ""]
    if person.is_placed:
        where = _("support {support}, influence {influence}")
        parts.append(where.format(support=person.support, influence=person.influence))
    else:
        parts.append(_("not placed yet"))
    return ", ".join(part for part in parts if part)


def _within(step: int) -> int:
    return max(1, min(STEPS, step))
