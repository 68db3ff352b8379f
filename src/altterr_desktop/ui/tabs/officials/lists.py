"""Show what hangs on an official: seats, contacts, promises, meetings, acts; each line opens or changes one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.domain.officials import ContactKind, OfficialKind
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import medium_date, relative_day, short_date, time_words
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import count_words
from altterr_desktop.services.fields import today
from altterr_desktop.services.history import HistoryLine
from altterr_desktop.services.official_page import ContactView, OfficialView
from altterr_desktop.services.officials import add_contact_detail, member_words
from altterr_desktop.services.records import change_record
from altterr_desktop.services.seats import SeatView
from altterr_desktop.ui.kit.cards import Card, LinkRow
from altterr_desktop.ui.kit.commitment_row import CommitmentRow
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.deleting import delete_with_undo
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.part_rows import PartRow, PartRows
from altterr_desktop.ui.kit.plain import PlainLabel, plain_tip
from altterr_desktop.ui.kit.record_form import RecordForm
from altterr_desktop.ui.kit.scrolling import scroll_in, scrolled
from altterr_desktop.ui.tabs.officials.page import OfficialPage

_MOST_ACTS = 60


class Stack(QScrollArea):
    """Be a section made of lines that are built again when what they show changed."""

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._shown: object = None
        self.column = QVBoxLayout()
        self._fresh()

    def show_page(self, page: OfficialPage) -> None:
        """Show an official's lines."""
        shown = self.facts(page)
        if shown == self._shown:
            return
        self._shown = shown
        self._fresh()
        self.fill(page)
        self.column.addStretch(1)

    def facts(self, page: OfficialPage) -> object:
        """Give what the lines are made of, to know whether it changed. Override it."""
        raise NotImplementedError

    def fill(self, page: OfficialPage) -> None:
        """Add the lines to the column. Override it."""
        raise NotImplementedError

    def leave(self) -> None:
        """Do nothing: lines hold no field."""

    def say(self, words: str, kind: str = "muted") -> PlainLabel:
        """Add a sentence."""
        shown = PlainLabel(self.widget(), words, kind)
        shown.setWordWrap(True)
        self.column.addWidget(shown)
        return shown

    def offer(self, words: str, call: Callable[[], object]) -> None:
        """Add a button that adds something."""
        self.column.addWidget(add_button(self, words, call), 0, Qt.AlignmentFlag.AlignLeft)

    def _fresh(self) -> None:
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        unit = self.fontMetrics().height()
        self.column.setContentsMargins(0, 0, unit // 3, 0)
        self.column.setSpacing(round(unit * 0.25))
        scroll_in(self, inside)


class SeatsSection(Stack):
    """List the seats over mandates; `asked` carries the id of the one to change, «» for a new one."""

    asked = Signal(str)

    def facts(self, page: OfficialPage) -> object:
        """Give the seats."""
        return page.official.id, page.official.seats, page.official.past_seats

    def fill(self, page: OfficialPage) -> None:
        """Add one line a seat, those held now first."""
        official = page.official
        for title, seats in ((_("Today"), official.seats), (_("Before"), official.past_seats)):
            if seats:
                self.say(title, "label")
            for seat in seats:
                row = LinkRow(
                    "landmark", _seat_words(seat), _seat_dates(seat), partial(self.asked.emit, seat.id)
                )
                row.is_strong = seat.current
                if seat.source:
                    row.setToolTip(plain_tip(f"{_seat_words(seat)} ({seat.source})"))
                self.column.addWidget(row)
        if not official.seats and not official.past_seats:
            self.say(_("No function is known yet."))
        self.offer(_("Add a function…"), partial(self.asked.emit, ""))


class PromisesSection(Stack):
    """List what an official promised or is in charge of; `add_asked` asks for a new commitment."""

    add_asked = Signal()

    def facts(self, page: OfficialPage) -> object:
        """Give the commitments."""
        return page.official.id, page.official.commitments

    def fill(self, page: OfficialPage) -> None:
        """Add one line a commitment."""
        official = page.official
        for one in official.commitments:
            day = short_date(one.deadline) if one.deadline else _("no deadline")
            number = _("No. {number}").format(number=one.number) if one.number else ""
            self.column.addWidget(
                CommitmentRow(
                    one.title,
                    one.standing,
                    partial(self.context.open_record, "commitment", one.id),
                    self.widget(),
                    detail=" · ".join(part for part in (number, day) if part),
                    alert=_("Late") if one.late else "",
                )
            )
        if not official.commitments:
            self.say(_("Nothing was promised by them yet, or nobody wrote it down."))
        self.offer(_("Add a commitment…"), self.add_asked.emit)


class ActsSection(Stack):
    """Tell who changed what about an official, newest first."""

    def facts(self, page: OfficialPage) -> object:
        """Give the acts."""
        return page.official.id, tuple(page.history)

    def fill(self, page: OfficialPage) -> None:
        """Add one card an act."""
        for line in page.history[:_MOST_ACTS]:
            self.column.addWidget(_act_card(line, self))


class ContactRow(PartRow):
    """Edit one way to reach an official: kind, value, where it comes from."""

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.kind_combo = EnumCombo(self)
        self.kind_combo.set_members(ContactKind)
        self.value_edit = QLineEdit(self)
        self.source_edit = QLineEdit(self)
        self.source_edit.setPlaceholderText(_("Where it comes from"))
        self.day_field = DateField(self)
        self.delete_button = QToolButton(self)
        self.delete_button.setToolTip(_("Delete"))
        set_icon(self.delete_button, "x", "muted")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, round(self.fontMetrics().height() * 0.4))
        whole.setSpacing(2)
        for line in (
            ((self.kind_combo, 0), (self.value_edit, 1), (self.delete_button, 0)),
            ((self.source_edit, 1), (self.day_field, 0)),
        ):
            row = QHBoxLayout()
            row.setSpacing(self.fontMetrics().height() // 3)
            for widget, stretch in line:
                row.addWidget(widget, stretch)
            whole.addLayout(row)
        self.form = RecordForm(self._commit, self)
        self.form.bind(
            contact_kind=self.kind_combo,
            value=self.value_edit,
            source=self.source_edit,
            recorded_on=self.day_field,
        )
        self.day_field.setMaximumWidth(self.fontMetrics().averageCharWidth() * 17)
        self.delete_button.clicked.connect(lambda *_on: self._delete())

    def show_part(self, part: ContactView) -> None:
        """Show a contact detail; what is being typed in it stays."""
        self.form.load(
            {
                "id": part.id,
                "contact_kind": part.kind,
                "value": part.value,
                "source": part.source,
                "recorded_on": part.recorded_on,
            }
        )
        for widget, words in (
            (self.kind_combo, _("Kind of {value}")),
            (self.value_edit, _("Address, number or link")),
            (self.source_edit, _("Source of {value}")),
            (self.day_field, _("Day {value} was noted")),
            (self.delete_button, _("Delete {value}")),
        ):
            widget.setAccessibleName(words.format(value=part.value))

    def leave(self) -> None:
        """Commit what is being typed."""
        self.form.flush()

    def _commit(self, field: str, value: Any) -> None:
        self._context.operations.write(
            change_record, kind="contact_detail", record_id=self.record_id, values={field: value}
        )

    def _delete(self) -> None:
        delete_with_undo(self._context, "contact_detail", self.record_id, _("Contact detail deleted"))


class ContactsSection(QWidget):
    """Edit the ways to reach an official; a new one is a line and Enter."""

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._official_id = ""
        self.kind_combo = EnumCombo(self)
        self.kind_combo.set_members(ContactKind)
        self.kind_combo.set_value(ContactKind.EMAIL)
        self.kind_combo.setAccessibleName(_("Kind of the new contact detail"))
        self.value_edit = QLineEdit(self)
        self.value_edit.setPlaceholderText(_("Address, number or link"))
        self.value_edit.setAccessibleName(_("New contact detail"))
        self.source_edit = QLineEdit(self)
        self.source_edit.setPlaceholderText(_("Where it comes from"))
        self.source_edit.setAccessibleName(_("Where the new contact detail comes from"))
        self.add_button = add_button(self, _("Add"), self.add)
        self.rows = PartRows(
            lambda parent: ContactRow(context, parent), (self.kind_combo, self.value_edit), self
        )
        self.note_label = PlainLabel(self, "", "muted")
        self.note_label.setWordWrap(True)
        adding = QHBoxLayout()
        for widget, stretch in (
            (self.kind_combo, 0),
            (self.value_edit, 3),
            (self.source_edit, 2),
            (self.add_button, 0),
        ):
            adding.addWidget(widget, stretch)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, self.fontMetrics().height() // 3, 0)
        column.addWidget(self.rows)
        column.addLayout(adding)
        column.addWidget(self.note_label)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside, self))
        for edit in (self.value_edit, self.source_edit):
            edit.returnPressed.connect(self.add)

    def show_page(self, page: OfficialPage) -> None:
        """Show the ways to reach an official."""
        self._official_id = page.official.id
        self.rows.show_parts(page.official.contacts)
        words = _(
            "Professional contact details only, with where they come from: people may ask us to erase them."
        )
        if page.official.kind is OfficialKind.STAFF:
            words = _("Contact details of staff never leave the dossier.")
        self.note_label.setText(words)

    def leave(self) -> None:
        """Commit what is being typed."""
        self.rows.leave()

    def add(self) -> None:
        """Keep the contact detail typed."""
        value = self.value_edit.text().strip()
        if not value or not self._official_id:
            self.value_edit.setFocus()
            return
        values = {
            "contact_kind": self.kind_combo.value() or ContactKind.EMAIL,
            "value": value,
            "source": self.source_edit.text().strip(),
        }
        self._context.operations.write(
            add_contact_detail, official_id=self._official_id, values=values, on_done=self._on_added
        )

    def _on_added(self, _changes: object) -> None:
        self.value_edit.clear()
        self.source_edit.clear()
        self.value_edit.setFocus()


def contact_words(official: OfficialView) -> str:
    """Say when an official was last met or answered, or that they never were, and what waits for an answer."""
    if official.last_contact_on is None:
        said = _("Never met so far")
    else:
        day = relative_day(official.last_contact_on, today())
        said = _("Last contact {when}, on {day}").format(when=day, day=medium_date(official.last_contact_on))
    if not official.unanswered:
        return said
    waiting = count_words(
        "{count} request without answer", "{count} requests without answer", official.unanswered
    )
    return f"{said} · {waiting}"


def silence_words(official: OfficialView) -> str:
    """Say for how long there was no contact, in two or three words."""
    if official.silence_days is None:
        return _("Never met")
    return count_words("{count} day without contact", "{count} days without contact", official.silence_days)


def add_button(parent: QWidget, words: str, call: Callable[[], object]) -> QPushButton:
    """Build a button that adds something."""
    button = QPushButton(words, parent)
    set_icon(button, "plus")
    button.clicked.connect(lambda *_on: call())
    return button


def _seat_words(seat: SeatView) -> str:
    what = seat.words or member_words(seat.assembly) or label(seat.assembly)
    side = label(seat.side) if seat.side else ""
    where = " · ".join(part for part in (seat.territory, side, seat.mandate) if part)
    return f"{what} · {where}" if where else what


def _seat_dates(seat: SeatView) -> str:
    if seat.start and seat.end:
        return f"{short_date(seat.start)} – {short_date(seat.end)}"
    if seat.start:
        return _("since {day}").format(day=short_date(seat.start))
    return _("until {day}").format(day=short_date(seat.end)) if seat.end else ""


def _act_card(line: HistoryLine, parent: QWidget) -> Card:
    card = Card(line.label, parent)
    card.title_label.setWordWrap(True)
    card.note_label.hide()
    clock = time_words(f"{line.made_at:%H:%M}")
    when = _("{day} at {time}").format(day=medium_date(line.made_at.date()), time=clock)
    words = [f"{line.who or _('Unsigned')} · {when}"]
    if line.undone:
        words.append(_("Undone since"))
    shown = PlainLabel(card, "\n".join([*words, *line.changes]), "muted")
    shown.setWordWrap(True)
    card.column.addWidget(shown)
    return card
