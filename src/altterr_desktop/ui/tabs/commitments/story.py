"""Show the story of a commitment on one line of time, page by page; a line opens its record, it tells nothing."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from altterr_desktop.domain.lists import Page
from altterr_desktop.domain.stories import StoryKind
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import medium_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.services.commitment_story import StoryLine, commitment_story
from altterr_desktop.services.fields import today
from altterr_desktop.services.follow_ups import tick_follow_up
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.icons import icon
from altterr_desktop.ui.kit.plain import PlainLabel

_SIGNS = {
    StoryKind.PROMISE: "flag",
    StoryKind.SIGNATURE: "handshake",
    StoryKind.MEETING: "messages-square",
    StoryKind.REQUEST: "send",
    StoryKind.REMINDER: "bell",
    StoryKind.ANSWER: "inbox",
    StoryKind.DELIBERATION: "vote",
    StoryKind.EVIDENCE: "paperclip",
    StoryKind.PROPOSAL: "circle-help",
    StoryKind.VERDICT: "gavel",
    StoryKind.REPLY: "message-square",
    StoryKind.FOLLOW_UP: "list-checks",
    StoryKind.ACTION: "megaphone",
    StoryKind.PRESS: "newspaper",
    StoryKind.MEASURE: "chart-line",
    StoryKind.REVIEW: "users",
    StoryKind.DEADLINE: "hourglass",
}
_LINE = int(Qt.ItemDataRole.UserRole)


class StoryLines(QListWidget):
    """Add the space bar to a list of lines: it ticks a follow-up where it is seen."""

    tick_asked = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the space bar; every other key is the list's."""
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Space and item is not None:
            self.tick_asked.emit(item.data(_LINE))
        else:
            super().keyPressEvent(event)


class StoryList(QWidget):
    """List what happened, the latest first; Enter or a double click opens a line's record, Space ticks a follow-up."""

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._record_id = ""
        self.lines = StoryLines(self)
        self.lines.tick_asked.connect(self._on_tick_asked)
        self.lines.setAccessibleName(_("Story of the commitment"))
        self.lines.setWordWrap(True)
        self.lines.setSpacing(round(self.fontMetrics().height() * 0.15))
        self.lines.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines.itemActivated.connect(self._on_activated)
        self.more_button = QPushButton(_("Show more"), self)
        self.more_button.clicked.connect(lambda *_on: self._ask())
        self.more_button.hide()
        self.nothing = PlainLabel(self, _("Nothing is dated yet on this commitment."), "muted")
        self.nothing.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.nothing)
        whole.addWidget(self.lines, 1)
        whole.addWidget(self.more_button)

    def show_record(self, record_id: str) -> None:
        """Read the story of a commitment anew; «» shows none."""
        self._record_id = record_id
        self.lines.clear()
        self.more_button.hide()
        if record_id:
            self._ask()

    def _ask(self) -> None:
        offset = self.lines.count()
        self._context.operations.ask(
            commitment_story,
            self._record_id,
            offset=offset,
            on_done=partial(self._on_read, self._record_id, offset),
            on_error=lambda _error: None,
            owner=self,
        )

    def _on_read(self, record_id: str, offset: int, page: Page[StoryLine]) -> None:
        if record_id != self._record_id or offset != self.lines.count():
            return
        for line in page.rows:
            self._add(line)
        self.nothing.setVisible(not page.total)
        self.more_button.setVisible(self.lines.count() < page.total)
        if offset:
            self.lines.setCurrentRow(offset)
            self.lines.setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, line: StoryLine) -> None:
        day = medium_date(line.day) if line.day else _("without a date")
        if line.day is not None and line.day > today():
            day = _("{day} (to come)").format(day=day)
        text = f"{day} · {label(line.kind)}\n{line.title}"
        if line.detail and line.detail != line.title:
            text = f"{text}\n{line.detail}"
        item = QListWidgetItem(text)
        item.setIcon(icon(_SIGNS[line.kind], "accent"))
        item.setData(_LINE, line)
        if line.kind is StoryKind.FOLLOW_UP:
            item.setToolTip(_("Space: it is done"))
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, _("Space: it is done"))
        self.lines.addItem(item)

    def _on_tick_asked(self, line: object) -> None:
        if isinstance(line, StoryLine) and line.record_kind == "follow_up":
            self._context.operations.write(
                tick_follow_up, follow_up_id=line.record_id, said=_("Done: {title}").format(title=line.title)
            )

    def _on_activated(self, item: QListWidgetItem) -> None:
        line = item.data(_LINE)
        if isinstance(line, StoryLine):
            self._context.open_record(line.record_kind, line.record_id)
