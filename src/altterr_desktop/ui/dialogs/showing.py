"""Show the dialogs alike: over the window or beside it, with the same room round them; it knows none by name."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from altterr_desktop.ui.forms import Form

_Form = TypeVar("_Form", bound=Form)


def show_over(form: _Form) -> _Form:
    """Show a dialog over its window, which waits; it lives until it is closed."""
    dialog = _prepared(form)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.open()
    return form


def show_beside(form: _Form) -> _Form:
    """Show a dialog beside the work, which goes on; it lives until it is closed."""
    _prepared(form).show()
    return form


def give_room(widget: QWidget) -> None:
    """Give a dialog margins and gaps in proportion to its text."""
    layout = widget.layout()
    if layout is not None:
        unit = widget.fontMetrics().height()
        side = round(unit * 1.1)
        layout.setContentsMargins(side, side, side, side)
        layout.setSpacing(round(unit * 0.7))


def _prepared(form: Form) -> QDialog:
    if not isinstance(form.widget, QDialog):
        raise TypeError(f"{form.FORM} is no dialog")
    give_room(form.widget)
    form.widget.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    form.keep_with_widget()
    return form.widget
