"""Let a column scroll on a card, without a ground or a frame of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolled(inside: QWidget, parent: QWidget) -> QScrollArea:
    """Put a widget in a place that scrolls up and down."""
    area = QScrollArea(parent)
    scroll_in(area, inside)
    return area


def scroll_in(area: QScrollArea, inside: QWidget) -> None:
    """Make a place scroll a widget up and down, and show the ground under it."""
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    # Qt gives the widget a ground when it is put in.
    inside.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
