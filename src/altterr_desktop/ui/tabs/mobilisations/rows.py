"""Hold rows that are built again when the record changes, the keyboard staying where it was; it knows no record."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.i18n import _
from altterr_desktop.ui.kit.icons import set_icon


class RowList(QWidget):
    """Show rows one under the other; the widget with the focus is found again by its object name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    @property
    def rows(self) -> list[QWidget]:
        """Give the rows shown."""
        return list(self._rows)

    def show_rows(self, rows: Sequence[QWidget]) -> None:
        """Replace the rows."""
        focused = QApplication.focusWidget()
        name = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        for row in self._rows:
            self._column.removeWidget(row)
            row.setParent(None)
            row.deleteLater()
        self._rows = list(rows)
        for row in self._rows:
            self._column.addWidget(row)
        if name:
            found = self.findChild(QWidget, name) or next(iter(_focusable(self)), None)
            if found is not None:
                found.setFocus(Qt.FocusReason.OtherFocusReason)


def _focusable(widget: QWidget) -> list[QWidget]:
    return [one for one in widget.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]


def line(parent: QWidget, *widgets: QWidget, stretch: int = 0) -> QWidget:
    """Put widgets side by side on one row; the one at the place `stretch` takes what is left."""
    row = QWidget(parent)
    unit = parent.fontMetrics().height()
    inside = QHBoxLayout(row)
    inside.setContentsMargins(0, round(unit * 0.14), 0, round(unit * 0.14))
    inside.setSpacing(round(unit * 0.5))
    for place, widget in enumerate(widgets):
        inside.addWidget(widget, 1 if place == stretch else 0)
    return row


def small_button(
    parent: QWidget, icon_name: str, words: str, name: str, on_click: Callable[[], object]
) -> QToolButton:
    """Build a quiet button with an icon, named for screen readers."""
    button = QToolButton(parent)
    button.setObjectName(name)
    button.setAccessibleName(words)
    button.setToolTip(words)
    set_icon(button, icon_name, "muted")
    button.clicked.connect(lambda *_checked: on_click())
    return button


def remove_button(parent: QWidget, what: str, name: str, on_click: Callable[[], object]) -> QToolButton:
    """Build the button that takes a row away."""
    return small_button(parent, "x", _("Remove: {name}").format(name=what), name, on_click)


class Page(QScrollArea):
    """Scroll a column of widgets over the card's own ground."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        unit = self.fontMetrics().height()
        inside = QWidget(self)
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, round(unit * 0.6), round(unit * 0.6), unit)
        self.column.setSpacing(round(unit * 0.45))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)
        on_card(self)


def on_card(scroll: QScrollArea) -> None:
    """Let the card's ground show behind a scroll area, which would paint the page's."""
    scroll.viewport().setAutoFillBackground(False)
    inside = scroll.widget()
    if inside is not None:
        inside.setAutoFillBackground(False)
