"""Give Qt's own dialogs and menus (files, printing, copy) the language of the window; it has no word itself."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

_NAME = "qt_words"


def speak(name: str) -> None:
    """Have Qt's own words in a language («fr»); a language it does not have leaves them in English."""
    application = QCoreApplication.instance()
    if application is None:
        return
    for former in application.findChildren(QTranslator, _NAME):
        application.removeTranslator(former)
        former.setParent(None)
    words = QTranslator(application)
    words.setObjectName(_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(f"qtbase_{name}", folder):
        application.installTranslator(words)
