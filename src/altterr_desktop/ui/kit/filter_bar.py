"""Narrow a list: one field for words, chips for filters; it asks for nothing, it only says what is wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QToolButton, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.i18n.names import labelled
from altterr_desktop.ui.kit.icons import add_icon_inside, set_icon

DEBOUNCE_MS = 120


@dataclass(frozen=True)
class Choice:
    """Describe one chip: the value it stands for and its word."""

    value: str
    text: str


@dataclass(frozen=True)
class Filter:
    """Describe one group of chips.

    An exclusive group has at most one chip pressed; with `all_text` it shows a first chip for «no filter».
    """

    name: str
    title: str
    choices: tuple[Choice, ...]
    exclusive: bool = True
    all_text: str = ""


class FilterBar(QWidget):
    """Show the field and the chips.

    `changed` says that the wish is new: 120 ms after the last key, at once for a chip.
    """

    changed = Signal()
    left_downwards = Signal()

    def __init__(self, filters: Sequence[Filter], placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filters = tuple(filters)
        self._chips: dict[tuple[str, str], QPushButton] = {}
        self._clock = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._clock.timeout.connect(self.changed)
        self._field = QLineEdit(self)
        self._field.setPlaceholderText(placeholder)
        self._field.setAccessibleName(_("Filter this list"))
        self._field.setClearButtonEnabled(True)
        add_icon_inside(self._field, "search")
        self._field.textEdited.connect(lambda *_text: self._clock.start())
        self._field.textChanged.connect(self._on_text_changed)
        self._field.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.fontMetrics().height() // 3)
        row.addWidget(self._field, 1)
        self._field.setMinimumWidth(self.fontMetrics().averageCharWidth() * 24)
        self._row = row
        for group in self._filters:
            self._add_group(row, group)

    def words(self) -> str:
        """Give the words typed."""
        return self._field.text().strip()

    def chosen(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Give the values pressed in each group, as a query wants them; groups without a choice are left out."""
        answer = []
        for group in self._filters:
            values = tuple(
                one.value for one in group.choices if self._chips[group.name, one.value].isChecked()
            )
            if values:
                answer.append((group.name, values))
        return tuple(answer)

    def set_chosen(self, filters: Mapping[str, Sequence[str]], words: str = "") -> None:
        """Press exactly these chips and write these words, then say that the wish is new."""
        self._clock.stop()
        self._field.blockSignals(True)
        self._field.setText(words)
        self._field.blockSignals(False)
        for (name, value), chip in self._chips.items():
            chip.blockSignals(True)
            wanted = value in filters.get(name, ()) if value else not filters.get(name)
            chip.setChecked(wanted)
            chip.blockSignals(False)
        self.changed.emit()

    def clear(self) -> None:
        """Take every filter and word away."""
        self.set_chosen({})

    def focus_field(self) -> None:
        """Put the cursor in the field, its words selected."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Go from the field to the list with Down, empty the field with Escape."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._flush()
                self.left_downwards.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and self._field.text():
                self._field.clear()
                self._flush()
                return True
        return False

    def _flush(self) -> None:
        if self._clock.isActive():
            self._clock.stop()
            self.changed.emit()

    def _on_text_changed(self, text: str) -> None:
        # The field's own clear button edits without textEdited.
        if not text:
            self._clock.start()

    def _add_group(self, row: QHBoxLayout, group: Filter) -> None:
        choices = ((Choice("", group.all_text),) if group.all_text else ()) + group.choices
        row.addSpacing(self.fontMetrics().height() // 3)
        for one in choices:
            chip = QPushButton(one.text, self)
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.setChecked(not one.value)
            chip.setAccessibleName(labelled(group.title, one.text))
            chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            chip.toggled.connect(
                lambda on, name=group, value=one.value: self._on_chip_toggled(name, value, on=on)
            )
            self._chips[group.name, one.value] = chip
            row.addWidget(chip)

    def _on_chip_toggled(self, group: Filter, value: str, *, on: bool) -> None:
        values = [one.value for one in group.choices]
        if not value:
            others = values
        elif group.exclusive:
            others = [other for other in values if other != value]
        else:
            others = []
        if on:
            for other in others:
                self._press(group.name, other, on=False)
        pressed = any(self._chips[group.name, one].isChecked() for one in values)
        if group.all_text:
            self._press(group.name, "", on=not pressed)
        self._clock.stop()
        self.changed.emit()

    def _press(self, name: str, value: str, *, on: bool) -> None:
        chip = self._chips[name, value]
        chip.blockSignals(True)
        chip.setChecked(on)
        chip.blockSignals(False)


def more_button(text: str, icon_name: str, parent: QWidget) -> QToolButton:
    """Build a quiet button for the end of a filter row (export, print)."""
    button = QToolButton(parent)
    button.setAccessibleName(text)
    button.setToolTip(text)
    set_icon(button, icon_name, "muted")
    return button
