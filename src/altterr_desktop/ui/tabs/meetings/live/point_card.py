"""Show the current point in large type, with the exact words of its commitment; it changes nothing."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import deadline_words, medium_date
from altterr_desktop.services.meeting_views import AgendaPointView
from altterr_desktop.services.promises import PromiseView
from altterr_desktop.ui.kit.plain import ElidedLabel, PlainLabel, scaled_font
from altterr_desktop.ui.kit.standings import StandingChip

_LARGE, _LESS_LARGE = 2.6, 2.0
_LONG_TITLE = 44
_MOST_WORDS = 320


class PointCard(QWidget):
    """Show one point: title, what was promised, how it stands, what we ask."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title_label = PlainLabel(self)
        self.title_label.setWordWrap(True)
        self.card = QFrame(self)
        self.card.setProperty("kind", "card")
        self.words_label = PlainLabel(self.card)
        self.words_label.setWordWrap(True)
        self.chip = StandingChip(self.card)
        self.state_label = ElidedLabel(self.card, "", "muted")
        self.question_label = PlainLabel(self.card)
        self.question_label.setWordWrap(True)
        self.question_label.setFont(scaled_font(self.font(), 1.1, QFont.Weight.DemiBold))
        unit = self.fontMetrics().height()
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(unit, unit // 2, unit, unit // 2)
        inside.setSpacing(unit // 3)
        state = QHBoxLayout()
        state.setSpacing(unit // 2)
        state.addWidget(self.chip)
        state.addWidget(self.state_label, 1)
        inside.addWidget(self.words_label)
        inside.addLayout(state)
        inside.addWidget(self.question_label)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(unit // 2)
        whole.addWidget(self.title_label)
        whole.addWidget(self.card)

    def show_point(self, point: AgendaPointView | None) -> None:
        """Show a point; None stands for what is said outside the agenda."""
        title = point.title if point is not None else _("Outside the agenda")
        # In proportion to the text size a person chose: 26 points where the usual text has 10.
        factor = _LARGE if len(title) <= _LONG_TITLE else _LESS_LARGE
        base = QFont(self.window().font())
        self.title_label.setFont(scaled_font(base, factor / _grown(base), QFont.Weight.DemiBold))
        self.title_label.setText(title)
        about = point.commitment if point is not None else None
        question = point.question if point is not None else ""
        self.words_label.setVisible(about is not None)
        self.chip.setVisible(about is not None)
        self.state_label.setVisible(about is not None)
        if about is not None:
            self.words_label.setText(_promised(about))
            self.chip.set_standing(about.standing)
            self.state_label.setText(_state_words(about))
        self.question_label.setVisible(bool(question))
        self.question_label.setText(_("Our question: {words}").format(words=question))
        self.card.setVisible(about is not None or bool(question))


def _grown(font: QFont) -> float:
    """Say how much larger this screen's text is than the program's."""
    return font.pointSizeF() / QApplication.font().pointSizeF()


def _promised(about: PromiseView) -> str:
    words = about.verbatim.strip() or about.title
    if len(words) > _MOST_WORDS:
        words = f"{words[: _MOST_WORDS - 1].rstrip()}…"
    return _("“{words}”").format(words=words)


def _state_words(about: PromiseView) -> str:
    parts = [_("Late") if about.late else ""]
    if about.deadline or about.deadline_words:
        parts.append(deadline_words(about.deadline, about.deadline_precision, about.deadline_words))
    if about.decided_on:
        parts.append(_("verdict of {day}").format(day=medium_date(about.decided_on)))
    parts.append(about.statement)
    return " · ".join(part for part in parts if part)
