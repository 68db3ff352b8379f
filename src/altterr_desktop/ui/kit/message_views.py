"""Show messages: a bar over the page, a toast over its foot, the status line under it; never a blocking box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QToolButton, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.messages import Message, Messages, Place
from altterr_desktop.ui.kit.plain import ElidedLabel, PlainLabel

if TYPE_CHECKING:
    from altterr_desktop.ui.kit.operations import Operations, Task

TOAST_MS = 8000
STATUS_MS = 6000


class MessageBar(QFrame):
    """Show the last warning over the page until it is closed."""

    def __init__(self, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self._message: Message | None = None
        self._label = PlainLabel(self)
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = QToolButton(self)
        self._action.clicked.connect(self._on_action_clicked)
        close = QToolButton(self)
        close.setAccessibleName(_("Close this message"))
        close.setToolTip(_("Close this message"))
        set_icon(close, "x", "warn")
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        side = self.fontMetrics().height()
        row.setContentsMargins(side, side // 4, side // 2, side // 4)
        row.addWidget(self._label, 1)
        row.addWidget(self._action)
        row.addWidget(close)
        self.hide()
        messages.shown.connect(self._on_shown)
        messages.bar_cleared.connect(self.hide)

    def text(self) -> str:
        """Give the words shown."""
        return self._label.text()

    def _on_shown(self, message: Message) -> None:
        if message.place is Place.BAR:
            self._message = message
            self._label.setText(message.text)
            self.setAccessibleName(message.text)
            self._action.setText(message.action)
            self._action.setVisible(bool(message.action))
            self.show()

    def _on_action_clicked(self) -> None:
        self.hide()
        if self._message is not None and self._message.on_action is not None:
            self._message.on_action()


class Toast(QFrame):
    """Show the last toast over the foot of its parent for some seconds, longer under the pointer or focus."""

    def __init__(self, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self.setObjectName("toast")
        self._message: Message | None = None
        self._label = PlainLabel(self)
        self._action = QToolButton(self)
        self._action.clicked.connect(self._on_action_clicked)
        row = QHBoxLayout(self)
        side = self.fontMetrics().height()
        row.setContentsMargins(side, side // 3, side // 2, side // 3)
        row.addWidget(self._label)
        row.addWidget(self._action)
        self._clock = QTimer(self, singleShot=True, interval=TOAST_MS)
        self._clock.timeout.connect(self._on_time_up)
        self.hide()
        parent.installEventFilter(self)
        messages.shown.connect(self._on_shown)

    def text(self) -> str:
        """Give the words shown."""
        return self._label.text()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the parent when its size changes."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _on_shown(self, message: Message) -> None:
        if message.place is Place.TOAST:
            self._message = message
            self._label.setText(message.text)
            self.setAccessibleName(message.text)
            self._action.setText(message.action)
            self._action.setVisible(bool(message.action))
            self._place()
            self.show()
            self.raise_()
            self._clock.start()

    def _place(self) -> None:
        self.adjustSize()
        room = self._room.rect()
        margin = self.fontMetrics().height()
        self.setMaximumWidth(room.width() - 2 * margin)
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - 2 * margin)

    def _on_time_up(self) -> None:
        if self.underMouse() or self._action.hasFocus():
            self._clock.start()
        else:
            self.hide()

    def _on_action_clicked(self) -> None:
        self.hide()
        if self._message is not None and self._message.on_action is not None:
            self._message.on_action()


class StatusLine(QWidget):
    """Show which dossier is open, the last thing said, and work in progress with its Cancel button."""

    def __init__(self, messages: Messages, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._task: Task | None = None
        self._place = ElidedLabel(self, kind="muted")
        self._said = PlainLabel(self, kind="muted")
        self._busy = PlainLabel(self, kind="muted")
        self._progress = QProgressBar(self)
        self._progress.setTextVisible(False)
        self._cancel = QToolButton(self)
        self._cancel.setText(_("Cancel"))
        self._cancel.clicked.connect(self._on_cancel_clicked)
        self._lay_out()
        self._clock = QTimer(self, singleShot=True, interval=STATUS_MS)
        self._clock.timeout.connect(self._said.clear)
        messages.shown.connect(self._on_shown)
        operations.busy.connect(self._on_busy)
        self._on_busy(None, 0, 0)

    def text(self) -> str:
        """Give the last thing said, as long as it is shown."""
        return self._said.text()

    def busy_text(self) -> str:
        """Give the words about work in progress, «» for none."""
        return self._busy.text() if self._busy.isVisibleTo(self) else ""

    def set_place(self, text: str) -> None:
        """Show where the user is: group, dossier, last backup."""
        self._place.setText(text)

    def _lay_out(self) -> None:
        unit = self.fontMetrics().height()
        self._progress.setFixedWidth(unit * 9)
        self.setMinimumHeight(round(unit * 1.7))
        self._place.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(unit, 1, unit, 0)
        row.setSpacing(unit // 2)
        row.addWidget(self._place, 1)
        for widget in (self._said, self._busy, self._progress, self._cancel):
            row.addWidget(widget)

    def _on_shown(self, message: Message) -> None:
        if message.place is Place.STATUS:
            self._said.setText(message.text)
            self._clock.start()

    def _on_busy(self, task: Task | None, done: int, total: int) -> None:
        self._task = task
        self._busy.setVisible(task is not None)
        self._progress.setVisible(task is not None)
        self._cancel.setVisible(task is not None and task.is_cancellable)
        if task is not None:
            self._busy.setText(task.busy_text)
            self._progress.setAccessibleName(task.busy_text)
            self._progress.setRange(0, total)
            self._progress.setValue(done)

    def _on_cancel_clicked(self) -> None:
        if self._task is not None:
            self._task.cancel()
