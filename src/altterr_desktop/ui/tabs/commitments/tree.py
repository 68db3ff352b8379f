"""Show the commitments as a plan is written: axis above measure above action, with the states under each branch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.domain.dates import Precision
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import deadline_words, short_date
from altterr_desktop.i18n.labels import label, short_label
from altterr_desktop.i18n.names import labelled
from altterr_desktop.i18n.numbers import number
from altterr_desktop.services.commitment_tree import TreeNode
from altterr_desktop.ui.kit.columns import Cell
from altterr_desktop.ui.kit.delegates import VALUE_ROLE, CellDelegate
from altterr_desktop.ui.kit.plain import plain_tip, scaled_font
from altterr_desktop.ui.kit.standings import paint_disc, standing_colours
from altterr_desktop.ui.kit.theme import colour

NAME, BELOW, STATE, DEADLINE = range(4)
_CHARS = {BELOW: 28, STATE: 18, DEADLINE: 15}
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MOST_OPEN = 1000
_DARK = (Standing.DONE, Standing.PARTLY_DONE, Standing.ABANDONED)


class TreeModel(QAbstractItemModel):
    """Hold the nodes of the tree, as the service gave them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.nodes: Sequence[TreeNode] = ()
        self._roots: list[int] = []
        self._rows: list[int] = []
        self._places: Mapping[str, int] = {}

    def show_nodes(self, nodes: Sequence[TreeNode]) -> None:
        """Show these nodes."""
        self.beginResetModel()
        self.nodes = nodes
        self._roots = [place for place, node in enumerate(nodes) if node.parent < 0]
        self._rows = [0] * len(nodes)
        for siblings in (self._roots, *(node.children for node in nodes if node.children)):
            for row, place in enumerate(siblings):
                self._rows[place] = row
        self._places = {node.id: place for place, node in enumerate(nodes)}
        self.endResetModel()

    def node_at(self, index: _Index) -> TreeNode | None:
        """Give the node of an index."""
        return self.nodes[index.internalId()] if index.isValid() else None

    def index_of(self, record_id: str) -> QModelIndex:
        """Give the index of a commitment; invalid where the tree does not show it."""
        place = self._places.get(record_id)
        return self.createIndex(self._rows[place], NAME, place) if place is not None else QModelIndex()

    def above(self, node: TreeNode) -> TreeNode | None:
        """Give the node a node is part of."""
        return self.nodes[node.parent] if node.parent >= 0 else None

    def sibling_before(self, node: TreeNode) -> TreeNode | None:
        """Give the node right before a node under the same one."""
        siblings = self._siblings(node)
        row = self._rows[self._places[node.id]]
        return self.nodes[siblings[row - 1]] if row else None

    def _siblings(self, node: TreeNode) -> Sequence[int]:
        return self._roots if node.parent < 0 else self.nodes[node.parent].children

    def index(self, row: int, column: int, parent: _Index = _NOWHERE) -> QModelIndex:
        siblings = self.nodes[parent.internalId()].children if parent.isValid() else self._roots
        if 0 <= row < len(siblings) and 0 <= column < len(_TITLES):
            return self.createIndex(row, column, siblings[row])
        return QModelIndex()

    def parent(self, index: _Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        node = self.node_at(index)
        if node is None or node.parent < 0:
            return QModelIndex()
        return self.createIndex(self._rows[node.parent], NAME, node.parent)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        if parent.column() > 0:
            return 0
        return len(self.nodes[parent.internalId()].children) if parent.isValid() else len(self._roots)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return len(_TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[section]()
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        node = self.node_at(index)
        if node is None:
            return None
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _shown(node, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return labelled(_TITLES[column](), _spoken(node, column) or "–")
        if role == VALUE_ROLE:
            return {STATE: _state(node), BELOW: node, DEADLINE: _deadline(node)}.get(column)
        if role == Qt.ItemDataRole.ToolTipRole and column in {NAME, BELOW}:
            words = node.title if column == NAME else counts_words(node)
            return plain_tip(words) if words else None
        if role == Qt.ItemDataRole.FontRole and column == NAME and node.is_branch:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return None


def counts_words(node: TreeNode) -> str:
    """Say how many commitments stand where under a branch."""
    return ", ".join(labelled(label(standing), number(count)) for standing, count in node.counts)


def _shown(node: TreeNode, column: int) -> str:
    if column == NAME:
        return f"{node.number}  {node.title}" if node.number else node.title
    if column == STATE:
        standing = _state(node)
        return short_label(standing) if standing is not None else ""
    return _deadline(node)[0] if column == DEADLINE else ""


def _spoken(node: TreeNode, column: int) -> str:
    if column == BELOW:
        return counts_words(node)
    if column == STATE:
        standing = _state(node)
        return label(standing) if standing is not None else ""
    if column == DEADLINE:
        return ", ".join(part for part in _deadline(node) if part)
    return _shown(node, column)


def _state(node: TreeNode) -> Standing | None:
    """Give the state to show; what only holds others together has none of its own."""
    return None if node.is_branch and node.standing is Standing.NOT_ASSESSED else node.standing


def _deadline(node: TreeNode) -> tuple[str, str]:
    if node.deadline_precision is Precision.MANDATE:
        words = _("end of the mandate")
    elif node.deadline is None:
        words = node.deadline_words.strip()
    elif node.deadline_precision is Precision.DAY:
        words = short_date(node.deadline)
    else:
        words = deadline_words(node.deadline, node.deadline_precision)
    return words, _("Late") if node.late else ""


_TITLES = (
    lambda: _("Commitment"),
    lambda: _("Under this branch"),
    lambda: _("State"),
    lambda: _("Deadline"),
)


def _paint_line(painter: QPainter, rect: QRectF) -> None:
    painter.setPen(QPen(colour("line"), 1))
    bottom = round(rect.bottom() - 0.5)
    painter.drawLine(round(rect.left()), bottom, round(rect.right()), bottom)


class _CountsDelegate(QStyledItemDelegate):
    """Draw the states under a branch: the sign of each with its number, readable without colour."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        rect = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour("accent_soft"))
        _paint_line(painter, rect)
        node = index.data(VALUE_ROLE)
        painter.setFont(scaled_font(option.font, 0.94))
        metrics = painter.fontMetrics()
        side = metrics.height() * 0.86
        left = rect.left() + side * 0.5
        counts = node.counts if isinstance(node, TreeNode) else ()
        for place, (standing, count) in enumerate(counts):
            word = number(count)
            wide = side * 1.3 + metrics.horizontalAdvance(word)
            rest = 0 if place == len(counts) - 1 else side * 1.4
            if left + wide + rest > rect.right():
                # The others are in the tip, and spoken.
                painter.setPen(colour("muted"))
                painter.drawText(
                    QRectF(left, rect.top(), rect.right() - left, rect.height()),
                    Qt.AlignmentFlag.AlignVCenter,
                    "…",
                )
                break
            tints = standing_colours(standing)
            tint = QColor(tints.fill) if standing in _DARK else colour("ink")
            box = QRectF(left, rect.center().y() - side / 2, side, side)
            paint_disc(painter, box, standing, tint, QColor(tints.ink))
            painter.setPen(colour("ink"))
            painter.drawText(
                QRectF(left + side * 1.25, rect.top(), wide, rect.height()),
                Qt.AlignmentFlag.AlignVCenter,
                word,
            )
            left += wide + side * 0.75
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, round(option.fontMetrics.height() * 2.3))


class _NameDelegate(QStyledItemDelegate):
    """Draw a name over the ground of its row; what is shown for its parts alone is quieter."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        painter.save()
        _paint_line(painter, QRectF(option.rect))
        painter.restore()

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        model = index.model()
        node = model.node_at(index) if isinstance(model, TreeModel) else None
        if node is not None and not node.found:
            option.palette.setColor(option.palette.ColorRole.Text, colour("muted"))

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, round(option.fontMetrics.height() * 2.3))


class PlanTree(QTreeView):
    """Show the tree.

    `current_changed` carries the commitment reached, `opened` the one to open, `indent_asked` and `outdent_asked`
    the one to put one step deeper or higher.
    """

    current_changed = Signal(str)
    opened = Signal(str)
    indent_asked = Signal(str)
    outdent_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.nodes = TreeModel(self)
        self._wanted = ""
        self._closed: set[str] = set()
        self._menu: Sequence[QAction] = ()
        self.setModel(self.nodes)
        self.setProperty("kind", "bare")
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(_("Commitments as a tree"))
        self.setExpandsOnDoubleClick(False)
        self.setItemDelegateForColumn(NAME, _NameDelegate(self))
        self.setItemDelegateForColumn(BELOW, _CountsDelegate(self))
        self.setItemDelegateForColumn(STATE, CellDelegate(Cell.STANDING, _no_row, self))
        self.setItemDelegateForColumn(DEADLINE, CellDelegate(Cell.ALERT, _no_row, self))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        unit = self.fontMetrics().averageCharWidth()
        for column, chars in _CHARS.items():
            self.setColumnWidth(column, unit * chars)
        self.customContextMenuRequested.connect(self._on_menu_asked)
        self.doubleClicked.connect(lambda *_index: self._open())
        self.collapsed.connect(lambda index: self._remember(index, closed=True))
        self.expanded.connect(lambda index: self._remember(index, closed=False))
        self.selectionModel().currentChanged.connect(lambda *_index: self._on_current_changed())

    def show_nodes(self, nodes: Sequence[TreeNode]) -> None:
        """Show these nodes, open but for what a person closed, on the same commitment."""
        wanted = self._wanted
        self.nodes.show_nodes(nodes)
        self._open_branches()
        self.select_id(wanted)

    def current_id(self) -> str:
        """Give the id of the current commitment, «» for none."""
        node = self.nodes.node_at(self.currentIndex())
        return node.id if node is not None else ""

    def select_id(self, record_id: str) -> None:
        """Make a commitment the current one where it is shown."""
        self._wanted = record_id
        index = self.nodes.index_of(record_id)
        if index.isValid() and record_id != self.current_id():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index)

    def set_menu_actions(self, actions: Sequence[QAction]) -> None:
        """Offer actions in the context menu."""
        self._menu = tuple(actions)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter; with Alt, Right and Left put the commitment one step deeper or higher."""
        record_id = self.current_id()
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and record_id:
            asked = {Qt.Key.Key_Right: self.indent_asked, Qt.Key.Key_Left: self.outdent_asked}.get(
                Qt.Key(event.key())
            )
            if asked is not None:
                asked.emit(record_id)
                event.accept()
                return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
            event.accept()
            return
        super().keyPressEvent(event)

    def _open_branches(self) -> None:
        """Open everything but what a person closed; of a very long plan the first steps only."""
        self.blockSignals(True)
        if len(self.nodes.nodes) > _MOST_OPEN:
            self.expandToDepth(0)
        else:
            self.expandAll()
        for record_id in self._closed:
            self.setExpanded(self.nodes.index_of(record_id), False)
        self.blockSignals(False)

    def _remember(self, index: QModelIndex, *, closed: bool) -> None:
        node = self.nodes.node_at(index)
        if node is not None:
            (self._closed.add if closed else self._closed.discard)(node.id)

    def _open(self) -> None:
        if record_id := self.current_id():
            self.opened.emit(record_id)

    def _on_current_changed(self) -> None:
        record_id = self.current_id()
        if record_id and record_id != self._wanted:
            self._wanted = record_id
            self.current_changed.emit(record_id)

    def _on_menu_asked(self, where: QPoint) -> None:
        if self.indexAt(where).isValid() and self._menu:
            self.setCurrentIndex(self.indexAt(where))
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addActions(list(self._menu))
            menu.popup(self.viewport().mapToGlobal(where))


def _no_row() -> int:
    return -1
