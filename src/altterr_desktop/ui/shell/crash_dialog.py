"""Tell a person that the program has a bug, hand over a report without personal data, and let them go on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QPushButton, QWidget

from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.plain import scaled_font


class CrashForm(Form):
    """Bind the dialog of a bug."""

    FORM = "crash_dialog"
    widget: QDialog
    title_label: QLabel
    report_edit: QPlainTextEdit
    copy_button: QPushButton
    close_button: QPushButton

    def __init__(self, parent: QWidget | None, report: str) -> None:
        super().__init__(parent)
        self.title_label.setFont(scaled_font(self.widget.font(), 1.4, QFont.Weight.DemiBold))
        self.report_edit.setPlainText(report)
        self.copy_button.clicked.connect(self._on_copy_clicked)
        self.close_button.clicked.connect(self.widget.accept)
        unit = self.widget.fontMetrics().height()
        self.widget.resize(unit * 40, unit * 24)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.report_edit.toPlainText())


def show_crash(parent: QWidget | None, report: str) -> CrashForm:
    """Show the report beside the work: it blocks nothing."""
    form = CrashForm(parent, report)
    form.widget.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    form.keep_with_widget()
    form.widget.show()
    return form
