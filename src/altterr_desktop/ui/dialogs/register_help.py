"""Say where the national register is downloaded and which file serves what; it downloads nothing."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from altterr_desktop.i18n import _
from altterr_desktop.ui.dialogs.showing import give_room
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.plain import scaled_font

REGISTER_ADDRESS = "https://www.data.gouv.fr/datasets/repertoire-national-des-elus-1"


class RegisterHelp(Form):
    """Bind the page that comes before the file is chosen."""

    FORM = "import_register_dialog"
    widget: QDialog
    title_label: QLabel
    text_label: QLabel
    address_edit: QLineEdit
    copy_button: QPushButton
    files_tree: QTreeWidget
    choose_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.title_label.setFont(scaled_font(self.widget.font(), 1.3, QFont.Weight.DemiBold))
        self.text_label.setText(
            _(
                "The State publishes who was elected, free of charge, on data.gouv.fr under the name "
                "“Répertoire national des élus”. Copy this address into a web browser and download the files you need:"
            )
        )
        self.address_edit.setText(REGISTER_ADDRESS)
        for purpose, name in register_files():
            QTreeWidgetItem(self.files_tree, [purpose, name])
        self.files_tree.resizeColumnToContents(0)
        self.copy_button.clicked.connect(lambda *_on: self._on_copy_asked())
        self.choose_button.clicked.connect(self.widget.accept)
        self.cancel_button.clicked.connect(self.widget.reject)
        give_room(self.widget)
        unit = self.widget.fontMetrics().height()
        self.widget.resize(unit * 44, unit * 24)
        self.choose_button.setFocus()

    def _on_copy_asked(self) -> None:
        QApplication.clipboard().setText(self.address_edit.text())
        self.copy_button.setText(_("Copied"))


def register_files() -> tuple[tuple[str, str], ...]:
    """List what each file of the register is for; the names are those of the page, in French."""
    return (
        (_("Everybody on a town council"), "Conseillers municipaux"),
        (_("Mayors alone"), "Maires"),
        (_("Intercommunality"), "Conseillers communautaires"),
        (_("Département"), "Conseillers départementaux"),
        (_("Region"), "Conseillers régionaux"),
    )


def ask(parent: QWidget) -> bool:
    """Show the page; tell whether a file is to be chosen."""
    form = RegisterHelp(parent)
    accepted = form.widget.exec() == QDialog.DialogCode.Accepted
    form.widget.deleteLater()
    return accepted
