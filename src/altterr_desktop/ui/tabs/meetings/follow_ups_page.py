"""List everything that was agreed to be done, tick it, and change one beside the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QPushButton, QStyleOptionViewItem, QWidget

from altterr_desktop.domain.meetings import FollowUpState, MeetingSide
from altterr_desktop.i18n import _, pgettext
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import count_words
from altterr_desktop.journal.changes import Changes
from altterr_desktop.services.follow_ups import (
    FollowUpRow,
    add_follow_up,
    drop_follow_up,
    read_follow_up,
    reopen_follow_up,
    tick_follow_up,
)
from altterr_desktop.ui.kit.base_tab import ListSpec
from altterr_desktop.ui.kit.columns import Cell
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.delegates import VALUE_ROLE, CellDelegate
from altterr_desktop.ui.kit.empty_state import EmptyWords, Offer
from altterr_desktop.ui.kit.filter_bar import Choice, Filter
from altterr_desktop.ui.kit.record_page import RecordPage
from altterr_desktop.ui.kit.theme import colour
from altterr_desktop.ui.tabs.meetings.columns import follow_up_columns
from altterr_desktop.ui.tabs.meetings.follow_up_detail import FollowUpDetail
from altterr_desktop.ui.tabs.meetings.follow_up_groups import BY_PERSON, list_by_person
from altterr_desktop.ui.tabs.meetings.page import read_volunteers

_Index = QModelIndex | QPersistentModelIndex


class FollowUpsPage(RecordPage):
    """Follow what was agreed, on both sides."""

    KEY = "follow_ups"
    KINDS = frozenset({"follow_up", "official", "volunteer", "meeting", "commitment", "mobilisation"})

    def __init__(self, context: TabContext, extra: Sequence[QWidget], parent: QWidget | None = None) -> None:
        self.group_button = QPushButton(_("By person"))
        self.group_button.setProperty("kind", "chip")
        self.group_button.setCheckable(True)
        super().__init__(context, self._spec([self.group_button, *extra]), read_follow_up, parent)
        self.group_button.toggled.connect(self._on_grouping_toggled)
        self.table.group_asked.connect(self._on_group_asked)
        self.row: FollowUpRow | None = None
        self.table.setItemDelegateForColumn(0, _TickDelegate(Cell.TEXT, lambda: -1, self.table))
        self.table.clicked.connect(self._on_clicked)
        self.table.installEventFilter(self)
        self.table.delete_asked.connect(lambda *_id: self.delete())
        self.detail = FollowUpDetail(context, self)
        self.set_detail(self.detail)
        form = self.detail.fields
        form.done_button.clicked.connect(lambda *_on: self.tick())
        form.drop_button.clicked.connect(lambda *_on: self.drop())
        form.reopen_button.clicked.connect(lambda *_on: self.tick())
        self.detail.drafted.connect(self._on_drafted)
        self._is_creating = False
        context.operations.ask(read_volunteers, on_done=self.detail.set_volunteers)

    def _spec(self, extra: Sequence[QWidget]) -> ListSpec:
        return ListSpec(
            title=_("Follow-ups"),
            columns=follow_up_columns(),
            source=list_by_person,
            placeholder=_("Filter: a word, a name, a meeting…"),
            empty=EmptyWords(
                "list-checks",
                _("Nothing to follow yet"),
                _("Who does what, by when: write it here, or turn a line of the minutes into it."),
                Offer(_("Write a follow-up"), self.start_new, "plus"),
            ),
            new_text=_("New follow-up"),
            filters=(
                Filter(
                    "state",
                    _("State"),
                    (
                        Choice(FollowUpState.OPEN.value, _("To do")),
                        Choice(FollowUpState.DONE.value, label(FollowUpState.DONE)),
                        Choice(FollowUpState.DROPPED.value, label(FollowUpState.DROPPED)),
                    ),
                    all_text=pgettext("follow-ups", "All"),
                ),
                Filter("flag", _("Late"), (Choice("overdue", _("Late")), Choice("reminded", _("To remind")))),
                Filter(
                    "side",
                    _("Side"),
                    (Choice(MeetingSide.OURS.value, _("Us")), Choice(MeetingSide.THEIRS.value, _("Them"))),
                ),
            ),
            count=lambda total: count_words("{count} follow-up", "{count} follow-ups", total),
            detail_share=0.36,
            extra=extra,
        )

    # A page's own

    def start_new(self) -> None:
        """Start a follow-up; it is kept from its first words."""
        self.leave()
        self.row = None
        self._is_creating = False
        self.table.clearSelection()
        self.detail.start()

    def leave(self) -> None:
        """Commit what is being typed."""
        self.detail.form.flush()

    def splitter_is_busy(self) -> bool:
        """Keep the detail while a first follow-up is typed."""
        return self.detail.form.is_draft

    def show_read(self, _record_id: str, found: FollowUpRow) -> None:
        """Show a follow-up beside the list."""
        self.row = found
        self.detail.show_row(found)

    def show_none(self) -> None:
        """Show no follow-up."""
        self.row = None
        self.detail.clear()

    # What a person asks

    def tick(self) -> None:
        """Mark the current follow-up as done, or put it back."""
        if self.row is None:
            return
        self.leave()
        service = tick_follow_up if self.row.state is FollowUpState.OPEN else reopen_follow_up
        self.context.operations.write(service, follow_up_id=self.row.id)

    def drop(self) -> None:
        """Give the current follow-up up."""
        if self.row is not None:
            self.leave()
            self.context.operations.write(drop_follow_up, follow_up_id=self.row.id)

    def delete(self) -> None:
        """Delete the current follow-up, with a way back."""
        if self.row is not None:
            self.delete_shown("follow_up", self.row.id, self.row.title)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tick with Space."""
        is_space = (
            watched is self.table
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Space
        )
        if is_space:
            self.tick()
        return is_space

    # Inside

    def _on_grouping_toggled(self, on: bool) -> None:  # noqa: FBT001 - a slot
        self.arrange(group=BY_PERSON if on else "", folded=())

    def _on_group_asked(self, key: str, fold: bool) -> None:  # noqa: FBT001 - a slot
        kept = set(self.query.folded) - {key}
        self.arrange(stay=True, folded=tuple(sorted(kept | {key} if fold else kept)))

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == 0 and self.table.current_id():
            self.context.operations.ask(read_follow_up, self.table.current_id(), on_done=self._on_tick_asked)

    def _on_tick_asked(self, row: FollowUpRow) -> None:
        if row.id == self.table.current_id():
            self.show_read(row.id, row)
        self.tick()

    def _on_drafted(self, values: dict[str, Any]) -> None:
        if str(values.get("title") or "").strip() and not self._is_creating:
            self._is_creating = True
            self.context.operations.write(add_follow_up, values=values, on_done=self._on_added)

    def _on_added(self, changes: Changes) -> None:
        self._is_creating = False
        self.table.select_id(changes.subject_id)


class _TickDelegate(CellDelegate):
    """Draw a box, ticked for what is done."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the row's ground and the box."""
        super().paint(painter, option, index)
        side = option.fontMetrics.height()
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(option.rect).center())
        done = bool(index.data(VALUE_ROLE))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("accent" if done else "border"), 1.2))
        painter.setBrush(colour("accent" if done else "surface"))
        painter.drawRoundedRect(box, side * 0.2, side * 0.2)
        if done:
            painter.setPen(QPen(colour("accent_ink"), max(1.5, side / 8)))
            points = ((0.22, 0.52), (0.42, 0.72), (0.78, 0.3))
            painter.drawPolyline([box.topLeft() + QPointF(x, y) * side for x, y in points])
        painter.restore()
