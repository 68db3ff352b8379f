"""Ask for a position or a press item, and stay open until it is kept; what was typed is lost by no refusal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from shiboken6 import isValid

from altterr_desktop.domain.officials import Stance
from altterr_desktop.i18n import _
from altterr_desktop.services.fields import today
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.enum_combo import EnumCombo

# What is called to keep values: with them, what to do once kept, and what to do with a refusal.
Keep = Callable[[dict[str, Any], Callable[[object], object], Callable[[Exception], object]], object]
DELETE = "delete"


class KeptForm(Form):
    """Bind what both dialogs share: a file, a refusal said in place, and the buttons."""

    widget: QDialog
    file_name_label: QLabel
    choose_button: QPushButton
    remove_button: QPushButton
    error_label: QLabel
    delete_button: QPushButton
    cancel_button: QPushButton
    save_button: QPushButton

    def __init__(self, parent: QWidget | None, values: Mapping[str, Any], keep: Keep) -> None:
        super().__init__(parent)
        self._keep = keep
        self._file: Path | None = None
        self._attachment_id: str | None = None
        self.wants_deletion = False
        self.error_label.hide()
        self.delete_button.setVisible(bool(values.get("id")))
        self.choose_button.clicked.connect(lambda *_on: self._on_choose())
        self.remove_button.clicked.connect(lambda *_on: self.show_file("", None, None))
        self.delete_button.clicked.connect(lambda *_on: self._on_delete())
        self.cancel_button.clicked.connect(self.widget.reject)
        self.save_button.clicked.connect(lambda *_on: self.save())
        self.widget.setMinimumWidth(self.widget.fontMetrics().averageCharWidth() * 78)
        self.show_file(str(values.get("file_name") or ""), values.get("attachment_id"), None)

    def values(self) -> dict[str, Any]:
        """Give what was typed, by the names of the fields. Override it."""
        raise NotImplementedError

    def missing(self) -> tuple[str, QWidget] | None:
        """Say what is missing and where, or nothing. Override it."""
        raise NotImplementedError

    def file_values(self) -> dict[str, Any]:
        """Give the file it refers to, and as `file` the path of one to copy."""
        values: dict[str, Any] = {"attachment_id": self._attachment_id}
        if self._file is not None:
            values["file"] = self._file
        return values

    def show_file(self, name: str, attachment_id: str | None, path: Path | None) -> None:
        """Show the file of the dossier, or the one that will be copied; neither: none."""
        self._attachment_id, self._file = attachment_id, path
        self.file_name_label.setText(path.name if path is not None else name or _("No file"))
        self.remove_button.setVisible(path is not None or bool(attachment_id))

    def save(self) -> None:
        """Hand the values over, or say what is missing."""
        missing = self.missing()
        if missing is not None:
            self.refuse(*missing)
            return

        def on_kept(_changes: object) -> None:
            if isValid(self.widget):
                self.widget.accept()

        def on_refused(error: Exception) -> None:
            if isValid(self.widget):
                self.refuse(str(error))

        self._keep(self.values(), on_kept, on_refused)

    def refuse(self, sentence: str, field: QWidget | None = None) -> None:
        """Say why it was not kept; nothing typed is lost."""
        self.error_label.setText(sentence)
        self.error_label.show()
        if field is not None:
            field.setFocus()

    def _on_choose(self) -> None:
        if path := ask_file(self.widget):
            self.show_file("", None, Path(path))

    def _on_delete(self) -> None:
        self.wants_deletion = True
        self.widget.accept()


class StanceForm(KeptForm):
    """Bind the dialog of a step of the ladder."""

    FORM = "official_stance_dialog"
    theme_combo: ChoiceCombo
    stance_combo: EnumCombo
    statement_edit: QPlainTextEdit
    source_edit: QLineEdit
    noted_on_field: DateField
    url_edit: QLineEdit
    meeting_combo: ChoiceCombo

    def __init__(
        self,
        parent: QWidget | None,
        values: Mapping[str, Any],
        keep: Keep,
        themes: Sequence[tuple[str, str]],
        meetings: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__(parent, values, keep)
        self.theme_combo.set_choices(themes, _("In general"))
        self.theme_combo.set_value(_held(values, "theme_id", "theme"))
        self.stance_combo.set_members(Stance)
        self.stance_combo.set_value(values.get("stance") or Stance.UNDECIDED)
        self.statement_edit.setPlainText(str(values.get("statement") or ""))
        self.statement_edit.setFixedHeight(self.widget.fontMetrics().height() * 5)
        self.source_edit.setText(str(values.get("source") or ""))
        self.noted_on_field.set_value(values.get("noted_on") or today())
        self.url_edit.setText(str(values.get("url") or ""))
        self.meeting_combo.set_choices(meetings, _("No meeting"))
        self.meeting_combo.set_value(_held(values, "meeting_id", "meeting"))

    def values(self) -> dict[str, Any]:
        """Give the fields of the step."""
        return {
            "theme_id": self.theme_combo.value(),
            "stance": self.stance_combo.value() or Stance.UNDECIDED,
            "statement": self.statement_edit.toPlainText().strip(),
            "source": self.source_edit.text().strip(),
            "noted_on": self.noted_on_field.value(),
            "url": self.url_edit.text().strip(),
            "meeting_id": self.meeting_combo.value(),
            **self.file_values(),
        }

    def missing(self) -> tuple[str, QWidget] | None:
        """Ask for a day that can be read; the rest is the dossier's rule."""
        if not self.noted_on_field.is_valid():
            return _("This date cannot be read. Write it as 13/03/2029."), self.noted_on_field
        return None


class PressForm(KeptForm):
    """Bind the dialog of an article or a broadcast."""

    FORM = "official_press_dialog"
    title_edit: QLineEdit
    publisher_edit: QLineEdit
    dated_on_field: DateField
    url_edit: QLineEdit
    quote_edit: QPlainTextEdit
    publishable_check: QCheckBox

    def __init__(self, parent: QWidget | None, values: Mapping[str, Any], keep: Keep) -> None:
        super().__init__(parent, values, keep)
        self.title_edit.setText(str(values.get("title") or ""))
        self.publisher_edit.setText(str(values.get("publisher") or ""))
        self.dated_on_field.set_value(values.get("dated_on"))
        self.url_edit.setText(str(values.get("url") or ""))
        self.quote_edit.setPlainText(str(values.get("quote") or ""))
        self.quote_edit.setFixedHeight(self.widget.fontMetrics().height() * 5)
        self.publishable_check.setChecked(bool(values.get("publishable", True)))

    def values(self) -> dict[str, Any]:
        """Give the fields of the item."""
        return {
            "title": self.title_edit.text().strip(),
            "publisher": self.publisher_edit.text().strip(),
            "dated_on": self.dated_on_field.value(),
            "url": self.url_edit.text().strip(),
            "quote": self.quote_edit.toPlainText().strip(),
            "publishable": self.publishable_check.isChecked(),
            **self.file_values(),
        }

    def missing(self) -> tuple[str, QWidget] | None:
        """Ask for a title, a link or a passage, and for a day that can be read."""
        if not self.dated_on_field.is_valid():
            return _("This date cannot be read. Write it as 13/03/2029."), self.dated_on_field
        values = self.values()
        if not (values["title"] or values["url"] or values["quote"]):
            return _("Write at least a title, a link or a quoted passage."), self.title_edit
        return None


def _held(values: Mapping[str, Any], field: str, name: str) -> tuple[str, str] | None:
    return (str(values[field]), str(values.get(name) or "")) if values.get(field) else None


def ask_file(parent: QWidget) -> str:
    """Ask for the file to copy into the dossier; «» when cancelled. Tests replace it."""
    chosen, _kind = QFileDialog.getOpenFileName(parent, _("Choose a file"))
    return chosen


def ask(form: KeptForm) -> str:
    """Show a dialog until it is kept or cancelled; «delete» where that was asked for. Tests replace it."""
    accepted = form.widget.exec() == QDialog.DialogCode.Accepted
    answer = DELETE if accepted and form.wants_deletion else ""
    form.widget.deleteLater()
    return answer
