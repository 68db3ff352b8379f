"""List the points of a meeting as it goes: what is over, what is now, what is left; it counts nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from altterr_desktop.domain.meeting_clock import MeetingClock
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import duration_words
from altterr_desktop.services.meeting_views import AgendaPointView, MeetingView
from altterr_desktop.ui.kit.icons import icon
from altterr_desktop.ui.kit.plain import PlainLabel

_ID = int(Qt.ItemDataRole.UserRole)
_WORDS = int(Qt.ItemDataRole.DisplayRole)


class AgendaPanel(QWidget):
    """Show the points; `point_asked` carries the id of the one to go to, «» for outside the agenda."""

    point_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[AgendaPointView, ...] = ()
        self.title_label = PlainLabel(self, _("Agenda"), "section")
        self.list = QListWidget(self)
        self.list.setProperty("kind", "bare")
        self.list.setAccessibleName(_("Agenda: Enter goes to a point"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setSpacing(self.fontMetrics().height() // 8)
        self.list.itemActivated.connect(self._on_asked)
        self.list.itemClicked.connect(self._on_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.title_label)
        column.addWidget(self.list, 1)

    def show_meeting(self, meeting: MeetingView) -> None:
        """Show the agenda of a meeting."""
        self._points = meeting.agenda
        self.list.blockSignals(True)
        self.list.clear()
        for point in meeting.agenda:
            self._add(point.id)
        self._add("")
        self.list.blockSignals(False)

    def show_clock(self, clock: MeetingClock, now: float) -> None:
        """Show where the meeting is, and the time of each point in whole minutes."""
        current, changed = self.list.count() - 1, False
        for row in range(self.list.count()):
            item = self.list.item(row)
            point = self._points[row] if row < len(self._points) else None
            point_id = point.id if point is not None else ""
            is_current = point_id == clock.point_id
            current = row if is_current else current
            seconds = clock.on_point(point_id, now)
            changed |= _show(
                item,
                _point_words(point, seconds, is_current=is_current),
                _sign(seconds, is_current=is_current),
            )
        if changed:
            # Wrapped words may take another line.
            self.list.scheduleDelayedItemsLayout()
        if not self.list.hasFocus() and self.list.currentRow() != current:
            self.list.setCurrentRow(current)
            self.list.scrollToItem(self.list.item(current))

    def _add(self, point_id: str) -> None:
        item = QListWidgetItem(self.list)
        item.setData(_ID, point_id)

    def _on_asked(self, item: QListWidgetItem) -> None:
        self.point_asked.emit(str(item.data(_ID)))


def _show(item: QListWidgetItem, words: str, sign: str) -> bool:
    # Only what changed: a list that is written anew every second is read aloud every second.
    if item.data(_WORDS) != words:
        item.setText(words)
        item.setIcon(icon(sign, "accent"))
        return True
    return False


def _sign(seconds: float, *, is_current: bool) -> str:
    if is_current:
        return "circle-dot"
    return "circle-check" if seconds >= 1 else "circle-dashed"


def _point_words(point: AgendaPointView | None, seconds: float, *, is_current: bool) -> str:
    title = point.title if point is not None else _("Outside the agenda")
    parts = [_("Now")] if is_current else []
    if point is not None and point.minutes:
        parts.append(_("{time} planned").format(time=duration_words(point.minutes)))
    if seconds >= 60:
        parts.append(_("{time} spent").format(time=duration_words(int(seconds // 60))))
    if point is not None and point.owner:
        parts.append(point.owner)
    return "\n".join(part for part in (title, " · ".join(parts)) if part)
