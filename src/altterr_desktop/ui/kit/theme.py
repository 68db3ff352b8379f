"""Give the window its colours, its font and its style sheet; it draws nothing and decides no meaning."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from altterr_desktop.settings import paths

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FONT_FAMILY = "Inter"
USUAL_POINTS = 10.0
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TOKEN = re.compile(r"@([a-z_]+)")
_MEASURE = re.compile(r"(?<![\w.#])(\d+(?:\.\d+)?)fm\b")
_PICTURE = re.compile(r"url\((\w+\.svg)\)")


class ThemeName(StrEnum):
    """Name the sets of colours a person can choose from; SYSTEM follows the desktop where it says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True)
class StandingColours:
    """Hold the three colours of a standing, as `#rrggbb`."""

    fill: str
    ink: str
    edge: str


@dataclass(frozen=True)
class Theme:
    """Hold the named colours of one theme, as `#rrggbb`."""

    name: ThemeName
    dark: bool
    tokens: Mapping[str, str]
    standings: Mapping[str, StandingColours]


class _Current:
    """Remember the theme in use, as the language is remembered."""

    theme: Theme | None = None
    font_loaded = False


def load_theme(name: ThemeName) -> Theme:
    """Read the colours of a theme (SYSTEM: light or dark as the desktop says)."""
    if name is ThemeName.SYSTEM:
        scheme = QGuiApplication.styleHints().colorScheme()
        name = ThemeName.DARK if scheme == Qt.ColorScheme.Dark else ThemeName.LIGHT
    raw = tomllib.loads((_folder() / f"{name}.toml").read_text("utf-8"))
    standings = {key: StandingColours(**value) for key, value in raw["standings"].items()}
    return Theme(name, raw["dark"], raw["tokens"], standings)


def theme() -> Theme:
    """Give the theme in use (the light one before any was chosen)."""
    if _Current.theme is None:
        _Current.theme = load_theme(ThemeName.LIGHT)
    return _Current.theme


def colour(token: str) -> QColor:
    """Give a colour of the theme in use by the name of its token."""
    return QColor(theme().tokens[token])


def use_theme(name: ThemeName, *, points: float = USUAL_POINTS) -> Theme:
    """Dress the whole application: font (in points), palette, style sheet; `dress` does this and the icons."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        msg = "a theme needs a QApplication"
        raise TypeError(msg)
    chosen = load_theme(name)
    _Current.theme = chosen
    # A built-in style is created by name; without this a desktop's own plugin would be loaded first.
    application.setStyle(QStyleFactory.create("Fusion"))
    application.setFont(_font(points))
    application.setPalette(palette_of(chosen))
    application.setStyleSheet(style_sheet(chosen, QFontMetricsF(application.font()).height()))
    return chosen


def style_sheet(chosen: Theme, text_height: float) -> str:
    """Fill the template with a theme's colours and with lengths in heights of text (pixels)."""
    template = _COMMENT.sub("", (_folder() / "window.qss").read_text("utf-8"))
    folder = _folder().as_posix()

    def length(found: re.Match[str]) -> str:
        return f"{max(1, round(float(found[1]) * text_height))}px"

    sheet = _MEASURE.sub(length, template)
    sheet = _TOKEN.sub(lambda found: chosen.tokens.get(found[1], found[0]), sheet)
    return _PICTURE.sub(lambda found: f'url("{folder}/{chosen.name}-{found[1]}")', sheet)


def palette_of(chosen: Theme) -> QPalette:
    """Build the palette that Qt's own drawing and dialogs use."""
    roles = {
        QPalette.ColorRole.Window: "page",
        QPalette.ColorRole.WindowText: "ink",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "sunken",
        QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "ink",
        QPalette.ColorRole.ToolTipBase: "toast",
        QPalette.ColorRole.ToolTipText: "toast_ink",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "accent_ink",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.Mid: "line",
        QPalette.ColorRole.Dark: "border",
        QPalette.ColorRole.Accent: "accent",
    }
    built = QPalette()
    for role, token in roles.items():
        built.setColor(role, QColor(chosen.tokens[token]))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        built.setColor(QPalette.ColorGroup.Disabled, role, QColor(chosen.tokens["border"]))
    return built


def contrast(first: str, second: str) -> float:
    """Give the contrast of two colours, from 1 to 21 (WCAG 2.2, «contrast ratio»)."""
    lighter, darker = sorted((_luminance(QColor(first)), _luminance(QColor(second))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(tint: QColor) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(tint.redF()) + 0.7152 * linear(tint.greenF()) + 0.0722 * linear(tint.blueF())


def _font(points: float) -> QFont:
    if not _Current.font_loaded:
        for file in sorted((paths.resources_folder() / "fonts").glob("Inter-*.ttf")):
            QFontDatabase.addApplicationFont(str(file))
        _Current.font_loaded = True
    font = QFont(FONT_FAMILY)
    font.setPointSizeF(points)
    return font


def _folder() -> Path:
    return paths.resources_folder() / "themes"
