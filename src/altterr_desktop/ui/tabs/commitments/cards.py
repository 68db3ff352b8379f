"""Stack cards in a place that scrolls: verdicts, evidence, acts; it knows none of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.i18n import _
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.plain import PlainLabel, scaled_font

# More cards than this are built when asked for: each is a handful of widgets.
BATCH = 25


class CardList(QScrollArea):
    """Show cards one under the other; those past the first 25 come with a button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._makers: list[Callable[[QWidget], QWidget]] = []
        self._built = 0
        self._start_over()

    def show_cards(self, makers: Sequence[Callable[[QWidget], QWidget]]) -> None:
        """Show these cards, each made by a function that is given its parent."""
        self._makers = list(makers)
        self._start_over()
        self._build_more()

    def _start_over(self) -> None:
        self._built = 0
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        unit = self.fontMetrics().height()
        self._column.setContentsMargins(0, 0, unit // 3, 0)
        self._column.setSpacing(round(unit * 0.55))
        self._more = QPushButton(_("Show more"), inside)
        self._more.clicked.connect(lambda *_on: self._build_more())
        self._column.addWidget(self._more)
        self._column.addStretch(1)
        self._inside = inside
        # The former cards go with the widget that is replaced.
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def _build_more(self) -> None:
        for maker in self._makers[self._built : self._built + BATCH]:
            self._column.insertWidget(self._built, maker(self._inside))
            self._built += 1
        self._more.setVisible(self._built < len(self._makers))


class Card(QFrame):
    """Be one card: lines of words, and at the top right a menu of what can be done with it."""

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setAccessibleName(name)
        self._name = name
        unit = self.fontMetrics().height()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(
            round(unit * 0.7), round(unit * 0.5), round(unit * 0.5), round(unit * 0.6)
        )
        self.column.setSpacing(round(unit * 0.3))
        self.head = QHBoxLayout()
        self.head.setSpacing(round(unit * 0.5))
        self.column.addLayout(self.head)

    def add_menu(self, entries: Sequence[tuple[str, str, Callable[[], object]]]) -> QToolButton:
        """Put a menu of (words, icon, what to do) at the end of the head."""
        button = QToolButton(self)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolTip(_("What can be done with it"))
        button.setAccessibleName(_("What can be done with: {what}").format(what=self._name))
        set_icon(button, "ellipsis-vertical", "muted")
        menu = QMenu(button)
        for text, icon, call in entries:
            action = menu.addAction(text)
            set_icon(action, icon)
            action.triggered.connect(lambda *_on, call=call: call())
        button.setMenu(menu)
        self.head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return button

    def add_text(self, text: str, kind: str = "", *, strong: bool = False, titled: str = "") -> None:
        """Add a paragraph, with a quiet title before it; nothing for an empty text."""
        if not text.strip():
            return
        if titled:
            title = PlainLabel(self, titled, "label")
            title.setFont(scaled_font(self.font(), 0.9))
            self.column.addSpacing(self.fontMetrics().height() // 4)
            self.column.addWidget(title)
        self.column.addWidget(paragraph(self, text, kind, strong=strong))


def paragraph(parent: QWidget, text: str, kind: str = "", *, strong: bool = False) -> PlainLabel:
    """Build words that wrap and can be copied."""
    label = PlainLabel(parent, text, kind)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if strong:
        label.setFont(scaled_font(parent.font(), 1, QFont.Weight.DemiBold))
    return label
