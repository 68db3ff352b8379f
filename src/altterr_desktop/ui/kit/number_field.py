"""Take a number as people write it («12 000», «2,5 €», nothing); it stores nothing."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from altterr_desktop.i18n import _, language
from altterr_desktop.i18n.numbers import decimal, number

_GROUPS = re.compile(r"-?\d{1,3}(?P<mark>[,.])\d{3}(?:(?P=mark)\d{3})*")
_NOT_FIGURES = re.compile(r"[^\d,.\-]")


class NumberField(QLineEdit):
    """Read a whole number, or one with decimals after `set_format`; emptied, it means «no number».

    `value` is an int (no decimals), a Decimal, or None. `picked` is emitted when a person has finished writing.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places = 0
        self._unit = ""
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.editingFinished.connect(self._on_editing_finished)

    def set_format(self, places: int, unit: str = "") -> None:
        """Choose the most decimals accepted, and a unit shown after the number («€»)."""
        self._places = places
        self._unit = unit

    def value(self) -> int | Decimal | None:
        """Give the number read, None for none or for words that are no number."""
        text = self.text().strip()
        read = _read(text, self._unit, self._places)
        if read is None:
            return None
        return int(read) if self._places == 0 and read == read.to_integral_value() else read

    def is_valid(self) -> bool:
        """Tell whether the words are empty or a number with no more decimals than accepted."""
        text = self.text().strip()
        read = _read(text, self._unit, self._places)
        if read is None:
            return not text
        exponent = read.normalize().as_tuple().exponent
        return isinstance(exponent, int) and -exponent <= self._places

    def set_value(self, value: float | Decimal | None) -> None:
        """Show a number or nothing."""
        self.setText(self._words(value))
        self._mark(valid=True)

    def _words(self, value: float | Decimal | None) -> str:
        if value is None:
            return ""
        exact = Decimal(str(value))
        whole = exact == exact.to_integral_value()
        figure = number(int(exact)) if whole else decimal(exact, self._places)
        return f"{figure} {self._unit}" if self._unit else figure

    def _on_editing_finished(self) -> None:
        if not self.isModified():
            return
        if not self.is_valid():
            self._mark(valid=False)
            return
        self.set_value(self.value())
        self.setModified(False)
        self.picked.emit(self.value())

    def _mark(self, *, valid: bool) -> None:
        self.setAccessibleDescription("" if valid else _("This is no number."))
        if self.property("invalid") is not (not valid):
            self.setProperty("invalid", not valid)
            self.style().unpolish(self)
            self.style().polish(self)


def _read(text: str, unit: str, places: int) -> Decimal | None:
    figures = "".join(text.removesuffix(unit).split()) if unit else "".join(text.split())
    if not figures or _NOT_FIGURES.search(figures):
        return None
    # «12,000» is twelve thousand in English and in a whole number; in French with decimals, it is twelve.
    groups = _GROUPS.fullmatch(figures)
    if groups and (places == 0 or (groups["mark"] == ",") is (language() == "en")):
        figures = figures.replace(groups["mark"], "")
    # Else the last of «,» and «.» is the decimal mark; the other one parts thousands.
    mark = max(figures.rfind(","), figures.rfind("."))
    if mark >= 0:
        whole = figures[:mark].replace(",", "").replace(".", "")
        figures = f"{whole}.{figures[mark + 1 :]}"
    try:
        return Decimal(figures)
    except InvalidOperation:
        return None


def set_off(spin: QSpinBox) -> None:
    """Set the figures of a spin box off from its edge, as the texts of other fields are."""
    # Qt gives its inner field no padding of the style sheet.
    spin.lineEdit().setTextMargins(round(spin.fontMetrics().height() * 0.5) + 1, 0, 0, 0)
