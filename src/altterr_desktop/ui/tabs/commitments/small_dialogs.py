"""Ask for a pledge document, and for the authority's reply to a verdict; they keep nothing themselves."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from altterr_desktop.domain.commitments import DocumentKind
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.services.verdicts import VerdictView
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.tabs.commitments.keeping import KEYS, Keep, answers


class KeptForm(Form):
    """Be a dialog that stays until what was typed is kept."""

    widget: QDialog
    error_label: QLabel
    save_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, parent: QWidget | None, keep: Keep) -> None:
        super().__init__(parent)
        self._keep = keep
        self.error_label.hide()
        self.save_button.clicked.connect(lambda *_on: self.save())
        self.cancel_button.clicked.connect(self.widget.reject)
        for keys in KEYS:
            QShortcut(QKeySequence(keys), self.widget).activated.connect(self.save)
        self.widget.setMinimumWidth(self.widget.fontMetrics().averageCharWidth() * 72)

    def values(self) -> dict[str, Any]:
        """Give what was typed."""
        raise NotImplementedError

    def dates(self) -> tuple[DateField, ...]:
        """List the fields of days."""
        raise NotImplementedError

    def save(self) -> None:
        """Hand the values over, unless a day cannot be read."""
        wrong = next((field for field in self.dates() if not field.is_valid()), None)
        if wrong is not None:
            self.refuse(_("This date cannot be read. Write it as 13/03/2029."))
            wrong.setFocus()
            return
        self._keep(self.values(), *answers(self.widget, self.refuse))

    def refuse(self, sentence: str) -> None:
        """Say why it was not kept; nothing typed is lost."""
        self.error_label.setText(sentence)
        self.error_label.show()


class DocumentForm(KeptForm):
    """Bind the dialog of a new pledge document."""

    FORM = "commitment_document_dialog"
    title_edit: QLineEdit
    kind_combo: EnumCombo
    dated_on_field: DateField
    publisher_edit: QLineEdit
    reference_edit: QLineEdit
    url_edit: QLineEdit
    consulted_on_field: DateField

    def __init__(self, parent: QWidget | None, title: str, keep: Keep) -> None:
        super().__init__(parent, keep)
        self.kind_combo.set_members(DocumentKind)
        self.kind_combo.set_value(DocumentKind.PACT)
        self.title_edit.setText(title)

    def values(self) -> dict[str, Any]:
        """Give the fields of the document."""
        return {
            "title": self.title_edit.text().strip(),
            "document_kind": self.kind_combo.value() or DocumentKind.OTHER,
            "dated_on": self.dated_on_field.value(),
            "publisher": self.publisher_edit.text().strip(),
            "reference": self.reference_edit.text().strip(),
            "url": self.url_edit.text().strip(),
            "consulted_on": self.consulted_on_field.value(),
        }

    def dates(self) -> tuple[DateField, ...]:
        """List the fields of days."""
        return (self.dated_on_field, self.consulted_on_field)


class ReplyForm(KeptForm):
    """Bind the dialog of the authority's reply to a verdict."""

    FORM = "commitment_reply_dialog"
    about_label: QLabel
    reply_edit: QPlainTextEdit
    reply_on_field: DateField

    def __init__(self, parent: QWidget | None, verdict: VerdictView, keep: Keep) -> None:
        super().__init__(parent, keep)
        about = " – ".join(part for part in (label(verdict.standing), verdict.statement[:160]) if part)
        self.about_label.setText(about)
        self.reply_edit.setPlainText(verdict.authority_reply)
        self.reply_on_field.set_value(verdict.authority_reply_on)

    def values(self) -> dict[str, Any]:
        """Give the two fields of the reply."""
        return {
            "authority_reply": self.reply_edit.toPlainText().strip(),
            "authority_reply_on": self.reply_on_field.value(),
        }

    def dates(self) -> tuple[DateField, ...]:
        """List the fields of days."""
        return (self.reply_on_field,)


def ask_document(parent: QWidget, title: str, keep: Keep) -> bool:
    """Ask for a new pledge document until it is kept; False when cancelled. Tests replace it."""
    return run(DocumentForm(parent, title, keep))


def ask_reply(parent: QWidget, verdict: VerdictView, keep: Keep) -> bool:
    """Ask for the authority's reply until it is kept; False when cancelled. Tests replace it."""
    return run(ReplyForm(parent, verdict, keep))


def run(form: KeptForm) -> bool:
    """Show a dialog until its values are kept; False when cancelled."""
    accepted = form.widget.exec() == QDialog.DialogCode.Accepted
    form.widget.deleteLater()
    return accepted
