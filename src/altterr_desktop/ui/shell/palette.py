"""Find anything from one field (Ctrl+K): what can be done, and records of the dossier; it does nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsDropShadowEffect, QLineEdit, QVBoxLayout, QWidget

from altterr_desktop.domain.folding import fold
from altterr_desktop.i18n import _
from altterr_desktop.ui.kit.actions import Action, shortcut_text
from altterr_desktop.ui.kit.filter_bar import DEBOUNCE_MS
from altterr_desktop.ui.kit.icons import add_icon_inside
from altterr_desktop.ui.kit.operations import Operations, Task
from altterr_desktop.ui.kit.pickers import Search
from altterr_desktop.ui.kit.plain import PlainLabel, plain_tip, scaled_font
from altterr_desktop.ui.kit.popup_list import Found, FoundList
from altterr_desktop.ui.kit.theme import colour

COMMAND = "command"
_COMMANDS_BESIDE_RECORDS = 5


class CommandPalette(QFrame):
    """Show a field and answers over the window. `run_asked` carries an action's id, `record_asked` a kind and an id."""

    run_asked = Signal(str)
    record_asked = Signal(str, str)

    def __init__(
        self,
        commands: Callable[[], Sequence[Action]],
        search: Search | None,
        operations: Operations,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._room = parent
        self.setObjectName("palette")
        self.setAccessibleName(_("Search or do something"))
        self._commands = commands
        self._search = search
        self._operations = operations
        self._task: Task | None = None
        self._records: Sequence[Found] = ()
        self._before: QWidget | None = None
        self._clock = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._clock.timeout.connect(self._on_pause)
        self.field = QLineEdit(self)
        self.field.setFont(scaled_font(self.font(), 1.15))
        self.field.setPlaceholderText(_("Search a record, or something to do"))
        self.field.setAccessibleName(_("Search a record, or something to do"))
        add_icon_inside(self.field, "search")
        self.field.textChanged.connect(self._on_text_changed)
        self.field.installEventFilter(self)
        self.list = FoundList(self)
        self.list.setProperty("kind", "bare")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("Answers"))
        self.list.clicked.connect(lambda *_index: self._on_chosen())
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        unit = self.fontMetrics().height()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(unit // 2, unit // 2, unit // 2, unit // 2)
        inside.setSpacing(unit // 3)
        inside.addWidget(self.field)
        inside.addWidget(self.list, 1)
        foot = PlainLabel(self, _("↑ ↓ choose  ·  Enter open  ·  Esc close"), "muted")
        foot.setFont(scaled_font(self.font(), 0.9))
        foot.setContentsMargins(unit // 2, 0, 0, 0)
        inside.addWidget(foot)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(unit * 2)
        shadow.setOffset(0, unit / 2)
        tint = QColor(colour("shadow"))
        tint.setAlpha(90)
        shadow.setColor(tint)
        self.setGraphicsEffect(shadow)

    def set_search(self, search: Search | None) -> None:
        """Give the function that searches records on the worker's thread, None without a dossier."""
        self._search = search

    def open(self) -> None:
        """Show the palette, empty."""
        self._before = QApplication.focusWidget()
        unit = self.fontMetrics().height()
        room = self._room.rect()
        wide = min(room.width() - 2 * unit, self.fontMetrics().averageCharWidth() * 92)
        self.setFixedWidth(wide)
        self.move((room.width() - wide) // 2, unit * 4)
        self._records = ()
        self.field.clear()
        self._refresh()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_palette(self) -> None:
        """Hide the palette and give the focus back."""
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Move in the answers from the field; close with Escape or when the focus goes elsewhere."""
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        key = Qt.Key(event.key())
        if key in steps:
            self.list.step(steps[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_chosen()
        elif key == Qt.Key.Key_Escape:
            self.close_palette()
        else:
            return False
        return True

    def _on_text_changed(self) -> None:
        self._records = () if not self.field.text().strip() else self._records
        self._refresh()
        self._clock.start()

    def _on_pause(self) -> None:
        words = self.field.text().strip()
        if self._task is not None:
            self._task.cancel()
        if words and self._search is not None:
            self._task = self._operations.run(self._search, words, on_done=self._on_found)

    def _on_found(self, found: Sequence[Found]) -> None:
        if self.isVisible():
            self._records = found
            self._refresh()

    def _refresh(self) -> None:
        words = fold(self.field.text()).split()
        commands = [_as_found(action) for action in self._commands() if _matches(action, words)]
        if words and self._records:
            commands = commands[:_COMMANDS_BESIDE_RECORDS]
        self.list.show_found(
            [*commands, *self._records] if _named(commands, words) else [*self._records, *commands]
        )
        self._fit()
        self.list.setToolTip("" if self.list.chosen() else plain_tip(_("Nothing found.")))

    def _fit(self) -> None:
        """Be as tall as the answers, between three lines and what the window has room for."""
        unit = self.fontMetrics().height()
        lines = max(3, self.list.found.rowCount())
        wanted = max(1, self.list.sizeHintForRow(0)) * lines + round(unit * 5.6)
        self.resize(self.width(), min(wanted, unit * 27, self._room.height() - unit * 6))

    def _on_chosen(self) -> None:
        found = self.list.chosen()
        if found is None:
            return
        self.close_palette()
        if found.kind == COMMAND:
            self.run_asked.emit(found.id)
        else:
            self.record_asked.emit(found.kind, found.id)


def _as_found(action: Action) -> Found:
    return Found(
        COMMAND,
        action.id,
        action.text.replace("&", ""),
        icon=action.icon or "chevron-right",
        hint=shortcut_text(action),
    )


def _matches(action: Action, words: Sequence[str]) -> bool:
    text = f" {fold(action.text.replace('&', ''))}"
    return all(f" {word}" in text for word in words)


def _named(commands: Sequence[Found], words: Sequence[str]) -> bool:
    """Tell whether the first command begins as typed: then commands come before records."""
    return not words or (bool(commands) and fold(commands[0].text).startswith(words[0]))
