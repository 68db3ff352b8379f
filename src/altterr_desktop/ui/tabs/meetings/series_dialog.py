"""Ask when the next meeting of a series is, and say what goes with it; it plans nothing itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QWidget

from altterr_desktop.domain.meetings import Rhythm
from altterr_desktop.i18n import _
from altterr_desktop.i18n.names import join_words
from altterr_desktop.services.series import NextMeeting, next_day
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.enum_combo import EnumCombo


@dataclass(frozen=True)
class NextAnswer:
    """Hold what was answered."""

    title: str
    rhythm: Rhythm
    held_on: date | None


class NextForm(Form):
    """Bind the dialog of the next meeting."""

    FORM = "meeting_next_dialog"
    widget: QDialog
    about_label: QLabel
    title_edit: QLineEdit
    rhythm_combo: EnumCombo
    day_field: DateField
    carried_label: QLabel
    error_label: QLabel
    save_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, parent: QWidget | None, offered: NextMeeting, day: date | None) -> None:
        super().__init__(parent)
        self._last = day
        self.about_label.setText(
            _("The same people, roles, hour and place. Change them afterwards if need be.")
        )
        self.title_edit.setText(offered.title)
        self.title_edit.setReadOnly(offered.series_id is not None)
        self.rhythm_combo.set_members(Rhythm)
        self.rhythm_combo.set_value(offered.rhythm)
        self.rhythm_combo.picked.connect(lambda *_one: self._propose())
        self.day_field.set_value(offered.day)
        self.carried_label.setText(_carried(offered))
        self.error_label.hide()
        self.save_button.clicked.connect(lambda *_on: self._on_save())
        self.cancel_button.clicked.connect(self.widget.reject)
        self.widget.setMinimumWidth(self.widget.fontMetrics().averageCharWidth() * 70)

    def answer(self) -> NextAnswer:
        """Give what was answered."""
        day = self.day_field.value()
        rhythm = self.rhythm_combo.value()
        return NextAnswer(
            self.title_edit.text().strip(),
            rhythm if isinstance(rhythm, Rhythm) else Rhythm.NONE,
            day if isinstance(day, date) else None,
        )

    def _propose(self) -> None:
        rhythm = self.rhythm_combo.value()
        if self._last is not None and isinstance(rhythm, Rhythm):
            self.day_field.set_value(next_day(self._last, rhythm))

    def _on_save(self) -> None:
        if self.day_field.is_valid():
            self.widget.accept()
            return
        self.error_label.setText(_("This date cannot be read. Write it as 13/03/2029."))
        self.error_label.show()
        self.day_field.setFocus()


def ask_next(parent: QWidget, offered: NextMeeting, day: date | None) -> NextAnswer | None:
    """Ask when the meeting after the one of a day is; None when cancelled. Tests replace it."""
    form = NextForm(parent, offered, day)
    form.day_field.setFocus()
    accepted = form.widget.exec() == QDialog.DialogCode.Accepted
    answer = form.answer() if accepted else None
    form.widget.deleteLater()
    return answer


def _carried(offered: NextMeeting) -> str:
    lines = []
    if offered.points:
        names = join_words([_("“{words}”").format(words=one) for one in offered.points])
        lines.append(_("Carried over, nobody came to it: {names}.").format(names=names))
    if offered.follow_ups:
        lines.append(_("Still open: {names}.").format(names=join_words(list(offered.follow_ups))))
    return "\n".join(lines) or _("Nothing stayed open.")
