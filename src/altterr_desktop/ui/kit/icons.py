"""Turn the line drawings of resources/icons into icons of the theme's colours; it chooses no icon."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from altterr_desktop.settings import paths
from altterr_desktop.ui.kit.theme import USUAL_POINTS, Theme, ThemeName, theme, use_theme

if TYPE_CHECKING:
    from collections.abc import Iterable

SIZES = (16, 20, 24)
_NAME = "icon_name"
_TOKEN = "icon_token"


class _TakesIcon(Protocol):
    def setIcon(self, icon: QIcon, /) -> None: ...

    def setProperty(self, name: str, value: object, /) -> bool: ...


def icon(name: str, token: str = "ink") -> QIcon:
    """Give an icon in a colour of the theme in use; a name without a file gives an empty icon."""
    return _icon(name, theme().tokens[token], theme().tokens["border"], _ratio())


def tab_icon(name: str, resting: str, chosen: str) -> QIcon:
    """Give an icon with one colour (token) at rest and another when its tab is the current one."""
    built = QIcon(_icon(name, theme().tokens[resting], theme().tokens["border"], _ratio()))
    for size in SIZES:
        picture = pixmap(name, size, theme().tokens[chosen])
        built.addPixmap(picture, QIcon.Mode.Normal, QIcon.State.On)
    return built


def pixmap(name: str, size: int, tint: str) -> QPixmap:
    """Draw one icon in a square of `size` logical pixels, in a colour written `#rrggbb`."""
    return _pixmap(name, size, tint, _ratio())


def set_icon(target: _TakesIcon, name: str, token: str = "ink") -> None:
    """Give a button or an action an icon that follows the theme when it changes."""
    target.setProperty(_NAME, name)
    target.setProperty(_TOKEN, token)
    target.setIcon(icon(name, token))


def add_icon_inside(field: QLineEdit, name: str, *, leading: bool = True) -> QAction:
    """Put a quiet icon inside a field, at its beginning or its end; it follows the theme."""
    places = QLineEdit.ActionPosition
    action = field.addAction(QIcon(), places.LeadingPosition if leading else places.TrailingPosition)
    set_icon(action, name, "muted")
    return action


def dress(name: ThemeName, *, points: float = USUAL_POINTS) -> Theme:
    """Dress the whole application in a theme, icons already shown included."""
    chosen = use_theme(name, points=points)
    refresh_icons(QApplication.allWidgets())
    return chosen


def refresh_icons(widgets: Iterable[QWidget]) -> None:
    """Draw again, in the colours in use, every icon given by `set_icon` or by a form's `icon_name` property."""
    for widget in widgets:
        if isinstance(widget, QAbstractButton):
            _refresh(widget)
        for action in widget.actions():
            _refresh(action)


def _refresh(target: QAbstractButton | QAction) -> None:
    name = target.property(_NAME)
    if isinstance(name, str) and name:
        token = target.property(_TOKEN)
        target.setIcon(icon(name, token if isinstance(token, str) else _usual_token(target)))


def _usual_token(target: QAbstractButton | QAction) -> str:
    return "accent_ink" if target.property("kind") == "primary" else "ink"


def _ratio() -> float:
    application = QGuiApplication.instance()
    return application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0


@lru_cache(maxsize=512)
def _icon(name: str, tint: str, disabled: str, ratio: float) -> QIcon:
    built = QIcon()
    for size in SIZES:
        built.addPixmap(_pixmap(name, size, tint, ratio))
        built.addPixmap(_pixmap(name, size, disabled, ratio), QIcon.Mode.Disabled)
    return built


@lru_cache(maxsize=1024)
def _pixmap(name: str, size: int, tint: str, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    picture = QPixmap(QSize(size, size) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    drawing = _drawing(name)
    if drawing:
        painter = QPainter(picture)
        renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", QColor(tint).name()).encode()))
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
    return picture


@lru_cache(maxsize=256)
def _drawing(name: str) -> str:
    file = paths.resources_folder() / "icons" / f"{name}.svg"
    return file.read_text("utf-8") if file.is_file() else ""
