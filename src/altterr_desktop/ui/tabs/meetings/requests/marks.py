"""Find what is still to be completed in a letter, and copy its text; compose nothing."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from altterr_desktop.i18n import _
from altterr_desktop.i18n.names import join_words
from altterr_desktop.ui.kit.context import TabContext


def marks_in(text: str) -> list[str]:
    """List what is still to be completed in a letter, in the words of its marks."""
    start = _("[to complete: {what}]").partition("{")[0]
    return [part.partition("]")[0] for part in text.split(start)[1:]]


def show_missing(label: QLabel, text: str) -> None:
    """Say what is still to be completed, or nothing."""
    marks = marks_in(text)
    label.setText(_("Still to complete: {what}.").format(what=join_words(marks)) if marks else "")
    label.setVisible(bool(marks))


def copy_text(context: TabContext, text: str) -> None:
    """Put a text on the clipboard and say so."""
    QGuiApplication.clipboard().setText(text)
    context.messages.status(_("Text copied: paste it in your message."))
