"""Ask what a calendar file may hold; it writes nothing."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QDialog, QPushButton, QWidget

from altterr_desktop.domain.calendar import GATHERINGS, CalendarKind
from altterr_desktop.ui.forms import Form

_TASKS = (
    CalendarKind.FOLLOW_UP,
    CalendarKind.REMINDER,
    CalendarKind.PLAN_STEP,
    CalendarKind.DECLARATION,
)
_REQUESTS = (
    CalendarKind.ANSWER,
    CalendarKind.REFUSAL,
    CalendarKind.REFERRAL,
    CalendarKind.OPINION,
    CalendarKind.COURT,
)
_LIMITS = (CalendarKind.DEADLINE, CalendarKind.MID_TERM, CalendarKind.MID_TERM_REPORT)


class ExportForm(Form):
    """Bind the dialog of the export."""

    FORM = "calendar_export_dialog"
    widget: QDialog
    gatherings_check: QCheckBox
    limits_check: QCheckBox
    tasks_check: QCheckBox
    requests_check: QCheckBox
    names_check: QCheckBox
    alarms_check: QCheckBox
    save_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._groups = (
            (self.gatherings_check, GATHERINGS),
            (self.limits_check, _LIMITS),
            (self.tasks_check, _TASKS),
            (self.requests_check, _REQUESTS),
        )
        for check, _kinds in self._groups:
            check.toggled.connect(lambda *_on: self.save_button.setEnabled(bool(self.kinds())))
        self.save_button.clicked.connect(self.widget.accept)
        self.cancel_button.clicked.connect(self.widget.reject)
        self.widget.setMinimumWidth(self.widget.fontMetrics().averageCharWidth() * 66)

    def kinds(self) -> tuple[CalendarKind, ...]:
        """Give the kinds ticked."""
        return tuple(kind for check, kinds in self._groups if check.isChecked() for kind in kinds)

    def choices(self) -> dict[str, Any]:
        """Give what was chosen, as the report's loader takes it."""
        return {
            "kinds": self.kinds(),
            "names": self.names_check.isChecked(),
            "alarms": self.alarms_check.isChecked(),
        }


def ask(parent: QWidget) -> dict[str, Any] | None:
    """Ask what the file may hold; None when cancelled. Tests replace it."""
    form = ExportForm(parent)
    accepted = form.widget.exec() == QDialog.DialogCode.Accepted
    answer = form.choices() if accepted else None
    form.widget.deleteLater()
    return answer
