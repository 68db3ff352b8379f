"""Say one calm sentence over the pages as long as it is true (demonstration, read only), with one way out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.plain import PlainLabel


@dataclass(frozen=True)
class BannerWords:
    """Hold the sentence, and what its button says and does."""

    text: str
    action: str = ""
    on_action: Callable[[], object] | None = None


class Banner(QFrame):
    """Show a `BannerWords`, or nothing."""

    def __init__(self, parent: QWidget | None = None, *, closes: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._words: BannerWords | None = None
        self._label = PlainLabel(self)
        self._label.setWordWrap(True)
        self._button = QToolButton(self)
        self._button.clicked.connect(lambda *_on: self._run())
        unit = self.fontMetrics().height()
        row = QHBoxLayout(self)
        row.setContentsMargins(unit, unit // 6, unit, unit // 6)
        row.addWidget(self._label, 1)
        row.addWidget(self._button)
        if closes:
            row.addWidget(self._close_button())
        self.hide()

    def text(self) -> str:
        """Give the sentence shown, «» for none."""
        return self._label.text() if self._words is not None else ""

    def show_words(self, words: BannerWords | None) -> None:
        """Show a sentence, or none."""
        self._words = words
        self.setVisible(words is not None)
        if words is not None:
            self._label.setText(words.text)
            self.setAccessibleName(words.text)
            self._button.setText(words.action)
            self._button.setVisible(bool(words.action))

    def _close_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setAccessibleName(_("Close this message"))
        button.setToolTip(_("Close this message"))
        set_icon(button, "x")
        button.clicked.connect(lambda *_on: self.show_words(None))
        return button

    def _run(self) -> None:
        if self._words is not None and self._words.on_action is not None:
            self._words.on_action()
