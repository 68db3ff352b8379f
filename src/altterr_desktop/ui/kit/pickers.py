"""Choose a record by typing a part of its name (official, territory, commitment); the search is given to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.ui.kit.filter_bar import DEBOUNCE_MS
from altterr_desktop.ui.kit.icons import add_icon_inside
from altterr_desktop.ui.kit.operations import Operations, Task
from altterr_desktop.ui.kit.popup_list import Found, FoundList

Search = Callable[[str], Sequence[Found]]
_ROWS = 9


class RecordPicker(QLineEdit):
    """Search as one types, choose with the arrows and Enter; emptied, it means «none».

    `picked` carries the Found chosen, or None when the field was emptied; `value` is the record's id or None.
    `set_value` takes None, an id whose name is unknown, a Found, or a pair (id, name).
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search: Search | None = None
        self._operations: Operations | None = None
        self._found: Found | None = None
        self._task: Task | None = None
        self._list: FoundList | None = None
        self._clock = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._clock.timeout.connect(self._on_pause)
        self.setClearButtonEnabled(True)
        self.setPlaceholderText(_("Type to search…"))
        add_icon_inside(self, "search")
        self.textEdited.connect(lambda *_text: self._clock.start())
        self.textChanged.connect(self._on_text_changed)
        self.installEventFilter(self)

    def set_search(self, search: Search, operations: Operations) -> None:
        """Give the function that searches, called on the worker's thread with the words typed."""
        self._search = search
        self._operations = operations

    def value(self) -> str | None:
        """Give the id of the record chosen."""
        return self._found.id if self._found else None

    def found(self) -> Found | None:
        """Give the record chosen with its words."""
        return self._found

    def set_value(self, value: Found | tuple[str, str] | str | None) -> None:
        """Show a record as chosen."""
        if isinstance(value, tuple):
            value = Found("", value[0], value[1])
        elif isinstance(value, str):
            value = Found("", value, value) if value else None
        self._found = value
        self.setText(value.text if value else "")
        self.setCursorPosition(0)
        self._hide()

    def is_open(self) -> bool:
        """Tell whether answers are shown."""
        return self._list is not None and self._list.isVisible()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the answers with the arrows, choose with Enter, close with Escape, tidy up when left."""
        if event.type() == QEvent.Type.FocusOut and watched is self:
            self._on_left()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is self:
            return self._answers_key(event)
        return False

    def _answers_key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS}
        key = Qt.Key(event.key())
        if key in steps:
            if self.is_open() and self._list is not None:
                self._list.step(steps[key])
            elif key == Qt.Key.Key_Down:
                self._on_pause()
            return key in {Qt.Key.Key_Down, Qt.Key.Key_Up} or self.is_open()
        if not self.is_open() or self._list is None:
            return False
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(self._list.chosen())
            return True
        if key == Qt.Key.Key_Escape:
            self.set_value(self._found)
            return True
        return False

    def _on_pause(self) -> None:
        if self._search is None or self._operations is None:
            return
        if self._task is not None:
            self._task.cancel()
        self._task = self._operations.run(self._search, self.text().strip(), on_done=self._on_found)

    def _on_found(self, found: Sequence[Found]) -> None:
        if not self.hasFocus():
            return
        shown = self._popup()
        shown.show_found(found)
        if not found:
            self._hide()
            return
        height = shown.sizeHintForRow(0) * min(len(found), _ROWS) + 2 * shown.frameWidth() + 4
        shown.setFixedSize(max(self.width(), self.fontMetrics().averageCharWidth() * 44), height)
        shown.move(self.window().mapFromGlobal(self.mapToGlobal(QPoint(0, self.height() + 2))))
        self._keep_inside(shown)
        shown.show()
        shown.raise_()

    def _keep_inside(self, shown: FoundList) -> None:
        """Move the answers up or left where the window is too small for them."""
        room = self.window().rect()
        place = shown.pos()
        if place.x() + shown.width() > room.width():
            place.setX(max(0, room.width() - shown.width()))
        if place.y() + shown.height() > room.height():
            place.setY(max(0, self.mapTo(self.window(), QPoint(0, 0)).y() - shown.height() - 2))
        shown.move(place)

    def _popup(self) -> FoundList:
        if self._list is None:
            # A child of the window, not a window: it takes no focus and screen readers find it.
            self._list = FoundList(self.window())
            self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._list.setAccessibleName(_("Answers"))
            self._list.clicked.connect(lambda *_index: self._on_clicked())
        return self._list

    def _on_clicked(self) -> None:
        if self._list is not None:
            self._choose(self._list.chosen())

    def _choose(self, found: Found | None) -> None:
        if found is not None:
            self.set_value(found)
            self.picked.emit(found)

    def _hide(self) -> None:
        self._clock.stop()
        if self._list is not None:
            self._list.hide()

    def _on_text_changed(self, text: str) -> None:
        if not text and self._found is not None and self.isModified():
            self._found = None
            self.picked.emit(None)

    def _on_left(self) -> None:
        below = QApplication.focusWidget()
        if self._list is not None and below is self._list:
            return
        if self.text() != (self._found.text if self._found else ""):
            self.set_value(self._found)
        self._hide()
