"""Ask for an indicator, and for one of its values; they keep nothing themselves."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from altterr_desktop.domain.commitments import IndicatorKind, ValueKind
from altterr_desktop.i18n import _
from altterr_desktop.i18n.figures import value_words
from altterr_desktop.services.indicators import IndicatorView, ValueView
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.kit.number_field import NumberField
from altterr_desktop.ui.tabs.commitments import keeping
from altterr_desktop.ui.tabs.commitments.keeping import Keep
from altterr_desktop.ui.tabs.commitments.small_dialogs import KeptForm, run

_PLACES = 3


class _FiguresForm(KeptForm):
    """Be a dialog that also refuses what is no number."""

    def numbers(self) -> tuple[NumberField, ...]:
        """List the fields of numbers."""
        raise NotImplementedError

    def save(self) -> None:
        """Hand the values over, unless a number or a day cannot be read."""
        wrong = next((field for field in self.numbers() if not field.is_valid()), None)
        if wrong is not None:
            self.refuse(_("This is no number. Write it as 12.5, or 1250."))
            wrong.setFocus()
            return
        super().save()


class IndicatorForm(_FiguresForm):
    """Bind the dialog of an indicator."""

    FORM = "indicator_dialog"
    name_edit: QLineEdit
    unit_edit: QLineEdit
    kind_combo: EnumCombo
    baseline_field: NumberField
    baseline_on_field: DateField
    target_field: NumberField
    target_on_field: DateField
    source_edit: QLineEdit
    notes_edit: QLineEdit

    def __init__(self, parent: QWidget | None, view: IndicatorView | None, keep: Keep) -> None:
        super().__init__(parent, keep)
        self.kind_combo.set_members(IndicatorKind, "–")
        for field in self.numbers():
            _prepare(field, "")
        if view is not None:
            self._show(view)

    def _show(self, view: IndicatorView) -> None:
        self.name_edit.setText(view.name)
        self.unit_edit.setText(view.unit)
        self.kind_combo.set_value(view.kind)
        _show(self.baseline_field, view.baseline, "")
        self.baseline_on_field.set_value(view.baseline_on)
        _show(self.target_field, view.target, "")
        self.target_on_field.set_value(view.target_on)
        self.source_edit.setText(view.source)
        self.notes_edit.setText(view.notes)

    def values(self) -> dict[str, Any]:
        """Give the fields of the indicator."""
        return {
            "name": self.name_edit.text().strip(),
            "unit": self.unit_edit.text().strip(),
            "indicator_kind": self.kind_combo.value(),
            "baseline": _figure(self.baseline_field),
            "baseline_on": self.baseline_on_field.value(),
            "target": _figure(self.target_field),
            "target_on": self.target_on_field.value(),
            "source": self.source_edit.text().strip(),
            "notes": self.notes_edit.text().strip(),
        }

    def dates(self) -> tuple[DateField, ...]:
        """List the fields of days."""
        return (self.baseline_on_field, self.target_on_field)

    def numbers(self) -> tuple[NumberField, ...]:
        """List the fields of numbers."""
        return (self.baseline_field, self.target_field)


class ValueForm(_FiguresForm):
    """Bind the dialog of a value."""

    FORM = "indicator_value_dialog"
    about_label: QLabel
    measure_field: NumberField
    measured_on_field: DateField
    kind_combo: EnumCombo
    source_edit: QLineEdit
    url_edit: QLineEdit
    file_name_label: QLabel
    choose_button: QPushButton
    remove_button: QPushButton

    def __init__(
        self, parent: QWidget | None, view: IndicatorView, value: ValueView | None, keep: Keep
    ) -> None:
        super().__init__(parent, keep)
        self._file: Path | None = None
        self._attachment_id: str | None = None
        self.about_label.setText(view.name)
        self.kind_combo.set_members(ValueKind)
        self.kind_combo.set_value(ValueKind.MEASURED)
        _prepare(self.measure_field, view.unit)
        self.choose_button.clicked.connect(lambda *_on: self._on_choose())
        self.remove_button.clicked.connect(lambda *_on: self.show_file("", None, None))
        self.show_file("", None, None)
        if value is not None:
            _show(self.measure_field, value.measure, view.unit)
            self.measured_on_field.set_value(value.measured_on)
            self.kind_combo.set_value(value.kind)
            self.source_edit.setText(value.source)
            self.url_edit.setText(value.url)
            self.show_file(value.file_name, value.attachment_id, None)

    def show_file(self, name: str, attachment_id: str | None, path: Path | None) -> None:
        """Show the file of the dossier, or the one that will be copied; neither: none."""
        self._attachment_id, self._file = attachment_id, path
        self.file_name_label.setText(path.name if path is not None else name or _("No file"))
        self.remove_button.setVisible(path is not None or bool(attachment_id))

    def values(self) -> dict[str, Any]:
        """Give the fields of the value; `file` is the path of a file to copy."""
        values: dict[str, Any] = {
            "measure": _figure(self.measure_field),
            "measured_on": self.measured_on_field.value(),
            "value_kind": self.kind_combo.value() or ValueKind.MEASURED,
            "source": self.source_edit.text().strip(),
            "url": self.url_edit.text().strip(),
            "attachment_id": self._attachment_id,
        }
        return {**values, "file": self._file} if self._file is not None else values

    def dates(self) -> tuple[DateField, ...]:
        """List the fields of days."""
        return (self.measured_on_field,)

    def numbers(self) -> tuple[NumberField, ...]:
        """List the fields of numbers."""
        return (self.measure_field,)

    def _on_choose(self) -> None:
        if path := keeping.ask_file(self.widget):
            self.show_file("", None, Path(path))


def ask_indicator(parent: QWidget, view: IndicatorView | None, keep: Keep) -> bool:
    """Ask for an indicator, new or known, until it is kept; False when cancelled. Tests replace it."""
    return run(IndicatorForm(parent, view, keep))


def ask_value(parent: QWidget, view: IndicatorView, value: ValueView | None, keep: Keep) -> bool:
    """Ask for a value, new or known, until it is kept; False when cancelled. Tests replace it."""
    return run(ValueForm(parent, view, value, keep))


def _prepare(field: NumberField, unit: str) -> None:
    """Accept decimals, and show a number with those it has once it is typed: «12,5», not «12,500»."""
    field.set_format(_PLACES, unit)
    field.picked.connect(lambda *_value: _show(field, _figure(field), unit))


def _show(field: NumberField, value: float | None, unit: str) -> None:
    field.setText("" if value is None else value_words(value, unit))


def _figure(field: NumberField) -> float | None:
    value: int | Decimal | None = field.value()
    return None if value is None else float(value)
