"""Show the time that is left, in figures readable at arm's length, and who speaks; it keeps nothing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from altterr_desktop.domain.meeting_clock import SOON_OVER, MeetingClock
from altterr_desktop.domain.meetings import MeetingSide
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import duration_words
from altterr_desktop.i18n.names import labelled
from altterr_desktop.i18n.numbers import number
from altterr_desktop.services.meeting_views import MeetingView
from altterr_desktop.ui.kit.cards import Card
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.plain import PlainLabel, scaled_font
from altterr_desktop.ui.kit.theme import colour
from altterr_desktop.ui.tabs.meetings.live.announcing import announce

_MINUTE = 60


class ClockFace(QWidget):
    """Draw a time in large figures over a bar; its accessible name changes once a minute, not every second."""

    def __init__(self, title: str, factor: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._factor = factor
        self._figures = "–"
        self._share = 0.0
        self._is_over = False
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def figures(self) -> str:
        """Give the figures shown."""
        return self._figures

    def show_time(self, left: float | None, spent: float, whole: float) -> None:
        """Show seconds left (None: no length is known, the seconds spent are shown instead)."""
        shown = spent if left is None else left
        self._is_over = left is not None and left < 0
        self._figures = ("+" if self._is_over else "") + _figures(abs(shown))
        self._share = min(1.0, spent / whole) if whole else 0.0
        words = _spoken(left, spent)
        if self.accessibleName() != labelled(self._title, words):
            self.setAccessibleName(labelled(self._title, words))
        self.update()

    def sizeHint(self) -> QSize:
        """Take the room of a title, the figures and the bar."""
        unit = self.fontMetrics().height()
        tall = QFontMetricsF(self._large()).height()
        return QSize(round(unit * 9), round(unit * 1.1 + tall + unit * 0.6))

    minimumSizeHint = sizeHint

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw title, figures and bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = QFontMetricsF(self.font()).height()
        room = QRectF(self.rect())
        painter.setPen(colour("muted"))
        painter.setFont(self.font())
        painter.drawText(QRectF(0, 0, room.width(), unit * 1.1), Qt.AlignmentFlag.AlignVCenter, self._title)
        painter.setFont(self._large())
        painter.setPen(colour("danger" if self._is_over else "ink"))
        tall = QFontMetricsF(self._large()).height()
        painter.drawText(
            QRectF(0, unit * 1.1, room.width(), tall), Qt.AlignmentFlag.AlignVCenter, self._figures
        )
        bar = QRectF(0, room.bottom() - unit * 0.42, room.width(), unit * 0.36)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("track"))
        painter.drawRoundedRect(bar, bar.height() / 2, bar.height() / 2)
        painter.setBrush(colour("danger" if self._is_over else "accent"))
        painter.drawRoundedRect(
            QRectF(bar.left(), bar.top(), bar.width() * self._share, bar.height()),
            bar.height() / 2,
            bar.height() / 2,
        )
        painter.end()

    def _large(self) -> QFont:
        return scaled_font(self.font(), self._factor, QFont.Weight.DemiBold)


class TalkBar(QWidget):
    """Draw how the talk is shared, ours at the left, with words under it: never a colour alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ours = self._theirs = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Talk balance"))

    def show_shares(self, ours: float, theirs: float) -> None:
        """Show the seconds of both sides."""
        self._ours, self._theirs = ours, theirs
        said = labelled(_("Talk balance"), self.words())
        if self.accessibleName() != said:
            self.setAccessibleName(said)
        self.update()

    def words(self) -> str:
        """Say both shares."""
        whole = self._ours + self._theirs
        if whole < 1:
            return _("nothing counted yet")
        share = round(100 * self._ours / whole)
        return _("Us {ours} % · Them {theirs} %").format(ours=number(share), theirs=number(100 - share))

    def sizeHint(self) -> QSize:
        """Take a bar and a line."""
        unit = self.fontMetrics().height()
        return QSize(unit * 8, round(unit * 1.75))

    minimumSizeHint = sizeHint

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the two shares, the second one hatched."""
        painter = QPainter(self)
        unit = QFontMetricsF(self.font()).height()
        bar = QRectF(0, 0, self.width(), unit * 0.5)
        whole = self._ours + self._theirs
        painter.fillRect(bar, colour("track"))
        if whole >= 1:
            cut = bar.width() * self._ours / whole
            painter.fillRect(QRectF(bar.left(), bar.top(), cut, bar.height()), colour("accent"))
            rest = QRectF(bar.left() + cut, bar.top(), bar.width() - cut, bar.height())
            painter.setBrush(Qt.BrushStyle.BDiagPattern)
            painter.setPen(Qt.PenStyle.NoPen)
            hatch = painter.brush()
            hatch.setColor(colour("ink"))
            painter.fillRect(rest, hatch)
        painter.setPen(colour("ink"))
        painter.setFont(self.font())
        line = QRectF(0, unit * 0.6, self.width(), unit * 1.1)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, self.words())
        painter.end()


class ClockPanel(QWidget):
    """Hold both clocks, the buttons that stop them and go on, the signal of the last minutes and the talk."""

    pause_asked = Signal()
    next_asked = Signal()
    previous_asked = Signal()
    talk_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signal = ""
        self._meeting: MeetingView | None = None
        self.band = QFrame(self)
        self.band.setObjectName("bar")
        self.band_label = PlainLabel(self.band)
        self.band_label.setWordWrap(True)
        self.point_face = ClockFace(_("Left for this point"), 2.9, self)
        self.whole_face = ClockFace(_("Left for the meeting"), 1.5, self)
        self.pause_button = QPushButton(self)
        self.previous_button = QPushButton(self)
        self.previous_button.setAccessibleName(_("Previous point (Shift+F10)"))
        self.previous_button.setToolTip(_("Previous point (Shift+F10)"))
        set_icon(self.previous_button, "arrow-left")
        self.next_button = QPushButton(_("Next point (F10)"), self)
        self.next_button.setProperty("kind", "primary")
        self.talk_bar = TalkBar(self)
        self.talk_buttons: dict[MeetingSide | None, QPushButton] = {}
        self.pause_button.clicked.connect(lambda *_on: self.pause_asked.emit())
        self.next_button.clicked.connect(lambda *_on: self.next_asked.emit())
        self.previous_button.clicked.connect(lambda *_on: self.previous_asked.emit())
        self._lay_out()

    def show_meeting(self, meeting: MeetingView) -> None:
        """Take the lengths of a meeting and of its points."""
        self._meeting = meeting

    def show_clock(self, clock: MeetingClock, now: float) -> None:
        """Show what the clock says at a moment."""
        if self._meeting is None:
            return
        point = next((one for one in self._meeting.agenda if one.id == clock.point_id), None)
        given = (point.minutes if point is not None else 0) * _MINUTE
        spent = clock.on_point(clock.point_id, now)
        self.point_face.show_time(given - spent if given else None, spent, given)
        whole = (self._meeting.duration_minutes or 0) * _MINUTE
        elapsed = clock.elapsed(now)
        self.whole_face.show_time(whole - elapsed if whole else None, elapsed, whole)
        self._show_pause(clock)
        self._show_talk(clock, now)
        self._show_signal(
            whole - elapsed if whole and clock.is_started else None, given and given - spent < 0
        )

    # Inside

    def _show_pause(self, clock: MeetingClock) -> None:
        words, sign = _("Pause (F9)"), "pause"
        if not clock.is_running:
            words, sign = (_("Go on (F9)") if clock.is_started else _("Start the clock (F9)")), "play"
        if self.pause_button.text() != words:
            self.pause_button.setText(words)
            self.pause_button.setProperty("kind", "" if clock.is_running else "primary")
            set_icon(self.pause_button, sign, "ink" if clock.is_running else "accent_ink")
            self.pause_button.style().unpolish(self.pause_button)
            self.pause_button.style().polish(self.pause_button)
            # The style sheet gives the usual size back with the other look.
            font = self.pause_button.font()
            font.setPointSizeF(self.font().pointSizeF())
            self.pause_button.setFont(font)

    def _show_talk(self, clock: MeetingClock, now: float) -> None:
        self.talk_bar.show_shares(
            clock.talked_by(MeetingSide.OURS, now), clock.talked_by(MeetingSide.THEIRS, now)
        )
        for side, button in self.talk_buttons.items():
            if button.isChecked() is not (clock.talking is side):
                button.blockSignals(True)
                button.setChecked(clock.talking is side)
                button.blockSignals(False)

    def _show_signal(self, left: float | None, point_is_over: object) -> None:
        """Say calmly that the end is near: a band, and once a word to screen readers."""
        kind, words = "", ""
        if left is not None and left <= 0:
            kind, words = "over", _("The time of the meeting is over.")
        elif left is not None and left <= SOON_OVER:
            minutes = max(1, round(left / _MINUTE))
            kind, words = (
                "soon",
                _("{time} left: time for the follow-ups.").format(time=duration_words(minutes)),
            )
        elif point_is_over:
            kind, words = "point", _("This point has used its time.")
        if self.band_label.text() != words:
            self.band_label.setText(words)
            self.band.setVisible(bool(words))
        if kind != self._signal:
            self._signal = kind
            announce(self, words)

    def _lay_out(self) -> None:
        unit = self.fontMetrics().height()
        inside = QVBoxLayout(self.band)
        inside.setContentsMargins(unit // 2, unit // 3, unit // 2, unit // 3)
        inside.addWidget(self.band_label)
        self.band.hide()
        clocks = Card("", self)
        clocks.setAccessibleName(_("Clock"))
        clocks.title_label.hide()
        clocks.note_label.hide()
        clocks.column.addWidget(self.point_face)
        clocks.column.addWidget(self.whole_face)
        clocks.column.addWidget(self.pause_button)
        turns = QHBoxLayout()
        turns.addWidget(self.previous_button)
        turns.addWidget(self.next_button, 1)
        clocks.column.addLayout(turns)
        talk = Card(_("Who has the floor (F12)"), self)
        talk.note_label.hide()
        chips = QGridLayout()
        for place, (side, words) in enumerate(
            ((MeetingSide.OURS, _("Us")), (MeetingSide.THEIRS, _("Them")), (None, _("Nobody")))
        ):
            button = QPushButton(words, talk)
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.setAccessibleName(_("Has the floor: {side}").format(side=words))
            button.toggled.connect(lambda *_on, side=side: self.talk_asked.emit(side))
            self.talk_buttons[side] = button
            chips.addWidget(button, 0, place)
        talk.column.addLayout(chips)
        talk.column.addWidget(self.talk_bar)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(unit // 2)
        for widget in (self.band, clocks, talk):
            whole.addWidget(widget)


def _figures(seconds: float) -> str:
    whole = int(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, last = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{last:02d}" if hours else f"{minutes:02d}:{last:02d}"


def _spoken(left: float | None, spent: float) -> str:
    if left is None:
        return _("{time} so far").format(time=duration_words(int(spent // _MINUTE)))
    minutes = duration_words(int(abs(left) // _MINUTE))
    return _("{time} too many").format(time=minutes) if left < 0 else minutes
