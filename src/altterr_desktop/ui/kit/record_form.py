"""Tie the widgets of a form to the fields of a record, so that nobody saves; it knows no record's class."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.kit.number_field import NumberField, set_off
from altterr_desktop.ui.kit.pickers import RecordPicker
from altterr_desktop.ui.kit.standings import StandingChip

LONG_TEXT_MS = 800


@dataclass
class _Bound:
    """Follow one field: its widget, how to read and write it, what the dossier holds of it."""

    field: str
    widget: QWidget
    read: Callable[[], Any]
    show: Callable[[Any], object]
    saved: Any = None
    former: Any = None
    is_touched: bool = False


class RecordForm(QObject):
    """Commit each field when it is left, a long text 0.8 s after its last key, through one `commit(field, value)`.

    `load` shows a record (attributes, or a mapping) and never overwrites a field whose edit is in progress.
    For a new record, `start_draft` keeps every key: `drafted` carries the values typed so far each time a
    field would be committed, until `load` shows the record made of them. `touched` is emitted at the first
    key in a field.
    """

    touched = Signal(str)
    drafted = Signal(object)

    def __init__(self, commit: Callable[[str, Any], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._commit = commit
        self._bound: dict[str, _Bound] = {}
        self._by_widget: dict[int, _Bound] = {}
        self._pauses: dict[str, QTimer] = {}
        self._record_id = ""
        self._draft: dict[str, Any] | None = None

    # Binding

    def bind(self, **widgets: QWidget) -> None:
        """Tie fields to widgets by name; the widget's class says how. Raises TypeError for one unknown."""
        for field, widget in widgets.items():
            for kind, binder in _BINDERS.items():
                if isinstance(widget, kind):
                    binder(self, field, widget)
                    break
            else:
                raise TypeError(f"{field}: a {type(widget).__name__} cannot be bound")

    def bind_with(
        self, field: str, widget: QWidget, read: Callable[[], Any], show: Callable[[Any], object]
    ) -> None:
        """Tie a field to a widget of a tab's own; the tab calls `touch` and `commit_field` itself."""
        bound = _Bound(field, widget, read, show)
        self._bound[field] = bound
        self._by_widget[id(widget)] = bound
        widget.installEventFilter(self)

    # Records

    @property
    def record_id(self) -> str:
        """Give the id of the record shown, «» for a draft or none."""
        return self._record_id

    @property
    def is_draft(self) -> bool:
        """Tell whether a record that is not in the dossier yet is being typed."""
        return self._draft is not None

    @property
    def draft(self) -> dict[str, Any]:
        """Give what was typed of a new record, empty for none."""
        return dict(self._draft or {})

    def load(self, record: object) -> None:
        """Show a record; a field being edited keeps its edit if it is the same record, or the draft it comes from."""
        record_id = str(_value(record, "id") or "")
        same = record_id == self._record_id or self._draft is not None
        if not same:
            self.flush()
        self._record_id = record_id
        self._draft = None
        for bound in self._bound.values():
            value = _value(record, bound.field)
            # Nothing new: what is being typed stays, in a picker too, which has no value before one is chosen.
            if same and value == bound.saved:
                continue
            bound.saved = value
            if same and bound.is_touched:
                continue
            self._show(bound, value)

    def start_draft(self, values: Mapping[str, Any] | None = None) -> None:
        """Empty the form for a new record, with some values given."""
        self.flush()
        self._record_id = ""
        self._draft = dict(values or {})
        for bound in self._bound.values():
            bound.saved = None
            self._show(bound, self._draft.get(bound.field))

    def clear(self) -> None:
        """Show no record."""
        self.flush()
        self._record_id = ""
        self._draft = None
        for bound in self._bound.values():
            bound.saved = None
            self._show(bound, None)

    def flush(self) -> None:
        """Commit every edit in progress, before another record is shown or the window closes."""
        for bound in self._bound.values():
            if bound.is_touched:
                self.commit_field(bound.field)

    def refuse(self, field: str) -> None:
        """Show again what the dossier holds of a field, because its value was refused."""
        bound = self._bound[field]
        bound.saved = bound.former
        self._show(bound, bound.saved)

    # Edits

    @property
    def has_edits(self) -> bool:
        """Tell whether a field of a record of the dossier holds words that are not committed yet."""
        return self._draft is None and any(bound.is_touched for bound in self._bound.values())

    def touch(self, field: str) -> None:
        """Note that a person edits a field."""
        bound = self._bound[field]
        if not bound.is_touched:
            bound.is_touched = True
            self.touched.emit(field)
        if self._draft is not None:
            self._draft[field] = bound.read()

    def commit_field(self, field: str) -> None:
        """Commit a field if its value is another than the dossier's; a draft is handed over whole."""
        bound = self._bound[field]
        if field in self._pauses:
            self._pauses[field].stop()
        if not bound.is_touched:
            return
        value = bound.read()
        bound.is_touched = False
        if value is INVALID:
            bound.is_touched = True
            return
        if value == bound.saved or (not value and bound.saved is None and not isinstance(value, (bool, int))):
            return
        bound.former, bound.saved = bound.saved, value
        if self._draft is not None:
            self._draft[field] = value
            self.drafted.emit(dict(self._draft))
        elif self._record_id:
            self._commit(field, value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Commit a field that is left; give Ctrl+Z to the window when the field has nothing of its own to undo."""
        bound = self._by_widget.get(id(watched))
        if bound is None:
            return False
        if event.type() == QEvent.Type.FocusOut:
            self.commit_field(bound.field)
        elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._leaves_undo(watched, event)
        return False

    def _leaves_undo(self, widget: QObject, event: QKeyEvent) -> bool:
        for keys, has in (
            (QKeySequence.StandardKey.Undo, _can_undo),
            (QKeySequence.StandardKey.Redo, _can_redo),
        ):
            if event.matches(keys) and not has(widget):
                event.ignore()
                return True
        return False

    def _show(self, bound: _Bound, value: object) -> None:
        if bound.field in self._pauses:
            self._pauses[bound.field].stop()
        bound.widget.blockSignals(True)
        bound.show(value)
        bound.widget.blockSignals(False)
        bound.is_touched = False

    # How each class of widget is tied

    def bind_line(self, field: str, widget: QLineEdit) -> None:
        """Tie a line of text."""
        self.bind_with(field, widget, widget.text, lambda value: _show_text(widget, value))
        widget.textEdited.connect(lambda *_text: self.touch(field))
        widget.returnPressed.connect(lambda: self.commit_field(field))

    def bind_long_text(self, field: str, widget: QPlainTextEdit) -> None:
        """Tie a long text, committed 0.8 s after the last key."""
        pause = QTimer(self, singleShot=True, interval=LONG_TEXT_MS)
        pause.timeout.connect(lambda: self.commit_field(field))
        self._pauses[field] = pause
        widget.setTabChangesFocus(True)
        self.bind_with(field, widget, widget.toPlainText, lambda value: _show_long_text(widget, value))

        def on_text_changed() -> None:
            self.touch(field)
            pause.start()

        widget.textChanged.connect(on_text_changed)

    def bind_choice(
        self, field: str, widget: EnumCombo | ChoiceCombo | RecordPicker | DateField | NumberField
    ) -> None:
        """Tie a widget of the kit that tells when a person picked a value; picking commits."""
        read = (
            widget.value
            if not isinstance(widget, (DateField, NumberField))
            else lambda: _read_checked(widget)
        )
        self.bind_with(field, widget, read, widget.set_value)

        def on_picked(*_value: object) -> None:
            self.touch(field)
            self.commit_field(field)

        widget.picked.connect(on_picked)
        if isinstance(widget, (DateField, NumberField)):
            widget.textEdited.connect(lambda *_text: self.touch(field))

    def bind_check(self, field: str, widget: QAbstractButton) -> None:
        """Tie a box to tick; assistive tools toggle without clicking."""
        self.bind_with(field, widget, widget.isChecked, lambda value: widget.setChecked(bool(value)))

        def on_toggled(_on: bool) -> None:  # noqa: FBT001 - a slot
            self.touch(field)
            self.commit_field(field)

        widget.toggled.connect(on_toggled)

    def bind_spin(self, field: str, widget: QSpinBox) -> None:
        """Tie a spin box; its lowest value stands for «nothing» when it has a text for it."""

        def read() -> int | None:
            empty = bool(widget.specialValueText()) and widget.value() == widget.minimum()
            return None if empty else widget.value()

        def show(value: object) -> None:
            widget.setValue(value if isinstance(value, int) else widget.minimum())

        set_off(widget)
        self.bind_with(field, widget, read, show)
        widget.valueChanged.connect(lambda *_value: self.touch(field))
        widget.editingFinished.connect(lambda: self.commit_field(field))

    def bind_chip(self, field: str, widget: StandingChip) -> None:
        """Tie a chip, which only shows."""

        def show(value: Standing | None) -> None:
            widget.set_standing(value or Standing.NOT_ASSESSED)

        self.bind_with(field, widget, widget.standing, show)


class _Invalid:
    """Mark what a field holds when its words cannot be read; it is never committed."""


INVALID = _Invalid()


def _read_checked(widget: DateField | NumberField) -> object:
    return widget.value() if widget.is_valid() else INVALID


def _value(record: object, field: str) -> Any:
    if isinstance(record, Mapping):
        return record.get(field)
    return getattr(record, field, None)


def _show_text(widget: QLineEdit, value: object) -> None:
    text = "" if value is None else str(value)
    if widget.text() != text:
        widget.setText(text)
        widget.setCursorPosition(0)


def _show_long_text(widget: QPlainTextEdit, value: object) -> None:
    text = "" if value is None else str(value)
    if widget.toPlainText() != text:
        widget.setPlainText(text)


def _can_undo(widget: QObject) -> bool:
    if isinstance(widget, QLineEdit):
        return widget.isUndoAvailable()
    return isinstance(widget, QPlainTextEdit) and widget.document().isUndoAvailable()


def _can_redo(widget: QObject) -> bool:
    if isinstance(widget, QLineEdit):
        return widget.isRedoAvailable()
    return isinstance(widget, QPlainTextEdit) and widget.document().isRedoAvailable()


# The first class that fits is used: classes of the kit come before the ones of Qt they derive from.
_BINDERS: dict[type[QWidget], Callable[[RecordForm, str, Any], None]] = {
    DateField: RecordForm.bind_choice,
    NumberField: RecordForm.bind_choice,
    RecordPicker: RecordForm.bind_choice,
    EnumCombo: RecordForm.bind_choice,
    ChoiceCombo: RecordForm.bind_choice,
    StandingChip: RecordForm.bind_chip,
    QPlainTextEdit: RecordForm.bind_long_text,
    QLineEdit: RecordForm.bind_line,
    QSpinBox: RecordForm.bind_spin,
    QCheckBox: RecordForm.bind_check,
}
