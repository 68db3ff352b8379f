"""Show the story of an official, newest first, page by page, narrowed by kind; each line opens its record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from altterr_desktop.domain.lists import Page
from altterr_desktop.domain.timelines import TimelineKind
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import relative_day, short_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.services.fields import today
from altterr_desktop.services.follow_ups import tick_follow_up
from altterr_desktop.services.official_timeline import TimelineLine, official_timeline
from altterr_desktop.ui.kit.cards import LinkRow
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.plain import PlainLabel
from altterr_desktop.ui.kit.tick_row import TickRow
from altterr_desktop.ui.tabs.officials.lists import Stack, add_button, contact_words
from altterr_desktop.ui.tabs.officials.page import TIMELINE_PAGE, OfficialPage

KIND_ICONS = {
    TimelineKind.COMMITMENT: "target",
    TimelineKind.VERDICT: "gavel",
    TimelineKind.MEETING: "calendar-clock",
    TimelineKind.REQUEST: "mail",
    TimelineKind.FOLLOW_UP: "list-checks",
    TimelineKind.STANCE: "flag",
    TimelineKind.PRESS: "newspaper",
    TimelineKind.VOTE: "vote",
    TimelineKind.SEAT: "landmark",
}
# Records that are changed here, in a dialog, rather than shown on another page.
_OWN = frozenset({"seat", "stance_step", "press_item"})


class Lines(Stack):
    """List the follow-ups still open, then one line an event, years between them."""

    opened = Signal(str, str)
    more_asked = Signal()

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.lines: list[TimelineLine] = []
        self.total = 0
        self.with_tasks = True

    def facts(self, page: OfficialPage) -> object:
        """Give all that is listed."""
        return page.official.id, tuple(self.lines), self.total, page.official.follow_ups, self.with_tasks

    def fill(self, page: OfficialPage) -> None:
        """Add what is still owed, the lines, and a way to the next ones."""
        tasks = page.official.follow_ups if self.with_tasks else ()
        if tasks:
            self.say(_("Still to be done"), "label")
        for task in tasks:
            end = relative_day(task.due_on, today()) if task.due_on else ""
            row = LinkRow("list-checks", task.title, end, partial(self.opened.emit, "follow_up", task.id))
            row.is_alert = task.overdue
            self.column.addWidget(TickRow(row, task.title, partial(self._tick, task.id)))
        year = ""
        for line in self.lines:
            own_year = str(line.day.year) if line.day is not None else _("No date")
            if own_year != year:
                year = own_year
                self.say(year, "label")
            self.column.addWidget(self._row(line))
        if not self.lines:
            self.say(_("Nothing of this kind so far."))
        if len(self.lines) < self.total:
            self.column.addWidget(_more_button(self, self.more_asked.emit))

    def _tick(self, follow_up_id: str) -> None:
        self.context.operations.write(tick_follow_up, follow_up_id=follow_up_id)

    def _row(self, line: TimelineLine) -> LinkRow:
        day = short_date(line.day) if line.day is not None else ""
        detail = " ".join(line.detail.split())
        words = " · ".join(part for part in (line.sentence, detail) if part)
        row = LinkRow(
            KIND_ICONS[line.kind], words, day, partial(self.opened.emit, line.record_kind, line.record_id)
        )
        row.is_alert = line.is_alert
        return row


class StorySection(QWidget):
    """Frame the story: last contact, a list of kinds, what can be added.

    `own_asked` carries the kind and id of a record changed here («» for a new press item), `prepare_asked` asks
    for a meeting.
    """

    own_asked = Signal(str, str)
    prepare_asked = Signal()

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._page: OfficialPage | None = None
        self.contact_label = PlainLabel(self, "", "section")
        self.contact_label.setWordWrap(True)
        self.kind_combo = ChoiceCombo(self)
        self.kind_combo.setAccessibleName(_("Show only"))
        self.kind_combo.set_choices([(kind.value, label(kind)) for kind in TimelineKind], _("Everything"))
        self.kind_combo.picked.connect(lambda *_value: self._ask(0))
        self.press_button = add_button(self, _("Press item…"), partial(self.own_asked.emit, "press_item", ""))
        self.prepare_button = add_button(self, _("Meeting…"), self.prepare_asked.emit)
        self.lines = Lines(context, self)
        self.lines.opened.connect(self._on_opened)
        self.lines.more_asked.connect(lambda: self._ask(len(self.lines.lines)))
        head = QHBoxLayout()
        head.addWidget(self.kind_combo, 1)
        head.addWidget(self.press_button)
        head.addWidget(self.prepare_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.contact_label)
        whole.addLayout(head)
        whole.addWidget(self.lines, 1)

    def show_page(self, page: OfficialPage) -> None:
        """Show an official's story; the kind chosen stays, and so do the pages read for the same person."""
        same = self._page is not None and self._page.official.id == page.official.id
        self._page = page
        self.contact_label.setText(contact_words(page.official))
        if self._kinds() or (same and len(self.lines.lines) > TIMELINE_PAGE):
            self._ask(0, limit=max(TIMELINE_PAGE, len(self.lines.lines) if same else 0))
        else:
            self._show(page.story.rows, page.story.total)

    def leave(self) -> None:
        """Do nothing: lines hold no field."""

    def _kinds(self) -> tuple[TimelineKind, ...]:
        value = self.kind_combo.value()
        return (TimelineKind(value),) if value else ()

    def _ask(self, offset: int, *, limit: int = TIMELINE_PAGE) -> None:
        if self._page is None:
            return
        official_id, kinds = self._page.official.id, self._kinds()

        def on_done(found: Page[TimelineLine]) -> None:
            # Somebody else, or another kind, may have been chosen meanwhile.
            if self._page is not None and (self._page.official.id, self._kinds()) == (official_id, kinds):
                before = self.lines.lines[:offset] if offset else []
                self._show([*before, *found.rows], found.total)

        self._context.operations.ask(
            official_timeline, official_id, kinds, offset=offset, limit=limit, on_done=on_done, owner=self
        )

    def _show(self, lines: Sequence[TimelineLine], total: int) -> None:
        self.lines.lines, self.lines.total = list(lines), total
        self.lines.with_tasks = not self._kinds()
        if self._page is not None:
            self.lines.show_page(self._page)

    def _on_opened(self, kind: str, record_id: str) -> None:
        if kind in _OWN:
            self.own_asked.emit(kind, record_id)
        else:
            self._context.open_record(kind, record_id)


def _more_button(parent: QWidget, call: Callable[[], Any]) -> QPushButton:
    button = QPushButton(_("Show what came before"), parent)
    set_icon(button, "chevron-down")
    button.clicked.connect(lambda *_on: call())
    return button
