"""Time the agenda of a meeting: points in order, minutes, who leads, the sum against the slot."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import duration_words, time_words
from altterr_desktop.i18n.labels import short_label
from altterr_desktop.services.meeting_plan import add_agenda_point, add_commitment_to_agenda
from altterr_desktop.services.meeting_views import AgendaPointView, MeetingView
from altterr_desktop.services.records import change_record, move_record
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.deleting import delete_with_undo
from altterr_desktop.ui.kit.icons import add_icon_inside
from altterr_desktop.ui.kit.number_field import NumberField
from altterr_desktop.ui.kit.part_rows import PartRow, PartRows
from altterr_desktop.ui.kit.pickers import RecordPicker
from altterr_desktop.ui.kit.plain import PlainLabel, plain_tip
from altterr_desktop.ui.kit.popup_list import Found
from altterr_desktop.ui.kit.record_form import RecordForm
from altterr_desktop.ui.kit.scrolling import scrolled
from altterr_desktop.ui.kit.theme import colour
from altterr_desktop.ui.tabs.meetings.page import MeetingPage, search
from altterr_desktop.ui.tabs.meetings.people import small_button


class PointRow(PartRow):
    """Edit one point: title, minutes, who leads; with a commitment, its state and our question."""

    def __init__(self, section: AgendaSection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._section = section
        self.clock_label = PlainLabel(self, "", "muted")
        self.clock_label.setMinimumWidth(self.fontMetrics().horizontalAdvance("00:00  "))
        self.title_edit = QLineEdit(self)
        self.carried_sign = add_icon_inside(self.title_edit, "history")
        self.carried_sign.setVisible(False)
        self.minutes_field = NumberField(self)
        self.minutes_field.set_format(0, "min")
        self.minutes_field.setMaximumWidth(self.fontMetrics().averageCharWidth() * 12)
        self.owner_combo = ChoiceCombo(self)
        self.up_button = small_button(self, "arrow-up", _("Move up (Alt+Up)"))
        self.down_button = small_button(self, "arrow-down", _("Move down (Alt+Down)"))
        self.delete_button = small_button(self, "x", _("Take off the agenda"))
        self.question_edit = QLineEdit(self)
        self.question_edit.setPlaceholderText(_("Our question"))
        self.commitment_button = small_button(self, "target", _("Open the commitment"))
        self._commitment_id = ""
        self._lay_out()
        self.form = RecordForm(self._commit, self)
        self.form.bind(
            title=self.title_edit,
            minutes_planned=self.minutes_field,
            owner_id=self.owner_combo,
            question=self.question_edit,
        )
        self.up_button.clicked.connect(lambda *_on: section.move_point(self.record_id, -1))
        self.down_button.clicked.connect(lambda *_on: section.move_point(self.record_id, 1))
        self.delete_button.clicked.connect(
            lambda *_on: section.delete(self.record_id, self.title_edit.text())
        )
        self.commitment_button.clicked.connect(lambda *_on: section.open_commitment(self._commitment_id))

    def show_part(self, part: AgendaPointView) -> None:
        """Show a point; what is being typed in it stays."""
        self.clock_label.setText(
            time_words(part.starts_at) if part.starts_at else duration_words(part.from_minute)
        )
        self.owner_combo.set_choices(self._section.volunteers, _("Who leads?"))
        self.form.load(
            {
                "id": part.id,
                "title": part.title,
                "minutes_planned": part.minutes,
                "owner_id": (part.owner_id, part.owner) if part.owner_id else None,
                "question": part.question,
            }
        )
        carried = _("Carried over from the last meeting") if part.carried_from_id else ""
        self.carried_sign.setVisible(bool(carried))
        self.carried_sign.setToolTip(carried)
        self.title_edit.setAccessibleDescription(carried)
        self._commitment_id = part.commitment_id or ""
        about = part.commitment
        self.commitment_button.setVisible(about is not None)
        self.question_edit.setVisible(about is not None or bool(part.question))
        if about is not None:
            state = short_label(about.standing) + (f" · {_('Late')}" if about.late else "")
            self.commitment_button.setText(state)
            self.commitment_button.setToolTip(plain_tip(about.verbatim or about.title))
            self.commitment_button.setAccessibleName(
                _("Open the commitment: {title}, {state}").format(title=about.title, state=state)
            )
        self._name(part)

    def leave(self) -> None:
        """Commit what is being typed."""
        self.form.flush()

    def _name(self, part: AgendaPointView) -> None:
        self.title_edit.setAccessibleName(_("Title of the point"))
        for widget, words in (
            (self.minutes_field, _("Minutes for: {title}")),
            (self.owner_combo, _("Who leads: {title}")),
            (self.question_edit, _("Our question on: {title}")),
            (self.up_button, _("Move up: {title}")),
            (self.down_button, _("Move down: {title}")),
            (self.delete_button, _("Take off the agenda: {title}")),
        ):
            widget.setAccessibleName(words.format(title=part.title))

    def _lay_out(self) -> None:
        self.commitment_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        unit = self.fontMetrics().height()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(unit // 3)
        grid.setVerticalSpacing(unit // 6)
        grid.setColumnStretch(1, 5)
        grid.setColumnStretch(3, 2)
        top = (
            self.clock_label,
            self.title_edit,
            self.minutes_field,
            self.owner_combo,
            self.up_button,
            self.down_button,
            self.delete_button,
        )
        for column, widget in enumerate(top):
            grid.addWidget(widget, 0, column)
        grid.addWidget(self.question_edit, 1, 1, 1, 2)
        grid.addWidget(self.commitment_button, 1, 3, 1, 4, Qt.AlignmentFlag.AlignLeft)

    def _commit(self, field: str, value: Any) -> None:
        self._section.change_point(self.record_id, field, value)


class SlotBar(QWidget):
    """Draw the points one after the other against the time there is; what does not fit is hatched in red."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[tuple[int, str], ...] = ()
        self._slot = 0

    def show_meeting(self, meeting: MeetingView) -> None:
        """Show the agenda of a meeting."""
        self._parts = tuple((point.minutes, point.title) for point in meeting.agenda)
        self._slot = meeting.duration_minutes or 0
        self.setAccessibleName(
            _("{planned} min planned for {slot} min").format(planned=meeting.agenda_minutes, slot=self._slot)
        )
        self.update()

    def sizeHint(self) -> QSize:
        """Take one line and a half."""
        unit = self.fontMetrics().height()
        return QSize(unit * 20, round(unit * 1.7))

    minimumSizeHint = sizeHint

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the parts."""
        whole = max(self._slot, sum(minutes for minutes, _title in self._parts))
        if not whole:
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        metrics = QFontMetricsF(painter.font())
        room = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.fillRect(room, colour("track"))
        start = 0
        for place, (minutes, title) in enumerate(self._parts):
            left = room.left() + room.width() * start / whole
            part = QRectF(left, room.top(), room.width() * minutes / whole, room.height())
            start += minutes
            painter.setPen(QPen(colour("surface"), 1.5))
            painter.setBrush(colour("accent_soft" if place % 2 == 0 else "hover"))
            painter.drawRect(part)
            painter.setPen(colour("ink"))
            words = metrics.elidedText(f"{minutes} · {title}", Qt.TextElideMode.ElideRight, part.width() - 8)
            if part.width() > metrics.horizontalAdvance("000"):
                painter.drawText(part.adjusted(5, 0, -3, 0), Qt.AlignmentFlag.AlignVCenter, words)
        if self._slot and whole > self._slot:
            left = room.left() + room.width() * self._slot / whole
            over = QRectF(left, room.top(), room.right() - left, room.height())
            painter.fillRect(over, QBrush(QColor(colour("danger")), Qt.BrushStyle.BDiagPattern))
            painter.setPen(QPen(colour("danger"), 2))
            painter.drawLine(round(left), round(room.top()), round(left), round(room.bottom()))
        painter.end()


class AgendaSection(QWidget):
    """Edit the points of a meeting in their order, and put commitments on its agenda."""

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._page: MeetingPage | None = None
        self.volunteers: tuple[tuple[str, str], ...] = ()
        self.bar = SlotBar(self)
        self.remark_label = PlainLabel(self)
        self.remark_label.setWordWrap(True)
        self.new_edit = QLineEdit(self)
        self.new_edit.setPlaceholderText(_("New point: write its title, Enter adds it"))
        self.new_edit.setAccessibleName(_("New point"))
        self.new_edit.returnPressed.connect(self._on_new_entered)
        self.commitment_picker = RecordPicker(self)
        self.commitment_picker.setPlaceholderText(_("Put a commitment on the agenda…"))
        self.commitment_picker.setAccessibleName(_("Put a commitment on the agenda"))
        self.commitment_picker.set_search(partial(search, context, "commitment"), context.operations)
        self.commitment_picker.picked.connect(self._on_commitment_picked)
        self.points = PartRows(
            lambda parent: PointRow(self, parent), (self.new_edit, self.commitment_picker), self
        )
        self._lay_out()

    def show_page(self, page: MeetingPage) -> None:
        """Show the agenda of a meeting."""
        self._page = page
        self.volunteers = page.volunteers
        meeting = page.meeting
        self.bar.show_meeting(meeting)
        remark = meeting.agenda_remark
        self.remark_label.setText(remark or _("The agenda fits the time we have."))
        kind = "danger" if remark else "muted"
        if self.remark_label.property("kind") != kind:
            self.remark_label.setProperty("kind", kind)
            self.remark_label.style().unpolish(self.remark_label)
            self.remark_label.style().polish(self.remark_label)
        self.points.show_parts(meeting.agenda)

    def leave(self) -> None:
        """Commit what is being typed."""
        self.points.leave()

    def focus_check(self, key: str) -> None:
        """Put the cursor where the agenda lacks something: a commitment, or minutes."""
        rows = self.points.rows()
        if key == "commitment" or not rows or not isinstance(rows[0], PointRow):
            target: QWidget = self.commitment_picker if key == "commitment" else self.new_edit
        else:
            target = rows[0].minutes_field
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # What rows ask

    def change_point(self, point_id: str, field: str, value: Any) -> None:
        """Keep one field of a point."""
        self._context.operations.write(
            change_record, kind="agenda_point", record_id=point_id, values={field: value}
        )

    def move_point(self, point_id: str, by: int) -> None:
        """Move a point up or down by one place."""
        ids = [row.record_id for row in self.points.rows()]
        if point_id not in ids:
            return
        place = ids.index(point_id)
        wanted = place + by
        if not 0 <= wanted < len(ids):
            return
        ids.remove(point_id)
        after = ids[wanted - 1] if wanted else None
        self._context.operations.write(move_record, kind="agenda_point", record_id=point_id, after_id=after)

    def move_focused(self, by: int) -> None:
        """Move the point the keyboard is in."""
        focused = QApplication.focusWidget()
        for row in self.points.rows():
            if focused is not None and row.isAncestorOf(focused):
                row.leave()
                self.move_point(row.record_id, by)

    def delete(self, point_id: str, title: str) -> None:
        """Take a point off the agenda, with a way back."""
        said = _("Taken off the agenda: {title}").format(title=title)
        delete_with_undo(self._context, "agenda_point", point_id, said)

    def open_commitment(self, commitment_id: str) -> None:
        """Open the commitment a point is about."""
        if commitment_id:
            self._context.open_record("commitment", commitment_id)

    # Inside

    def _on_new_entered(self) -> None:
        title = self.new_edit.text().strip()
        if title and self._page is not None:
            self.new_edit.clear()
            self._context.operations.write(
                add_agenda_point, meeting_id=self._page.meeting.id, title=title, minutes=5
            )

    def _on_commitment_picked(self, found: Found | None) -> None:
        if found is not None and self._page is not None:
            self.commitment_picker.set_value(None)
            self._context.operations.write(
                add_commitment_to_agenda, meeting_id=self._page.meeting.id, commitment_id=found.id
            )

    def _lay_out(self) -> None:
        unit = self.fontMetrics().height()
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, unit // 3, 0)
        column.addWidget(self.points)
        column.addStretch(1)
        adding = QHBoxLayout()
        adding.addWidget(self.new_edit, 1)
        adding.addWidget(self.commitment_picker, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(unit // 2)
        whole.addWidget(self.bar)
        whole.addWidget(self.remark_label)
        whole.addWidget(scrolled(inside, self), 1)
        whole.addLayout(adding)
