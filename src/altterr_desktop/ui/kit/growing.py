"""Let a long text take the room of its lines, between a least and a most; it changes no text."""

from __future__ import annotations

import math

from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy


def let_grow(edit: QPlainTextEdit, least: int = 2, most: int = 9) -> None:
    """Give a field the height of its text, in lines; past the most it scrolls."""

    def fit(*_size: object) -> None:
        document = edit.document()
        lines = min(most, max(least, math.ceil(document.size().height())))
        # The frame of the style sheet is as wide as a third of a line, shown or not.
        frame = 2 * edit.frameWidth() + edit.fontMetrics().height() // 3
        height = lines * edit.fontMetrics().lineSpacing() + round(2 * document.documentMargin()) + frame
        if edit.minimumHeight() != height or edit.maximumHeight() != height:
            edit.setFixedHeight(height)

    edit.ensurePolished()
    # Room left over goes under the fields, not between a label and its field.
    edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    edit.document().documentLayout().documentSizeChanged.connect(fit)
    fit()
