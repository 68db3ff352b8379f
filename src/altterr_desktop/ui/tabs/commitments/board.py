"""Show the commitments as cards in columns, one a state; a card put elsewhere only asks for a verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.domain.lists import Page, Query
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import labelled
from altterr_desktop.i18n.numbers import number
from altterr_desktop.ui.kit.columns import Cell, Column, id_of
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.icons import pixmap
from altterr_desktop.ui.kit.plain import PlainLabel, scaled_font
from altterr_desktop.ui.kit.row_model import RowModel
from altterr_desktop.ui.kit.theme import colour, theme
from altterr_desktop.ui.tabs.commitments.columns import ListRow, commitments_counted, list_rows
from altterr_desktop.ui.tabs.commitments.signs import standing_icon

# From what was not looked at to what is kept, then what left the scale.
ORDER = (
    Standing.NOT_ASSESSED,
    Standing.NOT_STARTED,
    Standing.ANNOUNCED,
    Standing.IN_PROGRESS,
    Standing.PARTLY_DONE,
    Standing.DONE,
    Standing.SUSPENDED,
    Standing.ABANDONED,
    Standing.NOT_MEASURABLE,
    Standing.OUTSIDE_COMPETENCE,
    Standing.VOID,
)
_MIME = "application/x-altterr-commitment"
_CHARS = 28
_TITLE_LINES = 3
_Index = QModelIndex | QPersistentModelIndex


class _Cards(RowModel):
    """Hold the cards of one column; a card can be dragged."""

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        rows = [self.row_at(index.row()) for index in indexes]
        data.setData(_MIME, "\n".join(id_of(row) for row in rows if row is not None).encode())
        return data

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction


class _CardDelegate(QStyledItemDelegate):
    """Draw a card: title on three lines at most, theme and official, deadline and its lateness in words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        height = option.fontMetrics.height()
        return QSize(0, round(height * (_TITLE_LINES + 3.4)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        row = model.row_at(index.row()) if isinstance(model, RowModel) else None
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = QFontMetricsF(option.font).height()
        card = QRectF(option.rect).adjusted(unit * 0.35, unit * 0.18, -unit * 0.35, -unit * 0.18)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = chosen and bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(
            QPen(colour("focus" if focused else "accent" if chosen else "line"), 2 if chosen else 1)
        )
        painter.setBrush(colour("accent_soft" if chosen else "surface"))
        painter.drawRoundedRect(card, unit * 0.35, unit * 0.35)
        if isinstance(row, ListRow):
            _paint_card(
                painter, card.adjusted(unit * 0.55, unit * 0.4, -unit * 0.45, -unit * 0.35), row, option.font
            )
        painter.restore()


def _paint_card(painter: QPainter, box: QRectF, row: ListRow, font: QFont) -> None:
    strong = scaled_font(font, 1, QFont.Weight.Medium)
    painter.setPen(colour("ink"))
    name = f"{row.number} · {row.named[0]}" if row.number else row.named[0]
    _paint_lines(painter, box, name, strong)
    small = scaled_font(font, 0.9)
    painter.setFont(small)
    low = QFontMetricsF(small).height()
    metrics = QFontMetricsF(small)
    bottom = QRectF(box.left(), box.bottom() - low, box.width(), low)
    painter.setPen(colour("muted"))
    under = metrics.elidedText(row.named[1], Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(bottom.translated(0, -low * 1.1), Qt.AlignmentFlag.AlignVCenter, under)
    deadline, warning = row.deadline
    left = bottom.left()
    if warning:
        side = round(low * 0.9)
        sign = pixmap("triangle-alert", side, theme().tokens["danger"])
        painter.drawPixmap(round(left), round(bottom.center().y() - side / 2), sign)
        painter.setPen(colour("danger"))
        left += low * 1.15
        deadline = f"{deadline} · {warning}"
    if deadline != "–":
        room = QRectF(left, bottom.top(), bottom.right() - left, low)
        shown = metrics.elidedText(deadline, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)


def _paint_lines(painter: QPainter, box: QRectF, text: str, font: QFont) -> None:
    """Draw a text on three lines at most; the last one says by … that more follows."""
    metrics = QFontMetricsF(font)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    painter.setFont(font)
    layout.beginLayout()
    for place in range(_TITLE_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(box.width())
        start, length = line.textStart(), line.textLength()
        words = text[start:] if place == _TITLE_LINES - 1 else text[start : start + length].rstrip()
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width() + 0.5)
        row = QRectF(box.left(), box.top() + place * metrics.height(), box.width() + 1, metrics.height())
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, shown)
    layout.endLayout()


class _CardList(QListView):
    """Be the cards of one state.

    `stepped` carries -1 or 1 for the column beside, `moved` the same for a card to be judged so, `dropped` the id
    of a card that came from another column, `opened` the one Enter was pressed on, `reached` the current one.
    """

    stepped = Signal(int)
    moved = Signal(int)
    dropped = Signal(str)
    opened = Signal(str)
    reached = Signal(str)

    def __init__(self, model: _Cards, standing: Standing, parent: QWidget) -> None:
        super().__init__(parent)
        self._cards = model
        self._kept = ("", 0)
        self.setModel(model)
        self.setItemDelegate(_CardDelegate(self))
        self.setProperty("kind", "bare")
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setAccessibleName(label(standing))
        self.viewport().setAutoFillBackground(False)
        self.doubleClicked.connect(lambda *_index: self._open())
        self.selectionModel().currentChanged.connect(lambda *_index: self._on_current_changed())
        model.arrived.connect(lambda *_total: self._on_arrived())

    def current_id(self) -> str:
        """Give the id of the current card, «» for none."""
        row = self._cards.row_at(self.currentIndex().row()) if self.currentIndex().isValid() else None
        return id_of(row) if row is not None else ""

    def enter(self) -> None:
        """Take the keyboard, on the first card unless one is current."""
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which card the keyboard is on: Qt makes one current, and selects none."""
        super().focusInEvent(event)
        index = self.currentIndex() if self.currentIndex().isValid() else self._cards.index(0, 0)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._on_current_changed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the column beside with Left and Right; with Ctrl too, propose its state for the card."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None:
            ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            (self.moved if ctrl else self.stepped).emit(step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._judge(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._judge(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for a verdict; the card stays where it is until one was recorded."""
        record_id = bytes(event.mimeData().data(_MIME).data()).decode().split("\n")[0]
        if event.source() is self or not record_id:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(record_id)

    def _judge(self, event: QDropEvent) -> None:
        if event.mimeData().hasFormat(_MIME) and event.source() is not self:
            event.acceptProposedAction()
        else:
            event.ignore()

    def _open(self) -> None:
        if record_id := self.current_id():
            self.opened.emit(record_id)

    def _on_current_changed(self) -> None:
        if (record_id := self.current_id()) and self.hasFocus():
            self._kept = (record_id, self.currentIndex().row())
            self.reached.emit(record_id)

    def _on_arrived(self) -> None:
        """Stay on the card when cards are asked for again; where it left the column, on the one in its place."""
        if not self.hasFocus() or self.currentIndex().isValid() or not self._cards.total:
            return
        record_id, place = self._kept
        row = self._cards.row_of(record_id)
        index = self._cards.index(min(place, self._cards.total - 1) if row is None else row, 0)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)


class _Column(QFrame):
    """Be one state: its sign, its word, how many, and its cards."""

    def __init__(self, standing: Standing, cards: _Cards, parent: QWidget) -> None:
        super().__init__(parent)
        self.standing = standing
        self.cards = cards
        self.setProperty("kind", "card")
        unit = self.fontMetrics().height()
        self._sign = QLabel(self)
        self._count = PlainLabel(self, "", "muted")
        head = QHBoxLayout()
        head.setContentsMargins(round(unit * 0.6), round(unit * 0.35), round(unit * 0.6), 0)
        head.setSpacing(round(unit * 0.4))
        head.addWidget(self._sign)
        name = PlainLabel(self, label(standing), "section")
        name.setWordWrap(True)
        head.addWidget(name, 1)
        head.addWidget(self._count)
        self.list = _CardList(cards, standing, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, round(unit * 0.3))
        column.setSpacing(round(unit * 0.3))
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * _CHARS + unit)
        cards.arrived.connect(self._on_arrived)

    def draw(self) -> None:
        """Draw the sign in the colours of the theme."""
        side = self.fontMetrics().height()
        self._sign.setPixmap(standing_icon(self.standing, side).pixmap(side, side))

    def _on_arrived(self, total: int) -> None:
        self._count.setText(number(total))
        self.list.setAccessibleName(labelled(label(self.standing), commitments_counted(total)))


class Board(QScrollArea):
    """Show one column a state, side by side.

    `current_changed` carries the card reached, `opened` the one to open, `verdict_asked` a card and the state it
    was put under: nothing is written here.
    """

    current_changed = Signal(str)
    opened = Signal(str)
    verdict_asked = Signal(str, object)

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._columns: list[_Column] = []
        self._wants_focus = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Board of the commitments by state"))
        inside = QWidget(self)
        unit = self.fontMetrics().height()
        row = QHBoxLayout(inside)
        row.setContentsMargins(round(unit * 0.3), round(unit * 0.3), round(unit * 0.3), round(unit * 0.3))
        row.setSpacing(round(unit * 0.5))
        for standing in ORDER:
            column = _Column(standing, self._cards(standing), inside)
            column.list.stepped.connect(lambda step, column=column: self._step(column, step))
            column.list.moved.connect(lambda step, column=column: self._propose(column, step))
            column.list.dropped.connect(
                lambda record_id, standing=standing: self.verdict_asked.emit(record_id, standing)
            )
            column.list.opened.connect(self.opened)
            column.list.reached.connect(lambda record_id, column=column: self._on_reached(column, record_id))
            column.cards.arrived.connect(lambda *_total: self._focus_if_come())
            self._columns.append(column)
            row.addWidget(column)
        row.addStretch(1)
        self.setWidget(inside)

    def show_query(self, query: Query) -> None:
        """Show the commitments of a query; a filter by state hides the other columns."""
        wanted = query.chosen("standing")
        filters = tuple(pair for pair in query.filters if pair[0] != "standing")
        for column in self._columns:
            column.setVisible(not wanted or column.standing.value in wanted)
            column.draw()
            own = replace(
                query, filters=(*filters, ("standing", (column.standing.value,))), group="", folded=()
            )
            column.cards.set_query(own)

    def column(self, standing: Standing) -> QListView:
        """Give the cards of a state."""
        return next(column.list for column in self._columns if column.standing is standing)

    def focus_first(self) -> None:
        """Give the keyboard to the first column that has a card, once all have come."""
        self._wants_focus = True
        self._focus_if_come()

    def _focus_if_come(self) -> None:
        shown = self._visible()
        if not self._wants_focus or not all(column.cards.is_answered for column in shown):
            return
        self._wants_focus = False
        first = next((column for column in shown if column.cards.total), None)
        if first is not None:
            first.list.enter()

    def _cards(self, standing: Standing) -> _Cards:
        column = Column("named", label(standing), _CHARS, Cell.TWO_LINES)
        source: Callable[[Query], Page[Any]] = self._ask
        return _Cards([column], source, self._context.operations, self)

    def _ask(self, query: Query) -> Page[Any]:
        return list_rows(self._context.operations.dossier, query)

    def _visible(self) -> list[_Column]:
        return [column for column in self._columns if not column.isHidden()]

    def _step(self, start: _Column, step: int) -> None:
        """Go to the next column that has a card."""
        shown = self._visible()
        place = shown.index(start) + step
        while 0 <= place < len(shown):
            if shown[place].cards.total:
                shown[place].list.enter()
                self.ensureWidgetVisible(shown[place], 0, 0)
                return
            place += step

    def _propose(self, start: _Column, step: int) -> None:
        shown = self._visible()
        place = shown.index(start) + step
        record_id = start.list.current_id()
        if record_id and 0 <= place < len(shown):
            self.verdict_asked.emit(record_id, shown[place].standing)

    def _on_reached(self, column: _Column, record_id: str) -> None:
        for other in self._columns:
            if other is not column:
                other.list.selectionModel().select(QModelIndex(), QItemSelectionModel.SelectionFlag.Clear)
        self.current_changed.emit(record_id)
