"""Draw where an official stands, one ladder a theme, with the steps and what shows each; it keeps nothing."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from altterr_desktop.domain.officials import Stance
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import short_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import labelled
from altterr_desktop.services.stances import StanceView, ThemeStance
from altterr_desktop.ui.kit.cards import LinkRow
from altterr_desktop.ui.kit.icons import pixmap
from altterr_desktop.ui.kit.plain import scaled_font
from altterr_desktop.ui.kit.theme import colour, theme
from altterr_desktop.ui.tabs.officials.lists import Stack
from altterr_desktop.ui.tabs.officials.page import OfficialPage

STANCE_ICONS = {
    Stance.OPPONENT: "thumbs-down",
    Stance.DOUBTFUL: "circle-help",
    Stance.UNDECIDED: "circle-dashed",
    Stance.SUPPORTER: "thumbs-up",
    Stance.CHAMPION: "star",
}
_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


class Ladder(QWidget):
    """Draw the five steps, each an icon and a word, rising; the latest is filled, the earlier ones are dotted."""

    def __init__(self, stances: ThemeStance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._latest = stances.latest.stance
        self._passed = {step.stance for step in stances.history}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(labelled(theme_words(stances), label(self._latest)))

    def sizeHint(self) -> QSize:
        """Take the room of an icon over a word, and of the rise."""
        unit = self.fontMetrics().height()
        return QSize(unit * 26, round(unit * 3.5))

    def minimumSizeHint(self) -> QSize:
        """Give way in width alone."""
        return QSize(self.fontMetrics().height() * 16, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the steps from the left, each a little higher."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = QFontMetricsF(self.font()).height()
        gap = unit * 0.3
        wide = (self.width() - gap * (len(Stance) - 1)) / len(Stance)
        tall = unit * 2.5
        rise = (self.height() - tall - 2) / (len(Stance) - 1)
        for place, stance in enumerate(Stance):
            top = 1 + rise * (len(Stance) - 1 - place)
            self._step(painter, QRectF(place * (wide + gap) + 1, top, wide - 2, tall), stance, unit)
        painter.end()

    def _step(self, painter: QPainter, rect: QRectF, stance: Stance, unit: float) -> None:
        here = stance is self._latest
        dotted = stance in self._passed and not here
        edge = QPen(colour("accent" if here or dotted else "line"), 1.2)
        if dotted:
            edge.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(edge)
        painter.setBrush(colour("accent" if here else "surface"))
        painter.drawRoundedRect(rect, unit * 0.35, unit * 0.35)
        ink = "accent_ink" if here else "ink" if dotted else "muted"
        size = round(unit * 0.95)
        picture = pixmap(STANCE_ICONS[stance], size, theme().tokens[ink])
        painter.drawPixmap(round(rect.center().x() - size / 2), round(rect.top() + unit * 0.3), picture)
        painter.setFont(
            scaled_font(self.font(), 0.92, QFont.Weight.DemiBold if here else QFont.Weight.Normal)
        )
        painter.setPen(colour(ink))
        words = QRectF(rect.left() + 3, rect.top() + unit * 1.25, rect.width() - 6, unit * 1.2)
        metrics = QFontMetricsF(painter.font())
        said = metrics.elidedText(label(stance), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, _CENTRE, said)


class StancesSection(Stack):
    """Show a ladder a theme and its steps; `asked` carries the id of the step to change, «» for a new one."""

    asked = Signal(str)

    def facts(self, page: OfficialPage) -> object:
        """Give the steps."""
        return page.official.id, page.official.stances

    def fill(self, page: OfficialPage) -> None:
        """Add each theme's ladder and its steps, newest first."""
        if not page.official.stances:
            self.say(
                _(
                    "Nothing is noted yet. Write down where they stand, on a theme or in general, "
                    "each time something shows it."
                )
            )
        self.offer(_("Note a position…"), partial(self.asked.emit, ""))
        for one in page.official.stances:
            self.say(theme_words(one), "section")
            self.column.addWidget(Ladder(one, self.widget()))
            for step in one.history:
                self.column.addWidget(self._row(step))

    def _row(self, step: StanceView) -> LinkRow:
        shown = step.statement or step.meeting or step.file_name or step.url
        words = labelled(label(step.stance), " ".join(shown.split()))
        day = short_date(step.noted_on) if step.noted_on else ""
        end = " · ".join(part for part in (step.source, day) if part)
        return LinkRow(STANCE_ICONS[step.stance], words, end, partial(self.asked.emit, step.id))


def theme_words(stances: ThemeStance) -> str:
    """Name what a ladder is about."""
    return stances.theme or _("In general")
